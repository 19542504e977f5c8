// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/revenue_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>

#include "model/report/format.h"
#include "model/rules/metrics.h"
#include "ui/charts/driver_bars.h"
#include "ui/panels/panel_parts.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("RevenueRows", text);
}

// Definition, formula and benchmark of a figure, for the tooltip of its column.
QString metricDefinition(const char* name)
{
    const MetricSpec* spec = findMetric(name);
    if (!spec)
        return {};
    QString words = toText(spec->longTitle) + u'\n' + toText(spec->definition) + u'\n' + toText(spec->formula);
    if (!spec->benchmark.empty())
        words += u'\n' + tr("Benchmark: %1").arg(toText(spec->benchmark));
    return words;
}

TableColumnSpec metricColumn(const char* name, const QString& widest, ColumnKind kind, bool shown = true)
{
    const MetricSpec* spec = findMetric(name);
    TableColumnSpec column = figureColumn(
        name, spec ? toText(spec->title) : QString::fromLatin1(name), metricDefinition(name), widest, kind);
    column.shown = shown;
    return column;
}

// "+$182K": a movement says its direction.
RecordCell signedMoney(Money amount, std::string_view currency)
{
    RecordCell cell = moneyCell(amount, currency);
    if (amount.cents > 0)
        cell.text.prepend(u'+');
    return cell;
}

RecordCell optionalMoney(const std::optional<Money>& amount, std::string_view currency)
{
    if (amount)
        return moneyCell(*amount, currency);
    RecordCell cell = textCell(toText(dash));
    cell.missing = true;
    return cell;
}

RecordCell optionalNumber(const Ratio& value, int decimals)
{
    if (value)
        return numberCell(*value, decimals);
    RecordCell cell = textCell(toText(dash));
    cell.missing = true;
    return cell;
}

// A figure of a retention, the same for every group.
struct Figure {
    const char* metric;
    ColumnKind kind;
    bool shown;
    RecordCell (*cell)(const Retention&, std::string_view currency);
};

constexpr Figure figures[] = {
    {"opening_customers", ColumnKind::Number, false,
        [](const Retention& one, std::string_view) { return numberCell(static_cast<double>(one.openingCustomers)); }},
    {"closing_customers", ColumnKind::Number, true,
        [](const Retention& one, std::string_view) { return numberCell(static_cast<double>(one.closingCustomers)); }},
    {"opening_arr", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return moneyCell(one.bridge.opening, code); }},
    {"new", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return moneyCell(one.bridge.newArr, code); }},
    {"reactivation", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return moneyCell(one.bridge.reactivation, code); }},
    {"expansion", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return moneyCell(one.bridge.expansion, code); }},
    {"contraction", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return moneyCell(-one.bridge.contraction, code); }},
    {"churn", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return moneyCell(-one.bridge.churn, code); }},
    {"closing_arr", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return moneyCell(one.bridge.closing, code); }},
    {"nrr", ColumnKind::Percent, true, [](const Retention& one, std::string_view) { return percentCell(one.nrr); }},
    {"grr", ColumnKind::Percent, true, [](const Retention& one, std::string_view) { return percentCell(one.grr); }},
    {"crr", ColumnKind::Percent, true, [](const Retention& one, std::string_view) { return percentCell(one.crr); }},
    {"strict_nrr", ColumnKind::Percent, true,
        [](const Retention& one, std::string_view) { return percentCell(one.strictNrr); }},
    {"strict_grr", ColumnKind::Percent, true,
        [](const Retention& one, std::string_view) { return percentCell(one.strictGrr); }},
    {"event_nrr", ColumnKind::Percent, true,
        [](const Retention& one, std::string_view) { return percentCell(one.eventNrr); }},
    {"renewal_rate", ColumnKind::Percent, true,
        [](const Retention& one, std::string_view) { return percentCell(one.renewalRate); }},
    {"logo_churn", ColumnKind::Percent, true,
        [](const Retention& one, std::string_view) { return percentCell(one.logoChurn); }},
    {"revenue_churn", ColumnKind::Percent, true,
        [](const Retention& one, std::string_view) { return percentCell(one.revenueChurn); }},
    {"gross_revenue_churn", ColumnKind::Percent, true,
        [](const Retention& one, std::string_view) { return percentCell(one.grossRevenueChurn); }},
    {"annualised_logo_churn", ColumnKind::Percent, true,
        [](const Retention& one, std::string_view) { return percentCell(one.annualisedLogoChurn); }},
    {"retained_customers", ColumnKind::Number, false,
        [](const Retention& one, std::string_view) { return numberCell(static_cast<double>(one.retainedCustomers)); }},
    {"lost_customers", ColumnKind::Number, true,
        [](const Retention& one, std::string_view) { return numberCell(static_cast<double>(one.lostCustomers)); }},
    {"new_customers", ColumnKind::Number, true,
        [](const Retention& one, std::string_view) { return numberCell(static_cast<double>(one.newCustomers)); }},
    {"reactivated_customers", ColumnKind::Number, false,
        [](const Retention& one, std::string_view) {
            return numberCell(static_cast<double>(one.reactivatedCustomers));
        }},
    {"arpa", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return optionalMoney(one.arpa, code); }},
    {"lifespan_years", ColumnKind::Number, true,
        [](const Retention& one, std::string_view) {
            RecordCell cell = optionalNumber(one.lifespanYears, 1);
            if (cell.missing)
                cell.tooltip = tr("No churn in the period");
            return cell;
        }},
    {"clv", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return optionalMoney(one.clv, code); }},
    {"clv_cac", ColumnKind::Number, true,
        [](const Retention& one, std::string_view) { return optionalNumber(one.clvCac, 1); }},
    {"repeat_customer_rate", ColumnKind::Percent, true,
        [](const Retention& one, std::string_view) { return percentCell(one.repeatCustomerRate); }},
    {"purchase_clv", ColumnKind::Money, true,
        [](const Retention& one, std::string_view code) { return optionalMoney(one.purchaseClv, code); }},
};

