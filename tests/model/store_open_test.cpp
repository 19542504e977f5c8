// SPDX-License-Identifier: GPL-3.0-or-later
// Who may open a store, and what is refused without being touched.
#include "model/store/review_store.h"
#include "model/store/sqlite_store.h"
#include "store_fixture.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>

namespace holdfast {

namespace {

QByteArray bytesOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void write(const std::string& path, const QByteArray& bytes)
{
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

const TestFile oneAccount{DatasetId::Accounts, {{{AccountKey::Id, "A-1"}, {{"name", "Acme"}}}}, "accounts.csv"};

} // namespace

class StoreOpenTest : public QObject {
    Q_OBJECT

private slots:
    void aNewStoreIsReadableByItsOwnerAlone();
    void whatIsNoStoreIsRefusedAndNotTouched_data();
    void whatIsNoStoreIsRefusedAndNotTouched();
    void aDamagedStoreIsRefusedAndNotTouched();
    void aNewerStoreIsRefused();
    void anOlderStoreIsMigratedAfterABackup();
    void aFailedMigrationLeavesTheOldSchema();
    void aSecondProcessReadsOnly();
    void aSecondConnectionOfOneProcessMayWrite();
    void aWriteProtectedStoreOpensForReading();
    void aMissingStoreIsNotCreatedForReading();
    void settingsMappingsAndAliasesAreKept();
    void reviewsAreKeptAsTheyHappen();
};

void StoreOpenTest::aNewStoreIsReadableByItsOwnerAlone()
{
    const StoreFolder folder;
    const auto store = folder.open();
    QVERIFY(store->openReport().created);
    QVERIFY(!store->openReport().readOnly);
    VERIFY_OK(import(*store, {oneAccount}));
    const auto all = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther |
        QFileDevice::WriteOther | QFileDevice::ExeOther;
    for (const char* ending : {"", "-wal", "-shm"}) {
        const QFileInfo file(QString::fromStdString(folder.path() + ending));
        QVERIFY(!(file.permissions() & all));
    }
    QVERIFY(store->check().value().empty());
}

void StoreOpenTest::whatIsNoStoreIsRefusedAndNotTouched_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("account_id,name\nA-1,Acme\n");
    QTest::newRow("binary") << QByteArray(4096, '\x7f');
    QTest::newRow("SQLite of somebody else") << QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\0');
    QTest::newRow("shorter than a header") << QByteArray("SQLite format 3\0", 16);
}

void StoreOpenTest::whatIsNoStoreIsRefusedAndNotTouched()
{
    QFETCH(const QByteArray, bytes);
    const StoreFolder folder;
    write(folder.path(), bytes);
    for (const OpenMode mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
        const auto store = Store::open(folder.path(), mode);
        QVERIFY(!store.has_value());
        QCOMPARE(store.error().code, ErrorCode::Foreign);
        QCOMPARE(bytesOf(folder.path()), bytes);
    }
}

void StoreOpenTest::aDamagedStoreIsRefusedAndNotTouched()
{
    const StoreFolder folder;
    VERIFY_OK(import(*folder.open(), {oneAccount}));
    const QByteArray sound = bytesOf(folder.path());
    QByteArray broken = sound;
    broken.replace(100, 4000, QByteArray(4000, '\xee')); // the table of tables
    for (const QByteArray& bytes : {broken, sound.left(sound.size() / 2)}) {
        write(folder.path(), bytes);
        const auto store = Store::open(folder.path());
        QVERIFY(!store.has_value());
        QCOMPARE(store.error().code, ErrorCode::Damaged);
        QCOMPARE(bytesOf(folder.path()), bytes);
    }
}

void StoreOpenTest::aNewerStoreIsRefused()
{
    const StoreFolder folder;
    Migrations newer = compiledMigrations().value();
    newer.push_back("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;");
    VERIFY_OK(SqliteStore::open(folder.path(), OpenMode::ReadWrite, newer));
    const QByteArray bytes = bytesOf(folder.path());
    QCOMPARE(Store::open(folder.path()).error().code, ErrorCode::NewerSchema);
    QCOMPARE(Store::open(folder.path(), OpenMode::ReadOnly).error().code, ErrorCode::NewerSchema);
    QCOMPARE(bytesOf(folder.path()), bytes);
}

void StoreOpenTest::anOlderStoreIsMigratedAfterABackup()
{
    const StoreFolder folder;
    VERIFY_OK(import(*folder.open(), {oneAccount}));
    Migrations newer = compiledMigrations().value();
    const std::string backup = folder.path() + ".schema-" + std::to_string(newer.size()) + ".backup";
    newer.push_back("ALTER TABLE accounts ADD COLUMN later TEXT;");
    QCOMPARE(SqliteStore::open(folder.path(), OpenMode::ReadOnly, newer).error().code, ErrorCode::Unwritable);
    {
        const auto store = SqliteStore::open(folder.path(), OpenMode::ReadWrite, newer);
        VERIFY_OK(store);
        QVERIFY((*store)->openReport().note.find(backup) != std::string::npos);
        QVERIFY((*store)->database().integer("SELECT count(later) FROM accounts").has_value());
    }
    const auto before = Store::open(backup); // a store of the old schema
    VERIFY_OK(before);
    QCOMPARE((*before)->loadPortfolio().value()->accountCount(), std::size_t{1});
    QVERIFY(!(QFileInfo(QString::fromStdString(backup)).permissions() & QFileDevice::ReadOther));
}

void StoreOpenTest::aFailedMigrationLeavesTheOldSchema()
{
    const StoreFolder folder;
    VERIFY_OK(import(*folder.open(), {oneAccount}));
    Migrations newer = compiledMigrations().value();
    newer.push_back("CREATE TABLE first_step (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE accounts (id INTEGER);");
    QVERIFY(!SqliteStore::open(folder.path(), OpenMode::ReadWrite, newer).has_value());
    const auto store = Store::open(folder.path());
    VERIFY_OK(store);
    QCOMPARE((*store)->loadPortfolio().value()->accountCount(), std::size_t{1});
    QVERIFY((*store)->check().value().empty());
}

void StoreOpenTest::aSecondProcessReadsOnly()
{
    const StoreFolder folder;
    VERIFY_OK(import(*folder.open(), {oneAccount}));
    // The lock of a process that lives: the one that runs this test's parent.
    QProcess other;
    other.start(QStringLiteral("sleep"), {QStringLiteral("60")});
    QVERIFY(other.waitForStarted());
    write(folder.path() + ".lock",
        QByteArray::number(other.processId()) + "\nsleep\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    {
        const auto store = folder.open();
        QVERIFY(store->openReport().readOnly);
        QVERIFY(!store->openReport().note.empty());
        QCOMPARE(store->loadPortfolio().value()->accountCount(), std::size_t{1});
        QCOMPARE(ImportWriter::begin(*store, "").error().code, ErrorCode::Unwritable);
        QVERIFY(!store->setSetting("k", std::string("v")).has_value());
        QCOMPARE(store->undoLastImport().error().code, ErrorCode::Unwritable);
    }
    other.kill();
    other.waitForFinished();
    QVERIFY(!folder.open()->openReport().readOnly); // the lock of a process that died is void
}

void StoreOpenTest::aSecondConnectionOfOneProcessMayWrite()
{
    const StoreFolder folder;
    const auto first = folder.open();
    const auto second = folder.open();
    QVERIFY(!second->openReport().readOnly);
    const std::int64_t generation = first->generation();
    VERIFY_OK(import(*second, {oneAccount}));
    QVERIFY(first->generation() > generation);
    QCOMPARE(first->loadPortfolio().value()->accountCount(), std::size_t{1});
}

void StoreOpenTest::aWriteProtectedStoreOpensForReading()
{
    const StoreFolder folder;
    VERIFY_OK(import(*folder.open(), {oneAccount}));
    QFile::setPermissions(QString::fromStdString(folder.path()), QFileDevice::ReadOwner);
    if (QFileInfo(QString::fromStdString(folder.path())).isWritable())
        QSKIP("this user may write everywhere");
    const auto store = folder.open();
    QVERIFY(store->openReport().readOnly);
    QCOMPARE(store->loadPortfolio().value()->accountCount(), std::size_t{1});
}

void StoreOpenTest::aMissingStoreIsNotCreatedForReading()
{
    const StoreFolder folder;
    QCOMPARE(Store::open(folder.path(), OpenMode::ReadOnly).error().code, ErrorCode::NotFound);
    QVERIFY(!QFile::exists(QString::fromStdString(folder.path())));
    QCOMPARE(Store::open(folder.path("no/such/folder.holdfast")).error().code, ErrorCode::Unwritable);
}

void StoreOpenTest::settingsMappingsAndAliasesAreKept()
{
    const StoreFolder folder;
    {
        const auto store = folder.open();
        QVERIFY(!store->setting("rules").value().has_value());
        VERIFY_OK(store->setSetting("rules", std::string("{}")));
        VERIFY_OK(store->setSetting("rules", std::string("{\"a\":1}")));
        VERIFY_OK(store->setSetting("gone", std::string("x")));
        VERIFY_OK(store->setSetting("gone", std::nullopt));
        VERIFY_OK(store->setMapping("print", "{}"));
        VERIFY_OK(store->setAlias("Acme", "A-1"));
        VERIFY_OK(store->setAlias("Zeta", "A-2"));
        VERIFY_OK(store->setAlias("Zeta", std::nullopt));
    }
    const auto store = folder.open();
    QCOMPARE(store->setting("rules").value().value(), std::string("{\"a\":1}"));
    QVERIFY(!store->setting("gone").value().has_value());
    QCOMPARE(store->mapping("print").value().value(), std::string("{}"));
    QVERIFY(!store->mapping("other").value().has_value());
    QCOMPARE(store->aliases().value().size(), std::size_t{1});
}

void StoreOpenTest::reviewsAreKeptAsTheyHappen()
{
    const StoreFolder folder;
    const auto store = folder.open();
    StoredReview review;
    review.cadence = "weekly";
    review.asOf = Date::fromIso("2025-06-30").value();
    review.from = Date::fromIso("2024-06-30").value();
    review.openedAt = "2025-07-01T08:00:00";
    const std::int64_t number = addReview(*store, review).value();
    StoredDecision decision;
    decision.review = number;
    decision.rule = "usage_drop";
    decision.kind = "act";
    decision.until = Date::fromIso("2025-07-15");
    const std::int64_t first = addDecision(*store, decision).value();
    const std::int64_t second = addDecision(*store, decision).value();
    StoredAction action;
    action.decision = first;
    action.title = "Call";
    action.due = decision.until;
    const std::int64_t call = addAction(*store, action).value();
    action.decision = second;
    QVERIFY(addAction(*store, action).has_value());
    VERIFY_OK(setActionDone(*store, call, Date::fromIso("2025-07-02")));
    VERIFY_OK(undoDecision(*store, second));
    QCOMPARE(decisions(*store).value().size(), std::size_t{1});
    QCOMPARE(decisions(*store).value()[0].until, decision.until);
    QCOMPARE(actions(*store).value().size(), std::size_t{1});
    QCOMPARE(actions(*store).value()[0].doneOn, Date::fromIso("2025-07-02"));
    VERIFY_OK(closeReview(*store, number, "2025-07-01T09:00:00", "{\"as_of\":1}", {1, "sum", "bytes"}));
    QCOMPARE(undoDecision(*store, first).error().code, ErrorCode::NotFound); // its review is closed
    QVERIFY(!addDecision(*store, decision).has_value());
    QVERIFY(!closeReview(*store, number, "2025-07-01T09:00:00", "", {1, "sum", "bytes"}).has_value());
    QCOMPARE(reviews(*store).value()[0].frozen, std::string("{\"as_of\":1}"));
    QCOMPARE(reviews(*store).value()[0].asOf, review.asOf);
    QCOMPARE(keptReview(*store, number).value()->bytes, std::string("bytes"));
    QVERIFY(!keptReview(*store, number + 1).value().has_value());
    // A later import or its undo leaves reviews alone.
    VERIFY_OK(import(*store, {oneAccount}));
    VERIFY_OK(store->undoLastImport());
    QCOMPARE(reviews(*store).value().size(), std::size_t{1});
}

} // namespace holdfast

QTEST_GUILESS_MAIN(holdfast::StoreOpenTest)
#include "store_open_test.moc"
