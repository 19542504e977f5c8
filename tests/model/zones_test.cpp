// SPDX-License-Identifier: GPL-3.0-or-later
// From criteria to zones: status, breakpoint, the zone to fix first, movement, evidence, and what must always hold.
#include <QTest>
#include <set>

#include "tests/model/zone_book.h"

using namespace holdfast;

namespace {

// An account whose Belief breaks (poor fit), by ARR and contract model.
void addBroken(PortfolioBuilder& book, const std::string& id, const std::string& arr, const std::string& cells)
{
    book.account(id, "start_date=2020-01-01, arr=" + arr + ", " + cells);
}

std::string nameOf(std::optional<Zone> zone)
{
    return zone ? std::string(text(*zone)) : "none";
}

} // namespace

class ZonesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTableListsEveryCriterionOnceInOrder();
    void theStatusFollowsTheWorstThatIsCertain_data();
    void theStatusFollowsTheWorstThatIsCertain();
    void theBreakpointIsTheFirstBrokenZoneAndBlocksTheLater();
    void theLayersAreNoBreakpoint();
    void theCriticalZoneFollowsTheContract_data();
    void theCriticalZoneFollowsTheContract();
    void theZoneToFixFirstHasTheMostArrBehindIt();
    void tiesGoToTheEarlierZone();
    void nothingBrokenMeansNothingToFix();
    void onlyCustomersOnTheDayHaveZones();
    void theFilterDecidesWhoIsSummedUp();
    void theSummaryAddsUpToAllReviewedAccounts();
    void aBrokenSourceMakesTheUsageCriteriaUnknown();
    void movementNamesWhatBrokeAndWhatHealed();
    void movementKnowsTheLastAccountAndANewOne();
    void theLastZoneMayBeTheBreakpointAndTheLastLayerMayBreak();
    void eachContractModelHasAZoneToFixOfItsOwn();
    void everyCriterionOpensToItsFacts();
    void whatWasNeverImportedIsNamed();
    void theOrderOfRowsDoesNotMatter();
};

void ZonesTest::theTableListsEveryCriterionOnceInOrder()
{
    QCOMPARE(criteria().size(), criterionCount);
    std::set<std::string> names;
    Zone last = Zone::Belief;
    for (std::size_t i = 0; i < criterionCount; ++i) {
        const CriterionSpec& spec = criteria()[i];
        QCOMPARE(static_cast<std::size_t>(spec.id), i);
        QVERIFY(spec.zone >= last); // the criteria of a zone stand together
        last = spec.zone;
        names.insert(std::string(text(spec.zone)) + "." + std::string(spec.name));
        for (const std::string_view words : {spec.title, spec.definition, spec.action, spec.example, spec.source})
            QVERIFY2(!words.empty(), std::string(spec.name).c_str());
        QCOMPARE(spec.effect == CriterionEffect::Coverage, spec.zone == Zone::Intelligence);
    }
    QCOMPARE(names.size(), criterionCount);
    for (const char* name : {"belief.success_defined", "commitment.few_blockers", "activation.seats_well_used",
             "realization.usage_not_decaying", "expansion.not_shrinking", "recognition.a_win_recognised", "trust.nps",
             "intelligence.owner", "intelligence.renewal_date", "intelligence.contacts", "intelligence.usage",
             "intelligence.health", "intelligence.interaction", "intelligence.outcome_measured"})
        QVERIFY2(names.count(name) == 1, name);
}

