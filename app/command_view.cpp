// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_view.h"

#include <QFileInfo>

namespace holdfast {

namespace {

// The years that a day to look from may lie in.
constexpr int firstYear = 1900;
constexpr int lastYear = 2199;

Result<Date> dateOption(const Arguments& arguments, std::string_view name)
{
    const std::string text = *arguments.value(name);
    const auto day = Date::fromIso(text);
    if (!day)
        return failure(ErrorCode::Usage, std::string(name) + " needs a date such as 2025-06-30, not \"" + text + "\"");
    // A slip of the keys ("0205-06-30") is no day to look from; a year before it there might be no calendar.
    if (day->year() < firstYear || day->year() > lastYear)
        return failure(ErrorCode::Usage,
            std::string(name) + " needs a date from " + std::to_string(firstYear) + " to " + std::to_string(lastYear) +
                ", not \"" + text + "\"");
    return *day;
}

Result<AnalysisRequest> requestOf(const Arguments& arguments, const Portfolio& portfolio, Date today)
{
    AnalysisRequest request;
    request.period = yearUpTo(defaultAsOf(portfolio, today));
    if (arguments.has("--as-of")) {
        const auto day = dateOption(arguments, "--as-of");
        if (!day)
            return tl::unexpected(day.error());
        request.period = yearUpTo(*day);
    }
    if (arguments.has("--from")) {
        const auto day = dateOption(arguments, "--from");
        if (!day)
            return tl::unexpected(day.error());
        if (*day >= request.period.to)
            return failure(ErrorCode::Usage,
                "--from " + day->toIso() + " is not before the as-of date " + request.period.to.toIso());
        request.period.from = *day;
    }
    for (const std::string& filter : arguments.values("--filter")) {
        const auto equals = filter.find('=');
        const auto dimension =
            equals == std::string::npos ? std::nullopt : findDimension(std::string_view(filter).substr(0, equals));
        if (!dimension || *dimension == Dimension::Product)
            return failure(ErrorCode::Usage,
                "--filter needs KEY=VALUE with one of segment, region, industry, owner, contract_model, touch or "
                "cohort, "
                "not \"" +
                    filter + "\"");
        request.filter.values[*dimension].push_back(filter.substr(equals + 1));
    }
    return request;
}

} // namespace

Result<std::unique_ptr<Store>> openExisting(const std::string& path, OpenMode mode)
{
    if (!QFileInfo::exists(QString::fromStdString(path)))
        return failure(
            ErrorCode::NotFound, "there is no such store; import files into it first", Place{path, {}, 0, {}});
    return Store::open(path, mode);
}

Result<StoreView> analyseStore(const Arguments& arguments, Date today)
{
    auto store = openExisting(arguments.operands[0], OpenMode::ReadOnly);
    if (!store)
        return tl::unexpected(store.error());
    const auto portfolio = (*store)->loadPortfolio();
    if (!portfolio)
        return tl::unexpected(portfolio.error());
    const auto request = requestOf(arguments, **portfolio, today);
    if (!request)
        return tl::unexpected(request.error());
    auto recorded = loadRecorded(**store);
    if (!recorded)
        return tl::unexpected(recorded.error());
    AnalysisPtr analysis =
        analyse(*portfolio, recorded->settings.analysis, *request, recordedWarnings(*recorded, **portfolio));
    return StoreView{std::move(*store), std::move(*recorded), std::move(analysis)};
}

} // namespace holdfast
