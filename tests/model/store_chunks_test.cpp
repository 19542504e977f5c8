// SPDX-License-Identifier: GPL-3.0-or-later
// The long datasets against a plain map: random rows in random order, imported again and again, undone and loaded.
#include <algorithm>
#include <numeric>
#include <random>

#include "model/store/chunk_codec.h"
#include "store_fixture.h"

namespace holdfast {

namespace {

// (account, feature, date) → values as texts: what the store must hold.
using Key = std::tuple<std::string, std::string, std::string>;
using Naive = std::map<Key, std::map<std::string, std::string>>;

QStringList expected(const Naive& naive, DatasetId id)
{
    const DatasetSpec& spec = dataset(id);
    QStringList lines;
    for (const auto& [key, values] : naive) {
        QStringList cells;
        for (const ColumnSpec& column : spec.columns) {
            if (column.name == "account_id")
                cells << QString::fromStdString(std::get<0>(key));
            else if (column.name == "feature")
                cells << QString::fromStdString(std::get<1>(key));
            else if (column.name == "date")
                cells << QString::fromStdString(std::get<2>(key));
            else if (const auto value = values.find(std::string(column.name)); value != values.end())
                cells << QString::fromStdString(value->second);
            else
                cells << QString();
        }
        lines << cells.join(QLatin1Char('|'));
    }
    return lines;
}

} // namespace

class StoreChunksTest : public QObject {
    Q_OBJECT

private slots:
    void theStoreHoldsWhatAPlainMapHolds_data();
    void theStoreHoldsWhatAPlainMapHolds();
    void greatValuesKeepTheirSize_data();
    void greatValuesKeepTheirSize();
    void datesOfOneWeekdayAreKeptAsWeeks();
    void brokenBytesAreRefused();
    void theCalendarCountsRowsAndGaps();
    void featuresAreSortedByTextInsideADay();
    void aRowTellsItsFileAndLine();
    void duplicatesInAFileAreNamed();
};

void StoreChunksTest::theStoreHoldsWhatAPlainMapHolds_data()
{
    QTest::addColumn<int>("dataset");
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 6; ++seed) {
        QTest::addRow("usage %u", seed) << static_cast<int>(DatasetId::Usage) << seed;
        QTest::addRow("feature usage %u", seed) << static_cast<int>(DatasetId::FeatureUsage) << seed;
    }
}

