// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/accounts_panel.h"

#include <QHBoxLayout>
#include <QSettings>
#include <QVBoxLayout>

#include "ui/widgets/buttons.h"
#include "ui/widgets/data_table.h"

namespace holdfast {
namespace {

struct View {
    const char* title;
    bool (*keep)(const AccountRow&, const Analysis&);
};

const AccountDay& stateOf(const AccountRow& row, const Analysis& analysis)
{
    return analysis.context->of(row.account);
}

// Each view is one question a leader asks of the whole book.
constexpr View views[] = {
    {QT_TRANSLATE_NOOP("AccountsPanel", "Customers"),
        [](const AccountRow& row, const Analysis& analysis) { return stateOf(row, analysis).customer; }},
    {QT_TRANSLATE_NOOP("AccountsPanel", "At risk"), [](const AccountRow& row, const Analysis&) { return row.atRisk; }},
    {QT_TRANSLATE_NOOP("AccountsPanel", "Renewing in 120 days"),
        [](const AccountRow& row, const Analysis& analysis) {
            const AccountDay& state = stateOf(row, analysis);
            return state.customer && state.daysToRenewal && *state.daysToRenewal >= 0 && *state.daysToRenewal <= 120;
        }},
    {QT_TRANSLATE_NOOP("AccountsPanel", "Shrinking"),
        [](const AccountRow& row, const Analysis& analysis) {
            const AccountDay& state = stateOf(row, analysis);
            return state.customer && state.arr < state.arrYearAgo;
        }},
    {QT_TRANSLATE_NOOP("AccountsPanel", "No owner"),
        [](const AccountRow& row, const Analysis& analysis) {
            return stateOf(row, analysis).customer && analysis.portfolio->account(row.account).owner.empty();
        }},
    {QT_TRANSLATE_NOOP("AccountsPanel", "Former"),
        [](const AccountRow& row, const Analysis& analysis) { return !stateOf(row, analysis).customer; }},
    {QT_TRANSLATE_NOOP("AccountsPanel", "All"), [](const AccountRow&, const Analysis&) { return true; }},
};

} // namespace

AccountsPanel::AccountsPanel(ReviewDesk& desk, QWidget* parent)
    : Panel(desk, parent)
    , model_(new AccountsModel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 8);
    head->setSpacing(10);
    head->addWidget(new PlainLabel(tr("Accounts"), TypeSize::PageTitle, Ink::Text, this));
    count_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text3, this);
    head->addWidget(count_, 1);
    filter_ = new QLineEdit(this);
    filter_->setPlaceholderText(tr("Filter by name, segment, owner, region or id"));
    filter_->setAccessibleName(tr("Filter the accounts"));
    filter_->setClearButtonEnabled(true);
    filter_->setMinimumWidth(300);
    head->addWidget(filter_);
    column->addLayout(head);
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(12, 0, 16, 8);
    tabs->setSpacing(4);
    for (std::size_t at = 0; at < std::size(views); ++at) {
        auto* tab = new PillTab(tr(views[at].title), Mark::None, this);
        connect(tab, &PillTab::clicked, this, [this, at] { useView(at); });
        tabs->addWidget(tab);
        tabs_.push_back(tab);
    }
    tabs->addStretch();
    column->addLayout(tabs);
    table_ = new DataTable(QStringLiteral("accounts"), tr("Accounts"), this);
    table_->setTableModel(model_);
    table_->setExport([this](const QString& path) { this->desk().exportTable(QStringLiteral("accounts"), path); },
        QStringLiteral("accounts"));
    column->addWidget(table_, 1);
    setFocusProxy(table_);
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        model_->setFilterText(text);
        countRows();
    });
    connect(table_, &DataTable::openRequested, this, [this](const QString& id) {
        if (!id.isEmpty())
            Q_EMIT openAccount(id);
    });
    const auto remembered = static_cast<std::size_t>(QSettings().value(QStringLiteral("accounts/view"), 0).toUInt());
    useView(remembered < std::size(views) ? remembered : 0);
}

void AccountsPanel::useView(std::size_t view)
{
    view_ = view;
    tabs_[view]->setChecked(true);
    QSettings().setValue(QStringLiteral("accounts/view"), static_cast<uint>(view));
    model_->setRowFilter([this](std::size_t row) {
        const Analysis* analysis = model_->analysis();
        return analysis && views[view_].keep(model_->row(row), *analysis);
    });
    countRows();
}

void AccountsPanel::countRows()
{
    count_->setText(tr("%1 of %2").arg(model_->rowCount()).arg(model_->totalRows()));
}

void AccountsPanel::showReview(const ReviewPtr& review)
{
    model_->setReview(review);
    for (std::size_t at = 0; at < std::size(views); ++at) {
        int count = 0;
        if (review) {
            for (std::size_t row = 0; row < model_->totalRows(); ++row)
                count += views[at].keep(model_->row(row), review->result()) ? 1 : 0;
        }
        tabs_[at]->setCount(review ? count : -1);
    }
    countRows();
}

void AccountsPanel::showAccount(const QString& accountId)
{
    if (model_->findRow(accountId) < 0) {
        filter_->clear();
        useView(std::size(views) - 1);
    }
    table_->selectId(accountId);
}

bool AccountsPanel::closeLast()
{
    if (filter_->text().isEmpty())
        return false;
    filter_->clear();
    return true;
}

} // namespace holdfast
