// SPDX-License-Identifier: GPL-3.0-or-later
// Recognition: are wins captured, told, and do they make advocates?
#include <algorithm>

#include "model/analysis/zone_criteria.h"
#include "model/base/ratio.h"

namespace holdfast {

namespace {

using namespace zone_limits;

// Wins old enough to have been made known.
struct Wins {
    bool exist = false; // achieved at all
    std::int64_t ripeRecognised = 0; // achieved ≤ D−60
    std::int64_t ofYear = 0; // achieved in (D−1y, D−60]
    std::int64_t ofYearRecognised = 0;
};

Wins winsOf(const ZoneDay& zoneDay, const AccountView& view)
{
    const Date ripeDay = zoneDay.day.addDays(-recognitionDays);
    Wins wins;
    for (const Outcome& outcome : view.outcomes) {
        if (!isAchieved(outcome, zoneDay.day))
            continue;
        wins.exist = true;
        if (*outcome.achievedDate > ripeDay)
            continue;
        const bool recognised = happened(outcome.recognisedDate, zoneDay.day);
        wins.ripeRecognised += recognised ? 1 : 0;
        if (*outcome.achievedDate <= zoneDay.yearAgo)
            continue;
        wins.ofYear += 1;
        wins.ofYearRecognised += recognised ? 1 : 0;
    }
    return wins;
}

CriterionState aWinRecognisedState(const ZoneDay& zoneDay, const Wins& wins)
{
    if (!zoneDay.hasInputs(CriterionId::AWinRecognised))
        return CriterionState::Unknown;
    if (wins.ripeRecognised > 0)
        return CriterionState::Pass;
    return wins.ofYear > 0 ? CriterionState::Fail : CriterionState::Pending;
}

CriterionState winsRecognisedState(const ZoneDay& zoneDay, const Wins& wins)
{
    if (!zoneDay.hasInputs(CriterionId::WinsRecognised))
        return CriterionState::Unknown;
    if (wins.ofYear == 0)
        return CriterionState::Pending;
    return atLeast(*ratio(wins.ofYearRecognised, wins.ofYear), recognisedShare) ? CriterionState::Pass
                                                                                : CriterionState::Fail;
}

bool isAttendedReview(const Interaction& interaction, Date day)
{
    return interaction.kind == InteractionKind::Qbr && metSponsor(interaction, day);
}

bool isReference(const Interaction& interaction, Date yearAgo, Date day)
{
    return (interaction.kind == InteractionKind::Reference || interaction.kind == InteractionKind::Referral) &&
        interaction.held && within(interaction.date, yearAgo, day);
}

bool isPromoter(const Survey& survey, Date yearAgo, Date day)
{
    return survey.kind == SurveyKind::Nps && within(survey.date, yearAgo, day) && atLeast(survey.score, promoterScore);
}

} // namespace

void judgeRecognition(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states)
{
    const Date day = zoneDay.day;
    const Wins wins = winsOf(zoneDay, view);
    stateOf(states, CriterionId::WinsExist) = judged(zoneDay, view, CriterionId::WinsExist, wins.exist);
    stateOf(states, CriterionId::AWinRecognised) = aWinRecognisedState(zoneDay, wins);
    stateOf(states, CriterionId::WinsRecognised) = winsRecognisedState(zoneDay, wins);
    const bool reviewed = view.latest.attendedReview && *view.latest.attendedReview > day.addDays(-reviewDays);
    const bool advocate = (view.latest.reference && *view.latest.reference > zoneDay.yearAgo) ||
        std::any_of(view.surveys.begin(), view.surveys.end(),
            [&](const Survey& survey) { return isPromoter(survey, zoneDay.yearAgo, day); });
    stateOf(states, CriterionId::BusinessReview) = isTechTouch(view.account)
        ? CriterionState::NotApplicable
        : judged(zoneDay, view, CriterionId::BusinessReview, reviewed);
    stateOf(states, CriterionId::Advocacy) = judgedEither(zoneDay, view, CriterionId::Advocacy, advocate);
}

EvidenceList recognitionEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    const Portfolio& portfolio = zoneDay.portfolio();
    const Date day = zoneDay.day;
    const Date ripeDay = day.addDays(-recognitionDays);
    EvidenceList list;
    // Wins that are ripe, as recognised or not; `yearOnly` leaves out those of before the last year.
    const auto addRipeWins = [&](bool recognised, bool yearOnly) {
        for (const Outcome& outcome : view.outcomes) {
            const bool counts = isAchieved(outcome, day) && *outcome.achievedDate <= ripeDay &&
                (!yearOnly || *outcome.achievedDate > zoneDay.yearAgo);
            if (!counts || happened(outcome.recognisedDate, day) != recognised)
                continue;
            list.push_back(rowFact(recognised ? "recognised" : "win_unrecognised",
                recognised ? dateValue(outcome.recognisedDate) : dateValue(outcome.achievedDate), {},
                outcome.achievedDate, DatasetId::Outcomes, outcome.source, portfolio.text(outcome.name)));
        }
    };
    switch (id) {
    case CriterionId::WinsExist:
        for (const Outcome& outcome : view.outcomes)
            if (isAchieved(outcome, day))
                list.push_back(rowFact("outcome_achieved", *outcome.achievedDate, {}, outcome.achievedDate,
                    DatasetId::Outcomes, outcome.source, portfolio.text(outcome.name)));
        if (list.empty())
            list.push_back(figureFact("outcome_achieved", {}, {}, DatasetId::Outcomes));
        break;
    case CriterionId::AWinRecognised:
        list.push_back(
            figureFact("wins_recognised", winsOf(zoneDay, view).ripeRecognised, std::int64_t{1}, DatasetId::Outcomes));
        addRipeWins(true, false);
        addRipeWins(false, false);
        break;
    case CriterionId::WinsRecognised: {
        const Wins wins = winsOf(zoneDay, view);
        const Ratio share = ratio(wins.ofYearRecognised, wins.ofYear);
        list.push_back(figureFact(
            "wins_recognised_share", share ? FactValue(*share) : FactValue(), recognisedShare, DatasetId::Outcomes));
        addRipeWins(false, true);
        addRipeWins(true, true);
        break;
    }
    case CriterionId::BusinessReview: {
        const Interaction* latest = nullptr;
        for (const Interaction& interaction : view.interactions)
            if (isAttendedReview(interaction, day) && (!latest || latest->date < interaction.date))
                latest = &interaction;
        const Date earliest = day.addDays(1 - reviewDays);
        if (latest)
            list.push_back(rowFact(
                "business_review", latest->date, earliest, latest->date, DatasetId::Interactions, latest->source));
        else
            list.push_back(figureFact("business_review", {}, earliest, DatasetId::Interactions));
        break;
    }
    case CriterionId::Advocacy:
        for (const Interaction& interaction : view.interactions)
            if (isReference(interaction, zoneDay.yearAgo, day))
                list.push_back(rowFact(
                    "reference", interaction.date, {}, interaction.date, DatasetId::Interactions, interaction.source));
        for (const Survey& survey : view.surveys)
            if (isPromoter(survey, zoneDay.yearAgo, day))
                list.push_back(rowFact("nps", survey.score, promoterScore, survey.date, DatasetId::Surveys,
                    survey.source, portfolio.text(survey.respondent)));
        if (list.empty()) {
            list.push_back(figureFact("reference", {}, {}, DatasetId::Interactions));
            list.push_back(figureFact("nps", {}, promoterScore, DatasetId::Surveys));
        }
        break;
    default:
        break;
    }
    return list;
}

} // namespace holdfast
