// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the rules over the accounts: which can be evaluated, what they raise, and in which order it is shown.
#include "model/analysis/exceptions.h"

#include <algorithm>
#include <unordered_map>

#include "model/analysis/exception_rules.h"

namespace holdfast {

namespace {

// Near a renewal a risk weighs more.
constexpr int raiseWithinDays = 120;
// Renewals nearer than this add to the priority.
constexpr int priorityDays = 180;

constexpr std::size_t at(RuleId rule)
{
    return static_cast<std::size_t>(rule);
}

// Rules that judge an account by its usage are silent while the feed is broken.
constexpr RuleId heldBackRules[] = {RuleId::UsageDrop, RuleId::GreenButDying, RuleId::Zombie, RuleId::BusyWithoutValue,
    RuleId::SeatsTrimmed, RuleId::FirstLoginMissing, RuleId::ExpansionReady, RuleId::UsageFeedStale};

// The columns that rules name in `needs`; any other word there is a dataset.
struct NeededColumn {
    std::string_view name;
    DatasetId dataset;
};
constexpr NeededColumn neededColumns[] = {
    {"renewal_date", DatasetId::Accounts},
    {"kickoff_date", DatasetId::Accounts},
    {"onboarding_completed_date", DatasetId::Accounts},
    {"owner", DatasetId::Accounts},
    {"sponsor_attended", DatasetId::Interactions},
    {"recognised_date", DatasetId::Outcomes},
    {"side", DatasetId::Milestones},
};
constexpr std::string_view anyEndDate = "any subscription end_date";

std::vector<std::string_view> split(std::string_view words, std::string_view separator)
{
    std::vector<std::string_view> parts;
    while (!words.empty()) {
        const std::size_t end = words.find(separator);
        parts.push_back(words.substr(0, end));
        words = end == std::string_view::npos ? std::string_view() : words.substr(end + separator.size());
    }
    return parts;
}

bool isThere(const Portfolio& portfolio, std::string_view need)
{
    if (need == anyEndDate)
        return portfolio.covered(DatasetId::Subscriptions).rows > 0 &&
            portfolio.imported(DatasetId::Subscriptions, "end_date");
    for (const NeededColumn& column : neededColumns) {
        if (column.name == need)
            return portfolio.imported(column.dataset, need);
    }
    const DatasetSpec* dataset = findDataset(need);
    return dataset && portfolio.imported(dataset->id);
}

// What a rule needs and does not have, joined by ", "; empty when it can be evaluated. "usage or subscriptions" misses
// both or nothing.
std::string missingNeeds(const Portfolio& portfolio, const RuleSpec& spec)
{
    std::string missing;
    for (const std::string_view need : split(spec.needs, ", ")) {
        const std::vector<std::string_view> alternatives = split(need, " or ");
        if (std::any_of(alternatives.begin(), alternatives.end(),
                [&](std::string_view one) { return isThere(portfolio, one); }))
            continue;
        for (const std::string_view one : alternatives) {
            missing += missing.empty() ? "" : ", ";
            missing += one == anyEndDate ? "end_date" : one;
        }
    }
    return missing;
}

bool isFeatureFeedLate(const RuleWorld& world, RuleId rule)
{
    if (!world.features.any)
        return false;
    const std::string_view limit = world.features.grain == Grain::Month ? "feed_days_month" : "feed_days";
    return above(world.context.day() - world.features.lastRow,
        world.context.settings().rules.threshold(rule, limit, wholePortfolio));
}

std::vector<RuleNotEvaluated> findNotEvaluated(const RuleWorld& world, bool sourceBroken)
{
    std::vector<RuleNotEvaluated> result;
    for (const RuleSpec& spec : rules()) {
        if (spec.id == RuleId::ChurnRisk)
            continue; // not listed before the churn model exists
        // Whatever else a rule lacks, while the feed is broken that comes first: nothing of it can be judged before.
        const bool heldBack = sourceBroken &&
            std::find(std::begin(heldBackRules), std::end(heldBackRules), spec.id) != std::end(heldBackRules);
        std::string missing = heldBack ? "source_broken" : missingNeeds(world.context.portfolio(), spec);
        const bool readsFeatures = spec.id == RuleId::CoreFeatureUnused || spec.id == RuleId::StoppedUsingFeature;
        if (missing.empty() && readsFeatures && isFeatureFeedLate(world, spec.id))
            missing = "feature_usage";
        if (!missing.empty())
            result.push_back({spec.id, std::move(missing)});
    }
    return result;
}

std::uint64_t doubtfulCurrencies(const CurrencyUse& use, const Conversion& conversion)
{
    if (use.currencies().empty())
        return ~std::uint64_t{0}; // no amounts, or nobody looked
    std::uint64_t bits = 0;
    for (std::size_t place = 0; place < use.currencies().size(); ++place) {
        const CurrencyUse::Currency& currency = use.currencies()[place];
        if (!conversion.surelyConverts(currency.code, currency.greatest))
            bits |= CurrencyUse::bitOf(place);
    }
    return bits;
}

// The function of each rule; none for those that are not about one account.
std::array<RuleFunction, ruleCount> ruleFunctions()
{
    std::array<RuleFunction, ruleCount> functions{};
    for (const auto family :
        {usageRules(), relationshipRules(), contractRules(), stalledRules(), expansionRules(), dataRules()}) {
        for (const RuleEntry& entry : family)
            functions[at(entry.rule)] = entry.evaluate;
    }
    return functions;
}

// The rules in force per account: those of its segment where the leader has changed any for it, else the general ones.
class SegmentRules {
public:
    explicit SegmentRules(const DayContext& context)
        : general_(context.settings().rules, wholePortfolio)
    {
        const Portfolio& portfolio = context.portfolio();
        for (const RuleOverride& change : context.settings().rules.overrides()) {
            if (!change.segment)
                continue;
            const Name segment = portfolio.names.find(*change.segment);
            if (segment.empty() && !change.segment->empty())
                continue; // no account has that segment
            own_.try_emplace(segment.number, context.settings().rules, *change.segment);
        }
    }

