// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for every portfolio, on generated ones with gaps, credits, currencies, snapshots and odd dates.
#include "model/analysis/retention.h"

#include <QtTest>
#include <cmath>
#include <random>

#include "tests/support/portfolio_builder.h"

using namespace holdfast;

namespace {

class Generator {
public:
    explicit Generator(std::uint32_t seed)
        : random_(seed)
    {
    }

    PortfolioBuilder book(int accounts)
    {
        PortfolioBuilder made;
        made.fxRate("EUR", "2023-01-01", "1.0837").fxRate("EUR", "2025-01-01", "1.1119");
        for (int i = 0; i < accounts; ++i)
            addAccount(made, "account-" + std::to_string(i));
        return made;
    }
    int below(int count) { return static_cast<int>(random_() % static_cast<std::uint32_t>(count)); }
    Date date() { return day("2022-01-01").addDays(below(1400)); }

private:
    std::string amount() { return std::to_string(below(9000)) + '.' + std::to_string(10 + below(90)); }

    void addAccount(PortfolioBuilder& made, const std::string& id)
    {
        std::string cells;
        const auto set = [&](int outOf, const std::string& column, const std::string& value) {
            if (below(outOf) == 0)
                cells += (cells.empty() ? "" : ", ") + column + '=' + value;
        };
        set(2, "segment", std::string(1, static_cast<char>('a' + below(3))));
        set(2, "region", below(2) == 0 ? "EU" : "US");
        set(3, "owner", "owner " + std::to_string(below(5)));
        set(3, "industry", "industry " + std::to_string(below(3)));
        set(3, "touch", below(2) == 0 ? "tech" : "human");
        set(3, "contract_model", below(2) == 0 ? "annual" : "monthly");
        set(4, "start_date", date().toIso());
        set(2, "renewal_date", date().toIso());
        set(3, "churn_date", date().toIso());
        set(3, "currency", below(4) == 0 ? "XYZ" : "EUR");
        set(3, "acquisition_cost", amount());
        set(3, "gross_margin", "0." + std::to_string(10 + below(89)));
        set(2, "arr", amount());
        made.account(id, cells);
        for (int n = below(4); n > 0 && below(4) != 0; --n) {
            const Date start = date();
            made.subscription(id, start.toIso(), below(3) == 0 ? "" : start.addDays(below(500) - 20).toIso(),
                (below(12) == 0 ? "-" : "") + amount(), below(3) == 0 ? "" : "product=" + std::to_string(below(3)));
        }
        for (int n = below(3) == 0 ? below(6) : 0; n > 0; --n)
            made.snapshot(id, date().toIso(), below(4) == 0 ? "0" : amount());
        for (int n = below(3); n > 0; --n) {
            made.row("invoices",
                "account_id=" + id + ", issued_date=" + date().toIso() + ", amount=" + amount() +
                    (below(4) == 0 ? ", currency=EUR" : ""));
        }
    }

