// SPDX-License-Identifier: GPL-3.0-or-later
// How a table leaves the window: to a file off the window's thread, to paper page by page.
#include <QFileDialog>
#include <QFileInfo>
#include <QPrintDialog>
#include <QPrinter>
#include <QThreadPool>

#include "ui/widgets/data_table.h"
#include "ui/widgets/table_output.h"

namespace holdfast {

void DataTable::exportAs(const QString& suffix)
{
    auto* dialog = new QFileDialog(this, tr("Export table"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(suffix == QStringLiteral("xlsx") ? tr("Excel (*.xlsx)") : tr("CSV (*.csv)"));
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile((suggestedName_.isEmpty() ? name_ : suggestedName_) + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, &DataTable::exportTo);
    dialog->open();
}

void DataTable::exportTo(const QString& path)
{
    if (!model_)
        return;
    if (exporter_ && path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive)) {
        exporter_(path);
        return;
    }
    auto* gatherer = new TableGatherer(model_, shownColumns(), accessibleName(), TableTextKind::Exact, this);
    const QPointer<DataTable> self(this);
    gatherer->start([self, path](TableTexts texts) {
        QThreadPool::globalInstance()->start([self, path, texts = std::move(texts)] {
            const Result<std::int64_t> written = writeTableTexts(texts, path);
            const QString sentence = written
                ? (*written == 1 ? tr("1 row saved as %1").arg(QFileInfo(path).fileName())
                                 : tr("%1 rows saved as %2").arg(*written).arg(QFileInfo(path).fileName()))
                : toText(written.error().text());
            QMetaObject::invokeMethod(
                qApp,
                [self, sentence] {
                    if (self)
                        Q_EMIT self->said(sentence);
                },
                Qt::QueuedConnection);
        });
    });
}

QString DataTable::writeTable(const QString& path) const
{
    TableTexts texts;
    texts.title = accessibleName();
    const QList<int> columns = shownColumns();
    for (const int column : columns) {
        texts.columns.push_back(model_->columns()[static_cast<std::size_t>(column)]);
        if (texts.columns.back().title.isEmpty())
            texts.columns.back().title = texts.columns.back().definition;
    }
    for (int row = 0; row < model_->rowCount(); ++row) {
        std::vector<QString> cells;
        for (const int column : columns)
            cells.push_back(model_->exactText(row, column));
        texts.rows.push_back(std::move(cells));
    }
    const Result<std::int64_t> written = writeTableTexts(texts, path);
    return written ? QString() : toText(written.error().text());
}

void DataTable::print()
{
    if (!model_)
        return;
    auto* printer = new QPrinter(QPrinter::HighResolution);
    printer->setDocName(accessibleName());
    printer->setPageOrientation(shownColumns().size() > 6 ? QPageLayout::Landscape : QPageLayout::Portrait);
    printer->setPageMargins(QMarginsF(14, 14, 14, 14), QPageLayout::Millimeter);
    auto* dialog = new QPrintDialog(printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Print %1").arg(accessibleName()));
    connect(dialog, &QDialog::rejected, this, [printer] { delete printer; });
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this](QPrinter* chosen) {
        auto* gatherer = new TableGatherer(model_, shownColumns(), accessibleName(), TableTextKind::Shown, this);
        gatherer->start([this, chosen](TableTexts texts) { printTexts(std::move(texts), chosen); });
    });
    dialog->open();
}

// One page for each turn of the event loop, so that the window answers while a long table is printed.
void DataTable::printTexts(TableTexts texts, QPrinter* printer)
{
    const std::shared_ptr<QPrinter> paper(printer);
    const auto job = std::make_shared<TablePrinter>(*paper, std::move(texts), printNote_);
    auto* turn = new QTimer(this);
    connect(turn, &QTimer::timeout, this, [this, paper, job, turn] {
        if (job->printNext())
            return;
        turn->deleteLater();
        turn->stop();
        Q_EMIT said(job->hasFailed()    ? tr("The table could not be printed")
                : job->pageCount() == 1 ? tr("1 page sent to the printer")
                                        : tr("%1 pages sent to the printer").arg(job->pageCount()));
    });
    turn->start(0);
}

} // namespace holdfast
