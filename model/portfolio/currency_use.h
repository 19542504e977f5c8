// SPDX-License-Identifier: GPL-3.0-or-later
// Which currencies the amounts of each account are in. Few accounts have money that no rate converts; this tells most
// of the others at one look, without their rows.
#pragma once

#include <cstdint>
#include <vector>

#include "model/base/ids.h"
#include "model/base/money.h"
#include "model/base/names.h"

namespace holdfast {

struct Portfolio;

class CurrencyUse {
public:
    struct Currency {
        Name code; // Name{}: neither the row nor its account names one
        Money greatest; // of its amounts, without their sign
    };

    CurrencyUse() = default;
    // Of all amounts in the portfolio, whatever their date.
    explicit CurrencyUse(const Portfolio& portfolio);

    const std::vector<Currency>& currencies() const { return currencies_; }
    // The bit of a place in currencies(); beyond a word's bits several share the last one.
    static std::uint64_t bitOf(std::size_t place) { return std::uint64_t{1} << (place < 63 ? place : 63); }
    // The bits of the currencies of an account's amounts. All of them as long as nobody looked.
    std::uint64_t of(AccountId account) const
    {
        return account.at() < ofAccount_.size() ? ofAccount_[account.at()] : ~std::uint64_t{0};
    }

private:
    std::vector<Currency> currencies_;
    std::vector<std::uint64_t> ofAccount_;
};

} // namespace holdfast
