// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/exception_delegate.h"

#include <QPainter>
#include <QTreeView>

#include "ui/tables/evidence_words.h"
#include "ui/tables/words.h"
#include "ui/theme/marks.h"
#include "ui/widgets/fitted_text.h"

namespace holdfast {
namespace {

constexpr int left = 36; // where the texts begin; the severity stands before

Mark mark(MarkCode code)
{
    return static_cast<Mark>(code);
}

// Draws elided text from x on and returns where it ended.
int drawText(
    QPainter& painter, int x, int right, const QRect& line, const QString& text, const QFont& font, const QColor& ink)
{
    if (text.isEmpty() || right <= x)
        return x;
    painter.setFont(font);
    painter.setPen(ink);
    const QString shown = fittedText(font, text, right - x);
    painter.drawText(
        QRect(x, line.top(), right - x, line.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    return x + painter.fontMetrics().horizontalAdvance(shown);
}

int drawTag(QPainter& painter, int x, const QRect& line, const QString& text, const StatusColours& colours)
{
    painter.setFont(typeFont(TypeSize::CaptionMedium));
    const int width = painter.fontMetrics().horizontalAdvance(text) + 10;
    const int height = painter.fontMetrics().height() + 2;
    const QRectF box(x, line.center().y() - height / 2.0 + 0.5, width, height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.tint);
    painter.drawRoundedRect(box, 4, 4);
    painter.restore();
    painter.setPen(colours.ink);
    painter.drawText(box, Qt::AlignCenter, text);
    return x + width;
}

void drawMark(QPainter& painter, const QRect& box, Mark one, int size, const Tokens& tokens)
{
    painter.drawPixmap(box.center().x() - size / 2 + 1, box.center().y() - size / 2 + 1,
        markPixmap(one, size, painter.device()->devicePixelRatioF(), tokens));
}

QFont medium(TypeSize size)
{
    QFont font = typeFont(size);
    font.setWeight(QFont::Medium);
    return font;
}

// What a decision says in the list: a long name gives way to the day, which is what is looked for there.
QString withItsDay(const QString& detail, const Decision& decision, const QFont& font, int width)
{
    const qsizetype comma = detail.lastIndexOf(QStringLiteral(", "));
    if (!decision.until || decision.who.empty() || comma < 0)
        return detail;
    const QString day = detail.mid(comma);
    return fittedText(font, detail.left(comma), width - QFontMetrics(font).horizontalAdvance(day)) + day;
}

void drawDecide(QPainter& painter, const QRect& box, const QString& text, const Tokens& tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens.broken.ink, 1.5));
    painter.drawEllipse(QPointF(box.left() + 4, box.center().y() + 0.5), 3.2, 3.2);
    painter.restore();
    drawText(painter, box.left() + 14, box.right(), box, text, medium(TypeSize::Secondary), tokens.broken.ink);
}

} // namespace

ExceptionDelegate::ExceptionDelegate(ExceptionListModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , model_(model)
{
}

QSize ExceptionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const int line = QFontMetrics(typeFont(TypeSize::Body)).height();
    return QSize(60, qRound(line * (model_.isAccountRow(index) ? 47.0 : 27.0) / 16.0));
}

void ExceptionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ExceptionAccount* account = model_.accountAt(index);
    if (!account)
        return;
    const Tokens& tokens = Tokens::of(option.palette);
    const bool current = option.state & QStyle::State_Selected;
    const bool open = account->id == open_ && !open_.isNull();
    const bool hovered = hovered_.isValid() && hovered_.row() == index.row() && hovered_.parent() == index.parent();
    painter->save();
    painter->fillRect(option.rect, open || current ? tokens.selection : hovered ? tokens.hover : tokens.base);
    const bool isAccount = model_.isAccountRow(index);
    const bool lastOfGroup = isAccount ? !open : index.row() + 1 == model_.rowCount(index.parent());
    if (lastOfGroup) {
        painter->setPen(tokens.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    if (isAccount && (open || current) && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), tokens.accent);
    if (isAccount)
        paintAccount(*painter, option, index, *account);
    else
        paintRule(*painter, option, index);
    if (current) {
        // The row that a key would decide carries the ring, drawn piecewise over its cells.
        painter->setPen(QPen(tokens.accent, 2));
        const QRect box = option.rect.adjusted(0, 1, 0, -1);
        painter->drawLine(box.topLeft(), box.topRight());
        painter->drawLine(box.bottomLeft(), box.bottomRight());
        if (index.column() == 0)
            painter->drawLine(box.left() + 1, box.top(), box.left() + 1, box.bottom());
        if (index.column() == ExceptionListModel::DecisionColumn)
            painter->drawLine(box.right(), box.top(), box.right(), box.bottom());
    }
    painter->restore();
}

void ExceptionDelegate::paintAccount(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
    const ExceptionAccount& account) const
{
    const Tokens& tokens = Tokens::of(option.palette);
    const QRect whole = option.rect;
    const QRect upper(whole.left(), whole.top() + 4, whole.width(), whole.height() / 2 - 2);
    const QRect lower(whole.left(), whole.top() + whole.height() / 2, whole.width(), whole.height() / 2 - 5);
    const std::optional<std::size_t> exception = model_.exceptionAt(index);
    const ExceptionState* state = exception ? model_.state(*exception) : nullptr;
    bool allDecided = true, criticalOpen = false;
    for (const std::size_t place : account.exceptions) {
        const bool decided = model_.isDecided(place);
        allDecided = allDecided && decided;
        criticalOpen = criticalOpen ||
            (!decided && model_.review()->result().exceptions.exceptions[place].severity == Severity::Critical);
    }
    const QColor strong = allDecided ? tokens.text3 : tokens.text;
    const QColor ink2 = allDecided ? tokens.text3 : tokens.text2;
    switch (index.column()) {
    case ExceptionListModel::AccountColumn: {
        drawMark(painter, QRect(whole.left() + 4, whole.top(), left - 4, whole.height()),
            mark(markOf(account.severity)), 16, tokens);
        const int right = whole.right() - 10;
        // The name gives way to the chips behind it.
        QString chip;
        const StatusColours* colours = nullptr;
        if (account.asksEscalateOrAccept) {
            chip = tr("%1 weeks: escalate or accept").arg(account.weeksOnList);
            colours = &tokens.atRisk;
        } else if (account.change == Change::Worse || account.change == Change::New ||
            account.change == Change::Better) {
            chip = changeWord(account.change);
            colours = account.change == Change::Worse ? &tokens.broken
                : account.change == Change::New       ? &tokens.inProgress
                                                      : &tokens.healthy;
        }
        const int chipRoom =
            QFontMetrics(typeFont(TypeSize::CaptionMedium)).horizontalAdvance(chip) + (chip.isEmpty() ? 0 : 18) + 64;
        int x = drawText(painter, whole.left() + left, qMax(whole.left() + left + 60, right - chipRoom), upper,
            account.name, typeFont(TypeSize::BodyStrong), strong);
        if (colours)
            x = drawTag(painter, x + 8, upper, chip, *colours);
        else if (account.weeksOnList > 0)
            x = drawText(painter, x + 8, right, upper,
                account.weeksOnList == 1 ? tr("1 week") : tr("%1 weeks").arg(account.weeksOnList),
                typeFont(TypeSize::Caption), tokens.text3);
        if (account.exceptions.size() > 1)
            x = drawText(painter, x + 8, right, upper, tr("%1 rules").arg(account.exceptions.size()),
                typeFont(TypeSize::Caption), tokens.text3);
        if (account.lane != Lane::Risk && x + 22 < right)
            drawMark(painter, QRect(x + 8, upper.top(), 14, upper.height()), mark(markOf(account.lane)), 14, tokens);
        int at = whole.left() + left;
        if (account.zoneMark != MarkCode::None) {
            drawMark(painter, QRect(at - 1, lower.top(), 12, lower.height()), mark(account.zoneMark), 11, tokens);
            at += 16;
        }
        at = drawText(painter, at, right, lower, toText(title(account.zone)), medium(TypeSize::Secondary), strong);
        drawText(painter, at + 7, right, lower, account.evidence, typeFont(TypeSize::Secondary), ink2);
        break;
    }
    case ExceptionListModel::ArrColumn:
        painter.setFont(typeFont(TypeSize::BodyStrong));
        painter.setPen(strong);
        painter.drawText(whole.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
        break;
    case ExceptionListModel::RenewsColumn: {
        const bool near = account.daysToRenewal && *account.daysToRenewal >= 0 && *account.daysToRenewal <= 120;
        painter.setFont(typeFont(near ? TypeSize::BodyStrong : TypeSize::Body));
        painter.setPen(near ? strong : ink2);
        painter.drawText(whole.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
        break;
    }
    case ExceptionListModel::RulesColumn:
    case ExceptionListModel::CsmColumn:
    case ExceptionListModel::LeaderColumn: {
        const MarkCode call = index.column() == ExceptionListModel::RulesColumn ? account.rulesCall
            : index.column() == ExceptionListModel::CsmColumn                   ? account.csmCall
                                                                                : account.leaderCall;
        if (call == MarkCode::None) {
            painter.setFont(typeFont(TypeSize::Body));
            painter.setPen(tokens.text3);
            painter.drawText(whole, Qt::AlignCenter, QStringLiteral("–"));
        } else
            drawMark(painter, whole, mark(call), 14, tokens);
        break;
    }
    case ExceptionListModel::DecisionColumn: {
        const QRect box = whole.adjusted(8, 0, -6, 0);
        if (state && state->decision) {
            const QString detail = decisionDetail(*state->decision);
            const QRect first = detail.isEmpty() ? box : QRect(box.left(), upper.top(), box.width(), upper.height());
            drawText(
                painter, box.left(), box.right(), first, index.data().toString(), typeFont(TypeSize::BodyMedium), ink2);
            drawText(painter, box.left(), box.right(), QRect(box.left(), lower.top(), box.width(), lower.height()),
                withItsDay(detail, *state->decision, typeFont(TypeSize::Caption), box.width()),
                typeFont(TypeSize::Caption), tokens.text3);
        } else if (criticalOpen)
            drawDecide(painter, box, tr("Decide"), tokens);
        else
            drawText(painter, box.left(), box.right(), box, index.data().toString(), typeFont(TypeSize::Caption),
                tokens.text3);
        break;
    }
    default:
        break;
    }
}

void ExceptionDelegate::paintRule(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = Tokens::of(option.palette);
    const QRect whole = option.rect;
    const std::optional<std::size_t> place = model_.exceptionAt(index);
    if (!place)
        return;
    const Exception& exception = model_.review()->result().exceptions.exceptions[*place];
    const ExceptionState* state = model_.state(*place);
    const bool decided = state && state->decision;
    if (index.column() != ExceptionListModel::DecisionColumn) {
        // The sentence runs on under the figures of the account: each cell shows its piece of it.
        QRect full = whole;
        if (const auto* view = qobject_cast<const QTreeView*>(option.widget)) {
            full.setLeft(view->visualRect(index.siblingAtColumn(ExceptionListModel::AccountColumn)).left());
            full.setRight(view->visualRect(index.siblingAtColumn(ExceptionListModel::LeaderColumn)).right());
        }
        painter.setClipRect(whole);
        drawMark(painter, QRect(full.left() + left, full.top(), 12, full.height()), mark(markOf(exception.severity)),
            12, tokens);
        const int x = drawText(painter, full.left() + left + 20, full.right() - 10, full,
            toText(rule(exception.rule).title), medium(TypeSize::Secondary), decided ? tokens.text3 : tokens.text);
        drawText(painter, x + 8, full.right() - 10, full,
            evidenceSentence(exception, model_.review()->result().portfolio->baseCurrency),
            typeFont(TypeSize::Secondary), decided ? tokens.text3 : tokens.text2);
        painter.setClipping(false);
    } else {
        const QRect box = whole.adjusted(8, 0, -6, 0);
        if (decided)
            drawText(painter, box.left(), box.right(), box, index.data().toString(), medium(TypeSize::Secondary),
                tokens.text2);
        else if (exception.severity == Severity::Critical)
            drawDecide(painter, box, tr("Decide"), tokens);
        else
            drawText(painter, box.left(), box.right(), box, index.data().toString(), typeFont(TypeSize::Caption),
                tokens.text3);
    }
}

} // namespace holdfast
