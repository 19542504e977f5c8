// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sample_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "app/sample.h"
#include "model/import/import_run.h"

namespace holdfast {

namespace {

Result<QString> dataFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::Unwritable, "the folder cannot be created", Place{folder.toStdString(), {}, 0, {}});
    return folder;
}

} // namespace

Result<std::unique_ptr<Store>> openOwnStore()
{
    const auto folder = dataFolder();
    if (!folder)
        return tl::unexpected(folder.error());
    return Store::open((*folder + QStringLiteral("/book.holdfast")).toStdString(), OpenMode::ReadWrite);
}

Result<std::unique_ptr<Store>> openSampleStore(const std::string& now)
{
    const auto folder = dataFolder();
    if (!folder)
        return tl::unexpected(folder.error());
    const QString path = *folder + QStringLiteral("/sample.holdfast");
    if (QFileInfo::exists(path))
        return Store::open(path.toStdString(), OpenMode::ReadWrite);
    const QTemporaryDir exports;
    if (!exports.isValid())
        return failure(
            ErrorCode::Unwritable, "the sample's files cannot be written: " + exports.errorString().toStdString());
    if (auto written = writeSample(exports.path().toStdString(), {}); !written)
        return tl::unexpected(written.error());
    std::vector<std::string> files;
    for (const DatasetSpec& spec : datasets())
        files.push_back((exports.path() + QStringLiteral("/")).toStdString() + std::string(spec.name) + ".csv");
    ImportOptions options;
    options.startedAt = now;
    options.baseCurrency = "USD";
    {
        auto store = Store::open(path.toStdString(), OpenMode::ReadWrite);
        if (!store)
            return store;
        if (auto report = importFiles(**store, files, options, {}, {}); report)
            return store;
        else {
            const Error error = report.error();
            store->reset();
            QFile::remove(path); // a half-made sample would be taken for a whole one
            return tl::unexpected(error);
        }
    }
}

} // namespace holdfast
