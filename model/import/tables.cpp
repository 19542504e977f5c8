// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/tables.h"

#include <algorithm>
#include <array>
#include <map>

#include "model/import/csv_reader.h"
#include "model/import/recognition.h"
#include "model/import/values.h"
#include "model/import/xlsx_reader.h"
#include "model/import/zip_archive.h"

namespace holdfast {

namespace {

constexpr std::size_t sniffedBytes = std::size_t{256} << 10;
constexpr std::size_t sniffedRecords = 250;
constexpr std::size_t titleLines = 30; // the header stands among the first records

struct Sniffed {
    std::vector<std::vector<std::string>> records;
    std::vector<std::int64_t> lines;
};

Result<std::string> head(const OpenSource& open)
{
    auto source = open();
    if (!source)
        return tl::unexpected(source.error());
    std::string bytes(sniffedBytes, '\0');
    std::size_t size = 0;
    while (size < bytes.size()) {
        const auto count = (*source)->read(bytes.data() + size, bytes.size() - size);
        if (!count)
            return tl::unexpected(count.error());
        if (*count == 0)
            break;
        size += *count;
    }
    bytes.resize(size);
    return bytes;
}

Result<Sniffed> sniff(const std::string& bytes, char delimiter)
{
    CsvReader reader(memorySource(bytes), delimiter, std::size_t{1} << 16);
    Sniffed sniffed;
    Record record;
    while (sniffed.records.size() < sniffedRecords) {
        const auto more = reader.next(record);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        sniffed.records.emplace_back(record.fields.begin(), record.fields.end());
        sniffed.lines.push_back(record.line);
    }
    // The last record may be cut in the middle.
    if (bytes.size() >= sniffedBytes && sniffed.records.size() > 1 && sniffed.records.size() < sniffedRecords) {
        sniffed.records.pop_back();
        sniffed.lines.pop_back();
    }
    return sniffed;
}

std::size_t filledFields(const std::vector<std::string>& record)
{
    return static_cast<std::size_t>(
        std::count_if(record.begin(), record.end(), [](const std::string& field) { return !trimmed(field).empty(); }));
}

std::size_t knownIn(const std::vector<std::string>& record)
{
    const std::vector<std::string_view> fields(record.begin(), record.end());
    return knownHeaders(fields);
}

// How good a delimiter is: known headers first, then how many of the following records are as wide as the header.
struct Quality {
    std::size_t known = 0;
    std::size_t agreeing = 0; // in thousandths
    std::size_t width = 0;

