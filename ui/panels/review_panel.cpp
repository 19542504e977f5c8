// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/review_panel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>
#include <functional>
#include <tuple>

#include "model/report/format.h"
#include "model/report/report_text.h"
#include "ui/dialogs/deck_dialog.h"
#include "ui/panels/cadence_view.h"
#include "ui/panels/decision_form.h"
#include "ui/panels/evidence_pane.h"
#include "ui/panels/exception_delegate.h"
#include "ui/panels/kpi_strip.h"
#include "ui/panels/trigger_line.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/review_tables.h"
#include "ui/tables/words.h"
#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/data_table.h"

namespace holdfast {
namespace {

constexpr std::optional<Lane> lanes[] = {std::nullopt, Lane::Risk, Lane::Stalled, Lane::Expansion, Lane::Data};

QString cadenceTitle(Cadence cadence)
{
    switch (cadence) {
    case Cadence::Weekly:
        return ReviewPanel::tr("Weekly review");
    case Cadence::Monthly:
        return ReviewPanel::tr("Monthly review");
    case Cadence::Quarterly:
        return ReviewPanel::tr("Quarterly review");
    }
    return {};
}

} // namespace

ReviewPanel::ReviewPanel(ReviewDesk& desk, QWidget* parent)
    : Panel(desk, parent)
    , model_(new ExceptionListModel(this))
    , delegate_(new ExceptionDelegate(*model_, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 10, 16, 10);
    head->setSpacing(8);
    title_ = new PlainLabel(cadenceTitle(Cadence::Weekly), TypeSize::PageTitle, Ink::Text, this);
    head->addWidget(title_);
    summary_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text3, this);
    head->addWidget(summary_, 1);
    cadence_ = new QPushButton(tr("Cadence"), this);
    cadence_->setAccessibleName(tr("Cadence of the review"));
    auto* menu = new QMenu(cadence_);
    for (const Cadence cadence : {Cadence::Weekly, Cadence::Monthly, Cadence::Quarterly})
        menu->addAction(cadenceTitle(cadence), this, [this, cadence] { this->desk().setCadence(cadence); });
    cadence_->setMenu(menu);
    head->addWidget(cadence_);
    deck_ = new QPushButton(tr("Export deck…"), this);
    deck_->setAccessibleName(tr("Export deck"));
    connect(deck_, &QPushButton::clicked, this, [this] { chooseDeck(this->desk(), this); });
    head->addWidget(deck_);
    close_ = new QPushButton(tr("Close review"), this);
    close_->setAccessibleName(tr("Close review"));
    connect(close_, &QPushButton::clicked, this, &ReviewPanel::closeOrOpen);
    head->addWidget(close_);
    column->addLayout(head);
    kpis_ = new KpiStrip(this);
    kpis_->setFixedHeight(kpis_->sizeHint().height());
    column->addWidget(kpis_);
    triggers_ = new TriggerLine(this);
    column->addWidget(triggers_);
    cadenceView_ = new CadenceView(this);
    connect(cadenceView_, &CadenceView::ownerChosen, this, [this](std::optional<std::string> owner) {
        model_->setOwner(std::move(owner));
        restore({}, std::nullopt, false);
        refreshTexts();
    });
    connect(cadenceView_, &CadenceView::zoneChosen, this, [this] { Q_EMIT openPanel(QStringLiteral("zones"), {}); });
    column->addWidget(cadenceView_);
    auto* split = new QHBoxLayout;
    split->setSpacing(0);
    split->addWidget(makeList(), 1);
    evidence_ = new EvidencePane(desk, this);
    evidence_->setFixedWidth(512);
    split->addWidget(evidence_);
    column->addLayout(split, 1);
    connect(evidence_, &EvidencePane::decisionAsked, this, &ReviewPanel::ask);
    connect(evidence_, &EvidencePane::undoAsked, this, &ReviewPanel::undo);
    connect(evidence_, &EvidencePane::accountAsked, this, &ReviewPanel::openCurrent);
    connect(evidence_, &EvidencePane::messageAsked, this, &Panel::showMessage);
    connect(evidence_->form(), &DecisionForm::closed, this, [this] { list_->setFocus(); });
    connect(evidence_->form(), &DecisionForm::decided, this, [this](const Decision& decision) {
        QString action;
        for (const Exception& one : review_->result().exceptions.exceptions) {
            const std::string id = one.account ? review_->result().portfolio->accountId(*one.account) : std::string();
            if (id == decision.accountId && one.rule == decision.rule)
                action = toText(one.action);
        }
        this->desk().decide(decision, action);
    });
    makeKeys();
    useLane(std::nullopt);
    setFocusProxy(list_);
}

