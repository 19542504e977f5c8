// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_output.h"

#include <QCoreApplication>
#include <algorithm>
#include <numeric>

#include "model/report/table_writer.h"
#include "ui/theme/tokens.h"

namespace holdfast {
namespace {

constexpr int rowsPerStep = 500;

CellType cellTypeOf(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Money:
        return CellType::Money;
    case ColumnKind::Date:
        return CellType::Date;
    case ColumnKind::Percent:
        return CellType::Share;
    case ColumnKind::Number:
        return CellType::Number;
    case ColumnKind::Text:
        break;
    }
    return CellType::Text;
}

} // namespace

QString tableCellText(const TableModel& model, int row, int column, TableTextKind kind)
{
    if (kind == TableTextKind::Exact)
        return model.exactText(row, column);
    const QString shown = model.index(row, column).data(Qt::DisplayRole).toString();
    return shown.isEmpty() ? model.exactText(row, column) : shown;
}

TableGatherer::TableGatherer(
    TableModel* model, QList<int> columns, const QString& title, TableTextKind kind, QObject* parent)
    : QObject(parent)
    , model_(model)
    , columns_(std::move(columns))
    , kind_(kind)
{
    texts_.title = title;
    for (const int column : columns_) {
        TableColumnSpec spec = model->columns()[static_cast<std::size_t>(column)];
        if (spec.title.isEmpty()) // a column of marks: its meaning is its definition
            spec.title = spec.definition;
        texts_.columns.push_back(std::move(spec));
    }
    connect(model, &QAbstractItemModel::modelReset, this, &TableGatherer::restart);
    connect(model, &QAbstractItemModel::layoutChanged, this, &TableGatherer::restart);
}

void TableGatherer::start(std::function<void(TableTexts)> done)
{
    done_ = std::move(done);
    step();
}

void TableGatherer::restart()
{
    next_ = 0;
    texts_.rows.clear();
}

void TableGatherer::step()
{
    if (!model_) {
        deleteLater();
        return;
    }
    const int until = std::min(model_->rowCount(), next_ + rowsPerStep);
    for (; next_ < until; ++next_) {
        std::vector<QString> cells;
        cells.reserve(static_cast<std::size_t>(columns_.size()));
        for (const int column : columns_)
            cells.push_back(tableCellText(*model_, next_, column, kind_));
        texts_.rows.push_back(std::move(cells));
    }
    if (next_ < model_->rowCount()) {
        QTimer::singleShot(0, this, &TableGatherer::step);
        return;
    }
    if (done_)
        done_(std::move(texts_));
    deleteLater();
}

Result<std::int64_t> writeTableTexts(const TableTexts& texts, const QString& path)
{
    std::vector<ExportColumn> columns;
    for (const TableColumnSpec& spec : texts.columns)
        columns.push_back({toUtf8(spec.title), cellTypeOf(spec.kind)});
    auto writer = TableWriter::create(toUtf8(path), columns, toUtf8(texts.title));
    if (!writer)
        return tl::unexpected(writer.error());
    std::vector<std::string> cells;
    for (const std::vector<QString>& row : texts.rows) {
        cells.clear();
        for (const QString& cell : row)
            cells.push_back(toUtf8(cell));
        if (auto written = (*writer)->row(cells); !written)
            return tl::unexpected(written.error());
    }
    return (*writer)->finish();
}

TablePrinter::TablePrinter(QPagedPaintDevice& device, TableTexts texts, const QString& note)
    : device_(device)
    , texts_(std::move(texts))
    , note_(note)
    , painter_(std::make_unique<QPainter>())
{
    failed_ = !painter_->begin(&device_);
    if (!failed_)
        layOut();
}

