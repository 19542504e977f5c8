// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed into the filter of one column: words for texts, comparisons for figures and days.
//
//   okafor -smb          both words matter: the first must occur, the second must not
//   "no progress"        a phrase
//   enterprise | smb     one of them
//   > 100k   <= 90 %     a figure against a limit, in the column's own unit (k, m and b are multiples)
//   10..20               between two limits, both counted
//   2025-06   > 2025-06-30   days: a year, a month or a day
//   –                    nothing known
#pragma once

#include <QString>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace holdfast {

// What a column holds, which decides how it is compared and exported.
enum class ColumnKind : std::uint8_t {
    Text,
    Number,
    Money, // sorted by cents
    Percent, // sorted by the ratio: 1.043 is shown as 104.3 %
    Date, // sorted by days since 1970
};

// What a row is sorted by: nothing (always last), a number, or text (bytewise).
using SortKey = std::variant<std::monostate, double, std::int64_t, std::string_view>;

bool isMissing(const SortKey& key);

class ColumnFilter {
public:
    ColumnFilter() = default;
    static ColumnFilter parse(const QString& text, ColumnKind kind);

    bool isEmpty() const { return alternatives_.empty(); }
    // Whether keeps() looks at the text of the cell, and at its key; what it does not look at need not be made.
    bool needsText() const;
    bool needsKey() const;
    // `folded` is the cell's text after foldedForSearch().
    bool keeps(const SortKey& key, std::string_view folded) const;

private:
    struct Limits { // low ≤ value ≤ high, or beyond when open
        double low = 0, high = 0;
        bool lowOpen = false, highOpen = false;
    };
    struct Word {
        std::string text; // folded
        bool excluded = false;
    };
    struct Alternative {
        std::vector<Limits> limits;
        std::vector<Word> words;
        bool missing = false;
    };
    static bool parseLimits(QString text, ColumnKind kind, Limits& limits);

    std::vector<Alternative> alternatives_;
};

// Folds case the same way for what is searched and what is searched for.
std::string foldedForSearch(std::string_view text);

} // namespace holdfast
