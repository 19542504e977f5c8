// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/file_card.h"

#include <QFileInfo>
#include <QPainter>
#include <QtMath>

#include "model/report/format.h"
#include "ui/tables/words.h"

namespace holdfast {

namespace {

QString rowsText(const Preview& preview)
{
    const QString count = toText(plainNumber(static_cast<double>(preview.counted), 0));
    return preview.countedAll ? FileCard::tr("%1 rows").arg(count) : FileCard::tr("over %1 rows").arg(count);
}

QString shortName(const std::string& label)
{
    return QFileInfo(toText(label)).fileName();
}

Mark markOf(ImportPlan::State state)
{
    switch (state) {
    case ImportPlan::State::Ready:
        return Mark::Healthy;
    case ImportPlan::State::Questions:
        return Mark::AtRisk;
    case ImportPlan::State::Incomplete:
        return Mark::Broken;
    case ImportPlan::State::Waiting:
        return Mark::InProgress;
    default:
        return Mark::Unknown;
    }
}

} // namespace

FileCard::FileCard(QWidget* parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void FileCard::setTexts(Mark mark, const QString& name, const QString& kind, const QString& state)
{
    mark_ = mark;
    kind_ = kind;
    state_ = state;
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(tr("%1, %2, %3").arg(markWord(mark), kind, state));
    setToolTip(plainTooltip(name + u'\n' + kind + u'\n' + state));
    update();
}

void FileCard::showTable(const ImportPlan::Table& table)
{
    const std::size_t open = table.openQuestions();
    QString kind = tr("Not recognised"), state;
    if (table.preview && (table.preview->file.dataset || table.decided || (open > 0 && !table.mapping.columns.empty())))
        kind = toText(dataset(table.mapping.dataset).title);
    if (table.preview && !table.mapping.profile.empty())
        kind = toText(table.mapping.profile);
    switch (table.state()) {
    case ImportPlan::State::Waiting:
        kind = tr("Reading");
        break;
    case ImportPlan::State::Ready:
        state = rowsText(*table.preview) + QStringLiteral(", ") +
            (table.decided                   ? tr("as chosen here, ready")
                    : table.preview->settled ? tr("known, ready")
                                             : tr("guessed, ready"));
        break;
    case ImportPlan::State::Questions:
        state = rowsText(*table.preview) + QStringLiteral(", ") +
            (open == 1 ? tr("1 question") : tr("%1 questions").arg(open));
        break;
    case ImportPlan::State::Incomplete:
        state = tr("a required field is missing");
        break;
    case ImportPlan::State::NotRecognised:
        state = tr("left out");
        break;
    case ImportPlan::State::Unreadable:
        kind = tr("Not a table");
        state = tr("left out");
        break;
    case ImportPlan::State::LeftOut:
        state = tr("left out by you");
        break;
    }
    setTexts(markOf(table.state()), shortName(table.label), kind, state);
}

QSize FileCard::sizeHint() const
{
    const QFontMetrics body(typeFont(TypeSize::BodyMedium));
    const QFontMetrics secondary(typeFont(TypeSize::Secondary));
    return QSize(body.averageCharWidth() * 32, body.height() + 2 * secondary.height() + 18);
}

void FileCard::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(isChecked() || hasFocus() ? tokens.accent : tokens.line2, hasFocus() ? 2 : 1));
    painter.setBrush(isChecked() ? tokens.selection : underMouse() ? tokens.hover : tokens.base);
    painter.drawRoundedRect(hasFocus() ? frame.adjusted(0.5, 0.5, -0.5, -0.5) : frame, 6, 6);

    const QFont name = typeFont(TypeSize::BodyMedium);
    const QFont second = typeFont(TypeSize::Secondary);
    const QFontMetrics nameMetrics(name), secondMetrics(second);
    const int left = 10, side = qRound(nameMetrics.height() * 0.8);
    int y = 8;
    paintMark(painter, QRectF(left, y + (nameMetrics.height() - side) / 2.0, side, side), mark_, tokens);
    const auto line = [&](const QFont& font, const QFontMetrics& metrics, const QColor& colour, int indent,
                          const QString& text) {
        const QRect box(left + indent, y, width() - 2 * left - indent, metrics.height());
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            metrics.elidedText(text, Qt::ElideRight, box.width()));
        y += metrics.height() + 1;
    };
    line(name, nameMetrics, tokens.text, side + 6, text());
    line(second, secondMetrics, tokens.text2, 0, kind_);
    line(second, secondMetrics, tokens.text3, 0, state_);
}

} // namespace holdfast
