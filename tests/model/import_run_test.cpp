// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "model/import/import_run.h"
#include "model/import/rejected_rows.h"

using namespace holdfast;

class ImportRunTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Store> store_;

    std::string write(const char* name, const QByteArray& bytes)
    {
        const QString path = folder_->filePath(QString::fromUtf8(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's file");
        return path.toStdString();
    }

    Result<ImportReport> import(const std::vector<std::string>& files, ImportOptions options = {})
    {
        options.startedAt = "2025-07-01T08:00:00";
        return importFiles(*store_, files, options, {}, {});
    }

    QByteArray exported(DatasetId dataset, Store& store)
    {
        QByteArray text;
        const auto done = store.exportRows(dataset, [&text](const std::vector<std::string>& cells) -> Result<void> {
            QByteArray line;
            for (const std::string& cell : cells)
                line += (line.isEmpty() ? "" : "|") + QByteArray::fromStdString(cell);
            text += line + "\n";
            return {};
        });
        return done ? text : QByteArray("failed");
    }

    std::unique_ptr<Store> fresh(const char* name)
    {
        auto opened = Store::open(folder_->filePath(QString::fromUtf8(name)).toStdString());
        return opened ? std::move(*opened) : nullptr;
    }

    const QByteArray accounts_ = "account_id,name,arr,currency\nA,Acme,1200,EUR\nB,Bolt,600,EUR\n";

private slots:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        store_ = fresh("book.holdfast");
        QVERIFY(store_ != nullptr);
    }
    void cleanup()
    {
        store_.reset();
        folder_.reset();
    }

    void aFileLandsAndSaysWhatItDid()
    {
        const auto report = import({write("accounts.csv", accounts_)});
        QVERIFY2(report.has_value(), report ? "" : report.error().text().c_str());
        QCOMPARE(report->read, std::int64_t{2});
        QCOMPARE(report->inserted, std::int64_t{2});
        QVERIFY(report->files[0].dataset == DatasetId::Accounts);
        QCOMPARE(store_->setting("base_currency").value().value_or(""), std::string("EUR"));
    }

    void importingTheSameFileAgainChangesNothing()
    {
        const std::string file = write("accounts.csv", accounts_);
        QVERIFY(import({file}).has_value());
        const std::string before = store_->contentHash().value();
        const auto again = import({file});
        QVERIFY(again.has_value());
        QCOMPARE(again->unchanged, std::int64_t{2});
        QCOMPARE(again->inserted + again->updated, std::int64_t{0});
        QCOMPARE(store_->contentHash().value(), before);
    }

    void theOrderOfFilesDoesNotMatter()
    {
        const std::string accounts = write("accounts.csv", accounts_);
        const std::string usage = write("usage.csv", "account_id,date,active_users\nA,2024-01-01,5\nB,2024-01-01,6\n");
        const std::string features =
            write("features.csv", "subscription_id,usage_date,feature_name,usage_count\nS,2024-01-01,f,9\n");
        const std::string subscriptions =
            write("subs.csv", "subscription_id,account_id,start_date,mrr\nS,A,2024-01-01,83.3333\n");
        auto other = fresh("other.holdfast");
        QVERIFY(import({accounts, usage, features, subscriptions}).has_value());
        for (const std::string& file : {features, subscriptions, usage, accounts})
            QVERIFY(importFiles(*other, {file}, {}, {}, {}).has_value());
        QCOMPARE(other->contentHash().value(), store_->contentHash().value());
        // mrr 83.3333 × 12 = 1000.00
        QVERIFY(exported(DatasetId::Subscriptions, *store_).contains("1000.00"));
    }

    void aCountThatCannotBeKeptIsABadValueOfItsRow()
    {
        const auto accounts = write("accounts.csv", accounts_);
        // Usage counts are optional: 4,294,967,294 is the greatest that is kept, one more and −1 are set missing.
        const auto usage = write("usage.csv",
            "account_id,date,active_users,seats\nA,2024-01-01,4294967294,5\nA,2024-01-08,4294967295,6\n"
            "A,2024-01-15,-1,7\nA,2024-01-22,99999999999999999999,8\n");
        // The count of feature_usage is required: its row is rejected.
        const auto features = write("features.csv",
            "account_id,feature,date,count\nA,f,2024-01-01,0\nA,f,2024-01-08,-1\nA,g,2024-01-08,4294967294\n"
            "A,h,2024-01-08,3\nA,h,2024-01-15,4294967295\n");
        const auto report = import({accounts, usage, features});
        QVERIFY2(report.has_value(), report ? "" : report.error().text().c_str());
        QCOMPARE(report->files[1].inserted, std::int64_t{4});
        QCOMPARE(report->files[1].rejected, std::int64_t{0});
        QCOMPARE(report->files[1].warnings.size(), std::size_t{1});
        QCOMPARE(report->files[1].warnings[0].count, std::int64_t{3});
        QCOMPARE(report->files[2].inserted, std::int64_t{3});
        QCOMPARE(report->files[2].rejected, std::int64_t{2});
        const QByteArray kept = exported(DatasetId::Usage, *store_);
        QVERIFY2(kept.contains("A|2024-01-01|4294967294|5") && kept.contains("A|2024-01-08||6") &&
                kept.contains("A|2024-01-15||7") && kept.contains("A|2024-01-22||8"),
            kept.constData());
    }

    void aRowFindsItsAccountInTheSameRunWhateverTheOrderOfFiles()
    {
        const auto tickets = write(
            "tickets.csv", "ticket_id,requester_email,opened_date,severity\nT1,ann@acme.example,2024-03-01,high\n");
        const auto contacts =
            write("contacts.csv", "contact_id,account_name,name,email\nC1,Acme,Ann,ann@acme.example\n");
        const auto accounts = write("accounts.csv", accounts_);
        const auto report = import({tickets, contacts, accounts});
        QVERIFY2(report.has_value(), report ? "" : report.error().text().c_str());
        QCOMPARE(report->orphans, std::int64_t{0});
        // The report keeps the order in which the files were given.
        QVERIFY(report->files[0].dataset == DatasetId::Tickets);
        QVERIFY(report->files[1].dataset == DatasetId::Contacts);
        QVERIFY(report->files[2].dataset == DatasetId::Accounts);
        QVERIFY(exported(DatasetId::Tickets, *store_).contains("T1|A|2024-03-01"));
    }

    void theBaseCurrencyThatTheFirstImportFoundGoesWithItsUndo()
    {
        QVERIFY(import({write("accounts.csv", accounts_)}).has_value());
        QCOMPARE(store_->setting("base_currency").value().value_or(""), std::string("EUR"));
        QVERIFY(store_->undoLastImport().has_value());
        QVERIFY(!store_->setting("base_currency").value().has_value());
        QVERIFY(import({write("others.csv", "account_id,name,arr,currency\nA,Acme,1200,GBP\n")}).has_value());
        QCOMPARE(store_->setting("base_currency").value().value_or(""), std::string("GBP"));
    }

    void aBadRequiredValueIsRejectedAndABadOptionalOneIsMissing()
    {
        const auto report = import({write("accounts.csv",
            "account_id,name,arr,seats\nA,Acme,1200,5\n,Nobody,1,1\n1.03E+13,Lost,1,1\nC,Cog,lots,many\nD,Dot,1,2\n")});
        QVERIFY2(report.has_value(), report ? "" : report.error().text().c_str());
        QCOMPARE(report->read, std::int64_t{5});
        QCOMPARE(report->rejected, std::int64_t{2});
        QCOMPARE(report->inserted, std::int64_t{3});
        QCOMPARE(report->rejectedRows[0].line, std::int64_t{3});
        QCOMPARE(report->rejectedRows[0].row, std::string(",Nobody,1,1"));
        QCOMPARE(report->rejectedRows[1].value, std::string("1.03E+13"));
        QCOMPARE(report->warnings, std::int64_t{2}); // “lots” and “many”
        QCOMPARE(store_->rejectedRows().value().size(), std::size_t{2});
    }

    void aRowWithMoreOrFewerFieldsIsRejectedNotShifted()
    {
        const auto report =
            import({write("accounts.csv", "account_id,name,arr\nA,Acme,5\nB,Bolt, Inc,6\nC,Cog\nD,Dot,7\nE,Eve,8\n")});
        QVERIFY(report.has_value());
        QCOMPARE(report->rejected, std::int64_t{2});
        QCOMPARE(report->rejectedRows[0].line, std::int64_t{3});
        QVERIFY(report->rejectedRows[0].reason.find("4 fields") != std::string::npos);
        QCOMPARE(report->rejectedRows[1].line, std::int64_t{4});
    }

    void moreThanHalfRejectedStopsUnlessForced()
    {
        // exactly half lands, one more does not
        const std::string half = write("half.csv", "account_id,name\nA,Acme\n,x\n");
        QVERIFY(import({half}).has_value());
        const std::string most = write("most.csv", "account_id,name\nB,Bolt\n,x\n,y\n");
        const auto stopped = import({most});
        QVERIFY(!stopped.has_value());
        QVERIFY(stopped.error().code == ErrorCode::BadInput);
        const QString said = QString::fromStdString(stopped.error().text());
        QVERIFY2(said.contains(QStringLiteral("most.csv:3:")) && said.contains(QStringLiteral("2 of 3 rows")) &&
                said.contains(QStringLiteral("--force")),
            qPrintable(said));
        QVERIFY(!exported(DatasetId::Accounts, *store_).contains("Bolt"));
        ImportOptions options;
        options.force = true;
        QVERIFY(import({most}, options).has_value());
        QVERIFY(exported(DatasetId::Accounts, *store_).contains("Bolt"));
    }

    void theLastOfTwoRowsWithOneKeyCountsAndBothAreNamed()
    {
        const auto report = import({write("accounts.csv", "account_id,name\nA,Old\nA,New\n")});
        QVERIFY(report.has_value());
        QVERIFY(exported(DatasetId::Accounts, *store_).contains("New"));
        const auto& warnings = report->files[0].warnings;
        const auto found = std::find_if(
            warnings.begin(), warnings.end(), [](const ImportWarning& w) { return w.kind == "duplicate key"; });
        QVERIFY(found != warnings.end());
        QVERIFY2(found->sentence.find('2') != std::string::npos && found->sentence.find('3') != std::string::npos,
            found->sentence.c_str());
    }

    void footersAreNoRows()
    {
        const auto report = import({write("accounts.csv",
            "account_id,name,arr\nA,Acme,5\nT,Total Energy,7\n\nTotal,,12\n\"Grand Totals (2 "
            "records)\"\n\n\"Confidential "
            "Information - Do Not Distribute\"\n\"Copyright (c) 2000-2026 x. All rights reserved.\"\n")});
        QVERIFY(report.has_value());
        QCOMPARE(report->read, std::int64_t{2});
        QCOMPARE(report->rejected, std::int64_t{0});
        QCOMPARE(exported(DatasetId::Accounts, *store_).count('\n'), 2);
    }

    void aTotalLineInTheMiddleIsARow()
    {
        const auto report = import({write("accounts.csv", "account_id,name,arr\nTotal,Total Ltd,5\nA,Acme,7\n")});
        QVERIFY(report.has_value());
        QCOMPARE(report->inserted, std::int64_t{2});
    }

    void theDateOrderIsDecidedByAllValuesOrAsked()
    {
        const char* sure = "subscription_id,account_id,start_date,arr\nS,A,03/04/2024,5\nT,A,31/01/2024,5\n";
        QVERIFY(import({write("sure.csv", sure)}).has_value());
        QVERIFY(exported(DatasetId::Subscriptions, *store_).contains("2024-04-03"));
        const std::string open =
            write("open.csv", "subscription_id,account_id,start_date,arr,seats\nU,A,03/04/2024,5,1\n");
        const auto asked = import({open});
        QVERIFY(!asked.has_value());
        QVERIFY(asked.error().sentence.find("--date-order") != std::string::npos);
        QCOMPARE(asked.error().place.column, std::string("start_date"));
        ImportOptions options;
        options.dateOrder = DateOrder::Mdy;
        QVERIFY(import({open}, options).has_value());
        QVERIFY(exported(DatasetId::Subscriptions, *store_).contains("2024-03-04"));
    }

    void anEndDateThatMeansTheLastDayGetsOneDayAdded()
    {
        // Three terms of which each next one starts the day after the end: more than half of at least three cases.
        const QByteArray header = "subscription_id,account_id,start_date,end_date,arr\n";
        const QByteArray rows =
            "S1,A,2021-01-01,2021-12-31,5\nS2,A,2022-01-01,2022-12-31,5\nS3,A,2023-01-01,2023-12-31,5\n"
            "S4,A,2024-01-01,2024-12-31,5\n";
        const auto report = import({write("subs.csv", header + rows)});
        QVERIFY(report.has_value());
        QVERIFY(exported(DatasetId::Subscriptions, *store_).contains("2025-01-01"));
        QVERIFY(!report->files[0].messages.empty());
        // remembered for these headers, though this file alone would not say it
        QVERIFY(import({write("next.csv", header + "S5,B,2024-01-01,2024-06-30,5\n")}).has_value());
        QVERIFY(exported(DatasetId::Subscriptions, *store_).contains("2024-07-01"));
    }

    void twoCasesDoNotDecideWhatEndDatesMean()
    {
        const QByteArray text = "subscription_id,account_id,start_date,end_date,arr\nS1,A,2021-01-01,2021-12-31,5\n"
                                "S2,A,2022-01-01,2022-12-31,5\nS3,A,2023-01-01,2023-12-31,5\n";
        QVERIFY(import({write("subs.csv", text)}).has_value());
        QVERIFY(exported(DatasetId::Subscriptions, *store_).contains("2023-12-31"));
    }

    void whatCannotBeRecognisedIsNamedAndTheRestLands()
    {
        const auto report = import({write("accounts.csv", accounts_), write("colours.csv", "colour,height\nred,5\n")});
        QVERIFY(report.has_value());
        QCOMPARE(report->files.size(), std::size_t{2});
        QVERIFY(!report->files[1].dataset.has_value());
        QVERIFY(!report->files[1].why.empty());
        const auto nothing = import({write("colours2.csv", "colour,height\nred,5\n")});
        QVERIFY(!nothing.has_value());
        QVERIFY(nothing.error().text().find("colours2.csv") != std::string::npos);
    }

    void cancellingLeavesNothing()
    {
        const std::string before = store_->contentHash().value();
        QByteArray rows = "account_id,date,active_users\n";
        for (int i = 0; i < 20000; ++i)
            rows += "A" + QByteArray::number(i) + ",2024-01-01,5\n";
        const CancelToken cancel;
        const auto report = importFiles(
            *store_, {write("usage.csv", rows)}, {},
            [&cancel](double done, double) {
                if (done > 0)
                    cancel.cancel();
            },
            cancel);
        QVERIFY(!report.has_value());
        QVERIFY(report.error().code == ErrorCode::Cancelled);
        QCOMPARE(store_->contentHash().value(), before);
        QVERIFY(store_->imports().value().empty());
    }

    void theBaseCurrencyIsTheOneThatMostAmountsName()
    {
        QVERIFY(import(
            {write("accounts.csv",
                "account_id,name,arr,currency\nA,a,1,gbp\nB,b,1,EUR\nC,c,1,eur\nD,d,,USD\nE,e,,USD\nF,f,,USD\n")})
                    .has_value());
        QCOMPARE(store_->setting("base_currency").value().value_or(""), std::string("EUR"));
        ImportOptions options;
        options.baseCurrency = "USD";
        QVERIFY(!import({write("again.csv", accounts_)}, options).has_value());
    }

    void aGivenMappingDecidesEvenAboutScores()
    {
        ImportOptions options;
        const auto mapping = Mapping::fromJson(
            R"({"dataset":"surveys","constants":{"kind":"nps"},"columns":{"Kunde":"account_id","Tag":"date","Score":"score"}})");
        QVERIFY(mapping.has_value());
        options.mappings = {*mapping};
        const std::string file = write("nps.csv", "Kunde,Tag,Score\nA,2024-01-01,9\n");
        QVERIFY(import({file}, options).has_value());
        QVERIFY(exported(DatasetId::Surveys, *store_).contains("nps"));
        // and is remembered
        const auto next = import({write("nps2.csv", "Kunde,Tag,Score\nB,2024-01-02,3\n")});
        QVERIFY2(next.has_value(), next ? "" : next.error().text().c_str());
        QCOMPARE(next->inserted, std::int64_t{1});
    }

    void undoRestoresTheContentExactlyAlsoWhatWasUpdatedAndCameHome()
    {
        QVERIFY(import({write("accounts.csv", accounts_),
                           write("usage.csv", "account_id,date,active_users\nA,2025-01-06,5\nC,2025-01-06,7\n"),
                           write("tickets.csv",
                               "ticket_id,account_id,opened_date,subject\nT1,A,2024-03-01,Broken\n"
                               "T2,C,2024-03-02,Slow\n")})
                    .has_value());
        const std::string hash = store_->contentHash().value();
        const std::size_t orphans = store_->orphans().value().size();
        QCOMPARE(orphans, std::size_t{2}); // of usage and of tickets
        const QByteArray tickets = exported(DatasetId::Tickets, *store_);
        // Updates two accounts, one twice in a file, brings the orphans home, replaces a usage row and clears a text.
        const auto second = import({write("accounts2.csv",
                                        "account_id,name,arr,currency\nA,Acme Two,1300,USD\nA,Acme Three,,USD\n"
                                        "C,Corn,10,EUR\n"),
            write("usage2.csv", "account_id,date,active_users\nA,2025-01-06,6\nB,2025-02-03,1\nX,2025-02-03,1\n"),
            write("tickets2.csv",
                "ticket_id,account_id,opened_date,subject\nT1,B,2024-03-01,\nT3,A,nonsense,x\nT4,A,2024-01-01,y\n")});
        QVERIFY2(second.has_value(), second ? "" : second.error().text().c_str());
        QVERIFY(store_->contentHash().value() != hash);
        QCOMPARE(store_->orphans().value().size(), std::size_t{1}); // X
        QVERIFY(store_->undoLastImport().has_value());
        QCOMPARE(store_->contentHash().value(), hash);
        QCOMPARE(store_->orphans().value().size(), orphans);
        QCOMPARE(exported(DatasetId::Tickets, *store_), tickets);
        QVERIFY(store_->rejectedRows().value().empty());
    }

    void rejectedRowsAreMendedAndImportedAgain()
    {
        // The third row has a field too few, the fourth a formula, the fifth a date that none is.
        const auto first = import({write("deals.csv",
            "Opportunity ID;Account ID;Name;Created Date;Amount\nO1;A;One;2024-01-05;5\nO2;A;Two;2024-01-06;6\n"
            "O3;A;2024-01-07;7\n=O4;A;\"Four; \"\"4\"\"\";soon;-8\nO5;A;Five;never;9\n;;;;\n")});
        QVERIFY2(!first.has_value(), "three of five rows are bad");
        ImportOptions force;
        force.force = true;
        const auto forced = import({folder_->filePath(QStringLiteral("deals.csv")).toStdString()}, force);
        QVERIFY(forced.has_value());
        QCOMPARE(forced->rejected, std::int64_t{3});
        const std::vector<RejectedRow> kept = store_->rejectedRows().value();
        QCOMPARE(kept.size(), std::size_t{3});
        const std::vector<RejectedTable> tables = rejectedTables(kept);
        QCOMPARE(tables.size(), std::size_t{1});
        QCOMPARE(tables[0].rows, std::size_t{3});
        QByteArray csv = QByteArray::fromStdString(tables[0].csv);
        QVERIFY2(csv.startsWith("\xEF\xBB\xBFOpportunity ID,Account ID,Name,Created Date,Amount,Holdfast: file,"), csv);
        QVERIFY2(csv.contains("'=O4,A,\"Four; \"\"4\"\"\",soon,-8,deals.csv,5,"), csv);
        // Unmended, every row is refused again.
        const auto again = import({write("unmended.csv", csv)}, force);
        QVERIFY(again.has_value());
        QCOMPARE(again->rejected, std::int64_t{3});
        QCOMPARE(again->inserted, std::int64_t{0});
        for (const ImportWarning& warning : again->files[0].warnings)
            QVERIFY2(warning.sentence.find("Holdfast") == std::string::npos, warning.sentence.c_str());
        QCOMPARE(
            rejectedTables(again->rejectedRows)[0].csv.find("Holdfast: file"), tables[0].csv.find("Holdfast: file"));
        QCOMPARE(QByteArray::fromStdString(rejectedTables(again->rejectedRows)[0].csv).count("Holdfast: file"), 1);
        // Mended, they land; what the program wrote behind them says nothing.
        csv.replace("O3,A,2024", "O3,A,Three,2024").replace("soon", "2024-02-01").replace("never", "2024-02-02");
        const auto mended = import({write("mended.csv", csv)});
        QVERIFY2(mended.has_value(), mended ? "" : mended.error().text().c_str());
        QCOMPARE(mended->rejected, std::int64_t{0});
        QCOMPARE(mended->inserted, std::int64_t{3});
        const QByteArray rows = exported(DatasetId::Opportunities, *store_);
        QVERIFY2(rows.contains("=O4|A||Four; \"4\"|2024-02-01||") && rows.contains("|-8.00"), rows);
        QVERIFY(store_->undoLastImport().has_value());
    }

    void rowsOfAnIdThatMeansAnotherAccountAreItsOwn()
    {
        const QByteArray usage = "account_id,date,active_users\nA-old,2025-01-06,5\nB,2025-01-06,7\n";
        ImportOptions options;
        options.aliases.emplace_back("A-old", "A");
        QVERIFY(import({write("accounts.csv", accounts_), write("usage.csv", usage)}, options).has_value());
        QVERIFY(store_->orphans().value().empty());
        QVERIFY(exported(DatasetId::Usage, *store_).contains("A|2025-01-06|5"));
        const std::string hash = store_->contentHash().value();
        const auto again = import({write("usage.csv", usage)});
        QVERIFY(again.has_value());
        QCOMPARE(again->unchanged, std::int64_t{2});
        QCOMPARE(store_->contentHash().value(), hash);
    }

    void orphansOfAnIdComeHomeWhenItIsSaidWhoseTheyAre()
    {
        QVERIFY(import(
            {write("accounts.csv", accounts_), write("usage.csv", "account_id,date,active_users\nOld,2025-01-06,5\n"),
                write("tickets.csv", "ticket_id,account_id,opened_date\nT1,Old,2024-03-01\n")})
                    .has_value());
        QCOMPARE(store_->orphans().value().size(), std::size_t{2});
        QVERIFY(store_->setAlias("Old", "B").has_value());
        QVERIFY(store_->orphans().value().empty());
        QVERIFY(exported(DatasetId::Tickets, *store_).contains("T1|B|2024-03-01"));
        QVERIFY(exported(DatasetId::Usage, *store_).contains("B|2025-01-06|5"));
        // Two that mean each other, and one that means nobody, end all the same.
        QVERIFY(store_->setAlias("X", "Y").has_value());
        QVERIFY(store_->setAlias("Y", "X").has_value());
        QVERIFY(import({write("more.csv", "ticket_id,account_id,opened_date\nT2,X,2024-03-01\nT3,Y,2024-03-01\n")})
                    .has_value());
        QCOMPARE(store_->orphans().value().size(), std::size_t{2});
    }

    void thePreviewAsksWhoseRowsTheyAre()
    {
        QVERIFY(
            import({write("accounts.csv",
                       "account_id,name\nA-1,Fernacre Retail\nA-2,Oakhollow Mutual\nA-3,Twin GmbH\nA-4,Twin Ltd\n")})
                .has_value());
        const auto previews = previewFile(*store_,
            write("usage.csv",
                "account_id,Account Name,date,active_users\nA-1,Fernacre Retail,2025-01-06,1\n"
                "A-9,Fernacre Retial Ltd,2025-01-06,1\nA-8,Nobody like it,2025-01-06,1\n"),
            {});
        QVERIFY(previews.has_value());
        const auto asked = [](const Preview& preview) {
            std::vector<Question> questions;
            std::copy_if(preview.questions.begin(), preview.questions.end(), std::back_inserter(questions),
                [](const Question& question) { return question.kind == QuestionKind::Account; });
            return questions;
        };
        const std::vector<Question> byId = asked(previews->front());
        QCOMPARE(byId.size(), std::size_t{1}); // nobody is near A-8's name
        QCOMPARE(byId[0].column, std::string("A-9"));
        QCOMPARE(byId[0].answers, (std::vector<std::string>{"keep", "A-1"}));
        QCOMPARE(byId[0].titles[1], std::string("Fernacre Retail"));
        QCOMPARE(previews->front().counted, std::int64_t{3});
        QVERIFY(previews->front().countedAll);
        const auto names = previewFile(*store_,
            write("tickets.csv",
                "ticket_id,Company,opened_date\nT1,Twin,2024-03-01\nT2,OAKHOLLOW  Mutual Inc.,2024-03-01\n"
                "T3,Oakholow Mutual,2024-03-01\n"),
            {});
        QVERIFY(names.has_value());
        const std::vector<Question> byName = asked(names->front());
        QCOMPARE(byName.size(), std::size_t{2});
        QCOMPARE(byName[0].answers, (std::vector<std::string>{"keep", "A-3", "A-4"})); // two of one name
        QCOMPARE(byName[1].answers, (std::vector<std::string>{"keep", "A-2"})); // one letter less
    }

    void aColumnThatDoesNotSayItsMarkIsReadAsTheOthersOfItsFile()
    {
        // "1.234" alone could be a thousand and more or one and a bit; the amounts beside it have a decimal comma.
        QVERIFY(import(
            {write("list.csv", "account_id;name;arr;acquisition_cost\nA;Acme;1.234;1.000,50\nB;Bolt;2.000;7,25\n")})
                    .has_value());
        const QByteArray rows = exported(DatasetId::Accounts, *store_);
        QVERIFY2(rows.contains("|1234.00|") && rows.contains("|2000.00|") && rows.contains("|1000.50|"), rows);
    }

    void aMonthlyAmountOfAnAccountIsTakenTwelveTimes()
    {
        QVERIFY(import({write("list.csv",
                           "Account ID,Account Name,MRR,Renewal Date\nA,Acme,83.3333,2025-09-30\n"
                           "B,Bolt,,2025-09-30\nC,Corn,abc,2025-09-30\n")})
                    .has_value());
        const QByteArray rows = exported(DatasetId::Accounts, *store_);
        QVERIFY2(rows.contains("|1000.00|"), rows.constData()); // 83.3333 × 12 = 999.9996
        QCOMPARE(rows.count('\n'), 3); // without an amount an account keeps the rest
    }

    void amountsInThousandsAreTakenOnlyWhenSaid()
    {
        const std::string file = write("list.csv", "Account ID,Account Name,ARR ($k),Owner\nA,Acme,12.5,Ann\n");
        const auto guessed = import({file});
        QVERIFY(guessed.has_value());
        QVERIFY(!exported(DatasetId::Accounts, *store_).contains("12"));
        Mapping mapping;
        mapping.dataset = DatasetId::Accounts;
        mapping.columns = guessed->files[0].columns;
        mapping.columns[2].column = "arr";
        mapping.columns[2].units = Units::Thousands;
        ImportOptions told;
        told.mappings.push_back(mapping);
        QVERIFY(import({file}, told).has_value());
        QVERIFY(exported(DatasetId::Accounts, *store_).contains("|12500.00|"));
    }

    void aNameInTwoColumnsBecomesOne()
    {
        QVERIFY(import({write("contacts.csv",
                           "Contact ID,Account ID,First Name,Last Name,Email\n1,A,Bo,Lee,b@x.example\n"
                           "2,A,,Ray,r@x.example\n3,A,Cy,,c@x.example\n")})
                    .has_value());
        const QByteArray rows = exported(DatasetId::Contacts, *store_);
        QVERIFY2(rows.contains("|Bo Lee|") && rows.contains("|Ray|") && rows.contains("|Cy|"), rows.constData());
    }

    void anIntervalIsASubscriptionOfItsOwn()
    {
        // Amounts in cents: 100.00 × 12 from January, 150.00 × 12 from June.
        QVERIFY(import({write("intervals.csv",
                           "subscription-external-id,customer-external-id,customer-name,plan-name,interval-start,"
                           "interval-end,mrr,currency\nS-1,A,Acme,Gold,2024-01-01,2024-06-01,10000,USD\n"
                           "S-1,A,Acme,Gold,2024-06-01,,15000,USD\n")})
                    .has_value());
        const QByteArray rows = exported(DatasetId::Subscriptions, *store_);
        QVERIFY2(rows.contains("S-1/2024-01-01|A|Gold|2024-01-01|2024-06-01|1200.00|"), rows.constData());
        QVERIFY2(rows.contains("S-1/2024-06-01|A|Gold|2024-06-01||1800.00|"), rows.constData());
    }

    void linesOfQuestionsBelowTheHeaderAreNoAnswers()
    {
        const auto report = import({write("nps.csv",
            "StartDate,EndDate,RecordedDate,ResponseId,RecipientEmail,ExternalReference,Q1_NPS_GROUP,Q1,Q2\n"
            "Start Date,End Date,Recorded Date,Response ID,Recipient Email,External Data Reference,Group,"
            "\"How likely are you\nto recommend us?\",Why?\n"
            "\"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",\"{\"\"ImportId\"\":\"\"c\"\"}\","
            "\"{\"\"ImportId\"\":\"\"d\"\"}\",\"{\"\"ImportId\"\":\"\"e\"\"}\",\"{\"\"ImportId\"\":\"\"f\"\"}\","
            "\"{\"\"ImportId\"\":\"\"g\"\"}\",\"{\"\"ImportId\"\":\"\"h\"\"}\",\"{\"\"ImportId\"\":\"\"i\"\"}\"\n"
            "2024-01-01 10:00:00,2024-01-01 10:05:00,2024-01-01 10:05:01,R_1,bo@acme.example,A,Promoter,9,Good\n"
            "2024-01-01 11:00:00,2024-01-01 11:05:00,2024-01-01 11:05:01,R_2,cy@acme.example,A,Detractor,3,Bad\n")});
        QVERIFY2(report.has_value(), report ? "" : report.error().text().c_str());
        QCOMPARE(report->read, std::int64_t{2});
        QCOMPARE(report->inserted, std::int64_t{2}); // two answers of one account on one day
        QVERIFY(exported(DatasetId::Surveys, *store_).contains("A|2024-01-01|nps|9|"));
        // Captions below the questions.
        const auto captions = import({write("monkey.csv",
            "Respondent ID,Collector ID,End Date,Email Address,Custom Data 1,"
            "How likely is it that you would recommend us to a friend?,Why?\n,,,,,,Open-Ended Response\n"
            "118,4,01/15/2024 10:05:00 AM,bo@acme.example,A,8,Good\n")});
        QVERIFY2(captions.has_value(), captions ? "" : captions.error().text().c_str());
        QCOMPARE(captions->read, std::int64_t{1});
        QVERIFY(exported(DatasetId::Surveys, *store_).contains("A|2024-01-15|nps|8|118"));
    }

    void anAddressThatFindsTheAccountIsTheRespondentToo()
    {
        QVERIFY(import({write("survey.csv",
                           "Company,Respondent Email,NPS Score,Survey Date,Survey Type\n"
                           "Acme,bo@acme.example,9,2024-01-01,nps\nAcme,cy@acme.example,3,2024-01-01,nps\n")})
                    .has_value());
        const QByteArray rows = exported(DatasetId::Surveys, *store_);
        QVERIFY2(rows.contains("|9|bo@acme.example") && rows.contains("|3|cy@acme.example"), rows.constData());
    }

    void aMissingFileFailsByName()
    {
        const auto report = import({folder_->filePath(QStringLiteral("gone.csv")).toStdString()});
        QVERIFY(!report.has_value());
        QVERIFY(report.error().code == ErrorCode::Unreadable);
        QVERIFY(report.error().text().find("gone.csv") != std::string::npos);
    }

    void thePreviewShowsWhatTheImportWouldTake()
    {
        const auto previews = previewFile(*store_,
            write("subs.csv",
                "subscription_id,account_id,start_date,arr,seats\nS,A,03/04/2024,\"1,200.50\",x\n,A,05/06/2024,5,1\n"),
            {});
        QVERIFY2(previews.has_value(), previews ? "" : previews.error().text().c_str());
        const Preview& preview = previews->front();
        QCOMPARE(preview.rows.size(), std::size_t{2});
        QCOMPARE(preview.rows[0][3].value, std::string("1200.50"));
        QVERIFY(!preview.rows[0][4].problem.empty());
        QVERIFY(preview.rowProblems[0].empty());
        QVERIFY(!preview.rowProblems[1].empty());
        QCOMPARE(preview.questions.size(), std::size_t{1}); // day first or month first
    }
};

QTEST_GUILESS_MAIN(ImportRunTest)
#include "import_run_test.moc"