void TablePrinter::layOut()
{
    scale_ = device_.logicalDpiY() / 72.0;
    page_ = QRectF(0, 0, device_.width(), device_.height());
    const auto font = [](TypeSize size, double value) {
        QFont made = typeFont(size, 13);
        made.setPointSizeF(value);
        return made;
    };
    title_ = font(TypeSize::BodyStrong, 12);
    head_ = font(TypeSize::CaptionMedium, 8);
    body_ = font(TypeSize::Body, 8.5);
    const QFontMetricsF metrics(body_, &device_), heads(head_, &device_);
    rowHeight_ = metrics.height() * 1.35;
    headTop_ = QFontMetricsF(title_, &device_).height() + points(8);
    firstRow_ = headTop_ + heads.height() + points(5);
    const double foot = heads.height() + points(8);
    rowsPerPage_ = std::max(1, static_cast<int>((page_.height() - firstRow_ - foot) / rowHeight_));
    const int rows = static_cast<int>(texts_.rows.size());
    pages_ = std::max(1, (rows + rowsPerPage_ - 1) / rowsPerPage_);

    // Each column gets what its texts want; too much in all is taken from the widest, too little is spread over words.
    const double gap = points(8);
    constexpr std::size_t measured = 400; // rows that say how wide a column is
    for (std::size_t at = 0; at < texts_.columns.size(); ++at) {
        double wanted = heads.horizontalAdvance(texts_.columns[at].title);
        for (std::size_t row = 0; row < std::min(measured, texts_.rows.size()); ++row)
            wanted = std::max(wanted, metrics.horizontalAdvance(texts_.rows[row][at].left(120)));
        width_.push_back(wanted + points(1));
    }
    const double room = page_.width() - gap * static_cast<double>(std::max<std::size_t>(1, width_.size()) - 1);
    double total = std::accumulate(width_.begin(), width_.end(), 0.0);
    if (total > room && !width_.empty()) {
        double limit = *std::max_element(width_.begin(), width_.end());
        for (int turn = 0; turn < 60 && total > room; ++turn) {
            limit *= 0.93;
            total = 0;
            for (const double width : width_)
                total += std::min(width, limit);
        }
        for (double& width : width_)
            width = std::min(width, limit);
        if (total > room) {
            for (double& width : width_)
                width *= room / total;
        }
    }
    double x = 0;
    for (const double width : width_) {
        left_.push_back(x);
        x += width + gap;
    }
}

bool TablePrinter::printNext()
{
    if (failed_ || next_ >= pages_)
        return false;
    if (next_ > 0 && !device_.newPage()) {
        failed_ = true;
        return false;
    }
    const Tokens& tokens = Tokens::light(); // the print palette
    QPainter& painter = *painter_;
    const auto line = [&](const QFont& font, const QColor& ink, QRectF box, Qt::Alignment align, QString text) {
        const QFontMetricsF metrics(font, &device_);
        painter.setFont(font);
        painter.setPen(ink);
        text.replace(u'\n', u' ');
        painter.drawText(box, static_cast<int>(align) | Qt::TextSingleLine,
            metrics.elidedText(text, Qt::ElideRight, box.width() + 0.5));
    };
    const auto rule = [&](double y, const QColor& ink) {
        painter.setPen(QPen(ink, points(0.5)));
        painter.drawLine(QPointF(0, y), QPointF(page_.width(), y));
    };
    const double titleHeight = headTop_ - points(8);
    const double titleWidth = QFontMetricsF(title_, &device_).horizontalAdvance(texts_.title) + points(2);
    line(title_, tokens.text, QRectF(0, 0, std::min(titleWidth, page_.width()), titleHeight), Qt::AlignLeft,
        texts_.title);
    line(head_, tokens.text3, QRectF(titleWidth + points(8), 0, page_.width() - titleWidth - points(8), titleHeight),
        Qt::AlignRight | Qt::AlignVCenter, note_);
    const auto alignOf = [](ColumnAlign align) {
        return align == ColumnAlign::Right ? Qt::AlignRight
            : align == ColumnAlign::Centre ? Qt::AlignHCenter
                                           : Qt::AlignLeft;
    };
    for (std::size_t at = 0; at < texts_.columns.size(); ++at)
        line(head_, tokens.text2, QRectF(left_[at], headTop_, width_[at], firstRow_ - headTop_ - points(3)),
            alignOf(texts_.columns[at].align) | Qt::AlignVCenter, texts_.columns[at].title);
    rule(firstRow_ - points(2), tokens.line2);
    const std::size_t from = static_cast<std::size_t>(next_) * static_cast<std::size_t>(rowsPerPage_);
    const std::size_t until = std::min(texts_.rows.size(), from + static_cast<std::size_t>(rowsPerPage_));
    double y = firstRow_;
    for (std::size_t row = from; row < until; ++row) {
        for (std::size_t at = 0; at < texts_.columns.size(); ++at)
            line(body_, tokens.text, QRectF(left_[at], y, width_[at], rowHeight_),
                alignOf(texts_.columns[at].align) | Qt::AlignVCenter, texts_.rows[row][at]);
        y += rowHeight_;
        rule(y, tokens.line);
    }
    if (texts_.rows.empty())
        line(body_, tokens.text3, QRectF(0, y, page_.width(), rowHeight_), Qt::AlignLeft | Qt::AlignVCenter,
            QCoreApplication::translate("TablePrinter", "No rows"));
    line(head_, tokens.text3, QRectF(0, page_.height() - points(14), page_.width(), points(14)),
        Qt::AlignRight | Qt::AlignBottom,
        QCoreApplication::translate("TablePrinter", "Page %1 of %2").arg(next_ + 1).arg(pages_));
    ++next_;
    if (next_ == pages_)
        failed_ = !painter.end();
    return next_ < pages_;
}

} // namespace holdfast
