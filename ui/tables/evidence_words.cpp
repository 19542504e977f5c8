// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/evidence_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "model/report/fact_words.h"
#include "model/report/format.h"
#include "ui/tables/words.h"

namespace holdfast {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Evidence", text);
}

// How the value stands to the threshold when a criterion passes: the other way round than when a rule fires.
struct PassingSign {
    std::string_view fact;
    const char* comparison;
};
constexpr PassingSign passing[] = {
    {"utilisation", "≥"},
    {"ratio", "≥"},
    {"zeros", "<"},
    {"change", ">"},
    {"progress", "≥"},
    {"value_returned", "≥"},
    {"value_per_arr", "≥"},
    {"arr", "≥"},
    {"nps", "≥"},
    {"csat", "≥"},
    {"customer_tasks_on_time", "≥"},
    {"wins_recognised", "≥"},
    {"wins_recognised_share", "≥"},
    {"blocked", "≤"},
    {"days_open", "≤"},
    {"days_overdue", "≤"},
    {"days_since_usage", "≤"},
    {"days_since_health", "≤"},
    {"days_since_interaction", "≤"},
    {"days_since_measured", "≤"},
    {"age", "≤"}, // up to the due day a criterion is in time
    // Dates: not later than the limit, or not earlier.
    {"kickoff", "≤"},
    {"onboarding_completed", "≤"},
    {"core_completed", "≤"},
    {"task_late", "≤"},
    {"first_login", "≤"},
    {"sponsor_attended", "≥"},
    {"business_review", "≥"},
    {"measured", "≥"},
    {"signal", "≥"},
};

std::optional<double> number(const FactValue& value)
{
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    if (const auto* count = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*count);
    return std::nullopt;
}

QString valueText(const FactValue& value, FactUnit unit, std::string_view currency)
{
    if (const auto figure = number(value)) {
        if (unit == FactUnit::Share)
            return toText(percent(*figure));
        if (unit == FactUnit::Days) {
            const int days = static_cast<int>(std::lround(*figure));
            return QCoreApplication::translate("Evidence", "%n days", nullptr, days)
                .replace(QStringLiteral("%n"), QString::number(days));
        }
        if (std::holds_alternative<double>(value))
            return toText(plainNumber(*figure, std::abs(*figure) >= 100 || *figure == std::floor(*figure) ? 0 : 1));
    }
    QString text = toText(factText(value, currency));
    if (std::holds_alternative<std::string>(value) && !text.contains(u' '))
        text.replace(u'_', u' '); // "silent_decay" is a name of the engine
    return text;
}

const Evidence* find(const Exception& exception, std::string_view fact)
{
    for (const Evidence& evidence : exception.evidence) {
        if (evidence.fact == fact)
            return &evidence;
    }
    return nullptr;
}

QString said(const Exception& exception, std::string_view fact, std::string_view currency)
{
    const Evidence* evidence = find(exception, fact);
    return evidence ? factValueText(*evidence, currency) : QString();
}

QString nameOf(const Evidence& evidence, std::string_view currency)
{
    return evidence.detail.empty() ? factValueText(evidence, currency) : toText(evidence.detail);
}

// One fact per blocked task, the longest first; reviews of earlier versions kept their number alone.
QString blockedSentence(const Exception& exception)
{
    const Evidence& first = exception.evidence.front();
    const auto kept = number(first.value);
    const QString count = QString::number(kept ? std::lround(*kept) : static_cast<long>(exception.evidence.size()));
    const QString since = first.date ? toText(dateText(*first.date)) : QStringLiteral("–");
    return tr("%1 tasks blocked by the customer, the first since %2").arg(count, since);
}

} // namespace

