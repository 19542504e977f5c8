// SPDX-License-Identifier: GPL-3.0-or-later
// What a list of the deck names, and what it says of the rest.
#include <algorithm>
#include <array>
#include <set>

#include "model/report/format.h"
#include "model/report/report_text.h"
#include "model/report/slides.h"

namespace holdfast {

namespace {

// "Below the line: 132 exceptions in 61 accounts with $8.2M of ARR; 3 of them are critical, 40 high."
std::string belowSentence(const ReviewBundle& review, const std::vector<std::size_t>& places)
{
    const Analysis& analysis = review.result();
    std::set<std::uint32_t> accounts;
    std::array<std::int64_t, 4> severities{};
    Money arr;
    for (const std::size_t place : places) {
        const Exception& exception = analysis.exceptions.exceptions[place];
        ++severities[static_cast<std::size_t>(exception.severity)];
        if (exception.account && accounts.insert(exception.account->index).second)
            arr += exception.arr;
    }
    const auto count = static_cast<std::int64_t>(places.size());
    std::string words = "Below the line: " + plural(count, "exception", "exceptions");
    if (!accounts.empty())
        words += " in " + plural(static_cast<std::int64_t>(accounts.size()), "account", "accounts") + " with " +
            shortMoney(arr, analysis.portfolio->baseCurrency) + " of ARR";
    const std::int64_t critical = severities[static_cast<std::size_t>(Severity::Critical)];
    const std::int64_t high = severities[static_cast<std::size_t>(Severity::High)];
    if (critical + high == 0)
        return words + ", none of them critical or high.";
    return words + "; " + plainNumber(static_cast<double>(critical), 0) + " critical, " +
        plainNumber(static_cast<double>(high), 0) + " high.";
}

} // namespace

ListCut cutList(const ReviewBundle& review, const std::vector<std::size_t>& places, std::size_t most)
{
    ListCut cut;
    if (most == 0) {
        cut.places = places;
        return cut;
    }
    std::set<std::int64_t> accounts;
    std::vector<std::size_t> below;
    std::int64_t waiting = 0;
    for (const std::size_t place : places) {
        const Exception& exception = review.result().exceptions.exceptions[place];
        const std::int64_t account = exception.account ? std::int64_t{exception.account->index} : -1;
        if (stateOf(review, place).outOfTheWay) {
            ++waiting;
            continue;
        }
        if (!accounts.contains(account) && accounts.size() == most) {
            below.push_back(place);
            continue;
        }
        accounts.insert(account);
        cut.places.push_back(place);
    }
    if (!below.empty())
        cut.below = belowSentence(review, below);
    if (waiting > 0)
        cut.below += (cut.below.empty() ? "" : " ") + std::string("Out of the way, watched or dismissed: ") +
            plainNumber(static_cast<double>(waiting), 0) + ".";
    return cut;
}

std::string restSentence(
    std::size_t rest, std::string_view one, std::string_view many, Money arr, std::string_view currency)
{
    if (rest == 0)
        return {};
    return "Below the line: " + plural(static_cast<std::int64_t>(rest), one, many) + " with " +
        shortMoney(arr, currency) + " of ARR.";
}

std::string missingWords(std::string missing)
{
    if (missing == "source_broken")
        return "the usage feed is broken";
    std::replace(missing.begin(), missing.end(), '_', ' ');
    return missing;
}

std::string notEvaluatedNote(const Analysis& analysis)
{
    constexpr std::size_t longest = 110; // characters, so that a footnote keeps to its lines
    const std::vector<RuleNotEvaluated>& rules = analysis.exceptions.notEvaluated;
    if (rules.empty())
        return {};
    const std::string whole = notEvaluatedSentence(rules);
    if (whole.size() <= longest)
        return " " + whole + ".";
    return " " + plural(static_cast<std::int64_t>(rules.size()), "rule was", "rules were") +
        " not evaluated for want of data.";
}

std::int64_t notEvaluatedIn(const Analysis& analysis, Lane lane)
{
    std::int64_t count = 0;
    for (const RuleNotEvaluated& entry : analysis.exceptions.notEvaluated)
        count += rule(entry.rule).lane == lane ? 1 : 0;
    return count;
}

} // namespace holdfast
