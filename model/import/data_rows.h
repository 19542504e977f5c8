// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a table ahead of its import, for what only all of its rows say together.
#pragma once

#include "model/base/progress.h"
#include "model/import/record_reader.h"

namespace holdfast {

// Calls take(record) for each record below the header that has as many fields as it; its first error ends the reading.
// Error Cancelled when the token says so.
template <class Take> Result<void> eachDataRow(const Table& table, const CancelToken& cancel, const Take& take)
{
    auto reader = table.open();
    if (!reader)
        return tl::unexpected(reader.error());
    Record record;
    for (std::size_t index = 0;; ++index) {
        if (index % 4096 == 0 && cancel.isCancelled())
            return failure(ErrorCode::Cancelled, "the import was cancelled; nothing was imported");
        const auto more = (*reader)->next(record);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return {};
        if (index <= table.headerRecord || record.fields.size() != table.headers.size())
            continue;
        if (Result<void> taken = take(record); !taken)
            return taken;
    }
}

} // namespace holdfast
