// SPDX-License-Identifier: GPL-3.0-or-later
// Every threshold of every rule: the rule fires exactly at it and not one step before, and a leader's own threshold,
// one step tighter or looser, moves the boundary by that step.
#include <QtTest>
#include <functional>
#include <set>

#include "tests/support/review_book.h"

using namespace holdfast;

namespace {

struct Case {
    RuleId rule;
    std::string threshold;
    double tighter; // the book that met the default no longer does
    double looser; // the book that missed the default now meets it
    std::function<void(PortfolioBuilder&, bool met)> fill;
};

void acme(PortfolioBuilder& book, const std::string& start, const std::string& cells = {})
{
    book.account("acme", "start_date=" + start + (cells.empty() ? "" : ", " + cells));
    book.subscription("acme", start, "", "1000");
}

// Seventeen weeks up to the last complete one: `before` users, and `recent` in the last four.
void weeks(
    PortfolioBuilder& book, std::int64_t before, std::int64_t recent, const std::string& cells = {}, int all = 17)
{
    std::vector<std::int64_t> users(static_cast<std::size_t>(all - 4), before);
    users.insert(users.end(), 4, recent);
    book.weeklyUsage("acme", ago(7 + 7 * (all - 1)), users, cells);
}

void tickets(PortfolioBuilder& book, int count, int daysAgo)
{
    for (int i = 0; i < count; ++i)
        book.row("tickets", "account_id=acme, opened_date=" + ago(daysAgo));
}

void meetings(PortfolioBuilder& book, int lastAgo, const std::vector<int>& gaps)
{
    int daysAgo = lastAgo;
    book.row("interactions", "account_id=acme, kind=meeting, date=" + ago(daysAgo));
    for (const int gap : gaps) {
        daysAgo += gap;
        book.row("interactions", "account_id=acme, kind=call, date=" + ago(daysAgo));
    }
}

// Somebody else's feature use that makes the feed weekly (or monthly) and end `lastAgo` days ago.
void otherFeatures(PortfolioBuilder& book, int lastAgo, int step)
{
    book.account("other");
    for (int i = 0; i < 8; ++i)
        book.featureUsage("other", "reports", ago(lastAgo + step * i), 5, "core=true");
}

void achieved(PortfolioBuilder& book, int daysAgo)
{
    book.row("outcomes",
        "account_id=acme, name=faster, target=10, current=10, agreed_date=2024-01-01, due_date=2025-06-01, "
        "annual_value=5000, measured_date=" +
            ago(10) + ", achieved_date=" + ago(daysAgo));
}

// `before` accounts with rows in eight weeks, `last` of them also in the last one, with many users so that only the
// number of accounts is odd.
void feed(PortfolioBuilder& book, int before, int last)
{
    for (int i = 0; i < before; ++i) {
        const std::string id = i == 0 ? "acme" : "other" + std::to_string(i);
        book.account(id, "arr=100");
        book.weeklyUsage(id, ago(7 + 7 * 8), std::vector<std::int64_t>(8, 10));
        if (i < last)
            book.usage(id, ago(7), 1000);
    }
}

void signal(PortfolioBuilder& book, int daysAgo)
{
    book.row("signals", "account_id=acme, kind=new_region, date=" + ago(daysAgo));
}

const std::vector<Case>& cases()
{
    using B = PortfolioBuilder;
    static const std::string old = "2023-01-01";
    static const std::vector<Case> all = {
        // 80 / 100 − 1 = −0.20; 81 / 100 − 1 = −0.19
        {RuleId::UsageDrop, "change_high", -0.21, -0.19,
            [](B& b, bool met) { acme(b, old), weeks(b, 100, met ? 80 : 81); }},
        {RuleId::UsageDrop, "change_critical", -0.41, -0.39,
            [](B& b, bool met) { acme(b, old), weeks(b, 100, met ? 60 : 61); }},
        // 10 → 8: −0.20 and two users; 5 → 4: −0.20 and one user
        {RuleId::UsageDrop, "minimum_drop", 3, 1,
            [](B& b, bool met) { acme(b, old), weeks(b, met ? 10 : 5, met ? 8 : 4); }},
        {RuleId::UsageDrop, "minimum_weeks", 18, 16,
            [](B& b, bool met) { acme(b, old), weeks(b, 100, 70, {}, met ? 17 : 16); }},
        // 40 / 100: drift
        {RuleId::GreenButDying, "health_days", 59, 61,
            [](B& b, bool met) {
                acme(b, old), weeks(b, 100, 40);
                b.row("health", "account_id=acme, source=cs, status=green, date=" + ago(met ? 60 : 61));
            }},
        {RuleId::BusyWithoutValue, "utilisation", 0.61, 0.59,
            [](B& b, bool met) {
                acme(b, old), weeks(b, met ? 60 : 59, met ? 60 : 59, "seats=100");
                b.imported("outcomes");
            }},
        {RuleId::BusyWithoutValue, "minimum_age", 181, 179,
            [](B& b, bool met) {
                acme(b, ago(met ? 180 : 179)), weeks(b, 70, 70, "seats=100");
                b.imported("outcomes");
            }},
        {RuleId::BusyWithoutValue, "outcome_days", 181, 179,
            [](B& b, bool met) {
                acme(b, old), weeks(b, 70, 70, "seats=100");
                b.row("outcomes", "account_id=acme, name=x, measured_date=" + ago(met ? 180 : 179));
            }},
        {RuleId::UnprovenRenewal, "days_medium", 179, 181,
            [](B& b, bool met) {
                acme(b, old, "contract_model=annual, renewal_date=" + ago(met ? -180 : -181));
                b.imported("outcomes");
            }},
        {RuleId::UnprovenRenewal, "days_high", 119, 121,
            [](B& b, bool met) {
                acme(b, old, "contract_model=annual, renewal_date=" + ago(met ? -120 : -121));
                b.imported("outcomes");
            }},
        {RuleId::UnprovenRenewal, "days_critical", 59, 61,
            [](B& b, bool met) {
                acme(b, old, "renewal_date=" + ago(met ? -60 : -61));
                b.imported("outcomes");
            }},
        {RuleId::RenewalOverdue, "days", 89, 91,
            [](B& b, bool met) { b.account("acme", "arr=1000, renewal_date=" + ago(met ? 90 : 91)); }},
        {RuleId::SponsorSilent, "days", 91, 89,
            [](B& b, bool met) {
                acme(b, old);
                b.row("interactions",
                    "account_id=acme, kind=meeting, sponsor_attended=true, date=" + ago(met ? 90 : 89));
            }},
        {RuleId::SponsorSilent, "minimum_age", 91, 89,
            [](B& b, bool met) {
                acme(b, ago(met ? 90 : 89)), b.account("other");
                b.row("interactions", "account_id=other, kind=meeting, sponsor_attended=true, date=" + ago(1));
            }},
        {RuleId::ChampionLeft, "days", 89, 91,
            [](B& b, bool met) {
                acme(b, old);
                b.row("contacts", "account_id=acme, name=Ada, role=champion, left_date=" + ago(met ? 89 : 90));
            }},
        {RuleId::NewDecisionMaker, "days", 59, 61,
            [](B& b, bool met) {
                acme(b, old);
                b.row("contacts", "account_id=acme, name=Ada, role=economic_buyer, joined_date=" + ago(met ? 59 : 60));
            }},
        {RuleId::NewDecisionMaker, "after_start", 31, 29,
            [](B& b, bool met) {
                acme(b, ago(60));
                b.row(
                    "contacts", "account_id=acme, name=Ada, role=executive_sponsor, joined_date=" + ago(met ? 29 : 30));
            }},
        {RuleId::SingleThreaded, "contacts", 1, 3,
            [](B& b, bool met) {
                acme(b, old), b.row("contacts", "account_id=acme, name=Ada");
                if (!met)
                    b.row("contacts", "account_id=acme, name=Bea");
            }},
        {RuleId::SingleThreaded, "minimum_age", 91, 89,
            [](B& b, bool met) { acme(b, ago(met ? 90 : 89)), b.imported("contacts"); }},
        {RuleId::EscalationOpen, "days", 8, 6,
            [](B& b, bool met) {
                acme(b, old);
                b.row("tickets", "account_id=acme, severity=urgent, opened_date=" + ago(met ? 8 : 7));
            }},
        {RuleId::TicketSpike, "tickets", 6, 4, [](B& b, bool met) { acme(b, old), tickets(b, met ? 5 : 4, 3); }},
        // 6 ≥ 2 × 18/6 = 6; 6 < 2 × 19/6 = 6.33
        {RuleId::TicketSpike, "factor", 2.1, 1.8,
            [](B& b, bool met) { acme(b, old), tickets(b, 6, 3), tickets(b, met ? 18 : 19, 100); }},
        {RuleId::TicketSpike, "recent_days", 29, 31,
            [](B& b, bool met) { acme(b, old), tickets(b, 4, 3), tickets(b, 1, met ? 29 : 30); }},
        // 17 and two more on the edge: 6 ≥ 2 × 17/6 = 5.67; 6 < 2 × 19/6 = 6.33
        {RuleId::TicketSpike, "before_days", 181, 179,
            [](B& b, bool met) {
                acme(b, old), tickets(b, 6, 3), tickets(b, 17, 100), tickets(b, 2, met ? 210 : 209);
            }},
        {RuleId::Detractor, "score", 5, 7,
            [](B& b, bool met) {
                acme(b, old);
                b.row("surveys", std::string("account_id=acme, kind=nps, score=") + (met ? "6" : "7") + ", date=" + ago(5));
            }},
        {RuleId::Detractor, "fall", 4, 2,
            [](B& b, bool met) {
                acme(b, old), b.row("surveys", "account_id=acme, kind=nps, score=10, date=" + ago(400));
                b.row("surveys", std::string("account_id=acme, kind=nps, score=") + (met ? "7" : "8") + ", date=" + ago(5));
            }},
        {RuleId::Detractor, "days", 179, 181,
            [](B& b, bool met) {
                acme(b, old), b.row("surveys", "account_id=acme, kind=nps, score=0, date=" + ago(met ? 179 : 180));
            }},
        {RuleId::MeetingsFading, "days", 46, 44,
            [](B& b, bool met) { acme(b, old), meetings(b, met ? 46 : 45, {10, 10}); }},
        // 61 > 1.5 × 40 = 60; 60 is not more than 60
        {RuleId::MeetingsFading, "factor", 1.6, 1.4,
            [](B& b, bool met) { acme(b, old), meetings(b, met ? 61 : 60, {40}); }},
        // Six days make five gaps: median of 50 50 20 20 20 is 20, of 40 40 40 20 20 it is 40 (1.5 × 40 = 60 > 50).
        // Five days: median of 50 50 20 20 is 35 (52.5 > 50). Seven: of 40 40 40 20 20 20 it is 30 (45 < 50).
        {RuleId::MeetingsFading, "meetings", 5, 7,
            [](B& b, bool met) {
                acme(b, old);
                meetings(b, 50, met ? std::vector{50, 50, 20, 20, 20} : std::vector{40, 40, 40, 20, 20, 20});
            }},
        {RuleId::OverdueInvoice, "days", 31, 29,
            [](B& b, bool met) {
                acme(b, old);
                b.row("invoices", "account_id=acme, amount=10, issued_date=2025-01-01, due_date=" + ago(met ? 31 : 30));
            }},
        // 90 / 100 − 1 = −0.10; 91 / 100 − 1 = −0.09
        {RuleId::SeatsTrimmed, "change", -0.11, -0.09,
            [](B& b, bool met) {
                acme(b, old), b.usage("acme", ago(200), 5, "seats=100");
                b.usage("acme", ago(7), 5, met ? "seats=90" : "seats=91");
            }},
        {RuleId::SeatsTrimmed, "days", 183, 181,
            [](B& b, bool met) {
                acme(b, old), b.usage("acme", ago(met ? 182 : 181), 5, "seats=100");
                b.usage("acme", ago(7), 5, "seats=80");
            }},
        {RuleId::CoreFeatureUnused, "minimum_age", 91, 89,
            [](B& b, bool met) { acme(b, ago(met ? 90 : 89)), otherFeatures(b, 1, 7); }},
        {RuleId::CoreFeatureUnused, "days", 31, 29,
            [](B& b, bool met) {
                acme(b, old), otherFeatures(b, 1, 7);
                b.featureUsage("acme", "reports", ago(met ? 31 : 30), 1); // F = D − 1
            }},
        {RuleId::CoreFeatureUnused, "feed_days", 13, 15,
            [](B& b, bool met) { acme(b, old), otherFeatures(b, met ? 14 : 15, 7); }},
        {RuleId::CoreFeatureUnused, "feed_days_month", 44, 46,
            [](B& b, bool met) { acme(b, old), otherFeatures(b, met ? 45 : 46, 30); }},
        // Windows end 0, 30, 60, 90 days before F = D.
        {RuleId::StoppedUsingFeature, "days", 31, 29,
            [](B& b, bool met) {
                acme(b, old), otherFeatures(b, 0, 7);
                for (const int daysAgo : met ? std::vector{30, 75, 105} : std::vector{29, 45, 75, 105})
                    b.featureUsage("acme", "exports", ago(daysAgo), 1);
            }},
        {RuleId::StoppedUsingFeature, "feed_days", 13, 15,
            [](B& b, bool met) {
                acme(b, old), otherFeatures(b, met ? 14 : 15, 7);
                for (const int daysAgo : {45, 75, 105})
                    b.featureUsage("acme", "exports", ago(14 + daysAgo), 1);
            }},
        // F is 16 or 15 May; used in February, March and April.
        {RuleId::StoppedUsingFeature, "feed_days_month", 44, 46,
            [](B& b, bool met) {
                acme(b, old), otherFeatures(b, met ? 45 : 46, 30);
                for (const char* date : {"2025-02-10", "2025-03-10", "2025-04-10"})
                    b.featureUsage("acme", "exports", date, 1);
            }},
        {RuleId::UnrecognisedWin, "days", 61, 59,
            [](B& b, bool met) {
                acme(b, old), b.account("other");
                b.row("outcomes", "account_id=other, name=y, achieved_date=2025-01-01, recognised_date=2025-01-02");
                b.row("outcomes", "account_id=acme, name=x, achieved_date=" + ago(met ? 60 : 59));
            }},
        {RuleId::KickoffLate, "days", 15, 13,
            [](B& b, bool met) { acme(b, ago(met ? 15 : 14)), b.account("other", "kickoff_date=2025-01-01"); }},
        {RuleId::OnboardingLate, "days", 61, 59,
            [](B& b, bool met) {
                acme(b, ago(met ? 61 : 60)), b.account("other", "onboarding_completed_date=2025-01-01");
            }},
        {RuleId::FirstLoginMissing, "days", 8, 6,
            [](B& b, bool met) { acme(b, ago(met ? 7 : 6)), b.imported("usage"); }},
        {RuleId::FirstLoginMissing, "maximum_age", 59, 61,
            [](B& b, bool met) { acme(b, ago(met ? 60 : 61)), b.imported("usage"); }},
        {RuleId::MilestoneOverdue, "days", 15, 13,
            [](B& b, bool met) {
                acme(b, old), b.row("milestones", "account_id=acme, name=m, planned_date=" + ago(met ? 15 : 14));
            }},
        {RuleId::MilestoneOverdue, "days_high", 31, 29,
            [](B& b, bool met) {
                acme(b, old), b.row("milestones", "account_id=acme, name=m, planned_date=" + ago(met ? 31 : 30));
            }},
        {RuleId::BlockedByCustomer, "milestones", 4, 2,
            [](B& b, bool met) {
                acme(b, old);
                for (int i = 0; i < (met ? 3 : 2); ++i)
                    b.row("milestones", "account_id=acme, name=m, side=customer, blocked_since=" + ago(3));
            }},
        {RuleId::NoProgress, "days", 31, 29,
            [](B& b, bool met) {
                acme(b, old), b.row("milestones", "account_id=acme, name=m, planned_date=" + ago(1));
                b.row("milestones", "account_id=acme, name=n, completed_date=" + ago(met ? 30 : 29));
            }},
        // 51 / 100 of the time is gone; 50 / 100 is not more than half
        {RuleId::OutcomeOffPace, "elapsed", 0.52, 0.49,
            [](B& b, bool met) {
                acme(b, old);
                b.row("outcomes",
                    "account_id=acme, name=x, target=100, current=1, agreed_date=" + ago(met ? 51 : 50)
                        + ", due_date=" + ago(met ? -49 : -50));
            }},
        // Expected 0.60, half of it 0.30: 0.29 is below, 0.30 is not
        {RuleId::OutcomeOffPace, "pace", 0.48, 0.52,
            [](B& b, bool met) {
                acme(b, old);
                b.row("outcomes",
                    "account_id=acme, name=x, target=100, agreed_date=" + ago(60) + ", due_date=" + ago(-40)
                        + ", current=" + (met ? "29" : "30"));
            }},
        {RuleId::ExpansionReady, "utilisation", 0.81, 0.79,
            [](B& b, bool met) {
                acme(b, old), achieved(b, 100), weeks(b, met ? 80 : 79, met ? 80 : 79, "seats=100");
            }},
        {RuleId::ExpansionReady, "signal_days", 89, 91,
            [](B& b, bool met) {
                acme(b, old), achieved(b, 200), weeks(b, 90, 90, "seats=100"), signal(b, met ? 89 : 90);
            }},
        {RuleId::ExpansionReady, "outcome_days", 179, 181,
            [](B& b, bool met) { acme(b, old), achieved(b, met ? 179 : 180), weeks(b, 90, 90, "seats=100"); }},
        {RuleId::SignalUnworked, "days", 8, 6, [](B& b, bool met) { acme(b, old), signal(b, met ? 8 : 7); }},
        {RuleId::SignalUnworked, "maximum_days", 179, 181,
            [](B& b, bool met) { acme(b, old), signal(b, met ? 179 : 180); }},
        // A week row covers seven days: one of D − 21 ends 15 days before D.
        {RuleId::UsageFeedStale, "days", 15, 13,
            [](B& b, bool met) {
                acme(b, old), b.account("other").weeklyUsage("other", ago(49), {5, 5, 5, 5, 5, 5, 5});
                b.usage("acme", ago(met ? 21 : 20), 5);
            }},
        // A month row of 16 April covers up to 15 May, 46 days before D.
        {RuleId::UsageFeedStale, "days_month", 46, 44,
            [](B& b, bool met) {
                acme(b, old), b.account("other");
                for (const char* date : {"2025-03-05", "2025-04-05", "2025-05-05", "2025-06-05"})
                    b.usage("other", date, 5);
                b.usage("acme", met ? "2025-04-16" : "2025-04-17", 5);
            }},
        {RuleId::SourcesDisagree, "health_days", 59, 61,
            [](B& b, bool met) {
                acme(b, old), b.row("health", "account_id=acme, source=support, status=red, date=" + ago(1));
                b.row("health", "account_id=acme, source=cs, status=green, date=" + ago(met ? 60 : 61));
            }},
        // Five accounts before, two now: 2 < 0.5 × 5. Four before are too few to judge.
        {RuleId::SourceBroken, "minimum_accounts", 6, 4, [](B& b, bool met) { feed(b, met ? 5 : 4, met ? 2 : 1); }},
        // Ten before: 4 < 5, 5 is not below 5.
        {RuleId::SourceBroken, "share", 0.4, 0.6, [](B& b, bool met) { feed(b, 10, met ? 4 : 5); }},
        {RuleId::SourceBroken, "feed_days", 15, 13,
            [](B& b, bool met) {
                acme(b, old), b.weeklyUsage("acme", ago((met ? 21 : 20) + 28), {5, 5, 5, 5, 5});
            }},
        {RuleId::SourceBroken, "feed_days_month", 46, 44,
            [](B& b, bool met) {
                acme(b, old);
                for (const char* month : {"2025-02-", "2025-03-", "2025-04-"})
                    b.usage("acme", month + std::string(met ? "16" : "17"), 5);
            }},
    };
    return all;
}

std::string name(const Case& one)
{
    return std::string(rule(one.rule).name) + "." + one.threshold;
}

} // namespace

