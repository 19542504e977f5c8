// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/templates.h"

#include <QDir>
#include <QSaveFile>

#include "model/datasets/datasets.h"

namespace holdfast {

namespace {

Result<void> writeFile(const std::string& path, const std::string& content)
{
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(content.data(), static_cast<qint64>(content.size())) < 0 ||
        !file.commit())
        return failure(
            ErrorCode::Unwritable, "cannot be written: " + file.errorString().toStdString(), Place{path, {}, 0, {}});
    return {};
}

std::string typeText(const ColumnSpec& column)
{
    switch (column.type) {
    case ColumnType::Date:
        return "date (2025-06-30)";
    case ColumnType::Int:
        return "whole number";
    case ColumnType::Number:
        return "number";
    case ColumnType::Money:
        return "money (1234.50)";
    case ColumnType::Rate:
        return "rate";
    case ColumnType::Bool:
        return "true or false";
    case ColumnType::Enum:
        return "one of: " + std::string(column.values);
    case ColumnType::OpenEnum:
        return "text, usually one of: " + std::string(column.values);
    default:
        return "text";
    }
}

std::string dictionary()
{
    std::string text = "# Data dictionary\n\nA row with the same key updates the stored row: an empty cell clears the "
                       "value, a column that the file lacks leaves it alone.\n";
    for (const DatasetSpec& spec : datasets()) {
        text += "\n## " + std::string(spec.name) + "\n\n" + std::string(spec.meaning) +
            "\n\n| column | type | required | key | meaning |\n|---|---|---|---|---|\n";
        for (const ColumnSpec& column : spec.columns)
            text += "| " + std::string(column.name) + " | " + typeText(column) + " | " +
                (column.required ? "yes" : "") + " | " + (column.key ? "yes" : "") + " | " +
                std::string(column.meaning) + " |\n";
    }
    return text;
}

} // namespace

Result<int> writeTemplates(const std::string& folder)
{
    if (!QDir().mkpath(QString::fromStdString(folder)))
        return failure(ErrorCode::Unwritable, "the folder cannot be created", Place{folder, {}, 0, {}});
    int files = 0;
    for (const DatasetSpec& spec : datasets()) {
        std::string head;
        for (const ColumnSpec& column : spec.columns)
            head += (head.empty() ? "" : ",") + std::string(column.name);
        if (auto written = writeFile(folder + "/" + std::string(spec.name) + ".csv", head + "\r\n"); !written)
            return tl::unexpected(written.error());
        ++files;
    }
    if (auto written = writeFile(folder + "/data_dictionary.md", dictionary()); !written)
        return tl::unexpected(written.error());
    return files + 1;
}

} // namespace holdfast
