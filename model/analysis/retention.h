// SPDX-License-Identifier: GPL-3.0-or-later
// Revenue retention (SPEC section 4): the bridge, NRR, GRR, CRR and everything that is derived from them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "model/analysis/day_context.h"
#include "model/base/ratio.h"

namespace holdfast {

enum class Movement : std::uint8_t { New, Reactivation, Expansion, Contraction, Churn };
std::string_view text(Movement movement); // "contraction"

// closing = opening + new + reactivation + expansion − contraction − churn, to the cent.
struct Bridge {
    Money opening, newArr, reactivation, expansion, contraction, churn, closing;

    bool adds() const { return closing == opening + newArr + reactivation + expansion - contraction - churn; }
    bool operator==(const Bridge&) const = default;
};

struct BridgePiece {
    Period period;
    Bridge bridge;
};

struct Retention {
    Bridge bridge; // the net bridge
    std::int64_t openingCustomers = 0;
    std::int64_t retainedCustomers = 0;
    std::int64_t lostCustomers = 0;
    std::int64_t newCustomers = 0;
    std::int64_t reactivatedCustomers = 0;
    std::int64_t closingCustomers = 0;
    Ratio nrr, grr, crr, strictNrr, strictGrr, eventNrr, renewalRate;
    Ratio logoChurn, revenueChurn, grossRevenueChurn, annualisedLogoChurn;
    std::optional<Money> arpa;
    Ratio lifespanYears;
    std::optional<Money> clv;
    Ratio clvCac;
    Ratio repeatCustomerRate;
    std::optional<Money> purchaseClv;
};

struct RetentionGroup {
    std::string value; // "" for missing
    Retention retention;
};

struct DriverMovement {
    Movement movement;
    double points = 0; // hundredths of NRR
};

struct DriverAccount {
    AccountId account;
    Movement movement;
    Money amount; // signed: contraction and churn negative
    Money amountBefore;
    double points = 0;
};

struct Drivers {
    Period before; // (A′, A)
    Ratio nrrNow, nrrBefore;
    std::vector<DriverMovement> movements; // expansion, contraction, churn; empty when either NRR is null
    std::vector<DriverAccount> accounts;
};

// One account's movement in the net bridge, for tables and "who is behind this bar".
struct AccountMovement {
    AccountId account;
    std::optional<Movement> movement; // nothing: unchanged
    Money opening, closing, amount; // amount is positive
};

struct CohortRow {
    std::string cohort; // "2024-Q1", "" for accounts without a start
    std::int64_t customers = 0; // at the end of the start quarter
    Money arr; // at the end of the start quarter
    std::vector<Ratio> nrr; // per quarter since; [0] is the start quarter's end itself, up to the last quarter end ≤ D
    std::vector<Ratio> crr;
};

struct TrendPoint {
    Date day; // a month end, or D
    Ratio nrr, grr, crr; // over the year up to it
    Money arr;
};

Retention retention(const DayContext& context, Period period);
std::vector<BridgePiece> monthlyBridge(const DayContext& context, Period period);
// By value, ascending; groups with an opening or a closing customer.
std::vector<RetentionGroup> breakdown(const DayContext& context, Period period, Dimension dimension);
Drivers drivers(const DayContext& context, Period period);
std::vector<AccountMovement> movements(const DayContext& context, Period period);
// The accounts behind one piece of the monthly bridge are movements() of that piece's period.
std::vector<CohortRow> cohortGrid(const DayContext& context);
// The last `months` month ends up to D, then D itself when it is none.
std::vector<TrendPoint> trend(const DayContext& context, int months);

// Everything at once, sharing the work per account.
struct RetentionResult {
    Period period;
    Retention total;
    std::vector<BridgePiece> monthly;
    std::array<std::vector<RetentionGroup>, dimensionCount> breakdown;
    Drivers drivers;
    std::vector<AccountMovement> movements; // included accounts with ARR on A or D, by account
};
RetentionResult retentionResult(const DayContext& context, Period period);

} // namespace holdfast
