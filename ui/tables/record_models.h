// SPDX-License-Identifier: GPL-3.0-or-later
// Short tables whose cells are made once: imports, coverage, orphans, rejected rows, movements.
#pragma once

#include <QPointF>
#include <optional>

#include "model/review/review.h"
#include "model/store/store.h"
#include "ui/tables/mark_codes.h"
#include "ui/tables/table_model.h"

namespace holdfast {

struct RecordCell {
    QString text;
    std::variant<std::monostate, double, std::int64_t> number; // what it is sorted by; nothing: by its text
    QString tooltip;
    MarkCode mark = MarkCode::None;
    QString copied; // "" for the text
    bool missing = false;
    std::optional<QPointF> bar; // see TableModel::BarRole
};

struct TableRecord {
    QString id;
    std::vector<RecordCell> cells;
    bool strong = false; // its first cell
    bool total = false; // the sum of the other rows: strong, and last however they are sorted
    bool quiet = false;
};

class RecordModel : public TableModel {
    Q_OBJECT

public:
    using TableModel::TableModel;

    const TableRecord& record(std::size_t row) const { return records_[row]; }

protected:
    void setRecords(std::vector<TableRecord> records);
    QString text(std::size_t row, int column) const override;
    SortKey sortKey(std::size_t row, int column) const override;
    QString rowId(std::size_t row) const override;
    QVariant extra(std::size_t row, int column, int role) const override;
    bool isTotal(std::size_t row) const override { return records_[row].total; }

private:
    std::vector<TableRecord> records_;
    // UTF-8 of the texts of a column, made when it is first sorted or filtered by.
    mutable std::vector<std::vector<std::string>> sortTexts_;
};

// One row per file of every import, newest first; the id is the number of the import.
class ImportsModel : public RecordModel {
    Q_OBJECT

public:
    explicit ImportsModel(QObject* parent = nullptr);
    void setImports(const std::vector<ImportRecord>& imports);
};

// One row per dataset: rows, accounts, first and last day.
class CoverageModel : public RecordModel {
    Q_OBJECT

public:
    explicit CoverageModel(QObject* parent = nullptr);
    void setPortfolio(const Portfolio* portfolio, Date asOf);
};

class OrphansModel : public RecordModel {
    Q_OBJECT

public:
    explicit OrphansModel(QObject* parent = nullptr);
    void setOrphans(const std::vector<OrphanGroup>& orphans);
};

// What sources, or lines of one file, say differently, newest first; the id is the account's, where it is one.
class ConflictsModel : public RecordModel {
    Q_OBJECT

public:
    explicit ConflictsModel(QObject* parent = nullptr);
    void setConflicts(const std::vector<SourceConflict>& conflicts, const Portfolio* portfolio);
};

// What somebody said a name, id or address means; the id is that text.
class AliasesModel : public RecordModel {
    Q_OBJECT

public:
    explicit AliasesModel(QObject* parent = nullptr);
    void setAliases(const std::vector<std::pair<std::string, std::string>>& aliases, const Portfolio* portfolio);
};

class RejectedRowsModel : public RecordModel {
    Q_OBJECT

public:
    explicit RejectedRowsModel(QObject* parent = nullptr);
    void setRows(const std::vector<RejectedRow>& rows);
};

// The accounts behind a bar of the bridge; the id is the account's.
class MovementsModel : public RecordModel {
    Q_OBJECT

public:
    explicit MovementsModel(QObject* parent = nullptr);
    // `only`: one movement; nothing: all that moved, and with `unchangedToo` those that did not. May be made on any
    // thread.
    static std::vector<TableRecord> records(const Portfolio& portfolio, const std::vector<AccountMovement>& movements,
        std::optional<Movement> only = {}, bool unchangedToo = false);
    void setRows(std::vector<TableRecord> rows) { setRecords(std::move(rows)); }
    void setMovements(const Portfolio& portfolio, const std::vector<AccountMovement>& movements,
        std::optional<Movement> only = {}, bool unchangedToo = false)
    {
        setRecords(records(portfolio, movements, only, unchangedToo));
    }
};

} // namespace holdfast
