// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a short dataset: gathered, the last of equal keys taken, then one UPSERT each that keeps the row's id,
// leaves absent columns alone and does nothing where nothing changed. As long as rows are new a plain INSERT is tried
// first: SQLite keeps a copy of every page that an UPSERT touches, in case it fails half-way, which costs three times
// the writing itself.
#include <algorithm>
#include <cstring>

#include "model/store/conflict_log.h"
#include "model/store/dataset_writer.h"
#include "model/store/stored_cell.h"
#include "model/store/table_layout.h"

namespace holdfast {

void noteDuplicate(ImportWriter::FileCounts& counts, std::int64_t first, std::int64_t second, const std::string& key)
{
    ++counts.duplicateKeys;
    if (counts.duplicateExamples.size() < 10) {
        counts.duplicateExamples.push_back(
            "lines " + std::to_string(first) + " and " + std::to_string(second) + ": " + key);
    }
}

namespace {

class TableWriter final : public DatasetWriter {
public:
    static Result<std::unique_ptr<DatasetWriter>> make(const WriteContext& context)
    {
        auto writer = std::make_unique<TableWriter>();
        writer->context_ = context;
        writer->layout_ = tableLayout(context.dataset);
        Result<Statement> insert = context.database->prepare(writer->insertSql());
        Result<Statement> upsert = context.database->prepare(writer->upsertSql());
        if (!insert || !upsert)
            return tl::unexpected(insert ? upsert.error() : insert.error());
        writer->insert_ = std::move(*insert);
        writer->upsert_ = std::move(*upsert);
        Result<ConflictLog> log = ConflictLog::open(context);
        if (!log)
            return tl::unexpected(log.error());
        writer->log_ = std::move(*log);
        Result<Statement> stored = context.database->prepare(writer->storedSql());
        if (!stored)
            return tl::unexpected(stored.error());
        writer->stored_ = std::move(*stored);
        return writer;
    }

    Result<void> put(std::int64_t line, std::uint32_t account, std::span<const Cell> cells) override;
    Result<ImportWriter::FileCounts> finish() override;

private:
    // A row in the arena: the key's cells first, then the others, each as kind and value.
    struct Row {
        std::uint64_t keyHash = 0;
        std::uint64_t start = 0;
        std::uint32_t keyLength = 0;
        std::uint32_t length = 0;
        std::uint32_t account = 0;
        std::int64_t line = 0;
        bool superseded = false;
    };

    // A row as it is stored: the columns that the file has, as texts.
    struct Stored {
        std::vector<std::string> texts;
        std::int64_t file = 0, line = 0;
    };

    // Both take the same parameters: the account, the key, the other columns, the import, the file and the line.
    std::string insertSql() const;
    std::string upsertSql() const;
    std::string storedSql() const;
    Result<std::optional<Stored>> stored(const Row& row);
    Result<void> compare(const Row& row, const Stored& before, const Stored& after);
    Result<void> noteReplaced(const Row& first, const Row& second);
    std::vector<std::string> textsOf(const Row& row) const;
    enum class Became : std::uint8_t { Inserted, Updated, Unchanged };
    Result<Became> write(const Row& row);
    void store(const Cell& cell);
    std::string_view keyOf(const Row& row) const { return std::string_view(arena_).substr(row.start, row.keyLength); }
    std::string_view valuesOf(const Row& row) const
    {
        return std::string_view(arena_).substr(row.start + row.keyLength, row.length - row.keyLength);
    }
    Result<void> findDuplicates(ImportWriter::FileCounts& counts);
    std::string keyText(const Row& row) const;
    // The key's cells alone, or all of the row; how many parameters that were.
    enum class Cells : std::uint8_t { Key, All };
    int bindCells(const Row& row, Cells which, Statement& statement) const;
    void bindRow(const Row& row, Statement& statement) const;