void StoreChunksTest::theStoreHoldsWhatAPlainMapHolds()
{
    QFETCH(const int, dataset);
    QFETCH(const unsigned, seed);
    const auto which = static_cast<DatasetId>(dataset);
    const bool hasFeature = which == DatasetId::FeatureUsage;
    const std::vector<std::string> names = hasFeature
        ? std::vector<std::string>{"count", "core"}
        : std::vector<std::string>{
              "active_users", "seats", "sessions", "features_used", "workflows_started", "workflows_completed"};
    std::mt19937 random(seed);
    const auto below = [&random](std::size_t bound) { return std::size_t{random()} % bound; };
    const StoreFolder folder;
    const auto store = folder.open();
    Naive naive;
    for (int round = 0; round < 6; ++round) {
        const Naive before = naive;
        std::vector<std::string> columns; // of this file
        for (const std::string& name : names) {
            if (below(4) != 0)
                columns.push_back(name);
        }
        std::vector<std::string> ids; // live until the import is done
        TestFile file{which, {}, "u.csv"};
        const std::size_t rows = 1 + below(400);
        ids.reserve(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            ids.push_back("A-" + std::to_string(below(9)));
            const std::string feature = hasFeature ? "f" + std::to_string(below(12)) : "";
            const std::string date = Date(20000 + static_cast<std::int32_t>(below(40))).toIso();
            TestRow row{id(ids.back()), {{"date", date}}};
            if (hasFeature)
                row.cells["feature"] = feature;
            std::map<std::string, std::string>& kept = naive[{ids.back(), feature, date}];
            for (const std::string& name : columns) {
                std::string value;
                if (below(5) != 0)
                    value = name == "core" ? (below(2) == 0 ? "false" : "true") : std::to_string(below(700));
                row.cells[name] = value;
                if (value.empty())
                    kept.erase(name);
                else
                    kept[name] = value;
            }
            file.rows.push_back(row);
        }
        const auto imported = import(*store, {file});
        VERIFY_OK(imported);
        const ImportWriter::FileCounts& counts = imported->counts[0];
        QCOMPARE(counts.inserted + counts.updated + counts.unchanged, static_cast<std::int64_t>(rows));
        QCOMPARE(counts.inserted, static_cast<std::int64_t>(naive.size() - before.size()));
        QCOMPARE(rowsOf(*store, which), expected(naive, which));
        const auto again = import(*store, {file});
        VERIFY_OK(again);
        QCOMPARE(again->counts[0].unchanged, static_cast<std::int64_t>(rows));
        QCOMPARE(rowsOf(*store, which), expected(naive, which));
        if (round % 2 == 1) {
            VERIFY_OK(store->undoLastImport()); // the second, which changed nothing
            QCOMPARE(rowsOf(*store, which), expected(naive, which));
            VERIFY_OK(import(*store, {file, file}));
            TestFile other = file;
            other.rows.resize(1);
            other.rows[0].cells["date"] = "2031-01-01";
            VERIFY_OK(import(*store, {other}));
            VERIFY_OK(store->undoLastImport());
            QCOMPARE(rowsOf(*store, which), expected(naive, which));
        }
        QVERIFY(store->check().value().empty());
    }
    // Loaded, every row stands where the map has it.
    TestFile accounts{DatasetId::Accounts, {}, "a.csv"};
    const std::vector<std::string> known{"A-0", "A-3", "A-8", "A-77"};
    for (const std::string& account : known)
        accounts.rows.push_back({id(account), {{"name", account}}});
    VERIFY_OK(import(*store, {accounts}));
    const PortfolioPtr loaded = store->loadPortfolio().value();
    const auto isKnown = [&known](const std::string& account) {
        return std::find(known.begin(), known.end(), account) != known.end();
    };
    std::int64_t knownRows = 0;
    for (const auto& [key, values] : naive)
        knownRows += isKnown(std::get<0>(key)) ? 1 : 0;
    const Coverage& coverage = loaded->covered(which);
    QCOMPARE(coverage.rows, static_cast<std::int64_t>(naive.size()));
    QCOMPARE(coverage.orphans, coverage.rows - knownRows);
    QStringList lines, wanted;
    for (std::uint32_t account = 0; account < loaded->accountCount(); ++account) {
        const std::string& name = loaded->accountId(AccountId{account});
        const RowRange range =
            hasFeature ? loaded->featureUsage.of(AccountId{account}) : loaded->usage.of(AccountId{account});
        for (std::size_t row = range.first; row < range.last; ++row) {
            const UsageFeed& u = loaded->usage;
            const FeatureFeed& f = loaded->featureUsage;
            QString line = QString::fromStdString(name + " " + (hasFeature ? f.date(row) : u.date(row)).toIso());
            std::vector<std::int64_t> values;
            if (hasFeature) {
                line += QLatin1Char(' ') +
                    QString::fromStdString(loaded->text(f.features[static_cast<std::size_t>(f.feature.at(row))]));
                values = {f.count.at(row), f.core.at(row)};
            } else {
                values = {u.activeUsers.at(row), u.seats.at(row), u.sessions.at(row), u.featuresUsed.at(row),
                    u.workflowsStarted.at(row), u.workflowsCompleted.at(row)};
            }
            for (const std::int64_t value : values)
                line += QLatin1Char(' ') + QString::number(value);
            lines << line;
        }
        // The same from the map, by date, then by feature.
        std::map<std::pair<std::string, std::string>, QString> ofAccount;
        for (const auto& [key, values] : naive) {
            if (std::get<0>(key) != name)
                continue;
            QString line = QString::fromStdString(name + " " + std::get<2>(key));
            if (hasFeature)
                line += QLatin1Char(' ') + QString::fromStdString(std::get<1>(key));
            for (const std::string& column : names) {
                const auto value = values.find(column);
                const std::string text = value == values.end() ? "-1"
                    : value->second == "true"                  ? "1"
                    : value->second == "false"                 ? "0"
                                                               : value->second;
                line += QLatin1Char(' ') + QString::fromStdString(text);
            }
            ofAccount[{std::get<2>(key), std::get<1>(key)}] = line;
        }
        for (const auto& [key, line] : ofAccount)
            wanted << line;
    }
    QCOMPARE(lines, wanted);
}

