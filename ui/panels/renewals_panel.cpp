// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/renewals_panel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <map>
#include <utility>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/renewal_columns.h"
#include "ui/panels/panel_parts.h"
#include "ui/widgets/data_table.h"

namespace holdfast {

namespace {

std::vector<TableColumnSpec> renewalTableColumns()
{
    const auto tr = [](const char* text) { return RenewalsPanel::tr(text); };
    return {markColumn("mark", QString(), tr("Proven, unproven or at risk")),
        figureColumn("date", tr("Renewal"), tr("The account's renewal date, else the earliest end date after D"),
            QStringLiteral("30 Sep 2025"), ColumnKind::Date),
        figureColumn("days", tr("Days"), tr("Days from the as-of date"), QStringLiteral("365")),
        rowNames(
            textColumn("account", tr("Account"), tr("The account's name"), QStringLiteral("Brindlewater Utilities"))),
        figureColumn("arr", tr("ARR"), tr("Annual recurring revenue on the as-of date"), QStringLiteral("$12.34M"),
            ColumnKind::Money),
        textColumn("state", tr("State"),
            tr("Proven: realization healthy and no risk of severity high or critical. At risk: such a risk. Else "
               "unproven"),
            QStringLiteral("Unproven")),
        textColumn("missing", tr("Missing to be proven"), tr("Realization criteria that have not passed"),
            QStringLiteral("Targets agreed, measured, on pace, usage alive")),
        textColumn("risks", tr("At risk by"), tr("The risks of severity high or critical, the strongest first"),
            QStringLiteral("Green but dying, notice")),
        textColumn("owner", tr("Owner"), tr("The CSM of the account"), QStringLiteral("M. Ibarra-Lopez"))};
}

// The exceptions that put a renewal at risk, in the order of the review.
std::map<AccountId, QStringList> risksOf(const Analysis& analysis)
{
    std::map<AccountId, QStringList> risks;
    for (const Exception& one : analysis.exceptions.exceptions) {
        const RuleSpec& spec = rule(one.rule);
        if (one.account && spec.lane == Lane::Risk &&
            (one.severity == Severity::High || one.severity == Severity::Critical))
            risks[*one.account].append(fromUtf8(spec.title));
    }
    return risks;
}

MarkCode codeOf(RenewalState state)
{
    return state == RenewalState::Proven  ? MarkCode::Healthy
        : state == RenewalState::Unproven ? MarkCode::AtRisk
                                          : MarkCode::Broken;
}

bool isInMonth(const Analysis& analysis, const Renewal& renewal, const std::optional<int>& place)
{
    if (!place)
        return true;
    const Date month = analysis.renewals.months[static_cast<std::size_t>(*place)].month;
    return renewal.date.year() == month.year() && renewal.date.month() == month.month();
}

// Made off the window's thread: a large book renews tens of thousands of accounts in a year.
std::vector<TableRecord> renewalRows(const Analysis& analysis, const std::optional<int>& month)
{
    const Portfolio& portfolio = *analysis.portfolio;
    const std::map<AccountId, QStringList> risks = risksOf(analysis);
    std::vector<TableRecord> rows;
    for (const Renewal& renewal : analysis.renewals.renewals) {
        if (!isInMonth(analysis, renewal, month))
            continue;
        const Account& account = portfolio.account(renewal.account);
        QStringList missing;
        // What is proven misses nothing, although a criterion that only dents may not have passed.
        if (renewal.state != RenewalState::Proven) {
            for (const CriterionId id : renewal.missing)
                missing << fromUtf8(criterion(id).title);
        }
        TableRecord record;
        record.id = fromUtf8(portfolio.accountId(renewal.account));
        RecordCell missingCell = textCell(missing.isEmpty() ? fromUtf8(dash) : missing.join(QStringLiteral(", ")));
        missingCell.tooltip = missing.join(QLatin1Char('\n'));
        missingCell.missing = missing.isEmpty();
        const auto found = renewal.state == RenewalState::AtRisk ? risks.find(renewal.account) : risks.end();
        RecordCell risksCell = textCell(found == risks.end() ? QString() : found->second.join(QStringLiteral(", ")));
        risksCell.tooltip = found == risks.end() ? QString() : found->second.join(QLatin1Char('\n'));
        risksCell.missing = found == risks.end();
        record.cells = {markCell(codeOf(renewal.state)), dateCell(renewal.date),
            numberCell(renewal.date - analysis.asOf()), textCell(fromUtf8(portfolio.text(account.name))),
            moneyCell(renewal.arr, portfolio.baseCurrency), textCell(titleOf(renewal.state)), missingCell, risksCell,
            textCell(fromUtf8(portfolio.text(account.owner)))};
        rows.push_back(std::move(record));
    }
    return rows;
}

} // namespace

RenewalsPanel::RenewalsPanel(ReviewDesk& desk, QWidget* parent)
    : Panel(desk, parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    heading_ = new PanelHeading(tr("Renewals"));
    column->addWidget(heading_);
    chart_ = new ChartView;
    chart_->setEmptyText(tr("Nothing renews in the next twelve months. A renewal date comes from accounts or from the "
                            "end dates of subscriptions."));
    auto* box = new QVBoxLayout;
    box->setContentsMargins(16, 0, 16, 8);
    box->addWidget(chart_);
    column->addLayout(box, 2);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 4, 16, 4);
    shown_ = new PlainLabel(QString(), TypeSize::BodyStrong);
    all_ = new QPushButton(tr("Show all months"));
    bar->addWidget(shown_, 1);
    bar->addWidget(all_);
    column->addLayout(bar);
    rows_ = new RowsModel(renewalTableColumns(), this);
    table_ = new DataTable(QStringLiteral("renewals"), tr("Renewals"));
    table_->setTableModel(rows_);
    column->addWidget(table_, 3);