QWidget* ReviewPanel::makeList()
{
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(12, 6, 12, 6);
    tabs->setSpacing(4);
    const std::tuple<QString, Mark> heads[] = {{tr("All"), Mark::None}, {tr("Risk"), Mark::LaneRisk},
        {tr("Stalled"), Mark::LaneStalled}, {tr("Expansion"), Mark::LaneExpansion}, {tr("Data"), Mark::LaneData}};
    for (std::size_t at = 0; at < std::size(heads); ++at) {
        auto* tab = new PillTab(std::get<0>(heads[at]), std::get<1>(heads[at]), side);
        connect(tab, &PillTab::clicked, this, [this, at] { useLane(lanes[at]); });
        tabs->addWidget(tab);
        tabs_.push_back(tab);
    }
    resolvedTab_ = new PillTab(tr("Resolved"), Mark::Healthy, side);
    resolvedTab_->setToolTip(tr("What the last closed review had and is gone"));
    connect(resolvedTab_, &PillTab::clicked, this, [this] { showResolved(true); });
    tabs->addWidget(resolvedTab_);
    auto* ranked = new PlainLabel(tr("ranked by ARR × severity × renewal"), TypeSize::Caption, Ink::Text3, side);
    ranked->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    tabs->addWidget(ranked, 1);
    column->addLayout(tabs);

    list_ = new QTreeView(side);
    list_->setObjectName(QStringLiteral("exceptions"));
    list_->setAccessibleName(tr("Accounts that need a decision"));
    list_->setModel(model_);
    list_->setItemDelegate(delegate_);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setRootIsDecorated(false);
    list_->setIndentation(0);
    list_->setItemsExpandable(false);
    list_->setExpandsOnDoubleClick(false);
    list_->setAllColumnsShowFocus(true);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setSelectionBehavior(QAbstractItemView::SelectRows);
    list_->setMouseTracking(true);
    list_->viewport()->installEventFilter(this);
    list_->installEventFilter(this);
    QHeaderView* header = list_->header();
    header->setAccessibleName(tr("Columns of the review"));
    header->setProperty(firstInsetProperty, 36); // where the names begin
    header->setSectionsMovable(false);
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(30);
    const QFontMetrics metrics(typeFont(TypeSize::Body));
    const int widths[] = {0, 72, 68, 48, 44, 56, 122};
    for (int section = 0; section < ExceptionListModel::ColumnCount; ++section) {
        header->setSectionResizeMode(
            section, section == ExceptionListModel::AccountColumn ? QHeaderView::Stretch : QHeaderView::Fixed);
        if (section != ExceptionListModel::AccountColumn)
            header->resizeSection(section, qRound(widths[section] * metrics.height() / 16.0));
    }
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ReviewPanel::currentChanged);
    connect(list_, &QTreeView::doubleClicked, this, &ReviewPanel::openCurrent);
    empty_ = new EmptyState(tr("Nothing needs a decision"), QString(), side);
    empty_->hide();
    column->addWidget(list_, 1);
    column->addWidget(empty_, 1);

    resolved_ = new ResolvedModel(this);
    resolvedTable_ = new DataTable(QStringLiteral("resolved"), tr("Resolved since the last review"), side);
    resolvedTable_->setTableModel(resolved_);
    connect(resolvedTable_, &DataTable::openRequested, this, [this](const QString& id) {
        if (!id.isEmpty())
            Q_EMIT openAccount(id);
    });
    resolvedTable_->hide();
    column->addWidget(resolvedTable_, 1);
    column->addWidget(makeFoot(side));
    return side;
}