void ZonesTest::theStatusFollowsTheWorstThatIsCertain_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("facts");
    QTest::addColumn<QString>("status"); // of belief
    const auto row = [](const char* story, const char* account, const char* facts, const char* status) {
        QTest::newRow(story) << QString::fromUtf8(account) << QString::fromUtf8(facts) << QString::fromUtf8(status);
    };
    const char* outcome = "outcomes: agreed_date=2025-06-01; contacts: role=executive_sponsor";
    row("all pass", "start_date=2025-01-01, fit=good, handoff_date=2025-01-05", outcome, "healthy");
    row("a breaks fails, whatever else", "start_date=2025-01-01, fit=poor, handoff_date=2025-01-05", outcome, "broken");
    row("a breaks fails beside an unknown one", "start_date=2025-01-01, fit=poor", "", "broken");
    row("a weakens fails", "start_date=2025-01-01, fit=partial, handoff_date=2025-01-05", outcome, "at_risk");
    row("a weakens fails beside a pending breaks", "start_date=2025-06-29, fit=partial",
        "outcomes:; contacts: role=executive_sponsor", "at_risk");
    row("a weakens fails beside an unknown breaks", "start_date=2025-06-29", "outcomes:; contacts:", "at_risk");
    row("a breaks is pending", "start_date=2025-06-29, fit=good", "outcomes:; contacts: role=executive_sponsor",
        "in_progress");
    row("pending before unknown", "start_date=2025-06-29", "outcomes:; contacts: role=executive_sponsor",
        "in_progress");
    row("a breaks is unknown", "start_date=2025-01-01, handoff_date=2025-01-05", outcome, "unknown");
    row("a weakens is pending or unknown: still healthy", "start_date=2025-06-29, fit=good",
        "outcomes: agreed_date=2025-06-29", "healthy");
}

void ZonesTest::theStatusFollowsTheWorstThatIsCertain()
{
    QFETCH(QString, account);
    QFETCH(QString, facts);
    QFETCH(QString, status);
    QCOMPARE(zonesOn(bookWith(account.toStdString(), facts.toStdString())).status("acme", Zone::Belief),
        status.toStdString());
}

void ZonesTest::theBreakpointIsTheFirstBrokenZoneAndBlocksTheLater()
{
    // No champion after 30 days breaks commitment; belief is healthy, recognition pending.
    const ZonesOnDay result = zonesOn(bookWith("start_date=2025-05-01, fit=good, handoff_date=2025-05-02",
        "outcomes: agreed_date=2025-05-02; contacts: role=executive_sponsor"));
    const AccountZones& zones = result.of("acme");
    QCOMPARE(nameOf(zones.breakpoint), std::string("commitment"));
    QVERIFY(!zones.isBlocked(Zone::Belief) && !zones.isBlocked(Zone::Commitment));
    QVERIFY(zones.isBlocked(Zone::Activation) && zones.isBlocked(Zone::Recognition));
    QVERIFY(!zones.isBlocked(Zone::Trust) && !zones.isBlocked(Zone::Intelligence));
    QCOMPARE(result.status("acme", Zone::Belief), std::string("healthy")); // a blocked zone keeps its own status too
}

void ZonesTest::theLayersAreNoBreakpoint()
{
    const ZonesOnDay result = zonesOn(bookWith("", "surveys: kind=nps, date=2025-06-01, score=0"));
    QCOMPARE(result.status("acme", Zone::Trust), std::string("broken"));
    QCOMPARE(result.status("acme", Zone::Intelligence), std::string("broken"));
    QVERIFY(!result.of("acme").breakpoint);
}

void ZonesTest::theCriticalZoneFollowsTheContract_data()
{
    QTest::addColumn<QString>("contract");
    QTest::addColumn<QString>("zone");
    QTest::newRow("monthly") << QStringLiteral("monthly") << QStringLiteral("activation");
    QTest::newRow("annual") << QStringLiteral("annual") << QStringLiteral("realization");
    QTest::newRow("multi_year") << QStringLiteral("multi_year") << QStringLiteral("realization");
    QTest::newRow("missing") << QString() << QStringLiteral("none");
}

void ZonesTest::theCriticalZoneFollowsTheContract()
{
    QFETCH(QString, contract);
    QFETCH(QString, zone);
    const ZonesOnDay result = zonesOn(bookWith("contract_model=" + contract.toStdString(), ""));
    QCOMPARE(nameOf(result.of("acme").criticalZone), zone.toStdString());
}

