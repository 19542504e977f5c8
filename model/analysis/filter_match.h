// SPDX-License-Identifier: GPL-3.0-or-later
// A filter made ready for fifty thousand accounts: texts looked up once, accounts compared by number.
#pragma once

#include <vector>

#include "model/analysis/day_context.h"

namespace holdfast {

class FilterMatch {
public:
    FilterMatch(const Portfolio& portfolio, const Filter& filter);

    // Whether the account has, in each dimension of the filter, one of its values. `start`: of the account, for cohort.
    bool includes(const Account& account, Maybe<Date> start) const;

private:
    struct Wanted {
        Dimension dimension;
        std::vector<std::int32_t> codes;
    };
    std::vector<Wanted> wanted_;
};

// The value of an attribute as a number that is equal where its text is equal; −1 when missing. A name's number, an
// enum's place, or year × 4 + quarter − 1 of the start. Not for Product.
std::int32_t attributeCode(const Account& account, Maybe<Date> start, Dimension dimension);

} // namespace holdfast