QWidget* ReviewPanel::makeFoot(QWidget* side)
{
    auto* box = new QWidget(side);
    auto* foot = new QHBoxLayout(box);
    foot->setContentsMargins(16, 8, 12, 8);
    foot->setSpacing(12);
    progress_ = new PlainLabel(QString(), TypeSize::BodyMedium, Ink::Text, box);
    foot->addWidget(progress_);
    bar_ = new QProgressBar(box);
    bar_->setTextVisible(false);
    bar_->setFixedSize(110, 8);
    bar_->setAccessibleName(tr("Critical exceptions decided"));
    foot->addWidget(bar_);
    below_ = new PlainLabel(QString(), TypeSize::Caption, Ink::Text3, box);
    below_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    foot->addWidget(below_, 1);
    showAll_ = new QPushButton(tr("Show all"), box);
    showAll_->setProperty(buttonKindProperty, QStringLiteral("link"));
    showAll_->setAccessibleName(tr("Show what lies below the line"));
    connect(showAll_, &QPushButton::clicked, this, [this] {
        const QString account =
            model_->accountAt(list_->currentIndex()) ? model_->accountAt(list_->currentIndex())->id : QString();
        model_->setShowAll(!model_->showsAll());
        restore(account, std::nullopt, false);
        refreshTexts();
    });
    foot->addWidget(showAll_);
    return box;
}

void ReviewPanel::showResolved(bool resolved)
{
    for (std::size_t at = 0; at < tabs_.size() && resolved; ++at)
        tabs_[at]->setChecked(false);
    resolvedTab_->setChecked(resolved);
    resolvedTable_->setVisible(resolved);
    list_->setVisible(!resolved && model_->rowCount() > 0);
    empty_->setVisible(!resolved && model_->rowCount() == 0);
}

void ReviewPanel::closeOrOpen()
{
    if (!review_)
        return;
    if (review_->isClosed())
        desk().showReview(0);
    else if (!review_->open)
        desk().openReview();
    else if (!goToUndecided())
        desk().closeReview();
}

bool ReviewPanel::goToUndecided()
{
    const std::vector<std::size_t> undecided = review_ ? undecidedCritical(*review_) : std::vector<std::size_t>();
    if (undecided.empty())
        return false;
    useLane(std::nullopt);
    model_->setOwner(std::nullopt);
    if (!model_->indexOf(undecided.front()).isValid())
        model_->setShowAll(true);
    const QModelIndex rule = model_->indexOf(undecided.front());
    list_->setCurrentIndex(rule.parent());
    list_->setCurrentIndex(rule);
    list_->scrollTo(rule);
    list_->setFocus();
    refreshTexts();
    saidUndecided_ = undecided.size();
    Q_EMIT showMessage(undecided.size() == 1
            ? tr("One critical exception still lacks a decision: this one.")
            : tr("%1 critical exceptions still lack a decision; this is the first.").arg(undecided.size()));
    return true;
}

