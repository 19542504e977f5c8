// SPDX-License-Identifier: GPL-3.0-or-later
// Why an exception changed since the last closed review (SPEC section 9). The engine is asked twice more about today:
//
//   with the rules of that review on today's facts: gives it what that review had, a changed rule is the cause;
//   with the rules and the facts of that review: gives it what today has, nothing but time is the cause;
//   else it takes facts that came since, new data.
//
// The facts of that review are those that it kept when it was closed, else those of today that no later import
// touched; in both cases without what happened after its day.
#pragma once

#include "model/review/review.h"

namespace holdfast {

// Fills in the causes of `review`. `then`: the previous review as it was kept; null where it is not at hand.
void nameCauses(ReviewBundle& review, const ReviewBundle* then);

} // namespace holdfast