void StoreChunksTest::greatValuesKeepTheirSize_data()
{
    QTest::addColumn<qint64>("value");
    // Both sides of every width of a varint (7 bits each) and of a loaded column (255 and 65,535 mean missing).
    for (const qint64 value : {0LL, 1LL, 127LL, 128LL, 254LL, 255LL, 256LL, 16383LL, 16384LL, 65534LL, 65535LL, 65536LL,
             2097151LL, 2097152LL, 268435455LL, 268435456LL, 4294967294LL})
        QTest::addRow("%lld", value) << value;
}

void StoreChunksTest::greatValuesKeepTheirSize()
{
    QFETCH(const qint64, value);
    const StoreFolder folder;
    const auto store = folder.open();
    const std::string text = std::to_string(value);
    VERIFY_OK(import(*store,
        {{DatasetId::Accounts, {{id("A"), {{"name", "A"}}}}, "a.csv"},
            {DatasetId::Usage, {{id("A"), {{"date", "1969-12-31"}, {"sessions", text}}}}, "u"}}));
    const PortfolioPtr loaded = store->loadPortfolio().value();
    QCOMPARE(loaded->usage.sessions.at(0), value);
    QCOMPARE(loaded->usage.seats.at(0), CompactColumn::missing);
    QCOMPARE(loaded->usage.date(0).toIso(), std::string("1969-12-31"));
    const auto tooGreat =
        import(*store, {{DatasetId::Usage, {{id("A"), {{"date", "2025-01-01"}, {"sessions", "4294967295"}}}}, "u"}});
    QVERIFY(!tooGreat.has_value());
}

void StoreChunksTest::datesOfOneWeekdayAreKeptAsWeeks()
{
    const StoreFolder folder;
    const auto store = folder.open();
    VERIFY_OK(import(*store,
        {{DatasetId::Accounts, {{id("A"), {{"name", "A"}}}, {id("B"), {{"name", "B"}}}}, "a.csv"},
            {DatasetId::Usage,
                {{id("A"), {{"date", "2019-12-25"}, {"active_users", "3"}}},
                    {id("A"), {{"date", "2020-01-08"}, {"active_users", "4"}}},
                    {id("B"), {{"date", "2025-01-01"}, {"active_users", "5"}}}},
                "wednesdays.csv"}}));
    const auto datesOf = [&](const Portfolio& book) {
        QStringList dates;
        for (std::size_t row = 0; row < book.usage.rows(); ++row)
            dates << QString::fromStdString(book.usage.date(row).toIso());
        return dates.join(QLatin1Char(' '));
    };
    const PortfolioPtr weeks = store->loadPortfolio().value();
    QCOMPARE(weeks->usage.dayStep, 7);
    QCOMPARE(datesOf(*weeks), QStringLiteral("2019-12-25 2020-01-08 2025-01-01"));
    // 14 days between A's rows: one gap of a week feed, on the later day.
    QCOMPARE(weeks->usage.calendar.gapsOnDay[1][14], 1U);
    QCOMPARE(weeks->usage.calendar.rowsOnDay[14], 1U);
    QCOMPARE(weeks->usage.calendar.rowsOnDay.size(), std::size_t{1835}); // 25 December 2019 to 1 January 2025, both

    VERIFY_OK(import(*store,
        {{DatasetId::Usage, {{id("B"), {{"date", "2025-01-02"}, {"active_users", "6"}}}}, "thursday.csv"}}));
    const PortfolioPtr days = store->loadPortfolio().value();
    QCOMPARE(days->usage.dayStep, 1);
    QCOMPARE(datesOf(*days), QStringLiteral("2019-12-25 2020-01-08 2025-01-01 2025-01-02"));
    QCOMPARE(days->usage.calendar.gapsOnDay[0][1835], 1U);
}