void ReviewPanel::makeKeys()
{
    const auto key = [this](const char* keys, std::function<void()> run) {
        auto* shortcut = new QShortcut(QKeySequence(QString::fromLatin1(keys)), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    key("J", [this] { step(1); });
    key("K", [this] { step(-1); });
    key("A", [this] { ask(DecisionKind::Act); });
    key("W", [this] { ask(DecisionKind::Watch); });
    key("G", [this] { ask(DecisionKind::Escalate); });
    key("L", [this] { ask(DecisionKind::Accept); });
    key("D", [this] { ask(DecisionKind::Dismiss); });
    key("E", [this] { ask(DecisionKind::Done); });
    key("O", [this] { openCurrent(); });
    key("U", [this] { undo(); });
    key("Space", [this] {
        if (drawer_) {
            drawerOpen_ = !drawerOpen_;
            evidence_->setVisible(drawerOpen_);
        }
    });
}

void ReviewPanel::step(int by)
{
    const QModelIndex current = list_->currentIndex();
    QModelIndex next = !current.isValid() ? model_->index(0, 0)
        : by > 0                          ? list_->indexBelow(current)
                                          : list_->indexAbove(current);
    if (!next.isValid())
        return;
    next = next.siblingAtColumn(0);
    // Going up onto a closed account lands on its last rule, so that K undoes what J did.
    if (by < 0 && model_->isAccountRow(next) && model_->isAccountRow(current)) {
        list_->setExpanded(next, true);
        const int rules = model_->rowCount(next);
        if (rules > 0)
            next = model_->index(rules - 1, 0, next);
    }
    list_->setCurrentIndex(next);
    list_->scrollTo(next);
}

void ReviewPanel::currentChanged(const QModelIndex& current)
{
    const ExceptionAccount* account = model_->accountAt(current);
    const QModelIndex top = current.isValid() && !model_->isAccountRow(current) ? current.parent() : current;
    if (open_.isValid() && open_ != top)
        list_->setExpanded(open_, false);
    // An account with one rule shows it in its own row.
    if (top.isValid())
        list_->setExpanded(top.siblingAtColumn(0), model_->rowCount(top.siblingAtColumn(0)) > 1);
    open_ = top.siblingAtColumn(0);
    delegate_->setOpenAccount(account ? account->id : QString());
    evidence_->form()->putAway();
    evidence_->show(review_, account, model_->exceptionAt(current));
    list_->viewport()->update();
}

void ReviewPanel::ask(DecisionKind kind)
{
    const QModelIndex current = list_->currentIndex();
    const std::optional<std::size_t> place = model_->exceptionAt(current);
    if (!place || !review_ || review_->readOnly)
        return;
    const Analysis& analysis = review_->result();
    const Exception& exception = analysis.exceptions.exceptions[*place];
    Decision decision;
    decision.kind = kind;
    decision.rule = exception.rule;
    decision.severity = exception.severity;
    QString owner;
    if (exception.account) {
        decision.accountId = analysis.portfolio->accountId(*exception.account);
        owner = toText(analysis.portfolio->text(analysis.portfolio->account(*exception.account).owner));
    }
    if (drawer_ && !drawerOpen_) {
        drawerOpen_ = true;
        evidence_->setVisible(true);
    }
    const ExceptionAccount* account = model_->accountAt(current);
    evidence_->form()->ask(decision,
        account->name + QStringLiteral(", ") + toText(rule(exception.rule).title).toLower(), owner, exception.due,
        analysis.asOf());
}

void ReviewPanel::undo()
{
    const std::optional<std::size_t> place = model_->exceptionAt(list_->currentIndex());
    const ExceptionAccount* account = model_->accountAt(list_->currentIndex());
    if (!place || !account || review_->readOnly)
        return;
    const auto& own = review_->states[*place].decision;
    if (own) {
        desk().undoDecision(own->number);
        return;
    }
    // On an account row: its latest decision.
    const Decision* latest = nullptr;
    for (const std::size_t one : account->exceptions) {
        const auto& decision = review_->states[one].decision;
        if (decision && (!latest || decision->number > latest->number))
            latest = &*decision;
    }
    if (latest)
        desk().undoDecision(latest->number);
}

void ReviewPanel::openCurrent()
{
    if (const ExceptionAccount* account = model_->accountAt(list_->currentIndex()); account && account->account)
        Q_EMIT openAccount(account->id);
}

void ReviewPanel::useLane(std::optional<Lane> lane)
{
    showResolved(false);
    for (std::size_t at = 0; at < tabs_.size(); ++at)
        tabs_[at]->setChecked(lanes[at] == lane);
    model_->setLane(lane);
    restore({}, std::nullopt, false);
    refreshTexts();
}

void ReviewPanel::restore(const QString& account, std::optional<std::size_t> exception, bool onRule)
{
    QModelIndex wanted = onRule && exception ? model_->indexOf(*exception) : QModelIndex();
    if (!wanted.isValid() && !account.isEmpty())
        wanted = model_->indexOf(account);
    if (!wanted.isValid())
        wanted = model_->index(0, 0);
    list_->setCurrentIndex(wanted);
    currentChanged(wanted);
}

void ReviewPanel::showReview(const ReviewPtr& review)
{
    const QModelIndex current = list_->currentIndex();
    const ExceptionAccount* before = model_->accountAt(current);
    const QString account = before ? before->id : QString();
    const bool same = review && review_ && review->analysis == review_->analysis;
    const std::int64_t wasOpen = review_ && review_->open && !review_->isClosed() ? review_->open->number : 0;
    // The next review begins at the top of its first page.
    const bool next = review && review_ && review->result().asOf() > review_->result().asOf() &&
        (review_->isClosed() || review->result().portfolio != review_->result().portfolio);
    review_ = review;
    if (next)
        model_->setShowAll(false);
    if (saidUndecided_ > 0 && (!review || undecidedCritical(*review).size() != saidUndecided_)) {
        saidUndecided_ = 0;
        Q_EMIT showMessage(QString());
    }
    if (review && review->isClosed() && wasOpen == review->open->number)
        Q_EMIT showMessage(tr("The review of %1 is closed. It opens like this for ever.")
                               .arg(toText(dateText(review->result().asOf()))));
    model_->setReview(review);
    resolved_->setReview(review);
    cadenceView_->showReview(review);
    if (!review || review->cadence != Cadence::Monthly)
        model_->setOwner(std::nullopt);
    kpis_->showReview(review);
    triggers_->showReview(review);
    if (same)
        evidence_->show(review_, model_->accountAt(list_->currentIndex()), model_->exceptionAt(list_->currentIndex()));
    else
        restore(next ? QString() : account, std::nullopt, false);
    refreshTexts();
}

void ReviewPanel::refreshTexts()
{
    for (std::size_t at = 0; at < tabs_.size(); ++at)
        tabs_[at]->setCount(review_ ? model_->accountsIn(lanes[at]) : -1);
    if (!review_) {
        summary_->setText({});
        return;
    }
    const Analysis& analysis = review_->result();
    title_->setText(cadenceTitle(review_->cadence));
    resolvedTab_->setCount(static_cast<int>(review_->resolved.size()));
    resolvedTab_->setVisible(review_->previous.has_value());
    if (!review_->previous && resolvedTable_->isVisibleTo(this))
        showResolved(false);
    cadence_->setText(review_->cadence == Cadence::Weekly ? tr("Weekly")
            : review_->cadence == Cadence::Monthly        ? tr("Monthly")
                                                          : tr("Quarterly"));
    const int accounts = model_->accountsIn(std::nullopt);
    QString words = toText(dateText(analysis.asOf())) + QStringLiteral(", ") +
        (accounts == 1 ? tr("1 account needs a look") : tr("%1 accounts need a look").arg(accounts));
    if (review_->previous)
        words += QStringLiteral(", ") +
            tr("%1 resolved since %2")
                .arg(review_->resolved.size())
                .arg(shortDate(review_->previous->asOf, analysis.asOf()));
    if (review_->isClosed())
        words = tr("closed") + QStringLiteral(", ") + words;
    const QString missing = toText(notEvaluatedSentence(analysis.exceptions.notEvaluated));
    summary_->setText(missing.isEmpty() ? words : words + QStringLiteral(". ") + missing);
    close_->setText(review_->isClosed() ? tr("Back to the present")
            : review_->open             ? tr("Close review")
                                        : tr("Open review"));
    close_->setEnabled(review_->isClosed() || !review_->readOnly);
    close_->setAccessibleName(close_->text());
    close_->setToolTip(review_->isClosed() ? tr("A closed review is shown as it was")
            : review_->readOnly            ? tr("The store is read-only")
            : review_->open
            ? tr("Freezes the review; every critical exception needs a decision first")
            : tr("Fixes the as-of date and freezes the exceptions as found; the first decision does it too"));
    deck_->setEnabled(true);
    const int critical = model_->criticalCount(), decided = model_->criticalDecided();
    progress_->setText(critical == 0 ? tr("No critical exception")
                                     : tr("%1 of %2 critical exceptions decided").arg(decided).arg(critical));
    bar_->setVisible(critical > 0);
    bar_->setRange(0, qMax(1, critical));
    bar_->setValue(decided);
    const int below = model_->belowTheLine();
    QStringList rest;
    if (below > 0)
        rest.append(tr("Top %1 shown; %2 more below the line, %3")
                        .arg(model_->rowCount())
                        .arg(below)
                        .arg(toText(shortMoney(model_->belowTheLineArr(), analysis.portfolio->baseCurrency))));
    if (model_->outOfTheWay() > 0)
        rest.append(tr("%1 watched or dismissed").arg(model_->outOfTheWay()));
    below_->setText(rest.join(QStringLiteral("; ")));
    showAll_->setVisible(!rest.isEmpty() || model_->showsAll());
    showAll_->setText(model_->showsAll() ? tr("Show the first 15") : tr("Show all"));
    const bool none = model_->rowCount() == 0;
    const bool resolvedShown = resolvedTable_->isVisibleTo(this);
    list_->setVisible(!none && !resolvedShown);
    empty_->setVisible(none && !resolvedShown);
    if (none) {
        const bool anyData = analysis.portfolio->accountCount() > 0;
        empty_->setTexts(anyData ? tr("Nothing needs a decision here") : tr("No accounts yet"),
            anyData ? (missing.isEmpty() ? tr("Every rule of this lane was evaluated and none fired.") : missing)
                    : tr("Import an accounts file, and subscriptions or ARR snapshots, to see the first review."));
    }
}

void ReviewPanel::showAccount(const QString& accountId)
{
    if (!model_->indexOf(accountId).isValid()) {
        useLane(std::nullopt);
        model_->setShowAll(true);
        refreshTexts();
    }
    restore(accountId, std::nullopt, false);
    list_->scrollTo(list_->currentIndex());
}

bool ReviewPanel::closeLast()
{
    if (evidence_->form()->isOpen()) {
        evidence_->form()->putAway();
        return true;
    }
    if (drawer_ && drawerOpen_) {
        drawerOpen_ = false;
        evidence_->hide();
        return true;
    }
    return false;
}

void ReviewPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    // List at least 560; the pane 512, 400 where there is less, a drawer where there is none.
    drawer_ = width() < 560 + 400 + 40;
    evidence_->setFixedWidth(width() >= 720 + 512 ? 512 : 400);
    evidence_->setVisible(!drawer_ || drawerOpen_);
    cadence_->setVisible(width() > 900);
}

void ReviewPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    // The marks of the evidence are pictures in the colours of before.
    // They are drawn again when the new palette has reached the pane as well.
    if (event->type() == QEvent::PaletteChange && evidence_ && review_)
        QTimer::singleShot(0, this, [this] {
            evidence_->show(
                review_, model_->accountAt(list_->currentIndex()), model_->exceptionAt(list_->currentIndex()));
        });
}

bool ReviewPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == list_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            openCurrent();
            return true;
        }
    }
    if (watched == list_->viewport()) {
        if (event->type() == QEvent::MouseMove)
            delegate_->setHovered(list_->indexAt(static_cast<QMouseEvent*>(event)->position().toPoint()));
        else if (event->type() == QEvent::Leave)
            delegate_->setHovered({});
        if (event->type() == QEvent::MouseMove || event->type() == QEvent::Leave)
            list_->viewport()->update();
    }
    return Panel::eventFilter(watched, event);
}

} // namespace holdfast