    connect(chart_, &ChartView::clicked, this, [this](const ChartTarget& target) {
        month_ = month_ == target.first ? std::nullopt : std::optional(target.first);
        refresh();
    });
    connect(chart_, &ChartView::failed, this, &Panel::showMessage);
    connect(all_, &QPushButton::clicked, this, [this] { closeLast(); });
    connect(table_, &DataTable::openRequested, this, &Panel::openAccount);
}

void RenewalsPanel::showReview(const ReviewPtr& review)
{
    review_ = review;
    refresh();
}

void RenewalsPanel::refresh()
{
    all_->setVisible(month_.has_value());
    if (!review_) {
        heading_->setSentence({});
        shown_->setText({});
        chart_->setChart(nullptr);
        rowsJob_.cancel();
        rows_->setRows({});
        return;
    }
    const Analysis& analysis = review_->result();
    const Portfolio& portfolio = *analysis.portfolio;
    const RenewalsResult& renewals = analysis.renewals;
    if (month_ && static_cast<std::size_t>(*month_) >= renewals.months.size())
        month_.reset();
    auto chart = std::make_shared<RenewalChart>(renewalChart(analysis));
    chart->chosen = month_;
    chart_->setChart(std::move(chart));
    Money total, atRisk, shown;
    std::int64_t count = 0;
    for (const Renewal& renewal : renewals.renewals) {
        total += renewal.arr;
        if (renewal.state == RenewalState::AtRisk)
            atRisk += renewal.arr;
        if (isInMonth(analysis, renewal, month_)) {
            shown += renewal.arr;
            ++count;
        }
    }
    rowsJob_.run<std::vector<TableRecord>>(
        [kept = review_->analysis, month = month_](const CancelToken&) { return renewalRows(*kept, month); },
        [this](std::vector<TableRecord> rows) {
            rows_->setRows(std::move(rows));
            table_->selectId(std::exchange(wanted_, {}));
        });
    heading_->setSentence(
        tr("%1 renews in twelve months, in %2; %3 of it is at risk")
            .arg(fromUtf8(shortMoney(total, portfolio.baseCurrency)),
                counted(static_cast<std::int64_t>(renewals.renewals.size()), tr("1 account"), tr("%1 accounts")),
                fromUtf8(shortMoney(atRisk, portfolio.baseCurrency))));
    QString months = tr("All twelve months");
    if (month_) {
        const QStringList parts =
            fromUtf8(dateText(renewals.months[static_cast<std::size_t>(*month_)].month)).split(QChar(0x00a0));
        months = parts.mid(1).join(QLatin1Char(' '));
    }
    shown_->setText(tr("%1: %2, %3")
                        .arg(months, counted(count, tr("1 renewal"), tr("%1 renewals")),
                            fromUtf8(shortMoney(shown, portfolio.baseCurrency))));
}

void RenewalsPanel::showAccount(const QString& accountId)
{
    wanted_ = accountId; // once its rows are there
    if (month_) {
        month_.reset();
        refresh();
    }
    table_->selectId(accountId);
}

bool RenewalsPanel::closeLast()
{
    if (!month_)
        return false;
    month_.reset();
    refresh();
    return true;
}

} // namespace holdfast
