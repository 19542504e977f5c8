// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/sample_files.h"

namespace holdfast {

namespace {

std::string iso(const std::optional<Date>& day)
{
    return day ? day->toIso() : std::string();
}

std::optional<Date> notAfter(Date day, Date last)
{
    return day <= last ? std::optional(day) : std::nullopt;
}

void writeMilestones(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    struct Step {
        std::string_view name, side;
        bool core, firstValue;
        int planned; // days after the start
    };
    static constexpr Step steps[] = {{"Data connected", "vendor", true, false, 14},
        {"Users invited", "customer", false, false, 21}, {"First report live", "vendor", true, true, 45},
        {"Roles and rights agreed", "customer", false, false, 35}, {"Team trained", "customer", true, false, 60}};
    const Date end = plan.churn ? *plan.churn : sampleDay();
    int number = 0;
    for (const Step& step : steps) {
        const Date planned = plan.start.addDays(step.planned);
        std::optional<Date> done = notAfter(planned.addDays(random.between(-9, random.chance(0.8) ? 6 : 40)), end);
        std::optional<Date> blocked;
        const bool late = plan.story == Story::OnboardingLate || plan.story == Story::MilestoneOverdue ||
            plan.story == Story::NoProgress;
        if (late && step.planned >= 35)
            done.reset();
        if (plan.story == Story::KickoffLate || plan.story == Story::FirstLoginMissing)
            done.reset();
        if (plan.story == Story::BlockedByCustomer && step.side == "customer") {
            done.reset();
            blocked = end.addDays(-random.between(6, 20));
        }
        files[DatasetId::Milestones].row({"M-" + plan.id.substr(2) + "-" + std::to_string(++number), plan.id, step.name,
            step.side, step.core ? "true" : "false", step.firstValue ? "true" : "false", planned.toIso(), iso(done),
            iso(blocked)});
    }
    if (plan.story == Story::MilestoneOverdue)
        files[DatasetId::Milestones].row({"M-" + plan.id.substr(2) + "-6", plan.id, "Single sign-on", "vendor", "true",
            "false", end.addDays(-41).toIso(), "", ""});
}

struct OutcomeRow {
    std::string_view name, metric, unit;
    double baseline, target;
};
constexpr OutcomeRow outcomeRows[] = {{"Claims settled faster", "Mean handling time", "days", 14, 8},
    {"Fewer manual reports", "Hours a month", "hours", 120, 40},
    {"Higher first-contact resolution", "Share", "%", 61, 75},
    {"Shorter month-end close", "Working days", "days", 9, 5}, {"More orders without touch", "Share", "%", 35, 60},
    {"Less overtime", "Hours a month", "hours", 300, 180}};

std::string plain(double value)
{
    const auto tenths = static_cast<int>(value * 10 + (value < 0 ? -0.5 : 0.5));
    return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(std::abs(tenths % 10)));
}

void writeOutcomes(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    const Date end = plan.churn && !plan.comeBack ? *plan.churn : sampleDay();
    const int age = end - plan.start;
    if (age < 12 || plan.story == Story::KickoffLate)
        return;
    int number = 0;
    // `reached`: days before the end at which it was achieved; less than 0: still open.
    const auto write = [&](const OutcomeRow& row, Date agreed, Date due, int reached, double progress, int measuredAgo,
                           std::int64_t value, std::optional<int> recognisedAfter) {
        const std::optional<Date> achieved = reached >= 0 ? std::optional(end.addDays(-reached)) : std::nullopt;
        const double current = achieved ? row.target : row.baseline + (row.target - row.baseline) * progress;
        const std::optional<Date> measured = measuredAgo >= 0 ? std::optional(end.addDays(-measuredAgo)) : std::nullopt;
        std::optional<Date> recognised;
        if (achieved && recognisedAfter)
            recognised = notAfter(achieved->addDays(*recognisedAfter), end);
        files[DatasetId::Outcomes].row({"X-" + plan.id.substr(2) + "-" + std::to_string(++number), plan.id, row.name,
            row.metric, row.unit, plain(row.baseline), plain(row.target), measured ? plain(current) : "", iso(measured),
            agreed.toIso(), due.toIso(), iso(achieved), sampleMoney(value), iso(recognised),
            recognised ? "Business review with the sponsor" : ""});
    };
    const auto first = static_cast<std::size_t>(plan.number) % 6;
    const OutcomeRow& one = outcomeRows[first];
    const OutcomeRow& two = outcomeRows[(first + 2) % 6];
    const Date agreed = plan.start.addDays(random.between(10, 28));
    if (agreed > end || (plan.story == Story::Stagnant && random.chance(0.3)))
        return; // never said what success is
    if (age < 200) {
        write(one, agreed, agreed.addDays(210), -1, std::min(1.0, age / 210.0), age > 60 ? random.between(5, 40) : -1,
            plan.arr / 2, std::nullopt);
        return;
    }
    if (plan.unproven) {
        write(one, agreed, end.addDays(90), -1, 0.2, age > 400 ? random.between(200, 320) : -1, plan.arr, std::nullopt);
        return;
    }
    if (plan.story == Story::OutcomeOffPace) {
        write(one, end.addDays(-260), end.addDays(80), -1, 0.22, 18, plan.arr, std::nullopt);
        return;
    }
    const std::int64_t worth = plan.arr * random.between(plan.story == Story::Ordinary ? 40 : 105, 190) / 100;
    const int reached = random.between(75, std::min(330, age - 60));
    std::optional<int> recognised = random.between(10, 45);
    if (plan.story == Story::UnrecognisedWin || (plan.story == Story::Ordinary && random.chance(0.3)))
        recognised.reset();
    // A target is agreed five months before it is reached and well ahead of its time; there was one every half year,
    // so that a replay of the last two years finds value, too.
    for (int halves = 4; halves >= 0; --halves) {
        const int ago = reached + 182 * halves;
        const Date wanted = end.addDays(-ago - 150);
        if (halves > 0 && wanted < agreed)
            continue;
        const Date start = std::max(agreed, wanted);
        write(outcomeRows[(first + (halves == 0 ? 0 : 2 + static_cast<std::size_t>(halves))) % 6], start,
            start.addDays(330), ago, 1.0, ago, halves == 0 ? worth : worth / 2, recognised);
    }
    const Date secondAgreed = end.addDays(-std::min(age - 20, 180));
    write(two, secondAgreed, secondAgreed.addDays(300), -1, 0.55 + random.unit() * 0.2, random.between(8, 60),
        plan.arr / 2, std::nullopt);
}

// Monthly counts of each feature; the dates are the first of the month.
void writeFeatures(SampleFiles& files, const AccountPlan& plan, const SampleSize& size, SampleRandom& random)
{
    static constexpr std::string_view features[] = {"dashboards", "alerts", "exports", "workflow builder", "api"};
    const int months = std::min(size.accounts > 10'000 ? 6 : 14, size.weeks / 4 + 1);
    const Date end = sampleDay();
    for (int month = months - 1; month >= 0; --month) {
        const Date day = *Date::fromYmd(end.year(), end.month(), 1);
        const Date first = day.addMonths(-month);
        if (first < plan.start || (plan.churn && !plan.comeBack && first >= *plan.churn))
            continue;
        const auto users = sampleUsers(plan, first.mondayOfWeek().addDays(7), 0.5).value_or(0);
        for (std::size_t i = 0; i < std::size(features); ++i) {
            int count = users * random.between(4, 9) / static_cast<int>(i + 1);
            if (plan.story == Story::CoreFeatureUnused && i == 1)
                count = 0;
            if (plan.story == Story::StoppedUsingFeature && i == 3 && month == 0)
                count = 0;
            if (i == 4 && plan.number % 3 != 0)
                continue;
            files[DatasetId::FeatureUsage].row(
                {plan.id, features[i], first.toIso(), std::to_string(count), i < 2 ? "true" : "false"});
        }
    }
}

} // namespace

void writeSuccess(SampleFiles& files, const AccountPlan& plan, const SampleSize& size)
{
    SampleRandom random = SampleRandom::of(size.seed, static_cast<std::uint64_t>(plan.number), 3);
    writeMilestones(files, plan, random);
    writeOutcomes(files, plan, random);
    writeFeatures(files, plan, size, random);
}

} // namespace holdfast
