// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/rejected_files.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

#include "model/import/rejected_rows.h"
#include "ui/tables/words.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("RejectedFiles", text);
}

QString write(const RejectedTable& table, const QString& path)
{
    QSaveFile file(path);
    const auto size = static_cast<qint64>(table.csv.size());
    const bool fine = file.open(QIODevice::WriteOnly) && file.write(table.csv.data(), size) == size && file.commit();
    return fine ? QString() : tr("%1 cannot be written: %2").arg(path, file.errorString());
}

QString suggestedName(const RejectedTable& table)
{
    QString name = QStringLiteral("rejected_") + QFileInfo(toText(table.file)).completeBaseName().left(80);
    return name.replace(u'/', u'_').replace(u'\\', u'_');
}

} // namespace

QString writeRejectedRows(const std::vector<RejectedRow>& rows, const QString& path)
{
    const std::vector<RejectedTable> tables = rejectedTables(rows);
    return tables.empty() ? tr("There is no rejected row to save") : write(tables.front(), path);
}

SavedRejects askAndSaveRejectedRows(QWidget* parent, const std::vector<RejectedRow>& rows)
{
    SavedRejects saved;
    const std::vector<RejectedTable> tables = rejectedTables(rows);
    if (tables.empty())
        return saved;
    if (tables.size() == 1) {
        saved.path = QFileDialog::getSaveFileName(parent, tr("Save rejected rows"),
            suggestedName(tables[0]) + QStringLiteral(".csv"), QStringLiteral("CSV (*.csv)"));
        if (!saved.path.isEmpty())
            saved.problem = write(tables[0], saved.path);
        return saved;
    }
    saved.path =
        QFileDialog::getExistingDirectory(parent, tr("Folder for the rejected rows of %1 files").arg(tables.size()));
    QStringList used;
    for (std::size_t i = 0; i < tables.size() && !saved.path.isEmpty() && saved.problem.isEmpty(); ++i) {
        QString name = suggestedName(tables[i]);
        if (used.contains(name))
            name += u'_' + QString::number(i + 1);
        used.append(name);
        saved.problem = write(tables[i], saved.path + u'/' + name + QStringLiteral(".csv"));
    }
    return saved;
}

} // namespace holdfast
