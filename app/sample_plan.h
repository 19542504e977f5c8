// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to each account of the sample, before any row is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/sample.h"

namespace holdfast {

// A small random generator whose numbers are the same everywhere (splitmix64).
class SampleRandom {
public:
    explicit SampleRandom(std::uint64_t seed)
        : state_(seed)
    {
    }
    std::uint64_t next();
    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; } // [0, 1)
    int between(int least, int most) { return least + static_cast<int>(unit() * (most - least + 1)); }
    bool chance(double probability) { return unit() < probability; }
    // A number for one account and purpose that does not depend on what was drawn before.
    static SampleRandom of(std::uint64_t seed, std::uint64_t account, std::uint64_t purpose);

private:
    std::uint64_t state_;
};

// How weekly active users run towards the end of the sample.
enum class UsageShape { Steady, Growing, SlowDecay, Drop, Drift, Zombie, Stopped, NotYet };

// The stories of the sample: each makes a rule fire, or is an ordinary account.
enum class Story {
    Healthy,
    Expanding,
    ExpansionReady,
    Ordinary, // healthy but for this and that
    Stagnant, // outcomes not measured
    UsageDrop,
    GreenButDying,
    Zombie,
    BusyWithoutValue,
    UnprovenRenewal,
    RenewalOverdue,
    SponsorSilent,
    ChampionLeft,
    NewDecisionMaker,
    SingleThreaded,
    EscalationOpen,
    TicketSpike,
    Detractor,
    MeetingsFading,
    OverdueInvoice,
    SeatsTrimmed,
    CoreFeatureUnused,
    StoppedUsingFeature,
    NoticeGiven,
    UpsellWithoutValue,
    UnrecognisedWin,
    KickoffLate,
    OnboardingLate,
    FirstLoginMissing,
    MilestoneOverdue,
    BlockedByCustomer,
    NoProgress,
    OutcomeOffPace,
    SignalUnworked,
    UsageFeedStale,
    NoOwner,
    NoRenewalDate,
    NoContacts,
    SourcesDisagree,
    UnknownCurrency,
    FitUnknown,
    PoorFit,
    New,
    Churned,
    ChurnedWithWarning,
    CameBack,
    Contracted,
};
constexpr int storyCount = static_cast<int>(Story::Contracted) + 1;

struct AccountPlan {
    int number = 0;
    Story story = Story::Healthy;
    std::string id, name, segment, industry, region, owner, currency, fit;
    std::string model; // contract_model
    bool tech = false;
    Date start;
    std::optional<Date> churn; // first day without ARR
    std::optional<Date> comeBack;
    std::int64_t arr = 0; // cents a year, today's
    std::int64_t arrBefore = 0; // a year ago, where it changed
    std::optional<Date> changed; // day of that change
    int seats = 0;
    double adoption = 0.7; // of the seats
    UsageShape shape = UsageShape::Steady;
    Date renewal; // end of the term that runs
    bool unproven = false; // outcomes agreed but neither measured nor reached
};

std::vector<AccountPlan> samplePlans(const SampleSize& size);

// Active users of an account in the week that begins on `monday`; nothing when there is no row.
std::optional<int> sampleUsers(const AccountPlan& plan, Date monday, double noise);

} // namespace holdfast
