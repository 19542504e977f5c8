// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/portfolio/portfolio.h"

#include <algorithm>

namespace holdfast {

std::optional<AccountId> Portfolio::findAccount(std::string_view id) const
{
    const auto found = std::lower_bound(accounts.begin(), accounts.end(), id,
        [this](const Account& account, std::string_view wanted) { return names.text(account.id) < wanted; });
    if (found == accounts.end() || names.text(found->id) != id)
        return std::nullopt;
    return AccountId{static_cast<std::uint32_t>(found - accounts.begin())};
}

bool Portfolio::imported(DatasetId id, std::string_view column) const
{
    const Coverage& what = covered(id);
    if (!what.imported)
        return false;
    const int place = dataset(id).column(column);
    if (place < 0 || what.rows == 0)
        return true;
    return what.columnHasValue[static_cast<std::size_t>(place)];
}

Date defaultAsOf(const Portfolio& portfolio, Date today)
{
    std::optional<std::int64_t> latest;
    for (const DatasetSpec& spec : datasets()) {
        if (spec.mainDate == "planned_date" || spec.mainDate == "start_date" || spec.id == DatasetId::FxRates)
            continue;
        const std::vector<std::int64_t>& days = portfolio.covered(spec.id).mainDays;
        const auto after = std::upper_bound(days.begin(), days.end(), std::int64_t{today.daysSince1970()});
        if (after != days.begin() && (!latest || *latest < *(after - 1)))
            latest = *(after - 1);
    }
    return latest ? Date(static_cast<std::int32_t>(*latest)) : today;
}

} // namespace holdfast
