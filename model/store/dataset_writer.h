// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the rows of one file for one dataset and writes them at its end: short datasets into their table, long ones
// into chunks.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/store/import_writer.h"
#include "model/store/sqlite.h"

namespace holdfast {

// What the rows of one file share.
struct WriteContext {
    const Database* database = nullptr;
    std::int64_t import = 0;
    std::int64_t file = 0;
    DatasetId dataset = DatasetId::Accounts;
    std::vector<bool> present; // per column of the dataset
};

class DatasetWriter {
public:
    virtual ~DatasetWriter() = default;
    // `account` is a key of account_keys (0 for fx_rates).
    virtual Result<void> put(std::int64_t line, std::uint32_t account, std::span<const Cell> cells) = 0;
    // Writes all; the counts sum up to the rows put.
    virtual Result<ImportWriter::FileCounts> finish() = 0;
};

Result<std::unique_ptr<DatasetWriter>> makeTableWriter(const WriteContext& context);
Result<std::unique_ptr<DatasetWriter>> makeChunkWriter(const WriteContext& context);

// Notes a key that came twice in one file with different values.
void noteDuplicate(ImportWriter::FileCounts& counts, std::int64_t first, std::int64_t second, const std::string& key);

} // namespace holdfast
