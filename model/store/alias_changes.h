// SPDX-License-Identifier: GPL-3.0-or-later
// What an alias that was set outside of an import moved, kept as it was so that it can be taken back.
#pragma once

#include <cstdint>
#include <string>

#include "model/store/sqlite.h"
#include "model/store/table_layout.h"

namespace holdfast {

// Keeps the rows of the table that `where` names. Nothing for change 0.
Result<void> keepForAlias(
    const Database& database, const TableLayout& table, std::int64_t change, const std::string& where);
Result<void> keepChunkForAlias(const Database& database, DatasetId dataset, std::int32_t week, std::int64_t change);

} // namespace holdfast
