// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/end_dates.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/import/data_rows.h"
#include "model/import/row_converter.h"

namespace holdfast {

namespace {

struct Term {
    std::string account;
    std::int64_t start = 0;
    std::optional<std::int64_t> end;
};

} // namespace

Result<EndDateDecision> findEndDates(
    const Table& table, const Mapping& mapping, std::optional<DateOrder> dateOrder, const CancelToken& cancel)
{
    const DatasetSpec& spec = dataset(DatasetId::Subscriptions);
    const auto place = [&spec](std::string_view column) { return static_cast<std::size_t>(spec.column(column)); };
    const std::size_t id = place("subscription_id"), start = place("start_date"), end = place("end_date");
    EndDateDecision decision;
    RowConverter converter(table, mapping, dateOrder, cancel);
    if (!converter.present()[end])
        return decision;
    std::unordered_map<std::string, Term> terms; // by subscription: the later of two rows counts
    ConvertedRow row;
    const Result<void> read = eachDataRow(table, cancel, [&](const Record& record) -> Result<void> {
        if (auto converted = converter.convert(record, row); !converted)
            return converted;
        if (row.rejected || !row.leftOut.empty())
            return {};
        Term term{std::to_string(static_cast<int>(row.account.kind)) + ' ' + std::string(row.account.text),
            row.cells[start].integer, {}};
        if (row.cells[end].kind == Cell::Kind::Integer)
            term.end = row.cells[end].integer;
        terms[std::string(row.cells[id].text)] = std::move(term);
        return {};
    });
    if (!read)
        return tl::unexpected(read.error());
    std::unordered_map<std::string, std::vector<const Term*>> byAccount;
    for (const auto& [subscription, term] : terms)
        byAccount[term.account].push_back(&term);
    for (auto& [account, list] : byAccount) {
        std::sort(list.begin(), list.end(), [](const Term* a, const Term* b) { return a->start < b->start; });
        for (const Term* term : list) {
            if (!term->end)
                continue;
            auto next = std::lower_bound(list.begin(), list.end(), *term->end,
                [](const Term* other, std::int64_t day) { return other->start < day; });
            while (next != list.end() && *next == term) // a term without length does not follow itself
                ++next;
            if (next == list.end())
                continue;
            ++decision.cases;
            decision.dayAfter += (*next)->start == *term->end + 1 ? 1 : 0;
        }
    }
    if (decision.cases >= 3)
        decision.meaning = decision.dayAfter * 2 > decision.cases ? EndDates::LastDay : EndDates::DayAfter;
    return decision;
}

} // namespace holdfast
