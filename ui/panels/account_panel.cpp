// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/account_panel.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/timeline.h"
#include "ui/panels/account_rows.h"
#include "ui/panels/account_zone_strip.h"
#include "ui/panels/criteria_pane.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/stored_row_dialog.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"

namespace holdfast {

AccountPanel::AccountPanel(ReviewDesk& desk, QWidget* parent)
    : Panel(desk, parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHeader());
    auto* halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    auto* upper = new QSplitter(Qt::Horizontal);
    upper->setChildrenCollapsible(false);
    timeline_ = new TimelineView;
    timeline_->setGrows(true);
    timeline_->setEmptyText(tr("Nothing is known of this account up to this day."));
    auto* box = new QWidget;
    auto* boxLayout = new QVBoxLayout(box);
    boxLayout->setContentsMargins(16, 6, 12, 4);
    boxLayout->addWidget(timeline_);
    boxLayout->addStretch(1);
    auto* area = new QScrollArea;
    area->setAccessibleName(QCoreApplication::translate("AccountPanel", "Timeline"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(box);
    upper->addWidget(area);
    criteria_ = new CriteriaPane;
    criteria_->setMinimumWidth(260);
    criteria_->setVisible(false);
    upper->addWidget(criteria_);
    upper->setStretchFactor(0, 1);
    halves->addWidget(upper);
    halves->addWidget(buildTabs());
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 1);
    halves->setSizes({3000, 1500}); // shares: the timeline has two thirds
    rememberSplitter(halves, QStringLiteral("account/split"));
    column->addWidget(halves, 1);

    connect(strip_, &AccountZoneStrip::clicked, this, [this](int zone) {
        if (!review_)
            return;
        if (const auto id = review_->result().portfolio->findAccount(accountId_.toStdString())) {
            criteria_->showZone(review_, *id, static_cast<Zone>(zone));
            criteria_->setVisible(true);
        }
    });
    connect(criteria_, &CriteriaPane::openAccount, this, [this] { criteria_->setVisible(false); });
    connect(
        criteria_, &CriteriaPane::filterTo, this, [this] { Q_EMIT openPanel(QStringLiteral("zones"), accountId_); });
    connect(timeline_, &ChartView::clicked, this, [this](const ChartTarget& target) {
        if (target.kind == ChartTarget::Kind::Fact && target.dataset && target.day)
            showFact(target);
        else if (target.kind == ChartTarget::Kind::Fact)
            tabs_->setCurrent(ExceptionsTab);
    });
    connect(timeline_, &ChartView::failed, this, &Panel::showMessage);
    refresh();
}

QWidget* AccountPanel::buildHeader()
{
    auto* header = new QWidget;
    auto* column = new QVBoxLayout(header);
    column->setContentsMargins(16, 10, 16, 8);
    column->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    auto* back = new QPushButton(tr("Accounts ›"));
    back->setProperty(buttonKindProperty, QStringLiteral("link"));
    back->setToolTip(tr("Shows the account in the full book"));
    back->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(back, &QPushButton::clicked, this, [this] { Q_EMIT openPanel(QStringLiteral("accounts"), accountId_); });
    back_ = back;
    name_ = new PlainLabel(tr("Account"), TypeSize::PageTitle);
    facts_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2);
    left->addWidget(name_);
    left->addWidget(facts_);
    row->addLayout(left, 1);
    for (std::size_t i = 0; i < figures_.size(); ++i) {
        auto* one = new QVBoxLayout;
        one->setSpacing(0);
        captions_[i] = new PlainLabel(QString(), TypeSize::Caption, Ink::Text3);
        figures_[i] = new PlainLabel(QString(), TypeSize::BodyStrong);
        one->addWidget(captions_[i]);
        one->addWidget(figures_[i]);
        row->addLayout(one);
    }
    row->addWidget(back_, 0, Qt::AlignTop);
    column->addLayout(row);
    strip_ = new AccountZoneStrip;
    column->addWidget(strip_);
    return header;
}

