// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that panels share: the heading with its sentence and buttons, a row of pills of which one is on, a short table
// whose rows the panel makes.
#pragma once

#include <QHBoxLayout>
#include <QStringList>
#include <QWidget>
#include <vector>

#include "ui/tables/record_models.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plain_label.h"

class QSplitter;

namespace holdfast {

// "Zones", "241 customers, $20.21M": the first line of a panel. Widgets added to `layout()` stand at the right.
class PanelHeading : public QWidget {
    Q_OBJECT

public:
    explicit PanelHeading(const QString& title, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setSentence(const QString& sentence);
    void addAtRight(QWidget* widget);

private:
    PlainLabel* title_;
    PlainLabel* sentence_;
    QHBoxLayout* row_;
};

// Pills of which exactly one is on; as segments they are one bordered control.
class PillRow : public QWidget {
    Q_OBJECT

public:
    enum class Look { Pills, Segments };
    PillRow(
        const QStringList& texts, const QString& accessibleName, Look look = Look::Pills, QWidget* parent = nullptr);
    int current() const { return current_; }
    void setCurrent(int place);
    // A choice that makes no sense now is left out; the first takes its place when it was chosen.
    void setOffered(int place, bool offered);
    // Stands where it stood in the last run, and is remembered from now on.
    void remember(const QString& key);
    // Null beyond the last.
    PillTab* pill(int place) const
    {
        return static_cast<std::size_t>(place) < pills_.size() ? pills_[static_cast<std::size_t>(place)] : nullptr;
    }

Q_SIGNALS:
    void currentChanged(int place);

private:
    void shapeSegments();

    std::vector<PillTab*> pills_;
    Look look_;
    int current_ = 0;
};

// A splitter stands where it stood in the last run.
void rememberSplitter(QSplitter* splitter, const QString& key);

// A record model whose rows are made by the panel.
class RowsModel : public RecordModel {
    Q_OBJECT

public:
    using RecordModel::RecordModel;
    void setRows(std::vector<TableRecord> rows) { setRecords(std::move(rows)); }
};

// Cells of such rows: the exact figure is the tooltip of a short one, and what is copied and exported.
RecordCell textCell(const QString& text);
RecordCell moneyCell(Money amount, std::string_view currency);
RecordCell percentCell(const Ratio& ratio);
RecordCell numberCell(double value, int decimals = 0);
RecordCell dateCell(const std::optional<Date>& day);
RecordCell markCell(MarkCode mark);

// A column of a panel's table.
TableColumnSpec textColumn(
    const char* id, const QString& title, const QString& definition, const QString& widest, bool searched = true);
TableColumnSpec figureColumn(const char* id, const QString& title, const QString& definition, const QString& widest,
    ColumnKind kind = ColumnKind::Number);
TableColumnSpec rowNames(TableColumnSpec column); // what the rows go by
TableColumnSpec keepsWidth(TableColumnSpec column); // is never cut
TableColumnSpec standsBack(TableColumnSpec column); // where there is no room for it
TableColumnSpec hiddenAtFirst(TableColumnSpec column);
TableColumnSpec markColumn(const char* id, const QString& title, const QString& definition);

} // namespace holdfast
