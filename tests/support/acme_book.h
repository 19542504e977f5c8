// SPDX-License-Identifier: GPL-3.0-or-later
// The one customer that most tests of a rule look at, and a row of hers.
#pragma once

#include "tests/support/review_book.h"

namespace holdfast {

inline PortfolioBuilder acme(const std::string& cells = {}, const std::string& start = "2023-01-01")
{
    PortfolioBuilder book;
    book.account("acme", "start_date=" + start + (cells.empty() ? "" : ", " + cells));
    book.subscription("acme", start, "", "1000");
    return book;
}

inline std::string row(const std::string& cells)
{
    return "account_id=acme, " + cells;
}

} // namespace holdfast
