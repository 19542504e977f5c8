// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/column_scan.h"

#include "model/import/data_rows.h"

namespace holdfast {

Result<ColumnScan> scanColumns(const Table& table, const CancelToken& cancel)
{
    ColumnScan scan;
    scan.dates.resize(table.headers.size());
    scan.marks.resize(table.headers.size(), DecimalMark::Point);
    std::vector<std::pair<std::int64_t, std::int64_t>> evidence(table.headers.size()); // comma, point
    const Result<void> read = eachDataRow(table, cancel, [&](const Record& record) -> Result<void> {
        for (std::size_t field = 0; field < record.fields.size(); ++field) {
            const std::string_view text = trimmed(record.fields[field]);
            if (text.empty() || text.size() > 64)
                continue;
            scan.dates[field].add(readDate(text));
            const MarkEvidence mark = markEvidence(text);
            if (mark == MarkEvidence::Comma && PlainDecimal::read(text, DecimalMark::Comma))
                ++evidence[field].first;
            else if (mark == MarkEvidence::Point && PlainDecimal::read(text, DecimalMark::Point))
                ++evidence[field].second;
        }
        return {};
    });
    if (!read)
        return tl::unexpected(read.error());
    // A column that does not say it ("1.234" in every row) is read as the other columns of its file are.
    std::int64_t commas = 0, points = 0;
    for (const auto& [comma, point] : evidence) {
        commas += comma;
        points += point;
    }
    for (std::size_t field = 0; field < evidence.size(); ++field) {
        const auto& [comma, point] = evidence[field];
        const bool open = comma == 0 && point == 0;
        if (open ? commas > points : comma > point)
            scan.marks[field] = DecimalMark::Comma;
    }
    return scan;
}

} // namespace holdfast