void ZonesTest::theZoneToFixFirstHasTheMostArrBehindIt()
{
    PortfolioBuilder book;
    // Belief: 100 + 150 = 250. Commitment (fit is fine, no champion): 240, of which 200 annual.
    addBroken(book, "a", "100", "fit=poor, contract_model=annual");
    addBroken(book, "b", "150", "fit=poor, contract_model=monthly");
    addBroken(book, "c", "200", "fit=good, contract_model=annual");
    addBroken(book, "d", "40", "fit=good");
    book.imported("contacts");
    const ZonesOnDay result = zonesOn(book);
    QCOMPARE(nameOf(result.zones.fixFirst), std::string("belief"));
    QCOMPARE(result.zones.breakpointArr[0], money("250"));
    QCOMPARE(result.zones.breakpointArr[1], money("240"));
    QCOMPARE(result.zones.breakpointAccounts[0], std::int64_t{2});
    const auto& byModel = result.zones.fixFirstByContractModel;
    QCOMPARE(byModel.size(), std::size_t{3}); // no multi_year among the customers
    QCOMPARE(nameOf(byModel.at("annual")), std::string("commitment")); // 200 against 100
    QCOMPARE(nameOf(byModel.at("monthly")), std::string("belief"));
    QCOMPARE(nameOf(byModel.at("")), std::string("commitment"));
}

void ZonesTest::tiesGoToTheEarlierZone()
{
    PortfolioBuilder book;
    addBroken(book, "a", "100", "fit=good");
    addBroken(book, "b", "100", "fit=poor");
    book.imported("contacts");
    QCOMPARE(nameOf(zonesOn(book).zones.fixFirst), std::string("belief"));
    addBroken(book, "c", "0.01", "fit=good");
    QCOMPARE(nameOf(zonesOn(book).zones.fixFirst), std::string("commitment"));
}

void ZonesTest::nothingBrokenMeansNothingToFix()
{
    PortfolioBuilder book;
    book.account("a", "arr=100, contract_model=annual");
    const ZonesOnDay result = zonesOn(book);
    QVERIFY(!result.zones.fixFirst);
    QVERIFY(!result.zones.fixFirstByContractModel.at("annual")); // the key is there, null
    QVERIFY(zonesOn(PortfolioBuilder()).zones.accounts.empty());
}

void ZonesTest::onlyCustomersOnTheDayHaveZones()
{
    PortfolioBuilder book;
    book.account("ended").subscription("ended", "2024-01-01", "2025-06-30", "100");
    book.account("ends").subscription("ends", "2024-01-01", "2025-07-01", "100");
    const ZonesOnDay result = zonesOn(book);
    QCOMPARE(result.zones.accounts.size(), std::size_t{1});
    QCOMPARE(result.portfolio->accountId(result.zones.accounts.front().account), std::string("ends"));
    QVERIFY(!result.zones.of(*result.portfolio->findAccount("ended")));
}

void ZonesTest::theFilterDecidesWhoIsSummedUp()
{
    PortfolioBuilder book;
    addBroken(book, "a", "500", "fit=poor, segment=big");
    addBroken(book, "b", "100", "fit=good, segment=smb");
    book.imported("contacts");
    Filter filter;
    filter.values[Dimension::Segment] = {"smb"};
    const ZonesOnDay result = zonesOn(book, "2025-06-30", false, filter);
    QCOMPARE(nameOf(result.zones.fixFirst), std::string("commitment"));
    QCOMPARE(result.zones.accounts.size(), std::size_t{1});
}

