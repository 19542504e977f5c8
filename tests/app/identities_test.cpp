// SPDX-License-Identifier: GPL-3.0-or-later
// `check` looks for broken identities: there are none in any book, and each that is broken on purpose is named.
#include "app/identities.h"

#include <QtTest>

#include "tests/support/generated_book.h"

using namespace holdfast;

namespace {

AnalysisPtr analysed(std::uint32_t seed)
{
    AnalysisRequest request;
    request.period = yearUpTo(day("2025-06-30"));
    return analyse(portfolioOf(generatedBook(seed, 40, request.period.to)), {}, request);
}

// The figures alone, to be falsified.
Analysis figuresOf(const Analysis& analysis)
{
    Analysis copy;
    copy.portfolio = analysis.portfolio;
    copy.request = analysis.request;
    copy.retention = analysis.retention;
    return copy;
}

} // namespace

class IdentitiesTest : public QObject {
    Q_OBJECT

private slots:
    void everyBookIsSound()
    {
        for (std::uint32_t seed = 1; seed < 9; ++seed) {
            const std::vector<std::string> broken = brokenIdentities(*analysed(seed));
            QVERIFY2(broken.empty(), broken.empty() ? "" : broken.front().c_str());
        }
    }

    void oneCentIsFound()
    {
        const AnalysisPtr sound = analysed(1);
        Analysis net = figuresOf(*sound);
        QVERIFY(brokenIdentities(net).empty());
        net.retention.total.bridge.churn += Money{1};
        QCOMPARE(brokenIdentities(net).size(), std::size_t{1});

        Analysis monthly = figuresOf(*sound);
        monthly.retention.monthly.at(3).bridge.expansion += Money{1};
        QCOMPARE(brokenIdentities(monthly).size(), std::size_t{1});

        Analysis groups = figuresOf(*sound);
        Bridge& group = groups.retention.breakdown[0].at(0).retention.bridge;
        group.opening += Money{1};
        group.closing += Money{1}; // still adds up by itself, but the groups no longer make the total
        QCOMPARE(brokenIdentities(groups).size(), std::size_t{1});
    }

    void aDriverThatIsLostIsFound()
    {
        Analysis drivers = figuresOf(*analysed(1));
        QVERIFY(drivers.retention.drivers.nrrNow && drivers.retention.drivers.nrrBefore);
        drivers.retention.drivers.accounts.pop_back();
        drivers.retention.drivers.movements.front().points += 0.01;
        QCOMPARE(brokenIdentities(drivers).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(IdentitiesTest)
#include "identities_test.moc"
