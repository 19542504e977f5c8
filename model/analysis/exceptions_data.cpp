// SPDX-License-Identifier: GPL-3.0-or-later
// What is missing or contradictory in the data of an account.
#include <algorithm>
#include <tuple>

#include "model/analysis/exception_rules.h"
#include "model/analysis/visible_facts.h"

namespace holdfast {

namespace {

using namespace visible;

// "green", as the dataset table lists it.
std::string statusText(HealthStatus status)
{
    const DatasetSpec& health = dataset(DatasetId::Health);
    const auto column = static_cast<std::size_t>(health.column("status"));
    return std::string(enumText(health.columns[column].values, static_cast<int>(status)));
}

// Rows that stopped, or never came for an account that has been here for longer than a row may take.
std::optional<Finding> usageFeedStale(const RuleCase& c)
{
    const std::string_view limit = c.world.usage.grain == Grain::Month ? "days_month" : "days";
    const UsageFeed& feed = c.portfolio().usage;
    const RowRange rows = c.world.context.usageRows(c.account);
    if (rows.empty()) {
        if (!c.state().age || !above(*c.state().age, c.threshold(limit)))
            return std::nullopt;
        Finding finding(c, Severity::Medium);
        finding.fact("usage_rows", std::int64_t{0}).from(DatasetId::Usage);
        return finding;
    }
    const Date covered = coveredDays(c.world.usage, feed.date(rows.last - 1)).last;
    if (!above(c.day() - covered, c.threshold(limit)))
        return std::nullopt;
    Finding finding(c, Severity::Medium);
    finding.fact("days_since_usage", std::int64_t{c.day() - covered}).against(limit).on(covered).from(DatasetId::Usage);
    return finding;
}

std::optional<Finding> noOwner(const RuleCase& c)
{
    if (!c.facts().owner.empty())
        return std::nullopt;
    Finding finding(c, Severity::Low);
    finding.fact("owner", {}).from(DatasetId::Accounts, c.facts().source);
    return finding;
}

std::optional<Finding> noRenewalDate(const RuleCase& c)
{
    if (c.state().renewal || c.facts().contractModel == ContractModel::Monthly)
        return std::nullopt;
    Finding finding(c, Severity::Low);
    finding.fact("renewal_date", {}).from(DatasetId::Accounts, c.facts().source);
    return finding;
}

std::optional<Finding> noContacts(const RuleCase& c)
{
    const auto contacts = c.portfolio().contacts.of(c.account);
    if (std::any_of(contacts.begin(), contacts.end(), [&](const Contact& row) { return isPresent(row, c.day()); }))
        return std::nullopt;
    Finding finding(c, Severity::Low);
    finding.fact("contacts", std::int64_t{0}).from(DatasetId::Contacts);
    return finding;
}

// The latest status of each source, where it is recent: green and red are two steps apart. Then every source is shown,
// also one in between, because the meeting that settles it needs all views.
std::optional<Finding> sourcesDisagree(const RuleCase& c)
{
    // Most accounts have no two statuses that are recent and two steps apart: nothing to look at source by source.
    const auto rows = c.portfolio().health.of(c.account); // by date
    const double recent = c.threshold("health_days");
    bool green = false, red = false;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        if (row->date > c.day())
            continue;
        if (above(c.day() - row->date, recent))
            break;
        green = green || row->status == HealthStatus::Green;
        red = red || row->status == HealthStatus::Red;
    }
    if (!green || !red)
        return std::nullopt;
    std::vector<const Health*> latest; // one per source
    for (const Health& row : rows) {
        if (row.date > c.day())
            continue;
        const auto known = std::find_if(
            latest.begin(), latest.end(), [&](const Health* other) { return other->origin == row.origin; });
        if (known == latest.end())
            latest.push_back(&row);
        else
            *known = &row;
    }
    std::erase_if(latest, [&](const Health* row) { return above(c.day() - row->date, recent); });
    const auto is = [](HealthStatus status) { return [status](const Health* row) { return row->status == status; }; };
    if (std::none_of(latest.begin(), latest.end(), is(HealthStatus::Green)) ||
        std::none_of(latest.begin(), latest.end(), is(HealthStatus::Red)))
        return std::nullopt;
    std::sort(latest.begin(), latest.end(),
        [&](const Health* a, const Health* b) { return c.text(a->origin) < c.text(b->origin); });
    Finding finding(c, Severity::Medium);
    for (const Health* row : latest) {
        finding.fact(c.text(row->origin), statusText(row->status)).on(row->date).from(DatasetId::Health, row->source);
    }
    return finding;
}

// One fact per dataset and date, in the order of the datasets, then by date; the first code in byte order of each. An
// amount that its rate makes larger than money can be is as good as one without a rate, and says so.
std::optional<Finding> unknownCurrency(const RuleCase& c)
{
    if ((c.portfolio().currencyUse.of(c.account) & c.world.doubtfulCurrencies) == 0)
        return std::nullopt;
    struct Unknown {
        DatasetId dataset;
        std::optional<Date> date;
        std::string code;
        Source source;
        std::string detail;
    };
    std::vector<Unknown> unknown;
    const Conversion& conversion = c.world.context.conversion();
    const Account& account = c.facts();
    const auto look = [&](DatasetId dataset, std::optional<Date> date, Money amount, Name currency, Source source) {
        if (conversion.converts(amount, currency, account))
            return;
        std::string detail;
        if (const Maybe<Rate> rate = conversion.rate(currency, account))
            detail = amount.toText() + " at " + rate->toText() + " is too large for an amount";
        unknown.push_back({dataset, date, conversion.code(currency, account), source, std::move(detail)});
    };
    const Portfolio& portfolio = c.portfolio();
    const Date day = c.day();
    for (const Maybe<Money>& amount : {account.arr, account.acquisitionCost}) {
        if (amount)
            look(DatasetId::Accounts, std::nullopt, *amount, Name{}, account.source);
    }
    for (const Subscription& row : portfolio.subscriptions.of(c.account)) {
        if (row.startDate <= day)
            look(DatasetId::Subscriptions, row.startDate, row.arr, row.currency, row.source);
    }
    for (const ArrSnapshot& row : portfolio.arrSnapshots.of(c.account)) {
        if (row.date <= day)
            look(DatasetId::ArrSnapshots, row.date, row.arr, row.currency, row.source);
    }
    for (const Outcome& row : portfolio.outcomes.of(c.account)) {
        if (row.annualValue)
            look(DatasetId::Outcomes, std::nullopt, *row.annualValue, Name{}, row.source);
    }
    for (const Invoice& row : portfolio.invoices.of(c.account)) {
        if (row.issuedDate <= day)
            look(DatasetId::Invoices, row.issuedDate, row.amount, row.currency, row.source);
    }
    for (const Opportunity& row : portfolio.opportunities.of(c.account)) {
        if (row.amount && row.createdDate <= day)
            look(DatasetId::Opportunities, row.createdDate, *row.amount, row.currency, row.source);
    }
    if (unknown.empty())
        return std::nullopt;
    std::stable_sort(unknown.begin(), unknown.end(), [](const Unknown& a, const Unknown& b) {
        return std::tie(a.dataset, a.date, a.code) < std::tie(b.dataset, b.date, b.code);
    });
    Finding finding(c, Severity::High);
    const Unknown* previous = nullptr;
    for (const Unknown& one : unknown) {
        if (!previous || previous->dataset != one.dataset || previous->date != one.date)
            finding.fact("currency", one.code).on(one.date).from(one.dataset, one.source).detail(one.detail);
        previous = &one;
    }
    return finding;
}

constexpr RuleEntry entries[] = {
    {RuleId::UsageFeedStale, usageFeedStale},
    {RuleId::NoOwner, noOwner},
    {RuleId::NoRenewalDate, noRenewalDate},
    {RuleId::NoContacts, noContacts},
    {RuleId::SourcesDisagree, sourcesDisagree},
    {RuleId::UnknownCurrency, unknownCurrency},
};

} // namespace

std::span<const RuleEntry> dataRules()
{
    return entries;
}

} // namespace holdfast