void ZonesTest::theSummaryAddsUpToAllReviewedAccounts()
{
    PortfolioBuilder book;
    std::int64_t cents = 0;
    for (int i = 0; i < 60; ++i) {
        const std::string id = "a" + std::to_string(100 + i);
        const char* fits[] = {"good", "partial", "poor", ""};
        addBroken(book, id, std::to_string(10 + i), std::string("fit=") + fits[i % 4]);
        cents += (10 + i) * 100;
        if (i % 3 == 0)
            book.row("contacts", "role=champion, account_id=" + id);
        if (i % 5 == 0)
            book.row("outcomes", "agreed_date=2025-01-01, target=1, achieved_date=2025-02-01, account_id=" + id);
    }
    const ZonesOnDay result = zonesOn(book);
    for (std::size_t zone = 0; zone < zoneCount; ++zone) {
        std::int64_t accounts = 0;
        Money arr;
        for (const ZoneSummary& cell : result.zones.summary[zone]) {
            accounts += cell.accounts;
            arr += cell.arr;
        }
        QCOMPARE(accounts, std::int64_t{60});
        QCOMPARE(arr, Money{cents});
    }
    // Each account's breakpoint is broken, and nothing before it is.
    Money broken;
    for (const AccountZones& zones : result.zones.accounts) {
        for (std::size_t zone = 0; zone < orderedZoneCount; ++zone) {
            const bool isBroken = zones.status[zone] == ZoneStatus::Broken;
            if (!zones.breakpoint || zone < static_cast<std::size_t>(*zones.breakpoint))
                QVERIFY(!isBroken);
            else if (zone == static_cast<std::size_t>(*zones.breakpoint))
                QVERIFY(isBroken);
        }
        broken += zones.breakpoint ? result.context->of(zones.account).arr : Money{};
    }
    Money behind;
    for (const Money arr : result.zones.breakpointArr)
        behind += arr;
    QCOMPARE(behind, broken);
}

void ZonesTest::aBrokenSourceMakesTheUsageCriteriaUnknown()
{
    PortfolioBuilder book = bookWith("start_date=2024-01-01, seats=10", "");
    book.weeklyUsage("acme", "2025-01-06", std::vector<std::int64_t>(25, 10));
    const ZonesOnDay sound = zonesOn(book);
    const ZonesOnDay broken = zonesOn(book, "2025-06-30", true);
    for (const CriterionSpec& spec : criteria()) {
        const bool usage = spec.id == CriterionId::SeatsUsed || spec.id == CriterionId::SeatsWellUsed ||
            spec.id == CriterionId::UsageAlive || spec.id == CriterionId::UsageNotDecaying;
        const CriterionState before = sound.of("acme").state(spec.id);
        const CriterionState after = broken.of("acme").state(spec.id);
        if (usage) {
            QCOMPARE(before, CriterionState::Pass);
            QCOMPARE(after, CriterionState::Unknown);
        } else {
            QCOMPARE(after, before);
        }
    }
}

void ZonesTest::movementNamesWhatBrokeAndWhatHealed()
{
    PortfolioBuilder book;
    // heals: a champion joined on 1 June. breaks: its champion left on 1 June. new: a customer since 1 June.
    book.account("breaks", "arr=1, start_date=2020-01-01").account("heals", "arr=1, start_date=2020-01-01");
    book.account("new", "arr=1, start_date=2025-06-01, fit=poor").account("same", "arr=1, start_date=2020-01-01");
    book.row("contacts", "account_id=breaks, role=champion, left_date=2025-06-01");
    book.row("contacts", "account_id=heals, role=champion, joined_date=2025-06-01");
    book.row("accounts", "account_id=other, kickoff_date=2020-01-01");
    const ZonesOnDay before = zonesOn(book, "2025-05-31");
    const ZonesOnDay now = zonesOn(book, "2025-06-30");
    const ZoneMovement movement = zoneMovement(before.zones, now.zones);
    QCOMPARE(movement.broke.size(), std::size_t{1});
    QCOMPARE(now.portfolio->accountId(movement.broke[0].account), std::string("breaks"));
    QCOMPARE(movement.broke[0].zone, Zone::Commitment);
    QCOMPARE(movement.broke[0].now, ZoneStatus::Broken);
    // Commitment of "heals" is unknown afterwards (no kickoff of an account older than a year): not healed.
    QCOMPARE(now.status("heals", Zone::Commitment), std::string("unknown"));
    QVERIFY(movement.healed.empty());
    book.account("heals", "arr=1, start_date=2020-01-01, kickoff_date=2020-02-01");
    const ZoneMovement second = zoneMovement(zonesOn(book, "2025-05-31").zones, zonesOn(book, "2025-06-30").zones);
    QCOMPARE(second.healed.size(), std::size_t{1});
    QCOMPARE(second.healed[0].zone, Zone::Commitment);
    QCOMPARE(second.healed[0].before, ZoneStatus::Broken);
    // Back in time the two change places.
    const ZoneMovement back = zoneMovement(zonesOn(book, "2025-06-30").zones, zonesOn(book, "2025-05-31").zones);
    QCOMPARE(back.broke.size(), std::size_t{1});
    QCOMPARE(back.broke[0].account, second.healed[0].account);
}

