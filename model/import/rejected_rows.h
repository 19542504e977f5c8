// SPDX-License-Identifier: GPL-3.0-or-later
// Rejected rows as files that can be mended and imported again: under the headers of their file, with why behind them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/store/store.h"

namespace holdfast {

// Headers that start so are remarks of this program: not mapped, not asked about, no part of a fingerprint.
constexpr std::string_view remarkHeader = "holdfast: ";
// Whether a (normalised) header is such a remark.
bool isRemarkHeader(std::string_view header);

// The rejected rows of one set of headers, as CSV.
struct RejectedTable {
    std::string file; // of its first row
    std::size_t rows = 0;
    std::string csv; // UTF-8 with byte order mark, CRLF
};

// One table for each set of headers, in the order of the rows.
std::vector<RejectedTable> rejectedTables(const std::vector<RejectedRow>& rows);

} // namespace holdfast
