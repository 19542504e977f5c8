// SPDX-License-Identifier: GPL-3.0-or-later
// A closed review is kept whole: it opens and prints the same for ever, whatever becomes of the facts.
#include <QCryptographicHash>
#include <QtTest>

#include "model/report/deck_outline.h"
#include "model/report/report_json.h"
#include "model/report/slides.h"
#include "model/review/causes.h"
#include "model/review/frozen_archive.h"
#include "model/review/frozen_review.h"
#include "model/review/risk_trend.h"
#include "tests/support/generated_book.h"
#include "tests/support/review_bundle.h"

using namespace holdfast;

namespace {

const Date today = day("2025-06-30");

ReviewBundle closedBook(std::uint32_t seed, int accounts = 40)
{
    RuleOverride own;
    own.rule = RuleId::UsageDrop;
    own.segment = "SMB";
    own.threshold = "change_high";
    own.value = -0.1;
    AnalysisSettings settings;
    settings.rules = RuleSettings({own});
    settings.defaultMargin = 0.7;
    ActionItem action;
    action.accountId = "A-1";
    action.rule = RuleId::SponsorSilent;
    action.title = "Call the sponsor";
    action.owner = "Ada <b>Lind</b>";
    action.due = today.addDays(5);
    ReviewBundle review = bundleOf(portfolioOf(generatedBook(seed, accounts, today)), today, {action}, settings);
    ReviewRecord open;
    open.number = 3;
    open.asOf = today;
    open.from = today.oneYearEarlier();
    open.closed = true;
    review.open = open;
    if (!review.states.empty()) {
        Decision decision;
        decision.number = 9;
        decision.accountId = accountIdOf(review.result(), review.result().exceptions.exceptions.front());
        decision.rule = review.result().exceptions.exceptions.front().rule;
        decision.kind = DecisionKind::Escalate;
        decision.who = "the COO";
        review.states.front().decision = decision;
        review.states.front().cause = Cause::ChangedRule;
        review.decisions = {decision};
    }
    review.resolved = {{"A-2", RuleId::Zombie, Severity::High, money("12.34")}};
    review.resolvedCauses = {Cause::NewData};
    review.riskTrend = {{today.addMonths(-1), money("5")}, {today, money("7.50")}};
    return review;
}

// Everything that a deck says, with the accounts of its charts by id.
std::string outlineText(const ReviewBundle& review)
{
    std::string all;
    DeckChoice choice;
    for (const Account& account : review.result().portfolio->accounts)
        choice.accounts.push_back(review.result().portfolio->text(account.id));
    const DeckOutline outline = deckOutline(review, choice);
    all += outline.documentTitle + '\n';
    for (const Slide& slide : outline.slides) {
        all += slide.title + '\n' + slide.footnote + '\n';
        for (const Exhibit& exhibit : slide.exhibits) {
            if (const auto* table = std::get_if<SlideTable>(&exhibit)) {
                for (const auto& row : table->rows) {
                    for (const std::string& cell : row)
                        all += cell + " | ";
                    all += '\n';
                }
            } else if (const auto* block = std::get_if<TextBlock>(&exhibit)) {
                for (const std::string& paragraph : block->paragraphs)
                    all += paragraph + '\n';
            } else if (const auto* chart = std::get_if<ChartExhibit>(&exhibit)) {
                all += std::to_string(static_cast<int>(chart->chart)) +
                    (chart->account ? review.result().portfolio->accountId(*chart->account) : std::string()) + '\n';
            }
        }
    }
    return all;
}

} // namespace

