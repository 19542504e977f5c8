// SPDX-License-Identifier: GPL-3.0-or-later
// Trust, the relationship layer: satisfaction, escalations, payment.
#include <algorithm>

#include "model/analysis/zone_criteria.h"
#include "model/base/ratio.h"

namespace holdfast {

namespace {

using namespace zone_limits;

// The lowest NPS score on the latest date in (D−1y, D].
const Survey* latestNps(const ZoneDay& zoneDay, const AccountView& view)
{
    const Survey* latest = nullptr;
    for (const Survey& survey : view.surveys) {
        if (survey.kind != SurveyKind::Nps || !within(survey.date, zoneDay.yearAgo, zoneDay.day))
            continue;
        if (!latest || survey.date > latest->date || (survey.date == latest->date && survey.score < latest->score))
            latest = &survey;
    }
    return latest;
}

// A ticket's CSAT is dated the day it was closed, else opened.
Maybe<Date> csatDate(const Ticket& ticket, Date day)
{
    if (!ticket.csat || ticket.openedDate > day)
        return std::nullopt;
    const Date date = ticket.closedDate.value_or(ticket.openedDate);
    return within(date, day.addDays(-csatDays), day) ? Maybe(date) : std::nullopt;
}

bool isCsat(const Survey& survey, Date day)
{
    return survey.kind == SurveyKind::Csat && within(survey.date, day.addDays(-csatDays), day);
}

// Mean of the scores of tickets and surveys in (D−90, D]; nothing without one.
Maybe<double> meanCsat(const AccountView& view, Date day)
{
    double sum = 0;
    int count = 0;
    for (const Ticket& ticket : view.tickets) {
        if (!csatDate(ticket, day))
            continue;
        sum += *ticket.csat;
        ++count;
    }
    for (const Survey& survey : view.surveys) {
        if (!isCsat(survey, day))
            continue;
        sum += survey.score;
        ++count;
    }
    return count == 0 ? std::nullopt : Maybe(sum / count);
}

bool isOpenEscalation(const Ticket& ticket, Date day)
{
    return ticket.escalated.value_or(false) && isOpen(ticket, day);
}

bool isLongEscalation(const Ticket& ticket, Date day)
{
    return isOpenEscalation(ticket, day) && day - ticket.openedDate > escalationDays;
}

bool isLate(const Invoice& invoice, Date day)
{
    return invoice.amount.cents > 0 && invoice.issuedDate <= day && invoice.dueDate &&
        day - *invoice.dueDate > lateDays && !happened(invoice.paidDate, day);
}

} // namespace

void judgeTrust(const ZoneDay& zoneDay, const AccountView& view, CriterionStates& states)
{
    const Date day = zoneDay.day;
    const Survey* nps = latestNps(zoneDay, view);
    stateOf(states, CriterionId::Nps) =
        nps ? judged(zoneDay, view, CriterionId::Nps, atLeast(nps->score, npsScore)) : CriterionState::Unknown;
    // Judged on the scores there are, be they of tickets or of surveys alone.
    const Maybe<double> csat = meanCsat(view, day);
    stateOf(states, CriterionId::Csat) =
        csat ? passOrDue(zoneDay, view, CriterionId::Csat, atLeast(*csat, csatScore)) : CriterionState::Unknown;
    stateOf(states, CriterionId::NoOpenEscalation) = judged(zoneDay, view, CriterionId::NoOpenEscalation,
        std::none_of(view.tickets.begin(), view.tickets.end(),
            [day](const Ticket& ticket) { return isLongEscalation(ticket, day); }));
    const auto invoices = zoneDay.portfolio().invoices.of(view.id);
    stateOf(states, CriterionId::PaidUp) = judged(zoneDay, view, CriterionId::PaidUp,
        std::none_of(invoices.begin(), invoices.end(), [day](const Invoice& invoice) { return isLate(invoice, day); }));
}

EvidenceList trustEvidence(const ZoneDay& zoneDay, const AccountView& view, CriterionId id)
{
    const Portfolio& portfolio = zoneDay.portfolio();
    const Date day = zoneDay.day;
    EvidenceList list;
    switch (id) {
    case CriterionId::Nps:
        if (const Survey* nps = latestNps(zoneDay, view))
            list.push_back(rowFact("nps", nps->score, npsScore, nps->date, DatasetId::Surveys, nps->source,
                portfolio.text(nps->respondent)));
        else
            list.push_back(figureFact("nps", {}, npsScore, DatasetId::Surveys));
        break;
    case CriterionId::Csat: {
        const Maybe<double> mean = meanCsat(view, day);
        list.push_back(figureFact("csat", mean ? FactValue(*mean) : FactValue(), csatScore, std::nullopt));
        for (const Ticket& ticket : view.tickets)
            if (const Maybe<Date> date = csatDate(ticket, day))
                list.push_back(rowFact("ticket_csat", *ticket.csat, {}, date, DatasetId::Tickets, ticket.source,
                    portfolio.text(ticket.subject)));
        for (const Survey& survey : view.surveys)
            if (isCsat(survey, day))
                list.push_back(rowFact("survey_csat", survey.score, {}, survey.date, DatasetId::Surveys, survey.source,
                    portfolio.text(survey.respondent)));
        break;
    }
    case CriterionId::NoOpenEscalation:
        for (const Ticket& ticket : view.tickets)
            if (isOpenEscalation(ticket, day))
                list.push_back(rowFact("days_open", std::int64_t{day - ticket.openedDate}, std::int64_t{escalationDays},
                    ticket.openedDate, DatasetId::Tickets, ticket.source, portfolio.text(ticket.subject)));
        if (list.empty())
            list.push_back(figureFact("open_escalations", std::int64_t{0}, {}, DatasetId::Tickets));
        // The one open longest leads.
        std::stable_sort(
            list.begin(), list.end(), [](const Evidence& a, const Evidence& b) { return a.date < b.date; });
        break;
    case CriterionId::PaidUp:
        for (const Invoice& invoice : portfolio.invoices.of(view.id))
            if (isLate(invoice, day))
                list.push_back(rowFact("days_overdue", std::int64_t{day - *invoice.dueDate}, std::int64_t{lateDays},
                    invoice.dueDate, DatasetId::Invoices, invoice.source, portfolio.text(invoice.id)));
        if (list.empty())
            list.push_back(figureFact("late_invoices", std::int64_t{0}, {}, DatasetId::Invoices));
        std::stable_sort(
            list.begin(), list.end(), [](const Evidence& a, const Evidence& b) { return a.date < b.date; });
        break;
    default:
        break;
    }
    return list;
}

} // namespace holdfast
