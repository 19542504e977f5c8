// SPDX-License-Identifier: GPL-3.0-or-later
// What an import does to a store: upserts, orphans that come home, undo, all or nothing.
#include <algorithm>

#include "store_fixture.h"

namespace holdfast {

namespace {

TestFile accountsFile()
{
    return {DatasetId::Accounts,
        {{id("A-1"), {{"name", "Acme, Inc."}, {"arr", "1200.50"}, {"start_date", "2024-01-01"}}},
            {id("A-2"), {{"name", "Zeta GmbH"}, {"arr", "300"}, {"start_date", ""}}}},
        "accounts.csv"};
}

TestFile ticketsFile()
{
    return {DatasetId::Tickets,
        {{id("A-1"), {{"ticket_id", "T-1"}, {"opened_date", "2025-01-05"}, {"severity", "high"}}},
            {id("A-9"), {{"ticket_id", "T-2"}, {"opened_date", "2025-01-06"}, {"severity", ""}}}},
        "tickets.csv"};
}

// All figures of a loaded portfolio that could depend on the order of imports, as text.
QString loadedFigures(Store& store)
{
    const Result<PortfolioPtr> loaded = store.loadPortfolio();
    if (!loaded)
        return QString::fromStdString(loaded.error().text());
    const Portfolio& p = **loaded;
    QString text = QString::number(p.orphans) + QLatin1Char('\n');
    for (std::size_t i = 0; i < p.accountCount(); ++i) {
        const AccountId account{static_cast<std::uint32_t>(i)};
        text += QString::fromStdString(p.accountId(account)) + QLatin1Char(':');
        for (const Subscription& row : p.subscriptions.of(account))
            text += QStringLiteral(" s%1=%2").arg(QString::fromStdString(p.text(row.id))).arg(row.arr.cents);
        for (const Survey& row : p.surveys.of(account))
            text += QStringLiteral(" n%1=%2").arg(row.date.daysSince1970()).arg(row.score);
        for (const Contact& row : p.contacts.of(account))
            text += QStringLiteral(" c%1").arg(QString::fromStdString(p.text(row.id)));
        const RowRange usage = p.usage.of(account);
        for (std::size_t row = usage.first; row < usage.last; ++row)
            text += QStringLiteral(" u%1=%2").arg(p.usage.day.at(row)).arg(p.usage.activeUsers.at(row));
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace

class StoreImportTest : public QObject {
    Q_OBJECT

private slots:
    void importingTheSameFileAgainChangesNothing();
    void anEmptyCellClearsAndAnAbsentColumnLeaves();
    void ofTwoRowsWithOneKeyTheLaterCounts();
    void newKnownAndChangedRowsMayAlternate();
    void rowsOfUnknownAccountsAreOrphansUntilTheAccountArrives();
    void theOrderOfFilesDoesNotMatter();
    void aRowFindsItsAccountThroughAnotherKey_data();
    void aRowFindsItsAccountThroughAnotherKey();
    void severalAccountsOfOneNameStayUnresolvedUntilAnAliasSaysWhich();
    void undoBringsBackEveryRow();
    void undoTakesMovedRowsBack();
    void onlyTheLastImportCanBeUndone();
    void undoTakesTheBaseCurrencyBackUnlessItWasChangedByHand();
    void anImportThatIsNotCommittedLeavesNoTrace();
    void aStoppedImportLeavesNoTrace();
    void refusedRowsAreKeptOnceAndGoWithUndo();
    void theHistoryTellsWhatHappened();
    void coverageCountsAllStoredRows();
    void rowsAreSortedByKeyWhateverTheOrderOfImport();
    void aDatasetOfAnUndoneImportCountsAsNeverImported();
};

void StoreImportTest::importingTheSameFileAgainChangesNothing()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto first = import(*store, {accountsFile(), ticketsFile()});
    VERIFY_OK(first);
    QCOMPARE(counted(first->counts[0]), QStringLiteral("2 0 0"));
    QCOMPARE(first->landed.orphans, 1);
    const auto hash = store->contentHash();
    VERIFY_OK(hash);
    const auto second = import(*store, {accountsFile(), ticketsFile()});
    VERIFY_OK(second);
    QCOMPARE(counted(second->counts[0]), QStringLiteral("0 0 2"));
    QCOMPARE(counted(second->counts[1]), QStringLiteral("0 0 2"));
    QCOMPARE(store->contentHash().value(), *hash);
    // An unchanged row still tells the import that brought it.
    const PortfolioPtr loaded = store->loadPortfolio().value();
    QCOMPARE(loaded->files[loaded->accounts[0].source.file.at()].import, first->landed.import);
    QCOMPARE(loaded->accounts[1].source.line, 3U);
}

void StoreImportTest::anEmptyCellClearsAndAnAbsentColumnLeaves()
{
    const StoreFolder folder;
    const auto store = folder.open();
    VERIFY_OK(import(*store, {accountsFile()}));
    const auto changed =
        import(*store, {{DatasetId::Accounts, {{id("A-1"), {{"name", "Acme"}, {"arr", ""}}}}, "b.csv"}});
    VERIFY_OK(changed);
    QCOMPARE(counted(changed->counts[0]), QStringLiteral("0 1 0"));
    const PortfolioPtr loaded = store->loadPortfolio().value();
    const Account& account = loaded->accounts[0];
    QCOMPARE(loaded->text(account.name), std::string("Acme"));
    QVERIFY(!account.arr.has_value()); // its cell was empty
    QCOMPARE(account.startDate->toIso(), std::string("2024-01-01")); // its column was absent
    QCOMPARE(loaded->files[account.source.file.at()].name, std::string("b.csv"));
}

void StoreImportTest::ofTwoRowsWithOneKeyTheLaterCounts()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const TestFile file{DatasetId::Subscriptions,
        {{id("A-1"), {{"subscription_id", "S-1"}, {"start_date", "2024-01-01"}, {"arr", "100"}}},
            {id("A-1"), {{"subscription_id", "S-2"}, {"start_date", "2024-01-01"}, {"arr", "5"}}},
            {id("A-1"), {{"subscription_id", "S-1"}, {"start_date", "2024-01-01"}, {"arr", "200"}}},
            {id("A-1"), {{"subscription_id", "S-2"}, {"start_date", "2024-01-01"}, {"arr", "5"}}}},
        "subs.csv"};
    const auto first = import(*store, {file});
    VERIFY_OK(first);
    // Four rows: two inserted, two came before a row with their key. Only S-1 had different values.
    QCOMPARE(counted(first->counts[0]), QStringLiteral("2 0 2"));
    QCOMPARE(first->counts[0].duplicateKeys, 1);
    QCOMPARE(first->counts[0].duplicateExamples, std::vector<std::string>{"lines 2 and 4: subscription_id S-1"});
    QCOMPARE(rowsOf(*store, DatasetId::Subscriptions),
        QStringList(
            {QStringLiteral("S-1|A-1||2024-01-01||200.00||||"), QStringLiteral("S-2|A-1||2024-01-01||5.00||||")}));
    const auto second = import(*store, {file});
    VERIFY_OK(second);
    QCOMPARE(counted(second->counts[0]), QStringLiteral("0 0 4"));
}

void StoreImportTest::newKnownAndChangedRowsMayAlternate()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto row = [](const char* subscription, const char* arr) {
        return TestRow{id("A-1"), {{"subscription_id", subscription}, {"start_date", "2024-01-01"}, {"arr", arr}}};
    };
    VERIFY_OK(import(*store, {{DatasetId::Subscriptions, {row("S-2", "20"), row("S-4", "40"), row("S-5", "50")}}}));
    // New, known, known with another value, new, known, new: whatever stood before a row decides nothing.
    const auto second = import(*store,
        {{DatasetId::Subscriptions,
            {row("S-1", "10"), row("S-2", "20"), row("S-4", "44"), row("S-3", "30"), row("S-5", "50"),
                row("S-6", "60")}}});
    VERIFY_OK(second);
    QCOMPARE(counted(second->counts[0]), QStringLiteral("3 1 2"));
    QStringList expected;
    for (const char* values : {"S-1 10", "S-2 20", "S-3 30", "S-4 44", "S-5 50", "S-6 60"}) {
        const QStringList parts = QString::fromLatin1(values).split(QLatin1Char(' '));
        expected << QStringLiteral("%1|A-1||2024-01-01||%2.00||||").arg(parts[0], parts[1]);
    }
    QCOMPARE(rowsOf(*store, DatasetId::Subscriptions), expected);
    VERIFY_OK(store->undoLastImport());
    QCOMPARE(rowsOf(*store, DatasetId::Subscriptions),
        QStringList({expected[1], QStringLiteral("S-4|A-1||2024-01-01||40.00||||"), expected[4]}));
}

void StoreImportTest::rowsOfUnknownAccountsAreOrphansUntilTheAccountArrives()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const TestFile usage{DatasetId::Usage,
        {{id("A-1"), {{"date", "2025-01-06"}, {"active_users", "7"}}},
            {id("A-2"), {{"date", "2025-01-06"}, {"active_users", "8"}}}},
        "usage.csv"};
    VERIFY_OK(import(*store, {usage, ticketsFile()}));
    PortfolioPtr loaded = store->loadPortfolio().value();
    QCOMPARE(loaded->orphans, 4);
    QCOMPARE(loaded->usage.rows(), std::size_t{0});
    QCOMPARE(loaded->covered(DatasetId::Usage).rows, 2);
    QCOMPARE(loaded->covered(DatasetId::Usage).accounts, 0);
    const auto groups = store->orphans().value();
    QCOMPARE(groups.size(), std::size_t{4});
    QCOMPARE(groups[0].reference, std::string("account_id A-1"));
    const auto arrived = import(*store, {accountsFile()});
    VERIFY_OK(arrived);
    QCOMPARE(arrived->landed.cameHome, 3); // two of usage, one ticket
    QCOMPARE(arrived->landed.orphans, 1); // the ticket of A-9
    loaded = store->loadPortfolio().value();
    QCOMPARE(loaded->usage.rows(), std::size_t{2});
    QCOMPARE(loaded->tickets.of(AccountId{0}).size(), std::size_t{1});
}

