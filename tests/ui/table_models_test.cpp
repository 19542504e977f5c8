// SPDX-License-Identifier: GPL-3.0-or-later
// The item models through empty, filled, sorted, filtered and emptied, under Qt's own model tester.
#include <QAbstractItemModelTester>
#include <QtTest>

#include "tests/support/fake_desk.h"
#include "ui/tables/accounts_model.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/exception_list_model.h"
#include "ui/tables/record_models.h"

using namespace holdfast;

namespace {

ReviewPtr reviewOf(const PortfolioPtr& portfolio)
{
    return std::make_shared<const ReviewBundle>(bundleOf(portfolio, day("2025-06-30")));
}

} // namespace

class TableModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recordsSortByTheirNumbersAndKeepWhatIsMissingLast();
    void everyModelStaysSoundThroughItsLife();
    void exceptionListStaysSoundThroughDecisionsAndLanes();
    void textsOfFilesAreEscapedInTooltips();
    void evidenceIsSaidInWords();
};

void TableModelsTest::recordsSortByTheirNumbersAndKeepWhatIsMissingLast()
{
    const PortfolioPtr book = smallBook();
    CoverageModel model;
    model.setPortfolio(book.get(), day("2025-06-30"));
    const int rows = model.column(u"rows");
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        model.sort(rows, order);
        // Nine of the seventeen datasets or more were never imported: they stand last whatever the direction.
        QCOMPARE(model.index(model.rowCount() - 1, rows).data().toString(), QStringLiteral("–"));
        QVERIFY(model.index(0, rows).data().toString() != QStringLiteral("–"));
    }
    // 21 accounts × 60 weeks of usage is the longest dataset.
    QCOMPARE(model.index(0, rows).data(TableModel::CopyRole).toString(), QStringLiteral("1260"));
}

