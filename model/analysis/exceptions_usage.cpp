// SPDX-License-Identifier: GPL-3.0-or-later
// Risks that show in the product: usage, value beside usage, seats and features.
#include <cmath>

#include "model/analysis/exception_rules.h"
#include "model/analysis/visible_facts.h"
#include "model/rules/decay_limits.h"

namespace holdfast {

namespace {

using namespace visible;

bool isDying(DecayStage stage)
{
    return stage == DecayStage::SilentDecay || stage == DecayStage::Drift || stage == DecayStage::Zombie;
}

// The four-week mean against that of a quarter earlier. Needs a quarter of weeks, users before, and a drop in people
// as well as in per cent, so that 3 → 2 users is no news.
std::optional<Finding> usageDrop(const RuleCase& c)
{
    const Decay* decay = c.decay;
    if (!decay || decay->stage == DecayStage::Unknown || decay->prior <= 0)
        return std::nullopt;
    if (!atMost(decay->change, c.threshold("change_high")) || below(decay->weeks, c.threshold("minimum_weeks")) ||
        below(decay->prior - decay->recent, c.threshold("minimum_drop")))
        return std::nullopt;
    const bool critical = atMost(decay->change, c.threshold("change_critical"));
    Finding finding(c, critical ? Severity::Critical : Severity::High);
    const std::optional<Date> day = c.world.usageDay();
    finding.fact("change", decay->change)
        .against(critical ? "change_critical" : "change_high")
        .on(day)
        .from(DatasetId::Usage);
    finding.fact("recent", decay->recent).on(day).from(DatasetId::Usage);
    finding.fact("prior", decay->prior).on(day->addDays(-7 * 13)).from(DatasetId::Usage);
    return finding;
}

std::optional<Finding> greenButDying(const RuleCase& c)
{
    if (!c.decay || !isDying(c.decay->stage))
        return std::nullopt;
    const Health* latest = nullptr;
    for (const Health& row : c.portfolio().health.of(c.account)) {
        if (row.date <= c.day() && c.text(row.origin) == "cs")
            latest = &row;
    }
    if (!latest || latest->status != HealthStatus::Green || above(c.day() - latest->date, c.threshold("health_days")))
        return std::nullopt;
    Finding finding(c, Severity::Critical);
    finding.fact("cs_health", std::string("green")).on(latest->date).from(DatasetId::Health, latest->source);
    finding.fact("stage", std::string(text(c.decay->stage))).on(c.world.usageDay()).from(DatasetId::Usage);
    return finding;
}

std::optional<Finding> zombie(const RuleCase& c)
{
    if (!c.decay || c.decay->stage != DecayStage::Zombie)
        return std::nullopt;
    Finding finding(c, Severity::Critical);
    const std::optional<Date> day = c.world.usageDay();
    finding.fact("stage", std::string(text(DecayStage::Zombie))).on(day).from(DatasetId::Usage);
    finding.fact("ratio", c.decay->ratio).on(day).from(DatasetId::Usage);
    finding.againstValue(decay_limits::zombieRatio);
    finding.fact("zeros", static_cast<std::int64_t>(c.decay->zeros)).on(day).from(DatasetId::Usage);
    finding.againstValue(std::int64_t{decay_limits::zombieZeros});
    return finding;
}

std::optional<Finding> busyWithoutValue(const RuleCase& c)
{
    if (!c.decay || !c.decay->utilisation || !atLeast(*c.decay->utilisation, c.threshold("utilisation")) ||
        !c.isAged("minimum_age"))
        return std::nullopt;
    const double days = c.threshold("outcome_days");
    const auto isRecent = [&](Maybe<Date> date) { return date && *date <= c.day() && below(c.day() - *date, days); };
    for (const Outcome& outcome : c.portfolio().outcomes.of(c.account)) {
        if (isRecent(outcome.achievedDate) || isRecent(outcome.measuredDate))
            return std::nullopt;
    }
    Finding finding(c, Severity::High);
    finding.fact("utilisation", *c.decay->utilisation)
        .against("utilisation")
        .on(c.world.usageDay())
        .from(DatasetId::Usage);
    finding.age().against("minimum_age");
    return finding;
}

struct SeatCount {
    std::int64_t seats = 0;
    Date day;
    DatasetId dataset = DatasetId::Usage;
};

// The seats of the last of an account's usage rows that says any.
std::optional<SeatCount> seatsInUsage(const UsageFeed& feed, RowRange rows)
{
    for (std::size_t row = rows.last; row > rows.first; --row) {
        const std::int64_t seats = feed.seats.at(row - 1);
        if (seats != CompactColumn::missing)
            return SeatCount{seats, feed.date(row - 1), DatasetId::Usage};
    }
    return std::nullopt;
}

// The seats of the subscriptions active on a day; nothing when none of them says any.
std::optional<SeatCount> seatsSubscribed(const RuleCase& c, Date day)
{
    std::optional<SeatCount> sum;
    for (const Subscription& subscription : c.portfolio().subscriptions.of(c.account)) {
        if (!isActive(subscription, day) || !subscription.seats)
            continue;
        if (!sum)
            sum = SeatCount{0, day, DatasetId::Subscriptions};
        sum->seats += *subscription.seats;
    }
    return sum;
}

// Usage rows decide; where one of the two is missing or the earlier says none, the subscriptions do.
std::optional<Finding> seatsTrimmed(const RuleCase& c)
{
    const Date earlier = c.day().addDays(-static_cast<int>(std::lround(c.threshold("days"))));
    std::optional<SeatCount> before, now;
    if (c.world.usageSaysSeats) {
        const UsageFeed& feed = c.portfolio().usage;
        RowRange rows = c.world.context.usageRows(c.account);
        now = seatsInUsage(feed, rows);
        while (!rows.empty() && feed.date(rows.last - 1) > earlier)
            --rows.last;
        before = seatsInUsage(feed, rows);
    }
    if (!before || before->seats == 0 || !now) {
        before = seatsSubscribed(c, earlier);
        now = seatsSubscribed(c, c.day());
    }
    if (!before || before->seats <= 0 || !now)
        return std::nullopt;
    const double change = static_cast<double>(now->seats) / static_cast<double>(before->seats) - 1.0;
    if (!atMost(change, c.threshold("change")))
        return std::nullopt;
    Finding finding(c, Severity::High);
    finding.fact("seats_change", change).against("change").on(now->day).from(now->dataset);
    finding.fact("seats", now->seats).on(now->day).from(now->dataset);
    finding.fact("seats_before", before->seats).on(before->day).from(before->dataset);
    return finding;
}

// Whether the account used any feature in a window.
bool usedAny(const RuleCase& c, DayWindow window)
{
    const FeatureFeed& feed = c.portfolio().featureUsage;
    const RowRange rows = rowsIn(feed, c.account, window);
    for (std::size_t row = rows.first; row < rows.last; ++row) {
        if (feed.count.at(row) > 0)
            return true;
    }
    return false;
}

// A set of places in the list of features: few products have more than a word has bits.
class FeatureSet {
public:
    explicit FeatureSet(std::size_t features)
        : many_(features > 64 ? features : 0)
    {
    }
    void add(std::size_t feature)
    {
        if (many_.empty())
            few_ |= std::uint64_t{1} << feature;
        else
            many_[feature] = true;
    }
    bool operator[](std::size_t feature) const
    {
        return many_.empty() ? ((few_ >> feature) & 1U) != 0 : many_[feature];
    }

private:
    std::uint64_t few_ = 0;
    std::vector<bool> many_;
};

// Which features (places in the feed) the account used in a window.
FeatureSet usedIn(const RuleCase& c, DayWindow window)
{
    const FeatureFeed& feed = c.portfolio().featureUsage;
    FeatureSet used(feed.features.size());
    const RowRange rows = rowsIn(feed, c.account, window);
    for (std::size_t row = rows.first; row < rows.last; ++row) {
        if (feed.count.at(row) > 0)
            used.add(static_cast<std::size_t>(feed.feature.at(row)));
    }
    return used;
}

// Every core feature of the product, not only those that the account ever touched.
std::optional<Finding> coreFeatureUnused(const RuleCase& c)
{
    const FeatureFeedState& state = c.world.features;
    if (!state.any || state.coreFeatures.empty() || !c.isAged("minimum_age"))
        return std::nullopt;
    const int days = static_cast<int>(std::lround(c.threshold("days")));
    const FeatureSet used = usedIn(c, {state.lastRow.addDays(-days), state.lastRow});
    const FeatureFeed& feed = c.portfolio().featureUsage;
    std::optional<Finding> finding;
    for (const std::size_t feature : state.coreFeatures) {
        if (used[feature])
            continue;
        if (!finding)
            finding.emplace(c, Severity::Medium);
        finding->fact("core_feature_unused", std::string(c.text(feed.features[feature])))
            .on(lastUse(feed, c.account, feature, state.lastRow))
            .from(DatasetId::FeatureUsage);
    }
    return finding;
}

std::optional<Finding> stoppedUsingFeature(const RuleCase& c)
{
    const FeatureFeedState& state = c.world.features;
    const FeatureFeed& feed = c.portfolio().featureUsage;
    if (!state.any || feed.of(c.account).empty())
        return std::nullopt;
    const std::array<DayWindow, 4> windows = state.grain == Grain::Month
        ? c.world.featureMonths
        : featureWindows(state, static_cast<int>(std::lround(c.threshold("days"))));
    // Most accounts used nothing in the window before; then nothing can have stopped.
    if (!usedAny(c, windows[1]))
        return std::nullopt;
    const FeatureSet before = usedIn(c, windows[1]);
    const FeatureSet recent = usedIn(c, windows[0]);
    const FeatureSet earlier = usedIn(c, windows[2]);
    const FeatureSet earliest = usedIn(c, windows[3]);
    std::optional<Finding> finding;
    for (std::size_t feature = 0; feature < feed.features.size(); ++feature) {
        if (recent[feature] || !before[feature] || !earlier[feature] || !earliest[feature])
            continue;
        if (!finding)
            finding.emplace(c, Severity::Medium);
        finding->fact("feature_stopped", std::string(c.text(feed.features[feature])))
            .on(lastUse(feed, c.account, feature, state.lastRow))
            .from(DatasetId::FeatureUsage);
    }
    return finding;
}

constexpr RuleEntry entries[] = {
    {RuleId::UsageDrop, usageDrop},
    {RuleId::GreenButDying, greenButDying},
    {RuleId::Zombie, zombie},
    {RuleId::BusyWithoutValue, busyWithoutValue},
    {RuleId::SeatsTrimmed, seatsTrimmed},
    {RuleId::CoreFeatureUnused, coreFeatureUnused},
    {RuleId::StoppedUsingFeature, stoppedUsingFeature},
};

} // namespace

std::span<const RuleEntry> usageRules()
{
    return entries;
}

} // namespace holdfast
