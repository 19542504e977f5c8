// SPDX-License-Identifier: GPL-3.0-or-later
// A folder with a store and files written for one test, imported as the program imports them.
#pragma once

#include <QFile>
#include <QTemporaryDir>
#include <memory>
#include <string>
#include <vector>

#include "model/import/import_run.h"

namespace holdfast {

class ImportFolder {
public:
    ImportFolder()
    {
        auto store = Store::open(path("book.holdfast"));
        if (!store)
            qFatal("%s", store.error().text().c_str());
        store_ = std::move(*store);
    }

    Store& store() { return *store_; }
    std::string path(const char* name) const { return folder_.filePath(QString::fromUtf8(name)).toStdString(); }
    std::string write(const char* name, const std::string& text) const
    {
        QFile file(folder_.filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.c_str()) != static_cast<qint64>(text.size()))
            qFatal("%s cannot be written", name);
        return path(name);
    }
    ImportReport import(const std::vector<std::string>& files, const ImportOptions& options = {})
    {
        auto report = importFiles(*store_, files, options, {}, {});
        if (!report)
            qFatal("%s", report.error().text().c_str());
        return std::move(*report);
    }
    // All rows of a dataset, cells joined by '|', rows by ';'.
    std::string rows(DatasetId dataset)
    {
        std::string all;
        const auto done = store_->exportRows(dataset, [&all](const std::vector<std::string>& cells) -> Result<void> {
            std::string row;
            for (const std::string& cell : cells)
                row += (&cell == cells.data() ? "" : "|") + cell;
            all += (all.empty() ? "" : ";") + row;
            return {};
        });
        return done ? all : done.error().text();
    }

private:
    QTemporaryDir folder_;
    std::unique_ptr<Store> store_;
};

} // namespace holdfast