QString groupName(const std::string& value)
{
    return value.empty() ? tr("Missing") : toText(value);
}

// Day on which a cohort's quarters are counted from: the end of "2024-Q1" is 31 Mar 2024.
std::optional<Date> endOfCohort(const std::string& cohort)
{
    if (cohort.size() != 7 || cohort[5] != 'Q')
        return std::nullopt;
    const auto first = Date::fromYmd(std::stoi(cohort.substr(0, 4)), (cohort[6] - '0') * 3, 1);
    return first ? std::optional(first->lastOfMonth()) : std::nullopt;
}

} // namespace

QString dimensionTitle(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Segment:
        return tr("Segment");
    case Dimension::Region:
        return tr("Region");
    case Dimension::Industry:
        return tr("Industry");
    case Dimension::Owner:
        return tr("Owner");
    case Dimension::ContractModel:
        return tr("Contract model");
    case Dimension::Touch:
        return tr("Touch");
    case Dimension::Product:
        return tr("Product");
    case Dimension::Cohort:
        return tr("Start cohort");
    }
    return {};
}

std::vector<TableColumnSpec> driverColumns()
{
    return {keepsWidth(textColumn(
                "movement", tr("Movement"), tr("Expansion, contraction or churn"), QStringLiteral("Contraction"))),
        rowNames(textColumn(
            "account", tr("Account"), tr("The account that moved"), QStringLiteral("Brindlewater Utilities"))),
        figureColumn(
            "amount", tr("Amount"), tr("Signed, in this period"), QStringLiteral("−$1.24M"), ColumnKind::Money),
        hiddenAtFirst(figureColumn(
            "before", tr("Before"), tr("Signed, in the period before"), QStringLiteral("−$1.24M"), ColumnKind::Money)),
        figureColumn("points", tr("Points"),
            tr("100 × (amount / opening now − amount before / opening before); all add up to the change of NRR"),
            QStringLiteral("−12.34")),
        figureColumn("bar", QString(), tr("The points as a bar around zero"), QStringLiteral("MMMMMMMM"))};
}