    std::mt19937 random_;
};

// Everything that the figures of a bridge say, as one line that two runs can be compared by.
std::string printed(const Retention& r)
{
    std::string line;
    for (const Money amount : {r.bridge.opening, r.bridge.newArr, r.bridge.reactivation, r.bridge.expansion,
             r.bridge.contraction, r.bridge.churn, r.bridge.closing, r.arpa.value_or(Money{-1}),
             r.clv.value_or(Money{-1}), r.purchaseClv.value_or(Money{-1})})
        line += amount.toText() + ' ';
    for (const std::int64_t count : {r.openingCustomers, r.retainedCustomers, r.lostCustomers, r.newCustomers,
             r.reactivatedCustomers, r.closingCustomers})
        line += std::to_string(count) + ' ';
    for (const Ratio& figure : {r.nrr, r.grr, r.crr, r.strictNrr, r.strictGrr, r.eventNrr, r.renewalRate, r.clvCac,
             r.lifespanYears, r.repeatCustomerRate})
        line += QString::number(figure.value_or(-1), 'g', 17).toStdString() + ' ';
    return line;
}

std::string printed(const RetentionResult& result, const Portfolio& portfolio)
{
    std::string text = printed(result.total) + '\n';
    for (const auto& groups : result.breakdown) {
        for (const RetentionGroup& group : groups)
            text += group.value + ' ' + printed(group.retention) + '\n';
    }
    for (const DriverAccount& entry : result.drivers.accounts) {
        text += portfolio.accountId(entry.account) + ' ' + std::string(holdfast::text(entry.movement)) + ' ' +
            entry.amount.toText() + ' ' + entry.amountBefore.toText() + ' ' +
            QString::number(entry.points, 'g', 17).toStdString() + '\n';
    }
    return text;
}

Bridge sum(const std::vector<RetentionGroup>& groups)
{
    Bridge total;
    for (const RetentionGroup& group : groups) {
        const Bridge& b = group.retention.bridge;
        total.opening += b.opening;
        total.newArr += b.newArr;
        total.reactivation += b.reactivation;
        total.expansion += b.expansion;
        total.contraction += b.contraction;
        total.churn += b.churn;
        total.closing += b.closing;
    }
    return total;
}

} // namespace

