// SPDX-License-Identifier: GPL-3.0-or-later
// Invented books with rows in every dataset, gaps and oddities included, for tests of what must hold for every book;
// and the same book as it was known on an earlier day.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/support/portfolio_builder.h"

namespace holdfast {

struct GeneratedRow {
    std::string dataset;
    std::map<std::string, std::string> cells; // by column, "" never
};
using GeneratedBook = std::vector<GeneratedRow>;

// Facts up to 200 days after `middle` and 900 days before it. The first account has an early value in every column
// whose absence would count as "never imported". The same seed gives the same book.
GeneratedBook generatedBook(std::uint32_t seed, int accounts, Date middle);

// Without what had not happened by `day`: rows of later facts are left out, later ends, answers and completions
// emptied. What is known in advance stays: terms, renewal dates, plans and due dates.
GeneratedBook knownOn(const GeneratedBook& book, Date day);

// All datasets count as imported.
PortfolioPtr portfolioOf(const GeneratedBook& book);

} // namespace holdfast