std::vector<TableRecord> driverRows(const Analysis& analysis)
{
    const Portfolio& portfolio = *analysis.portfolio;
    double greatest = 0;
    for (const DriverAccount& driver : analysis.retention.drivers.accounts)
        greatest = std::max(greatest, std::abs(driver.points));
    std::vector<TableRecord> rows;
    for (const DriverAccount& driver : analysis.retention.drivers.accounts) {
        TableRecord record;
        record.id = toText(portfolio.accountId(driver.account));
        RecordCell points = numberCell(driver.points, 2);
        points.text = signedPoints(driver.points);
        points.tooltip = QString::number(driver.points, 'g', 12);
        RecordCell bar = numberCell(driver.points, 2);
        bar.text.clear();
        bar.tooltip = points.tooltip;
        bar.bar = QPointF(greatest > 0 ? driver.points / greatest : 0, std::numeric_limits<double>::quiet_NaN());
        record.cells = {textCell(movementTitle(driver.movement)),
            textCell(toText(portfolio.text(portfolio.account(driver.account).name))),
            signedMoney(driver.amount, portfolio.baseCurrency),
            signedMoney(driver.amountBefore, portfolio.baseCurrency), points, bar};
        rows.push_back(std::move(record));
    }
    return rows;
}

QString totalRowId()
{
    return QStringLiteral("total");
}

QString groupRowId(const std::string& value)
{
    return u'=' + toText(value);
}

std::optional<std::string> groupOfRow(const QString& id)
{
    if (!id.startsWith(u'='))
        return std::nullopt;
    return toUtf8(id.mid(1));
}

std::vector<TableColumnSpec> groupColumns()
{
    return {textColumn("value", tr("Group"), tr("The value of the chosen attribute; Enter lists its accounts"),
                QStringLiteral("Mid-market group")),
        metricColumn("opening_arr", QStringLiteral("$12.34M"), ColumnKind::Money),
        metricColumn("nrr", QStringLiteral("104.3 %"), ColumnKind::Percent),
        standsBack(metricColumn("grr", QStringLiteral("104.3 %"), ColumnKind::Percent)), // Breakdown has them, too
        standsBack(metricColumn("crr", QStringLiteral("104.3 %"), ColumnKind::Percent)),
        figureColumn("points", tr("Points"),
            tr("What the accounts of the group add to the change of the whole NRR; all groups add up to it"),
            QStringLiteral("−12.34"))};
}

std::vector<TableRecord> groupRows(const Analysis& analysis, Dimension dimension)
{
    const std::string& currency = analysis.portfolio->baseCurrency;
    std::map<std::string, double> points;
    double all = 0;
    for (const DriverAccount& driver : analysis.retention.drivers.accounts) {
        all += driver.points;
        if (dimension != Dimension::Product)
            points[analysis.context->attribute(driver.account, dimension)] += driver.points;
    }
    const bool known = analysis.retention.drivers.nrrNow && analysis.retention.drivers.nrrBefore;
    const auto record = [&](const QString& id, const QString& name, const Retention& one, std::optional<double> moved) {
        TableRecord row;
        row.id = id;
        RecordCell pointsCell = optionalNumber(known ? moved : std::nullopt, 2);
        if (known && moved) {
            pointsCell.text = signedPoints(*moved);
            pointsCell.tooltip = QString::number(*moved, 'g', 12);
        } else if (!moved) {
            pointsCell.tooltip = tr("Points belong to accounts, not to products");
        }
        row.cells = {textCell(name), moneyCell(one.bridge.opening, currency), percentCell(one.nrr),
            percentCell(one.grr), percentCell(one.crr), pointsCell};
        return row;
    };
    std::vector<TableRecord> rows;
    for (const RetentionGroup& group : analysis.retention.breakdown[static_cast<std::size_t>(dimension)])
        rows.push_back(record(groupRowId(group.value), groupName(group.value), group.retention,
            dimension == Dimension::Product ? std::nullopt : std::optional(points[group.value])));
    rows.push_back(record(totalRowId(), tr("All"), analysis.retention.total, all));
    rows.back().total = true;
    return rows;
}

