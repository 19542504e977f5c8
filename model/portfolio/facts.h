// SPDX-License-Identifier: GPL-3.0-or-later
// One struct per short dataset, as loaded from the store. Missing is Maybe, or Name{} for text. Which account a row is
// of, its place in Facts says. Members stand so that few bytes lie idle between them: there are millions of rows.
// Amounts are in the row's own currency; `currency` is Name{} where the row names none.
#pragma once

#include <cstdint>

#include "model/base/date.h"
#include "model/base/ids.h"
#include "model/base/maybe.h"
#include "model/base/money.h"
#include "model/base/names.h"
#include "model/datasets/enums.h"

namespace holdfast {

// The file and line that a row came from.
struct Source {
    FileId file;
    std::uint32_t line = 0;
};

struct Account {
    Name id;
    Name name;
    Name segment;
    Name industry;
    Name region;
    Name owner;
    Name churnReason;
    Name currency; // upper case
    Maybe<ContractModel> contractModel;
    Maybe<Touch> touch;
    Maybe<Fit> fit;
    Maybe<Date> startDate;
    Maybe<Date> renewalDate;
    Maybe<Date> churnDate;
    Maybe<Date> handoffDate;
    Maybe<Date> kickoffDate;
    Maybe<Date> onboardingCompletedDate;
    Source source;
    Maybe<Money> arr;
    Maybe<Money> acquisitionCost;
    Maybe<std::int64_t> seats;
    Maybe<double> grossMargin;
};

struct Subscription {
    Name id;
    Name product;
    Name currency;
    Date startDate;
    Maybe<Date> endDate;
    Maybe<Date> noticeDate;
    Source source;
    Money arr;
    Maybe<std::int64_t> seats;
};

struct ArrSnapshot {
    Name currency;
    Date date;
    Source source;
    Money arr;
};

struct Milestone {
    Name id;
    Name name;
    Maybe<Side> side;
    Maybe<bool> core;
    Maybe<bool> firstValue;
    Maybe<Date> plannedDate;
    Maybe<Date> completedDate;
    Maybe<Date> blockedSince;
    Source source;
};

struct Outcome {
    Name id;
    Name name;
    Name metric;
    Name unit;
    Name recognisedHow;
    Maybe<Date> measuredDate;
    Maybe<Date> agreedDate;
    Maybe<Date> dueDate;
    Maybe<Date> achievedDate;
    Maybe<Date> recognisedDate;
    Source source;
    Maybe<double> baseline;
    Maybe<double> target;
    Maybe<double> current;
    Maybe<Money> annualValue; // in the account's currency
};

struct Contact {
    Name id;
    Name name;
    Name title;
    Name email;
    Maybe<ContactRole> role;
    Maybe<Date> joinedDate;
    Maybe<Date> leftDate;
    Source source;
};

struct Interaction {
    Name id;
    Name notes;
    Date date;
    Maybe<InteractionKind> kind;
    bool held = true; // missing reads as true
    Maybe<bool> sponsorAttended;
    Source source;
    Maybe<double> sentiment;
};

struct Ticket {
    Name id;
    Name category;
    Name subject;
    Date openedDate;
    Maybe<Date> closedDate;
    Maybe<TicketSeverity> severity;
    Maybe<bool> escalated;
    Source source;
    Maybe<double> csat;
};

struct Survey {
    Name respondent;
    Name comment;
    Date date;
    SurveyKind kind = SurveyKind::Nps;
    Source source;
    double score = 0;
};

struct Invoice {
    Name id;
    Name currency;
    Date issuedDate;
    Maybe<Date> dueDate;
    Maybe<Date> paidDate;
    Source source;
    Money amount;
};

struct Opportunity {
    Name id;
    Name name;
    Name currency;
    Maybe<OpportunityKind> kind;
    Maybe<OpportunityStage> stage;
    Date createdDate;
    Maybe<Date> closeDate;
    Source source;
    Maybe<Money> amount;
};

struct Signal {
    Name id;
    Name origin; // the column "source"
    Name note;
    Date date;
    Maybe<SignalKind> kind;
    Maybe<Date> handledDate;
    Source source;
};

struct Health {
    Name origin; // the column "source": cs, implementation, sales, support, …
    Date date;
    HealthStatus status = HealthStatus::Green;
    Source source;
    Maybe<double> score;
};

struct Feedback {
    Name id;
    Name category;
    Name text;
    Date date;
    Maybe<FeedbackStatus> status;
    Source source;
};

struct FxRate {
    Name currency; // upper case
    Date date;
    Source source;
    Rate rate;
};

} // namespace holdfast
