// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/evidence_pane.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>
#include <QToolTip>
#include <tuple>

#include "model/report/format.h"
#include "ui/panels/decision_form.h"
#include "ui/panels/fact_link.h"
#include "ui/panels/stored_row_dialog.h"
#include "ui/panels/usage_chart.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/words.h"
#include "ui/theme/marks.h"

namespace holdfast {
namespace {

const StatusColours& coloursOfStatus(const Tokens& tokens, ZoneStatus status)
{
    switch (status) {
    case ZoneStatus::Broken:
        return tokens.broken;
    case ZoneStatus::AtRisk:
        return tokens.atRisk;
    case ZoneStatus::InProgress:
        return tokens.inProgress;
    case ZoneStatus::Healthy:
        return tokens.healthy;
    case ZoneStatus::Unknown:
        break;
    }
    return tokens.unknown;
}

QRectF zoneBox(const QWidget& strip, std::size_t zone)
{
    const double gap = 3, width = (strip.width() - gap * (orderedZoneCount - 1)) / orderedZoneCount;
    return QRectF(static_cast<double>(zone) * (width + gap), 0, width, strip.height());
}

QWidget* rule(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    return line;
}

} // namespace

ZoneStrip::ZoneStrip(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Zones"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ZoneStrip::sizeHint() const
{
    return QSize(320, qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 36.0 / 16.0));
}

void ZoneStrip::showZones(const AccountZones* zones)
{
    zones_.reset();
    QStringList words;
    if (zones) {
        zones_ = *zones;
        for (std::size_t zone = 0; zone < orderedZoneCount; ++zone)
            words.append(toText(title(static_cast<Zone>(zone))) + u' ' + toText(title(zones->status[zone])).toLower());
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void ZoneStrip::paintEvent(QPaintEvent*)
{
    if (!zones_)
        return;
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t at = 0; at < orderedZoneCount; ++at) {
        const Zone zone = static_cast<Zone>(at);
        const ZoneStatus status = zones_->status[at];
        const QRectF box = zoneBox(*this, at);
        const bool breakpoint = zones_->breakpoint == zone;
        painter.setPen(breakpoint ? QPen(tokens.broken.ink, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(coloursOfStatus(tokens, status).tint);
        painter.drawRoundedRect(breakpoint ? box.adjusted(0.75, 0.75, -0.75, -0.75) : box, 4, 4);
        if (zones_->isBlocked(zone))
            paintBlocked(painter, box, tokens);
        paintMark(
            painter, QRectF(box.center().x() - 6, box.top() + 4, 12, 12), static_cast<Mark>(markOf(status)), tokens);
        QFont font = typeFont(TypeSize::Caption);
        if (breakpoint)
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(breakpoint ? tokens.text : tokens.text2);
        const QRectF words(box.left() + 2, box.top() + 17, box.width() - 4, box.height() - 18);
        painter.drawText(words, Qt::AlignCenter,
            painter.fontMetrics().elidedText(toText(title(zone)), Qt::ElideRight, static_cast<int>(words.width())));
    }
}

bool ZoneStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && zones_) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (std::size_t at = 0; at < orderedZoneCount; ++at) {
            if (!zoneBox(*this, at).contains(help->pos()))
                continue;
            const Zone zone = static_cast<Zone>(at);
            QString tip = toText(title(zone)) + QStringLiteral(": ") + toText(title(zones_->status[at]));
            if (zones_->isBlocked(zone))
                tip += tr(", blocked by %1").arg(toText(title(*zones_->breakpoint)));
            tip += u'\n' + toText(definition(zone));
            for (const CriterionSpec& criterion : criteria()) {
                if (criterion.zone == zone && zones_->state(criterion.id) == CriterionState::Fail)
                    tip += u'\n' + tr("fails: %1").arg(toText(criterion.title));
            }
            QToolTip::showText(help->globalPos(), plainTooltip(tip), this);
            return true;
        }
    }
    return QWidget::event(event);
}

EvidencePane::EvidencePane(ReviewDesk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
{
    setAccessibleName(tr("Evidence"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->setSpacing(0);
    content_ = new QWidget(this);
    auto* column = new QVBoxLayout(content_);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(0);

    auto* head = new QGridLayout;
    head->setContentsMargins(16, 0, 16, 8);
    head->setVerticalSpacing(0);
    name_ = new PlainLabel(QString(), TypeSize::BodyStrong, Ink::Text, content_);
    QFont larger = name_->font();
    if (larger.pixelSize() > 0)
        larger.setPixelSize(larger.pixelSize() * 15 / 13);
    else
        larger.setPointSizeF(larger.pointSizeF() * 15 / 13);
    name_->setFont(larger);
    arr_ = new PlainLabel(QString(), TypeSize::BodyStrong, Ink::Text, content_);
    arr_->setFont(larger);
    arr_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    about_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2, content_);
    renewal_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2, content_);
    renewal_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    head->addWidget(name_, 0, 0);
    head->addWidget(arr_, 0, 1);
    head->addWidget(about_, 1, 0);
    head->addWidget(renewal_, 1, 1);
    head->setColumnStretch(0, 1);
    column->addLayout(head);

    auto* callBox = new QFrame(content_);
    callBox->setFrameShape(QFrame::StyledPanel);
    callBox->setAccessibleName(tr("The three calls"));
    auto* callRow = new QGridLayout(callBox);
    callRow->setContentsMargins(10, 4, 10, 5);
    callRow->setVerticalSpacing(0);
    callRow->setHorizontalSpacing(6);
    const QString callers[] = {tr("Rules"), tr("CSM"), tr("Leader")};
    for (int at = 0; at < 3; ++at) {
        callRow->addWidget(new PlainLabel(callers[at], TypeSize::Caption, Ink::Text3, callBox), 0, at * 2, 1, 2);
        callMarks_[at] = new QLabel(callBox);
        callMarks_[at]->setFixedWidth(14);
        callRow->addWidget(callMarks_[at], 1, at * 2);
        calls_[at] = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text, callBox);
        calls_[at]->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        callRow->addWidget(calls_[at], 1, at * 2 + 1);
        callRow->setColumnStretch(at * 2 + 1, 1);
    }
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(16, 0, 16, 0);
    padded->setSpacing(8);
    padded->addWidget(callBox);
    zones_ = new ZoneStrip(content_);
    padded->addWidget(zones_);
    usageBox_ = new QWidget(content_);
    auto* usage = new QVBoxLayout(usageBox_);
    usage->setContentsMargins(0, 2, 0, 0);
    usage->setSpacing(0);
    auto* usageHead = new QHBoxLayout;
    usageHead->addWidget(new PlainLabel(tr("Weekly active users"), TypeSize::BodyStrong, Ink::Text, usageBox_));
    auto* how =
        new PlainLabel(tr("mean of 4 weeks, now against 13 weeks before"), TypeSize::Caption, Ink::Text3, usageBox_);
    how->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    usageHead->addWidget(how, 1);
    usage->addLayout(usageHead);
    chart_ = new UsageChart(usageBox_);
    chart_->setFixedHeight(chart_->sizeHint().height());
    usage->addWidget(chart_);
    padded->addWidget(usageBox_);
    column->addLayout(padded);

    scroll_ = new QScrollArea(content_);
    scroll_->setAccessibleName(tr("Facts"));
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    column->addWidget(scroll_, 1);
    column->addWidget(rule(content_));

    auto* next = new QHBoxLayout;
    next->setContentsMargins(16, 8, 16, 0);
    next->setSpacing(8);
    next->addWidget(new PlainLabel(tr("Next action"), TypeSize::Caption, Ink::Text3, content_), 0, Qt::AlignTop);
    action_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text, content_);
    action_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    next->addWidget(action_, 1);
    due_ = new PlainLabel(QString(), TypeSize::Caption, Ink::Text3, content_);
    next->addWidget(due_, 0, Qt::AlignTop);
    column->addLayout(next);
    form_ = new DecisionForm(content_);
    column->addSpacing(6);
    column->addWidget(form_);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(16, 2, 16, 10);
    grid->setHorizontalSpacing(5);
    grid->setVerticalSpacing(5);
    const std::tuple<DecisionKind, const char*> kinds[] = {{DecisionKind::Act, "A"}, {DecisionKind::Watch, "W"},
        {DecisionKind::Escalate, "G"}, {DecisionKind::Accept, "L"}, {DecisionKind::Dismiss, "D"},
        {DecisionKind::Done, "E"}};
    auto* row = new QHBoxLayout;
    row->setSpacing(5);
    int at = 0;
    auto* second = new QHBoxLayout;
    second->setSpacing(5);
    for (const auto& [kind, key] : kinds) {
        auto* button = new KeyButton(decisionWord(kind), QString::fromLatin1(key), content_);
        connect(button, &KeyButton::clicked, this, [this, kind = kind] { Q_EMIT decisionAsked(kind); });
        buttons_[kind] = button;
        (at++ < 4 ? row : second)->addWidget(button);
    }
    buttons_[DecisionKind::Act]->setPrimary(true);
    undo_ = new KeyButton(tr("Undo"), QStringLiteral("U"), content_);
    connect(undo_, &KeyButton::clicked, this, &EvidencePane::undoAsked);
    second->addWidget(undo_);
    auto* open = new KeyButton(tr("Open account"), QStringLiteral("O"), content_);
    connect(open, &KeyButton::clicked, this, &EvidencePane::accountAsked);
    second->addWidget(open);
    row->addStretch();
    second->addStretch();
    grid->addLayout(row, 0, 0);
    grid->addLayout(second, 1, 0);
    column->addLayout(grid);
    outer->addWidget(content_);
    content_->hide();
}

