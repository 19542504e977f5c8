// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/review_store.h"

#include "model/store/sqlite_store.h"

namespace holdfast {

namespace {

Result<SqliteStore*> sqliteOf(Store& store)
{
    auto* sqlite = dynamic_cast<SqliteStore*>(&store);
    if (sqlite == nullptr)
        return failure(ErrorCode::Failed, "this store keeps no reviews");
    return sqlite;
}

std::optional<std::string> iso(const std::optional<Date>& day)
{
    return day ? std::optional<std::string>(day->toIso()) : std::nullopt;
}

std::optional<Date> day(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : Date::fromIso(row.text(column));
}

template <class Row, class Read> Result<std::vector<Row>> all(Store& store, std::string_view sql, const Read& read)
{
    const Result<SqliteStore*> sqlite = sqliteOf(store);
    if (!sqlite)
        return tl::unexpected(sqlite.error());
    std::vector<Row> result;
    const Result<void> done =
        eachRow((*sqlite)->database(), sql, [&](const Statement& row) { result.push_back(read(row)); });
    if (!done)
        return tl::unexpected(done.error());
    return result;
}

// Runs one statement in a transaction; `bind` fills it in. The answer is the number of the row it inserted.
template <class Bind> Result<std::int64_t> write(Store& store, std::string_view sql, const Bind& bind)
{
    const Result<SqliteStore*> sqlite = sqliteOf(store);
    if (!sqlite)
        return tl::unexpected(sqlite.error());
    const Database& database = (*sqlite)->database();
    std::int64_t number = 0;
    const Result<void> done = (*sqlite)->inTransaction([&]() -> Result<void> {
        Result<Statement> statement = database.prepare(sql);
        if (!statement)
            return tl::unexpected(statement.error());
        bind(*statement);
        if (Result<void> ran = statement->run(); !ran)
            return ran;
        if (sqlite3_changes64(database.handle()) == 0)
            return failure(ErrorCode::NotFound, "there is no such review, decision or action, or it is closed");
        number = sqlite3_last_insert_rowid(database.handle());
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return number;
}

Result<void> withoutNumber(const Result<std::int64_t>& written)
{
    if (!written)
        return tl::unexpected(written.error());
    return {};
}

} // namespace

Result<std::vector<StoredReview>> reviews(Store& store)
{
    return all<StoredReview>(store,
        "SELECT id, cadence, as_of, from_day, filter, settings, opened_at, closed_at, frozen FROM reviews"
        " ORDER BY id DESC",
        [](const Statement& row) {
            StoredReview review;
            review.number = row.integer(0);
            review.cadence = row.text(1);
            review.asOf = day(row, 2).value_or(Date());
            review.from = day(row, 3).value_or(Date());
            review.filter = row.text(4);
            review.settings = row.text(5);
            review.openedAt = row.text(6);
            review.closedAt = row.optionalText(7);
            review.frozen = row.text(8);
            return review;
        });
}

Result<std::int64_t> addReview(Store& store, const StoredReview& review)
{
    return write(store,
        "INSERT INTO reviews (cadence, as_of, from_day, filter, settings, opened_at, closed_at, frozen)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [&](Statement& row) {
            row.bind(1, std::string_view(review.cadence));
            row.bind(2, std::string_view(review.asOf.toIso()));
            row.bind(3, std::string_view(review.from.toIso()));
            row.bind(4, std::string_view(review.filter));
            row.bind(5, std::string_view(review.settings));
            row.bind(6, std::string_view(review.openedAt));
            row.bind(7, review.closedAt);
            row.bind(8, std::string_view(review.frozen));
        });
}

Result<std::optional<std::int64_t>> findOpenReview(Store& store, const std::string& cadence, Date asOf)
{
    const Result<SqliteStore*> sqlite = sqliteOf(store);
    if (!sqlite)
        return tl::unexpected(sqlite.error());
    Result<Statement> rows = (*sqlite)->database().prepare(
        "SELECT max(id) FROM reviews WHERE closed_at IS NULL AND cadence = ? AND as_of = ?");
    if (!rows)
        return tl::unexpected(rows.error());
    const std::string day = asOf.toIso(); // bound text must outlive the step
    rows->bind(1, std::string_view(cadence));
    rows->bind(2, std::string_view(day));
    const Result<bool> row = rows->step();
    if (!row)
        return tl::unexpected(row.error());
    return *row && !rows->isNull(0) ? std::optional(rows->integer(0)) : std::nullopt;
}

Result<void> closeReview(
    Store& store, std::int64_t review, const std::string& closedAt, const std::string& frozen, const KeptReview& kept)
{
    const Result<SqliteStore*> sqlite = sqliteOf(store);
    if (!sqlite)
        return tl::unexpected(sqlite.error());
    const Database& database = (*sqlite)->database();
    return (*sqlite)->inTransaction([&]() -> Result<void> {
        Result<Statement> close =
            database.prepare("UPDATE reviews SET closed_at = ?, frozen = ? WHERE id = ? AND closed_at IS NULL");
        Result<Statement> keep =
            database.prepare("INSERT INTO closed_reviews (review, version, checksum, data) VALUES (?, ?, ?, ?)");
        if (!close || !keep)
            return tl::unexpected(close ? keep.error() : close.error());
        close->bind(1, std::string_view(closedAt));
        close->bind(2, std::string_view(frozen));
        close->bind(3, review);
        if (Result<void> done = close->run(); !done)
            return done;
        if (sqlite3_changes64(database.handle()) == 0)
            return failure(ErrorCode::NotFound, "there is no such review, or it is closed already");
        keep->bind(1, review);
        keep->bind(2, kept.version);
        keep->bind(3, std::string_view(kept.checksum));
        keep->bindBlob(4, kept.bytes);
        return keep->run();
    });
}

Result<std::optional<KeptReview>> keptReview(Store& store, std::int64_t review)
{
    const auto kept = all<KeptReview>(store,
        "SELECT version, checksum, data FROM closed_reviews WHERE review = " + std::to_string(review),
        [](const Statement& row) {
            return KeptReview{row.integer(0), std::string(row.text(1)), std::string(row.blob(2))};
        });
    if (!kept)
        return tl::unexpected(kept.error());
    return kept->empty() ? std::nullopt : std::optional(kept->front());
}

Result<std::vector<StoredDecision>> decisions(Store& store)
{
    return all<StoredDecision>(store,
        "SELECT id, review, account_id, rule, kind, who, until, note, decided_at FROM decisions WHERE undone = 0"
        " ORDER BY id",
        [](const Statement& row) {
            StoredDecision decision;
            decision.number = row.integer(0);
            decision.review = row.integer(1);
            decision.accountId = row.text(2);
            decision.rule = row.text(3);
            decision.kind = row.text(4);
            decision.who = row.text(5);
            decision.until = day(row, 6);
            decision.note = row.text(7);
            decision.decidedAt = row.text(8);
            return decision;
        });
}

Result<std::int64_t> addDecision(Store& store, const StoredDecision& decision)
{
    return write(store,
        "INSERT INTO decisions (review, account_id, rule, kind, who, until, note, decided_at, undone)"
        " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM reviews WHERE id = ?1 AND closed_at IS NULL",
        [&](Statement& row) {
            row.bind(1, decision.review);
            row.bind(2, std::string_view(decision.accountId));
            row.bind(3, std::string_view(decision.rule));
            row.bind(4, std::string_view(decision.kind));
            row.bind(5, std::string_view(decision.who));
            row.bind(6, iso(decision.until));
            row.bind(7, std::string_view(decision.note));
            row.bind(8, std::string_view(decision.decidedAt));
            row.bind(9, std::int64_t{decision.undone ? 1 : 0});
        });
}

Result<void> undoDecision(Store& store, std::int64_t decision)
{
    const Result<SqliteStore*> sqlite = sqliteOf(store);
    if (!sqlite)
        return tl::unexpected(sqlite.error());
    const Database& database = (*sqlite)->database();
    return (*sqlite)->inTransaction([&]() -> Result<void> {
        Result<Statement> undo = database.prepare("UPDATE decisions SET undone = 1 WHERE id = ? AND undone = 0"
                                                  " AND review IN (SELECT id FROM reviews WHERE closed_at IS NULL)");
        Result<Statement> action = database.prepare("DELETE FROM actions WHERE decision = ?");
        if (!undo || !action)
            return tl::unexpected(undo ? action.error() : undo.error());
        undo->bind(1, decision);
        if (Result<void> done = undo->run(); !done)
            return done;
        if (sqlite3_changes64(database.handle()) == 0)
            return failure(ErrorCode::NotFound, "the decision cannot be taken back: its review is closed");
        action->bind(1, decision);
        return action->run();
    });
}

Result<std::vector<StoredAction>> actions(Store& store)
{
    return all<StoredAction>(store,
        "SELECT id, decision, account_id, rule, title, owner, due, done_on FROM actions ORDER BY id",
        [](const Statement& row) {
            StoredAction action;
            action.number = row.integer(0);
            action.decision = row.integer(1);
            action.accountId = row.text(2);
            action.rule = row.text(3);
            action.title = row.text(4);
            action.owner = row.text(5);
            action.due = day(row, 6);
            action.doneOn = day(row, 7);
            return action;
        });
}

Result<std::int64_t> addAction(Store& store, const StoredAction& action)
{
    return write(store,
        "INSERT INTO actions (decision, account_id, rule, title, owner, due, done_on) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [&](Statement& row) {
            row.bind(1, action.decision);
            row.bind(2, std::string_view(action.accountId));
            row.bind(3, std::string_view(action.rule));
            row.bind(4, std::string_view(action.title));
            row.bind(5, std::string_view(action.owner));
            row.bind(6, iso(action.due));
            row.bind(7, iso(action.doneOn));
        });
}

Result<void> setActionDone(Store& store, std::int64_t action, std::optional<Date> doneOn)
{
    return withoutNumber(write(store, "UPDATE actions SET done_on = ? WHERE id = ?", [&](Statement& row) {
        row.bind(1, iso(doneOn));
        row.bind(2, action);
    }));
}

} // namespace holdfast