class ClosedReviewTest : public QObject {
    Q_OBJECT

private slots:
    void aKeptReviewSaysTheSameToTheByte_data()
    {
        QTest::addColumn<std::uint32_t>("seed");
        for (const std::uint32_t seed : {1U, 2U, 3U, 4U, 5U, 6U})
            QTest::addRow("book %u", seed) << seed;
    }
    void aKeptReviewSaysTheSameToTheByte()
    {
        QFETCH(std::uint32_t, seed);
        ReviewBundle closed = closedBook(seed);
        const FrozenReview kept = freezeReview(closed);
        closed.checksum = kept.checksum; // as closing does
        const Result<ReviewBundle> opened = thawReview(kept);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().sentence.c_str());
        QCOMPARE(reportJson(opened->result()), reportJson(closed.result()));
        QCOMPARE(outlineText(*opened), outlineText(closed));
        QVERIFY(opened->readOnly);
        QVERIFY(opened->isClosed());
        QCOMPARE(opened->checksum, kept.checksum);
        QCOMPARE(opened->riskTrend, closed.riskTrend);
        QCOMPARE(opened->result().settings, closed.result().settings);
        QCOMPARE(opened->actions.front().owner, closed.actions.front().owner);
        QCOMPARE(opened->decisions.size(), closed.decisions.size());
        // Kept once more it is the same bytes: nothing was lost on the way.
        QCOMPARE(freezeReview(*opened).checksum, kept.checksum);
    }

    // What is computed when it is looked at rests on the facts that were kept.
    void trendCohortsAndEvidenceComeFromTheKeptFacts()
    {
        const ReviewBundle closed = closedBook(7);
        const ReviewBundle opened = *thawReview(freezeReview(closed));
        const auto print = [](const Analysis& analysis) {
            std::string all;
            for (const TrendPoint& point : trend(*analysis.context, 12))
                all +=
                    point.day.toIso() + ' ' + point.arr.toText() + ' ' + std::to_string(point.nrr.value_or(-1)) + '\n';
            for (const CohortRow& row : cohortGrid(*analysis.context))
                all += row.cohort + ' ' + row.arr.toText() + ' ' + std::to_string(row.nrr.size()) + '\n';
            for (const AccountZones& zones : analysis.zones.accounts) {
                for (const CriterionSpec& spec : criteria()) {
                    for (const Evidence& evidence : criterionEvidence(
                             *analysis.context, analysis.decay, zones.account, spec.id, analysis.source.broken))
                        all += evidence.fact + ' ' + (evidence.date ? evidence.date->toIso() : "-") + ' ' +
                            evidence.detail + '\n';
                }
            }
            return all;
        };
        QCOMPARE(print(opened.result()), print(closed.result()));
    }

    // Of a large book the accounts that nothing was said about keep their revenue and a year of users.
    void aLargeBookKeepsRevenueOfAllAndFactsOfThoseThatCount()
    {
        const ReviewBundle closed = closedBook(8);
        const ReviewBundle opened = *thawReview(freezeReview(closed, 5));
        QCOMPARE(reportJson(opened.result()), reportJson(closed.result()));
        int partly = 0;
        for (std::uint32_t at = 0; at < opened.result().portfolio->accountCount(); ++at)
            partly += opened.result().keepsFactsOf(AccountId{at}) ? 0 : 1;
        QVERIFY(partly > 0);
        for (const Exception& exception : opened.result().exceptions.exceptions)
            QVERIFY(!exception.account || opened.result().keepsFactsOf(*exception.account));
        QCOMPARE(trend(*opened.result().context, 12).back().nrr, trend(*closed.result().context, 12).back().nrr);
    }

    // What was not kept is not denied: neither page says that nothing is agreed or that all is paid.
    void pagesOfAnAccountThatWasPartlyKeptSaySo()
    {
        const ReviewBundle opened = *thawReview(freezeReview(closedBook(8), 5));
        const Portfolio& portfolio = *opened.result().portfolio;
        std::uint32_t partly = 0;
        while (opened.result().keepsFactsOf(AccountId{partly}))
            ++partly;
        const std::string id = portfolio.text(portfolio.accounts[partly].id);
        DeckChoice page;
        page.sections = {SectionId::Accounts};
        page.accounts = {id};
        DeckChoice handoff;
        handoff.handoff = id;
        for (const DeckChoice& choice : {page, handoff}) {
            std::string said;
            for (const Slide& slide : deckOutline(opened, choice).slides) {
                for (const Exhibit& exhibit : slide.exhibits) {
                    if (const auto* block = std::get_if<TextBlock>(&exhibit))
                        said += block->paragraphs.front() + '\n';
                    else if (const auto* table = std::get_if<SlideTable>(&exhibit); table && table->rows.empty())
                        said += table->none + '\n';
                }
            }
            QVERIFY2(said.find(notKept) != std::string::npos, said.c_str());
            for (const char* denied : {"No outcome", "invoice", "Nobody", "never imported", "No commitment"})
                QVERIFY2(said.find(denied) == std::string::npos, said.c_str());
        }
    }

    void whatWasTouchedOutsideIsRefused()
    {
        FrozenReview kept = freezeReview(closedBook(9));
        FrozenReview other = kept;
        other.checksum.front() = other.checksum.front() == '0' ? '1' : '0';
        QCOMPARE(thawReview(other).error().code, ErrorCode::Damaged);
        other = kept;
        other.bytes.resize(other.bytes.size() / 2);
        QCOMPARE(thawReview(other).error().code, ErrorCode::Damaged);
        other = kept;
        other.version += 1;
        QCOMPARE(thawReview(other).error().code, ErrorCode::NewerSchema);
    }

    void theDecisionsOfEarlierReviewsAreKeptWithIt()
    {
        ReviewBundle closed = closedBook(10);
        Decision earlier = closed.decisions.front();
        earlier.number = 4;
        earlier.day = today.addMonths(-1);
        earlier.note = "Nobody answers";
        closed.history = {{earlier, Cadence::Monthly}, {closed.decisions.front(), Cadence::Weekly}};
        const ReviewBundle opened = *thawReview(freezeReview(closed));
        QCOMPARE(opened.history.size(), std::size_t{2});
        QCOMPARE(opened.history[0].decision.note, earlier.note);
        QCOMPARE(opened.history[0].decision.day, earlier.day);
        QCOMPARE(opened.history[0].cadence, Cadence::Monthly);
        QCOMPARE(opened.history[1].decision.number, closed.decisions.front().number);
    }

    // What the window looked at already is not looked at again when the review is closed.
    void noDayOfTheRiskTrendIsLookedAtTwice()
    {
        const ReviewBundle closed = closedBook(12);
        const Analysis& analysis = closed.result();
        RiskMemo memo;
        const std::vector<RiskPoint> first = riskTrend(analysis, &memo, {});
        QCOMPARE(first, riskTrend(analysis, nullptr, {}));
        const Date known = first[2].day;
        QCOMPARE(memo.find(known), std::optional(first[2].arr));
        memo.keep(known, Money{12'345}); // what it would not find itself
        const std::vector<RiskPoint> second = riskTrend(analysis, &memo, {});
        QCOMPARE(second[2].arr, Money{12'345});
        QCOMPARE(second.back(), first.back());
    }

    // Ids of rows are taken from their shelf: as strings of their own they would stay in memory for good.
    void idsThatTwoDatasetsShareAreKept()
    {
        const std::string twice = "1";
        Names names;
        const Name shelved = names.add(1, twice), again = names.add(2, twice), interned = names.intern(twice);
        FreezeWriter writer(&names);
        writer(shelved, interned, again, Name{}, interned, std::string("1"), std::string("1"));
        const std::string bytes = writer.finish();
        Names read;
        ThawReader reader(bytes, &read);
        std::array<Name, 5> found;
        std::string words, same;
        reader(found, words, same);
        QVERIFY(!reader.failed() && reader.atEnd());
        for (const std::size_t at : {0U, 1U, 2U, 4U})
            QCOMPARE(read.text(found[at]), twice);
        QVERIFY(found[3].empty());
        QCOMPARE(words, twice);
        QCOMPARE(same, twice);
    }

    // The first layout ended before the history: what it kept still opens, with its own decisions.
    void aReviewOfTheFirstLayoutOpens()
    {
        ReviewBundle closed = closedBook(11);
        closed.history.clear();
        const FrozenReview kept = freezeReview(closed);
        QByteArray body = qUncompress(QByteArray::fromStdString(kept.bytes));
        QVERIFY(body.endsWith('\0')); // no history
        body.chop(1);
        const FrozenReview first{1, QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex().toStdString(),
            qCompress(body).toStdString()};
        const Result<ReviewBundle> opened = thawReview(first);
        QVERIFY2(opened, opened ? "" : opened.error().sentence.c_str());
        QCOMPARE(reportJson(opened->result()), reportJson(closed.result()));
        QCOMPARE(opened->history.size(), closed.decisions.size());
        QCOMPARE(opened->history.front().decision.who, closed.decisions.front().who);
    }
};

QTEST_APPLESS_MAIN(ClosedReviewTest)
#include "closed_review_test.moc"
