// SPDX-License-Identifier: GPL-3.0-or-later
// A fact as it was known on an earlier day: what happened later is not in it yet; what is known in advance (terms,
// plans, due dates) stays.
#pragma once

#include "model/analysis/visible_facts.h"

namespace holdfast::known {

inline void forget(Maybe<Date>& date, Date day)
{
    if (date && *date > day)
        date.reset();
}

// False: the fact itself is later than `day`.
inline bool then(Account& row, Date day)
{
    if (row.churnDate && *row.churnDate > day)
        row.churnReason = {};
    for (auto* date : {&row.churnDate, &row.handoffDate, &row.kickoffDate, &row.onboardingCompletedDate})
        forget(*date, day);
    return true;
}
inline bool then(Subscription& row, Date day)
{
    forget(row.noticeDate, day);
    return row.startDate <= day;
}
inline bool then(ArrSnapshot& row, Date day)
{
    return row.date <= day;
}
inline bool then(Milestone& row, Date day)
{
    forget(row.completedDate, day);
    forget(row.blockedSince, day);
    return true;
}
inline bool then(Outcome& row, Date day)
{
    if (row.measuredDate && *row.measuredDate > day)
        row.current.reset();
    for (auto* date : {&row.measuredDate, &row.achievedDate, &row.recognisedDate})
        forget(*date, day);
    return !row.agreedDate || *row.agreedDate <= day;
}
inline bool then(Contact& row, Date day)
{
    forget(row.leftDate, day);
    return !row.joinedDate || *row.joinedDate <= day;
}
inline bool then(Interaction& row, Date day)
{
    return row.date <= day;
}
inline bool then(Ticket& row, Date day)
{
    if (row.closedDate && *row.closedDate > day)
        row.csat.reset();
    forget(row.closedDate, day);
    return row.openedDate <= day;
}
inline bool then(Survey& row, Date day)
{
    return row.date <= day;
}
inline bool then(Invoice& row, Date day)
{
    forget(row.paidDate, day);
    return row.issuedDate <= day;
}
inline bool then(Opportunity& row, Date day)
{
    if (row.closeDate && *row.closeDate > day) {
        row.closeDate.reset();
        if (row.stage)
            row.stage = OpportunityStage::Open;
    }
    return row.createdDate <= day;
}
inline bool then(Signal& row, Date day)
{
    forget(row.handledDate, day);
    return row.date <= day;
}
inline bool then(Health& row, Date day)
{
    return row.date <= day;
}
inline bool then(Feedback& row, Date day)
{
    return row.date <= day;
}
inline bool then(FxRate& row, Date day)
{
    return row.date <= day;
}

} // namespace holdfast::known
