// SPDX-License-Identifier: GPL-3.0-or-later
// One import into a store: rows in, one transaction, all or nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/progress.h"
#include "model/base/result.h"
#include "model/datasets/datasets.h"
#include "model/store/store.h"

namespace holdfast {

// One typed value of a row. Text refers to the caller's buffer and is copied by put().
struct Cell {
    enum class Kind : std::uint8_t { Missing, Integer, Real, Text };

    Kind kind = Kind::Missing;
    std::int64_t integer = 0; // Int; Date (days since 1970); Money (cents); Rate (10^-10); Bool (0, 1); Enum (place)
    double real = 0; // Number
    std::string_view text; // Text, Id, OpenEnum

    static Cell missing() { return {}; }
    static Cell ofInteger(std::int64_t value) { return {Kind::Integer, value, 0, {}}; }
    static Cell ofReal(double value) { return {Kind::Real, 0, value, {}}; }
    static Cell ofText(std::string_view value) { return value.empty() ? Cell{} : Cell{Kind::Text, 0, 0, value}; }
};

// The greatest count that the long datasets (usage, feature_usage) keep; they keep none below 0. put() fails on others.
constexpr std::int64_t greatestChunkedCount = 4'294'967'294;

struct AccountReference {
    AccountKey kind = AccountKey::Id;
    std::string_view text;
};

enum class RowOutcome : std::uint8_t { Inserted, Updated, Unchanged };

// How a reference that is no account_id was resolved, for the report.
struct Resolution {
    AccountKey kind = AccountKey::Id;
    std::string reference;
    std::string accountId; // "" when it stays an orphan
    std::string reason; // "matches the name of account A-1 (Acme Inc)", "two accounts are called Acme"
    std::int64_t rows = 0;
};

class ImportWriter {
public:
    // Begins the transaction. `startedAt`: ISO timestamp for the history.
    static Result<std::unique_ptr<ImportWriter>> begin(Store& store, const std::string& startedAt);
    // Rolls back unless committed.
    virtual ~ImportWriter() = default;

    // Which source a file is of: the fingerprint of its headers, and the known export that these are. Without a layout
    // it is held against no other.
    struct Source {
        std::string layout;
        std::string profile;
    };
    // Starts a file (or sheet) of one dataset; `present` says per column of the dataset whether the file has it: an
    // absent column leaves stored values alone. From here on put() and reject() belong to it.
    virtual Result<void> beginFile(
        const std::string& file, DatasetId dataset, const std::vector<bool>& present, const Source& source) = 0;
    Result<void> beginFile(const std::string& file, DatasetId dataset, const std::vector<bool>& present)
    {
        return beginFile(file, dataset, present, {});
    }
    // One row: a cell per column of the dataset (the account column's cell is ignored, `account` counts). Rows with the
    // same key update each other; the later counts.
    virtual Result<void> put(std::int64_t line, const AccountReference& account, std::span<const Cell> cells) = 0;
    virtual Result<void> reject(const RejectedRow& row) = 0;
    // Ends the file: writes what is buffered and counts.
    struct FileCounts {
        std::int64_t inserted = 0, updated = 0, unchanged = 0;
        std::int64_t duplicateKeys = 0; // rows whose key came again later in the file with different values
        std::vector<std::string> duplicateExamples; // "lines 12 and 40: subscription_id S-1", at most ten
        std::int64_t conflicts = 0; // values that another source gave differently before
    };
    virtual Result<FileCounts> endFile(std::int64_t read, std::int64_t warnings) = 0;

    // Resolves references against the accounts, subscriptions, contacts and aliases that are there now (orphans of
    // earlier imports come home), stores the history and commits. Error Cancelled when the token says so: nothing
    // landed.
    struct Landed {
        std::int64_t import = 0;
        std::vector<Resolution> resolutions;
        std::int64_t orphans = 0; // rows in the store without an account, after this import
        std::int64_t cameHome = 0; // rows of earlier imports whose account arrived
    };
    virtual Result<Landed> commit(
        const std::vector<std::string>& messages, double seconds, const CancelToken& cancel) = 0;
    // What commit() would find, without it: the writer's end then takes everything back.
    virtual Result<Landed> rehearse(const CancelToken& cancel) = 0;
};

} // namespace holdfast