void ZonesTest::movementKnowsTheLastAccountAndANewOne()
{
    // The last account of the book before broke; the one that came after it was not there to move.
    PortfolioBuilder book;
    book.account("a", "arr=1, start_date=2020-01-01").account("b", "arr=1, start_date=2020-01-01");
    for (const char* account : {"a", "b"})
        book.row("contacts", std::string("account_id=") + account + ", role=champion, left_date=2025-06-01");
    const ZonesOnDay before = zonesOn(book, "2025-05-31");
    book.account("c", "arr=1, start_date=2020-01-01, fit=poor");
    const ZonesOnDay now = zonesOn(book, "2025-06-30");
    std::string broke;
    for (const ZoneMove& move : zoneMovement(before.zones, now.zones).broke)
        broke += now.portfolio->accountId(move.account);
    QCOMPARE(broke, std::string("ab"));
}

void ZonesTest::theLastZoneMayBeTheBreakpointAndTheLastLayerMayBreak()
{
    // Nothing is due without a start, but a win that nobody was told of breaks recognition.
    const ZonesOnDay result = zonesOn(bookWith("fit=good",
        "outcomes: agreed_date=2025-01-01, achieved_date=2025-05-01; outcomes: recognised_date=2025-01-01"));
    QVERIFY(result.of("acme").breakpoint == Zone::Recognition);
    QVERIFY(result.zones.fixFirst == Zone::Recognition); // 12,000 against 1
    // Owner, renewal date, contact, health and a meeting on 31 May: 5 of 7. A month later the last two are too old: 3.
    PortfolioBuilder book = bookWith("owner=kim, renewal_date=2026-01-01",
        "contacts: name=Ann; health: source=cs, status=green, date=2025-05-20; "
        "interactions: kind=meeting, date=2025-05-20");
    const ZoneMovement movement = zoneMovement(zonesOn(book, "2025-05-31").zones, zonesOn(book, "2025-06-30").zones);
    QCOMPARE(movement.broke.size(), std::size_t{1});
    QCOMPARE(movement.broke[0].zone, Zone::Intelligence);
    QCOMPARE(movement.broke[0].before, ZoneStatus::AtRisk);
}

void ZonesTest::eachContractModelHasAZoneToFixOfItsOwn()
{
    PortfolioBuilder book;
    book.account("monthly", "arr=1, contract_model=monthly, fit=poor");
    book.account("annual", "arr=1, contract_model=annual, fit=good");
    book.account("multi", "arr=1, contract_model=multi_year, fit=poor");
    book.account("none", "arr=1, fit=good");
    std::string line;
    for (const auto& [model, zone] : zonesOn(book).zones.fixFirstByContractModel)
        line += "[" + model + " " + (zone ? std::string(text(*zone)) : "null") + "]";
    QCOMPARE(line, std::string("[ null][annual null][monthly belief][multi_year belief]"));
}

