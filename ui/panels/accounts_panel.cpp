// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/accounts_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QJsonObject>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

#include "model/report/format.h"
#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/flow_layout.h"

namespace holdfast {
namespace {

struct BookQuestion {
    const char* id; // remembered by it
    const char* title;
    bool (*keep)(const AccountRow&, const Analysis&);
};

const AccountDay& stateOf(const AccountRow& row, const Analysis& analysis)
{
    return analysis.context->of(row.account);
}

// Each view is one question a leader asks of the whole book.
constexpr BookQuestion questions[] = {
    {"customers", QT_TRANSLATE_NOOP("AccountsPanel", "Customers"),
        [](const AccountRow& row, const Analysis& analysis) { return stateOf(row, analysis).customer; }},
    {"at_risk", QT_TRANSLATE_NOOP("AccountsPanel", "At risk"),
        [](const AccountRow& row, const Analysis&) { return row.atRisk; }},
    {"renewing", QT_TRANSLATE_NOOP("AccountsPanel", "Renewing in 120 days"),
        [](const AccountRow& row, const Analysis& analysis) {
            const AccountDay& state = stateOf(row, analysis);
            return state.customer && state.daysToRenewal && *state.daysToRenewal >= 0 && *state.daysToRenewal <= 120;
        }},
    {"shrinking", QT_TRANSLATE_NOOP("AccountsPanel", "Shrinking"),
        [](const AccountRow& row, const Analysis& analysis) {
            const AccountDay& state = stateOf(row, analysis);
            return state.customer && state.arr < state.arrYearAgo;
        }},
    {"no_owner", QT_TRANSLATE_NOOP("AccountsPanel", "No owner"),
        [](const AccountRow& row, const Analysis& analysis) {
            return stateOf(row, analysis).customer && analysis.portfolio->account(row.account).owner.empty();
        }},
    {"former", QT_TRANSLATE_NOOP("AccountsPanel", "Former"),
        [](const AccountRow& row, const Analysis& analysis) { return !stateOf(row, analysis).customer; }},
    {"all", QT_TRANSLATE_NOOP("AccountsPanel", "All"), [](const AccountRow&, const Analysis&) { return true; }},
};

const BookQuestion& questionOf(const QString& id)
{
    for (const BookQuestion& one : questions) {
        if (id == QLatin1String(one.id))
            return one;
    }
    return questions[0];
}

} // namespace

AccountsPanel::AccountsPanel(ReviewDesk& desk, QWidget* parent)
    : Panel(desk, parent)
    , model_(new AccountsModel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    table_ = new DataTable(QStringLiteral("accounts"), tr("Accounts"), this);
    table_->setTableModel(model_);
    table_->setExport(nullptr, QStringLiteral("accounts"));
    table_->setEmptyText(
        tr("No account of this view. Import accounts or subscriptions, or choose another view above."));
    column->addWidget(table_, 1);
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        model_->setFilterText(text);
        countRows();
        checkTabs();
    });
    connect(table_, &DataTable::openRequested, this, [this](const QString& id) {
        if (!id.isEmpty())
            Q_EMIT openAccount(id);
    });
    connect(table_, &DataTable::layoutEdited, this, [this] {
        countRows();
        checkTabs();
    });
    connect(table_, &DataTable::columnFiltersShown, columns_, &QPushButton::setChecked);
    connect(columns_, &QPushButton::clicked, this, [this](bool shown) { table_->setColumnFiltersShown(shown); });
    // At first the largest stand first.
    if (table_->horizontalHeader()->sortIndicatorSection() < 0)
        table_->sortByColumn(model_->column(u"arr"), Qt::DescendingOrder);
    makeOwnTabs();
    const QSettings settings;
    setQuestion(settings.value(QStringLiteral("accounts/question")).toString());
    if (const QString own = settings.value(QStringLiteral("accounts/view")).toString(); saved_.find(own))
        useView(own);
    checkTabs();
}

