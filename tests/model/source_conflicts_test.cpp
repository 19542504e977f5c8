// SPDX-License-Identifier: GPL-3.0-or-later
// What two sources, or two lines of one file, say differently: found while it is imported, ended when they agree.
#include <QtTest>

#include "tests/support/import_folder.h"

using namespace holdfast;

class SourceConflictsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { folder_ = std::make_unique<ImportFolder>(); }
    void cleanup() { folder_.reset(); }

    void twoFilesOfOneImportDiffer()
    {
        // Both know A's ARR; only the second has a region, and it knows nothing of B.
        const auto report = folder_->import({crm("120000", "50000"), billing("118000")});
        QCOMPARE(
            standing(), std::string("accounts A arr: 118000.00 billing.csv 2 counts, 120000.00 crm.csv 2 does not"));
        const auto& warnings = report.files[1].warnings;
        QVERIFY(std::any_of(warnings.begin(), warnings.end(),
            [](const ImportWarning& one) { return one.kind == "conflict" && one.count == 1; }));
        QVERIFY(folder_->rows(DatasetId::Accounts).find("118000.00") != std::string::npos);
    }

    void theNextWeekOfOneSourceIsNoConflict()
    {
        folder_->import({crm("120000", "50000")});
        folder_->import({crm("130000", "55000")});
        QCOMPARE(standing(), std::string());
        // Nor is the same report with one more column, under its own name.
        folder_->import({folder_->write("crm.csv", "account_id,name,arr,industry\nA,Alder,140000,Retail\n")});
        QCOMPARE(standing(), std::string());
    }

    void itEndsWhenTheOverruledSourceSaysTheSame()
    {
        folder_->import({crm("120000", "50000"), billing("118000")});
        folder_->import({crm("118000", "50000")});
        QCOMPARE(standing(), std::string());
    }

    void itEndsWhenTheSourceThatCountsGivesIn()
    {
        folder_->import({crm("120000", "50000"), billing("118000")});
        folder_->import({billing("120000")});
        QCOMPARE(standing(), std::string());
    }

    void itGoesOnWhileTheyDiffer()
    {
        folder_->import({crm("120000", "50000"), billing("118000")});
        folder_->import({billing("118000")}); // says it again: nothing new
        QCOMPARE(
            standing(), std::string("accounts A arr: 118000.00 billing.csv 2 counts, 120000.00 crm.csv 2 does not"));
        folder_->import({billing("119000")});
        QCOMPARE(
            standing(), std::string("accounts A arr: 119000.00 billing.csv 2 counts, 120000.00 crm.csv 2 does not"));
        folder_->import({crm("121000", "50000")}); // now the CRM came later
        QCOMPARE(
            standing(), std::string("accounts A arr: 121000.00 crm.csv 2 counts, 119000.00 billing.csv 2 does not"));
    }

    void anEmptyCellThatRemovesAnothersValueIsOneButNotTheOtherWayRound()
    {
        folder_->import({crm("120000", "50000"), billing("")});
        QCOMPARE(standing(), std::string("accounts A arr:  billing.csv 2 counts, 120000.00 crm.csv 2 does not"));
        ImportFolder other;
        other.import({other.write("billing.csv", "account_id,name,region,arr\nA,Alder,EMEA,\n"),
            other.write("crm.csv", "account_id,name,arr\nA,Alder,120000\n")});
        QVERIFY(other.store().conflicts().value().empty());
    }

    void aColumnThatTheOtherFileNeverHadIsNotItsWord()
    {
        // regions.csv touches A after crm.csv; it has no ARR, so billing's ARR contradicts nobody that the row names.
        folder_->import({crm("120000", "50000")});
        folder_->import({folder_->write("regions.csv", "account_id,name,region\nA,Alder,APAC\n")});
        folder_->import({folder_->write("money.csv", "account_id,name,arr,seats\nA,Alder,118000,5\n")});
        QCOMPARE(standing(), std::string());
    }

    void usageOfTwoToolsDiffersDayByDay()
    {
        folder_->import(
            {folder_->write("pendo.csv", "account_id,date,active_users\nA,2024-01-01,40\nA,2024-01-08,41\n"),
                folder_->write(
                    "mixpanel.csv", "account_id,date,active_users,sessions\nA,2024-01-01,44,9\nA,2024-01-08,41,9\n")});
        QCOMPARE(standing(), std::string("usage A active_users: 44 mixpanel.csv 2 counts, 40 pendo.csv 2 does not"));
    }

    void twoLinesOfOneFileDifferAndAreGoneWhenTheFileIsMended()
    {
        folder_->import({folder_->write(
            "subs.csv", "subscription_id,account_id,start_date,arr\nS,A,2024-01-01,100\nS,A,2024-01-01,110\n")});
        QCOMPARE(standing(), std::string("subscriptions A arr: 110.00 subs.csv 3 counts, 100.00 subs.csv 2 does not"));
        QCOMPARE(folder_->store().conflicts().value()[0].row, std::string("subscription_id S"));
        folder_->import(
            {folder_->write("subs.csv", "subscription_id,account_id,start_date,arr\nS,A,2024-01-01,110\n")});
        QCOMPARE(standing(), std::string());
    }

    void undoTakesConflictsBackAndBringsEndedOnesAgain()
    {
        folder_->import({crm("120000", "50000"), billing("118000")});
        const std::string before = standing();
        folder_->import({crm("118000", "50000")});
        QCOMPARE(standing(), std::string());
        QVERIFY(folder_->store().undoLastImport().has_value());
        QCOMPARE(standing(), before);

        ImportFolder other;
        other.import({other.write("crm.csv", "account_id,name,arr\nA,Alder,120000\n")});
        other.import({other.write("billing.csv", "account_id,name,region,arr\nA,Alder,EMEA,118000\n")});
        QCOMPARE(other.store().conflicts().value().size(), std::size_t{1});
        QVERIFY(other.store().undoLastImport().has_value());
        QVERIFY(other.store().conflicts().value().empty());
    }

private:
    std::string crm(const std::string& a, const std::string& b) const
    {
        return folder_->write("crm.csv", "account_id,name,arr\nA,Alder," + a + "\nB,Birch," + b + '\n');
    }
    std::string billing(const std::string& a) const
    {
        return folder_->write("billing.csv", "account_id,name,region,arr\nA,Alder,EMEA," + a + '\n');
    }
    std::string standing()
    {
        std::string all;
        const std::vector<SourceConflict> conflicts = folder_->store().conflicts().value();
        for (const SourceConflict& one : conflicts) {
            const auto said = [](const SourceConflict::Said& word) {
                return word.value + ' ' + word.file + ' ' + std::to_string(word.line);
            };
            all += (all.empty() ? "" : "; ") + one.dataset + ' ' + one.account + ' ' + one.column + ": " +
                said(one.kept) + " counts, " + said(one.lost) + " does not";
        }
        return all;
    }

    std::unique_ptr<ImportFolder> folder_;
};

QTEST_GUILESS_MAIN(SourceConflictsTest)
#include "source_conflicts_test.moc"
