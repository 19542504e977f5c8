// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a file's end dates mean the last day of the term or the day after it, at the edges of the decision.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "model/import/import_run.h"

using namespace holdfast;

namespace {

const QByteArray header = "subscription_id,account_id,start_date,end_date,arr\n";

} // namespace

class EndDatesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Store> store_;

    void import(const QByteArray& rows, std::optional<EndDates> told = {})
    {
        const QString path = folder_->filePath(QStringLiteral("subscriptions.csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(header + rows) < 0)
            qFatal("cannot write the test's file");
        file.close();
        ImportOptions options;
        options.startedAt = "2025-07-01T08:00:00";
        options.endDates = told;
        if (!importFiles(*store_, {path.toStdString()}, options, {}, {}))
            qFatal("the test's file cannot be imported");
    }

    // The stored end date of a subscription.
    QString endOf(const char* subscription)
    {
        std::string end = "no such subscription";
        const auto done =
            store_->exportRows(DatasetId::Subscriptions, [&](const std::vector<std::string>& cells) -> Result<void> {
                const DatasetSpec& spec = dataset(DatasetId::Subscriptions);
                if (cells[static_cast<std::size_t>(spec.column("subscription_id"))] == subscription)
                    end = cells[static_cast<std::size_t>(spec.column("end_date"))];
                return {};
            });
        return done ? QString::fromStdString(end) : QStringLiteral("failed");
    }

private slots:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        auto opened = Store::open(folder_->filePath(QStringLiteral("book.holdfast")).toStdString());
        QVERIFY(opened.has_value());
        store_ = std::move(*opened);
    }
    void cleanup()
    {
        store_.reset();
        folder_.reset();
    }

    void moreThanHalfOfAtLeastThreeCasesDecide_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<bool>("added");
        const QByteArray first = "S1,A,2023-01-01,2023-12-31,5\n"; // what is looked at
        const QByteArray after = "S2,A,2024-01-01,2024-12-31,5\nS3,A,2025-01-01,2025-12-31,5\nS4,A,2026-01-01,,5\n";
        QTest::newRow("three of three") << first + after << true;
        // B: the next one starts on the end date itself, twice: 3 of 5
        const QByteArray onTheDay = "T1,B,2023-01-01,2024-01-01,5\nT2,B,2024-01-01,2025-01-01,5\nT3,B,2025-01-01,,5\n";
        QTest::newRow("three of five") << first + after + onTheDay << true;
        QTest::newRow("half is not more than half")
            << first + after + onTheDay + "U1,C,2023-01-01,2024-01-01,5\nU2,C,2024-01-01,,5\n"
            << false;
        QTest::newRow("two cases are too few") << first + "S2,A,2024-01-01,2024-12-31,5\nS3,A,2025-01-01,,5\n" << false;
        QTest::newRow("a gap is a case against")
            << first + "S2,A,2024-01-01,2024-12-31,5\nS3,A,2025-02-01,2025-12-31,5\nS4,A,2026-02-01,,5\n"
            << false;
        QTest::newRow("another account does not follow")
            << first + "S2,B,2024-01-01,2024-12-31,5\nS3,C,2025-01-01,2025-12-31,5\nS4,D,2026-01-01,,5\n"
            << false;
        // The earliest start that follows counts: the one on the end date, not the one a day later.
        QTest::newRow("the earliest that follows counts")
            << first + after + "V1,A,2023-12-31,,5\nV2,A,2024-12-31,,5\nV3,A,2025-12-31,,5\n"
            << false;
        // A term of one day would follow itself: it is no case, so two remain.
        QTest::newRow("nothing follows itself")
            << first + "S2,A,2024-01-01,2024-12-31,5\nS3,A,2025-01-01,,5\nW,D,2024-05-05,2024-05-05,5\n"
            << false;
        // Rows that are refused have no say.
        QTest::newRow("refused rows do not count")
            << first + "S2,A,2024-01-01,2024-12-31,5\nS3,A,2025-01-01,2025-12-31,5\nS4,A,soon,,5\n"
            << false;
    }
    void moreThanHalfOfAtLeastThreeCasesDecide()
    {
        QFETCH(QByteArray, rows);
        QFETCH(bool, added);
        import(rows);
        QCOMPARE(endOf("S1"), added ? QStringLiteral("2024-01-01") : QStringLiteral("2023-12-31"));
    }

    void aDecisionIsRememberedForItsHeadersEitherWay()
    {
        // Three cases say the day after; what later files of these headers look like changes nothing.
        import("T1,B,2023-01-01,2024-01-01,5\nT2,B,2024-01-01,2025-01-01,5\nT3,B,2025-01-01,2026-01-01,5\n"
               "T4,B,2026-01-01,,5\n");
        import("S1,A,2023-01-01,2023-12-31,5\nS2,A,2024-01-01,2024-12-31,5\nS3,A,2025-01-01,2025-12-31,5\n"
               "S4,A,2026-01-01,,5\n");
        QCOMPARE(endOf("S1"), QStringLiteral("2023-12-31"));
    }

    void tooFewCasesAreNotRemembered()
    {
        import("S1,A,2023-01-01,2023-12-31,5\n");
        QCOMPARE(endOf("S1"), QStringLiteral("2023-12-31"));
        import("S1,A,2023-01-01,2023-12-31,5\nS2,A,2024-01-01,2024-12-31,5\nS3,A,2025-01-01,2025-12-31,5\n"
               "S4,A,2026-01-01,,5\n");
        QCOMPARE(endOf("S1"), QStringLiteral("2024-01-01"));
    }

    void whatIsToldDecidesAndIsRemembered()
    {
        import("S1,A,2024-01-01,2024-02-28,5\n", EndDates::LastDay);
        QCOMPARE(endOf("S1"), QStringLiteral("2024-02-29")); // a leap year
        import("S2,A,2025-01-01,2025-02-28,5\n");
        QCOMPARE(endOf("S2"), QStringLiteral("2025-03-01"));
        import("S2,A,2025-01-01,2025-02-28,5\n", EndDates::DayAfter);
        QCOMPARE(endOf("S2"), QStringLiteral("2025-02-28"));
    }
};

QTEST_GUILESS_MAIN(EndDatesTest)
#include "end_dates_test.moc"