void StoreImportTest::theOrderOfFilesDoesNotMatter()
{
    std::vector<TestFile> files{
        {DatasetId::Accounts, {{id("A-1"), {{"name", "Acme Inc"}}}, {id("A-2"), {{"name", "Zeta"}}}}, "a.csv"},
        {DatasetId::Subscriptions,
            {{named("ACME"), {{"subscription_id", "S-1"}, {"start_date", "2024-01-01"}, {"arr", "10"}}}}, "s.csv"},
        {DatasetId::Contacts, {{id("A-2"), {{"contact_id", "C-1"}, {"name", "Z"}, {"email", "z@zeta.io"}}}}, "c.csv"},
        {DatasetId::Usage,
            {{{AccountKey::Subscription, "S-1"}, {{"date", "2025-01-06"}, {"active_users", "3"}}},
                {{AccountKey::Email, "other@zeta.io"}, {{"date", "2025-01-06"}, {"active_users", "4"}}}},
            "u.csv"},
        {DatasetId::Surveys, {{named("Zeta Ltd."), {{"date", "2025-02-01"}, {"kind", "nps"}, {"score", "9"}}}},
            "n.csv"}};
    const QString expected = QStringLiteral("0\nA-1: sS-1=1000 u0=3\nA-2: n20120=9 cC-1 u0=4\n");
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    do {
        const StoreFolder folder;
        const auto store = folder.open();
        for (const std::size_t at : order)
            VERIFY_OK(import(*store, {files[at]}));
        QCOMPARE(loadedFigures(*store), expected);
    } while (std::next_permutation(order.begin(), order.end()));
}