void EvidencePane::show(const ReviewPtr& review, const ExceptionAccount* account, std::optional<std::size_t> exception)
{
    content_->setVisible(review && account);
    if (!review || !account)
        return;
    const Analysis& analysis = review->result();
    const Portfolio& portfolio = *analysis.portfolio;
    const std::string& currency = portfolio.baseCurrency;
    name_->setText(account->name);
    arr_->setText(toText(shortMoney(account->arr, currency)));
    arr_->setDefinition(toText(exactMoney(account->arr, currency)));
    QStringList about;
    usageBox_->setVisible(false);
    chart_->clear();
    QString renewal;
    if (account->account) {
        const Account& facts = portfolio.account(*account->account);
        for (const Name name : {facts.segment, facts.region}) {
            if (!name.empty())
                about.append(toText(portfolio.text(name)));
        }
        const std::string model = analysis.context->attribute(*account->account, Dimension::ContractModel);
        if (!model.empty())
            about.append(toText(model).replace(u'_', u'-'));
        if (!facts.owner.empty())
            about.append(toText(portfolio.text(facts.owner)));
        const AccountDay& state = analysis.context->of(*account->account);
        if (state.renewal)
            renewal =
                tr("renews %1, %2 days").arg(toText(dateText(*state.renewal))).arg(state.daysToRenewal.value_or(0));
        else
            renewal = tr("no renewal date");
        zones_->showZones(analysis.zones.of(*account->account));
        chart_->showAccount(analysis, *account->account);
        usageBox_->setVisible(!chart_->isEmpty());
    } else
        zones_->showZones(nullptr);
    zones_->setVisible(account->account && analysis.zones.of(*account->account));
    about_->setText(about.join(QStringLiteral(", ")));
    renewal_->setText(renewal);

    const Tokens& tokens = Tokens::of(palette());
    const auto call = [&](int at, MarkCode mark, const QString& words) {
        callMarks_[at]->setPixmap(
            mark == MarkCode::None ? QPixmap() : markPixmap(static_cast<Mark>(mark), 12, devicePixelRatioF(), tokens));
        callMarks_[at]->setAccessibleName(wordOf(mark));
        calls_[at]->setText(words);
        calls_[at]->setInk(mark == MarkCode::None ? Ink::Text3 : Ink::Text);
    };
    call(0, account->rulesCall,
        account->exceptions.size() == 1
            ? tr("%1, 1 rule").arg(wordOf(markOf(account->severity)))
            : tr("%1, %2 rules").arg(wordOf(markOf(account->severity))).arg(account->exceptions.size()));
    const Health* health = account->account ? latestCsmHealth(portfolio, *account->account, analysis.asOf()) : nullptr;
    const QString colours[] = {tr("Green"), tr("Yellow"), tr("Red")};
    call(1, account->csmCall,
        health ? tr("%1 on %2").arg(colours[static_cast<int>(health->status)], shortDate(health->date, analysis.asOf()))
               : tr("– No status"));
    QString leader = tr("– No call yet");
    for (const std::size_t place : account->exceptions) {
        if (const auto& decision = review->states[place].decision) {
            leader = decisionWord(decision->kind);
            break;
        }
    }
    call(2, account->leaderCall, leader);
    showFacts(review, *account, exception);

    const std::size_t place = exception.value_or(account->exceptions.front());
    const Exception& one = analysis.exceptions.exceptions[place];
    action_->setText(toText(one.action));
    due_->setText(tr("due %1").arg(shortDate(one.due, analysis.asOf())));
    bool decided = false;
    for (const std::size_t each : account->exceptions)
        decided = decided || review->states[each].decision.has_value();
    for (const auto& [kind, button] : buttons_)
        button->setEnabled(!review->readOnly);
    undo_->setEnabled(decided && !review->readOnly);
}