class ExceptionsThresholdTest : public QObject {
    Q_OBJECT

private slots:
    void everyThresholdHasACase()
    {
        std::set<std::string> tested;
        for (const Case& one : cases())
            tested.insert(name(one));
        for (const RuleSpec& spec : rules()) {
            for (const ThresholdSpec& threshold : spec.thresholds) {
                const std::string wanted = std::string(spec.name) + "." + std::string(threshold.name);
                if (spec.id != RuleId::ChurnRisk) // no model yet
                    QVERIFY2(tested.contains(wanted), wanted.c_str());
            }
        }
    }

    void aRuleFiresAtItsThresholdAndNotOneStepBefore_data() { rows(); }
    void aRuleFiresAtItsThresholdAndNotOneStepBefore()
    {
        QFETCH(int, place);
        const Case& one = cases()[static_cast<std::size_t>(place)];
        PortfolioBuilder met, missed;
        one.fill(met, true);
        one.fill(missed, false);
        const std::string there = ReviewBook(met).severity(one.rule);
        const std::string before = ReviewBook(missed).severity(one.rule);
        QVERIFY2(there != "-", "does not fire at the threshold");
        QVERIFY2(there != before, ("one step before: " + before).c_str());
    }

    void aThresholdOfTheLeadersOwnMovesTheBoundary_data() { rows(); }
    void aThresholdOfTheLeadersOwnMovesTheBoundary()
    {
        QFETCH(int, place);
        const Case& one = cases()[static_cast<std::size_t>(place)];
        PortfolioBuilder met, missed;
        one.fill(met, true);
        one.fill(missed, false);
        const auto with = [&](double value) {
            RuleOverride change;
            change.rule = one.rule;
            change.threshold = one.threshold;
            change.value = value;
            return std::vector{change};
        };
        const std::string there = ReviewBook(met).severity(one.rule);
        const std::string before = ReviewBook(missed).severity(one.rule);
        QCOMPARE(ReviewBook(met, with(one.tighter)).severity(one.rule), before);
        const ReviewBook looser(missed, with(one.looser));
        QCOMPARE(looser.severity(one.rule), there);
        const std::vector<Evidence>& evidence = looser.of(one.rule)->evidence;
        const bool showsOverride =
            std::any_of(evidence.begin(), evidence.end(), [](const Evidence& fact) { return fact.overridden; });
        QVERIFY2(showsOverride, "an override shows in the evidence");
    }

private:
    static void rows()
    {
        QTest::addColumn<int>("place");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(name(cases()[i]).c_str()) << static_cast<int>(i);
    }
};

QTEST_APPLESS_MAIN(ExceptionsThresholdTest)
#include "exceptions_threshold_test.moc"