QWidget* AccountsPanel::buildHead()
{
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 10, 16, 10);
    head->setSpacing(10);
    head->addWidget(new PlainLabel(tr("Accounts"), TypeSize::PageTitle, Ink::Text, this));
    count_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text3, this);
    head->addWidget(count_, 1);
    filter_ = new QLineEdit(this);
    filter_->setObjectName(QStringLiteral("accountsFilter"));
    filter_->setPlaceholderText(tr("Filter by name, segment, owner, region or id"));
    filter_->setAccessibleName(tr("Filter the accounts"));
    filter_->setClearButtonEnabled(true);
    filter_->setMinimumWidth(300);
    filter_->installEventFilter(this);
    head->addWidget(filter_);
    columns_ = new QPushButton(tr("Filter columns"), this);
    columns_->setCheckable(true);
    columns_->setToolTip(tr("A field under each head filters by that column alone (Ctrl+Shift+F)"));
    columns_->setAccessibleName(tr("Filter by column"));
    head->addWidget(columns_);
    column->addLayout(head);
    auto* row = new QWidget(this);
    tabs_ = new FlowLayout(row);
    tabs_->setContentsMargins(12, 0, 16, 8);
    tabs_->setSpacing(4);
    for (const BookQuestion& one : questions) {
        auto* tab = new PillTab(tr(one.title), Mark::None, row);
        const QString id = QString::fromLatin1(one.id);
        connect(tab, &PillTab::clicked, this, [this, id] { useQuestion(id); });
        tabs_->addWidget(tab);
        questionTabs_.push_back(tab);
    }
    save_ = new QPushButton(tr("Save view…"), row);
    save_->setProperty(buttonKindProperty, QStringLiteral("link"));
    save_->setToolTip(tr("Keeps the columns, the sorting and the filters under a name, as a tab"));
    connect(save_, &QPushButton::clicked, this,
        [this] { askName(tr("Save view"), QString(), &AccountsPanel::saveViewAs); });
    tabs_->addWidget(save_);
    changes_ = new QPushButton(tr("Save changes"), row);
    changes_->setProperty(buttonKindProperty, QStringLiteral("link"));
    changes_->setToolTip(tr("Keeps the columns, the sorting and the filters as they are now in this view"));
    connect(changes_, &QPushButton::clicked, this, &AccountsPanel::saveChanges);
    tabs_->addWidget(changes_);
    more_ = new QToolButton(row);
    more_->setText(QStringLiteral("…"));
    more_->setAccessibleName(tr("Rename or delete the view"));
    more_->setToolTip(tr("Rename or delete the view"));
    more_->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more_);
    menu->addAction(
        tr("Rename view…"), this, [this] { askName(tr("Rename view"), ownView_, &AccountsPanel::renameView); });
    menu->addAction(tr("Delete view"), this, &AccountsPanel::deleteView);
    more_->setMenu(menu);
    tabs_->addWidget(more_);
    column->addWidget(row);
    return box;
}

QStringList AccountsPanel::viewNames() const
{
    QStringList names;
    for (const SavedView& view : saved_.all())
        names.append(view.name);
    return names;
}

// The tabs of the saved views stand between the built-in ones and the buttons.
void AccountsPanel::makeOwnTabs()
{
    for (PillTab* tab : ownTabs_) {
        tabs_->removeWidget(tab);
        tab->hide();
        tab->deleteLater();
    }
    ownTabs_.clear();
    int place = static_cast<int>(questionTabs_.size());
    for (const SavedView& view : saved_.all()) {
        auto* tab = new PillTab(view.name, Mark::None, questionTabs_.front()->parentWidget());
        tab->setToolTip(plainTooltip(tr("%1\nA view of your own").arg(view.name)));
        tab->setContextMenuPolicy(Qt::CustomContextMenu);
        const QString name = view.name;
        connect(tab, &PillTab::clicked, this, [this, name] { useView(name); });
        connect(tab, &QWidget::customContextMenuRequested, this, [this, name, tab](const QPoint& at) {
            useView(name);
            more_->menu()->popup(tab->mapToGlobal(at));
        });
        tabs_->insertWidget(place++, tab);
        tab->show();
        ownTabs_.push_back(tab);
    }
    checkTabs();
}

void AccountsPanel::checkTabs()
{
    for (std::size_t at = 0; at < questionTabs_.size(); ++at)
        questionTabs_[at]->setChecked(ownView_.isEmpty() && question_ == QLatin1String(questions[at].id));
    for (PillTab* tab : ownTabs_)
        tab->setChecked(tab->text() == ownView_);
    more_->setVisible(!ownView_.isEmpty());
    changes_->setVisible(isViewChanged());
}

void AccountsPanel::setQuestion(const QString& id)
{
    const BookQuestion& one = questionOf(id);
    question_ = QString::fromLatin1(one.id);
    model_->setRowFilter([this, keep = one.keep](std::size_t row) {
        const Analysis* analysis = model_->analysis();
        return analysis && keep(model_->row(row), *analysis);
    });
    countRows();
}

void AccountsPanel::useQuestion(const QString& id)
{
    applying_ = true;
    if (!ownView_.isEmpty()) {
        ownView_.clear();
        filter_->clear();
        table_->setLayoutState(plainLayout_);
        table_->setColumnFiltersShown(false);
        table_->setRemembering(true);
    }
    setQuestion(id);
    QSettings settings;
    settings.setValue(QStringLiteral("accounts/question"), question_);
    settings.remove(QStringLiteral("accounts/view"));
    applying_ = false;
    checkTabs();
}

