// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/portfolio/currency_use.h"

#include <algorithm>

#include "model/portfolio/portfolio.h"

namespace holdfast {

CurrencyUse::CurrencyUse(const Portfolio& portfolio)
    : ofAccount_(portfolio.accountCount())
{
    constexpr std::size_t unseen = ~std::size_t{0};
    std::vector<std::size_t> places; // by number of the currency's name, in currencies_
    Name last;
    std::size_t place = unseen; // of `last`
    for (std::uint32_t i = 0; i < portfolio.accountCount(); ++i) {
        const AccountId id{i};
        const Account& account = portfolio.account(id);
        std::uint64_t& bits = ofAccount_[i];
        const auto look = [&](Money amount, Name own) {
            const Name code = own.empty() ? account.currency : own;
            if (place == unseen || code != last) {
                last = code;
                if (code.number >= places.size())
                    places.resize(std::size_t{code.number} + 1, unseen);
                if (places[code.number] == unseen) {
                    places[code.number] = currencies_.size();
                    currencies_.push_back({code, {}});
                }
                place = places[code.number];
            }
            Money& greatest = currencies_[place].greatest;
            greatest = std::max(greatest, amount.cents < 0 ? -amount : amount);
            bits |= bitOf(place);
        };
        for (const Maybe<Money>& amount : {account.arr, account.acquisitionCost}) {
            if (amount)
                look(*amount, {});
        }
        for (const Subscription& row : portfolio.subscriptions.of(id))
            look(row.arr, row.currency);
        for (const ArrSnapshot& row : portfolio.arrSnapshots.of(id))
            look(row.arr, row.currency);
        for (const Outcome& row : portfolio.outcomes.of(id)) {
            if (row.annualValue)
                look(*row.annualValue, {});
        }
        for (const Invoice& row : portfolio.invoices.of(id))
            look(row.amount, row.currency);
        for (const Opportunity& row : portfolio.opportunities.of(id)) {
            if (row.amount)
                look(*row.amount, row.currency);
        }
    }
}

} // namespace holdfast
