// SPDX-License-Identifier: GPL-3.0-or-later
// Subscriptions that bring nothing: in trial, never paid, or cancelled before the trial was over.
#include <QtTest>

#include "tests/support/import_folder.h"

using namespace holdfast;

class ImportTrialsTest : public QObject {
    Q_OBJECT

private slots:
    void aTrialCountsFromItsEnd()
    {
        // 10.00 a month are 120.00 a year. sub_2 was in trial until February and is paid since; sub_3 never came so
        // far.
        ImportFolder folder;
        folder.import({stripe(folder,
            "sub_1,cus_1,Pro,month,10.00,2024-01-01 00:00,,active,\n"
            "sub_2,cus_2,Pro,month,10.00,2024-01-01 00:00,2024-02-01 00:00,active,\n"
            "sub_3,cus_3,Pro,month,10.00,2024-01-01 00:00,2024-02-01 00:00,canceled,2024-01-20 00:00\n"
            "sub_4,cus_4,Pro,month,10.00,2024-06-25 00:00,2024-07-25 00:00,trialing,\n")});
        QCOMPARE(terms(folder),
            std::string("sub_1 2024-01-01.. 120.00;sub_2 2024-02-01.. 120.00;sub_3 2024-02-01..2024-01-20 120.00;"
                        "sub_4 2024-07-25.. 120.00;"));
    }

    void oneThatWasNeverPaidIsLeftOutAndCounted()
    {
        ImportFolder folder;
        const auto report = folder.import({stripe(folder,
            "sub_1,cus_1,Pro,month,10.00,2024-01-01 00:00,,active,\n"
            "sub_2,cus_2,Pro,month,10.00,2024-01-01 00:00,,incomplete_expired,\n"
            "sub_3,cus_3,Pro,month,10.00,2024-01-01 00:00,,incomplete_expired,\n"
            "sub_4,cus_4,Pro,month,10.00,2024-01-01 00:00,,past_due,\n")});
        QCOMPARE(terms(folder), std::string("sub_1 2024-01-01.. 120.00;sub_4 2024-01-01.. 120.00;"));
        QCOMPARE(report.read, std::int64_t{2});
        const auto& messages = report.files[0].messages;
        QVERIFY(std::find(messages.begin(), messages.end(),
                    "2 subscriptions are “incomplete_expired” and were left out: nothing is paid for them") !=
            messages.end());
    }

    void aTrialThatEndsPausedIsWorthNothingFromThere()
    {
        ImportFolder folder;
        folder.import({stripe(folder, "sub_1,cus_1,Pro,month,10.00,2024-01-01 00:00,2024-02-01 00:00,trialing,\n")});
        QCOMPARE(terms(folder), std::string("sub_1 2024-02-01.. 120.00;"));
        folder.import({stripe(folder, "sub_1,cus_1,Pro,month,10.00,2024-01-01 00:00,2024-02-01 00:00,paused,\n")});
        QCOMPARE(terms(folder), std::string("sub_1 2024-02-01..2024-02-01 120.00;"));
    }

    void thePreviewShowsWhatIsTakenAlone()
    {
        ImportFolder folder;
        const std::string file = stripe(folder,
            "sub_1,cus_1,Pro,month,10.00,2024-01-01 00:00,,incomplete,\n"
            "sub_2,cus_2,Pro,month,10.00,2024-01-01 00:00,,active,\n");
        const auto previews = previewFile(folder.store(), file, {});
        QVERIFY(previews.has_value());
        QCOMPARE((*previews)[0].rows.size(), std::size_t{1});
        QCOMPARE((*previews)[0].counted, std::int64_t{1});
    }

private:
    static std::string stripe(const ImportFolder& folder, const std::string& rows)
    {
        return folder.write("subscriptions.csv",
            "id,Customer ID,Plan,Interval,Amount,Start (UTC),Trial End (UTC),Status,Ended At (UTC)\n" + rows);
    }
    static std::string terms(ImportFolder& folder)
    {
        const DatasetSpec& spec = dataset(DatasetId::Subscriptions);
        const auto at = [&spec](std::string_view column) { return static_cast<std::size_t>(spec.column(column)); };
        std::string all;
        const auto done = folder.store().exportRows(
            DatasetId::Subscriptions, [&](const std::vector<std::string>& cells) -> Result<void> {
                all += cells[at("subscription_id")] + ' ' + cells[at("start_date")] + ".." + cells[at("end_date")] +
                    ' ' + cells[at("arr")] + ';';
                return {};
            });
        return done ? all : done.error().text();
    }
};

QTEST_GUILESS_MAIN(ImportTrialsTest)
#include "import_trials_test.moc"