    WriteContext context_;
    TableLayout layout_;
    Statement insert_; // does nothing where the key is there
    Statement upsert_;
    Statement stored_;
    ConflictLog log_;
    bool newBefore_ = true; // the row before had a key that was not there
    std::string arena_;
    std::vector<Row> rows_;
};

std::string TableWriter::insertSql() const
{
    std::string names, marks;
    if (layout_.hasAccount)
        names = "account_key, ", marks = "?, ";
    for (const bool key : {true, false}) {
        for (const StoredColumn& column : layout_.columns) {
            if (column.key != key)
                continue;
            names += column.name + ", ";
            marks += "?, ";
        }
    }
    return "INSERT OR IGNORE INTO " + layout_.table + " (" + names + "import, file, line) VALUES (" + marks +
        "?, ?, ?)";
}

std::string TableWriter::upsertSql() const
{
    std::string names, marks, sets, differs;
    const auto add = [&](const std::string& name, bool key, bool present) {
        names += name + ", ";
        marks += "?, ";
        if (!key && present) {
            sets += name + " = excluded." + name + ", ";
            differs += (differs.empty() ? "" : " OR ") + layout_.table + '.' + name + " IS NOT excluded." + name;
        }
    };
    if (layout_.hasAccount)
        add("account_key", layout_.accountInKey, true);
    for (const bool key : {true, false}) { // the order in which rows are stored in the arena
        for (const StoredColumn& column : layout_.columns) {
            if (column.key == key)
                add(column.name, key, context_.present[column.place]);
        }
    }
    std::string sql = "INSERT INTO " + layout_.table + " (" + names + "import, file, line) VALUES (" + marks +
        "?, ?, ?) ON CONFLICT (" + layout_.keyList() + ") DO ";
    if (differs.empty())
        return sql + "NOTHING";
    return sql + "UPDATE SET " + sets + "import = excluded.import, file = excluded.file, line = excluded.line WHERE " +
        differs;
}

void TableWriter::store(const Cell& cell)
{
    arena_.push_back(static_cast<char>(cell.kind));
    const auto raw = [this](const auto& value) {
        char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        arena_.append(bytes, sizeof value);
    };
    switch (cell.kind) {
    case Cell::Kind::Missing:
        break;
    case Cell::Kind::Integer:
        raw(cell.integer);
        break;
    case Cell::Kind::Real:
        raw(cell.real);
        break;
    case Cell::Kind::Text:
        raw(static_cast<std::uint32_t>(cell.text.size()));
        arena_.append(cell.text);
        break;
    }
}

Result<void> TableWriter::put(std::int64_t line, std::uint32_t account, std::span<const Cell> cells)
{
    Row row;
    row.start = arena_.size();
    row.account = account;
    row.line = line;
    if (layout_.accountInKey)
        store(Cell::ofInteger(account));
    for (const StoredColumn& column : layout_.columns) {
        if (column.key)
            store(cells[column.place]);
    }
    row.keyLength = static_cast<std::uint32_t>(arena_.size() - row.start);
    row.keyHash = std::hash<std::string_view>{}(keyOf(row));
    if (!layout_.accountInKey && layout_.hasAccount)
        store(Cell::ofInteger(account)); // so that another account counts as another value
    for (const StoredColumn& column : layout_.columns) {
        if (!column.key)
            store(context_.present[column.place] ? cells[column.place] : Cell::missing());
    }
    row.length = static_cast<std::uint32_t>(arena_.size() - row.start);
    rows_.push_back(row);
    return {};
}

Result<void> TableWriter::findDuplicates(ImportWriter::FileCounts& counts)
{
    std::vector<std::uint32_t> order(rows_.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<std::uint32_t>(i);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        if (rows_[a].keyHash != rows_[b].keyHash)
            return rows_[a].keyHash < rows_[b].keyHash;
        const int compared = keyOf(rows_[a]).compare(keyOf(rows_[b]));
        return compared != 0 ? compared < 0 : a < b;
    });
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs; // in the order of the file
    for (std::size_t i = 1; i < order.size(); ++i) {
        Row& first = rows_[order[i - 1]];
        const Row& second = rows_[order[i]];
        if (first.keyHash != second.keyHash || keyOf(first) != keyOf(second))
            continue;
        first.superseded = true;
        if (valuesOf(first) != valuesOf(second))
            pairs.emplace_back(order[i - 1], order[i]);
    }
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [first, second] : pairs) {
        noteDuplicate(counts, rows_[first].line, rows_[second].line, keyText(rows_[second]));
        if (Result<void> noted = noteReplaced(rows_[first], rows_[second]); !noted)
            return noted;
    }
    return {};
}

std::string TableWriter::storedSql() const
{
    std::string columns, where;
    const auto add = [&where](const std::string& name) { where += (where.empty() ? "" : " AND ") + name + " = ?"; };
    if (layout_.accountInKey)
        add("account_key");
    for (const StoredColumn& column : layout_.columns) {
        if (column.key)
            add(column.name);
        else if (context_.present[column.place])
            columns += column.name + ", ";
    }
    return "SELECT " + columns + "file, line FROM " + layout_.table + " WHERE " + where;
}

