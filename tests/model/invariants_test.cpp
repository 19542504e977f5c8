// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every book as a whole: identities of the figures, order and arithmetic of the exceptions, and what a
// changed threshold may and may not change.
#include <QtTest>
#include <set>

#include "model/report/report_json.h"
#include "tests/support/generated_book.h"

using namespace holdfast;

namespace {

const Date middle = day("2025-06-30");

AnalysisPtr analysed(const PortfolioPtr& book, Date asOf, std::vector<RuleOverride> overrides = {})
{
    AnalysisRequest request;
    request.period = yearUpTo(asOf);
    return analyse(book, {0.80, RuleSettings(std::move(overrides))}, request);
}

RuleOverride overrideOf(
    RuleId rule, std::string_view threshold, double value, const std::optional<std::string>& segment = {})
{
    RuleOverride entry;
    entry.rule = rule;
    entry.segment = segment;
    entry.threshold = threshold;
    entry.value = value;
    return entry;
}

bool atMost(const Ratio& smaller, const Ratio& greater)
{
    return smaller.has_value() == greater.has_value() && (!smaller || *smaller <= *greater + 1e-12);
}

void verifyRetention(const Retention& r)
{
    QVERIFY(r.bridge.adds());
    QVERIFY(atMost(r.grr, r.nrr));
    QVERIFY(atMost(r.strictNrr, r.nrr) && atMost(r.strictGrr, r.grr) && atMost(r.strictGrr, r.strictNrr));
    QVERIFY(!r.grr || (*r.grr >= 0 && *r.grr <= 1));
    QVERIFY(!r.crr || (*r.crr >= 0 && *r.crr <= 1));
    QVERIFY(!r.renewalRate || (*r.renewalRate >= 0 && *r.renewalRate <= 1));
    QCOMPARE(r.retainedCustomers + r.lostCustomers, r.openingCustomers);
    QCOMPARE(r.retainedCustomers + r.newCustomers + r.reactivatedCustomers, r.closingCustomers);
    QCOMPARE(r.nrr.has_value(), r.openingCustomers > 0);
}

// The accounts that a rule names.
std::set<std::string> namedBy(const Analysis& analysis, RuleId rule)
{
    std::set<std::string> accounts;
    for (const Exception& exception : analysis.exceptions.exceptions) {
        if (exception.rule == rule && exception.account)
            accounts.insert(analysis.portfolio->accountId(*exception.account));
    }
    return accounts;
}

} // namespace

class InvariantsTest : public QObject {
    Q_OBJECT

private slots:
    void booksKeepTheirIdentities_data()
    {
        QTest::addColumn<std::uint32_t>("seed");
        QTest::addColumn<int>("shift");
        for (std::uint32_t seed = 21; seed < 27; ++seed) {
            for (const int shift : {-500, -180, -31, 0, 77})
                QTest::addRow("book %u, day %d", seed, shift) << seed << shift;
        }
    }
    void booksKeepTheirIdentities()
    {
        QFETCH(std::uint32_t, seed);
        QFETCH(int, shift);
        const AnalysisPtr analysis = analysed(portfolioOf(generatedBook(seed, 40, middle)), middle.addDays(shift));
        const RetentionResult& result = analysis->retention;
        verifyRetention(result.total);
        Money previous = result.total.bridge.opening;
        for (const BridgePiece& piece : result.monthly) {
            QVERIFY(piece.bridge.adds());
            QCOMPARE(piece.bridge.opening.cents, previous.cents);
            previous = piece.bridge.closing;
        }
        QCOMPARE(previous.cents, result.total.bridge.closing.cents);
        for (const auto& groups : result.breakdown) {
            Money opening, closing;
            for (const RetentionGroup& group : groups) {
                verifyRetention(group.retention);
                opening += group.retention.bridge.opening;
                closing += group.retention.bridge.closing;
            }
            QCOMPARE(opening.cents, result.total.bridge.opening.cents);
            QCOMPARE(closing.cents, result.total.bridge.closing.cents);
        }
        double byMovement = 0, byAccount = 0;
        for (const DriverMovement& entry : result.drivers.movements)
            byMovement += entry.points;
        for (const DriverAccount& entry : result.drivers.accounts)
            byAccount += entry.points;
        if (result.drivers.nrrNow && result.drivers.nrrBefore) {
            const double change = 100 * (*result.drivers.nrrNow - *result.drivers.nrrBefore);
            QVERIFY(std::abs(byMovement - change) < 1e-6);
            QVERIFY(std::abs(byAccount - change) < 1e-6);
        } else {
            QVERIFY(result.drivers.movements.empty() && result.drivers.accounts.empty());
        }
    }