void ZonesTest::everyCriterionOpensToItsFacts()
{
    const ZonesOnDay result = zonesOn(bookWith("start_date=2025-01-01, fit=poor",
        "outcomes: agreed_date=2025-02-01, name=Faster close; contacts: role=champion, name=Kim, "
        "left_date=2025-03-01"));
    for (const CriterionSpec& spec : criteria())
        QVERIFY2(!result.evidence("acme", spec.id).empty(), std::string(spec.name).c_str());
    const auto agreed = result.evidence("acme", CriterionId::SuccessDefined);
    QCOMPARE(agreed[0].fact, std::string("agreed"));
    QCOMPARE(std::get<Date>(agreed[0].value), day("2025-02-01"));
    QCOMPARE(agreed[0].detail, std::string("Faster close"));
    QCOMPARE(agreed[0].dataset, std::optional(DatasetId::Outcomes));
    QVERIFY(agreed[0].source.has_value());
    QCOMPARE(agreed[1].fact, std::string("age"));
    QCOMPARE(std::get<std::int64_t>(agreed[1].value), std::int64_t{180});
    QCOMPARE(std::get<std::int64_t>(agreed[1].threshold), std::int64_t{30});
    const auto champion = result.evidence("acme", CriterionId::ChampionPresent);
    QCOMPARE(champion[0].fact, std::string("champion_left"));
    QCOMPARE(champion[0].detail, std::string("Kim"));
    QCOMPARE(std::get<std::string>(result.evidence("acme", CriterionId::FitNotPoor)[0].value), std::string("poor"));
}

void ZonesTest::whatWasNeverImportedIsNamed()
{
    const ZonesOnDay result = zonesOn(bookWith("start_date=2025-01-01", "interactions: kind=call, date=2025-06-01"));
    const auto missing = [&](CriterionId id) {
        std::string names;
        for (const Evidence& fact : result.evidence("acme", id))
            if (fact.fact == "not_imported")
                names += std::get<std::string>(fact.value) + " ";
        return names;
    };
    QCOMPARE(missing(CriterionId::Nps), std::string("surveys "));
    QCOMPARE(missing(CriterionId::SponsorEngaged), std::string("sponsor_attended "));
    QCOMPARE(missing(CriterionId::FirstValue), std::string("milestones outcomes "));
    QCOMPARE(missing(CriterionId::NotShrinking), std::string());
}

void ZonesTest::theOrderOfRowsDoesNotMatter()
{
    const auto build = [](std::uint32_t seed) {
        PortfolioBuilder book;
        for (int i = 0; i < 30; ++i) {
            const std::string id = "a" + std::to_string(10 + i);
            addBroken(book, id, std::to_string(1 + i % 7), i % 2 == 0 ? "fit=poor" : "fit=good");
            book.row("contacts", "role=champion, name=n, account_id=" + id);
            book.row("surveys", "kind=nps, date=2025-06-01, respondent=x, score=3, account_id=" + id);
            book.row("surveys", "kind=nps, date=2025-06-01, respondent=y, score=9, account_id=" + id);
        }
        if (seed != 0)
            book.shuffle(seed);
        return zonesOn(book);
    };
    const ZonesOnDay first = build(0);
    for (const std::uint32_t seed : {1U, 2U, 3U}) {
        const ZonesOnDay other = build(seed);
        QCOMPARE(other.zones.accounts.size(), first.zones.accounts.size());
        for (std::size_t i = 0; i < first.zones.accounts.size(); ++i) {
            QVERIFY(other.zones.accounts[i].criteria == first.zones.accounts[i].criteria);
            QVERIFY(other.zones.accounts[i].status == first.zones.accounts[i].status);
        }
        QVERIFY(other.zones.fixFirst == first.zones.fixFirst);
    }
}

QTEST_APPLESS_MAIN(ZonesTest)
#include "zones_test.moc"
