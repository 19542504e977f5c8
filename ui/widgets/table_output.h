// SPDX-License-Identifier: GPL-3.0-or-later
// A table that leaves the window: its texts, written as CSV or Excel, or printed page by page.
#pragma once

#include <QObject>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <memory>

#include "model/base/result.h"
#include "ui/tables/table_model.h"

namespace holdfast {

enum class TableTextKind {
    Exact, // figures without separators and units, days YYYY-MM-DD: for spreadsheets
    Shown, // as they stand in the window, marks by their words: for paper
};

struct TableTexts {
    QString title;
    std::vector<TableColumnSpec> columns; // the shown ones in their order
    std::vector<std::vector<QString>> rows;
};

// Takes the texts of a table a few rows at a time, so that a long one does not stop the window. Begins again when the
// model changes meanwhile. Deletes itself when it is done.
class TableGatherer : public QObject {
    Q_OBJECT

public:
    TableGatherer(TableModel* model, QList<int> columns, const QString& title, TableTextKind kind, QObject* parent);
    void start(std::function<void(TableTexts)> done);

private:
    void step();
    void restart();

    QPointer<TableModel> model_;
    QList<int> columns_;
    TableTextKind kind_;
    TableTexts texts_;
    int next_ = 0;
    std::function<void(TableTexts)> done_;
};

QString tableCellText(const TableModel& model, int row, int column, TableTextKind kind);

// By the suffix of `path`, .csv or .xlsx; the number of rows written.
Result<std::int64_t> writeTableTexts(const TableTexts& texts, const QString& path);

// Prints page by page: title and heads on each, page numbers at the foot. The widths of the columns follow their texts
// and fill the page; what does not fit ends in "…".
class TablePrinter {
public:
    // `device` must live until the last page; `note` stands beside the title (the day, the store).
    TablePrinter(QPagedPaintDevice& device, TableTexts texts, const QString& note);

    int pageCount() const { return pages_; }
    // Prints the next page; true while there are more.
    bool printNext();
    bool hasFailed() const { return failed_; }

private:
    double points(double value) const { return value * scale_; }
    void layOut();

    QPagedPaintDevice& device_;
    TableTexts texts_;
    QString note_;
    std::unique_ptr<QPainter> painter_;
    double scale_ = 1; // device units per point
    QRectF page_;
    QFont title_, head_, body_;
    std::vector<double> left_, width_;
    double rowHeight_ = 0, headTop_ = 0, firstRow_ = 0;
    int rowsPerPage_ = 1, pages_ = 1, next_ = 0;
    bool failed_ = false;
};

} // namespace holdfast