void StoreImportTest::aRowFindsItsAccountThroughAnotherKey_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("account");
    const auto row = [](const char* title, AccountKey kind, const char* reference, const char* account) {
        QTest::newRow(title) << static_cast<int>(kind) << QString::fromUtf8(reference) << QString::fromUtf8(account);
    };
    row("the name in other case", AccountKey::Name, "acme", "A-1");
    row("blanks and a legal suffix", AccountKey::Name, "  ACME   Corp. ", "A-1");
    row("a suffix with dots", AccountKey::Name, "Acme L.L.C.", "A-1");
    row("two suffixes", AccountKey::Name, "Zeta GmbH & Co. KG", "A-2");
    row("a near name stays open", AccountKey::Name, "Acmee", "");
    row("a far name", AccountKey::Name, "Nobody", "");
    row("a suffix alone is a name", AccountKey::Name, "Co", "A-3");
    row("a subscription", AccountKey::Subscription, "S-1", "A-1");
    row("ids keep their case", AccountKey::Subscription, "s-1", "");
    row("a contact's e-mail", AccountKey::Email, "Ann@Acme.example", "A-1");
    row("a domain of one account", AccountKey::Email, "new@acme.example", "A-1");
    row("a domain of two accounts", AccountKey::Email, "new@shared.example", "");
    row("an e-mail in a shared domain", AccountKey::Email, "bob@shared.example", "A-2");
    row("a free mail domain", AccountKey::Email, "new@gmail.com", "");
    row("a contact at a free mail domain", AccountKey::Email, "ann@gmail.com", "A-1");
}

