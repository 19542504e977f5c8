// SPDX-License-Identifier: GPL-3.0-or-later
// One account named acme on 30 June 2025, and what the zones say about it: the rows of the criterion tests.
#pragma once

#include <QTest>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "model/analysis/zone_results.h"
#include "tests/support/portfolio_builder.h"

namespace holdfast {

// Everything of one as-of day, kept alive together.
struct ZonesOnDay {
    PortfolioPtr portfolio;
    std::unique_ptr<const AnalysisSettings> settings;
    std::unique_ptr<const DayContext> context;
    DecayResult decay;
    ZonesResult zones;

    const AccountZones& of(std::string_view account) const
    {
        const auto id = portfolio->findAccount(account);
        const AccountZones* found = id ? zones.of(*id) : nullptr;
        if (!found)
            throw std::invalid_argument("no zones of " + std::string(account));
        return *found;
    }
    std::string status(std::string_view account, Zone zone) const { return std::string(text(of(account).of(zone))); }
    std::vector<Evidence> evidence(std::string_view account, CriterionId id, bool sourceBroken = false) const
    {
        return criterionEvidence(*context, decay, *portfolio->findAccount(account), id, sourceBroken);
    }
};

inline ZonesOnDay zonesOn(
    const PortfolioBuilder& book, std::string_view on = "2025-06-30", bool sourceBroken = false, Filter filter = {})
{
    ZonesOnDay result;
    result.portfolio = book.build();
    result.settings = std::make_unique<const AnalysisSettings>();
    result.context = std::make_unique<const DayContext>(*result.portfolio, *result.settings, day(on), filter);
    result.decay = decay(*result.context);
    result.zones = zones(*result.context, result.decay, sourceBroken);
    return result;
}

// "outcomes: agreed_date=2025-06-01; contacts:" adds an outcome of acme and an import of contacts with headers alone.
inline void addFacts(PortfolioBuilder& book, std::string_view facts)
{
    while (!facts.empty()) {
        const auto end = facts.find(';');
        std::string_view fact = facts.substr(0, end);
        facts = end == std::string_view::npos ? std::string_view() : facts.substr(end + 1);
        const auto colon = fact.find(':');
        if (colon == std::string_view::npos)
            throw std::invalid_argument("no dataset in " + std::string(fact));
        std::string_view name = fact.substr(0, colon);
        while (name.starts_with(' '))
            name.remove_prefix(1);
        std::string_view cells = fact.substr(colon + 1);
        while (cells.starts_with(' '))
            cells.remove_prefix(1);
        book.imported(name);
        if (!cells.empty())
            book.row(name, "account_id=acme, " + std::string(cells));
    }
}

inline CriterionId criterionNamed(std::string_view name)
{
    for (const CriterionSpec& spec : criteria())
        if (spec.name == name)
            return spec.id;
    throw std::invalid_argument("no criterion " + std::string(name));
}

// acme with ARR 12,000 and these cells; "other" columns that shall count as imported are filled on a second account.
inline PortfolioBuilder bookWith(std::string_view accountCells, std::string_view facts)
{
    PortfolioBuilder book;
    book.account("acme", "arr=12000, " + std::string(accountCells));
    book.account("other",
        "arr=1, start_date=2020-01-01, fit=good, owner=Ann, handoff_date=2020-01-01, kickoff_date=2020-01-01, "
        "onboarding_completed_date=2020-01-01, renewal_date=2026-01-01");
    addFacts(book, facts);
    return book;
}

inline void addCriterionColumns()
{
    QTest::addColumn<QString>("criterion");
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("facts");
    QTest::addColumn<QString>("expected");
}

inline void addCase(
    const char* story, const char* criterion, const char* account, const char* facts, const char* expected)
{
    QTest::newRow((std::string(criterion) + ": " + story).c_str())
        << QString::fromUtf8(criterion) << QString::fromUtf8(account) << QString::fromUtf8(facts)
        << QString::fromUtf8(expected);
}

inline void compareCase()
{
    QFETCH(QString, criterion);
    QFETCH(QString, account);
    QFETCH(QString, facts);
    QFETCH(QString, expected);
    const CriterionId id = criterionNamed(criterion.toStdString());
    const ZonesOnDay result = zonesOn(bookWith(account.toStdString(), facts.toStdString()));
    QCOMPARE(std::string(text(result.of("acme").state(id))), expected.toStdString());
    QVERIFY2(!result.evidence("acme", id).empty(), "every state can be opened to its facts");
}

} // namespace holdfast