void TableModelsTest::everyModelStaysSoundThroughItsLife()
{
    const PortfolioPtr book = smallBook();
    AccountsModel accounts;
    ImportsModel imports;
    OrphansModel orphans;
    RejectedRowsModel rejected;
    CoverageModel coverage;
    MovementsModel movements;
    const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
    QAbstractItemModelTester a(&accounts, mode), b(&imports, mode), c(&orphans, mode), d(&rejected, mode),
        e(&coverage, mode), f(&movements, mode);
    const ReviewPtr review = reviewOf(book);
    accounts.setReview(review);
    QCOMPARE(accounts.rowCount(), 21);
    imports.setImports(
        {ImportRecord{1, "2025-06-30T09:00:00", 1, false, {{"a.csv", "accounts", 3, 3, 0, 0, 0, 0}}, {}}});
    orphans.setOrphans({{"usage", "name Acme", 3}});
    rejected.setRows({{1, "a.csv", 2, "accounts", "arr", "x", "not a number", "x,y", "a,b"}});
    coverage.setPortfolio(book.get(), day("2025-06-30"));
    movements.setMovements(*book, review->result().retention.movements);
    TableModel* models[] = {&accounts, &imports, &orphans, &rejected, &coverage, &movements};
    for (TableModel* model : models) {
        for (int column = 0; column < model->columnCount(); ++column) {
            model->sort(column, Qt::DescendingOrder);
            model->sort(column, Qt::AscendingOrder);
            QVERIFY(!model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
        }
        const int all = model->rowCount();
        model->setFilterText(QStringLiteral("no row holds this"));
        QCOMPARE(model->rowCount(), 0);
        model->setFilterText(QString());
        QCOMPARE(model->rowCount(), all);
    }
    // Both words in different columns: T. Okafor owns the second account.
    accounts.setFilterText(QStringLiteral("okafor KESTREL"));
    QCOMPARE(accounts.rowCount(), 1);
    accounts.setFilterText(QString());
    accounts.setReview(nullptr);
    imports.setImports({});
    orphans.setOrphans({});
    rejected.setRows({});
    coverage.setPortfolio(nullptr, {});
    for (TableModel* model : models) {
        if (model != &movements)
            QCOMPARE(model->rowCount(), 0);
    }
}

void TableModelsTest::exceptionListStaysSoundThroughDecisionsAndLanes()
{
    ExceptionListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    FakeDesk desk;
    desk.open();
    model.setReview(desk.review());
    QCOMPARE(model.rowCount(), ExceptionListModel::firstPage);
    Money shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown += model.accountAt(model.index(row, 0))->arr;
    model.setShowAll(true);
    Money all;
    for (int row = 0; row < model.rowCount(); ++row)
        all += model.accountAt(model.index(row, 0))->arr;
    model.setShowAll(false);
    // What lies below the line is the rest, to the cent.
    QCOMPARE((all - shown).cents, model.belowTheLineArr().cents);

    const Exception& first = desk.review()->result().exceptions.exceptions.front();
    Decision decision;
    decision.accountId = desk.review()->result().portfolio->accountId(*first.account);
    decision.rule = first.rule;
    decision.kind = DecisionKind::Escalate;
    decision.who = "the COO";
    const QString top = model.accountAt(model.index(0, 0))->id;
    desk.decide(decision, QStringLiteral("x"));
    model.setReview(desk.review());
    QVERIFY(model.isDecided(0));
    QCOMPARE(model.accountAt(model.index(0, 0))->id, top);
    QCOMPARE(model.accountAt(model.index(0, 0))->leaderCall, MarkCode::Broken);
    model.setLane(Lane::Risk);
    model.setLane(Lane::Expansion);
    model.setLane(std::nullopt);
    model.setReview(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TableModelsTest::textsOfFilesAreEscapedInTooltips()
{
    QCOMPARE(plainTooltip(QStringLiteral("<b>x</b> & y")), QStringLiteral("<qt>&lt;b&gt;x&lt;/b&gt; &amp; y</qt>"));
    QCOMPARE(plainTooltip(QStringLiteral("R&D")), QStringLiteral("R&D"));
    QCOMPARE(plainMenuText(QStringLiteral("R&D")), QStringLiteral("R&&D"));
}

void TableModelsTest::evidenceIsSaidInWords()
{
    QCOMPARE(factTitle("cs"), QStringLiteral("CS")); // the sources of a health status by their names
    QCOMPARE(factTitle("support"), QStringLiteral("Support"));
    Exception drop;
    drop.rule = RuleId::UsageDrop;
    drop.evidence = {{"change", -0.461, -0.4, {}, {}, {}, {}, false}, {"recent", 222.0, {}, {}, {}, {}, {}, false},
        {"prior", 412.0, {}, {}, {}, {}, {}, false}};
    const QString sentence = evidenceSentence(drop, "USD");
    QVERIFY2(sentence.startsWith(QStringLiteral("Active users 412 → 222, −46.1")), qPrintable(sentence));
    QVERIFY(factThresholdText(drop.evidence[0], "USD").startsWith(QStringLiteral("≤ −40")));
    QCOMPARE(factThresholdText(drop.evidence[1], "USD"), QString());
    Evidence days{"days_since_sponsor", std::int64_t(139), std::int64_t(90), {}, {}, {}, {}, false};
    QCOMPARE(factValueText(days, "USD"), QStringLiteral("139 days"));
    // An exception shows when its rule fires, a criterion when it passes.
    Evidence nps{"nps", 8.0, 7.0, {}, {}, {}, {}, false};
    QVERIFY(factThresholdText(nps, "USD").startsWith(QStringLiteral("≤ 7")));
    QVERIFY(criterionThresholdText(nps, "USD").startsWith(QStringLiteral("≥ 7")));
    Evidence age{"age", std::int64_t(180), std::int64_t(180), {}, {}, {}, {}, false};
    QCOMPARE(factThresholdText(age, "USD", RuleId::BusyWithoutValue), QStringLiteral("≥ 180"));
    QCOMPARE(factThresholdText(age, "USD", RuleId::KickoffLate), QStringLiteral("> 180"));
    QCOMPARE(criterionThresholdText(age, "USD"), QStringLiteral("≤ 180")); // the due day is in time
    // Blocked tasks are counted, whether each is a fact or an earlier review kept their number.
    Exception blocked;
    blocked.rule = RuleId::BlockedByCustomer;
    for (const char* task : {"Data", "Sign-on", "Contract"})
        blocked.evidence.push_back({"blocked", std::string(task), {}, Date::fromIso("2025-05-03"), {}, {}, {}, false});
    QVERIFY2(evidenceSentence(blocked, "USD").startsWith(QStringLiteral("3 tasks blocked by the customer, the first")),
        qPrintable(evidenceSentence(blocked, "USD")));
    blocked.evidence = {{"blocked", std::int64_t(5), std::int64_t(3), {}, {}, {}, {}, false}};
    QVERIFY(evidenceSentence(blocked, "USD").startsWith(QStringLiteral("5 tasks blocked by the customer")));
    // A person goes by the name, whatever the title says.
    Exception left;
    left.rule = RuleId::ChampionLeft;
    left.evidence = {
        {"champion_left", std::string("Ada"), {}, Date::fromIso("2025-05-03"), {}, {}, "Head of IT", false}};
    QVERIFY(evidenceSentence(left, "USD").startsWith(QStringLiteral("Ada left on")));
    // Every rule has a sentence of its own or says its facts; none is empty.
    for (const RuleSpec& spec : rules()) {
        Exception bare;
        bare.rule = spec.id;
        QVERIFY2(!evidenceSentence(bare, "USD").isEmpty(), qPrintable(toText(spec.name)));
    }
}

QTEST_GUILESS_MAIN(TableModelsTest)
#include "table_models_test.moc"
