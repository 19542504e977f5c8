// SPDX-License-Identifier: GPL-3.0-or-later
// The store: one SQLite file with the facts, the settings and the recorded reviews. The only SQL of the program is
// in this folder. One Store object per thread and connection.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/date.h"
#include "model/base/progress.h"
#include "model/base/result.h"
#include "model/datasets/datasets.h"
#include "model/portfolio/portfolio.h"

namespace holdfast {

enum class OpenMode { ReadWrite, ReadOnly };

struct OpenReport {
    bool created = false;
    bool readOnly = false; // asked for, read-only media, or another process has it
    std::string
        note; // why it is read-only, or "migrated from schema 1 after a backup to …"; "" when there is nothing to say
};

// One kept rejected row.
struct RejectedRow {
    std::int64_t import = 0;
    std::string file;
    std::int64_t line = 0;
    std::string dataset;
    std::string column;
    std::string value;
    std::string reason;
    std::string row; // the record as it stood in the file (CSV), for repair
    std::string headers; // of its file (CSV)
};

struct ImportedFile {
    std::string file;
    std::string dataset;
    std::int64_t read = 0, inserted = 0, updated = 0, unchanged = 0, rejected = 0, warnings = 0;
};

struct ImportRecord {
    std::int64_t number = 0;
    std::string startedAt; // ISO timestamp, as given by the caller
    double seconds = 0;
    bool undone = false;
    std::vector<ImportedFile> files;
    std::vector<std::string> messages; // what was decided, warned and not mapped, in sentences
};

// An alias that was set or forgotten; nothing: there was none, or is none.
struct AliasChange {
    std::string name;
    std::optional<std::string> before, after; // account_id
};

// One value that two sources, or two lines of one file, give differently. The later one counts.
struct SourceConflict {
    struct Said {
        std::string value; // as an export writes it; "" is an empty cell
        std::int64_t import = 0;
        std::string file;
        std::int64_t line = 0;
    };
    std::int64_t import = 0; // that found it
    std::string dataset;
    std::string account; // account_id, or what the row says instead; "" where rows have no account
    bool accountIsId = false;
    std::string row; // the rest of its key in words: "subscription_id S-1"
    std::string column;
    Said lost, kept;
};

struct OrphanGroup {
    std::string dataset;
    std::string reference; // "account_id 4711", "name Acme", "subscription_id S-9", "email a@b.c"
    std::int64_t rows = 0;
};

// What a row says about its account.
enum class AccountKey : std::uint8_t { Id, Subscription, Email, Name };

// A reference to an account, with the account name that stands beside it in the row, if any.
struct AccountQuery {
    AccountKey kind = AccountKey::Id;
    std::string text;
    std::string name;
};
struct AccountMatch {
    bool known = false; // taken without a question: an account's id, its name, or an alias
    std::string reason; // why not, in words: "no account has this id"
    std::vector<std::pair<std::string, std::string>> candidates; // account_id and name of those it may mean
};

// Where one stored row is found: by file and line, or in the chunked datasets by account, day and feature.
struct RowPlace {
    DatasetId dataset = DatasetId::Accounts;
    SourceFile file;
    std::int64_t line = 0;
    std::string accountId;
    std::optional<Date> day;
    std::string feature; // of feature_usage
};

// One row as it is stored: text cells in the order of the dataset's columns, and where its values came from.
struct StoredRow {
    DatasetId dataset = DatasetId::Accounts;
    SourceFile file;
    std::int64_t line = 0;
    std::string importedAt; // ISO timestamp
    std::vector<std::string> cells; // "" is missing
};

class Store {
public:
    // Opens or (ReadWrite) creates. Creates with rights for its owner alone. Errors: Foreign, Damaged, NewerSchema,
    // Unreadable, Unwritable. A second process gets it read-only with a note.
    static Result<std::unique_ptr<Store>> open(const std::string& path, OpenMode mode = OpenMode::ReadWrite);
    virtual ~Store() = default;

    virtual const std::string& path() const = 0;
    virtual const OpenReport& openReport() const = 0;
    // Changes with every landed write: results computed from an older generation are stale.
    virtual std::int64_t generation() const = 0;

    virtual Result<PortfolioPtr> loadPortfolio(const CancelToken& cancel = {}) = 0;

    virtual Result<std::vector<ImportRecord>> imports() = 0; // newest first
    virtual Result<std::vector<RejectedRow>> rejectedRows() = 0;
    virtual Result<std::vector<OrphanGroup>> orphans() = 0;
    // Takes the last import back; the number of the import undone. Error NotFound when there is none to undo.
    virtual Result<std::int64_t> undoLastImport() = 0;

    // The file and line of one row of a chunked dataset (feature "" for usage).
    virtual Result<std::optional<SourceFile>> usageSource(
        DatasetId dataset, std::string_view accountId, Date day, std::string_view feature, std::int64_t* line) = 0;

    // Settings as text by key ("base_currency", "default_margin", "rules" as JSON, …).
    virtual Result<std::optional<std::string>> setting(std::string_view key) = 0;
    virtual Result<void> setSetting(std::string_view key, const std::optional<std::string>& value) = 0;

    // A confirmed mapping by the fingerprint of its headers (JSON text).
    virtual Result<std::optional<std::string>> mapping(std::string_view fingerprint) = 0;
    virtual Result<void> setMapping(std::string_view fingerprint, const std::string& mapping) = 0;

    // Which account ids and names are known, and whom the others may mean: several accounts of one name, or names two
    // changes apart. E-mail addresses and subscriptions are never asked about and come back known.
    virtual Result<std::vector<AccountMatch>> matchAccounts(const std::vector<AccountQuery>& queries) = 0;

    // Aliases: "this name (or id, or address) means that account_id". Set inside an import, they go with its commit.
    virtual Result<std::vector<std::pair<std::string, std::string>>> aliases() = 0;
    virtual Result<void> setAlias(const std::string& name, const std::optional<std::string>& accountId) = 0;
    // The newest alias that was set or forgotten outside of an import, and taking it back with the rows that came home
    // through it: one after the other, until the next import. Error NotFound when there is none.
    virtual Result<std::optional<AliasChange>> lastAliasChange() = 0;
    virtual Result<void> undoAlias() = 0;

    // What sources, or lines of one file, say differently now; in the order in which it was found.
    virtual Result<std::vector<SourceConflict>> conflicts() = 0;

    // All stored rows of a dataset as text cells in the order of its columns, by key; orphans included.
    virtual Result<void> exportRows(
        DatasetId dataset, const std::function<Result<void>(const std::vector<std::string>&)>& row) = 0;

    // SQLite integrity, schema version, foreign keys: sentences about what is wrong; empty when sound.
    virtual Result<std::vector<std::string>> check() = 0;
    // A hash over the content of all datasets (not the history): equal stores give equal hashes.
    virtual Result<std::string> contentHash() = 0;
};

} // namespace holdfast
