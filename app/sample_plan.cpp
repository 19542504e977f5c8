// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sample_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace holdfast {

namespace {

constexpr std::array<std::string_view, 48> firstWords{"Oak", "Kestrel", "Marrow", "Bright", "Harbor", "Silver", "North",
    "Ember", "Quarry", "Linden", "Falcon", "Copper", "Willow", "Granite", "Juniper", "Meridian", "Cobalt", "Thistle",
    "Aspen", "Beacon", "Cinder", "Delta", "Elm", "Fjord", "Garnet", "Hazel", "Indigo", "Jasper", "Keystone", "Lark",
    "Maple", "Nimbus", "Orchard", "Pine", "Quill", "River", "Saffron", "Timber", "Umber", "Vale", "Wren", "Yarrow",
    "Zephyr", "Alder", "Birch", "Cedar", "Drift", "Fern"};
constexpr std::array<std::string_view, 24> secondWords{"Logistics", "Health", "Systems", "Foods", "Energy", "Analytics",
    "Insurance", "Robotics", "Retail", "Media", "Bank", "Pharma", "Travel", "Textiles", "Motors", "Learning",
    "Security", "Airlines", "Paper", "Utilities", "Studios", "Freight", "Optics", "Partners"};
constexpr std::array<std::string_view, 8> industries{
    "Logistics", "Healthcare", "Manufacturing", "Retail", "Financial services", "Media", "Energy", "Education"};
constexpr std::array<std::string_view, 4> regions{"EMEA", "Americas", "APAC", "DACH"};
constexpr std::array<std::string_view, 8> owners{
    "A. Brandt", "C. Osei", "D. Lindqvist", "F. Marchetti", "H. Nakamura", "J. Whitfield", "M. Ibarra", "T. Okafor"};

// Stories that are drawn at random beside the one of each kind that every sample has, with their weights.
struct Weight {
    Story story;
    int weight;
};
constexpr Weight commonStories[] = {{Story::Healthy, 300}, {Story::Expanding, 250}, {Story::ExpansionReady, 45},
    {Story::Ordinary, 220}, {Story::Stagnant, 24}, {Story::UsageDrop, 12}, {Story::GreenButDying, 16},
    {Story::Zombie, 8}, {Story::BusyWithoutValue, 14}, {Story::UnprovenRenewal, 14}, {Story::SponsorSilent, 16},
    {Story::ChampionLeft, 10}, {Story::EscalationOpen, 9}, {Story::Detractor, 9}, {Story::OverdueInvoice, 12},
    {Story::SeatsTrimmed, 9}, {Story::OnboardingLate, 5}, {Story::New, 14}, {Story::Churned, 48},
    {Story::ChurnedWithWarning, 60}, {Story::CameBack, 6}, {Story::Contracted, 60}, {Story::FitUnknown, 12},
    {Story::NoticeGiven, 5}, {Story::SignalUnworked, 12}};

bool movesArr(Story story)
{
    return story == Story::Churned || story == Story::ChurnedWithWarning || story == Story::Contracted ||
        story == Story::Expanding;
}

// In a small book the one of each kind takes many places: what moves ARR is drawn the more often among the others, so
// that a book of any size retains about as much.
Story drawStory(SampleRandom& random, int accounts)
{
    const int drawn = std::max(accounts - storyCount, storyCount);
    const auto weightOf = [&](const Weight& entry) {
        return movesArr(entry.story) ? entry.weight * std::max(accounts, drawn) / drawn : entry.weight;
    };
    int total = 0;
    for (const Weight& entry : commonStories)
        total += weightOf(entry);
    int place = random.between(0, total - 1);
    for (const Weight& entry : commonStories) {
        place -= weightOf(entry);
        if (place < 0)
            return entry.story;
    }
    return Story::Healthy;
}

// Ages that a story needs: the young ones are stories of onboarding.
int ageInDays(Story story, SampleRandom& random, int weeks)
{
    switch (story) {
    case Story::KickoffLate:
        return random.between(24, 44);
    case Story::OnboardingLate:
        return random.between(75, 140);
    case Story::FirstLoginMissing:
        return random.between(18, 45);
    case Story::New:
        return random.between(10, 85);
    case Story::MilestoneOverdue:
    case Story::BlockedByCustomer:
    case Story::NoProgress:
        return random.between(70, 130);
    case Story::Churned:
    case Story::ChurnedWithWarning:
    case Story::CameBack:
    case Story::Contracted:
        return std::max(500, weeks * 7) + random.between(0, 900); // long enough here to have lost something
    default:
        // Most were customers before the usage window begins; some came within the last two years.
        return random.chance(0.12) ? random.between(130, 730) : weeks * 7 + random.between(0, 900);
    }
}

UsageShape shapeOf(Story story)
{
    switch (story) {
    case Story::UsageDrop:
        return UsageShape::Drop;
    case Story::GreenButDying:
        return UsageShape::SlowDecay;
    case Story::Zombie:
        return UsageShape::Zombie;
    case Story::Churned:
    case Story::ChurnedWithWarning:
    case Story::NoticeGiven:
        return UsageShape::Drift;
    case Story::Expanding:
    case Story::ExpansionReady:
        return UsageShape::Growing;
    case Story::UsageFeedStale:
        return UsageShape::Stopped;
    case Story::FirstLoginMissing:
        return UsageShape::NotYet;
    default:
        return UsageShape::Steady;
    }
}

// Days until the term that runs is over.
int daysToRenewal(Story story, SampleRandom& random)
{
    switch (story) {
    case Story::UnprovenRenewal:
        return random.between(35, 110);
    case Story::GreenButDying:
    case Story::ChampionLeft:
    case Story::NoticeGiven:
        return random.between(25, 115);
    case Story::ExpansionReady:
        return random.between(130, 340);
    default:
        return random.between(12, 350);
    }
}

void setContract(AccountPlan& plan, SampleRandom& random)
{
    const double size = random.unit();
    plan.segment = size < 0.15 ? "Enterprise" : size < 0.5 ? "Mid-market" : "SMB";
    const bool enterprise = plan.segment == "Enterprise", small = plan.segment == "SMB";
    const double spread = std::exp((random.unit() + random.unit() + random.unit() - 1.5) * 0.9);
    const double typical = enterprise ? 260'000 : small ? 14'000 : 68'000;
    plan.arr = static_cast<std::int64_t>(std::round(typical * spread / 120)) * 12'000;
    const double model = random.unit();
    const bool needsTerm = plan.story == Story::UnprovenRenewal || plan.story == Story::NoRenewalDate ||
        plan.story == Story::RenewalOverdue || plan.story == Story::GreenButDying;
    plan.model = small && model < 0.35 && !needsTerm ? "monthly" : enterprise && model > 0.6 ? "multi_year" : "annual";
    plan.tech =
        small && plan.story != Story::SponsorSilent && plan.story != Story::MeetingsFading && random.chance(0.4);
    plan.seats = std::max(8,
        static_cast<int>(static_cast<double>(plan.arr) / 100 /
            (enterprise     ? 620
                    : small ? 420
                            : 520)));
    if (plan.story == Story::BusyWithoutValue || plan.story == Story::ExpansionReady)
        plan.adoption = 0.84 + random.unit() * 0.1;
    else
        plan.adoption = 0.62 + random.unit() * 0.28;
    if (plan.story == Story::Ordinary && random.chance(0.25))
        plan.adoption = 0.3 + random.unit() * 0.3;
}

// What its ARR did in the last year.
void setChange(AccountPlan& plan, SampleRandom& random, Date end)
{
    plan.arrBefore = plan.arr;
    const bool old = end - plan.start > 400;
    const auto factor = [&](double share) {
        plan.arrBefore = static_cast<std::int64_t>(std::round(static_cast<double>(plan.arr) / share / 12'000)) * 12'000;
        plan.changed = end.addDays(-random.between(20, 350));
    };
    if (plan.story == Story::Churned || plan.story == Story::ChurnedWithWarning) {
        if (old)
            plan.churn = end.addDays(-random.between(14, random.chance(0.75) ? 360 : 700));
    } else if (plan.story == Story::CameBack && old) {
        plan.churn = end.addDays(-random.between(300, 420));
        plan.comeBack = plan.churn->addDays(random.between(60, 150));
    } else if (plan.story == Story::Contracted || plan.story == Story::SeatsTrimmed) {
        if (old)
            factor(0.64 + random.unit() * 0.28);
    } else if ((plan.story == Story::Expanding || plan.story == Story::ExpansionReady) && old) {
        factor(1.16 + random.unit() * 0.54);
    } else if (old && random.chance(0.40)) {
        factor(1.03 + random.unit() * 0.12);
    }
    if (plan.arrBefore <= 0)
        plan.arrBefore = plan.arr;
}

} // namespace

std::uint64_t SampleRandom::next()
{
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

SampleRandom SampleRandom::of(std::uint64_t seed, std::uint64_t account, std::uint64_t purpose)
{
    SampleRandom mixed(seed * 0x2545f4914f6cdd1dU + account * 0x9e3779b97f4a7c15U + purpose);
    mixed.next();
    return SampleRandom(mixed.next());
}

Date sampleDay()
{
    return *Date::fromYmd(2026, 6, 28);
}

std::vector<AccountPlan> samplePlans(const SampleSize& size)
{
    const Date end = sampleDay();
    std::vector<AccountPlan> plans;
    plans.reserve(static_cast<std::size_t>(size.accounts));
    for (int i = 0; i < size.accounts; ++i) {
        SampleRandom random = SampleRandom::of(size.seed, static_cast<std::uint64_t>(i), 11);
        AccountPlan plan;
        plan.number = i;
        // One of each story, spread over the book; the others at random.
        const int stride = std::max(1, size.accounts / storyCount);
        const bool fixed = i % stride == 0 && i / stride < storyCount;
        plan.story = fixed ? static_cast<Story>(i / stride) : drawStory(random, size.accounts);
        std::string number = std::to_string(i + 1);
        number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
        plan.id = "A-" + number;
        const auto mixed = static_cast<std::size_t>(i) * 7 + static_cast<std::size_t>(size.seed % 1000);
        plan.name = std::string(firstWords[mixed % firstWords.size()]) + " " +
            std::string(secondWords[(mixed / firstWords.size() + mixed) % secondWords.size()]);
        if (i >= static_cast<int>(firstWords.size() * secondWords.size()) / 2)
            plan.name += " " + std::to_string(i / 500 + 1) + "-" + std::to_string(i % 500);
        plan.industry = industries[static_cast<std::size_t>(random.between(0, 7))];
        plan.region = regions[static_cast<std::size_t>(random.between(0, 3))];
        plan.owner = owners[static_cast<std::size_t>(random.between(0, 7))];
        plan.currency = plan.region == "DACH" ? "EUR" : plan.region == "EMEA" && random.chance(0.4) ? "GBP" : "USD";
        const double fit = random.unit();
        plan.fit = plan.story == Story::FitUnknown ? ""
            : plan.story == Story::PoorFit         ? "poor"
            : fit < 0.8                            ? "good"
                                                   : "partial";
        plan.start = end.addDays(-ageInDays(plan.story, random, size.weeks));
        setContract(plan, random);
        setChange(plan, random, end);
        plan.shape = shapeOf(plan.story);
        plan.renewal = end.addDays(daysToRenewal(plan.story, random));
        plan.unproven = plan.story == Story::UnprovenRenewal || plan.story == Story::BusyWithoutValue ||
            plan.story == Story::Stagnant || plan.story == Story::UpsellWithoutValue ||
            (plan.story == Story::Ordinary && random.chance(0.06));
        plans.push_back(std::move(plan));
    }
    return plans;
}

std::optional<int> sampleUsers(const AccountPlan& plan, Date monday, double noise)
{
    const Date end = plan.churn && !plan.comeBack ? *plan.churn : sampleDay();
    if (monday < plan.start.mondayOfWeek() || monday >= end || plan.shape == UsageShape::NotYet)
        return std::nullopt;
    if (plan.comeBack && monday >= *plan.churn && monday < *plan.comeBack)
        return std::nullopt;
    const double weeksLeft = static_cast<double>(end - monday) / 7.0;
    const auto fall = [weeksLeft](double weeks, double to) { // from 1 to `to` over the last weeks
        return weeksLeft >= weeks ? 1.0 : to + (1.0 - to) * weeksLeft / weeks;
    };
    double level = 1.0;
    switch (plan.shape) {
    case UsageShape::Growing:
        level = std::max(0.55, 1.0 - weeksLeft * 0.008);
        break;
    case UsageShape::SlowDecay:
        level = fall(26, 0.58);
        break;
    case UsageShape::Drop:
        level = fall(12, 0.45);
        break;
    case UsageShape::Drift:
        level = fall(30, 0.3);
        break;
    case UsageShape::Zombie:
        level = weeksLeft < 9 ? 0.0 : fall(40, 0.2);
        break;
    case UsageShape::Stopped:
        if (weeksLeft < 5)
            return std::nullopt;
        break;
    default:
        break;
    }
    const double weeksIn = static_cast<double>(monday - plan.start) / 7.0;
    level *= std::min(1.0, 0.35 + weeksIn * 0.06); // the first weeks of a new account
    if (monday.month() == 12 && monday.day() > 20)
        level *= 0.7; // holidays
    const double users = plan.seats * plan.adoption * level * (0.96 + 0.08 * noise);
    return std::max(0, std::min(plan.seats, static_cast<int>(std::lround(users))));
}

} // namespace holdfast
