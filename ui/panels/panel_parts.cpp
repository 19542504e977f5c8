// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel_parts.h"

#include <QSettings>
#include <QSplitter>

#include "model/report/format.h"

namespace holdfast {

PanelHeading::PanelHeading(const QString& title, QWidget* parent)
    : QWidget(parent)
    , title_(new PlainLabel(title, TypeSize::PageTitle))
    , sentence_(new PlainLabel(QString(), TypeSize::Secondary, Ink::Text3))
    , row_(new QHBoxLayout(this))
{
    row_->setContentsMargins(16, 10, 16, 10);
    row_->setSpacing(10);
    title_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    row_->addWidget(title_);
    row_->addWidget(sentence_, 1);
}

void PanelHeading::setTitle(const QString& title)
{
    title_->setText(title);
}

void PanelHeading::setSentence(const QString& sentence)
{
    sentence_->setText(sentence);
}

void PanelHeading::addAtRight(QWidget* widget)
{
    row_->addWidget(widget);
}

PillRow::PillRow(const QStringList& texts, const QString& accessibleName, Look look, QWidget* parent)
    : QWidget(parent)
    , look_(look)
{
    setAccessibleName(accessibleName);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(look == Look::Pills ? 4 : 0);
    for (const QString& text : texts) {
        auto* pill = new PillTab(text, Mark::None, this);
        pill->setCheckable(true);
        pill->setChecked(pills_.empty());
        const int place = static_cast<int>(pills_.size());
        connect(pill, &QAbstractButton::clicked, this, [this, place] { setCurrent(place); });
        row->addWidget(pill);
        pills_.push_back(pill);
    }
    shapeSegments();
}

// The ends of what is offered are round.
void PillRow::shapeSegments()
{
    if (look_ != Look::Segments)
        return;
    std::vector<PillTab*> shown;
    for (PillTab* pill : pills_) {
        if (!pill->isHidden() || !pill->testAttribute(Qt::WA_WState_ExplicitShowHide))
            shown.push_back(pill);
    }
    for (std::size_t at = 0; at < shown.size(); ++at)
        shown[at]->setSegment(at == 0    ? PillTab::Segment::First
                : at + 1 == shown.size() ? PillTab::Segment::Last
                                         : PillTab::Segment::Middle);
}

void PillRow::setOffered(int place, bool offered)
{
    PillTab* one = pill(place);
    if (!one)
        return;
    one->setVisible(offered);
    shapeSegments();
    if (!offered && current_ == place)
        setCurrent(0);
}

void PillRow::setCurrent(int place)
{
    const bool changed = current_ != place;
    current_ = place;
    for (std::size_t i = 0; i < pills_.size(); ++i)
        pills_[i]->setChecked(static_cast<int>(i) == place);
    if (changed)
        Q_EMIT currentChanged(place);
}

void PillRow::remember(const QString& key)
{
    const int place = QSettings().value(key, current_).toInt();
    if (place >= 0 && static_cast<std::size_t>(place) < pills_.size())
        setCurrent(place);
    connect(this, &PillRow::currentChanged, this, [key](int chosen) { QSettings().setValue(key, chosen); });
}

void rememberSplitter(QSplitter* splitter, const QString& key)
{
    splitter->restoreState(QSettings().value(key).toByteArray());
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
        [splitter, key] { QSettings().setValue(key, splitter->saveState()); });
}

RecordCell textCell(const QString& text)
{
    RecordCell cell;
    cell.text = text;
    return cell;
}

RecordCell moneyCell(Money amount, std::string_view currency)
{
    RecordCell cell;
    cell.text = toText(shortMoney(amount, currency));
    cell.number = amount.cents;
    cell.tooltip = toText(exactMoney(amount, currency));
    return cell;
}

RecordCell percentCell(const Ratio& ratio)
{
    RecordCell cell;
    cell.text = toText(percent(ratio));
    if (ratio) {
        cell.number = *ratio;
        cell.tooltip = QString::number(*ratio * 100, 'g', 12) + QStringLiteral(" %");
    }
    cell.missing = !ratio;
    return cell;
}

RecordCell numberCell(double value, int decimals)
{
    RecordCell cell;
    cell.text = toText(plainNumber(value, decimals));
    cell.number = value;
    return cell;
}

RecordCell dateCell(const std::optional<Date>& day)
{
    RecordCell cell;
    cell.text = toText(dateText(day));
    if (day)
        cell.number = static_cast<std::int64_t>(day->daysSince1970());
    cell.missing = !day;
    return cell;
}

RecordCell markCell(MarkCode mark)
{
    RecordCell cell;
    cell.mark = mark;
    cell.number = static_cast<std::int64_t>(mark);
    cell.tooltip = wordOf(mark);
    cell.copied = letterOf(mark).isEmpty() ? wordOf(mark) : letterOf(mark);
    return cell;
}

TableColumnSpec textColumn(
    const char* id, const QString& title, const QString& definition, const QString& widest, bool searched)
{
    return {QString::fromLatin1(id), title, definition, ColumnAlign::Left, widest, true, searched, ColumnKind::Text};
}

TableColumnSpec figureColumn(
    const char* id, const QString& title, const QString& definition, const QString& widest, ColumnKind kind)
{
    return {QString::fromLatin1(id), title, definition, ColumnAlign::Right, widest, true, false, kind};
}

TableColumnSpec rowNames(TableColumnSpec column)
{
    column.room = ColumnRoom::GivesLast;
    return column;
}

TableColumnSpec keepsWidth(TableColumnSpec column)
{
    column.room = ColumnRoom::Keeps;
    return column;
}

TableColumnSpec standsBack(TableColumnSpec column)
{
    column.room = ColumnRoom::StandsBack;
    return column;
}

TableColumnSpec hiddenAtFirst(TableColumnSpec column)
{
    column.shown = false;
    return column;
}

TableColumnSpec markColumn(const char* id, const QString& title, const QString& definition)
{
    return {QString::fromLatin1(id), title, definition, ColumnAlign::Centre, QStringLiteral("MM"), true, false,
        ColumnKind::Text};
}

} // namespace holdfast
