// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/evidence_pane.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>
#include <tuple>

#include "model/report/format.h"
#include "ui/panels/calls_box.h"
#include "ui/panels/decision_form.h"
#include "ui/panels/fact_link.h"
#include "ui/panels/stored_row_dialog.h"
#include "ui/panels/usage_chart.h"
#include "ui/panels/zone_strip.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/words.h"
#include "ui/theme/marks.h"
#include "ui/widgets/flow_layout.h"

namespace holdfast {
namespace {

constexpr int factIndent = 22, factGap = 8;

QString valueWords(const Evidence& evidence, const std::string& currency)
{
    const QString value = factValueText(evidence, currency);
    const QString detail = toText(evidence.detail);
    return detail.isEmpty() || detail == value ? value : value + QStringLiteral(", ") + detail;
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
    name_ = new AccountLink(content_);
    connect(name_, &AccountLink::clicked, this, &EvidencePane::accountAsked);
    QFont larger = typeFont(TypeSize::BodyStrong);
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

    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(16, 0, 16, 0);
    padded->setSpacing(8);
    calls_ = new CallsBox(content_);
    padded->addWidget(calls_);
    column->addLayout(padded);
    column->addSpacing(8);

    // What is looked at scrolls as one; the calls above and the decision below stay.
    scroll_ = new QScrollArea(content_);
    scroll_->setAccessibleName(tr("Facts"));
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    auto* body = new QWidget;
    body->setBackgroundRole(QPalette::Base);
    body->setAutoFillBackground(true);
    body_ = new QVBoxLayout(body);
    body_->setContentsMargins(16, 0, 16, 8);
    body_->setSpacing(8);
    zones_ = new ZoneStrip(body);
    body_->addWidget(zones_);
    usageBox_ = new QWidget(body);
    auto* usage = new QVBoxLayout(usageBox_);
    usage->setContentsMargins(0, 2, 0, 0);
    usage->setSpacing(0);
    auto* usageHead = new QHBoxLayout;
    usageHead->addWidget(new PlainLabel(tr("Weekly active users"), TypeSize::BodyStrong, Ink::Text, usageBox_));
    auto* how =
        new PlainLabel(tr("mean of 4 weeks, against 13 weeks before"), TypeSize::Caption, Ink::Text3, usageBox_);
    how->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    usageHead->addWidget(how, 1);
    usage->addLayout(usageHead);
    chart_ = new UsageChart(usageBox_);
    chart_->setFixedHeight(chart_->sizeHint().height());
    usage->addWidget(chart_);
    body_->addWidget(usageBox_);
    factsBox_ = new QWidget(body);
    body_->addWidget(factsBox_);
    body_->addStretch(1);
    scroll_->setWidget(body);
    column->addWidget(scroll_, 1);
    column->addWidget(rule(content_));

    auto* next = new QHBoxLayout;
    next->setContentsMargins(16, 6, 16, 0);
    next->setSpacing(8);
    nextTitle_ = new PlainLabel(QString(), TypeSize::Caption, Ink::Text3, content_);
    next->addWidget(nextTitle_, 1);
    undo_ = new KeyButton(tr("Undo"), QStringLiteral("U"), content_);
    connect(undo_, &KeyButton::clicked, this, &EvidencePane::undoAsked);
    next->addStrut(undo_->sizeHint().height()); // with or without the button
    next->addWidget(undo_);
    column->addLayout(next);
    action_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text, content_);
    action_->setWrapping(true);
    action_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    action_->setContentsMargins(16, 0, 16, 0);
    // Room for two lines whatever it says, so that nothing moves from one account to the next.
    action_->setFixedHeight(2 * QFontMetrics(typeFont(TypeSize::Secondary)).lineSpacing() + 4);
    column->addWidget(action_);
    form_ = new DecisionForm(content_);
    column->addSpacing(4);
    column->addWidget(form_);
    auto* box = new QWidget(content_);
    auto* row = new FlowLayout(box);
    row->setContentsMargins(16, 2, 12, 10);
    row->setSpacing(5);
    const std::tuple<DecisionKind, const char*> kinds[] = {{DecisionKind::Act, "A"}, {DecisionKind::Watch, "W"},
        {DecisionKind::Escalate, "G"}, {DecisionKind::Accept, "L"}, {DecisionKind::Dismiss, "D"},
        {DecisionKind::Done, "E"}};
    for (const auto& [kind, key] : kinds) {
        auto* button = new KeyButton(decisionWord(kind), QString::fromLatin1(key), box);
        connect(button, &KeyButton::clicked, this, [this, kind = kind] { Q_EMIT decisionAsked(kind); });
        buttons_[kind] = button;
        row->addWidget(button);
    }
    buttons_[DecisionKind::Act]->setPrimary(true);
    column->addWidget(box);
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
    name_->setAccount(account->name, account->account.has_value());
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
                tr("renews %1, %2").arg(shortDate(*state.renewal, analysis.asOf()), toText(days(state.daysToRenewal)));
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

