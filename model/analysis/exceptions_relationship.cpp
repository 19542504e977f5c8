// SPDX-License-Identifier: GPL-3.0-or-later
// Risks of the relationship: sponsors, champions, contacts, tickets, surveys, meetings and invoices.
#include <algorithm>

#include "model/analysis/exception_rules.h"
#include "model/analysis/visible_facts.h"

namespace holdfast {

namespace {

using namespace visible;

// The first interaction of that kind on a day; none without a day.
template <class IsOfKind>
const Interaction* firstOn(const RuleCase& c, std::optional<Date> day, const IsOfKind& isOfKind)
{
    const auto rows = c.portfolio().interactions.of(c.account);
    const auto found = std::find_if(
        rows.begin(), rows.end(), [&](const Interaction& row) { return day == row.date && isOfKind(row); });
    return found == rows.end() ? nullptr : &*found;
}

std::optional<Finding> sponsorSilent(const RuleCase& c)
{
    if (c.facts().touch == Touch::Tech || !c.isAged("minimum_age"))
        return std::nullopt;
    const std::optional<Date> day = c.world.context.latestInteractions(c.account).sponsor;
    if (day && c.within(*day, "days"))
        return std::nullopt;
    const Interaction* last = firstOn(c, day, [&](const Interaction& row) { return metSponsor(row, c.day()); });
    Finding finding(c, Severity::High);
    finding.fact("days_since_sponsor", last ? FactValue(std::int64_t{c.day() - last->date}) : FactValue());
    if (last)
        finding.on(last->date).from(DatasetId::Interactions, last->source);
    else
        finding.from(DatasetId::Interactions).detail("never");
    finding.against("days");
    return finding;
}

std::vector<const Contact*> latestFirst(std::vector<const Contact*> contacts, Maybe<Date> Contact::*date)
{
    std::stable_sort(contacts.begin(), contacts.end(),
        [&](const Contact* a, const Contact* b) { return *(a->*date) > *(b->*date); });
    return contacts;
}

std::optional<Finding> championLeft(const RuleCase& c)
{
    std::vector<const Contact*> left;
    for (const Contact& contact : c.portfolio().contacts.of(c.account)) {
        if (contact.role != ContactRole::Champion)
            continue;
        if (isPresent(contact, c.day()))
            return std::nullopt;
        if (contact.leftDate && c.within(*contact.leftDate, "days"))
            left.push_back(&contact);
    }
    if (left.empty())
        return std::nullopt;
    Finding finding(c, Severity::High);
    for (const Contact* contact : latestFirst(left, &Contact::leftDate)) {
        finding.fact("champion_left", c.named(contact->name, contact->id))
            .on(contact->leftDate)
            .from(DatasetId::Contacts, contact->source)
            .detail(std::string(c.text(contact->title)));
    }
    return finding;
}

// Whoever came with the first team did decide; somebody who came later did not.
std::optional<Finding> newDecisionMaker(const RuleCase& c)
{
    if (!c.state().start)
        return std::nullopt;
    std::vector<const Contact*> joined;
    for (const Contact& contact : c.portfolio().contacts.of(c.account)) {
        const bool decides =
            contact.role == ContactRole::EconomicBuyer || contact.role == ContactRole::ExecutiveSponsor;
        if (decides && contact.joinedDate && c.within(*contact.joinedDate, "days") && isPresent(contact, c.day()) &&
            above(*contact.joinedDate - *c.state().start, c.threshold("after_start")))
            joined.push_back(&contact);
    }
    if (joined.empty())
        return std::nullopt;
    Finding finding(c, Severity::Medium);
    for (const Contact* contact : latestFirst(joined, &Contact::joinedDate)) {
        finding.fact("joined", c.named(contact->name, contact->id))
            .on(contact->joinedDate)
            .from(DatasetId::Contacts, contact->source)
            .detail(std::string(c.text(contact->title)));
    }
    return finding;
}

std::optional<Finding> singleThreaded(const RuleCase& c)
{
    if (!c.isAged("minimum_age"))
        return std::nullopt;
    std::int64_t present = 0;
    const Contact* who = nullptr;
    for (const Contact& contact : c.portfolio().contacts.of(c.account)) {
        if (!isPresent(contact, c.day()))
            continue;
        ++present;
        who = &contact;
    }
    if (!below(static_cast<double>(present), c.threshold("contacts")))
        return std::nullopt;
    Finding finding(c, Severity::Medium);
    finding.fact("contacts", present).against("contacts").from(DatasetId::Contacts);
    if (who)
        finding.detail(c.named(who->name, who->id));
    return finding;
}

std::optional<Finding> escalationOpen(const RuleCase& c)
{
    std::vector<const Ticket*> open;
    for (const Ticket& ticket : c.portfolio().tickets.of(c.account)) {
        const bool pressing = ticket.escalated.value_or(false) || ticket.severity == TicketSeverity::Urgent;
        if (pressing && isOpen(ticket, c.day()) && above(c.day() - ticket.openedDate, c.threshold("days")))
            open.push_back(&ticket);
    }
    if (open.empty())
        return std::nullopt;
    std::stable_sort(
        open.begin(), open.end(), [](const Ticket* a, const Ticket* b) { return a->openedDate < b->openedDate; });
    Finding finding(c, Severity::High);
    for (const Ticket* ticket : open) {
        finding.fact("days_open", std::int64_t{c.day() - ticket->openedDate})
            .against("days")
            .on(ticket->openedDate)
            .from(DatasetId::Tickets, ticket->source)
            .detail(c.named(ticket->subject, ticket->id));
    }
    return finding;
}

// Recent tickets against the mean of as many days in the time before.
std::optional<Finding> ticketSpike(const RuleCase& c)
{
    const auto tickets = c.portfolio().tickets.of(c.account);
    if (tickets.empty())
        return std::nullopt;
    const double recentDays = c.threshold("recent_days");
    const double beforeDays = c.threshold("before_days");
    std::int64_t recent = 0, before = 0;
    for (const Ticket& ticket : tickets) {
        const int ago = c.day() - ticket.openedDate;
        if (ago < 0)
            continue;
        if (below(ago, recentDays))
            ++recent;
        else if (below(ago, recentDays + beforeDays))
            ++before;
    }
    if (!atLeast(static_cast<double>(recent), c.threshold("tickets")))
        return std::nullopt;
    const double months = recentDays > 0 ? beforeDays / recentDays : 0.0; // 180 / 30 = 6
    const double mean = months > 0 ? static_cast<double>(before) / months : 0.0;
    if (!atLeast(static_cast<double>(recent), c.threshold("factor") * mean))
        return std::nullopt;
    Finding finding(c, Severity::Medium);
    finding.fact("tickets_30_days", recent).against("tickets").on(c.day()).from(DatasetId::Tickets);
    finding.fact("monthly_mean_before", mean).from(DatasetId::Tickets);
    return finding;
}

// The lowest NPS score of the latest day; of several respondents with it the first in byte order.
std::optional<Finding> detractor(const RuleCase& c)
{
    const auto surveys = c.portfolio().surveys.of(c.account); // by date, kind, respondent
    const Survey* latest = nullptr;
    const double days = c.threshold("days");
    for (const Survey& survey : surveys) {
        if (survey.kind != SurveyKind::Nps || survey.date > c.day() || !below(c.day() - survey.date, days))
            continue;
        if (!latest || latest->date < survey.date || survey.score < latest->score ||
            (survey.score == latest->score && c.text(survey.respondent) < c.text(latest->respondent)))
            latest = &survey;
    }
    if (!latest)
        return std::nullopt;
    const Survey* before = nullptr;
    for (const Survey& survey : surveys) {
        if (survey.kind == SurveyKind::Nps && survey.date < latest->date && survey.respondent == latest->respondent)
            before = &survey;
    }
    const bool low = atMost(latest->score, c.threshold("score"));
    const bool fell = before && atLeast(before->score - latest->score, c.threshold("fall"));
    if (!low && !fell)
        return std::nullopt;
    Finding finding(c, Severity::High);
    const std::string respondent(c.text(latest->respondent));
    finding.fact("nps", latest->score)
        .against("score")
        .on(latest->date)
        .from(DatasetId::Surveys, latest->source)
        .detail(respondent);
    if (fell) {
        finding.fact("nps_fall", before->score - latest->score)
            .against("fall")
            .on(latest->date)
            .from(DatasetId::Surveys, latest->source)
            .detail(respondent);
    }
    return finding;
}

// Against the account's own rhythm: a yearly business review is no fading.
std::optional<Finding> meetingsFading(const RuleCase& c)
{
    const auto meets = [&](const Interaction& row) {
        return (row.kind == InteractionKind::Meeting || row.kind == InteractionKind::Qbr ||
                   row.kind == InteractionKind::Call) &&
            row.held && row.date <= c.day();
    };
    const std::optional<Date> day = c.world.context.latestInteractions(c.account).conversation;
    if (!day || !above(c.day() - *day, c.threshold("days")))
        return std::nullopt;
    const Interaction* last = firstOn(c, day, meets);
    const auto interactions = c.portfolio().interactions.of(c.account);
    std::vector<Date> days;
    days.reserve(interactions.size());
    for (const Interaction& row : interactions) {
        if (meets(row))
            days.push_back(row.date);
    }
    std::sort(days.begin(), days.end(), std::greater<>());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    const auto kept = static_cast<std::size_t>(std::max(0.0, c.threshold("meetings")));
    if (days.size() > kept)
        days.resize(kept);
    if (days.size() < 2)
        return std::nullopt;
    std::vector<int> gaps;
    for (std::size_t i = 1; i < days.size(); ++i)
        gaps.push_back(days[i - 1] - days[i]);
    std::sort(gaps.begin(), gaps.end());
    const std::size_t middle = gaps.size() / 2;
    const double median = gaps.size() % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2.0;
    if (!above(c.day() - last->date, c.threshold("factor") * median))
        return std::nullopt;
    Finding finding(c, Severity::Medium);
    finding.fact("days_since_meeting", std::int64_t{c.day() - last->date})
        .against("days")
        .on(last->date)
        .from(DatasetId::Interactions, last->source);
    finding.fact("median_gap", median).from(DatasetId::Interactions);
    return finding;
}

std::optional<Finding> overdueInvoice(const RuleCase& c)
{
    std::vector<const Invoice*> late;
    for (const Invoice& invoice : c.portfolio().invoices.of(c.account)) {
        if (invoice.amount > Money{} && invoice.issuedDate <= c.day() && invoice.dueDate &&
            !happened(invoice.paidDate, c.day()) && above(c.day() - *invoice.dueDate, c.threshold("days")))
            late.push_back(&invoice);
    }
    if (late.empty())
        return std::nullopt;
    std::stable_sort(
        late.begin(), late.end(), [](const Invoice* a, const Invoice* b) { return *a->dueDate < *b->dueDate; });
    Finding finding(c, Severity::Medium);
    for (const Invoice* invoice : late) {
        finding.fact("days_overdue", std::int64_t{c.day() - *invoice->dueDate})
            .against("days")
            .on(invoice->dueDate)
            .from(DatasetId::Invoices, invoice->source)
            .detail(std::string(c.text(invoice->id)));
    }
    return finding;
}

constexpr RuleEntry entries[] = {
    {RuleId::SponsorSilent, sponsorSilent},
    {RuleId::ChampionLeft, championLeft},
    {RuleId::NewDecisionMaker, newDecisionMaker},
    {RuleId::SingleThreaded, singleThreaded},
    {RuleId::EscalationOpen, escalationOpen},
    {RuleId::TicketSpike, ticketSpike},
    {RuleId::Detractor, detractor},
    {RuleId::MeetingsFading, meetingsFading},
    {RuleId::OverdueInvoice, overdueInvoice},
};

} // namespace

std::span<const RuleEntry> relationshipRules()
{
    return entries;
}

} // namespace holdfast