std::vector<TableColumnSpec> breakdownColumns()
{
    std::vector<TableColumnSpec> columns{textColumn("value", tr("Group"),
        tr("The value of the chosen attribute; Enter lists its accounts"), QStringLiteral("Enterprise and public"))};
    for (const Figure& figure : figures) {
        const QString widest = figure.kind == ColumnKind::Money ? QStringLiteral("$12.34M")
            : figure.kind == ColumnKind::Percent                ? QStringLiteral("104.3 %")
                                                                : QStringLiteral("12,345");
        columns.push_back(metricColumn(figure.metric, widest, figure.kind, figure.shown));
    }
    return columns;
}

std::vector<TableRecord> breakdownRows(const Analysis& analysis, Dimension dimension)
{
    const std::string& currency = analysis.portfolio->baseCurrency;
    const auto record = [&](const QString& id, const QString& name, const Retention& one) {
        TableRecord row;
        row.id = id;
        row.cells.push_back(textCell(name));
        for (const Figure& figure : figures)
            row.cells.push_back(figure.cell(one, currency));
        return row;
    };
    std::vector<TableRecord> rows;
    for (const RetentionGroup& group : analysis.retention.breakdown[static_cast<std::size_t>(dimension)])
        rows.push_back(record(groupRowId(group.value), groupName(group.value), group.retention));
    rows.push_back(record(totalRowId(), tr("All"), analysis.retention.total));
    rows.back().total = true;
    return rows;
}

bool isInGroup(const Analysis& analysis, AccountId account, Dimension dimension, const std::string& value)
{
    if (dimension != Dimension::Product)
        return analysis.context->attribute(account, dimension) == value;
    const auto& rows = analysis.portfolio->subscriptions.of(account);
    if (rows.empty())
        return value.empty();
    return std::any_of(rows.begin(), rows.end(),
        [&](const Subscription& one) { return analysis.portfolio->text(one.product) == value; });
}

AccountList cohortAccounts(const Analysis& analysis, const std::string& cohort, int quarters)
{
    AccountList list;
    list.unchangedToo = true;
    const std::optional<Date> from = endOfCohort(cohort);
    if (!from) {
        list.note = tr("Accounts without a known start");
        for (const AccountMovement& one : analysis.retention.movements) {
            if (analysis.context->attribute(one.account, Dimension::Cohort) == cohort)
                list.accounts.push_back(one);
        }
        return list;
    }
    const Date to = from->addDays(1).addMonths(3 * quarters).addDays(-1);
    list.note = tr("Started in %1: %2 to %3").arg(toText(cohort), toText(dateText(*from)), toText(dateText(to)));
    const std::size_t count = analysis.portfolio->accountCount();
    for (std::uint32_t at = 0; at < count; ++at) {
        const AccountId account{at};
        if (!analysis.context->of(account).included ||
            analysis.context->attribute(account, Dimension::Cohort) != cohort)
            continue;
        AccountMovement one;
        one.account = account;
        one.opening = analysis.context->arr(account, *from);
        one.closing = analysis.context->arr(account, to);
        if (one.opening.cents <= 0) // not in the cohort's sum
            continue;
        if (one.closing.cents == 0) {
            one.movement = Movement::Churn;
            one.amount = one.opening;
        } else if (one.closing != one.opening) {
            const bool grew = one.closing > one.opening;
            one.movement = grew ? Movement::Expansion : Movement::Contraction;
            one.amount = grew ? one.closing - one.opening : one.opening - one.closing;
        }
        list.accounts.push_back(one);
    }
    return list;
}

AccountList yearMovements(const Analysis& analysis, Date day)
{
    AccountList list;
    const Period year{day.oneYearEarlier(), day};
    list.note = tr("What moved from %1 to %2").arg(toText(dateText(year.from)), toText(dateText(year.to)));
    list.accounts = movements(*analysis.context, year);
    return list;
}

} // namespace holdfast