void AccountsPanel::useView(const QString& name)
{
    const SavedView* found = saved_.find(name);
    if (!found)
        return;
    const SavedView view = *found;
    applying_ = true;
    if (ownView_.isEmpty()) {
        plainLayout_ = table_->layoutState();
        plainLayout_.remove(QStringLiteral("filters"));
        table_->setRemembering(false); // a view's columns are its own
    }
    ownView_ = name;
    setQuestion(view.question);
    filter_->setText(view.text);
    table_->setLayoutState(view.layout);
    table_->setColumnFiltersShown(model_->hasColumnFilters());
    QSettings().setValue(QStringLiteral("accounts/view"), name);
    applying_ = false;
    countRows();
    checkTabs();
}

SavedView AccountsPanel::shownView(const QString& name) const
{
    return {name, question_, filter_->text(), table_->layoutState()};
}

bool AccountsPanel::isViewChanged() const
{
    const SavedView* view = saved_.find(ownView_);
    if (!view || applying_)
        return false;
    // As it would be read back, and without the widths, which follow the window.
    const auto plain = [](const SavedView& one) {
        QJsonObject layout = QJsonObject::fromVariantMap(one.layout);
        layout.remove(QStringLiteral("widths"));
        return layout;
    };
    const SavedView now = shownView(ownView_);
    return now.question != view->question || now.text != view->text || plain(now) != plain(*view);
}

void AccountsPanel::saveViewAs(const QString& name)
{
    const QString trimmed = name.simplified();
    if (trimmed.isEmpty())
        return;
    saved_.save(shownView(trimmed));
    makeOwnTabs();
    useView(trimmed);
    Q_EMIT showMessage(tr("View “%1” saved").arg(trimmed));
}

void AccountsPanel::saveChanges()
{
    if (ownView_.isEmpty())
        return;
    saved_.save(shownView(ownView_));
    checkTabs();
}

void AccountsPanel::renameView(const QString& to)
{
    const QString trimmed = to.simplified();
    if (ownView_.isEmpty() || trimmed.isEmpty())
        return;
    if (!saved_.rename(ownView_, trimmed)) {
        Q_EMIT showMessage(tr("Another view is called “%1”").arg(trimmed));
        return;
    }
    ownView_ = trimmed;
    QSettings().setValue(QStringLiteral("accounts/view"), trimmed);
    makeOwnTabs();
}

void AccountsPanel::deleteView()
{
    if (ownView_.isEmpty())
        return;
    saved_.remove(ownView_);
    useQuestion(question_);
    makeOwnTabs();
}

void AccountsPanel::askName(const QString& title, const QString& text, void (AccountsPanel::*then)(const QString&))
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(tr("Name of the view"));
    dialog->setTextValue(text);
    dialog->setOkButtonText(title);
    connect(dialog, &QInputDialog::textValueSelected, this, then);
    dialog->open();
}

void AccountsPanel::countRows()
{
    count_->setText(tr("%1 of %2")
                        .arg(toText(plainNumber(model_->rowCount(), 0)),
                            toText(plainNumber(static_cast<double>(model_->totalRows()), 0))));
}

void AccountsPanel::showReview(const ReviewPtr& review)
{
    model_->setReview(review);
    notePrints(review);
    for (std::size_t at = 0; at < std::size(questions); ++at) {
        int count = 0;
        if (review) {
            for (std::size_t row = 0; row < model_->totalRows(); ++row)
                count += questions[at].keep(model_->row(row), review->result()) ? 1 : 0;
        }
        questionTabs_[at]->setCount(review ? count : -1);
    }
    countRows();
}

void AccountsPanel::showAccount(const QString& accountId)
{
    if (model_->findRow(accountId) < 0) {
        filter_->clear();
        table_->setColumnFiltersShown(false);
        useQuestion(QStringLiteral("all"));
    }
    table_->selectId(accountId);
}

bool AccountsPanel::closeLast()
{
    if (!filter_->text().isEmpty()) {
        filter_->clear();
        return true;
    }
    if (table_->areColumnFiltersShown()) {
        table_->setColumnFiltersShown(false);
        return true;
    }
    return false;
}

// Its keys work at once. (A focus proxy would make Tab skip what stands before the table.)
void AccountsPanel::focusInEvent(QFocusEvent* event)
{
    Panel::focusInEvent(event);
    table_->setFocus(event->reason());
}

bool AccountsPanel::eventFilter(QObject* watched, QEvent* event)
{
    // The texts that are searched are folded while the user reaches for the first letter.
    if (watched == filter_ && event->type() == QEvent::FocusIn)
        model_->prepareFilter();
    return Panel::eventFilter(watched, event);
}

} // namespace holdfast
