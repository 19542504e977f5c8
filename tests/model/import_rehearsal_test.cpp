// SPDX-License-Identifier: GPL-3.0-or-later
// What an import would do, found without doing it.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "model/import/import_run.h"

using namespace holdfast;

class ImportRehearsalTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        auto store = Store::open(path("book.holdfast"));
        QVERIFY(store.has_value());
        store_ = std::move(*store);
    }
    void cleanup()
    {
        store_.reset();
        folder_.reset();
    }

    void itCountsWhatTheImportThenDoesAndStoresNothing()
    {
        import({write("accounts.csv", "account_id,name,arr\nA,Alder,100\nB,Birch,200\nC,Cedar,300\n")});
        const std::string before = store_->contentHash().value();
        const std::int64_t generation = store_->generation();
        // A says the same, B another ARR, C is not in it, D is new, and one id is destroyed.
        const std::vector<std::string> files{
            write("next.csv", "account_id,name,arr\nA,Alder,100\nB,Birch,250\nD,Dogwood,50\n1.03E+13,Elm,60\n"),
            write("usage.csv", "account_id,date,active_users\nD,2024-01-01,5\nZ,2024-01-01,6\n")};

        const auto would = rehearseImport(*store_, files, {}, 1000, {});
        QVERIFY2(would.has_value(), would ? "" : would.error().text().c_str());
        QCOMPARE(counts(*would, 0), std::string("4 read 1 new 1 changed 1 unchanged 1 rejected"));
        QCOMPARE(counts(*would, 1), std::string("2 read 2 new 0 changed 0 unchanged 0 rejected"));
        QCOMPARE(would->orphans, std::int64_t{1}); // Z; D arrives with the first file
        QVERIFY(would->files[0].whole && would->files[1].whole);

        QCOMPARE(store_->contentHash().value(), before);
        QCOMPARE(store_->generation(), generation);
        QCOMPARE(store_->imports().value().size(), std::size_t{1});
        QVERIFY(store_->rejectedRows().value().empty());
        QVERIFY(store_->orphans().value().empty());

        const auto done = import(files);
        QCOMPARE(counts(done, 0), counts(*would, 0));
        QCOMPARE(counts(done, 1), counts(*would, 1));
        QCOMPARE(done.orphans, would->orphans);
    }

    void theImportBeforeItCanStillBeUndone()
    {
        const std::string empty = store_->contentHash().value();
        import({write("accounts.csv", "account_id,name,arr\nA,Alder,100\n")});
        const std::string first = store_->contentHash().value();
        import({write("accounts.csv", "account_id,name,arr\nA,Alder,150\n")});
        QVERIFY(rehearseImport(*store_, {write("accounts.csv", "account_id,name,arr\nA,Alder,175\n")}, {}, 1000, {}));
        QVERIFY(store_->undoLastImport().has_value());
        QCOMPARE(store_->contentHash().value(), first);
        QVERIFY(first != empty);
    }

    void ofALongFileItTriesTheFirstRows()
    {
        std::string text = "account_id,date,active_users\n";
        for (int i = 0; i < 9'000; ++i)
            text += "A-" + std::to_string(i) + ",2024-01-01,1\n";
        const auto would = rehearseImport(*store_, {write("usage.csv", text)}, {}, 5'000, {});
        QVERIFY2(would.has_value(), would ? "" : would.error().text().c_str());
        QCOMPARE(counts(*would, 0), std::string("5000 read 5000 new 0 changed 0 unchanged 0 rejected"));
        QVERIFY(!would->files[0].whole);
    }

    void tooManyRejectedRowsAreCountedAndTheBaseCurrencyStaysOpen()
    {
        const std::string file = write(
            "accounts.csv", "account_id,name,arr,currency\nA,Alder,1,CHF\n1.03E+13,Elm,1,CHF\n1.04E+13,Fir,1,CHF\n");
        const auto would = rehearseImport(*store_, {file}, {}, 1000, {});
        QVERIFY2(would.has_value(), would ? "" : would.error().text().c_str());
        QCOMPARE(counts(*would, 0), std::string("3 read 1 new 0 changed 0 unchanged 2 rejected"));
        QVERIFY(!store_->setting("base_currency").value().has_value());
        QVERIFY(!importFiles(*store_, {file}, {}, {}, {}).has_value());
    }

    void whenItIsStoppedItSaysSo()
    {
        const CancelToken cancel;
        cancel.cancel();
        const auto would =
            rehearseImport(*store_, {write("accounts.csv", "account_id,name\nA,Alder\n")}, {}, 1000, cancel);
        QVERIFY(!would.has_value());
        QVERIFY(would.error().code == ErrorCode::Cancelled);
    }

private:
    std::string path(const char* name) const { return folder_->filePath(QString::fromUtf8(name)).toStdString(); }
    std::string write(const char* name, const std::string& text) const
    {
        QFile file(folder_->filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.c_str()) != static_cast<qint64>(text.size()))
            qFatal("%s cannot be written", name);
        return path(name);
    }
    ImportReport import(const std::vector<std::string>& files)
    {
        auto report = importFiles(*store_, files, {}, {}, {});
        if (!report)
            qFatal("%s", report.error().text().c_str());
        return std::move(*report);
    }
    static std::string counts(const ImportReport& report, std::size_t file)
    {
        const FileReport& one = report.files[file];
        return std::to_string(one.read) + " read " + std::to_string(one.inserted) + " new " +
            std::to_string(one.updated) + " changed " + std::to_string(one.unchanged) + " unchanged " +
            std::to_string(one.rejected) + " rejected";
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Store> store_;
};

QTEST_GUILESS_MAIN(ImportRehearsalTest)
#include "import_rehearsal_test.moc"
