// SPDX-License-Identifier: GPL-3.0-or-later
// One record after another from a table in a file, whatever its format: what preview, scan and import all read.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace holdfast {

enum class RecordProblem : std::uint8_t { None, NulByte, OpenQuote, NoCachedValue };

// Fields point into the reader's buffer and are valid until the next record is read.
struct Record {
    std::int64_t line = 0; // line of the file (row of the sheet) on which it starts, from 1
    std::span<const std::string_view> fields;
    RecordProblem problem = RecordProblem::None;
};

// Whether every field is blank: such lines separate, they hold no row.
bool isEmptyRecord(const Record& record);

class RecordReader {
public:
    virtual ~RecordReader() = default;
    // False at the end.
    virtual Result<bool> next(Record& record) = 0;
    // Bytes of the file read so far, for progress.
    virtual std::int64_t done() const = 0;
    virtual std::int64_t total() const = 0;
    // What the reader noticed about the whole table ("3 bytes were no UTF-8 …"), once it was read.
    virtual std::vector<std::string> remarks() const { return {}; }
};

// A table that can be read more than once: a CSV file, a sheet, a member of an archive.
struct Table {
    std::string file; // path as given
    std::string part; // sheet or member, "" for a plain file
    bool hidden = false; // a sheet that the spreadsheet does not show
    std::int64_t bytes = 0; // of the file, for progress
    std::int64_t headerLine = 0; // line that holds the headers
    std::size_t headerRecord = 0; // the last record of the header; those before are titles
    std::vector<std::string> headers;
    std::vector<std::vector<std::string>> sample; // first records below the headers
    std::function<Result<std::unique_ptr<RecordReader>>()> open;

    std::string label() const { return part.empty() ? file : file + "[" + part + "]"; }
};

} // namespace holdfast