void EvidencePane::showFacts(
    const ReviewPtr& review, const ExceptionAccount& account, std::optional<std::size_t> current)
{
    const Analysis& analysis = review->result();
    const Portfolio& portfolio = *analysis.portfolio;
    const std::string& currency = portfolio.baseCurrency;
    const int before = scroll_->verticalScrollBar() ? scroll_->verticalScrollBar()->value() : 0;
    auto* box = new QWidget;
    box->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(16, 4, 16, 8);
    column->setSpacing(0);
    const Tokens& tokens = Tokens::of(palette());
    QWidget* currentHead = nullptr;
    bool firstRule = true;
    for (const std::size_t place : account.exceptions) {
        const Exception& exception = analysis.exceptions.exceptions[place];
        const ExceptionState& state = review->states[place];
        const RuleSpec& spec = holdfast::rule(exception.rule);
        if (!firstRule)
            column->addWidget(rule(box));
        firstRule = false;
        auto* head = new QWidget(box);
        auto* headRow = new QHBoxLayout(head);
        headRow->setContentsMargins(0, 3, 0, 2);
        headRow->setSpacing(8);
        auto* mark = new QLabel(head);
        mark->setPixmap(markPixmap(static_cast<Mark>(markOf(exception.severity)), 14, devicePixelRatioF(), tokens));
        mark->setAccessibleName(wordOf(markOf(exception.severity)));
        headRow->addWidget(mark);
        auto* title =
            new PlainLabel(toText(spec.title), TypeSize::BodyStrong, place == current ? Ink::Accent : Ink::Text, head);
        title->setDefinition(toText(spec.definition));
        headRow->addWidget(title, 1);
        QStringList history;
        if (state.weeksOnList > 0)
            history.append(state.weeksOnList == 1 ? tr("1 week") : tr("%1 weeks").arg(state.weeksOnList));
        const QString change = review->previous ? changeWord(state.change).toLower() : QString();
        if (!change.isEmpty())
            history.append(
                causeWords(state.cause).isEmpty() ? change : change + QStringLiteral(": ") + causeWords(state.cause));
        if (state.decision)
            history.append(decisionWord(state.decision->kind).toLower());
        headRow->addWidget(new PlainLabel(history.join(QStringLiteral(", ")), TypeSize::Caption, Ink::Text3, head));
        column->addWidget(head);
        if (place == current)
            currentHead = head;
        auto* facts = new QWidget(box);
        auto* grid = new QGridLayout(facts);
        grid->setContentsMargins(22, 0, 0, 4);
        grid->setHorizontalSpacing(8);
        grid->setVerticalSpacing(0);
        int row = 0;
        for (const Evidence& evidence : exception.evidence) {
            auto* name = new PlainLabel(factTitle(evidence.fact), TypeSize::Secondary, Ink::Text2, facts);
            name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
            QFont strong = typeFont(TypeSize::Secondary);
            strong.setWeight(QFont::DemiBold);
            QString value = factValueText(evidence, currency);
            if (!evidence.detail.empty() && toText(evidence.detail) != value)
                value += QStringLiteral(", ") + toText(evidence.detail);
            auto* figure = new PlainLabel(value, TypeSize::Secondary, Ink::Text, facts);
            figure->setFont(strong);
            figure->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
            QString limit = factThresholdText(evidence, currency, exception.rule);
            auto* threshold =
                new PlainLabel(limit, TypeSize::Caption, evidence.overridden ? Ink::AtRisk : Ink::Text3, facts);
            threshold->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
            if (evidence.overridden)
                threshold->setDefinition(tr("Your own threshold, from Settings"));
            const QString said = factSourceText(evidence, portfolio, analysis.asOf());
            const auto rowPlace = factPlace(evidence, portfolio, account.id.toStdString());
            grid->addWidget(name, row, 0);
            grid->addWidget(figure, row, 1);
            grid->addWidget(threshold, row, 2);
            if (rowPlace)
                grid->addWidget(factLink(*rowPlace, evidence, said, analysis.asOf(), facts), row, 3);
            else {
                auto* source = new PlainLabel(said, TypeSize::Caption, Ink::Text3, facts);
                source->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
                source->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
                source->setContentsMargins(0, 0, 2, 0);
                grid->addWidget(source, row, 3);
            }
            ++row;
        }
        grid->setColumnStretch(0, 9);
        grid->setColumnStretch(1, 7);
        grid->setColumnStretch(2, 4);
        grid->setColumnStretch(3, 13);
        column->addWidget(facts);
    }
    column->addStretch();
    factsBox_ = box;
    scroll_->setWidget(box);
    box->setAutoFillBackground(true);
    if (account.id == shownAccount_)
        scroll_->verticalScrollBar()->setValue(before);
    shownAccount_ = account.id;
    if (currentHead)
        QMetaObject::invokeMethod(
            scroll_,
            [area = scroll_, head = QPointer<QWidget>(currentHead)] {
                if (head)
                    area->ensureWidgetVisible(head, 0, 8);
            },
            Qt::QueuedConnection);
}

QWidget* EvidencePane::factLink(
    const RowPlace& place, const Evidence& evidence, const QString& said, Date beside, QWidget* parent)
{
    auto* link = new FactLink(parent);
    link->setText(said);
    link->setAccessibleName(tr("Open the row of %1: %2").arg(factTitle(evidence.fact), said));
    connect(link, &QAbstractButton::clicked, this, [this, place] {
        openStoredRow(desk_, this, place, [this](const QString& sentence) { Q_EMIT messageAsked(sentence); });
    });
    // Usage rows are kept in chunks: which file and line said it is looked up when it is shown.
    if (!evidence.source)
        desk_.findRow(place,
            [waiting = QPointer<FactLink>(link), when = shortDate(*evidence.date, beside)](
                const std::optional<StoredRow>& row) {
                if (waiting && row)
                    waiting->setText(
                        when + QStringLiteral(", ") + tr("%1 line %2").arg(toText(row->file.name)).arg(row->line));
            });
    return link;
}

void EvidencePane::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    painter.fillRect(QRect(0, 0, 1, height()), tokens.line);
}

} // namespace holdfast
