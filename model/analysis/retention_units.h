// SPDX-License-Identifier: GPL-3.0-or-later
// What one account, or one product of it, brings to the retention figures of a period. Computed once per account on all
// processors; the total, the breakdowns, the monthly bridge and the drivers only add these up.
#pragma once

#include <array>
#include <vector>

#include "model/analysis/retention.h"
#include "model/base/wide.h"

namespace holdfast {

// The movement of an account from ARR a on A to ARR b on D, if any:
// new: a = 0, b > 0, no ARR on any day before A; reactivation: the same, but with ARR on a day before A;
// expansion: 0 < a < b; contraction: 0 < b < a; churn: a > 0, b = 0.
inline std::optional<Movement> movementOf(Money a, Money b, bool hadArrBefore)
{
    if (a == b)
        return std::nullopt;
    if (a == Money{})
        return hadArrBefore ? Movement::Reactivation : Movement::New;
    if (b == Money{})
        return Movement::Churn;
    return a < b ? Movement::Expansion : Movement::Contraction;
}

// Adds one unit's movement to a bridge, which goes on adding up.
inline void addMovement(Bridge& bridge, Money a, Money b, bool hadArrBefore)
{
    bridge.opening += a;
    bridge.closing += b;
    const std::optional<Movement> movement = movementOf(a, b, hadArrBefore);
    if (!movement)
        return;
    switch (*movement) {
    case Movement::New:
        bridge.newArr += b;
        break;
    case Movement::Reactivation:
        bridge.reactivation += b;
        break;
    case Movement::Expansion:
        bridge.expansion += b - a;
        break;
    case Movement::Contraction:
        bridge.contraction += a - b;
        break;
    case Movement::Churn:
        bridge.churn += a;
        break;
    }
}

// The unit that moves in a bridge: an account, or in the breakdown by product an account's subscriptions of one
// product.
struct RetentionUnit {
    AccountId account;
    Name product; // Name{} for none, and for whole accounts
    std::uint32_t place = 0; // of its account in RetentionUnits::accounts
    Money opening; // a = ARR(A)
    Money closing; // b = ARR(D)
    Money openingBefore; // ARR(A′), where drivers ask for it
    Money monthlyMovement; // Σ over the monthly pieces of (expansion − contraction − churn + reactivation)
    Money due; // Σ over renewal events
    Money kept; // of that
    bool hadArrBefore = false; // ARR > 0 on a day before A
    bool everCustomer = false; // ARR > 0 on a day ≤ D
    bool strictlyLost = false; // gone for more than 30 days in between, though it came back

    std::optional<Movement> movement() const;
};

constexpr std::uint64_t marginUnits = 1'000'000'000; // a margin is held to nine digits

// What an account brings besides ARR, the same in each of its products.
struct AccountEconomics {
    std::uint64_t margin = 0; // in 1 / marginUnits
    Maybe<Money> acquisitionCost; // in base currency; none where its currency has no rate
    Money invoiced; // over invoices issued in (A, D] with a known rate
    std::int64_t invoices = 0;
};

struct RetentionUnits {
    Period period;
    std::vector<RetentionUnit> accounts; // included by the filter, by account
    std::vector<AccountEconomics> economics; // of the account of the same place
    // Per dimension, of the account of the same place: attributeCode; empty for Product.
    std::array<std::vector<std::int32_t>, dimensionCount> codes;
    // Of these accounts, by account, then product text; in pieces as they were computed.
    std::vector<std::vector<RetentionUnit>> products;
    std::vector<BridgePiece> monthly;
};

enum class Detail : std::uint8_t { AccountsOnly, WithBreakdowns };

// `before`: the opening day of the period before, for drivers.
RetentionUnits retentionUnits(
    const DayContext& context, Period period, Detail detail, std::optional<Date> before = std::nullopt);

// A, each last day of a month strictly between A and D, and D.
std::vector<Date> monthlyBoundaries(Period period);

// The sums of some units, and the figures that follow from them.
class RetentionSums {
public:
    void add(const RetentionUnit& unit, const AccountEconomics& economics);
    Retention figures(Period period) const;
    // A group is listed when it has an opening or a closing customer.
    bool hasCustomers() const { return openingCustomers_ > 0 || closingCustomers_ > 0; }

private:
    Bridge bridge_;
    Money strictlyKept_; // Σ over opening customers of what strict NRR keeps
    Money strictlyKeptGross_;
    Money monthlyMovement_;
    Money due_, kept_;
    Money acquisitionCost_;
    Money invoiced_;
    Wide margin_; // Σ ARR(D) × margin, in billionths of a cent: exact, whatever the order
    std::int64_t openingCustomers_ = 0, retainedCustomers_ = 0, lostCustomers_ = 0;
    std::int64_t newCustomers_ = 0, reactivatedCustomers_ = 0, closingCustomers_ = 0;
    std::int64_t withAcquisitionCost_ = 0, withInvoice_ = 0, withSeveralInvoices_ = 0;
};

// The parts of retentionResult, from units that are there.
Retention totalOf(const RetentionUnits& units);
std::vector<RetentionGroup> breakdownOf(const DayContext& context, const RetentionUnits& units, Dimension dimension);
std::vector<AccountMovement> movementsOf(const RetentionUnits& units);
Date openingOfPeriodBefore(Period period); // A′
Drivers driversOf(const RetentionUnits& units, Date openingBefore);

} // namespace holdfast
