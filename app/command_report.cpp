// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_report.h"

#include "model/import/mapping_names.h"
#include "model/report/format.h"
#include "model/report/json_writer.h"
#include "model/report/table_writer.h"

namespace holdfast {

namespace {

std::string counted(std::int64_t count, const char* what)
{
    return plainNumber(static_cast<double>(count), 0) + " " + what;
}

std::string countsText(const FileReport& file)
{
    return counted(file.read, "read, ") + counted(file.inserted, "inserted, ") + counted(file.updated, "updated, ") +
        counted(file.unchanged, "unchanged, ") + counted(file.rejected, "rejected");
}

void writeTexts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts)
{
    json.key(key);
    json.beginArray();
    for (const std::string& text : texts)
        json.value(text);
    json.endArray();
}

void writeFile(JsonWriter& json, const FileReport& file)
{
    json.beginObject();
    json.key("columns");
    json.beginArray();
    for (const ColumnBinding& column : file.columns) {
        json.beginObject();
        json.member("column", column.column.empty() ? std::nullopt : std::optional(column.column));
        json.member("header", column.header);
        json.member("why", column.why);
        json.endObject();
    }
    json.endArray();
    json.member("dataset", file.dataset ? std::optional(std::string(dataset(*file.dataset).name)) : std::nullopt);
    json.member("file", file.file);
    json.member("inserted", file.inserted);
    writeTexts(json, "messages", file.messages);
    json.member("read", file.read);
    json.member("rejected", file.rejected);
    json.member("unchanged", file.unchanged);
    json.member("updated", file.updated);
    json.key("warnings");
    json.beginArray();
    for (const ImportWarning& warning : file.warnings) {
        json.beginObject();
        json.member("count", warning.count);
        json.member("kind", warning.kind);
        json.member("sentence", warning.sentence);
        json.endObject();
    }
    json.endArray();
    json.member("why", file.why);
    json.endObject();
}

} // namespace

std::string importReportText(const ImportReport& report)
{
    std::string text;
    for (const FileReport& file : report.files) {
        text += file.file + ": ";
        if (!file.dataset) {
            text += "not imported. " + file.why + "\n";
            for (const std::string& message : file.messages)
                text += "    " + message + "\n";
            continue;
        }
        text += std::string(dataset(*file.dataset).name) + " (" + file.why + "); " + countsText(file) + "\n";
        for (const ColumnBinding& column : file.columns) {
            if (column.column.empty())
                text += "    column \"" + column.header + "\" is not mapped" +
                    (column.why.empty() ? std::string() : ": " + column.why) + "\n";
            else if (column.column != column.header)
                text += "    column \"" + column.header + "\" is " + std::string(inWords(column.column)) + " (" +
                    column.why + ")\n";
        }
        for (const std::string& message : file.messages)
            text += "    " + message + "\n";
        for (const ImportWarning& warning : file.warnings)
            text += "    warning, " + counted(warning.count, warning.kind.c_str()) + ": " + warning.sentence + "\n";
    }
    constexpr std::size_t shown = 20;
    for (std::size_t i = 0; i < report.resolutions.size() && i < shown; ++i)
        text += report.resolutions[i] + "\n";
    if (report.resolutions.size() > shown)
        text += "… and " +
            counted(static_cast<std::int64_t>(report.resolutions.size() - shown),
                "more such references; --json lists all\n");
    for (std::size_t i = 0; i < report.rejectedRows.size() && i < shown; ++i) {
        const RejectedRow& row = report.rejectedRows[i];
        text += "rejected " +
            Error{ErrorCode::BadInput, row.reason + (row.value.empty() ? "" : ": \"" + row.value + "\""),
                Place{row.file, {}, row.line, row.column}}
                .text() +
            "\n";
    }
    if (report.rejected > static_cast<std::int64_t>(shown))
        text += "… and " +
            counted(report.rejected - static_cast<std::int64_t>(shown),
                "more rejected rows; --rejects FILE.csv writes them all\n");
    text += "Import " + std::to_string(report.import) + ": " + counted(report.read, "rows read, ") +
        counted(report.inserted, "inserted, ") + counted(report.updated, "updated, ") +
        counted(report.unchanged, "unchanged, ") + counted(report.rejected, "rejected, ") +
        counted(report.warnings, "warnings, ") + plainNumber(report.seconds, 2) + " s";
    if (report.orphans > 0)
        text += "; " + counted(report.orphans, "rows wait for an account that is not there yet");
    return text + ".\n";
}

std::string importReportJson(const ImportReport& report)
{
    JsonWriter json;
    json.beginObject();
    json.key("files");
    json.beginArray();
    for (const FileReport& file : report.files)
        writeFile(json, file);
    json.endArray();
    json.member("import", report.import);
    json.member("inserted", report.inserted);
    json.member("orphans", report.orphans);
    json.member("read", report.read);
    json.member("rejected", report.rejected);
    json.key("rejected_rows");
    json.beginArray();
    for (const RejectedRow& row : report.rejectedRows) {
        json.beginObject();
        json.member("column", row.column);
        json.member("dataset", row.dataset);
        json.member("file", row.file);
        json.member("line", row.line);
        json.member("reason", row.reason);
        json.member("value", row.value);
        json.endObject();
    }
    json.endArray();
    writeTexts(json, "resolutions", report.resolutions);
    json.member("seconds", report.seconds);
    json.member("unchanged", report.unchanged);
    json.member("updated", report.updated);
    json.member("warnings", report.warnings);
    json.endObject();
    return json.take() + "\n";
}

Result<std::int64_t> exportDataset(Store& store, const DatasetSpec& spec, const std::string& path)
{
    std::vector<ExportColumn> columns;
    for (const ColumnSpec& column : spec.columns)
        columns.push_back({std::string(column.name), cellType(column.type)});
    auto writer = TableWriter::create(path, columns, std::string(spec.title));
    if (!writer)
        return tl::unexpected(writer.error());
    const auto all =
        store.exportRows(spec.id, [&](const std::vector<std::string>& row) { return (*writer)->row(row); });
    if (!all)
        return tl::unexpected(all.error());
    return (*writer)->finish();
}

} // namespace holdfast
