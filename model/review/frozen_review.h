// SPDX-License-Identifier: GPL-3.0-or-later
// What a closed review keeps for ever: all that its screens and its deck show, and the facts that they open to. Nothing
// of it is computed again from the store, so no later import, undo or deletion changes it.
//
// Kept of the facts: of a book of ordinary size everything; of a large one everything about the accounts with an
// exception, a decision or an action, and of the others what their revenue rests on and a year of weekly users.
// Trend, cohorts and the movements of a piece of the bridge are read off these.
#pragma once

#include <cstdint>
#include <string>

#include "model/base/result.h"
#include "model/review/review.h"

namespace holdfast {

// Accounts of a book of which all facts are kept.
constexpr std::size_t ordinaryBook = 2000;

struct FrozenReview {
    std::int64_t version = 0; // of the layout of the bytes
    std::string checksum; // SHA-256 of what the bytes hold, in hexadecimal
    std::string bytes; // compressed
};

// `wholeBook`: see ordinaryBook.
FrozenReview freezeReview(const ReviewBundle& review, std::size_t wholeBook = ordinaryBook);

// The review as it was closed, read-only; `records` are left empty, they belong to the present. Errors: Damaged when
// the bytes are not those that were kept, NewerSchema when a later program kept them.
Result<ReviewBundle> thawReview(const FrozenReview& frozen);

} // namespace holdfast
