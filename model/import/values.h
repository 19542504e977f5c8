// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, money, booleans and enum texts as exports write them. All texts come in trimmed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/base/money.h"

namespace holdfast {

// Without blanks (also no-break ones) at both ends.
std::string_view trimmed(std::string_view text);

// "", NULL, null, None, N/A, n/a, NaN, -, #N/A.
bool isMissingText(std::string_view text);

// Which mark stands before the fraction where a text alone does not say it ("1.234").
enum class DecimalMark : std::uint8_t { Point, Comma };

// A number as a plain decimal ("-1234.5"), in a buffer of its own: no allocation.
class PlainDecimal {
public:
    // From "1,234.56", "1.234,56", "1 234,56", "$12", "12 EUR", "(12.00)", "12%", "1.2k", "3M", "1.5E3".
    // Nothing when the text is no number.
    static std::optional<PlainDecimal> read(std::string_view text, DecimalMark mark = DecimalMark::Point);

    std::string_view text() const { return {buffer_ + from_, size_ - from_}; }
    bool isPercent() const { return percent_; }
    // Times ten to the power, exactly; nothing when it does not fit.
    std::optional<PlainDecimal> shifted(int places) const;

private:
    static constexpr std::size_t capacity = 64;
    bool put(char c);

    char buffer_[capacity] = {};
    std::size_t from_ = 0;
    std::size_t size_ = 0;
    bool percent_ = false;
};

// What the text says about the decimal mark of its column: sure of one, or open ("1,234", "1.234").
enum class MarkEvidence : std::uint8_t { None, Point, Comma, Open };
MarkEvidence markEvidence(std::string_view text);

std::optional<std::int64_t> readInteger(std::string_view text, DecimalMark mark = DecimalMark::Point);
// "12%" is 0.12.
std::optional<double> readNumber(std::string_view text, DecimalMark mark = DecimalMark::Point);
// Amount × factor, rounded half away from zero to cents; minor units (cents) when `minorUnits`.
std::optional<Money> readMoney(
    std::string_view text, int factor, bool minorUnits, DecimalMark mark = DecimalMark::Point);
std::optional<Rate> readRate(std::string_view text, DecimalMark mark = DecimalMark::Point);
// true/false, yes/no, y/n, t/f, 1/0 in any case.
std::optional<bool> readBool(std::string_view text);

// "1.03E+13": an id that a spreadsheet has turned into a number and cut.
bool isDestroyedId(std::string_view text);

// Lower case (ASCII), blanks, underscores and hyphens joined to one blank: how headers and enum texts are compared.
std::string folded(std::string_view text);
// Lower case for ASCII letters and, in UTF-8, for Latin-1, Greek and Cyrillic capitals.
std::string lowerCase(std::string_view text);

} // namespace holdfast