void StoreImportTest::aRowFindsItsAccountThroughAnotherKey()
{
    QFETCH(const int, kind);
    QFETCH(const QString, reference);
    QFETCH(const QString, account);
    const auto contact = [](const char* key, const char* email) {
        return std::map<std::string, std::string>{{"contact_id", key}, {"name", "x"}, {"email", email}};
    };
    const StoreFolder folder;
    const auto store = folder.open();
    TestFile accounts = accountsFile();
    accounts.rows.push_back({id("A-3"), {{"name", "Co"}}});
    VERIFY_OK(import(*store,
        {accounts,
            {DatasetId::Subscriptions,
                {{id("A-1"), {{"subscription_id", "S-1"}, {"start_date", "2024-01-01"}, {"arr", "1"}}}}, "s.csv"},
            {DatasetId::Contacts,
                {{id("A-1"), contact("C-1", "ann@acme.example")}, {id("A-1"), contact("C-2", "x@shared.example")},
                    {id("A-2"), contact("C-3", "bob@shared.example")}, {id("A-1"), contact("C-4", "ann@gmail.com")}},
                "c.csv"}}));
    const std::string text = reference.toStdString();
    const TestFile file{DatasetId::Feedback,
        {{{static_cast<AccountKey>(kind), text}, {{"feedback_id", "F-1"}, {"date", "2025-01-01"}}}}, "f.csv"};
    const auto imported = import(*store, {file});
    VERIFY_OK(imported);
    QCOMPARE(imported->landed.resolutions.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(imported->landed.resolutions[0].accountId), account);
    QCOMPARE(imported->landed.resolutions[0].rows, 1);
    QVERIFY(!imported->landed.resolutions[0].reason.empty());
    QCOMPARE(imported->landed.orphans, account.isEmpty() ? 1 : 0);
    const auto again = import(*store, {file});
    VERIFY_OK(again);
    QCOMPARE(counted(again->counts[0]), QStringLiteral("0 0 1"));
}

void StoreImportTest::severalAccountsOfOneNameStayUnresolvedUntilAnAliasSaysWhich()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto imported = import(*store,
        {{DatasetId::Accounts, {{id("A-1"), {{"name", "Acme Inc"}}}, {id("A-2"), {{"name", "Acme Ltd"}}}}, "a.csv"},
            {DatasetId::Surveys, {{named("Acme"), {{"date", "2025-02-01"}, {"kind", "nps"}, {"score", "9"}}}}, "n"},
            {DatasetId::Usage, {{named("Acme"), {{"date", "2025-02-01"}, {"active_users", "1"}}}}, "u.csv"}});
    VERIFY_OK(imported);
    QCOMPARE(imported->landed.orphans, 2);
    QCOMPARE(imported->landed.resolutions[0].reason, std::string("2 accounts are called Acme"));
    VERIFY_OK(store->setAlias("Acme", "A-2"));
    const PortfolioPtr loaded = store->loadPortfolio().value();
    QCOMPARE(loaded->orphans, 0);
    QCOMPARE(loaded->surveys.of(AccountId{1}).size(), std::size_t{1});
    QCOMPARE(loaded->usage.of(AccountId{1}).size(), std::size_t{1});
    QCOMPARE(store->undoLastImport().value(), 1);
    QCOMPARE(store->loadPortfolio().value()->covered(DatasetId::Surveys).rows, 0);
}

