// SPDX-License-Identifier: GPL-3.0-or-later
// What all values of a column say together: the order of its dates, its decimal mark.
#pragma once

#include <vector>

#include "model/base/progress.h"
#include "model/import/dates.h"
#include "model/import/record_reader.h"
#include "model/import/values.h"

namespace holdfast {

struct ColumnScan {
    std::vector<DateOrderVotes> dates; // per column of the file
    std::vector<DecimalMark> marks;
};

// Reads a table once and collects what its columns say about dates and decimal marks. Error Cancelled when the token
// says so.
Result<ColumnScan> scanColumns(const Table& table, const CancelToken& cancel);

} // namespace holdfast
