// SPDX-License-Identifier: GPL-3.0-or-later
// `holdfast deck` on recorded reviews: a closed one prints the same for ever, and the handoff pack knows what all
// reviews decided.
#include <QDir>

#include "app/stored_settings.h"
#include "model/review/causes.h"
#include "model/review/frozen_review.h"
#include "tests/support/program.h"

using namespace holdfast;

namespace {

Date day(const char* iso)
{
    return *Date::fromIso(iso);
}

// Two customers whose only outcome is overdue; the first has lost its champion.
void makeBook(const ProgramFolder& folder)
{
    folder.write("accounts.csv",
        "account_id,name,segment,owner,contract_model,start_date,renewal_date\n"
        "acme,Acme,smb,Ann,annual,2023-01-01,2025-12-31\nbolt,Bolt,smb,Bob,annual,2023-01-01,2025-11-30\n");
    folder.write("subscriptions.csv",
        "subscription_id,account_id,start_date,end_date,arr\n1,acme,2023-01-01,,12000\n2,bolt,2023-01-01,,6000\n");
    folder.write("contacts.csv",
        "contact_id,account_id,name,role,joined_date,left_date\n"
        "1,acme,Maria,champion,2023-01-01,2025-05-20\n2,bolt,Tom,champion,2023-01-01,\n");
    const ProgramRun made =
        folder.run("import book.holdfast accounts.csv subscriptions.csv contacts.csv --base-currency USD");
    QCOMPARE(made.error, QByteArray());
    QCOMPARE(made.status, 0);
}

std::unique_ptr<Store> open(const ProgramFolder& folder)
{
    auto store = Store::open(folder.path("book.holdfast").toStdString(), OpenMode::ReadWrite);
    if (!store)
        qFatal("%s", store.error().text().c_str());
    return std::move(*store);
}

// Opens a review of a day as the window does, with a decision on an account; its number.
std::int64_t openReview(Store& store, Cadence cadence, Date asOf, const StoredDecision& decision)
{
    auto recorded = *loadRecorded(store);
    recorded.settings.cadence = cadence;
    const AnalysisPtr analysis = analyse(*store.loadPortfolio(), {}, {yearUpTo(asOf), {}}, {});
    const std::int64_t number =
        *addReview(store, storedReview(freeze(*analysis, cadence, 1), {}, "2025-06-01T09:00:00"));
    StoredDecision taken = decision;
    taken.review = number;
    if (!addDecision(store, taken))
        qFatal("the decision was not recorded");
    return number;
}

void closeReview(Store& store, std::int64_t number, Cadence cadence, Date asOf)
{
    auto recorded = *loadRecorded(store);
    recorded.settings.cadence = cadence;
    const AnalysisPtr analysis = analyse(*store.loadPortfolio(), {}, {yearUpTo(asOf), {}}, {});
    const ReviewBundle review = reviewOf(recorded, analysis);
    const FrozenReview kept = freezeReview(review);
    const std::string frozen = storedReview(freeze(*analysis, cadence, 1), {}, {}).frozen;
    if (!holdfast::closeReview(store, number, "2025-06-02T09:00:00", frozen, {kept.version, kept.checksum, kept.bytes}))
        qFatal("the review was not closed");
}

StoredDecision decision(const char* account, const char* kind, const char* who, const char* note, const char* at)
{
    StoredDecision one;
    one.accountId = account;
    one.rule = "champion_left";
    one.kind = kind;
    one.who = who;
    one.note = note;
    one.decidedAt = at;
    return one;
}

QString textOf(const QString& pdf)
{
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), pdf, QStringLiteral("-")});
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return {};
    QString text = QString::fromUtf8(process.readAllStandardOutput());
    for (const char16_t blank : {u'\u00a0', u'\u202f'})
        text.replace(QChar(blank), u' ');
    return text.simplified();
}

} // namespace

class DeckCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<ProgramFolder>();
        makeBook(*folder_);
        if (QTest::currentTestFailed())
            return;
        // An earlier monthly review that is closed, a weekly one that is, and one that is open.
        const auto store = open(*folder_);
        const std::int64_t monthly = openReview(*store, Cadence::Monthly, day("2025-05-31"),
            decision("acme", "escalate", "the COO", "Nobody answers", "2025-05-31T10:00:00"));
        closeReview(*store, monthly, Cadence::Monthly, day("2025-05-31"));
        closed_ = openReview(*store, Cadence::Weekly, day("2025-06-09"),
            decision("acme", "act", "Ann", "Find a new champion", "2025-06-10T10:00:00"));
        closeReview(*store, closed_, Cadence::Weekly, day("2025-06-09"));
        open_ = openReview(*store, Cadence::Weekly, day("2025-06-16"),
            decision("bolt", "watch", "", "Wait for the summer", "2025-06-16T10:00:00"));
    }

    void aClosedReviewPrintsTheSameBytesWhateverIsImportedLater()
    {
        const QString command =
            QStringLiteral("deck book.holdfast --review %1 --created 2025-07-01T00:00:00 --account acme --out %2.pdf");
        ProgramRun run = folder_->run(command.arg(closed_).arg(QStringLiteral("before")).toUtf8().constData());
        QCOMPARE(run.error, QByteArray());
        QCOMPARE(run.status, 0);
        const QByteArray before = folder_->read(QStringLiteral("before.pdf"));
        QVERIFY(before.startsWith("%PDF"));

        // The account is renamed, its champion comes back, its revenue halves, and another decision is taken.
        folder_->write("accounts.csv",
            "account_id,name,segment,owner,contract_model,start_date,renewal_date\n"
            "acme,Acme Renamed,ent,Zoe,annual,2023-01-01,2026-12-31\n");
        folder_->write(
            "subscriptions.csv", "subscription_id,account_id,start_date,end_date,arr\n1,acme,2023-01-01,,6000\n");
        QCOMPARE(folder_->run("import book.holdfast accounts.csv subscriptions.csv").status, 0);
        QVERIFY(addDecision(*open(*folder_), [this] {
            StoredDecision late = decision("acme", "accept", "", "Too late", "2025-06-17T10:00:00");
            late.review = open_;
            return late;
        }()));
        run = folder_->run(command.arg(closed_).arg(QStringLiteral("after")).toUtf8().constData());
        QCOMPARE(run.error, QByteArray());
        QVERIFY(folder_->read(QStringLiteral("after.pdf")) == before);

        // The checksum that is printed is the one on the cover and the one that was kept.
        const std::string checksum = (*keptReview(*open(*folder_), closed_))->checksum;
        QCOMPARE(checksum.size(), std::size_t{64});
        QVERIFY2(run.out.contains(checksum.c_str()), run.out.constData());
        const QString text = textOf(folder_->path("after.pdf"));
        QVERIFY2(text.contains(QString::fromStdString(checksum)), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("As of 9 Jun 2025")));
        QVERIFY(text.contains(QStringLiteral("Find a new champion")));
        QVERIFY(!text.contains(QStringLiteral("Renamed")));
        // Today's deck is another one.
        QCOMPARE(folder_->run("deck book.holdfast --as-of 2025-06-09 --out today.pdf").status, 0);
        QVERIFY(textOf(folder_->path("today.pdf")).contains(QStringLiteral("Acme Renamed")));
    }

    void theHandoffPackHoldsTheDecisionsOfAllReviews()
    {
        QCOMPARE(
            folder_->run("deck book.holdfast --as-of 2025-06-16 --handoff acme --out now.pdf").error, QByteArray());
        const QString now = textOf(folder_->path("now.pdf"));
        QVERIFY2(now.contains(QStringLiteral("2 decisions are recorded for Acme")), qPrintable(now));
        const qsizetype weekly =
            now.indexOf(QStringLiteral("10 Jun 2025 weekly, 9 Jun 2025 Champion left Act Ann – Find a new champion"));
        const qsizetype monthly = now.indexOf(
            QStringLiteral("31 May 2025 monthly, 31 May 2025 Champion left Escalate the COO – Nobody answers"));
        QVERIFY2(weekly > 0 && monthly > weekly, qPrintable(now)); // newest first
        QVERIFY(!now.contains(QStringLiteral("Wait for the summer"))); // of another account

        // Of the closed review: what was decided up to it, for ever.
        const QByteArray command = "deck book.holdfast --review " + QByteArray::number(closed_) +
            " --handoff acme --created 2025-07-01T00:00:00 --out ";
        QCOMPARE(folder_->run((command + "kept.pdf").constData()).error, QByteArray());
        QVERIFY(textOf(folder_->path("kept.pdf")).contains(QStringLiteral("2 decisions are recorded for Acme")));
        // On a day before the weekly one, one was known.
        QCOMPARE(
            folder_->run("deck book.holdfast --as-of 2025-06-01 --handoff acme --out then.pdf").error, QByteArray());
        QVERIFY(textOf(folder_->path("then.pdf")).contains(QStringLiteral("1 decision is recorded for Acme")));
    }

    // The changes since the closed review are told with their causes, as in the window.
    void theWeekNamesTheCausesOfChanges()
    {
        QCOMPARE(
            folder_->run("deck book.holdfast --as-of 2025-08-25 --sections week --out week.pdf").error, QByteArray());
        const QString text = textOf(folder_->path("week.pdf"));
        // The champion left on 20 May: after ninety days the rule is silent, by nothing but time.
        QVERIFY2(text.contains(QStringLiteral("1 resolved")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("by time passing")), qPrintable(text));
    }

    void whatCannotBePrintedIsSaid_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no such review") << "--review 77" << 1
                                        << "no review 77; it has 3 (weekly, 2025-06-16, open), 2 (weekly, 2025-06-09, "
                                           "closed), 1 (monthly, 2025-05-31, closed)";
        QTest::newRow("an open one") << "--review 3" << 1 << "not closed yet; its deck is that of --as-of 2025-06-16";
        QTest::newRow("no number") << "--review last" << 2 << "needs the number of a closed review";
        QTest::newRow("another day") << "--review 2 --as-of 2025-06-01" << 2 << "takes no --as-of";
        QTest::newRow("a filter") << "--review 2 --filter segment=smb" << 2 << "takes no --filter";
        QTest::newRow("no account") << "--review 2 --account nobody" << 1 << "the review has no account \"nobody\"";
    }
    void whatCannotBePrintedIsSaid()
    {
        QFETCH(QString, words);
        QFETCH(int, status);
        QFETCH(QString, sentence);
        const ProgramRun run = folder_->run((QStringLiteral("deck book.holdfast --out no.pdf ") + words).split(u' '));
        QCOMPARE(run.status, status);
        QVERIFY2(QString::fromUtf8(run.error).contains(sentence), run.error.constData());
        QVERIFY(!QFile::exists(folder_->path("no.pdf")));
    }

private:
    std::unique_ptr<ProgramFolder> folder_;
    std::int64_t closed_ = 0;
    std::int64_t open_ = 0;
};

QTEST_GUILESS_MAIN(DeckCommandTest)
#include "deck_command_test.moc"