void StoreImportTest::undoBringsBackEveryRow()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto usage = [](const char* users, const char* date) {
        return TestFile{DatasetId::Usage, {{id("A-1"), {{"date", date}, {"active_users", users}}}}, "u.csv"};
    };
    VERIFY_OK(import(*store, {accountsFile(), ticketsFile(), usage("5", "2025-01-06")}));
    const std::string hash = store->contentHash().value();
    const QString figures = loadedFigures(*store);
    const auto changed = import(*store,
        {{DatasetId::Accounts, {{id("A-1"), {{"name", "Other"}}}, {id("A-3"), {{"name", "New"}}}}, "b.csv"},
            {DatasetId::Accounts, {{id("A-1"), {{"name", "Once more"}}}}, "c.csv"}, // touched twice
            usage("6", "2025-01-06"), usage("7", "2025-03-03"), usage("8", "2025-01-06")});
    VERIFY_OK(changed);
    QVERIFY(store->contentHash().value() != hash);
    QCOMPARE(store->undoLastImport().value(), changed->landed.import);
    QCOMPARE(store->contentHash().value(), hash);
    QCOMPARE(loadedFigures(*store), figures);
    QVERIFY(store->check().value().empty());
    const PortfolioPtr loaded = store->loadPortfolio().value();
    QCOMPARE(loaded->files[loaded->accounts[0].source.file.at()].name, std::string("accounts.csv"));
}

void StoreImportTest::undoTakesMovedRowsBack()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto survey = [](const AccountReference& account, const char* score) {
        return TestRow{account, {{"date", "2025-02-01"}, {"kind", "nps"}, {"score", score}}};
    };
    // Both rows are of one account; when its name arrives, the later imported one stays.
    VERIFY_OK(import(*store,
        {{DatasetId::Surveys, {survey(id("A-1"), "3"), survey(named("Acme"), "4")}, "n.csv"},
            {DatasetId::Usage,
                {{id("A-1"), {{"date", "2025-02-01"}, {"active_users", "1"}}},
                    {named("acme"), {{"date", "2025-02-01"}, {"active_users", "2"}}}},
                "u.csv"}}));
    const std::string hash = store->contentHash().value();
    VERIFY_OK(import(*store, {accountsFile()}));
    PortfolioPtr loaded = store->loadPortfolio().value();
    QCOMPARE(loaded->orphans, 0);
    QCOMPARE(loaded->surveys.rows.size(), std::size_t{1});
    QCOMPARE(loaded->surveys.rows[0].score, 4.0);
    QCOMPARE(loaded->usage.rows(), std::size_t{1});
    QCOMPARE(loaded->usage.activeUsers.at(0), 2);
    VERIFY_OK(store->undoLastImport());
    QCOMPARE(store->contentHash().value(), hash);
    QCOMPARE(store->loadPortfolio().value()->covered(DatasetId::Surveys).rows, 2);
}

void StoreImportTest::onlyTheLastImportCanBeUndone()
{
    const StoreFolder folder;
    const auto store = folder.open();
    QCOMPARE(store->undoLastImport().error().code, ErrorCode::NotFound);
    VERIFY_OK(import(*store, {accountsFile()}));
    VERIFY_OK(import(*store, {ticketsFile()}));
    QCOMPARE(store->undoLastImport().value(), 2);
    QCOMPARE(store->undoLastImport().error().code, ErrorCode::NotFound);
    QVERIFY(store->imports().value()[0].undone);
    QVERIFY(!store->imports().value()[1].undone);
    VERIFY_OK(import(*store, {ticketsFile()}));
    QCOMPARE(store->undoLastImport().value(), 3);
}

