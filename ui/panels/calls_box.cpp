// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls_box.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/tables/words.h"
#include "ui/theme/marks.h"

namespace holdfast {
namespace {

constexpr int inset = 9, markSize = 12, afterMark = 5;

} // namespace

CallsBox::CallsBox(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("The three calls"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    calls_[Rules].title = tr("Rules");
    calls_[Csm].title = tr("CSM");
    calls_[Leader].title = tr("Leader");
}

void CallsBox::setCall(Caller caller, MarkCode mark, const QString& words)
{
    calls_[caller].mark = mark;
    calls_[caller].words = words;
    QStringList all;
    for (const Call& call : calls_)
        all.append(call.title + QStringLiteral(": ") + (call.mark == MarkCode::None ? QString() : wordOf(call.mark)) +
            (call.mark == MarkCode::None ? call.words : QStringLiteral(", ") + call.words));
    setAccessibleDescription(all.join(QStringLiteral("; ")));
    update();
}

QSize CallsBox::sizeHint() const
{
    return {320,
        QFontMetrics(typeFont(TypeSize::Caption)).height() + QFontMetrics(typeFont(TypeSize::Secondary)).height() + 14};
}

std::array<QRect, CallsBox::CallerCount> CallsBox::cells() const
{
    const QFontMetrics metrics(typeFont(TypeSize::Secondary));
    std::array<int, CallerCount> wanted{};
    int all = 0;
    for (std::size_t at = 0; at < calls_.size(); ++at) {
        wanted[at] = 2 * inset + metrics.horizontalAdvance(calls_[at].words) +
            (calls_[at].mark == MarkCode::None ? 0 : markSize + afterMark);
        all += wanted[at];
    }
    // Thirds as in every other account, as long as the words fit into them.
    const bool thirds = *std::max_element(wanted.begin(), wanted.end()) <= width() / CallerCount;
    std::array<QRect, CallerCount> cells;
    int x = 0;
    for (std::size_t at = 0; at < calls_.size(); ++at) {
        const int next = at + 1 == calls_.size() ? width()
            : thirds                             ? width() * static_cast<int>(at + 1) / CallerCount
                     : x + static_cast<int>(static_cast<qint64>(wanted[at]) * width() / qMax(1, all));
        cells[at] = QRect(x, 0, next - x, height());
        x = next;
    }
    return cells;
}

void CallsBox::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens.line2);
    painter.setBrush(tokens.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QFont caption = typeFont(TypeSize::Caption), words = typeFont(TypeSize::Secondary);
    const int captionHeight = QFontMetrics(caption).height(), wordsHeight = QFontMetrics(words).height();
    const auto boxes = cells();
    for (std::size_t at = 0; at < calls_.size(); ++at) {
        const Call& call = calls_[at];
        const QRect box = boxes[at].adjusted(inset, 0, -4, 0);
        if (at > 0)
            painter.fillRect(QRect(boxes[at].left(), 1, 1, height() - 2), tokens.line2);
        const int top = (height() - captionHeight - wordsHeight) / 2;
        painter.setFont(caption);
        painter.setPen(tokens.text3);
        painter.drawText(QRect(box.left(), top, box.width(), captionHeight),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, call.title);
        QRect line(box.left(), top + captionHeight, box.width(), wordsHeight);
        if (call.mark != MarkCode::None) {
            painter.drawPixmap(line.left(), line.center().y() - markSize / 2 + 1,
                markPixmap(static_cast<Mark>(call.mark), markSize, devicePixelRatioF(), tokens));
            line.setLeft(line.left() + markSize + afterMark);
        }
        painter.setFont(words);
        painter.setPen(call.mark == MarkCode::None ? tokens.text3 : tokens.text);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(call.words, Qt::ElideRight, line.width()));
    }
}

bool CallsBox::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto boxes = cells();
        for (std::size_t at = 0; at < calls_.size(); ++at) {
            if (!boxes[at].contains(help->pos()))
                continue;
            const QString mark = calls_[at].mark == MarkCode::None ? QString() : wordOf(calls_[at].mark) + u'\n';
            QToolTip::showText(help->globalPos(),
                plainTooltip(calls_[at].title + QStringLiteral(": ") + mark + calls_[at].words), this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace holdfast
