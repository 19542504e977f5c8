// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/criteria_pane.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/words.h"
#include "ui/theme/marks.h"

namespace holdfast {

namespace {

Mark stateMark(CriterionState state, CriterionEffect effect)
{
    switch (state) {
    case CriterionState::Pass:
        return Mark::Healthy;
    case CriterionState::Fail:
        return effect == CriterionEffect::Breaks ? Mark::Broken : Mark::AtRisk;
    case CriterionState::Pending:
        return Mark::InProgress;
    case CriterionState::Unknown:
        return Mark::Unknown;
    case CriterionState::NotApplicable:
        break;
    }
    return Mark::None;
}

QString stateWord(CriterionState state)
{
    switch (state) {
    case CriterionState::Pass:
        return CriteriaPane::tr("pass");
    case CriterionState::Fail:
        return CriteriaPane::tr("fail");
    case CriterionState::Pending:
        return CriteriaPane::tr("pending");
    case CriterionState::Unknown:
        return CriteriaPane::tr("unknown");
    case CriterionState::NotApplicable:
        return CriteriaPane::tr("not applicable");
    }
    return {};
}

QString effectWord(CriterionEffect effect)
{
    switch (effect) {
    case CriterionEffect::Breaks:
        return CriteriaPane::tr("decides");
    case CriterionEffect::Weakens:
        return CriteriaPane::tr("dents");
    case CriterionEffect::Coverage:
        return CriteriaPane::tr("counts");
    }
    return {};
}

} // namespace

std::vector<CriterionLine> criterionLines(const Analysis& analysis, AccountId account, Zone zone)
{
    std::vector<CriterionLine> lines;
    const AccountZones* zones = analysis.zones.of(account);
    if (!zones)
        return lines;
    const std::string& currency = analysis.portfolio->baseCurrency;
    for (const CriterionSpec& spec : criteria()) {
        if (spec.zone != zone)
            continue;
        CriterionLine line;
        line.id = spec.id;
        line.state = zones->state(spec.id);
        line.title = toText(spec.title);
        line.effect = effectWord(spec.effect);
        // Where a closed review kept the statuses alone, evidence made from the facts that are there would look whole.
        const bool kept = analysis.keepsFactsOf(account);
        const std::vector<Evidence> facts = kept
            ? criterionEvidence(*analysis.context, analysis.decay, account, spec.id, analysis.source.broken)
            : std::vector<Evidence>();
        QStringList parts{toText(spec.definition)};
        // The two strongest facts fit the pane.
        for (std::size_t i = 0; i < facts.size() && i < 2; ++i) {
            const QString value = factValueText(facts[i], currency);
            const QString threshold = criterionThresholdText(facts[i], currency);
            if (i == 0)
                line.value = value;
            QString part = i == 0 ? QString() : factTitle(facts[i].fact) + QLatin1Char(' ') + value;
            if (!threshold.isEmpty())
                part +=
                    (part.isEmpty() ? QString() : QStringLiteral(", ")) + CriteriaPane::tr("limit %1").arg(threshold);
            if (!facts[i].detail.empty())
                part += (part.isEmpty() ? QString() : QStringLiteral(", ")) + toText(facts[i].detail);
            const QString source = factSourceText(facts[i], *analysis.portfolio);
            if (!source.isEmpty())
                part += (part.isEmpty() ? QString() : QStringLiteral("; ")) + source;
            if (!part.isEmpty())
                parts << part;
        }
        if (line.state == CriterionState::Unknown || line.state == CriterionState::NotApplicable ||
            line.state == CriterionState::Pending || line.value.isEmpty())
            line.value = line.value.isEmpty() || line.value == toText(dash) ? stateWord(line.state) : line.value;
        line.details = parts.join(QLatin1Char('\n'));
        lines.push_back(std::move(line));
    }
    return lines;
}

void CriteriaModel::setLines(std::vector<CriterionLine> lines)
{
    beginResetModel();
    lines_ = std::move(lines);
    endResetModel();
}

int CriteriaModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

QVariant CriteriaModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CriterionLine& one = line(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return one.title;
    case Qt::AccessibleTextRole:
        return one.title + QStringLiteral(", ") + stateWord(one.state) + QStringLiteral(", ") + one.value;
    case Qt::ToolTipRole:
        return plainTooltip(one.title + QStringLiteral(": ") + stateWord(one.state) + QStringLiteral(", ") +
            one.effect + QLatin1Char('\n') + one.details);
    default:
        return {};
    }
}