QWidget* AccountPanel::buildTabs()
{
    auto* bottom = new QWidget;
    auto* column = new QVBoxLayout(bottom);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 16, 4);
    tabs_ = new PillRow(
        {tr("Exceptions"), tr("Outcomes"), tr("Contacts"), tr("Actions"), tr("Facts by source")}, tr("Views"));
    bar->addWidget(tabs_);
    bar->addStretch(1);
    done_ = new QPushButton(tr("Mark as done"));
    done_->setVisible(false);
    bar->addWidget(done_);
    page_ = new QPushButton(tr("One page PDF…"));
    bar->addWidget(page_);
    bar->addSpacing(8);
    handoff_ = new QPushButton(tr("Handoff pack…"));
    handoff_->setToolTip(
        plainTooltip(tr("Contract, people, outcomes and commitments, risks, the last twelve months and "
                        "decisions, for the account's next owner")));
    bar->addWidget(handoff_);
    column->addLayout(bar);
    pages_ = new QStackedWidget;
    const std::array<std::vector<TableColumnSpec>, tabCount> columns{
        accountExceptionColumns(), outcomeColumns(), contactColumns(), actionColumns(), factColumns()};
    static const char* const names[] = {
        "account_exceptions", "account_outcomes", "account_contacts", "account_actions", "account_facts"};
    const QString empty[tabCount] = {tr("No exception on this day."),
        tr("No outcome was agreed up to this day. Import outcomes to see what was promised and what came of it."),
        tr("No contact up to this day. Import contacts to see who carries the account."),
        tr("No action yet. Decide “Act” in the review and it is listed here until it is done."),
        tr("No fact up to this day.")};
    for (std::size_t i = 0; i < tabCount; ++i) {
        models_[i] = new RowsModel(columns[i], this);
        tables_[i] = new DataTable(QString::fromLatin1(names[i]), tabs_->pill(static_cast<int>(i))->text());
        tables_[i]->setTableModel(models_[i]);
        tables_[i]->setEmptyText(empty[i]);
        pages_->addWidget(tables_[i]);
    }
    column->addWidget(pages_, 1);
    for (const Tab tab : {OutcomesTab, ContactsTab, FactsTab})
        connect(tables_[tab], &DataTable::openRequested, this, &AccountPanel::openFact);
    connect(tables_[ExceptionsTab], &DataTable::openRequested, this,
        [this] { Q_EMIT openPanel(QStringLiteral("review"), accountId_); });
    connect(tabs_, &PillRow::currentChanged, this, [this](int tab) {
        pages_->setCurrentIndex(tab);
        done_->setVisible(tab == ActionsTab && models_[ActionsTab]->rowCount() > 0);
    });
    tabs_->remember(QStringLiteral("account/tab"));
    connect(done_, &QPushButton::clicked, this, [this] {
        bool known = false;
        const qlonglong number = tables_[ActionsTab]->currentId().toLongLong(&known);
        if (!known || !review_)
            return;
        for (const ActionItem& action : review_->actions) {
            if (action.number == number)
                desk().setActionDone(number, !action.doneOn);
        }
    });
    connect(page_, &QPushButton::clicked, this, [this] {
        DeckChoice choice;
        choice.sections = {SectionId::Accounts};
        choice.accounts = {accountId_.toStdString()};
        savePages(tr("Save the account's page"), name_->text(), choice);
    });
    connect(handoff_, &QPushButton::clicked, this, [this] {
        DeckChoice choice;
        choice.handoff = accountId_.toStdString();
        savePages(tr("Save the handoff pack"), tr("%1 handoff").arg(name_->text()), choice);
    });
    return bottom;
}

void AccountPanel::savePages(const QString& title, const QString& name, const DeckChoice& choice)
{
    if (accountId_.isEmpty())
        return;
    // An account's name may hold what no file name can.
    QString file = name;
    for (const QChar one : QStringLiteral("/\\:*?\"<>|"))
        file.replace(one, u' ');
    const QString path =
        QFileDialog::getSaveFileName(this, title, file.simplified() + QStringLiteral(".pdf"), tr("PDF (*.pdf)"));
    if (!path.isEmpty())
        desk().exportDeck(path, choice);
}

void AccountPanel::showReview(const ReviewPtr& review)
{
    review_ = review;
    refresh();
    notePrints(review);
}

void AccountPanel::showAccount(const QString& accountId)
{
    if (accountId.isEmpty() || accountId == accountId_)
        return;
    accountId_ = accountId;
    criteria_->setVisible(false);
    refresh();
}

