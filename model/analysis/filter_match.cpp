// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/filter_match.h"

#include <algorithm>

namespace holdfast {

namespace {

constexpr std::int32_t missing = -1;

std::int32_t quarterCode(Date day)
{
    return day.year() * 4 + day.quarter() - 1;
}

// The number of a text, or nothing when no account can have it.
std::optional<std::int32_t> codeOf(const Portfolio& portfolio, Dimension dimension, const std::string& value)
{
    if (value.empty())
        return missing;
    const auto enumCode = [&](std::string_view column) -> std::optional<std::int32_t> {
        const DatasetSpec& spec = dataset(DatasetId::Accounts);
        const auto place = enumPlace(spec.columns[static_cast<std::size_t>(spec.column(column))].values, value);
        return place ? std::optional<std::int32_t>(*place) : std::nullopt;
    };
    switch (dimension) {
    case Dimension::ContractModel:
        return enumCode("contract_model");
    case Dimension::Touch:
        return enumCode("touch");
    case Dimension::Cohort: {
        // "2024-Q1": the quarter's first day must be written the same way again.
        if (value.size() != 7 || value[6] < '1' || value[6] > '4')
            return std::nullopt;
        const int month = (value[6] - '1') * 3 + 1;
        const auto first =
            Date::fromIso(value.substr(0, 4) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-01");
        if (!first || quarterLabel(*first) != value)
            return std::nullopt;
        return quarterCode(*first);
    }
    default: {
        const Name name = portfolio.names.find(value);
        return name.empty() ? std::nullopt : std::optional(static_cast<std::int32_t>(name.number));
    }
    }
}

} // namespace

FilterMatch::FilterMatch(const Portfolio& portfolio, const Filter& filter)
{
    for (const auto& [dimension, values] : filter.values) {
        if (values.empty() || dimension == Dimension::Product)
            continue; // nothing asked for; products cannot be filtered by
        Wanted& wanted = wanted_.emplace_back(Wanted{dimension, {}});
        for (const std::string& value : values) {
            if (const auto code = codeOf(portfolio, dimension, value))
                wanted.codes.push_back(*code);
        }
    }
}

bool FilterMatch::includes(const Account& account, Maybe<Date> start) const
{
    return std::all_of(wanted_.begin(), wanted_.end(), [&](const Wanted& wanted) {
        const std::int32_t code = attributeCode(account, start, wanted.dimension);
        return std::find(wanted.codes.begin(), wanted.codes.end(), code) != wanted.codes.end();
    });
}

std::int32_t attributeCode(const Account& account, Maybe<Date> start, Dimension dimension)
{
    const auto nameCode = [](Name name) { return name.empty() ? missing : static_cast<std::int32_t>(name.number); };
    const auto enumCode = [](auto value) { return value ? static_cast<std::int32_t>(*value) : missing; };
    switch (dimension) {
    case Dimension::Segment:
        return nameCode(account.segment);
    case Dimension::Region:
        return nameCode(account.region);
    case Dimension::Industry:
        return nameCode(account.industry);
    case Dimension::Owner:
        return nameCode(account.owner);
    case Dimension::ContractModel:
        return enumCode(account.contractModel);
    case Dimension::Touch:
        return enumCode(account.touch);
    case Dimension::Cohort:
        return start ? quarterCode(*start) : missing;
    case Dimension::Product:
        break;
    }
    return missing;
}

} // namespace holdfast