    const RulesInForce& general() const { return general_; }
    const RulesInForce& of(const Account& account) const
    {
        if (own_.empty())
            return general_;
        const auto found = own_.find(account.segment.number);
        return found == own_.end() ? general_ : found->second;
    }

private:
    RulesInForce general_;
    std::unordered_map<std::uint32_t, RulesInForce> own_;
};

double priorityOf(Money arr, Severity severity, std::optional<int> daysToRenewal)
{
    const double plain = arr.inUnits() * weight(severity);
    if (!daysToRenewal || *daysToRenewal < 0)
        return plain;
    return plain * (priorityDays + std::max(0, priorityDays - *daysToRenewal)) / priorityDays;
}

// Days to renewal raise neither severity nor priority of a monthly contract.
std::optional<int> raisingDays(const RuleCase& c)
{
    return c.facts().contractModel == ContractModel::Monthly ? std::nullopt : c.state().daysToRenewal;
}

Severity raised(const RuleCase& c, Severity severity)
{
    const std::optional<int> days = raisingDays(c);
    if (rule(c.rule).lane != Lane::Risk || c.rule == RuleId::UnprovenRenewal || !days || *days < 0 ||
        *days > raiseWithinDays)
        return severity;
    return severity == Severity::High ? Severity::Critical : severity == Severity::Medium ? Severity::High : severity;
}

Exception toException(const RuleCase& c, Finding& finding)
{
    const RulesInForce::InForce& inForce = c.inForce.of(c.rule);
    Exception exception;
    exception.account = c.account;
    exception.rule = c.rule;
    exception.severity = raised(c, finding.severity());
    exception.arr = c.state().arr;
    exception.daysToRenewal = c.state().daysToRenewal;
    exception.priority = priorityOf(exception.arr, exception.severity, raisingDays(c));
    exception.due = c.day().addDays(inForce.daysToAct[static_cast<std::size_t>(exception.severity)]);
    exception.action = inForce.action;
    exception.evidence = finding.take();
    return exception;
}

bool isAtRisk(const Exception& exception)
{
    return rule(exception.rule).lane == Lane::Risk && exception.severity >= Severity::High;
}

// Moves exceptions to the end of `result`: by account, inside an account by priority, then in the order of the table.
void moveInOrder(std::vector<Exception>& exceptions, std::vector<Exception>& result)
{
    struct Place {
        AccountId account;
        RuleId rule;
        double priority;
        std::size_t at;
    };
    std::vector<Place> places;
    places.reserve(exceptions.size());
    for (const Exception& exception : exceptions)
        places.push_back({*exception.account, exception.rule, exception.priority, places.size()});
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        if (a.account != b.account)
            return a.account < b.account;
        return a.priority != b.priority ? a.priority > b.priority : a.rule < b.rule;
    });
    for (const Place& place : places)
        result.push_back(std::move(exceptions[place.at]));
}