void AccountPanel::refresh()
{
    std::optional<AccountId> id;
    if (review_)
        id = review_->result().portfolio->findAccount(accountId_.toStdString());
    page_->setEnabled(id.has_value());
    handoff_->setEnabled(id.has_value());
    if (!id) {
        name_->setText(
            accountId_.isEmpty() ? tr("No account is chosen") : tr("%1 is not in the store").arg(accountId_));
        facts_->setText(tr("Open one from Review, Zones, Accounts or Renewals, or search with Ctrl+K."));
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            figures_[i]->setText({});
            captions_[i]->setText({});
        }
        strip_->setZones(nullptr);
        timeline_->setTimeline(nullptr);
        for (RowsModel* model : models_)
            model->setRows({});
        return;
    }
    refreshHeader(*id);
    const bool kept = review_->result().keepsFactsOf(*id);
    timeline_->setEmptyText(kept
            ? tr("Nothing is known of this account up to this day.")
            : tr("This closed review kept the figures and statuses of this account, not its facts."));
    timeline_->setTimeline(kept ? std::make_shared<TimelineChart>(timelineChart(*review_, *id)) : nullptr);
    refreshTables(*id);
}

void AccountPanel::refreshHeader(AccountId id)
{
    const Analysis& analysis = review_->result();
    const Portfolio& portfolio = *analysis.portfolio;
    const Account& account = portfolio.account(id);
    const AccountDay& day = analysis.context->of(id);
    name_->setText(fromUtf8(portfolio.text(account.name)));
    QStringList words;
    for (const Name name : {account.segment, account.region, account.industry}) {
        if (!name.empty())
            words << fromUtf8(portfolio.text(name));
    }
    if (account.contractModel)
        words << (*account.contractModel == ContractModel::Monthly ? tr("monthly contract")
                : *account.contractModel == ContractModel::Annual  ? tr("annual contract")
                                                                   : tr("multi-year contract"));
    if (account.touch)
        words << (*account.touch == Touch::Tech ? tr("tech touch") : tr("human touch"));
    words << (account.owner.empty() ? tr("no owner") : tr("owner %1").arg(fromUtf8(portfolio.text(account.owner))));
    if (day.start)
        words << tr("customer since %1").arg(fromUtf8(dateText(*day.start)));
    facts_->setText(words.join(QStringLiteral(", ")));

    captions_[0]->setText(tr("ARR"));
    figures_[0]->setText(fromUtf8(shortMoney(day.arr, portfolio.baseCurrency)));
    figures_[0]->setDefinition(fromUtf8(exactMoney(day.arr, portfolio.baseCurrency)));
    captions_[0]->setDefinition(tr("Annual recurring revenue on the as-of date"));
    captions_[1]->setText(tr("Renews"));
    captions_[1]->setDefinition(
        tr("The account's renewal date, else the earliest end date of its active subscriptions, and the days to it"));
    figures_[1]->setText(day.renewal
            ? fromUtf8(dateText(*day.renewal)) + QStringLiteral(", ") + fromUtf8(days(day.daysToRenewal))
            : fromUtf8(dash));
    // Dollars out per dollar in: what outcomes of the last year are worth against what the account pays.
    captions_[2]->setText(tr("Value returned"));
    Money value;
    bool any = false;
    for (const Outcome& outcome : portfolio.outcomes.of(id)) {
        if (!outcome.achievedDate || *outcome.achievedDate > analysis.asOf() ||
            *outcome.achievedDate <= analysis.asOf().oneYearEarlier() || !outcome.annualValue)
            continue;
        if (const auto amount = analysis.context->conversion().toBase(*outcome.annualValue, Name{}, account)) {
            value += *amount;
            any = true;
        }
    }
    const Ratio returned = any && analysis.keepsFactsOf(id) ? ratio(value, day.arr) : Ratio{};
    figures_[2]->setText(returned ? tr("%1 per 1 paid").arg(fromUtf8(plainNumber(*returned, 2))) : fromUtf8(dash));
    figures_[2]->setDefinition(tr("Yearly value of the outcomes achieved in the last year, against ARR"));
    captions_[3]->setText(tr("Seats used"));
    const Decay* decay = analysis.decay.of(id);
    figures_[3]->setText(decay && decay->utilisation ? fromUtf8(percent(*decay->utilisation, 0)) : fromUtf8(dash));
    figures_[3]->setDefinition(tr("Mean active users of the last four weeks, against seats"));
    strip_->setZones(analysis.zones.of(id));
}