Result<std::optional<TableWriter::Stored>> TableWriter::stored(const Row& row)
{
    bindCells(row, Cells::Key, stored_);
    const Result<bool> found = stored_.step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::optional<Stored>{};
    const DatasetSpec& spec = dataset(context_.dataset);
    Stored stored;
    int at = 0;
    for (const StoredColumn& column : layout_.columns) {
        if (!column.key && context_.present[column.place])
            stored.texts.push_back(cellText(stored_, at++, spec.columns[column.place]));
    }
    stored.file = stored_.integer(at);
    stored.line = stored_.integer(at + 1);
    stored_.reset();
    return stored;
}

// Holds what the row says against what was stored before it.
Result<void> TableWriter::compare(const Row& row, const Stored& before, const Stored& after)
{
    const DatasetSpec& spec = dataset(context_.dataset);
    const std::string key = keyText(row);
    std::size_t at = 0;
    for (const StoredColumn& column : layout_.columns) {
        if (column.key || !context_.present[column.place])
            continue;
        ConflictLog::Value value;
        value.account = row.account;
        value.rowKey = &key;
        value.column = spec.columns[column.place].name;
        value.stored = before.texts[at];
        value.storedFile = before.file;
        value.storedLine = before.line;
        value.fresh = after.texts[at];
        value.line = row.line;
        ++at;
        if (Result<void> compared = log_.compare(value); !compared)
            return compared;
    }
    return {};
}

Result<void> TableWriter::noteReplaced(const Row& first, const Row& second)
{
    const DatasetSpec& spec = dataset(context_.dataset);
    const std::vector<std::string> before = textsOf(first), after = textsOf(second);
    const std::string key = keyText(second);
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        const StoredColumn& column = layout_.columns[i];
        if (column.key || before[i] == after[i])
            continue;
        ConflictLog::Value value;
        value.account = second.account;
        value.rowKey = &key;
        value.column = spec.columns[column.place].name;
        value.stored = before[i];
        value.storedLine = first.line;
        value.fresh = after[i];
        value.line = second.line;
        if (Result<void> noted = log_.replaced(value); !noted)
            return noted;
    }
    return {};
}

// Takes the next cell off the front of `cells`, as text; `column` null: an account's key.
std::string nextText(std::string_view& cells, const ColumnSpec* column)
{
    const auto kind = static_cast<Cell::Kind>(cells[0]);
    cells.remove_prefix(1);
    const auto raw = [&cells](auto& value) {
        std::memcpy(&value, cells.data(), sizeof value);
        cells.remove_prefix(sizeof value);
    };
    switch (kind) {
    case Cell::Kind::Integer: {
        std::int64_t number = 0;
        raw(number);
        return column ? integerText(number, *column) : std::to_string(number);
    }
    case Cell::Kind::Real: {
        double number = 0;
        raw(number);
        return realText(number);
    }
    case Cell::Kind::Text: {
        std::uint32_t length = 0;
        raw(length);
        std::string text(cells.substr(0, length));
        cells.remove_prefix(length);
        return text;
    }
    default:
        return {};
    }
}

// Per column of the layout; the arena holds the key's cells first.
std::vector<std::string> TableWriter::textsOf(const Row& row) const
{
    const DatasetSpec& spec = dataset(context_.dataset);
    std::vector<std::string> texts(layout_.columns.size());
    std::string_view cells = std::string_view(arena_).substr(row.start, row.length);
    if (layout_.accountInKey)
        nextText(cells, nullptr);
    for (const bool key : {true, false}) {
        if (!key && layout_.hasAccount && !layout_.accountInKey)
            nextText(cells, nullptr);
        for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
            if (layout_.columns[i].key == key)
                texts[i] = nextText(cells, &spec.columns[layout_.columns[i].place]);
        }
    }
    return texts;
}

std::string TableWriter::keyText(const Row& row) const
{
    const DatasetSpec& spec = dataset(context_.dataset);
    std::string_view cells = keyOf(row);
    std::string text;
    if (layout_.accountInKey) {
        text = "the same account_id";
        nextText(cells, nullptr);
    }
    for (const StoredColumn& column : layout_.columns) {
        if (column.key) {
            const ColumnSpec& told = spec.columns[column.place];
            text += (text.empty() ? "" : ", ") + std::string(told.name) + ' ' + nextText(cells, &told);
        }
    }
    return text;
}

