// SPDX-License-Identifier: GPL-3.0-or-later
// One struct per short dataset, as loaded from the store. Missing is std::optional, or Name{} for text.
// Amounts are in the row's own currency; `currency` is Name{} where the row names none.
#pragma once

#include <cstdint>
#include <optional>

#include "model/base/date.h"
#include "model/base/ids.h"
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
    std::optional<ContractModel> contractModel;
    std::optional<Touch> touch;
    std::optional<Fit> fit;
    std::optional<Date> startDate;
    std::optional<Date> renewalDate;
    std::optional<Date> churnDate;
    std::optional<Date> handoffDate;
    std::optional<Date> kickoffDate;
    std::optional<Date> onboardingCompletedDate;
    std::optional<Money> arr;
    std::optional<Money> acquisitionCost;
    std::optional<std::int64_t> seats;
    std::optional<double> grossMargin;
    Source source;
};

struct Subscription {
    AccountId account;
    Name id;
    Name product;
    Name currency;
    Date startDate;
    std::optional<Date> endDate;
    std::optional<Date> noticeDate;
    Money arr;
    std::optional<std::int64_t> seats;
    Source source;
};

struct ArrSnapshot {
    AccountId account;
    Name currency;
    Date date;
    Money arr;
    Source source;
};

struct Milestone {
    AccountId account;
    Name id;
    Name name;
    std::optional<Side> side;
    std::optional<bool> core;
    std::optional<bool> firstValue;
    std::optional<Date> plannedDate;
    std::optional<Date> completedDate;
    std::optional<Date> blockedSince;
    Source source;
};

struct Outcome {
    AccountId account;
    Name id;
    Name name;
    Name metric;
    Name unit;
    Name recognisedHow;
    std::optional<double> baseline;
    std::optional<double> target;
    std::optional<double> current;
    std::optional<Date> measuredDate;
    std::optional<Date> agreedDate;
    std::optional<Date> dueDate;
    std::optional<Date> achievedDate;
    std::optional<Date> recognisedDate;
    std::optional<Money> annualValue; // in the account's currency
    Source source;
};

struct Contact {
    AccountId account;
    Name id;
    Name name;
    Name title;
    Name email;
    std::optional<ContactRole> role;
    std::optional<Date> joinedDate;
    std::optional<Date> leftDate;
    Source source;
};

struct Interaction {
    AccountId account;
    Name id;
    Name notes;
    Date date;
    std::optional<InteractionKind> kind;
    bool held = true; // missing reads as true
    std::optional<bool> sponsorAttended;
    std::optional<double> sentiment;
    Source source;
};

struct Ticket {
    AccountId account;
    Name id;
    Name category;
    Name subject;
    Date openedDate;
    std::optional<Date> closedDate;
    std::optional<TicketSeverity> severity;
    std::optional<bool> escalated;
    std::optional<double> csat;
    Source source;
};

struct Survey {
    AccountId account;
    Name respondent;
    Name comment;
    Date date;
    SurveyKind kind = SurveyKind::Nps;
    double score = 0;
    Source source;
};

struct Invoice {
    AccountId account;
    Name id;
    Name currency;
    Date issuedDate;
    std::optional<Date> dueDate;
    std::optional<Date> paidDate;
    Money amount;
    Source source;
};

struct Opportunity {
    AccountId account;
    Name id;
    Name name;
    Name currency;
    std::optional<OpportunityKind> kind;
    std::optional<OpportunityStage> stage;
    Date createdDate;
    std::optional<Date> closeDate;
    std::optional<Money> amount;
    Source source;
};

struct Signal {
    AccountId account;
    Name id;
    Name origin; // the column "source"
    Name note;
    Date date;
    std::optional<SignalKind> kind;
    std::optional<Date> handledDate;
    Source source;
};

struct Health {
    AccountId account;
    Name origin; // the column "source": cs, implementation, sales, support, …
    Date date;
    HealthStatus status = HealthStatus::Green;
    std::optional<double> score;
    Source source;
};

struct Feedback {
    AccountId account;
    Name id;
    Name category;
    Name text;
    Date date;
    std::optional<FeedbackStatus> status;
    Source source;
};

struct FxRate {
    Name currency; // upper case
    Date date;
    Rate rate;
    Source source;
};

} // namespace holdfast
