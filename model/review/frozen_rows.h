// SPDX-License-Identifier: GPL-3.0-or-later
// The members of each fact, in the order in which a closed review keeps them. The account of a row is not among them:
// rows are kept account by account. A member that is added goes to the end and raises the version in frozen_review.h.
#pragma once

#include "model/portfolio/portfolio.h"
#include "model/review/frozen_archive.h"

namespace holdfast {

template <class A> void each(A& archive, Of<A, Source>& row)
{
    archive(row.file, row.line);
}
template <class A> void each(A& archive, Of<A, SourceFile>& row)
{
    archive(row.import, row.name);
}
template <class A> void each(A& archive, Of<A, Account>& row)
{
    archive(row.id, row.name, row.segment, row.industry, row.region, row.owner, row.churnReason, row.currency,
        row.contractModel, row.touch, row.fit, row.startDate, row.renewalDate, row.churnDate, row.handoffDate,
        row.kickoffDate, row.onboardingCompletedDate, row.arr, row.acquisitionCost, row.seats, row.grossMargin,
        row.source);
}
template <class A> void each(A& archive, Of<A, Subscription>& row)
{
    archive(
        row.id, row.product, row.currency, row.startDate, row.endDate, row.noticeDate, row.arr, row.seats, row.source);
}
template <class A> void each(A& archive, Of<A, ArrSnapshot>& row)
{
    archive(row.currency, row.date, row.arr, row.source);
}
template <class A> void each(A& archive, Of<A, Milestone>& row)
{
    archive(row.id, row.name, row.side, row.core, row.firstValue, row.plannedDate, row.completedDate, row.blockedSince,
        row.source);
}
template <class A> void each(A& archive, Of<A, Outcome>& row)
{
    archive(row.id, row.name, row.metric, row.unit, row.recognisedHow, row.baseline, row.target, row.current,
        row.measuredDate, row.agreedDate, row.dueDate, row.achievedDate, row.recognisedDate, row.annualValue,
        row.source);
}
template <class A> void each(A& archive, Of<A, Contact>& row)
{
    archive(row.id, row.name, row.title, row.email, row.role, row.joinedDate, row.leftDate, row.source);
}
template <class A> void each(A& archive, Of<A, Interaction>& row)
{
    archive(row.id, row.notes, row.date, row.kind, row.held, row.sponsorAttended, row.sentiment, row.source);
}
template <class A> void each(A& archive, Of<A, Ticket>& row)
{
    archive(row.id, row.category, row.subject, row.openedDate, row.closedDate, row.severity, row.escalated, row.csat,
        row.source);
}
template <class A> void each(A& archive, Of<A, Survey>& row)
{
    archive(row.respondent, row.comment, row.date, row.kind, row.score, row.source);
}
template <class A> void each(A& archive, Of<A, Invoice>& row)
{
    archive(row.id, row.currency, row.issuedDate, row.dueDate, row.paidDate, row.amount, row.source);
}
template <class A> void each(A& archive, Of<A, Opportunity>& row)
{
    archive(
        row.id, row.name, row.currency, row.kind, row.stage, row.createdDate, row.closeDate, row.amount, row.source);
}
template <class A> void each(A& archive, Of<A, Signal>& row)
{
    archive(row.id, row.origin, row.note, row.date, row.kind, row.handledDate, row.source);
}
template <class A> void each(A& archive, Of<A, Health>& row)
{
    archive(row.origin, row.date, row.status, row.score, row.source);
}
template <class A> void each(A& archive, Of<A, Feedback>& row)
{
    archive(row.id, row.category, row.text, row.date, row.status, row.source);
}
template <class A> void each(A& archive, Of<A, FxRate>& row)
{
    archive(row.currency, row.date, row.rate, row.source);
}
template <class A> void each(A& archive, Of<A, Coverage>& row)
{
    archive(row.imported, row.rows, row.orphans, row.accounts, row.first, row.last, row.columnHasValue, row.mainDays);
}
template <class A> void each(A& archive, Of<A, FeedCalendar>& row)
{
    archive(row.firstDay, row.rowsOnDay, row.gapsOnDay);
}

} // namespace holdfast
