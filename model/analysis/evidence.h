// SPDX-License-Identifier: GPL-3.0-or-later
// The facts behind an exception or a criterion: what was found, against which threshold, when, and in which row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "model/base/date.h"
#include "model/base/money.h"
#include "model/datasets/datasets.h"
#include "model/portfolio/facts.h"

namespace holdfast {

// Nothing (null), a count or number of days, a figure, a text, a date, or money in base currency.
using FactValue = std::variant<std::monostate, std::int64_t, double, std::string, Date, Money>;

struct Evidence {
    std::string fact; // name, as the specification lists them
    FactValue value;
    FactValue threshold; // what the value is held against; nothing where there is none
    std::optional<Date> date; // the date of the fact
    std::optional<DatasetId> dataset; // where the fact is from
    std::optional<Source> source; // file and line of the row, where one row says it (usage rows: found on request)
    std::string detail; // for people: the name of the outcome, contact or ticket; "" when the fact says it all
    bool overridden = false; // the threshold is the leader's own

    bool operator==(const Evidence& other) const
    {
        return fact == other.fact && value == other.value && threshold == other.threshold && date == other.date
            && dataset == other.dataset && detail == other.detail;
    }
};

} // namespace holdfast
