// SPDX-License-Identifier: GPL-3.0-or-later
// An alias that was set by hand is taken back with everything that came home through it.
#include <QtTest>

#include "tests/support/import_folder.h"

using namespace holdfast;

class AliasUndoTest : public QObject {
    Q_OBJECT

private slots:
    void init() { folder_ = std::make_unique<ImportFolder>(); }
    void cleanup() { folder_.reset(); }

    void everyRowThatCameHomeWaitsAgainAsItWas()
    {
        importOrphans();
        Store& store = folder_->store();
        const std::string before = store.contentHash().value();
        QCOMPARE(waiting(), std::int64_t{6});

        QVERIFY(store.setAlias("Aldr Ltd", std::string("A")).has_value());
        QCOMPARE(waiting(), std::int64_t{0});
        QVERIFY(store.contentHash().value() != before);
        const auto change = store.lastAliasChange().value();
        QVERIFY(change.has_value());
        QCOMPARE(change->name, std::string("Aldr Ltd"));
        QVERIFY(!change->before && change->after == "A");

        QVERIFY(store.undoAlias().has_value());
        QCOMPARE(store.contentHash().value(), before);
        QCOMPARE(waiting(), std::int64_t{6});
        QVERIFY(store.aliases().value().empty());
        QVERIFY(!store.lastAliasChange().value().has_value());
        QVERIFY(!store.undoAlias().has_value());
    }

    void theRowThatGaveWayToALaterOneIsThereAgain()
    {
        // Both have a snapshot of the day; the orphan's file came later and wins when it comes home.
        folder_->import({folder_->write("accounts.csv", "account_id,name,arr\nA,Alder,100\n")});
        folder_->import({folder_->write("first.csv", "account_id,date,arr\nA,2024-01-31,100\n")});
        folder_->import({folder_->write("second.csv", "account_id,date,arr\nX-1,2024-01-31,170\n")});
        const std::string before = folder_->rows(DatasetId::ArrSnapshots);
        QVERIFY(folder_->store().setAlias("X-1", std::string("A")).has_value());
        QVERIFY2(folder_->rows(DatasetId::ArrSnapshots).starts_with("A|2024-01-31|170.00"),
            folder_->rows(DatasetId::ArrSnapshots).c_str());
        QVERIFY(folder_->store().undoAlias().has_value());
        QCOMPARE(folder_->rows(DatasetId::ArrSnapshots), before);
    }

    void oneAfterTheOtherTheNewestFirst()
    {
        importOrphans();
        Store& store = folder_->store();
        const std::string nothing = store.contentHash().value();
        QVERIFY(store.setAlias("Aldr Ltd", std::string("B")).has_value());
        const std::string first = store.contentHash().value();
        QVERIFY(store.setAlias("Nobody", std::string("A")).has_value());
        QVERIFY(store.setAlias("Aldr Ltd", std::nullopt).has_value());
        QCOMPARE(store.lastAliasChange().value()->before.value_or(""), std::string("B"));

        QVERIFY(store.undoAlias().has_value()); // forgotten: remembered again
        QCOMPARE(store.aliases().value().size(), std::size_t{2});
        QVERIFY(store.undoAlias().has_value());
        QCOMPARE(store.contentHash().value(), first);
        QVERIFY(store.undoAlias().has_value());
        QCOMPARE(store.contentHash().value(), nothing);
    }

    void theImportBeforeItIsUndoneAsWithoutIt()
    {
        folder_->import({folder_->write("accounts.csv", "account_id,name,arr\nA,Alder,100\n")});
        const std::string before = folder_->store().contentHash().value();
        importOrphans();
        QVERIFY(folder_->store().setAlias("Aldr Ltd", std::string("A")).has_value());
        QVERIFY(folder_->store().undoLastImport().has_value());
        QCOMPARE(folder_->store().contentHash().value(), before);
        QVERIFY(!folder_->store().lastAliasChange().value().has_value()); // its rows are not there any more
    }

    void theNextImportEndsIt()
    {
        importOrphans();
        QVERIFY(folder_->store().setAlias("Aldr Ltd", std::string("A")).has_value());
        folder_->import({folder_->write("more.csv", "account_id,name,arr\nC,Cedar,100\n")});
        QVERIFY(!folder_->store().lastAliasChange().value().has_value());
        QVERIFY(!folder_->store().undoAlias().has_value());
        QCOMPARE(waiting(), std::int64_t{0}); // the alias itself stays
    }

    void aRehearsalOrAStoppedImportDoesNot()
    {
        importOrphans();
        QVERIFY(folder_->store().setAlias("Aldr Ltd", std::string("A")).has_value());
        QVERIFY(rehearseImport(
            folder_->store(), {folder_->write("more.csv", "account_id,name,arr\nC,Cedar,100\n")}, {}, 100, {}));
        QVERIFY(folder_->store().undoAlias().has_value());
        QCOMPARE(waiting(), std::int64_t{6});
    }

private:
    // Accounts A and B, and rows of somebody called Aldr Ltd in tables of every kind.
    void importOrphans()
    {
        folder_->import({folder_->write("accounts.csv", "account_id,name,arr\nA,Alder,100\nB,Birch,200\n"),
            folder_->write("tickets.csv",
                "ticket_id,account name,opened_date,severity,csat\nT-1,Aldr Ltd,2024-01-02,high,4.25\nT-2,Aldr "
                "Ltd,2024-01-03,low,\n"),
            folder_->write("usage.csv",
                "account name,date,active_users,sessions\nAldr Ltd,2024-01-01,5,7\nAldr Ltd,2024-01-08,6,8\n"),
            folder_->write("arr.csv", "account name,date,arr\nAldr Ltd,2024-01-31,123.45\n"),
            folder_->write(
                "subs.csv", "subscription_id,account name,start_date,arr\nS-1,Aldr Ltd,2024-01-01,99.99\n")});
    }
    std::int64_t waiting()
    {
        std::int64_t rows = 0;
        const std::vector<OrphanGroup> groups = folder_->store().orphans().value();
        for (const OrphanGroup& group : groups)
            rows += group.rows;
        return rows;
    }

    std::unique_ptr<ImportFolder> folder_;
};

QTEST_GUILESS_MAIN(AliasUndoTest)
#include "alias_undo_test.moc"