namespace {

struct CriterionFonts {
    QFont title, caption, value;
    explicit CriterionFonts(const QFont& base)
        : title(typeFont(TypeSize::BodyMedium, QFontInfo(base).pixelSize()))
        , caption(typeFont(TypeSize::Caption, QFontInfo(base).pixelSize()))
        , value(typeFont(TypeSize::Secondary, QFontInfo(base).pixelSize()))
    {
    }
};

constexpr int leftInset = 36, rightInset = 16, mostDetailLines = 6;

int valueWidth(int width)
{
    return qBound(60, width / 3, 150);
}

} // namespace

QSize CriteriaDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const CriteriaModel*>(index.model());
    const CriterionFonts fonts(option.font);
    const int width = option.widget ? qMax(120, option.widget->width() - 4) : 360;
    const QStringList lines = wrapped(
        fonts.caption, nullptr, model->line(index.row()).details, width - leftInset - rightInset, mostDetailLines);
    const double height = QFontMetricsF(fonts.title).height() + 2 +
        static_cast<double>(lines.size()) * QFontMetricsF(fonts.caption).height() + 14;
    return {width, qRound(height)};
}

void CriteriaDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const CriteriaModel*>(index.model());
    const CriterionLine& line = model->line(index.row());
    const Tokens& tokens = Tokens::of(option.palette);
    const CriterionFonts fonts(option.font);
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, tokens.selection);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, tokens.hover);
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRectF box = QRectF(option.rect).adjusted(leftInset, 7, -rightInset, -7);
    painter->setFont(fonts.title);
    const double titleHeight = lineHeight(*painter);
    const Mark mark = stateMark(line.state, criterion(line.id).effect);
    const QRectF markBox(option.rect.left() + 14, box.top() + (titleHeight - 13) / 2, 13, 13);
    if (mark == Mark::None) {
        painter->setFont(fonts.caption);
        painter->setPen(tokens.text3);
        drawLine(*painter, QRectF(option.rect.left() + 10, box.top(), 24, titleHeight), Qt::AlignVCenter,
            CriteriaPane::tr("n/a"));
    } else {
        paintMark(*painter, markBox, mark, tokens);
    }
    // The value takes what it needs; the effect is said where it fits whole (the tooltip has it, too).
    painter->setFont(fonts.value);
    const double value = qMin<double>(valueWidth(option.rect.width()), textWidth(*painter, line.value) + 2);
    const double room = box.width() - value - 8;
    painter->setFont(fonts.title);
    painter->setPen(tokens.text);
    drawLine(*painter, QRectF(box.left(), box.top(), room, titleHeight), Qt::AlignVCenter, line.title);
    const double used = qMin(room, textWidth(*painter, line.title));
    painter->setFont(fonts.caption);
    painter->setPen(tokens.text3);
    const double left = room - used - 6;
    if (textWidth(*painter, line.effect) <= left)
        drawLine(*painter, QRectF(box.left() + used + 6, box.top(), left, titleHeight), Qt::AlignVCenter, line.effect);
    painter->setFont(fonts.value);
    painter->setPen(tokens.text);
    drawLine(*painter, QRectF(box.right() - value, box.top(), value, titleHeight), Qt::AlignRight | Qt::AlignVCenter,
        line.value);
    painter->setFont(fonts.caption);
    painter->setPen(tokens.text3);
    drawWrapped(*painter, QRectF(box.left(), box.top() + titleHeight + 2, box.width(), box.height()), Qt::AlignLeft,
        line.details, mostDetailLines);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(tokens.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

CriteriaPane::CriteriaPane(QWidget* parent)
    : QWidget(parent)
    , title_(new PlainLabel(QString(), TypeSize::BodyStrong))
    , sentence_(new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2))
    , model_(new CriteriaModel(this))
    , list_(new QListView)
    , mend_(new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2))
    , open_(new QPushButton(tr("Open account")))
    , filter_(new QPushButton)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(0);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(16, 0, 16, 10);
    head->setSpacing(2);
    sentence_->setWrapping(true);
    head->addWidget(title_);
    head->addWidget(sentence_);
    column->addLayout(head);
    list_->setModel(model_);
    list_->setItemDelegate(new CriteriaDelegate(list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setResizeMode(QListView::Adjust);
    list_->setMouseTracking(true);
    list_->setAccessibleName(tr("Criteria"));
    filter_->setAccessibleName(tr("Show accounts alike"));
    column->addWidget(list_, 1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(16, 10, 16, 12);
    foot->setSpacing(8);
    mend_->setWrapping(true);
    foot->addWidget(mend_);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(open_);
    buttons->addWidget(filter_);
    buttons->addStretch(1);
    foot->addLayout(buttons);
    column->addLayout(foot);
    connect(open_, &QPushButton::clicked, this, [this] { Q_EMIT openAccount(accountId_); });
    connect(filter_, &QPushButton::clicked, this, [this] { Q_EMIT filterTo(static_cast<int>(zone_)); });
    clear();
}

void CriteriaPane::clear()
{
    accountId_.clear();
    title_->setText(tr("Criteria"));
    sentence_->setText(tr("Choose a cell of the matrix to see what its status rests on."));
    model_->setLines({});
    mend_->setVisible(false);
    open_->setVisible(false);
    filter_->setVisible(false);
}

void CriteriaPane::showZone(const ReviewPtr& review, AccountId account, Zone zone)
{
    const Analysis& analysis = review->result();
    const AccountZones* zones = analysis.zones.of(account);
    if (!zones) {
        clear();
        return;
    }
    accountId_ = toText(analysis.portfolio->accountId(account));
    zone_ = zone;
    const QString zoneName = toText(holdfast::title(zone));
    title_->setText(
        toText(analysis.portfolio->text(analysis.portfolio->account(account).name)) + QStringLiteral(", ") + zoneName);
    std::vector<CriterionLine> lines = criterionLines(analysis, account, zone);
    int deciding = 0, failing = 0, dents = 0;
    QStringList mend;
    for (const CriterionLine& line : lines) {
        const CriterionSpec& spec = criterion(line.id);
        deciding += spec.effect == CriterionEffect::Breaks ? 1 : 0;
        if (line.state != CriterionState::Fail)
            continue;
        failing += spec.effect == CriterionEffect::Breaks ? 1 : 0;
        dents += spec.effect == CriterionEffect::Weakens ? 1 : 0;
        mend << toText(spec.action);
    }
    QString words = toText(holdfast::title(zones->of(zone)));
    if (failing > 0)
        words += (failing == 1 ? tr(": %1 of %2 deciding criteria fails") : tr(": %1 of %2 deciding criteria fail"))
                     .arg(failing)
                     .arg(deciding);
    else if (dents > 0)
        words += dents == 1 ? tr(": one criterion dents it") : tr(": %1 criteria dent it").arg(dents);
    if (zones->isBlocked(zone))
        words += tr(". Blocked by %1").arg(toText(holdfast::title(*zones->breakpoint)));
    else if (zones->breakpoint == zone && zone < Zone::Recognition)
        words += tr(". Blocks what comes after it");
    if (!analysis.keepsFactsOf(account))
        words += tr(". This closed review kept the statuses of this account, not the facts behind them");
    sentence_->setText(words);
    model_->setLines(std::move(lines));
    mend_->setText(tr("What would mend it: %1").arg(mend.mid(0, 3).join(QLatin1Char(' '))));
    mend_->setVisible(!mend.isEmpty());
    open_->setVisible(true);
    filter_->setText(tr("Filter to %1").arg(zoneName));
    filter_->setVisible(true);
}

} // namespace holdfast
