// SPDX-License-Identifier: GPL-3.0-or-later
// Rows handed over from inside SQLite's loop: all of them with their types, none after the taker has had enough.
#include <QTest>
#include <stdexcept>

#include "model/store/sqlite_rows.h"

namespace holdfast {

class SqliteRowsTest : public QObject {
    Q_OBJECT

    static Database book()
    {
        Result<Database> database = Database::open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        [&] { QVERIFY(database); }();
        const Result<void> made = database->execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, name TEXT, score REAL,"
                                                    " seats INTEGER) STRICT;"
                                                    "INSERT INTO facts VALUES (1, 'Zürich', 0.5, NULL), (2, '', 3, 7),"
                                                    " (3, NULL, NULL, -1)");
        [&] { QVERIFY(made); }();
        return std::move(*database);
    }

private slots:
    void everyRowComesInOrderWithItsTypes()
    {
        const Database database = book();
        QStringList lines;
        const Result<void> done = forEachRow(database, "id, name, score, seats", "facts", [&](const RowValues& row) {
            const auto cell = [&](int at, const QString& text) { return row.isNull(at) ? QStringLiteral("–") : text; };
            const std::string_view name = row.text(1);
            lines << cell(0, QString::number(row.integer(0))) + QLatin1Char('|') +
                    cell(1, QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))) + QLatin1Char('|') +
                    cell(2, QString::number(row.real(2))) + QLatin1Char('|') + cell(3, QString::number(row.integer(3)));
            return true;
        });
        QVERIFY(done);
        QCOMPARE(lines,
            (QStringList{QStringLiteral("1|Zürich|0.5|–"), QStringLiteral("2||3|7"), QStringLiteral("3|–|–|-1")}));
    }

    void nothingComesAfterTheTakerHasHadEnough()
    {
        const Database database = book();
        int rows = 0;
        const auto two = [&](const RowValues&) { return ++rows < 2; };
        QVERIFY(forEachRow(database, "id", "facts", two));
        QCOMPARE(rows, 2);
        // The connection is as good as before.
        QCOMPARE(**database.integer("SELECT count(*) FROM facts"), std::int64_t{3});
        rows = -10;
        QVERIFY(forEachRow(database, "id", "facts", two));
        QCOMPARE(rows, -7);
    }

    void anExceptionPassesThroughAndLeavesTheConnectionUsable()
    {
        const Database database = book();
        const auto fails = [](const RowValues&) -> bool { throw std::runtime_error("full"); };
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(forEachRow(database, "id", "facts", fails)), std::runtime_error);
        QCOMPARE(**database.integer("SELECT count(*) FROM facts"), std::int64_t{3});
    }

    void aMissingTableIsAnError()
    {
        const Database database = book();
        QVERIFY(!forEachRow(database, "id", "no_such_table", [](const RowValues&) { return true; }));
    }
};

} // namespace holdfast

QTEST_APPLESS_MAIN(holdfast::SqliteRowsTest)
#include "sqlite_rows_test.moc"