void StoreImportTest::undoTakesTheBaseCurrencyBackUnlessItWasChangedByHand()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto importWith = [&](const char* currency) {
        auto writer = ImportWriter::begin(*store, "2025-07-01T08:00:00");
        QVERIFY(store->setSetting("base_currency", std::string(currency)).has_value());
        QVERIFY(putFile(**writer, accountsFile()).has_value());
        QVERIFY((*writer)->commit({}, 0, CancelToken{}).has_value());
    };
    importWith("EUR");
    QCOMPARE(store->loadPortfolio().value()->baseCurrency, std::string("EUR"));
    VERIFY_OK(store->undoLastImport());
    QVERIFY(!store->setting("base_currency").value().has_value());
    importWith("GBP");
    VERIFY_OK(store->setSetting("base_currency", std::string("chf")));
    VERIFY_OK(store->undoLastImport());
    QCOMPARE(store->loadPortfolio().value()->baseCurrency, std::string("CHF"));
}

void StoreImportTest::anImportThatIsNotCommittedLeavesNoTrace()
{
    const StoreFolder folder;
    const auto store = folder.open();
    VERIFY_OK(import(*store, {accountsFile()}));
    const std::string hash = store->contentHash().value();
    const std::int64_t generation = store->generation();
    {
        auto writer = ImportWriter::begin(*store, "2025-07-01T08:00:00");
        VERIFY_OK(writer);
        VERIFY_OK(putFile(**writer, ticketsFile()));
        VERIFY_OK(putFile(**writer, {DatasetId::Usage, {{id("A-1"), {{"date", "2025-01-06"}}}}, "u.csv"}));
    }
    QCOMPARE(store->contentHash().value(), hash);
    QCOMPARE(store->generation(), generation);
    QCOMPARE(store->imports().value().size(), std::size_t{1});
    QCOMPARE(store->undoLastImport().value(), 1); // what was kept for the import before is still there
    QCOMPARE(store->loadPortfolio().value()->accountCount(), std::size_t{0});
}

void StoreImportTest::aStoppedImportLeavesNoTrace()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const std::string hash = store->contentHash().value();
    auto writer = ImportWriter::begin(*store, "2025-07-01T08:00:00");
    VERIFY_OK(putFile(**writer, accountsFile()));
    const CancelToken cancel;
    cancel.cancel();
    QCOMPARE((*writer)->commit({}, 0, cancel).error().code, ErrorCode::Cancelled);
    writer->reset();
    QCOMPARE(store->contentHash().value(), hash);
    QVERIFY(store->imports().value().empty());
    VERIFY_OK(import(*store, {accountsFile()}));
}

void StoreImportTest::refusedRowsAreKeptOnceAndGoWithUndo()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto importOne = [&] {
        auto writer = ImportWriter::begin(*store, "2025-07-01T08:00:00");
        const std::vector<bool> present(dataset(DatasetId::Accounts).columns.size(), true);
        QVERIFY((*writer)->beginFile("a.csv", DatasetId::Accounts, present).has_value());
        RejectedRow row;
        row.file = "a.csv";
        row.line = 7;
        row.dataset = "accounts";
        row.column = "start_date";
        row.value = "31/02/2024";
        row.reason = "no such day";
        row.row = "A-1,Acme,31/02/2024";
        QVERIFY((*writer)->reject(row).has_value());
        QVERIFY((*writer)->endFile(1, 0).has_value());
        QVERIFY((*writer)->commit({}, 0, CancelToken{}).has_value());
    };
    importOne();
    importOne();
    const auto rejected = store->rejectedRows().value();
    QCOMPARE(rejected.size(), std::size_t{1});
    QCOMPARE(rejected[0].line, 7);
    QCOMPARE(rejected[0].row, std::string("A-1,Acme,31/02/2024"));
    QCOMPARE(store->imports().value()[0].files[0].rejected, 1);
    VERIFY_OK(store->undoLastImport()); // the first import still has it
    QCOMPARE(store->loadPortfolio().value()->rejectedRows, 1);
}