int TableWriter::bindCells(const Row& row, Cells which, Statement& statement) const
{
    std::string_view cells = std::string_view(arena_).substr(row.start, row.length);
    int at = 0;
    std::size_t keys = 0;
    for (const StoredColumn& column : layout_.columns)
        keys += column.key ? 1 : 0;
    std::size_t cell = 0;
    const std::size_t accountCell = !layout_.hasAccount ? SIZE_MAX : layout_.accountInKey ? 0 : keys;
    const bool all = which == Cells::All;
    if (all ? layout_.hasAccount : layout_.accountInKey)
        statement.bind(++at, std::int64_t{row.account}); // the first parameter, wherever its cell stands
    const std::size_t lastKey = keys + (layout_.accountInKey ? 1 : 0);
    while (!cells.empty() && (all || cell < lastKey)) {
        const auto kind = static_cast<Cell::Kind>(cells[0]);
        cells.remove_prefix(1);
        const bool isAccount = cell == accountCell;
        const bool isKey = cell < lastKey;
        ++cell;
        switch (kind) {
        case Cell::Kind::Missing:
            if (isKey)
                statement.bindBorrowed(++at, {}); // a missing text of the key is the empty text
            else
                statement.bindNull(++at);
            break;
        case Cell::Kind::Integer: {
            std::int64_t value = 0;
            std::memcpy(&value, cells.data(), sizeof value);
            cells.remove_prefix(sizeof value);
            if (!isAccount)
                statement.bind(++at, value);
            break;
        }
        case Cell::Kind::Real: {
            double value = 0;
            std::memcpy(&value, cells.data(), sizeof value);
            cells.remove_prefix(sizeof value);
            statement.bind(++at, value);
            break;
        }
        case Cell::Kind::Text: {
            std::uint32_t length = 0;
            std::memcpy(&length, cells.data(), sizeof length);
            statement.bindBorrowed(++at, cells.substr(sizeof length, length));
            cells.remove_prefix(sizeof length + length);
            break;
        }
        }
    }
    return at;
}

void TableWriter::bindRow(const Row& row, Statement& statement) const
{
    int at = bindCells(row, Cells::All, statement);
    statement.bind(++at, context_.import);
    statement.bind(++at, context_.file);
    statement.bind(++at, row.line);
}

// What an INSERT leaves out, for whatever reason, the UPSERT then settles or refuses.
Result<TableWriter::Became> TableWriter::write(const Row& row)
{
    sqlite3* handle = context_.database->handle();
    sqlite3_set_last_insert_rowid(handle, 0);
    for (Statement* statement : {&insert_, &upsert_}) {
        if (statement == &insert_ && !newBefore_)
            continue;
        bindRow(row, *statement);
        const std::int64_t before = sqlite3_total_changes64(handle);
        if (const Result<void> done = statement->run(); !done) {
            Error error = done.error();
            error.place.line = row.line;
            return tl::unexpected(std::move(error));
        }
        newBefore_ = sqlite3_last_insert_rowid(handle) != 0;
        if (newBefore_)
            return Became::Inserted;
        if (statement == &upsert_ && sqlite3_total_changes64(handle) != before)
            return Became::Updated;
    }
    return Became::Unchanged;
}

Result<ImportWriter::FileCounts> TableWriter::finish()
{
    ImportWriter::FileCounts counts;
    if (const Result<void> found = findDuplicates(counts); !found)
        return tl::unexpected(found.error());
    for (const Row& row : rows_) {
        if (row.superseded) {
            ++counts.unchanged; // the later row decides
            continue;
        }
        std::optional<Stored> before;
        if (!log_.isIdle()) {
            Result<std::optional<Stored>> found = stored(row);
            if (!found)
                return tl::unexpected(found.error());
            before = std::move(*found);
        }
        const Result<Became> became = write(row);
        if (!became)
            return tl::unexpected(became.error());
        ++(*became == Became::Inserted       ? counts.inserted
                : *became == Became::Updated ? counts.updated
                                             : counts.unchanged);
        if (before && (log_.isRival(before->file) || log_.hasStanding(row.account, keyText(row)))) {
            const Result<std::optional<Stored>> after = stored(row);
            if (!after)
                return tl::unexpected(after.error());
            if (const Result<void> compared = compare(row, *before, **after); !compared)
                return tl::unexpected(compared.error());
        }
    }
    counts.conflicts = log_.found();
    return counts;
}

} // namespace

Result<std::unique_ptr<DatasetWriter>> makeTableWriter(const WriteContext& context)
{
    return TableWriter::make(context);
}

} // namespace holdfast
