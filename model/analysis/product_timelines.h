// SPDX-License-Identifier: GPL-3.0-or-later
// The ARR of an account split by product, so that the products' ARR always adds up to the account's.
#pragma once

#include <vector>

#include "model/analysis/day_context.h"

namespace holdfast {

struct ProductTimeline {
    Name product;
    std::vector<ArrStep> steps;
};

// The products of an account's subscriptions that began by the as-of day, by text, each with its timeline. An account
// whose ARR is from snapshots or from accounts.arr has all of it under no product.
// A product whose sum is negative (a credit line) counts as 0; what it takes off the account is taken off the account's
// other products in the order of their text.
std::vector<ProductTimeline> productTimelines(const DayContext& context, AccountId account);

} // namespace holdfast
