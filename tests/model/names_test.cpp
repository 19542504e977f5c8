// SPDX-License-Identifier: GPL-3.0-or-later
// Texts kept once, ids of rows on shelves, and names of one reader taken over into those of all.
#include <QTest>
#include <atomic>
#include <thread>

#include "model/base/names.h"

namespace holdfast {

class NamesTest : public QObject {
    Q_OBJECT

private slots:
    void aTextHasOneNumberAndTheEmptyOneIsMissing()
    {
        Names names;
        const Name emea = names.intern("EMEA");
        QCOMPARE(names.intern("EMEA"), emea);
        QVERIFY(names.intern("APAC") != emea);
        QVERIFY(names.intern("").empty());
        QVERIFY(names.add(3, "").empty());
        QCOMPARE(names.find("EMEA"), emea);
        QVERIFY(names.find("LATAM").empty());
        QCOMPARE(names.text(Name{}), std::string());
    }

    void textsStayWhereTheyAreWhileMillionsCome()
    {
        Names names;
        const std::string& first = names.text(names.intern("the first"));
        for (int i = 0; i < 100'000; ++i)
            QCOMPARE(names.view(names.intern("text " + std::to_string(i))), "text " + std::to_string(i));
        QCOMPARE(&names.text(names.find("the first")), &first);
        QCOMPARE(names.text(names.find("text 99999")), std::string("text 99999"));
    }

    void idsOfRowsAreNotLookedUpAndHaveTheirOwnNumbers()
    {
        Names names;
        const Name invoice = names.add(2, "1001"), ticket = names.add(4, "1001");
        QVERIFY(invoice != ticket);
        QVERIFY(names.find("1001").empty());
        QCOMPARE(names.view(invoice), std::string_view("1001"));
        QCOMPARE(names.view(names.add(2, "1002")), std::string_view("1002"));
        QCOMPARE(names.text(ticket), std::string("1001"));
        QCOMPARE(&names.text(ticket), &names.text(ticket)); // a string that stays
    }

    void namesAreTakenOverWithTheirIds()
    {
        Names all, reader;
        const Name owner = all.intern("Ann");
        const Name ben = reader.intern("Ben"), ann = reader.intern("Ann"), id = reader.add(7, "row 1");
        const std::vector<std::uint32_t> numbers = all.take(std::move(reader));
        QCOMPARE(numbers.size(), std::size_t{3}); // the empty text, Ben, Ann
        QCOMPARE(numbers[0], 0U);
        QCOMPARE(numbers[ann.number], owner.number);
        QCOMPARE(all.text(Name{numbers[ben.number]}), std::string("Ben"));
        QCOMPARE(all.view(id), std::string_view("row 1"));
    }

    void idsAreSpelledFromManyThreads()
    {
        Names names;
        std::vector<Name> ids;
        for (int i = 0; i < 2000; ++i)
            ids.push_back(names.add(1, "id " + std::to_string(i)));
        std::atomic<int> wrong{0};
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (std::size_t i = 0; i < ids.size(); ++i)
                    wrong += names.text(ids[i]) == "id " + std::to_string(i) ? 0 : 1;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }
};

} // namespace holdfast

QTEST_APPLESS_MAIN(holdfast::NamesTest)
#include "names_test.moc"
