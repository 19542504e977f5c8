// SPDX-License-Identifier: GPL-3.0-or-later
// Each change since the last closed review has its cause: new data, a changed rule, or only time passing.
#include <QtTest>

#include "model/review/causes.h"
#include "model/review/frozen_review.h"
#include "tests/support/portfolio_builder.h"

using namespace holdfast;

namespace {

const Date before = day("2025-06-23"), today = day("2025-06-30");

// "2025-06-16" for 14.
std::string ago(int days)
{
    return today.addDays(-days).toIso();
}

// One customer of some years with an owner, so that the rules under test stand alone as far as they can.
PortfolioBuilder book(const std::string& renewal = "2027-06-30", const std::string& account = {})
{
    PortfolioBuilder made;
    made.account("acme",
        "contract_model=annual, owner=Ada, start_date=2023-06-30, renewal_date=" + renewal +
            (account.empty() ? "" : ", " + account));
    made.subscription("acme", "2023-06-30", renewal, "1200");
    return made;
}

AnalysisPtr analysed(const PortfolioPtr& portfolio, Date asOf, const AnalysisSettings& settings = {})
{
    return analyse(portfolio, settings, {yearUpTo(asOf), {}});
}

// The review of the week before, closed and kept.
struct Then {
    explicit Then(const PortfolioPtr& portfolio, const AnalysisSettings& settings = {})
    {
        const AnalysisPtr analysis = analysed(portfolio, before, settings);
        record = freeze(*analysis, Cadence::Weekly, 1);
        record.number = 1;
        ReviewBundle bundle = compareReview(analysis, Cadence::Weekly, {}, {}, {});
        bundle.open = record;
        record.closed = true;
        kept = *thawReview(freezeReview(bundle));
    }
    ReviewRecord record;
    ReviewBundle kept;
};

ReviewBundle compared(
    const PortfolioPtr& portfolio, const Then& then, const AnalysisSettings& settings = {}, bool withKept = true)
{
    ReviewBundle review = compareReview(analysed(portfolio, today, settings), Cadence::Weekly, {then.record}, {}, {});
    nameCauses(review, withKept ? &then.kept : nullptr);
    return review;
}

// "new by time_passing", "resolved by new_data", "continuing by none", or "-".
std::string said(const ReviewBundle& review, RuleId rule)
{
    for (std::size_t at = 0; at < review.states.size(); ++at) {
        if (review.result().exceptions.exceptions[at].rule == rule)
            return std::string(text(review.states[at].change)) + " by " + std::string(text(review.states[at].cause));
    }
    for (std::size_t at = 0; at < review.resolved.size(); ++at) {
        if (review.resolved[at].rule == rule)
            return "resolved by " + std::string(text(review.resolvedCauses[at]));
    }
    return "-";
}

AnalysisSettings with(RuleId rule, const char* threshold, double value)
{
    RuleOverride own;
    own.rule = rule;
    own.threshold = threshold;
    own.value = value;
    AnalysisSettings settings;
    settings.rules = RuleSettings({own});
    return settings;
}

PortfolioBuilder withSponsorMeeting(PortfolioBuilder made, int daysAgo)
{
    return made.row(
        "interactions", "account_id=acme, date=" + ago(daysAgo) + ", kind=meeting, held=true, sponsor_attended=true");
}

} // namespace

class ReviewCausesTest : public QObject {
    Q_OBJECT

private slots:
    // The champion left between the two reviews.
    void aFactThatCameSinceIsNewData()
    {
        const Then then(
            book().row("contacts", "account_id=acme, name=Ada, role=champion, joined_date=2024-01-01").build());
        const PortfolioPtr now =
            book()
                .row(
                    "contacts", "account_id=acme, name=Ada, role=champion, joined_date=2024-01-01, left_date=" + ago(3))
                .build();
        QCOMPARE(said(compared(now, then), RuleId::ChampionLeft), std::string("new by new_data"));
    }

    // One import holds both weeks: what happened after the earlier day was not known on it.
    void aFactOfBetweenTheDaysIsNewDataWhateverItsImport()
    {
        const PortfolioPtr both =
            book().row("surveys", "account_id=acme, date=" + ago(3) + ", kind=nps, score=2").build();
        const Then then(both);
        QCOMPARE(said(compared(both, then), RuleId::Detractor), std::string("new by new_data"));
        QCOMPARE(said(compared(both, then, {}, false), RuleId::Detractor), std::string("new by new_data"));
    }

