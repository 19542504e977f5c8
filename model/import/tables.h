// SPDX-License-Identifier: GPL-3.0-or-later
// The tables in a file: a CSV file holds one, a workbook one per sheet, an archive those of its members.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"
#include "model/import/byte_source.h"
#include "model/import/record_reader.h"

namespace holdfast {

// All tables of a file that have a header line. Errors: Unreadable, BadInput (encrypted, truncated, a kind that is not
// read), TooLarge (an archive that expands without bound).
Result<std::vector<Table>> openTables(const std::string& file);

// What is said of a file without a single header.
constexpr std::string_view emptyFileSentence = "the file is empty";

using OpenSource = std::function<Result<std::unique_ptr<ByteSource>>()>;

// A text table: finds the delimiter and the header line from its first records.
Result<Table> csvTable(const std::string& file, const std::string& part, const OpenSource& open);

// The header record among the first ones: the one with the most known headers, else the first as wide as most.
std::size_t headerAmong(const std::vector<std::vector<std::string>>& records);
// The last of the lines that belong to the header: survey tools write its questions and internal names below it.
std::size_t lastHeaderAmong(const std::vector<std::vector<std::string>>& records, std::size_t header);

} // namespace holdfast