    void exceptionsAreOrderedAndAddUp_data() { booksKeepTheirIdentities_data(); }
    void exceptionsAreOrderedAndAddUp()
    {
        QFETCH(std::uint32_t, seed);
        QFETCH(int, shift);
        const AnalysisPtr analysis = analysed(portfolioOf(generatedBook(seed, 40, middle)), middle.addDays(shift));
        std::set<std::pair<std::string, RuleId>> seen;
        std::set<std::string> finished;
        std::string current = "\n"; // no account
        double highest = std::numeric_limits<double>::infinity(), last = highest;
        std::set<std::string> atRisk;
        Money arrAtRisk;
        for (const Exception& exception : analysis->exceptions.exceptions) {
            const std::string account =
                exception.account ? analysis->portfolio->accountId(*exception.account) : std::string();
            QVERIFY(seen.emplace(account, exception.rule).second);
            if (account != current) {
                QVERIFY2(finished.insert(account).second, "an account's exceptions stand together");
                QVERIFY(exception.priority <= highest);
                highest = exception.priority;
                current = account;
            } else {
                QVERIFY(exception.priority <= last);
            }
            last = exception.priority;
            QVERIFY(!exception.evidence.empty() && !exception.action.empty());
            const auto days = rule(exception.rule).daysToAct.value_or(defaultDaysToAct(exception.severity));
            QCOMPARE(exception.due - middle.addDays(shift), days);
            if (!exception.account)
                continue;
            QCOMPARE(exception.arr.cents, analysis->context->of(*exception.account).arr.cents);
            if (rule(exception.rule).lane == Lane::Risk && exception.severity >= Severity::High &&
                atRisk.insert(account).second)
                arrAtRisk += exception.arr;
        }
        QCOMPARE(analysis->exceptions.arrAtRisk.cents, arrAtRisk.cents);
        QVERIFY(arrAtRisk <= analysis->retention.total.bridge.closing);
        // Every customer stands in each zone once.
        for (const auto& zone : analysis->zones.summary) {
            std::int64_t accounts = 0;
            Money arr;
            for (const auto& status : zone) {
                accounts += status.accounts;
                arr += status.arr;
            }
            QCOMPARE(accounts, analysis->retention.total.closingCustomers);
            QCOMPARE(arr.cents, analysis->retention.total.bridge.closing.cents);
        }
    }

    // Saying a default aloud changes no figure.
    void aDefaultSaidAloudChangesNothing()
    {
        const PortfolioPtr book = portfolioOf(generatedBook(31, 60, middle));
        const std::string plain = reportJson(*analysed(book, middle));
        for (const RuleSpec& spec : rules()) {
            for (const ThresholdSpec& threshold : spec.thresholds) {
                const std::string same =
                    reportJson(*analysed(book, middle, {overrideOf(spec.id, threshold.name, threshold.value)}));
                QVERIFY2(same == plain, (std::string(spec.name) + " " + std::string(threshold.name)).c_str());
            }
        }
    }

    // Saying another number changes a report somewhere: no threshold in Settings is without effect. Left out is what
    // weekly feeds, and books without a broken feed or a wholly healthy account, cannot show; the tests of the rules
    // look at these at their boundaries.
    void everyThresholdDecidesSomething_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<int>("threshold");
        for (const RuleSpec& spec : rules()) {
            for (std::size_t i = 0; i < spec.thresholds.size() && spec.id != RuleId::ChurnRisk; ++i) {
                const std::string_view name = spec.thresholds[i].name;
                if (name.ends_with("_month") || name == "minimum_accounts" || spec.id == RuleId::ExpansionReady)
                    continue;
                QTest::addRow("%s %s", spec.name.data(), name.data())
                    << static_cast<int>(spec.id) << static_cast<int>(i);
            }
        }
    }
    void everyThresholdDecidesSomething()
    {
        QFETCH(int, rule);
        QFETCH(int, threshold);
        const RuleSpec& spec = holdfast::rule(static_cast<RuleId>(rule));
        const ThresholdSpec& changed = spec.thresholds[static_cast<std::size_t>(threshold)];
        for (const std::uint32_t seed : {31U, 32U, 33U, 34U}) {
            const PortfolioPtr book = portfolioOf(generatedBook(seed, 60, middle));
            for (const int shift : {0, -100, 45}) {
                const Date asOf = middle.addDays(shift);
                // Few accounts have five tickets in a month: one opens the gate to the rule's other numbers.
                std::vector<RuleOverride> gate;
                if (changed.name != "tickets")
                    gate.push_back(overrideOf(RuleId::TicketSpike, "tickets", 1));
                const std::string plain = reportJson(*analysed(book, asOf, gate));
                for (const double value : {changed.value / 4, changed.value * 3 + 1, -changed.value, 0.0}) {
                    std::vector<RuleOverride> overrides = gate;
                    overrides.push_back(overrideOf(spec.id, changed.name, value));
                    if (reportJson(*analysed(book, asOf, overrides)) != plain)
                        return;
                }
            }
        }
        QFAIL("no value of it changes any of these reports");
    }

    void aStricterThresholdFindsMore()
    {
        const PortfolioPtr book = portfolioOf(generatedBook(31, 60, middle));
        const std::set<std::string> usual = namedBy(*analysed(book, middle), RuleId::UsageDrop);
        const AnalysisPtr stricter = analysed(book, middle, {overrideOf(RuleId::UsageDrop, "change_high", -0.02)});
        const std::set<std::string> more = namedBy(*stricter, RuleId::UsageDrop);
        QVERIFY(more.size() > usual.size());
        QVERIFY(std::includes(more.begin(), more.end(), usual.begin(), usual.end()));
    }

    void aSegmentsThresholdLeavesTheOthersAlone()
    {
        const PortfolioPtr book = portfolioOf(generatedBook(31, 60, middle));
        const std::set<std::string> usual = namedBy(*analysed(book, middle), RuleId::UsageDrop);
        const std::set<std::string> more = namedBy(
            *analysed(book, middle, {overrideOf(RuleId::UsageDrop, "change_high", -0.02, "SMB")}), RuleId::UsageDrop);
        QVERIFY(more.size() > usual.size());
        for (const std::string& account : more) {
            const AccountId id = book->findAccount(account).value();
            QVERIFY(usual.contains(account) || book->text(book->account(id).segment) == "SMB");
        }
    }
};

QTEST_GUILESS_MAIN(InvariantsTest)
#include "invariants_test.moc"