void StoreChunksTest::brokenBytesAreRefused()
{
    const ChunkShape shape = chunkShape(DatasetId::Usage);
    std::vector<ChunkRow> rows(50);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        rows[i].key = i * 3 + 1;
        rows[i].present = static_cast<std::uint8_t>(i % 64);
        for (std::size_t value = 0; value < shape.values; ++value)
            rows[i].values[value] = ((i >> value) & 1U) != 0 ? i * 1000 : 0;
        rows[i].file = 1;
        rows[i].line = i * i;
    }
    const ChunkBytes sound = encodeChunk(shape, rows);
    VERIFY_OK(decodeChunk(shape, sound.keys, sound.data));
    for (std::size_t size = 0; size < sound.keys.size(); ++size)
        QVERIFY(!decodeChunk(shape, std::string_view(sound.keys).substr(0, size), sound.data).has_value());
    for (std::size_t size = 0; size < sound.data.size(); ++size)
        QVERIFY(!decodeChunk(shape, sound.keys, std::string_view(sound.data).substr(0, size)).has_value());
    // Any other byte may mean other numbers, but is never read past the end (the sanitizers watch).
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        ChunkBytes broken = sound;
        std::string& bytes = i % 2 == 0 ? broken.keys : broken.data;
        bytes[random() % bytes.size()] = static_cast<char>(random());
        if (const auto read = decodeChunk(shape, broken.keys, broken.data))
            QVERIFY(read->size() <= broken.keys.size());
    }
}

void StoreChunksTest::theCalendarCountsRowsAndGaps()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto row = [](const AccountReference& account, const char* date) {
        return TestRow{account, {{"date", date}, {"active_users", "1"}}};
    };
    // A: 1 January, +6 days (a day feed's gap), +7 (a week's), +27 (a week's), +28 (a month's). X is an orphan.
    VERIFY_OK(import(*store,
        {{DatasetId::Accounts, {{id("A"), {{"name", "A"}}}, {id("B"), {{"name", "B"}}}}, "a.csv"},
            {DatasetId::Usage,
                {row(id("A"), "2025-01-01"), row(id("A"), "2025-01-07"), row(id("A"), "2025-01-14"),
                    row(id("A"), "2025-02-10"), row(id("A"), "2025-03-10"), row(id("B"), "2025-01-14"),
                    row(id("X"), "2025-01-02"), row(id("X"), "2025-04-01")},
                "u.csv"}}));
    const PortfolioPtr loaded = store->loadPortfolio().value();
    const FeedCalendar& calendar = loaded->usage.calendar;
    QCOMPARE(calendar.firstDay.toIso(), std::string("2025-01-01"));
    const auto on = [&calendar](const std::vector<std::uint32_t>& counts, const char* date) {
        return counts[static_cast<std::size_t>(Date::fromIso(date).value() - calendar.firstDay)];
    };
    QCOMPARE(on(calendar.rowsOnDay, "2025-01-14"), 2U);
    QCOMPARE(on(calendar.rowsOnDay, "2025-01-02"), 0U);
    QCOMPARE(on(calendar.gapsOnDay[0], "2025-01-07"), 1U);
    QCOMPARE(on(calendar.gapsOnDay[1], "2025-01-14"), 1U);
    QCOMPARE(on(calendar.gapsOnDay[1], "2025-02-10"), 1U);
    QCOMPARE(on(calendar.gapsOnDay[2], "2025-03-10"), 1U);
    QCOMPARE(std::accumulate(calendar.rowsOnDay.begin(), calendar.rowsOnDay.end(), 0U), 6U);
    const Coverage& coverage = loaded->covered(DatasetId::Usage);
    QCOMPARE(coverage.last.value().toIso(), std::string("2025-04-01")); // of the orphan
    QCOMPARE(coverage.mainDays.size(), std::size_t{5});
    QCOMPARE(coverage.accounts, 2);
}