class Evaluation {
public:
    Evaluation(const RuleWorld& world, const DecayResult& decay, const ZonesResult& zones,
        const std::vector<RuleNotEvaluated>& notEvaluated)
        : world_(world)
        , decay_(decay)
        , zones_(zones)
        , segments_(world.context)
        , functions_(ruleFunctions())
    {
        for (const RuleNotEvaluated& rule : notEvaluated)
            functions_[at(rule.rule)] = nullptr;
        // Evaluated by hand: the last, on severities after raising.
        expansionReady_ = std::exchange(functions_[at(RuleId::ExpansionReady)], nullptr);
    }

    const RulesInForce& general() const { return segments_.general(); }

    // Adds the exceptions of the accounts in [first, last), account by account, each account's in their order. Rule by
    // rule over a few accounts at a time: a rule reads one or two datasets, whose rows then come in one after another,
    // where all rules of one account would read some twenty places at once, more than a processor foresees.
    void add(std::size_t first, std::size_t last, std::vector<Exception>& result) const
    {
        std::vector<RuleCase> cases, others;
        std::vector<Exception> found;
        for (std::size_t begin = first; begin < last; begin += blockLength) {
            const std::size_t end = std::min(last, begin + blockLength);
            cases.clear();
            others.clear();
            found.clear();
            std::array<bool, blockLength> atRisk{};
            for (std::size_t i = begin; i < end; ++i)
                addCase(AccountId{static_cast<std::uint32_t>(i)}, cases, others);
            for (const RuleSpec& spec : rules()) {
                for (RuleCase& c : cases)
                    run(c, spec.id, functions_[at(spec.id)], found);
            }
            // Money that cannot be converted may be the very reason why an account is no customer.
            for (RuleCase& c : others)
                run(c, RuleId::UnknownCurrency, functions_[at(RuleId::UnknownCurrency)], found);
            for (const Exception& exception : found)
                atRisk[exception.account->at() - begin] |= isAtRisk(exception);
            for (RuleCase& c : cases) {
                if (!atRisk[c.account.at() - begin])
                    run(c, RuleId::ExpansionReady, expansionReady_, found);
            }
            moveInOrder(found, result);
        }
    }

private:
    static constexpr std::size_t blockLength = 128; // their rows stay in the cache while a rule follows another

    void addCase(AccountId account, std::vector<RuleCase>& customers, std::vector<RuleCase>& others) const
    {
        const AccountDay& state = world_.context.of(account);
        if (!state.included)
            return;
        RuleCase c{world_, segments_.of(world_.context.portfolio().account(account)), account};
        if (state.customer) {
            c.decay = decay_.of(account);
            c.zones = zones_.of(account);
        }
        (state.customer ? customers : others).push_back(c);
    }

    static void run(RuleCase& c, RuleId rule, RuleFunction function, std::vector<Exception>& found)
    {
        if (!function)
            return;
        c.rule = rule;
        if (std::optional<Finding> finding = function(c))
            found.push_back(toException(c, *finding));
    }

    const RuleWorld& world_;
    const DecayResult& decay_;
    const ZonesResult& zones_;
    SegmentRules segments_;
    std::array<RuleFunction, ruleCount> functions_;
    RuleFunction expansionReady_ = nullptr;
};

