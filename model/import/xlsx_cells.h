// SPDX-License-Identifier: GPL-3.0-or-later
// What the stored text of a workbook's cell means: dates by number format, serial days, escapes, references.
#pragma once

#include <QString>
#include <cstddef>
#include <string>

namespace holdfast {

// Whether a number format shows a date: one of d, m, y, h, s outside quotes, brackets and escapes.
bool isDateNumberFormat(QStringView code);
// The formats that every workbook has without naming them.
bool isBuiltInDateFormat(int format);
// "_x000D_" stands for a character that XML cannot hold.
std::string withoutCellEscapes(std::string text);
// A serial day as ISO text; with its time of day when it has one; "" for a time of day alone.
std::string serialDateText(double serial, bool epoch1904);
// A stored number in plain digits, so that an id of 13 digits stays one.
std::string storedNumberText(const std::string& stored);
// The column, from 0, of a reference such as "AB12"; `fallback` when it names none, `most` when it lies beyond.
std::size_t columnOfReference(QStringView reference, std::size_t fallback, std::size_t most);

} // namespace holdfast