void StoreChunksTest::featuresAreSortedByTextInsideADay()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto row = [](const AccountReference& account, const char* feature, const char* date, const char* core) {
        return TestRow{account, {{"feature", feature}, {"date", date}, {"count", "1"}, {"core", core}}};
    };
    VERIFY_OK(import(*store,
        {{DatasetId::Accounts, {{id("A"), {{"name", "A"}}}}, "a.csv"},
            {DatasetId::FeatureUsage,
                {row(id("A"), "search", "2025-01-07", "true"), row(id("A"), "export", "2025-01-07", "false"),
                    row(id("A"), "Zoom", "2025-01-07", ""), row(id("A"), "search", "2025-01-06", "true"),
                    row(id("X"), "admin", "2025-01-01", "true"), row(id("X"), "search", "2025-01-01", "true")},
                "f.csv"}}));
    const PortfolioPtr loaded = store->loadPortfolio().value();
    const FeatureFeed& feed = loaded->featureUsage;
    QStringList texts;
    for (std::size_t at = 0; at < feed.rows(); ++at)
        texts << QString::fromStdString(
            feed.date(at).toIso() + " " + loaded->text(feed.features[static_cast<std::size_t>(feed.feature.at(at))]));
    QCOMPARE(texts.join(QLatin1Char(',')),
        QStringLiteral("2025-01-06 search,2025-01-07 Zoom,2025-01-07 export,2025-01-07 search"));
    QCOMPARE(feed.features.size(), std::size_t{3}); // "admin" is an orphan's alone
    QCOMPARE(feed.coreSince[2].value().toIso(), std::string("2025-01-06")); // of a known account
    QVERIFY(!feed.coreSince[0].has_value());
    QCOMPARE(feed.core.at(1), CompactColumn::missing);
    QCOMPARE(feed.core.at(2), 0);
}

void StoreChunksTest::aRowTellsItsFileAndLine()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto usage = [](const char* file, const char* a, const char* b) {
        return TestFile{DatasetId::Usage,
            {{id("A"), {{"date", "2025-01-06"}, {"seats", a}}}, {id("B"), {{"date", "2025-01-07"}, {"seats", b}}}},
            file};
    };
    VERIFY_OK(import(*store, {usage("one.csv", "1", "2")}));
    VERIFY_OK(import(*store, {usage("two.csv", "1", "3")}));
    std::int64_t line = 0;
    const auto of = [&](const char* account, const char* date) {
        return store->usageSource(DatasetId::Usage, account, Date::fromIso(date).value(), {}, &line).value();
    };
    QCOMPARE(of("A", "2025-01-06").value().name, std::string("one.csv")); // unchanged since
    QCOMPARE(line, 2);
    QCOMPARE(of("B", "2025-01-07").value().name, std::string("two.csv"));
    QCOMPARE(of("B", "2025-01-07").value().import, 2);
    QCOMPARE(line, 3);
    QVERIFY(!of("B", "2025-01-06").has_value());
    QVERIFY(!of("C", "2025-01-06").has_value());
    QVERIFY(!of("A", "2026-01-06").has_value());
}

void StoreChunksTest::duplicatesInAFileAreNamed()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto row = [](const char* users) {
        return TestRow{id("A"), {{"date", "2025-01-06"}, {"active_users", users}}};
    };
    const TestFile file{DatasetId::Usage, {row("1"), row("2"), row("2")}, "u.csv"};
    const auto first = import(*store, {file});
    VERIFY_OK(first);
    QCOMPARE(counted(first->counts[0]), QStringLiteral("1 0 2"));
    QCOMPARE(first->counts[0].duplicateKeys, 1);
    QCOMPARE(first->counts[0].duplicateExamples.at(0), std::string("lines 2 and 3: the same account_id on 2025-01-06"));
    QCOMPARE(rowsOf(*store, DatasetId::Usage), QStringList{QStringLiteral("A|2025-01-06|2|||||")});
}

} // namespace holdfast

QTEST_GUILESS_MAIN(holdfast::StoreChunksTest)
#include "store_chunks_test.moc"