void StoreImportTest::theHistoryTellsWhatHappened()
{
    const StoreFolder folder;
    const auto store = folder.open();
    VERIFY_OK(import(*store, {accountsFile(), ticketsFile()}));
    const auto imports = store->imports().value();
    QCOMPARE(imports.size(), std::size_t{1});
    QCOMPARE(imports[0].startedAt, std::string("2025-07-01T08:00:00"));
    QCOMPARE(imports[0].seconds, 0.5);
    QCOMPARE(imports[0].messages, std::vector<std::string>{"read"});
    QCOMPARE(imports[0].files.size(), std::size_t{2});
    QCOMPARE(imports[0].files[1].file, std::string("tickets.csv"));
    QCOMPARE(imports[0].files[1].dataset, std::string("tickets"));
    QCOMPARE(imports[0].files[1].inserted, 2);
}

void StoreImportTest::coverageCountsAllStoredRows()
{
    const StoreFolder folder;
    const auto store = folder.open();
    VERIFY_OK(import(*store, {accountsFile(), ticketsFile(), {DatasetId::Health, {}, "health.csv"}}));
    const PortfolioPtr loaded = store->loadPortfolio().value();
    const Coverage& tickets = loaded->covered(DatasetId::Tickets);
    QCOMPARE(tickets.rows, 2);
    QCOMPARE(tickets.orphans, 1);
    QCOMPARE(tickets.accounts, 1);
    QCOMPARE(tickets.first.value().toIso(), std::string("2025-01-05"));
    QCOMPARE(tickets.last.value().toIso(), std::string("2025-01-06")); // of the orphan, too
    QCOMPARE(tickets.mainDays, std::vector<std::int64_t>{20093}); // 2025-01-05, of the known account alone
    QVERIFY(loaded->imported(DatasetId::Tickets, "severity"));
    QVERIFY(!loaded->imported(DatasetId::Tickets, "escalated"));
    QVERIFY(loaded->imported(DatasetId::Health)); // with headers alone
    QVERIFY(!loaded->imported(DatasetId::Usage));
    QVERIFY(!loaded->imported(DatasetId::Accounts, "owner"));
}

void StoreImportTest::rowsAreSortedByKeyWhateverTheOrderOfImport()
{
    const StoreFolder folder;
    const auto store = folder.open();
    const auto survey = [](const char* date, const char* kind, const char* who) {
        return TestRow{id("b"), {{"date", date}, {"kind", kind}, {"score", "1"}, {"respondent", who}}};
    };
    VERIFY_OK(import(*store,
        {{DatasetId::Accounts,
             {{id("b"), {{"name", "B"}}}, {id("Z"), {{"name", "Z"}}}, {id("10"), {{"name", "T"}}},
                 {id("9"), {{"name", "N"}}}}},
            {DatasetId::Surveys,
                {survey("2025-02-01", "nps", "b"), survey("2025-02-01", "nps", ""), survey("2025-02-01", "ces", "z"),
                    survey("2024-12-31", "nps", "z"), survey("2025-02-01", "nps", "B")}}}));
    const PortfolioPtr loaded = store->loadPortfolio().value();
    QStringList ids;
    for (const Account& account : loaded->accounts)
        ids << QString::fromStdString(loaded->text(account.id));
    QCOMPARE(ids.join(QLatin1Char(' ')), QStringLiteral("10 9 Z b")); // bytewise
    QStringList rows;
    for (const Survey& row : loaded->surveys.of(loaded->findAccount("b").value()))
        rows << QString::fromStdString(row.date.toIso() + "/" + loaded->text(row.respondent));
    QCOMPARE(
        rows.join(QLatin1Char(' ')), QStringLiteral("2024-12-31/z 2025-02-01/z 2025-02-01/ 2025-02-01/B 2025-02-01/b"));
}

void StoreImportTest::aDatasetOfAnUndoneImportCountsAsNeverImported()
{
    const StoreFolder folder;
    const auto store = folder.open();
    VERIFY_OK(import(*store, {accountsFile()}));
    VERIFY_OK(import(*store, {ticketsFile()}));
    QVERIFY(store->loadPortfolio().value()->imported(DatasetId::Tickets));
    VERIFY_OK(store->undoLastImport());
    QVERIFY(!store->loadPortfolio().value()->imported(DatasetId::Tickets));
}

} // namespace holdfast

QTEST_GUILESS_MAIN(holdfast::StoreImportTest)
#include "store_import_test.moc"