// Raised once, for the whole portfolio.
Exception brokenSource(const DayContext& context, const RulesInForce& inForce, const SourceHealth& source)
{
    Exception exception;
    exception.rule = RuleId::SourceBroken;
    exception.severity = rule(RuleId::SourceBroken).severity;
    for (std::uint32_t i = 0; i < context.portfolio().accountCount(); ++i) {
        if (context.isReviewed(AccountId{i}))
            exception.arr += context.of(AccountId{i}).arr;
    }
    exception.priority = priorityOf(exception.arr, exception.severity, std::nullopt);
    exception.due =
        context.day().addDays(inForce.of(exception.rule).daysToAct[static_cast<std::size_t>(exception.severity)]);
    exception.action = inForce.of(exception.rule).action;
    exception.evidence = source.evidence;
    return exception;
}

} // namespace

ExceptionsResult exceptions(
    const DayContext& context, const DecayResult& decay, const ZonesResult& zones, const SourceHealth& source)
{
    const Portfolio& portfolio = context.portfolio();
    RuleWorld world{context, decay.shape, featureFeedState(portfolio.featureUsage, context.day())};
    if (world.features.any && world.features.grain == Grain::Month)
        world.featureMonths = featureWindows(world.features, 0);
    world.usageSaysSeats = portfolio.imported(DatasetId::Usage, "seats");
    world.doubtfulCurrencies = doubtfulCurrencies(portfolio.currencyUse, context.conversion());

    ExceptionsResult result;
    result.notEvaluated = findNotEvaluated(world, source.broken);
    const Evaluation evaluation(world, decay, zones, result.notEvaluated);

    // One list per range of accounts, so that threads cannot change the order; the portfolio's own comes first. What is
    // asked of each account's exceptions stands beside them.
    struct Summary {
        double priority = 0; // of the first
        Money arr;
        std::uint32_t first = 0; // place in the list
        std::uint32_t count = 0;
        bool atRisk = false;
    };
    const auto listOf = [](std::size_t place) { return place == 0 ? 0 : 1 + (place - 1) / rangeLength; };
    std::vector<Summary> summaries(portfolio.accountCount() + 1);
    std::vector<std::vector<Exception>> lists(listOf(portfolio.accountCount()) + 1);
    const auto summarise = [&](std::size_t place, std::size_t begin, std::size_t end) {
        const auto own = std::span(lists[listOf(place)]).subspan(begin, end - begin);
        summaries[place] = {own.front().priority, own.front().arr, static_cast<std::uint32_t>(begin),
            static_cast<std::uint32_t>(own.size()), std::any_of(own.begin(), own.end(), isAtRisk)};
    };
    if (source.broken) {
        lists[0].push_back(brokenSource(context, evaluation.general(), source));
        summarise(0, 0, 1);
    }
    forRanges(portfolio.accountCount(), [&](std::size_t first, std::size_t last) {
        std::vector<Exception>& list = lists[listOf(first + 1)];
        list.reserve(last - first);
        evaluation.add(first, last, list);
        for (std::size_t begin = 0; begin < list.size();) {
            const AccountId account = *list[begin].account;
            std::size_t end = begin + 1;
            while (end < list.size() && list[end].account == account)
                ++end;
            summarise(account.at() + 1, begin, end);
            begin = end;
        }
    });

    std::vector<std::pair<double, std::uint32_t>> byPriority;
    for (std::size_t i = 0; i < summaries.size(); ++i) {
        if (summaries[i].count == 0)
            continue;
        byPriority.emplace_back(summaries[i].priority, static_cast<std::uint32_t>(i));
        if (summaries[i].atRisk) {
            result.arrAtRisk += summaries[i].arr;
            ++result.accountsAtRisk;
        }
    }
    std::sort(byPriority.begin(), byPriority.end(),
        [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    std::vector<std::uint32_t> places(byPriority.size() + 1);
    for (std::size_t i = 0; i < byPriority.size(); ++i)
        places[i + 1] = places[i] + summaries[byPriority[i].second].count;
    result.exceptions.resize(places.back());
    forRanges(byPriority.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const std::size_t place = byPriority[i].second;
            const auto own = lists[listOf(place)].begin() + summaries[place].first;
            std::move(own, own + summaries[place].count, result.exceptions.begin() + places[i]);
        }
    });
    return result;
}

} // namespace holdfast