    friend auto operator<=>(const Quality&, const Quality&) = default;
};

Quality qualityOf(const Sniffed& sniffed)
{
    if (sniffed.records.empty())
        return {};
    const std::size_t header = headerAmong(sniffed.records);
    const std::size_t width = sniffed.records[header].size();
    std::size_t same = 0, below = 0;
    for (std::size_t i = header + 1; i < sniffed.records.size(); ++i) {
        if (filledFields(sniffed.records[i]) == 0)
            continue;
        ++below;
        same += sniffed.records[i].size() == width ? 1 : 0;
    }
    if (width == 1)
        return {knownIn(sniffed.records[header]), 0, 1};
    return {knownIn(sniffed.records[header]), below == 0 ? 1000 : same * 1000 / below, width};
}

// Workbooks of the old format and encrypted ones are kept in the same kind of container; its directory says which.
Error oldOrEncrypted(const std::string& file)
{
    constexpr std::string_view encrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    const Place place{file, {}, 0, {}};
    const auto bytes = head([&file] { return openFileSource(file); });
    if (bytes && bytes->find(encrypted) != std::string::npos)
        return {ErrorCode::BadInput, "this workbook is protected by a password; save it without one", place};
    return {ErrorCode::BadInput, "this is a workbook of the old .xls format; save it as .xlsx or CSV", place};
}

} // namespace

std::size_t headerAmong(const std::vector<std::vector<std::string>>& records)
{
    std::size_t best = records.size(), bestKnown = 0, bestFilled = 0;
    const std::size_t count = std::min(records.size(), titleLines);
    std::map<std::size_t, std::size_t> widths;
    for (std::size_t i = 0; i < count; ++i)
        ++widths[records[i].size()];
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t filled = filledFields(records[i]);
        // A title holds one field; a header of one column is a header when nothing wider is near.
        if (filled == 0 || (filled == 1 && widths.rbegin()->first > 1))
            continue;
        const std::size_t known = knownIn(records[i]);
        if (best == records.size() || known > bestKnown) {
            best = i;
            bestKnown = known;
            bestFilled = filled;
        }
    }
    if (best == records.size())
        return 0;
    if (bestKnown == 0) {
        const auto usual = std::max_element(
            widths.begin(), widths.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        for (std::size_t i = 0; i < count && bestFilled < usual->first; ++i) {
            if (records[i].size() == usual->first && filledFields(records[i]) * 2 > usual->first)
                return i;
        }
    }
    return best;
}

std::size_t lastHeaderAmong(const std::vector<std::vector<std::string>>& records, std::size_t header)
{
    constexpr std::size_t furtherLines = 2;
    std::size_t last = header;
    for (std::size_t i = header + 1; i < std::min(records.size(), header + 1 + furtherLines); ++i) {
        const auto ids = std::count_if(records[i].begin(), records[i].end(),
            [](const std::string& field) { return field.find("ImportId\"") != std::string::npos; });
        if (static_cast<std::size_t>(ids) * 2 > records[i].size())
            last = i; // internal names, and between them and the header the questions in words
    }
    // Answers' captions below the questions: who answered has none.
    if (last == header && header + 1 < records.size() && !records[header].empty() &&
        records[header + 1].size() == records[header].size() &&
        normalisedHeader(records[header][0]) == "respondent id" && trimmed(records[header + 1][0]).empty() &&
        filledFields(records[header + 1]) > 0)
        last = header + 1;
    return last;
}

Result<Table> csvTable(const std::string& file, const std::string& part, const OpenSource& open)
{
    const auto bytes = head(open);
    if (!bytes)
        return tl::unexpected(bytes.error());
    Table table;
    table.file = file;
    table.part = part;
    char delimiter = ',';
    Sniffed best;
    Quality bestQuality;
    bool first = true;
    for (const char candidate : {',', ';', '\t', '|'}) {
        auto sniffed = sniff(*bytes, candidate);
        if (!sniffed)
            return tl::unexpected(sniffed.error());
        const Quality quality = qualityOf(*sniffed);
        if (first || quality > bestQuality) {
            bestQuality = quality;
            best = std::move(*sniffed);
            delimiter = candidate;
            first = false;
        }
    }
    if (!best.records.empty()) {
        const std::size_t header = headerAmong(best.records);
        table.headers = best.records[header];
        table.headerLine = best.lines[header];
        table.headerRecord = lastHeaderAmong(best.records, header);
        for (std::size_t i = table.headerRecord + 1; i < best.records.size(); ++i) {
            if (best.records[i].size() == table.headers.size() && filledFields(best.records[i]) > 0)
                table.sample.push_back(std::move(best.records[i]));
        }
    }
    if (filledFields(table.headers) == 0)
        return failure(ErrorCode::BadInput, std::string(emptyFileSentence), {file, part, 0, {}});
    auto source = open();
    if (!source)
        return tl::unexpected(source.error());
    table.bytes = (*source)->total();
    table.open = [open, delimiter]() -> Result<std::unique_ptr<RecordReader>> {
        auto opened = open();
        if (!opened)
            return tl::unexpected(opened.error());
        return std::make_unique<CsvReader>(std::move(*opened), delimiter);
    };
    return table;
}

Result<std::vector<Table>> openTables(const std::string& file)
{
    auto source = openFileSource(file);
    if (!source)
        return tl::unexpected(source.error());
    std::array<char, 8> magic{};
    const auto count = (*source)->read(magic.data(), magic.size());
    if (!count)
        return tl::unexpected(count.error());
    const std::string_view start(magic.data(), *count);
    if (start.empty())
        return failure(ErrorCode::BadInput, std::string(emptyFileSentence), {file, {}, 0, {}});
    if (start.starts_with(std::string_view("PK\x03\x04", 4)) || start.starts_with(std::string_view("PK\x05\x06", 4)))
        return openArchive(file);
    if (start.starts_with("\xD0\xCF\x11\xE0"))
        return tl::unexpected(oldOrEncrypted(file));
    if (start.starts_with("\x1F\x8B"))
        return failure(ErrorCode::BadInput, "this file is gzip-compressed; unpack it first", {file, {}, 0, {}});
    if (start.starts_with("%PDF"))
        return failure(ErrorCode::BadInput, "this is a PDF; export the data as CSV or XLSX", {file, {}, 0, {}});
    if (start.starts_with("SQLite f"))
        return failure(ErrorCode::BadInput, "this is a database, not an export", {file, {}, 0, {}});
    auto table = csvTable(file, {}, [file] { return openFileSource(file); });
    if (!table)
        return tl::unexpected(table.error());
    return std::vector<Table>{std::move(*table)};
}

} // namespace holdfast