QString factTitle(std::string_view fact)
{
    if (const FactWords* words = factWords(fact))
        return tr(words->title);
    if (fact == "cs") // the source of a health status; the others are words
        return tr("CS");
    QString text = toText(fact);
    text.replace(u'_', u' ');
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString factValueText(const Evidence& evidence, std::string_view currency)
{
    const FactWords* words = factWords(evidence.fact);
    return valueText(evidence.value, words ? words->unit : FactUnit::Plain, currency);
}

namespace {

QString thresholdText(const Evidence& evidence, std::string_view currency, std::string_view comparison)
{
    if (std::holds_alternative<std::monostate>(evidence.threshold))
        return {};
    const FactWords* words = factWords(evidence.fact);
    const QString sign = toText(comparison);
    const auto figure = number(evidence.threshold);
    const bool wholePercent =
        words && words->unit == FactUnit::Share && figure && equals(*figure * 100, std::round(*figure * 100));
    const QString text = wholePercent ? toText(percent(*figure, 0))
        : words && words->unit == FactUnit::Days && figure
        ? toText(plainNumber(*figure, 0)) // the value beside it names the days
        : valueText(evidence.threshold, words ? words->unit : FactUnit::Plain, currency);
    return sign.isEmpty() ? text : sign + u' ' + text;
}

} // namespace

QString factThresholdText(const Evidence& evidence, std::string_view currency, std::optional<RuleId> rule)
{
    return thresholdText(evidence, currency, firingComparison(evidence.fact, rule));
}

QString criterionThresholdText(const Evidence& evidence, std::string_view currency)
{
    const auto found = std::find_if(
        std::begin(passing), std::end(passing), [&](const PassingSign& one) { return one.fact == evidence.fact; });
    return thresholdText(evidence, currency, found == std::end(passing) ? "" : found->comparison);
}

QString factSourceText(const Evidence& evidence, const Portfolio& portfolio, std::optional<Date> beside)
{
    QStringList parts;
    if (evidence.date)
        parts.append(beside ? shortDate(*evidence.date, *beside) : toText(dateText(*evidence.date)));
    if (evidence.source && evidence.source->file.at() < portfolio.files.size())
        parts.append(
            tr("%1 line %2").arg(toText(portfolio.files[evidence.source->file.at()].name)).arg(evidence.source->line));
    else if (evidence.dataset)
        parts.append(toText(dataset(*evidence.dataset).title).toLower());
    return parts.join(QStringLiteral(", "));
}

std::optional<RowPlace> factPlace(const Evidence& evidence, const Portfolio& portfolio, const std::string& accountId)
{
    RowPlace place;
    if (!evidence.dataset)
        return std::nullopt;
    place.dataset = *evidence.dataset;
    place.accountId = accountId;
    place.day = evidence.date;
    if (evidence.source && evidence.source->file.at() < portfolio.files.size()) {
        place.file = portfolio.files[evidence.source->file.at()];
        place.line = evidence.source->line;
        return place;
    }
    // The rows of the long datasets are found by account and day: the last one that the fact can rest on.
    const auto account = portfolio.findAccount(accountId);
    if (!dataset(place.dataset).chunked || !account || !evidence.date)
        return std::nullopt;
    if (place.dataset == DatasetId::Usage) {
        const RowRange rows = portfolio.usage.until(*account, *evidence.date);
        if (rows.empty())
            return std::nullopt;
        place.day = portfolio.usage.date(rows.last - 1);
        return place;
    }
    const auto* feature = std::get_if<std::string>(&evidence.value);
    const FeatureFeed& feed = portfolio.featureUsage;
    const RowRange rows = feed.of(*account);
    place.feature = feature ? *feature : std::string();
    place.day.reset();
    for (std::size_t row = rows.first; row < rows.last && feed.date(row) <= *evidence.date; ++row) {
        const std::int64_t name = feed.feature.at(row);
        if (name >= 0 && portfolio.text(feed.features[static_cast<std::size_t>(name)]) == place.feature)
            place.day = feed.date(row);
    }
    if (!place.day)
        return std::nullopt;
    return place;
}

QString evidenceSentence(const Exception& exception, std::string_view currency)
{
    const auto value = [&](std::string_view fact) { return said(exception, fact, currency); };
    // A mean of users in a sentence is a number of people; the facts beside it have its decimals.
    const auto people = [&](std::string_view fact) {
        const Evidence* evidence = find(exception, fact);
        const double* mean = evidence ? std::get_if<double>(&evidence->value) : nullptr;
        return mean && *mean >= 10 ? toText(plainNumber(*mean, 0)) : value(fact);
    };
    const auto detail = [&](std::string_view fact) {
        const Evidence* evidence = find(exception, fact);
        return evidence ? nameOf(*evidence, currency) : QString();
    };
    const auto date = [&](std::string_view fact) {
        const Evidence* evidence = find(exception, fact);
        return evidence && evidence->date ? toText(dateText(*evidence->date)) : QStringLiteral("–");
    };
    if (exception.evidence.empty())
        return toText(rule(exception.rule).title);
    switch (exception.rule) {
    case RuleId::UsageDrop:
        return tr("Active users %1 → %2, %3 in 13 weeks").arg(people("prior"), people("recent"), value("change"));
    case RuleId::GreenButDying:
        return tr("CSM says green; usage is in %1").arg(value("stage"));
    case RuleId::Zombie:
        return tr("%1 of its peak; %2 of 8 weeks empty").arg(value("ratio"), value("zeros"));
    case RuleId::BusyWithoutValue:
        return tr("%1 of seats used; no outcome achieved or measured").arg(value("utilisation"));
    case RuleId::UnprovenRenewal:
        return tr("Renews in %1; realization %2").arg(value("days_to_renewal"), value("realization"));
    case RuleId::RenewalOverdue:
        return tr("Renewal date passed %1 ago").arg(value("days_past_renewal"));
    case RuleId::SponsorSilent: {
        const Evidence* since = find(exception, "days_since_sponsor");
        return since && number(since->value) ? tr("No sponsor meeting for %1").arg(value("days_since_sponsor"))
                                             : tr("No sponsor meeting on record");
    }
    case RuleId::ChampionLeft:
        return tr("%1 left on %2; no other champion").arg(value("champion_left"), date("champion_left"));
    case RuleId::NewDecisionMaker:
        return tr("%1 joined on %2").arg(value("joined"), date("joined"));
    case RuleId::SingleThreaded:
        return value("contacts") == QStringLiteral("0") ? tr("No present contact")
                                                        : tr("Contacts present: %1").arg(value("contacts"));
    case RuleId::EscalationOpen:
        return tr("Escalation open for %1").arg(value("days_open"));
    case RuleId::TicketSpike:
        return tr("%1 tickets in 30 days, usually %2").arg(value("tickets_30_days"), value("monthly_mean_before"));
    case RuleId::Detractor: {
        const QString fall = value("nps_fall");
        return fall.isEmpty() ? tr("NPS %1 on %2").arg(value("nps"), date("nps"))
                              : tr("NPS %1 on %2, fell by %3").arg(value("nps"), date("nps"), fall);
    }
    case RuleId::MeetingsFading:
        return tr("No meeting for %1, usually every %2").arg(value("days_since_meeting"), value("median_gap"));
    case RuleId::OverdueInvoice:
        return tr("Invoice overdue by %1").arg(value("days_overdue"));
    case RuleId::SeatsTrimmed:
        return tr("Seats %1 → %2, %3 in 26 weeks").arg(value("seats_before"), value("seats"), value("seats_change"));
    case RuleId::CoreFeatureUnused:
        return tr("%1 not used for 30 days").arg(value("core_feature_unused"));
    case RuleId::StoppedUsingFeature:
        return tr("%1 is no longer used").arg(value("feature_stopped"));
    case RuleId::NoticeGiven:
        return tr("Cancellation notice received on %1").arg(date("notice"));
    case RuleId::UpsellWithoutValue:
        return tr("Open opportunity %1 while realization is broken").arg(detail("open_opportunity"));
    case RuleId::UnrecognisedWin:
        return tr("%1, achieved on %2, was not recognised").arg(detail("win_unrecognised"), date("win_unrecognised"));
    case RuleId::KickoffLate:
        return tr("Day %1; no kickoff").arg(value("age"));
    case RuleId::OnboardingLate:
        return tr("Day %1; onboarding open").arg(value("age"));
    case RuleId::FirstLoginMissing:
        return tr("Day %1; nobody has logged in").arg(value("age"));
    case RuleId::MilestoneOverdue:
        return tr("%1 overdue by %2").arg(detail("days_overdue"), value("days_overdue"));
    case RuleId::BlockedByCustomer:
        return blockedSentence(exception);
    case RuleId::NoProgress:
        return tr("%1 milestones open, none completed for 30 days").arg(value("open_milestones"));
    case RuleId::OutcomeOffPace:
        return tr("%1 at %2 of its way").arg(detail("progress"), value("progress"));
    case RuleId::ExpansionReady:
        return tr("%1 of seats used; realization healthy").arg(value("utilisation"));
    case RuleId::SignalUnworked:
        return tr("%1 on %2, not followed up").arg(detail("signal"), date("signal"));
    case RuleId::UsageFeedStale: {
        const QString since = value("days_since_usage");
        return since.isEmpty() ? tr("No usage rows") : tr("No usage rows for %1").arg(since);
    }
    case RuleId::NoOwner:
        return tr("No owner");
    case RuleId::NoRenewalDate:
        return tr("No renewal date");
    case RuleId::NoContacts:
        return tr("No present contact");
    default:
        break;
    }
    QStringList parts;
    for (const Evidence& evidence : exception.evidence) {
        if (parts.size() == 2)
            break;
        parts.append(factTitle(evidence.fact) + u' ' + factValueText(evidence, currency));
    }
    return parts.join(QStringLiteral(", "));
}

QString changeWord(Change change)
{
    switch (change) {
    case Change::New:
        return tr("New");
    case Change::Worse:
        return tr("Worse");
    case Change::Better:
        return tr("Better");
    case Change::Resolved:
        return tr("Resolved");
    case Change::Continuing:
        break;
    }
    return {};
}

QString causeWords(Cause cause)
{
    switch (cause) {
    case Cause::NewData:
        return tr("new data");
    case Cause::ChangedRule:
        return tr("a changed rule");
    case Cause::TimePassing:
        return tr("time passed");
    case Cause::None:
        break;
    }
    return {};
}

QString shortTitle(Zone zone)
{
    switch (zone) {
    case Zone::Belief:
        return tr("Belief");
    case Zone::Commitment:
        return tr("Commit.");
    case Zone::Activation:
        return tr("Activ.");
    case Zone::Realization:
        return tr("Realiz.");
    case Zone::Expansion:
        return tr("Expans.");
    case Zone::Recognition:
        return tr("Recogn.");
    case Zone::Trust:
        return tr("Trust");
    case Zone::Intelligence:
        return tr("Intell.");
    }
    return {};
}

QString decisionWord(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Act:
        return tr("Act");
    case DecisionKind::Watch:
        return tr("Watch");
    case DecisionKind::Escalate:
        return tr("Escalate");
    case DecisionKind::Accept:
        return tr("Accept loss");
    case DecisionKind::Dismiss:
        return tr("Dismiss");
    case DecisionKind::Done:
        return tr("Done");
    }
    return {};
}

QString decisionDetail(const Decision& decision)
{
    const QString who = toText(decision.who);
    const QString until = decision.until ? shortDate(*decision.until, decision.day) : QString();
    switch (decision.kind) {
    case DecisionKind::Act:
        return who.isEmpty() || until.isEmpty() ? who + until : who + QStringLiteral(", ") + until;
    case DecisionKind::Watch:
        return until.isEmpty() ? QString() : tr("until %1").arg(until);
    case DecisionKind::Escalate:
        return who.isEmpty() ? until
                             : tr("to %1").arg(who) + (until.isEmpty() ? QString() : QStringLiteral(", ") + until);
    case DecisionKind::Accept:
    case DecisionKind::Dismiss:
    case DecisionKind::Done:
        break;
    }
    return toText(decision.note);
}

QString shortDate(Date day, Date beside)
{
    const QString full = toText(dateText(day));
    if (day.year() != beside.year())
        return full;
    qsizetype end = full.size();
    while (end > 0 && !full[end - 1].isSpace())
        --end; // the year; the blank before it may be one that does not break
    return full.left(qMax<qsizetype>(0, end - 1));
}

} // namespace holdfast
