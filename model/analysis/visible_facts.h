// SPDX-License-Identifier: GPL-3.0-or-later
// What a fact is on an as-of day (SPEC section 3): present, open, late, active. Whatever is dated after the day has not
// happened yet.
#pragma once

#include "model/portfolio/facts.h"

namespace holdfast::visible {

// A date that may be missing has come by `day`.
inline bool happened(Maybe<Date> date, Date day)
{
    return date && *date <= day;
}

inline bool isPresent(const Contact& contact, Date day)
{
    return (!contact.joinedDate || *contact.joinedDate <= day) && !happened(contact.leftDate, day);
}

inline bool isOpen(const Ticket& ticket, Date day)
{
    return ticket.openedDate <= day && !happened(ticket.closedDate, day);
}

// Created by then, and stage open, or won or lost with a later close_date, or no stage and not closed by then.
inline bool isOpen(const Opportunity& opportunity, Date day)
{
    if (opportunity.createdDate > day)
        return false;
    if (!opportunity.stage)
        return !happened(opportunity.closeDate, day);
    return *opportunity.stage == OpportunityStage::Open || (opportunity.closeDate && *opportunity.closeDate > day);
}

// start_date ≤ day < end_date; no end_date is open.
inline bool isActive(const Subscription& subscription, Date day)
{
    return subscription.startDate <= day && (!subscription.endDate || *subscription.endDate > day);
}

inline bool isGrowth(Maybe<SignalKind> kind)
{
    return kind == SignalKind::GrowthMention || kind == SignalKind::NewUseCase || kind == SignalKind::AddedUsers ||
        kind == SignalKind::NewRegion;
}

inline bool isBlockedByCustomer(const Milestone& milestone, Date day)
{
    return milestone.side == Side::Customer && happened(milestone.blockedSince, day) &&
        !happened(milestone.completedDate, day);
}

// Held, with the sponsor in it, by `day`.
inline bool metSponsor(const Interaction& interaction, Date day)
{
    return interaction.held && interaction.sponsorAttended.value_or(false) && interaction.date <= day;
}

// How far an outcome is, against how far it should be (SPEC section 6, on_pace).
struct Pace {
    double progress = 0; // (current − baseline) / (target − baseline)
    double elapsed = 1; // (D − agreed) / (due − agreed), not clamped; 1 when due ≤ agreed
    double expected = 1; // elapsed clamped to 0..1
};

// Nothing for an outcome without a pace: achieved, not agreed yet, or without target or due date.
inline std::optional<Pace> paceOf(const Outcome& outcome, Date day)
{
    if (happened(outcome.achievedDate, day) || !happened(outcome.agreedDate, day) || !outcome.target ||
        !outcome.dueDate)
        return std::nullopt;
    const double baseline = outcome.baseline.value_or(0.0);
    const bool measuredLater = outcome.measuredDate && *outcome.measuredDate > day;
    const double current = measuredLater ? baseline : outcome.current.value_or(baseline);
    const double distance = *outcome.target - baseline;
    Pace pace;
    pace.progress = distance == 0.0 ? 0.0 : (current - baseline) / distance;
    if (*outcome.dueDate > *outcome.agreedDate) {
        pace.elapsed = static_cast<double>(day - *outcome.agreedDate) /
            static_cast<double>(*outcome.dueDate - *outcome.agreedDate);
        pace.expected = pace.elapsed < 0.0 ? 0.0 : pace.elapsed > 1.0 ? 1.0 : pace.elapsed;
    }
    return pace;
}

} // namespace holdfast::visible
