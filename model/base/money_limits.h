// SPDX-License-Identifier: GPL-3.0-or-later
// How large an amount of money may be. Kept apart from money.h, which the whole program includes.
#pragma once

#include "model/base/money.h"

namespace holdfast {

// A thousand trillion units: no amount of a contract, and dozens of them still add up within 64 bits.
constexpr Money greatestAmount{100'000'000'000'000'000};

constexpr bool isAmount(Money money)
{
    return money <= greatestAmount && money >= -greatestAmount;
}

} // namespace holdfast
