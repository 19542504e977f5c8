// SPDX-License-Identifier: GPL-3.0-or-later
// The Store on SQLite: one connection, its lock, and what the parts of this folder share.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "model/store/schema.h"
#include "model/store/sqlite.h"
#include "model/store/store.h"

namespace holdfast {

class StoreLock; // held while this process may write

class SqliteStore final : public Store {
public:
    // Store::open with migrations of the caller's choice.
    static Result<std::unique_ptr<SqliteStore>> open(
        const std::string& path, OpenMode mode, const Migrations& migrations);
    ~SqliteStore() override;

    const std::string& path() const override { return path_; }
    const OpenReport& openReport() const override { return report_; }
    std::int64_t generation() const override;

    Result<PortfolioPtr> loadPortfolio(const CancelToken& cancel) override;
    Result<std::vector<ImportRecord>> imports() override;
    Result<std::vector<RejectedRow>> rejectedRows() override;
    Result<std::vector<OrphanGroup>> orphans() override;
    Result<std::int64_t> undoLastImport() override;
    Result<std::optional<SourceFile>> usageSource(
        DatasetId dataset, std::string_view accountId, Date day, std::string_view feature, std::int64_t* line) override;
    Result<std::optional<std::string>> setting(std::string_view key) override;
    Result<void> setSetting(std::string_view key, const std::optional<std::string>& value) override;
    Result<std::optional<std::string>> mapping(std::string_view fingerprint) override;
    Result<void> setMapping(std::string_view fingerprint, const std::string& mapping) override;
    Result<std::vector<AccountMatch>> matchAccounts(const std::vector<AccountQuery>& queries) override;
    Result<std::vector<std::pair<std::string, std::string>>> aliases() override;
    Result<void> setAlias(const std::string& name, const std::optional<std::string>& accountId) override;
    Result<std::optional<AliasChange>> lastAliasChange() override;
    Result<void> undoAlias() override;
    Result<std::vector<SourceConflict>> conflicts() override;
    Result<void> exportRows(
        DatasetId dataset, const std::function<Result<void>(const std::vector<std::string>&)>& row) override;
    Result<std::vector<std::string>> check() override;
    Result<std::string> contentHash() override;

    const Database& database() const { return database_; }
    // A second connection for a thread that reads; sees what is committed.
    Result<Database> reader() const;

    // Runs `write` in a transaction of its own, or inside the import that is under way, and counts the generation up.
    template <class Write> Result<void> inTransaction(const Write& write)
    {
        if (importing_)
            return write();
        Result<Transaction> transaction = Transaction::begin(database_);
        if (!transaction)
            return tl::unexpected(transaction.error());
        if (Result<void> done = write(); !done)
            return done;
        if (Result<void> done = countGeneration(); !done)
            return done;
        return transaction->commit();
    }
    Result<void> countGeneration() const;
    // While an import is under way, what it sets is undone with it.
    void setImporting(bool importing) { importing_ = importing; }
    bool isImporting() const { return importing_; }

private:
    SqliteStore() = default;

    std::string path_;
    std::string readName_; // how further connections open it
    Migrations migrations_;
    OpenReport report_;
    std::shared_ptr<StoreLock> lock_;
    Database database_;
    bool importing_ = false;
};

} // namespace holdfast