class RetentionInvariantsTest : public QObject {
    Q_OBJECT

private slots:
    void whatHoldsForEveryPortfolio_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }

    void whatHoldsForEveryPortfolio()
    {
        QFETCH(int, seed);
        Generator generator(static_cast<std::uint32_t>(seed));
        const PortfolioPtr portfolio = generator.book(120).build();
        const AnalysisSettings settings;
        const Date to = day("2023-06-01").addDays(generator.below(900));
        const Period period{to.addDays(-1 - generator.below(500)), to};
        const DayContext context(*portfolio, settings, to);
        const RetentionResult result = retentionResult(context, period);
        const Retention& total = result.total;

        // The bridge holds to the cent, and its ends are the ARR of the two days.
        QVERIFY(total.bridge.adds());
        Money opening, closing;
        for (std::uint32_t i = 0; i < portfolio->accountCount(); ++i) {
            opening += context.arr(AccountId{i}, period.from);
            closing += context.arr(AccountId{i}, period.to);
        }
        QCOMPARE(total.bridge.opening.cents, opening.cents);
        QCOMPARE(total.bridge.closing.cents, closing.cents);
        QCOMPARE(total.openingCustomers, total.retainedCustomers + total.lostCustomers);
        QCOMPARE(total.closingCustomers, total.retainedCustomers + total.newCustomers + total.reactivatedCustomers);

        // The monthly pieces chain, and add up from the opening to the closing.
        Money at = total.bridge.opening;
        for (const BridgePiece& piece : result.monthly) {
            QVERIFY(piece.bridge.adds());
            QCOMPARE(piece.bridge.opening.cents, at.cents);
            at = piece.bridge.closing;
        }
        QCOMPARE(at.cents, total.bridge.closing.cents);

        // GRR ≤ NRR, GRR ≤ 1, strict figures below the plain ones, rates between 0 and 1.
        if (total.nrr) {
            QVERIFY(*total.grr <= *total.nrr);
            QVERIFY(*total.grr <= 1.0 && *total.grr >= 0.0);
            QVERIFY(*total.strictNrr <= *total.nrr);
            QVERIFY(*total.strictGrr <= *total.grr);
            QVERIFY(*total.crr >= 0.0 && *total.crr <= 1.0);
        }
        if (total.renewalRate)
            QVERIFY(*total.renewalRate >= 0.0 && *total.renewalRate <= 1.0);

        // Breakdowns add up: of accounts in every bar, of products in the openings and closings.
        for (std::size_t d = 0; d < dimensionCount; ++d) {
            const Bridge groups = sum(result.breakdown[d]);
            QVERIFY(groups.adds());
            QCOMPARE(groups.opening.cents, total.bridge.opening.cents);
            QCOMPARE(groups.closing.cents, total.bridge.closing.cents);
            QVERIFY(static_cast<Dimension>(d) == Dimension::Product || groups == total.bridge);
            QVERIFY(std::is_sorted(result.breakdown[d].begin(), result.breakdown[d].end(),
                [](const RetentionGroup& a, const RetentionGroup& b) { return a.value < b.value; }));
        }

        // Both lists of drivers add up to the change of NRR in points.
        if (!result.drivers.movements.empty()) {
            const double change = 100.0 * (*result.drivers.nrrNow - *result.drivers.nrrBefore);
            double movementPoints = 0, accountPoints = 0;
            for (const DriverMovement& movement : result.drivers.movements)
                movementPoints += movement.points;
            for (const DriverAccount& account : result.drivers.accounts)
                accountPoints += account.points;
            QVERIFY(std::abs(movementPoints - change) < 1e-9);
            QVERIFY(std::abs(accountPoints - change) < 1e-9);
        }

        // Each part alone says the same as all at once.
        QCOMPARE(printed(retention(context, period)), printed(total));
        QVERIFY(monthlyBridge(context, period).back().bridge == result.monthly.back().bridge);
        QCOMPARE(drivers(context, period).accounts.size(), result.drivers.accounts.size());
        QCOMPARE(movements(context, period).size(), result.movements.size());
    }

    // The definitions read word by word and day by day, against the engine's timelines.
    void thePlainDefinitionsGiveTheSameFigures()
    {
        for (std::uint32_t seed = 101; seed <= 110; ++seed) {
            Generator generator(seed);
            const PortfolioPtr portfolio = generator.book(80).build();
            const AnalysisSettings settings;
            const Date to = day("2024-06-01").addDays(generator.below(500));
            const Period period{to.addDays(-60 - generator.below(400)), to};
            const DayContext context(*portfolio, settings, to);
            std::int64_t fresh = 0, back = 0;
            Money opening, strictKept, strictGross, events, due, kept;
            for (std::uint32_t i = 0; i < portfolio->accountCount(); ++i) {
                const AccountId id{i};
                const auto arr = [&](Date on) { return context.arr(id, on); };
                const auto hadArrBefore = [&](Date limit) {
                    for (Date on = day("2021-01-01"); on < limit; on = on.addDays(1)) {
                        if (arr(on) > Money{})
                            return true;
                    }
                    return false;
                };
                const Money a = arr(period.from), b = arr(period.to);
                opening += a;
                if (a == Money{} && b > Money{})
                    ++(hadArrBefore(period.from) ? back : fresh);
                int run = 0, longest = 0;
                for (Date on = period.from.addDays(1); on < period.to; on = on.addDays(1)) {
                    run = arr(on) == Money{} ? run + 1 : 0;
                    longest = std::max(longest, run);
                }
                if (a > Money{} && longest <= 30) {
                    strictKept += b;
                    strictGross += std::min(a, b);
                } // who is gone for good keeps nothing either way
                Date from = period.from;
                for (Date on = period.from.addDays(1); on <= period.to; on = on.addDays(1)) {
                    if (!on.isLastOfMonth() && on != period.to)
                        continue;
                    if (arr(from) > Money{} || hadArrBefore(from))
                        events += arr(on) - arr(from);
                    from = on;
                }
                bool any = false;
                for (Date on = period.from.addDays(1); on < period.to; on = on.addDays(1)) {
                    Money ending;
                    bool event = false;
                    for (const Subscription& row : portfolio->subscriptions.of(id)) {
                        if (row.endDate == on && row.startDate < on) {
                            event = true;
                            ending += context.conversion()
                                          .toBase(row.arr, row.currency, portfolio->account(id))
                                          .value_or(Money{});
                        }
                    }
                    if (!event)
                        continue;
                    any = true;
                    ending = std::max(ending, Money{});
                    due += ending;
                    kept += std::clamp(ending - (arr(on.addDays(-1)) - arr(on.addDays(1))), Money{}, ending);
                }
                const auto renewal = portfolio->account(id).renewalDate;
                if (!any && renewal && *renewal > period.from && *renewal < period.to) {
                    const Money held = arr(renewal->addDays(-1));
                    due += held;
                    kept += std::clamp(arr(renewal->addDays(1)), Money{}, held);
                }
            }
            const Retention figures = retention(context, period);
            QVERIFY(opening > Money{});
            QCOMPARE(figures.newCustomers, fresh);
            QCOMPARE(figures.reactivatedCustomers, back);
            QCOMPARE(figures.strictNrr, ratio(strictKept, opening));
            QCOMPARE(figures.strictGrr, ratio(strictGross, opening));
            QCOMPARE(figures.eventNrr, ratio(opening + events, opening));
            QCOMPARE(figures.renewalRate, ratio(kept, due));
        }
    }

    void theOrderOfRowsChangesNothing()
    {
        for (std::uint32_t seed = 1; seed <= 5; ++seed) {
            PortfolioBuilder book = Generator(seed).book(200);
            const auto figures = [&book] {
                const PortfolioPtr portfolio = book.build();
                const AnalysisSettings settings;
                const DayContext context(*portfolio, settings, day("2025-03-31"));
                return printed(retentionResult(context, {day("2024-03-31"), day("2025-03-31")}), *portfolio);
            };
            const std::string before = figures();
            QVERIFY(before.size() > 1000);
            book.shuffle(seed);
            QCOMPARE(figures(), before);
        }
    }

    void theTimelineAndTheDayAgreeOnEveryDay()
    {
        const PortfolioPtr portfolio = Generator(99).book(150).build();
        const AnalysisSettings settings;
        const DayContext context(*portfolio, settings, day("2025-01-15"));
        std::vector<ArrStep> steps;
        for (std::uint32_t i = 0; i < portfolio->accountCount(); ++i) {
            context.arrTimeline(AccountId{i}, steps);
            for (Date on = day("2021-12-01"); on < day("2025-06-01"); on = on.addDays(1)) {
                if (arrOn(steps, on) != context.arr(AccountId{i}, on))
                    QFAIL(qPrintable(QString::fromStdString(portfolio->accountId(AccountId{i}) + ' ' + on.toIso())));
            }
            for (std::size_t k = 1; k < steps.size(); ++k)
                QVERIFY(steps[k - 1].from < steps[k].from && steps[k - 1].arr != steps[k].arr);
        }
    }

    void aBookLargerThanOneRangeAddsUpTheSameAsItsHalves()
    {
        const PortfolioPtr portfolio = Generator(7).book(2500).build();
        const AnalysisSettings settings;
        const Period period{day("2024-03-31"), day("2025-03-31")};
        const RetentionResult all = retentionResult(DayContext(*portfolio, settings, period.to), period);
        const auto part = [&](const std::vector<std::string>& segments) {
            const DayContext context(*portfolio, settings, period.to, Filter{{{Dimension::Segment, segments}}});
            return retentionResult(context, period);
        };
        const RetentionResult one = part({"", "a"}), two = part({"b", "c"});
        QCOMPARE((one.total.bridge.opening + two.total.bridge.opening).cents, all.total.bridge.opening.cents);
        QCOMPARE((one.total.bridge.churn + two.total.bridge.churn).cents, all.total.bridge.churn.cents);
        QCOMPARE(one.movements.size() + two.movements.size(), all.movements.size());
        for (std::size_t i = 0; i < all.monthly.size(); ++i) {
            QCOMPARE((one.monthly[i].bridge.closing + two.monthly[i].bridge.closing).cents,
                all.monthly[i].bridge.closing.cents);
        }
    }
};

QTEST_GUILESS_MAIN(RetentionInvariantsTest)
#include "retention_invariants_test.moc"
