// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/zone_criteria.h"

namespace holdfast {

namespace {

// Of "A or B" criteria both sides are listed; kicked_off, csat and the intelligence criteria judge their inputs
// themselves and list them for the evidence.
constexpr std::array<CriterionInput, 47> inputs{{
    {CriterionId::SuccessDefined, DatasetId::Outcomes, ""},
    {CriterionId::FitNotPoor, DatasetId::Accounts, "fit"},
    {CriterionId::FitGood, DatasetId::Accounts, "fit"},
    {CriterionId::HandoffRecorded, DatasetId::Accounts, "handoff_date"},
    {CriterionId::SponsorNamed, DatasetId::Contacts, ""},
    {CriterionId::KickedOff, DatasetId::Accounts, "kickoff_date"},
    {CriterionId::KickoffPrompt, DatasetId::Accounts, "kickoff_date"},
    {CriterionId::ChampionPresent, DatasetId::Contacts, ""},
    {CriterionId::SponsorEngaged, DatasetId::Interactions, ""},
    {CriterionId::SponsorEngaged, DatasetId::Interactions, "sponsor_attended"},
    {CriterionId::CustomerTasksOnTime, DatasetId::Milestones, ""},
    {CriterionId::CustomerTasksOnTime, DatasetId::Milestones, "side"},
    {CriterionId::FewBlockers, DatasetId::Milestones, ""},
    {CriterionId::FewBlockers, DatasetId::Milestones, "side"},
    {CriterionId::Onboarded, DatasetId::Accounts, "onboarding_completed_date"},
    {CriterionId::OnboardedOnTime, DatasetId::Accounts, "onboarding_completed_date"},
    {CriterionId::FirstValue, DatasetId::Milestones, ""},
    {CriterionId::FirstValue, DatasetId::Outcomes, ""},
    {CriterionId::CoreAdopted, DatasetId::Milestones, ""},
    {CriterionId::FirstLogin, DatasetId::Usage, ""},
    {CriterionId::SeatsUsed, DatasetId::Usage, ""},
    {CriterionId::SeatsWellUsed, DatasetId::Usage, ""},
    {CriterionId::TargetsAgreed, DatasetId::Outcomes, ""},
    {CriterionId::Measured, DatasetId::Outcomes, ""},
    {CriterionId::OnPace, DatasetId::Outcomes, ""},
    {CriterionId::ValueReturned, DatasetId::Outcomes, ""},
    {CriterionId::UsageAlive, DatasetId::Usage, ""},
    {CriterionId::UsageNotDecaying, DatasetId::Usage, ""},
    {CriterionId::Growing, DatasetId::Opportunities, ""},
    {CriterionId::Growing, DatasetId::Signals, ""},
    {CriterionId::WinsExist, DatasetId::Outcomes, ""},
    {CriterionId::AWinRecognised, DatasetId::Outcomes, ""},
    {CriterionId::AWinRecognised, DatasetId::Outcomes, "recognised_date"},
    {CriterionId::WinsRecognised, DatasetId::Outcomes, ""},
    {CriterionId::WinsRecognised, DatasetId::Outcomes, "recognised_date"},
    {CriterionId::BusinessReview, DatasetId::Interactions, ""},
    {CriterionId::BusinessReview, DatasetId::Interactions, "sponsor_attended"},
    {CriterionId::Advocacy, DatasetId::Interactions, ""},
    {CriterionId::Advocacy, DatasetId::Surveys, ""},
    {CriterionId::Nps, DatasetId::Surveys, ""},
    {CriterionId::Csat, DatasetId::Tickets, ""},
    {CriterionId::Csat, DatasetId::Surveys, ""},
    {CriterionId::NoOpenEscalation, DatasetId::Tickets, ""},
    {CriterionId::NoOpenEscalation, DatasetId::Tickets, "escalated"},
    {CriterionId::PaidUp, DatasetId::Invoices, ""},
    {CriterionId::KnownOwner, DatasetId::Accounts, "owner"},
    {CriterionId::KnownContacts, DatasetId::Contacts, ""},
}};

} // namespace

std::span<const CriterionInput> criterionInputs()
{
    return inputs;
}

ZoneDay::ZoneDay(const DayContext& contextOfDay, const DecayResult& decayOfDay, bool isSourceBroken)
    : context(contextOfDay)
    , decay(decayOfDay)
    , sourceBroken(isSourceBroken)
    , day(contextOfDay.day())
    , yearAgo(contextOfDay.day().oneYearEarlier())
    , kickoffImported(contextOfDay.portfolio().imported(DatasetId::Accounts, "kickoff_date"))
    , onboardingImported(contextOfDay.portfolio().imported(DatasetId::Accounts, "onboarding_completed_date"))
{
    inputsImported.fill(true);
    for (const CriterionInput& input : inputs) {
        const bool imported = input.column.empty() ? portfolio().imported(input.dataset)
                                                   : portfolio().imported(input.dataset, input.column);
        if (!imported)
            inputsImported[static_cast<std::size_t>(input.criterion)] = false;
    }
    for (std::size_t i = 0; i < criterionCount; ++i) {
        const CriterionSpec& spec = criteria()[i];
        dueAge[i] = spec.due;
        effects[i] = spec.effect;
        auto& [first, last] = criteriaOf[static_cast<std::size_t>(spec.zone)];
        if (last == 0)
            first = i; // criteria of one zone stand together in the table
        last = i + 1;
    }
}

AccountView::AccountView(const ZoneDay& zoneDay, AccountId accountId)
    : id(accountId)
    , account(zoneDay.portfolio().account(accountId))
    , today(zoneDay.context.of(accountId))
    , decay(zoneDay.decay.of(accountId))
    , outcomes(zoneDay.portfolio().outcomes.of(accountId))
    , milestones(zoneDay.portfolio().milestones.of(accountId))
    , contacts(zoneDay.portfolio().contacts.of(accountId))
    , interactions(zoneDay.portfolio().interactions.of(accountId))
    , latest(zoneDay.context.latestInteractions(accountId))
    , tickets(zoneDay.portfolio().tickets.of(accountId))
    , surveys(zoneDay.portfolio().surveys.of(accountId))
{
}

Evidence rowFact(std::string_view fact, FactValue value, FactValue threshold, std::optional<Date> date,
    DatasetId dataset, const Source& source, std::string name)
{
    Evidence evidence;
    evidence.fact = fact;
    evidence.value = std::move(value);
    evidence.threshold = std::move(threshold);
    evidence.date = date;
    evidence.dataset = dataset;
    evidence.source = source;
    evidence.detail = std::move(name);
    return evidence;
}

Evidence figureFact(std::string_view fact, FactValue value, FactValue threshold, std::optional<DatasetId> dataset)
{
    Evidence evidence;
    evidence.fact = fact;
    evidence.value = std::move(value);
    evidence.threshold = std::move(threshold);
    evidence.dataset = dataset;
    return evidence;
}

FactValue dateValue(std::optional<Date> date)
{
    return date ? FactValue(*date) : FactValue();
}

} // namespace holdfast