void AccountPanel::refreshTables(AccountId id)
{
    const Analysis& analysis = review_->result();
    models_[ExceptionsTab]->setRows(accountExceptionRows(*review_, id));
    const bool kept = analysis.keepsFactsOf(id);
    models_[OutcomesTab]->setRows(kept ? outcomeRows(analysis, id) : std::vector<TableRecord>());
    models_[ContactsTab]->setRows(kept ? contactRows(analysis, id) : std::vector<TableRecord>());
    models_[ActionsTab]->setRows(actionRows(*review_, accountId_.toStdString()));
    models_[FactsTab]->setRows(kept ? factRows(analysis, id) : std::vector<TableRecord>());
    for (std::size_t i = 0; i < tabCount; ++i)
        tabs_->pill(static_cast<int>(i))->setCount(models_[i]->rowCount());
    const int late = lateActions(*review_, accountId_.toStdString());
    tabs_->pill(ActionsTab)->setText(late > 0 ? tr("Actions, %1 late").arg(late) : tr("Actions"));
    tabs_->pill(ActionsTab)->setAccessibleName(tabs_->pill(ActionsTab)->text());
    done_->setVisible(tabs_->current() == ActionsTab && models_[ActionsTab]->rowCount() > 0);
}

// Turns to the row that a place of the timeline rests on.
void AccountPanel::showFact(const ChartTarget& target)
{
    tabs_->setCurrent(FactsTab);
    const DatasetId dataset = *target.dataset;
    const Date day = *target.day;
    if (target.file >= 0) {
        showFactRow(factRowId(dataset, target.file, target.line));
        return;
    }
    // A step of the ARR is no fact of its own: the row that begins on its day.
    const QString kind = QString::number(static_cast<int>(dataset)) + u'/';
    const auto wanted = static_cast<std::int64_t>(day.daysSince1970());
    for (std::size_t row = 0; row < models_[FactsTab]->totalRows(); ++row) {
        const TableRecord& record = models_[FactsTab]->record(row);
        const auto* date = std::get_if<std::int64_t>(&record.cells.front().number);
        if (date && *date == wanted && record.id.startsWith(kind)) {
            showFactRow(record.id);
            break;
        }
    }
    if (dataset != DatasetId::Usage)
        return;
    // Weeks of usage are kept week by week, not row by row: the store knows the row of the day.
    RowPlace place;
    place.dataset = dataset;
    place.accountId = accountId_.toStdString();
    place.day = day;
    openStoredRow(desk(), this, place, [this](const QString& sentence) { Q_EMIT showMessage(sentence); });
}

// The row itself, as it is stored, with its file and line.
void AccountPanel::openFact(const QString& rowId)
{
    const std::optional<FactRowPlace> fact = factRowPlace(rowId);
    if (!fact || !review_ || fact->file < 0)
        return;
    const Portfolio& portfolio = *review_->result().portfolio;
    if (static_cast<std::size_t>(fact->file) >= portfolio.files.size())
        return;
    const SourceFile& file = portfolio.files[static_cast<std::size_t>(fact->file)];
    RowPlace place;
    place.dataset = fact->dataset;
    place.file = file;
    place.line = fact->line;
    place.accountId = accountId_.toStdString();
    openStoredRow(desk(), this, place, [this](const QString& sentence) { Q_EMIT showMessage(sentence); });
}

void AccountPanel::showFactRow(const QString& id)
{
    DataTable* table = tables_[FactsTab];
    if (models_[FactsTab]->findRow(id) < 0)
        table->setColumnFiltersShown(false); // a filter may hide it
    table->selectId(id);
    table->scrollTo(table->currentIndex(), QAbstractItemView::PositionAtCenter);
    table->setFocus(Qt::OtherFocusReason);
}

bool AccountPanel::closeLast()
{
    if (!criteria_->isVisible())
        return false;
    criteria_->setVisible(false);
    return true;
}

} // namespace holdfast