    // The sponsor was last seen 88 days before the earlier review: 95 days now. Nothing came in, or only what does
    // not matter to it.
    void whatFollowsFromOldFactsIsTimePassing()
    {
        const PortfolioPtr old = withSponsorMeeting(book(), 95).build();
        const Then then(old);
        QCOMPARE(said(compared(old, then), RuleId::SponsorSilent), std::string("new by time_passing"));
        const PortfolioPtr now = withSponsorMeeting(book("2027-06-30", "seats=7"), 95)
                                     .row("tickets", "account_id=acme, opened_date=" + ago(2) + ", severity=low")
                                     .build();
        QCOMPARE(said(compared(now, then), RuleId::SponsorSilent), std::string("new by time_passing"));
    }

    // Renewal on 2025-10-25: 124 days from the earlier day (medium), 117 from today (high).
    void aRisingSeverityMayBeTimeAloneToo()
    {
        const PortfolioPtr old = book("2025-10-25").imported("outcomes").build();
        const Then then(old);
        QCOMPARE(said(compared(old, then), RuleId::UnprovenRenewal), std::string("worse by time_passing"));
        // The contract was shortened since: the same severity, but the old facts would not give it.
        const Then later(book("2026-03-30").imported("outcomes").build());
        QCOMPARE(said(compared(old, later), RuleId::UnprovenRenewal), std::string("new by new_data"));
    }

    void aChangedThresholdIsNamedAsTheCause()
    {
        const PortfolioPtr facts = withSponsorMeeting(book(), 60).build();
        const Then then(facts);
        const AnalysisSettings stricter = with(RuleId::SponsorSilent, "days", 30);
        QCOMPARE(said(compared(facts, then, stricter), RuleId::SponsorSilent), std::string("new by changed_rule"));
        const Then strict(facts, stricter);
        QCOMPARE(said(compared(facts, strict), RuleId::SponsorSilent), std::string("resolved by changed_rule"));
        // A rule that changed elsewhere changes nothing about the causes of the others.
        const PortfolioPtr silent = withSponsorMeeting(book(), 95).build();
        QCOMPARE(said(compared(silent, Then(silent), with(RuleId::Zombie, "zeros", 7)), RuleId::SponsorSilent),
            std::string("new by time_passing"));
    }

    void aClosedTicketResolvesByNewData()
    {
        const std::string ticket = "account_id=acme, ticket_id=T-1, opened_date=" + ago(40) + ", severity=urgent";
        const Then then(book().row("tickets", ticket).build());
        const PortfolioPtr now = book().row("tickets", ticket + ", closed_date=" + ago(2)).build();
        QCOMPARE(said(compared(now, then), RuleId::EscalationOpen), std::string("resolved by new_data"));
    }

    // The champion left 88 days before the earlier review; the rule looks back 90 days.
    void whatGrowsOldResolvesByTimePassing()
    {
        const PortfolioPtr old =
            book()
                .row("contacts",
                    "account_id=acme, name=Ada, role=champion, joined_date=2024-01-01, left_date=" + ago(95))
                .build();
        const Then then(old);
        QCOMPARE(said(compared(old, then), RuleId::ChampionLeft), std::string("resolved by time_passing"));
    }

    // 40 weeks of users, then a fall: the drop is in the weeks after the earlier review.
    void usageThatFellSinceIsNewData()
    {
        std::vector<std::int64_t> users(39, 100);
        const Date first = day("2024-09-16"); // 39 weeks to 2025-06-15
        PortfolioBuilder old = book(), now = book();
        old.weeklyUsage("acme", first.toIso(), users, "seats=120");
        users.insert(users.end(), {5, 5});
        now.weeklyUsage("acme", first.toIso(), users, "seats=120");
        const Then then(old.build());
        QCOMPARE(said(compared(now.build(), then), RuleId::UsageDrop), std::string("new by new_data"));
    }

    // An account that was not there yet, and one that is gone.
    void accountsThatCameOrWentAreNewData()
    {
        const Then then(PortfolioBuilder().account("other", "owner=Ada").build());
        const PortfolioPtr now = withSponsorMeeting(book(), 95).build();
        QCOMPARE(said(compared(now, then), RuleId::SponsorSilent), std::string("new by new_data"));
        const Then with(now);
        QCOMPARE(said(compared(PortfolioBuilder().account("other", "owner=Ada").build(),
                          Then(withSponsorMeeting(book(), 120).build())),
                     RuleId::SponsorSilent),
            std::string("resolved by new_data"));
    }
};

QTEST_GUILESS_MAIN(ReviewCausesTest)
#include "review_causes_test.moc"
