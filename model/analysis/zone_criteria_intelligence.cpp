// SPDX-License-Identifier: GPL-3.0-or-later
// Intelligence, the data layer: what is known of the account. Each part is present or absent; never imported is absent.
#include <algorithm>

#include "model/analysis/zone_criteria.h"

namespace holdfast {

namespace {

using namespace zone_limits;

// The latest health status of any source dated ≤ D; rows are sorted by date.
const Health* latestHealth(std::span<const Health> rows, Date day)
{
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        if (row->date <= day)
            return &*row;
    return nullptr;
}

const Interaction* latestHeld(std::span<const Interaction> rows, Date day)
{
    const Interaction* latest = nullptr;
    for (const Interaction& interaction : rows)
        if (interaction.held && interaction.date <= day && (!latest || latest->date < interaction.date))
            latest = &interaction;
    return latest;
}

const Outcome* latestMeasured(std::span<const Outcome> rows, Date day)
{
    const Outcome* latest = nullptr;
    for (const Outcome& outcome : rows)
        if (happened(outcome.measuredDate, day) && (!latest || *latest->measuredDate < *outcome.measuredDate))
            latest = &outcome;
    return latest;
}

Maybe<Date> lastUsageDay(const ZoneDay& zoneDay, const AccountView& view)
{
    return lastCoveredDay(
        zoneDay.portfolio().usage, zoneDay.decay.shape, zoneDay.context.usageRows(view.id), zoneDay.day);
}

} // namespace

void judgeIntelligence(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states)
{
    const Date day = zoneDay.day;
    const auto set = [&](CriterionId id, bool present) {
        stateOf(states, id) = present ? CriterionState::Pass : CriterionState::Fail;
    };
    set(CriterionId::KnownOwner, !view.account.owner.empty());
    set(CriterionId::KnownRenewalDate, view.today.renewal.has_value());
    if (view.account.contractModel == ContractModel::Monthly)
        stateOf(states, CriterionId::KnownRenewalDate) = CriterionState::NotApplicable;
    set(CriterionId::KnownContacts,
        std::any_of(view.contacts.begin(), view.contacts.end(),
            [day](const Contact& contact) { return isPresent(contact, day); }));
    const Maybe<Date> usage = lastUsageDay(zoneDay, view);
    set(CriterionId::KnownUsage, usage && day - *usage <= zoneDay.decay.shape.staleAfterDays);
    const Health* health = latestHealth(zoneDay.portfolio().health.of(view.id), day);
    set(CriterionId::KnownHealth, health && day - health->date <= healthDays);
    set(CriterionId::KnownInteraction, view.latest.held && day - *view.latest.held <= interactionDays);
    const Outcome* measured = latestMeasured(view.outcomes, day);
    set(CriterionId::KnownOutcomeMeasured, measured && day - *measured->measuredDate <= measuredDays);
}

EvidenceList intelligenceEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    const Portfolio& portfolio = zoneDay.portfolio();
    const Date day = zoneDay.day;
    EvidenceList list;
    switch (id) {
    case CriterionId::KnownOwner:
        list.push_back(
            rowFact("owner", view.account.owner.empty() ? FactValue() : FactValue(portfolio.text(view.account.owner)),
                {}, {}, DatasetId::Accounts, view.account.source));
        break;
    case CriterionId::KnownRenewalDate:
        if (view.today.renewal && view.account.renewalDate == view.today.renewal)
            list.push_back(rowFact(
                "renewal_date", *view.today.renewal, {}, view.today.renewal, DatasetId::Accounts, view.account.source));
        else
            for (const Subscription& subscription : portfolio.subscriptions.of(view.id))
                if (view.today.renewal && subscription.endDate == view.today.renewal && subscription.startDate <= day &&
                    list.empty())
                    list.push_back(rowFact("renewal_date", *view.today.renewal, {}, view.today.renewal,
                        DatasetId::Subscriptions, subscription.source, portfolio.text(subscription.id)));
        if (list.empty())
            list.push_back(figureFact("renewal_date", dateValue(view.today.renewal), {}, DatasetId::Accounts));
        break;
    case CriterionId::KnownContacts:
        for (const Contact& contact : view.contacts)
            if (isPresent(contact, day))
                list.push_back(rowFact("contact", portfolio.text(contact.name), {}, contact.joinedDate,
                    DatasetId::Contacts, contact.source, portfolio.text(contact.title)));
        if (list.empty())
            list.push_back(figureFact("contact", {}, {}, DatasetId::Contacts));
        break;
    case CriterionId::KnownUsage: {
        const std::optional<Date> last = lastUsageDay(zoneDay, view);
        list.push_back(figureFact("days_since_usage", last ? FactValue(std::int64_t{day - *last}) : FactValue(),
            std::int64_t{zoneDay.decay.shape.staleAfterDays}, DatasetId::Usage));
        list.back().date = last;
        break;
    }
    case CriterionId::KnownHealth:
        if (const Health* health = latestHealth(portfolio.health.of(view.id), day))
            list.push_back(rowFact("days_since_health", std::int64_t{day - health->date}, std::int64_t{healthDays},
                health->date, DatasetId::Health, health->source, portfolio.text(health->origin)));
        else
            list.push_back(figureFact("days_since_health", {}, std::int64_t{healthDays}, DatasetId::Health));
        break;
    case CriterionId::KnownInteraction:
        if (const Interaction* latest = latestHeld(view.interactions, day))
            list.push_back(rowFact("days_since_interaction", std::int64_t{day - latest->date},
                std::int64_t{interactionDays}, latest->date, DatasetId::Interactions, latest->source));
        else
            list.push_back(
                figureFact("days_since_interaction", {}, std::int64_t{interactionDays}, DatasetId::Interactions));
        break;
    case CriterionId::KnownOutcomeMeasured:
        if (const Outcome* latest = latestMeasured(view.outcomes, day))
            list.push_back(
                rowFact("days_since_measured", std::int64_t{day - *latest->measuredDate}, std::int64_t{measuredDays},
                    latest->measuredDate, DatasetId::Outcomes, latest->source, portfolio.text(latest->name)));
        else
            list.push_back(figureFact("days_since_measured", {}, std::int64_t{measuredDays}, DatasetId::Outcomes));
        break;
    default:
        break;
    }
    return list;
}

} // namespace holdfast
