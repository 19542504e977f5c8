// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and converts rows on a thread of its own, a few batches ahead of the one who writes them.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "model/base/progress.h"
#include "model/import/import_run.h"
#include "model/import/row_converter.h"

namespace holdfast {

// Rows with their texts. Buffers are used again, so that a long import allocates only a few batches.
struct RowBatch {
    struct Row {
        std::int64_t line = 0;
        std::size_t firstCell = 0; // in `cells`; for a rejected row its place in `rejects`
        AccountReference account;
        bool rejected = false;
    };
    std::vector<Row> rows;
    std::vector<Cell> cells;
    std::vector<RejectedRow> rejects;
    std::int64_t bytesDone = 0;

    void clear();
    // A copy of the text that lives as long as the batch.
    std::string_view keep(std::string_view text);

private:
    std::vector<std::unique_ptr<char[]>> chunks_;
    std::vector<std::size_t> sizes_;
    std::size_t chunk_ = 0, used_ = 0;
};

class RowPipeline {
public:
    RowPipeline(const Table& table, const Mapping& mapping, std::optional<DateOrder> dateOrder, CancelToken cancel);
    // Stops the reading thread and waits for it.
    ~RowPipeline();
    RowPipeline(const RowPipeline&) = delete;
    RowPipeline& operator=(const RowPipeline&) = delete;

    const std::vector<bool>& present() const { return converter_.present(); }
    // The next batch in file order, null at the end.
    Result<std::unique_ptr<RowBatch>> next();
    void giveBack(std::unique_ptr<RowBatch> batch);
    // Reads no further and waits for the reading thread; warnings() and messages() then speak of what was read.
    void stop();

    // After the end: bad optional values by column and reason, and what was decided and left out.
    std::vector<ImportWarning> warnings() const;
    std::vector<std::string> messages() const;

private:
    struct BadValues {
        std::int64_t count = 0;
        std::int64_t line = 0;
        std::string example;
    };
    // A record kept aside because it may be a footer.
    struct Suspect {
        std::int64_t line = 0;
        RecordProblem problem = RecordProblem::None;
        std::vector<std::string> fields;
    };

    void work();
    Result<void> readAll();
    Result<void> take(const Record& record);
    Result<void> flushSuspects();
    void addRejected(const Record& record);
    Result<void> hand(bool last);
    std::unique_ptr<RowBatch> fresh();

    const Table& table_;
    CancelToken cancel_;
    RowConverter converter_;
    ConvertedRow row_;
    std::unique_ptr<RowBatch> batch_;
    std::int64_t line_ = 0;
    std::vector<Suspect> suspects_;
    std::vector<std::string> footers_;
    std::vector<std::string> remarks_;
    std::map<std::string, BadValues> badValues_;
    std::map<std::string, std::int64_t> leftOut_; // rows by their state
    const RecordReader* reader_ = nullptr;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<RowBatch>> ready_;
    std::vector<std::unique_ptr<RowBatch>> free_;
    bool ended_ = false;
    bool stopped_ = false;
    std::optional<Error> error_;
    std::thread thread_;
};

// Whether the record reads like a footer: "Grand Totals (5700 records)". It is one where no row follows.
bool isFooterRecord(const Record& record);

// The record as one CSV line, quoted where needed.
std::string csvLine(std::span<const std::string_view> fields);

} // namespace holdfast
