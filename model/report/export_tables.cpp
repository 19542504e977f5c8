// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/export_tables.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "model/report/fact_words.h"

namespace holdfast {

namespace {

std::string canonical(double value)
{
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

std::string canonical(const std::optional<double>& value)
{
    return value ? canonical(*value) : std::string();
}
std::string canonical(const std::optional<Date>& day)
{
    return day ? day->toIso() : std::string();
}
std::string canonical(const std::optional<int>& value)
{
    return value ? std::to_string(*value) : std::string();
}

ExportTable exceptionsTable(const Analysis& analysis)
{
    const Portfolio& portfolio = *analysis.portfolio;
    ExportTable table;
    table.columns = {{"account_id", CellType::Text}, {"name", CellType::Text}, {"owner", CellType::Text},
        {"segment", CellType::Text}, {"arr", CellType::Money}, {"days_to_renewal", CellType::Integer},
        {"lane", CellType::Text}, {"rule", CellType::Text}, {"severity", CellType::Text}, {"zone", CellType::Text},
        {"priority", CellType::Number}, {"due", CellType::Date}, {"action", CellType::Text},
        {"evidence", CellType::Text}};
    for (const Exception& exception : analysis.exceptions.exceptions) {
        const Account* account = exception.account ? &portfolio.account(*exception.account) : nullptr;
        const auto words = [&](Name Account::*member) {
            return account ? portfolio.text(account->*member) : std::string();
        };
        const RuleSpec& spec = rule(exception.rule);
        table.rows.push_back({words(&Account::id), words(&Account::name), words(&Account::owner),
            words(&Account::segment), exception.arr.toText(), canonical(exception.daysToRenewal),
            std::string(text(spec.lane)), std::string(spec.name), std::string(text(exception.severity)),
            std::string(text(spec.zone)), canonical(exception.priority), exception.due.toIso(), exception.action,
            evidenceText(exception, portfolio.baseCurrency)});
    }
    return table;
}

ExportTable zonesTable(const Analysis& analysis)
{
    const Portfolio& portfolio = *analysis.portfolio;
    ExportTable table;
    table.columns = {{"account_id", CellType::Text}, {"name", CellType::Text}, {"arr", CellType::Money}};
    for (std::size_t zone = 0; zone < zoneCount; ++zone)
        table.columns.push_back({std::string(text(static_cast<Zone>(zone))), CellType::Text});
    table.columns.push_back({"breakpoint", CellType::Text});
    table.columns.push_back({"critical_zone", CellType::Text});
    for (const AccountZones& zones : analysis.zones.accounts) {
        const Account& account = portfolio.account(zones.account);
        std::vector<std::string> row{
            portfolio.text(account.id), portfolio.text(account.name), analysis.context->of(zones.account).arr.toText()};
        for (std::size_t zone = 0; zone < zoneCount; ++zone)
            row.emplace_back(text(zones.status[zone]));
        row.emplace_back(zones.breakpoint ? text(*zones.breakpoint) : std::string_view());
        row.emplace_back(zones.criticalZone ? text(*zones.criticalZone) : std::string_view());
        table.rows.push_back(std::move(row));
    }
    return table;
}

// The stored columns of an account in the order of the dataset, so that the table can be imported again.
std::vector<std::string> storedColumns(const Portfolio& portfolio, const Account& account)
{
    const auto words = [&](Name name) { return portfolio.text(name); };
    const auto enumWords = [](std::string_view column, const auto& value) {
        const DatasetSpec& spec = dataset(DatasetId::Accounts);
        return value ? std::string(enumText(spec.columns[static_cast<std::size_t>(spec.column(column))].values,
                           static_cast<int>(*value)))
                     : std::string();
    };
    const auto money = [](const std::optional<Money>& amount) { return amount ? amount->toText() : std::string(); };
    return {words(account.id), words(account.name), words(account.segment), words(account.industry),
        words(account.region), words(account.owner), enumWords("contract_model", account.contractModel),
        enumWords("touch", account.touch), canonical(account.startDate), canonical(account.renewalDate),
        canonical(account.churnDate), words(account.churnReason), money(account.arr), words(account.currency),
        account.seats ? std::to_string(*account.seats) : std::string(), enumWords("fit", account.fit),
        canonical(account.handoffDate), canonical(account.kickoffDate), canonical(account.onboardingCompletedDate),
        money(account.acquisitionCost), canonical(account.grossMargin)};
}

// The accounts dataset with what the analysis found of each beside it.
ExportTable accountsTable(const Analysis& analysis)
{
    const Portfolio& portfolio = *analysis.portfolio;
    const DayContext& context = *analysis.context;
    ExportTable table;
    for (const ColumnSpec& column : dataset(DatasetId::Accounts).columns)
        table.columns.push_back({std::string(column.name), cellType(column.type)});
    const std::vector<ExportColumn> found = {{"arr_as_of", CellType::Money}, {"arr_year_ago", CellType::Money},
        {"next_renewal", CellType::Date}, {"days_to_renewal", CellType::Integer}, {"decay_stage", CellType::Text},
        {"utilisation", CellType::Number}, {"breakpoint", CellType::Text}, {"exceptions", CellType::Integer},
        {"priority", CellType::Number}};
    table.columns.insert(table.columns.end(), found.begin(), found.end());
    std::vector<std::int64_t> counts(portfolio.accountCount());
    std::vector<double> priorities(portfolio.accountCount());
    for (const Exception& exception : analysis.exceptions.exceptions) {
        if (!exception.account)
            continue;
        ++counts[exception.account->at()];
        priorities[exception.account->at()] = std::max(priorities[exception.account->at()], exception.priority);
    }
    for (std::uint32_t i = 0; i < portfolio.accountCount(); ++i) {
        const AccountId id{i};
        const AccountDay& day = context.of(id);
        if (!day.included)
            continue;
        const Decay* decay = analysis.decay.of(id);
        const AccountZones* zones = analysis.zones.of(id);
        std::vector<std::string> row = storedColumns(portfolio, portfolio.account(id));
        row.insert(row.end(),
            {day.arr.toText(), day.arrYearAgo.toText(), canonical(day.renewal), canonical(day.daysToRenewal),
                decay ? std::string(text(decay->stage)) : std::string(),
                decay ? canonical(decay->utilisation) : std::string(),
                zones && zones->breakpoint ? std::string(text(*zones->breakpoint)) : std::string(),
                std::to_string(counts[i]), canonical(priorities[i])});
        table.rows.push_back(std::move(row));
    }
    return table;
}

ExportTable movementsTable(const Analysis& analysis)
{
    const Portfolio& portfolio = *analysis.portfolio;
    ExportTable table;
    table.columns = {{"account_id", CellType::Text}, {"name", CellType::Text}, {"movement", CellType::Text},
        {"opening", CellType::Money}, {"closing", CellType::Money}, {"amount", CellType::Money}};
    for (const AccountMovement& movement : analysis.retention.movements) {
        const Account& account = portfolio.account(movement.account);
        table.rows.push_back({portfolio.text(account.id), portfolio.text(account.name),
            movement.movement ? std::string(text(*movement.movement)) : std::string("unchanged"),
            movement.opening.toText(), movement.closing.toText(), movement.amount.toText()});
    }
    return table;
}

} // namespace

std::optional<ExportTable> analysisTable(const Analysis& analysis, std::string_view name)
{
    if (name == "exceptions")
        return exceptionsTable(analysis);
    if (name == "zones")
        return zonesTable(analysis);
    if (name == "accounts")
        return accountsTable(analysis);
    if (name == "movements")
        return movementsTable(analysis);
    return std::nullopt;
}

Result<std::int64_t> writeTable(const ExportTable& table, const std::string& path, const std::string& title)
{
    auto writer = TableWriter::create(path, table.columns, title);
    if (!writer)
        return tl::unexpected(writer.error());
    for (const std::vector<std::string>& row : table.rows) {
        if (auto written = (*writer)->row(row); !written)
            return tl::unexpected(written.error());
    }
    return (*writer)->finish();
}

} // namespace holdfast
