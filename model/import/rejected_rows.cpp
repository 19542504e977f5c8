// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/rejected_rows.h"

#include <algorithm>
#include <map>

#include "model/import/csv_reader.h"
#include "model/import/row_pipeline.h"
#include "model/import/values.h"

namespace holdfast {

namespace {

// A text that a spreadsheet would run gets an apostrophe, which the import takes away again; a number stays as it is.
std::string guarded(std::string_view text)
{
    const bool risky = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    return (risky && !PlainDecimal::read(trimmed(text)) ? "'" : "") + std::string(text);
}

constexpr std::string_view remarks = ",Holdfast: file,Holdfast: line,Holdfast: column,Holdfast: reason";
constexpr std::size_t remarkCount = 4;

// The fields of a record kept as one CSV line, guarded; `without` so many of the last ones.
std::string guardedLine(const std::string& line, std::size_t without)
{
    CsvReader reader(memorySource(line), ',', 1 << 12);
    Record record;
    const auto more = reader.next(record);
    if (!more || !*more)
        return line;
    std::vector<std::string> texts;
    for (const std::string_view field :
        record.fields.first(record.fields.size() - std::min(without, record.fields.size())))
        texts.push_back(guarded(field));
    return csvLine(std::vector<std::string_view>(texts.begin(), texts.end()));
}

} // namespace

bool isRemarkHeader(std::string_view header)
{
    return header.starts_with(remarkHeader);
}

std::vector<RejectedTable> rejectedTables(const std::vector<RejectedRow>& rows)
{
    std::vector<RejectedTable> tables;
    std::map<std::string, std::size_t> places; // by headers
    for (const RejectedRow& row : rows) {
        // A file of rejected rows that is refused again gets its remarks anew.
        std::string_view headers = row.headers;
        const bool again = headers.ends_with(remarks);
        if (again)
            headers.remove_suffix(remarks.size());
        const auto [place, fresh] = places.emplace(std::string(headers), tables.size());
        if (fresh) {
            RejectedTable table;
            table.file = row.file;
            table.csv = "\xEF\xBB\xBF";
            if (!headers.empty())
                table.csv += std::string(headers) + std::string(remarks) + "\r\n";
            tables.push_back(std::move(table));
        }
        RejectedTable& table = tables[place->second];
        const std::string line = std::to_string(row.line), file = guarded(row.file), column = guarded(row.column),
                          reason = guarded(row.reason);
        // A record with too many or too few fields stays one: it is refused again until it is mended.
        table.csv += guardedLine(row.row, again ? remarkCount : 0) + ',' +
            csvLine(std::vector<std::string_view>{file, line, column, reason}) + "\r\n";
        ++table.rows;
    }
    return tables;
}

} // namespace holdfast