    calls_->setCall(CallsBox::Rules, account->rulesCall,
        account->exceptions.size() == 1
            ? tr("%1, 1 rule").arg(wordOf(markOf(account->severity)))
            : tr("%1, %2 rules").arg(wordOf(markOf(account->severity))).arg(account->exceptions.size()));
    const Health* health = account->account ? latestCsmHealth(portfolio, *account->account, analysis.asOf()) : nullptr;
    const QString colours[] = {tr("Green"), tr("Yellow"), tr("Red")};
    calls_->setCall(CallsBox::Csm, account->csmCall,
        health ? tr("%1 on %2").arg(colours[static_cast<int>(health->status)], shortDate(health->date, analysis.asOf()))
               : tr("– No status"));
    QString leader = tr("– No call yet");
    for (const std::size_t place : account->exceptions) {
        if (const auto& decision = review->states[place].decision) {
            leader = decisionWord(decision->kind);
            break;
        }
    }
    calls_->setCall(CallsBox::Leader, account->leaderCall, leader);
    showFacts(review, *account, exception);

    const std::size_t place = exception.value_or(account->exceptions.front());
    const Exception& one = analysis.exceptions.exceptions[place];
    action_->setText(toText(one.action));
    action_->setToolTip(plainTooltip(toText(one.action)));
    nextTitle_->setText(tr("Next action, due %1").arg(shortDate(one.due, analysis.asOf())));
    bool decided = false;
    for (const std::size_t each : account->exceptions)
        decided = decided || review->states[each].decision.has_value();
    for (const auto& [kind, button] : buttons_)
        button->setEnabled(!review->readOnly);
    undo_->setEnabled(decided && !review->readOnly);
    undo_->setVisible(undo_->isEnabled());
}

// As wide as the facts of the account ask for, the same for all of its rules. Where a line has no room for where a
// fact comes from, that stands on a line of its own: neither is cut.
EvidencePane::FactWidths EvidencePane::factWidths(const ReviewPtr& review, const ExceptionAccount& account) const
{
    const Analysis& analysis = review->result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    QFont strong = typeFont(TypeSize::Secondary);
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics words(typeFont(TypeSize::Secondary)), figures(strong), captions(typeFont(TypeSize::Caption));
    FactWidths widths;
    int source = 0;
    for (const std::size_t place : account.exceptions) {
        const Exception& exception = analysis.exceptions.exceptions[place];
        for (const Evidence& evidence : exception.evidence) {
            QString said = factSourceText(evidence, *analysis.portfolio, analysis.asOf());
            if (!evidence.source && factPlace(evidence, *analysis.portfolio, account.id.toStdString()))
                said = shortDate(*evidence.date, analysis.asOf()) + tr(", usage.csv line 99999"); // looked up later
            widths.name = qMax(widths.name, words.horizontalAdvance(factTitle(evidence.fact)) + 3);
            widths.value = qMax(widths.value, figures.horizontalAdvance(valueWords(evidence, currency)) + 3);
            widths.limit = qMax(
                widths.limit, captions.horizontalAdvance(factThresholdText(evidence, currency, exception.rule)) + 3);
            source = qMax(source, captions.horizontalAdvance(said) + 6);
        }
    }
    const int room = width() - 1 - 32 - factIndent - 3 * factGap - style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    widths.oneLine = widths.name + widths.value + widths.limit + source <= room;
    // One long name of an outcome does not push the figures out.
    widths.value = qMin(widths.value, room - widths.name - widths.limit);
    return widths;
}

void EvidencePane::showFacts(
    const ReviewPtr& review, const ExceptionAccount& account, std::optional<std::size_t> current)
{
    const Analysis& analysis = review->result();
    const Portfolio& portfolio = *analysis.portfolio;
    const std::string& currency = portfolio.baseCurrency;
    const int before = scroll_->verticalScrollBar()->value();
    auto* box = new QWidget(scroll_->widget());
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const FactWidths widths = factWidths(review, account);
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
        grid->setContentsMargins(factIndent, 0, 0, 4);
        grid->setHorizontalSpacing(factGap);
        grid->setVerticalSpacing(0);
        int row = 0;
        for (const Evidence& evidence : exception.evidence) {
            auto* name = new PlainLabel(factTitle(evidence.fact), TypeSize::Secondary, Ink::Text2, facts);
            name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
            QFont strong = typeFont(TypeSize::Secondary);
            strong.setWeight(QFont::DemiBold);
            const QString value = valueWords(evidence, currency);
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
            QWidget* from = nullptr;
            if (rowPlace)
                from = factLink(*rowPlace, evidence, said, analysis.asOf(), facts);
            else {
                auto* source = new PlainLabel(said, TypeSize::Caption, Ink::Text3, facts);
                source->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
                source->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
                source->setContentsMargins(0, 0, 2, 0);
                from = source;
            }
            if (widths.oneLine)
                grid->addWidget(from, row, 3);
            else
                grid->addWidget(from, ++row, 0, 1, 4);
            ++row;
        }
        grid->setColumnMinimumWidth(0, widths.name);
        grid->setColumnMinimumWidth(1, widths.value);
        grid->setColumnMinimumWidth(2, widths.limit);
        grid->setColumnStretch(3, 1);
        column->addWidget(facts);
    }
    body_->replaceWidget(factsBox_, box);
    factsBox_->hide();
    factsBox_->deleteLater();
    factsBox_ = box;
    box->show();
    if (account.id == shownAccount_)
        scroll_->verticalScrollBar()->setValue(before);
    else
        scroll_->verticalScrollBar()->setValue(0);
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
