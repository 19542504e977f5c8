// SPDX-License-Identifier: GPL-3.0-or-later
// NRR waterfall, what drives NRR, retention by segment.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "model/report/format.h"
#include "model/report/slides.h"

namespace holdfast {

namespace {

const std::vector<DatasetId> revenueSources{DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::ArrSnapshots};

std::string signedMoney(Money amount, const std::string& currency)
{
    return (amount.cents > 0 ? "+" : "") + shortMoney(amount, currency);
}

std::string signedPoints(double value)
{
    return (std::round(value * 100) > 0 ? "+" : "") + plainNumber(value, 2);
}

// Points without their sign: "1.7 points", "1.0 point" reads as points as well.
std::string pointsWords(double value)
{
    return plainNumber(std::abs(value), 1) + " points";
}

// What shows as 0.0 is no change.
bool changes(double pointsValue)
{
    return std::round(std::abs(pointsValue) * 10) >= 1;
}

std::string nrrSentence(const Analysis& analysis)
{
    const Drivers& drivers = analysis.retention.drivers;
    const Ratio& now = analysis.retention.total.nrr;
    if (!now)
        return "NRR has no value: there was no customer on " + dateText(analysis.retention.period.from);
    if (!drivers.nrrNow || !drivers.nrrBefore)
        return "NRR is " + percent(now) + "; the period before had no customer to compare with";
    const double change = (*drivers.nrrNow - *drivers.nrrBefore) * 100;
    if (!changes(change))
        return "NRR held at " + percent(now);
    return std::string("NRR ") + (change < 0 ? "fell " : "rose ") + pointsWords(change) + " to " + percent(now);
}

// "; two accounts, A and B, cost 2.4 points": the two with the most points in the direction of the change.
std::string largestSentence(const Analysis& analysis)
{
    const Drivers& drivers = analysis.retention.drivers;
    if (!drivers.nrrNow || !drivers.nrrBefore)
        return {};
    const double change = (*drivers.nrrNow - *drivers.nrrBefore) * 100;
    if (!changes(change))
        return {};
    // An account can stand under several movements: what it cost is all of them together.
    std::map<std::uint32_t, double> net;
    for (const DriverAccount& driver : drivers.accounts)
        net[driver.account.index] += driver.points;
    std::vector<std::pair<double, AccountId>> chosen;
    for (const auto& [account, accountPoints] : net) {
        if ((accountPoints < 0) == (change < 0) && changes(accountPoints))
            chosen.emplace_back(std::abs(accountPoints), AccountId{account});
    }
    std::stable_sort(
        chosen.begin(), chosen.end(), [](const auto& left, const auto& right) { return left.first > right.first; });
    if (chosen.empty())
        return {};
    const std::string verb = change < 0 ? " cost " : " brought ";
    if (chosen.size() == 1)
        return "; " + shortened(accountName(analysis, chosen[0].second)) + verb + pointsWords(chosen[0].first);
    return "; two accounts, " + shortened(accountName(analysis, chosen[0].second), 30) + " and " +
        shortened(accountName(analysis, chosen[1].second), 30) + "," + verb +
        pointsWords(chosen[0].first + chosen[1].first);
}

std::string periodWords(const Period& period)
{
    return dateText(period.from) + " to " + dateText(period.to);
}

std::string alternatesText(const Retention& total)
{
    return "GRR " + percent(total.grr) + ". CRR " + percent(total.crr) +
        ". Strict NRR, where returns count as churn, " + percent(total.strictNrr) +
        ". Event-sum NRR, as billing tools report it, " + percent(total.eventNrr) +
        ". Renewal rate, of ARR due in the period, " + percent(total.renewalRate) + ".";
}

} // namespace

Slides waterfallSlides(const ReviewBundle& review)
{
    const Analysis& analysis = review.result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    Slide slide;
    slide.title = nrrSentence(analysis) + largestSentence(analysis);
    slide.exhibits.emplace_back(ChartExhibit{ChartId::Waterfall, std::nullopt});

    std::vector<const AccountMovement*> moved;
    for (const AccountMovement& movement : analysis.retention.movements) {
        if (movement.movement)
            moved.push_back(&movement);
    }
    std::stable_sort(moved.begin(), moved.end(),
        [](const AccountMovement* left, const AccountMovement* right) { return left->amount > right->amount; });
    constexpr std::size_t shown = 7;
    SlideTable largest;
    largest.title = "Largest movements";
    largest.none = "No account moved in this period.";
    largest.columns = {
        {"", Align::Left, 2, CellKind::Strong}, {"", Align::Left, 1.25, CellKind::Quiet}, {"", Align::Right, 1}};
    for (std::size_t i = 0; i < moved.size() && i < shown; ++i) {
        const bool down = *moved[i]->movement == Movement::Contraction || *moved[i]->movement == Movement::Churn;
        largest.rows.push_back({accountName(analysis, moved[i]->account), std::string(text(*moved[i]->movement)),
            signedMoney(down ? -moved[i]->amount : moved[i]->amount, currency)});
    }
    slide.exhibits.emplace_back(std::move(largest));
    slide.exhibits.emplace_back(TextBlock{{alternatesText(analysis.retention.total)}});
    slide.rightColumnFrom = 1;
    slide.leftShare = 0.69;
    slide.footnote = formulaText("nrr") + "Net bridge of " + periodWords(analysis.retention.period) +
        ", account by account; new and reactivated accounts stand beside NRR. " + sourcesText(analysis, revenueSources);
    return {slide};
}

Slides driverSlides(const ReviewBundle& review)
{
    const Analysis& analysis = review.result();
    const Drivers& drivers = analysis.retention.drivers;
    Slide slide;
    slide.footnote = "Points of NRR: 100 × (amount / opening now − amount / opening before), against " +
        periodWords(drivers.before) +
        "; all of them add up to the change. An amount of nothing beside points: a movement of the period before. " +
        sourcesText(analysis, revenueSources);
    if (!drivers.nrrNow || !drivers.nrrBefore) {
        slide.title =
            "What drives NRR cannot be said: " + std::string(drivers.nrrNow ? "the period before" : "this period") +
            " opened without a customer";
        slide.exhibits.emplace_back(TextBlock{
            {"The change of NRR is taken apart against the period before, " + periodWords(drivers.before) + "."}});
        return {slide};
    }
    const double change = (*drivers.nrrNow - *drivers.nrrBefore) * 100;
    const DriverMovement* largest = nullptr;
    for (const DriverMovement& movement : drivers.movements) {
        if ((movement.points < 0) == (change < 0) && changes(movement.points) &&
            (!largest || std::abs(movement.points) > std::abs(largest->points)))
            largest = &movement;
    }
    const auto inPoints = [](double value) { return std::string(value < 0 ? "−" : "+") + pointsWords(value); };
    if (!changes(change))
        slide.title = "NRR held against the period before, at " + percent(drivers.nrrNow);
    else if (!largest)
        slide.title = "NRR moved by " + inPoints(change) + " against the period before, many movements together";
    else
        slide.title = capitalised(std::string(text(largest->movement))) + " moved NRR most, by " +
            inPoints(largest->points) + "; the whole change against the period before is " + inPoints(change);
    slide.exhibits.emplace_back(ChartExhibit{ChartId::Drivers, std::nullopt});
    SlideTable sums;
    sums.title = "By movement";
    sums.columns = {{"", Align::Left, 2}, {"Points", Align::Right, 1, CellKind::Strong}};
    for (const DriverMovement& movement : drivers.movements)
        sums.rows.push_back({capitalised(std::string(text(movement.movement))), signedPoints(movement.points)});
    sums.rows.push_back({"All", signedPoints(change)});
    slide.exhibits.emplace_back(std::move(sums));
    slide.exhibits.emplace_back(TextBlock{
        {"NRR " + percent(drivers.nrrBefore) + " in the period before, " + percent(drivers.nrrNow) + " now."}});
    slide.rightColumnFrom = 1;
    slide.leftShare = 0.72;
    return {slide};
}

Slides segmentSlides(const ReviewBundle& review, std::size_t most)
{
    const Analysis& analysis = review.result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    const auto& groups = analysis.retention.breakdown[static_cast<std::size_t>(Dimension::Segment)];
    const auto named = [](const std::string& value) {
        return value.empty() ? std::string("Without a segment") : value;
    };
    const auto inTitle = [](const std::string& value) {
        return value.empty() ? std::string("accounts without a segment") : shortened(value);
    };
    const RetentionGroup* lowest = nullptr;
    std::size_t withNrr = 0;
    for (const RetentionGroup& group : groups) {
        if (!group.retention.nrr)
            continue;
        ++withNrr;
        if (!lowest || *group.retention.nrr < *lowest->retention.nrr)
            lowest = &group;
    }
    const auto alike =
        static_cast<std::size_t>(std::count_if(groups.begin(), groups.end(), [&](const RetentionGroup& one) {
            return one.retention.nrr && percent(one.retention.nrr) == percent(lowest->retention.nrr);
        }));
    const Retention& total = analysis.retention.total;
    Slide slide;
    if (!lowest)
        slide.title = "No segment had a customer on " + dateText(analysis.retention.period.from);
    else if (withNrr == 1)
        slide.title = lowest->value.empty()
            ? "No customer of the opening has a segment: NRR " + percent(lowest->retention.nrr)
            : "One segment had customers to retain, " + inTitle(lowest->value) + ": NRR " +
                percent(lowest->retention.nrr);
    else if (alike == withNrr)
        slide.title = "All " + plainNumber(static_cast<double>(withNrr), 0) + " segments retain alike: NRR " +
            percent(lowest->retention.nrr);
    else
        slide.title = (alike > 1                      ? "No segment retains less than " + inTitle(lowest->value)
                              : lowest->value.empty() ? std::string("Accounts without a segment retain least")
                                                      : inTitle(lowest->value) + " retains least") +
            ": NRR " + percent(lowest->retention.nrr) + " against " + percent(total.nrr) + " in all";
    SlideTable table;
    table.none = "No segment has a customer in this period.";
    table.columns = {{"Segment", Align::Left, 2.2, CellKind::Strong}, {"Customers", Align::Right, 1},
        {"Opening ARR", Align::Right, 1.1}, {"Closing ARR", Align::Right, 1.1},
        {"NRR", Align::Right, 1, CellKind::Strong}, {"GRR", Align::Right, 1}, {"CRR", Align::Right, 1},
        {"Churn", Align::Right, 1.1}, {"Contraction", Align::Right, 1.1}, {"Expansion", Align::Right, 1.1}};
    const auto add = [&](const std::string& name, const Retention& what) {
        table.rows.push_back({name, plainNumber(static_cast<double>(what.closingCustomers), 0),
            shortMoney(what.bridge.opening, currency), shortMoney(what.bridge.closing, currency), percent(what.nrr),
            percent(what.grr), percent(what.crr), shortMoney(-what.bridge.churn, currency),
            shortMoney(-what.bridge.contraction, currency), signedMoney(what.bridge.expansion, currency)});
    };
    // Of very many segments the greatest are named, and the one of the title.
    std::vector<const RetentionGroup*> shown;
    for (const RetentionGroup& group : groups)
        shown.push_back(&group);
    constexpr std::size_t mostSegments = 24;
    if (most > 0 && shown.size() > mostSegments) {
        std::stable_sort(shown.begin(), shown.end(), [lowest](const RetentionGroup* left, const RetentionGroup* right) {
            if ((left == lowest) != (right == lowest))
                return left == lowest;
            return left->retention.bridge.closing > right->retention.bridge.closing;
        });
        Money rest;
        for (std::size_t i = mostSegments; i < shown.size(); ++i)
            rest += shown[i]->retention.bridge.closing;
        table.below = restSentence(shown.size() - mostSegments, "segment", "segments", rest, currency);
        shown.resize(mostSegments);
        std::stable_sort(shown.begin(), shown.end(),
            [](const RetentionGroup* left, const RetentionGroup* right) { return left->value < right->value; });
    }
    for (const RetentionGroup* group : shown)
        add(named(group->value), group->retention);
    if (!groups.empty())
        add("All", total);
    slide.exhibits.emplace_back(std::move(table));
    slide.footnote =
        formulaText("nrr") + formulaText("grr") + formulaText("crr") + sourcesText(analysis, revenueSources);
    return {slide};
}

} // namespace holdfast
