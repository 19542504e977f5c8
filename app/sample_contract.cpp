// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>

#include "app/sample_files.h"

namespace holdfast {

namespace {

std::string iso(const std::optional<Date>& day)
{
    return day ? day->toIso() : std::string();
}

// A finance list or the CRM alone says the ARR of some accounts; the others have subscriptions.
enum class ArrSource { Subscriptions, Snapshots, Account };
ArrSource arrSource(const AccountPlan& plan)
{
    if (plan.story == Story::RenewalOverdue || plan.story == Story::NoRenewalDate)
        return ArrSource::Account;
    if (plan.model == "monthly" && plan.number % 4 == 0 && !plan.comeBack)
        return ArrSource::Snapshots;
    return ArrSource::Subscriptions;
}

void writeAccount(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    const Date end = sampleDay();
    const int age = end - plan.start;
    std::optional<Date> handoff = plan.start.addDays(random.between(0, 9));
    std::optional<Date> kickoff = plan.start.addDays(random.between(3, plan.story == Story::Ordinary ? 26 : 13));
    std::optional<Date> onboarded = plan.start.addDays(random.between(30, random.chance(0.75) ? 58 : 96));
    if (plan.story == Story::KickoffLate)
        kickoff.reset();
    if (plan.story == Story::KickoffLate || plan.story == Story::OnboardingLate)
        onboarded.reset();
    for (auto* day : {&handoff, &kickoff, &onboarded}) {
        if (*day && **day > end)
            day->reset();
    }
    std::string renewal = plan.model == "monthly" ? "" : plan.renewal.toIso();
    if (plan.story == Story::RenewalOverdue)
        renewal = end.addDays(-24).toIso();
    if (plan.story == Story::NoRenewalDate)
        renewal.clear();
    const bool ownArr = arrSource(plan) == ArrSource::Account;
    static constexpr std::string_view reasons[] = {
        "Budget", "Missing features", "Competitor", "No value shown", "Acquired"};
    const bool gone = plan.churn && !plan.comeBack;
    files[DatasetId::Accounts].row({plan.id, plan.name, plan.segment, plan.industry, plan.region,
        plan.story == Story::NoOwner ? "" : plan.owner, plan.model, plan.tech ? "tech" : "human", plan.start.toIso(),
        renewal, gone ? plan.churn->toIso() : "", gone ? reasons[static_cast<std::size_t>(random.between(0, 4))] : "",
        ownArr ? sampleMoney(plan.arr) : "", plan.currency, std::to_string(plan.seats), plan.fit,
        age > 900 && random.chance(0.2) ? "" : iso(handoff), iso(kickoff), iso(onboarded),
        sampleMoney(plan.arr * random.between(110, 240) / 100), random.chance(0.3) ? "0.76" : ""});
}

// Terms of a year (or a month's open contract), the last one running to the renewal.
void writeSubscriptions(SampleFiles& files, const AccountPlan& plan)
{
    SampleFile& file = files[DatasetId::Subscriptions];
    int number = 0;
    const auto write = [&](std::string_view product, Date start, std::optional<Date> end, std::int64_t arr,
                           std::string_view notice) {
        if (end && *end <= start)
            return;
        file.row({"S-" + plan.id.substr(2) + "-" + std::to_string(++number), plan.id, product, start.toIso(), iso(end),
            sampleMoney(arr), "", plan.currency, std::to_string(plan.seats), notice});
    };
    const Date changed = plan.changed.value_or(plan.start);
    const auto amount = [&](Date day) { return plan.changed && day < changed ? plan.arrBefore : plan.arr; };
    const std::string notice = plan.story == Story::NoticeGiven ? sampleDay().addDays(-4).toIso()
        : plan.story == Story::ChurnedWithWarning && plan.churn ? plan.churn->addDays(-150).toIso()
                                                                : std::string();
    if (plan.comeBack) {
        write("Core", plan.start, plan.churn, plan.arr, "");
        write(
            "Core", *plan.comeBack, plan.model == "monthly" ? std::nullopt : std::optional(plan.renewal), plan.arr, "");
        return;
    }
    if (plan.model == "monthly") {
        if (plan.changed)
            write("Core", plan.start, changed, plan.arrBefore, "");
        write("Core", plan.changed ? changed : plan.start, plan.churn, plan.arr, notice);
        return;
    }
    // Backwards from the term that runs, then forwards, so that ids follow time.
    const int months = plan.model == "multi_year" ? 36 : 12;
    Date termEnd = plan.churn.value_or(plan.renewal);
    std::vector<Date> ends{termEnd};
    while (ends.back().addMonths(-months) > plan.start.addDays(20))
        ends.push_back(ends.back().addMonths(-months));
    Date start = plan.start;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
        const bool last = end + 1 == ends.rend();
        // A change in mid-term ends the line and begins another.
        if (plan.changed && changed > start && changed < *end) {
            write("Core", start, changed, plan.arrBefore, "");
            write("Core", changed, *end, plan.arr, last ? notice : "");
        } else {
            write("Core", start, *end, amount(start), last ? notice : "");
        }
        start = *end;
    }
    if (!plan.churn && plan.number % 3 == 0)
        write("Analytics", sampleDay().addDays(-plan.number % 200 - 380), plan.renewal, plan.arr / 5, "");
}

void writeSnapshots(SampleFiles& files, const AccountPlan& plan)
{
    const Date end = sampleDay();
    for (int month = 26; month >= 1; --month) {
        const Date day = end.addMonths(-month).lastOfMonth();
        if (day < plan.start)
            continue;
        const std::int64_t arr = plan.churn && day >= *plan.churn ? 0
            : plan.changed && day < *plan.changed                 ? plan.arrBefore
                                                                  : plan.arr;
        files[DatasetId::ArrSnapshots].row({plan.id, day.toIso(), sampleMoney(arr), "", plan.currency});
    }
}

void writeInvoices(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    const Date end = sampleDay();
    const int step = plan.model == "monthly" ? 1 : 12;
    const Date first = plan.model == "monthly" ? plan.start : plan.renewal.addMonths(-12 * 6);
    int number = 0;
    for (int i = 0; i < 400; ++i) {
        const Date issued = first.addMonths(i * step);
        if (issued > end || (plan.churn && !plan.comeBack && issued >= *plan.churn))
            break;
        if (issued < plan.start || end - issued > 1000)
            continue;
        const Date due = issued.addDays(30);
        std::optional<Date> paid = due.addDays(random.between(-22, 12));
        if (*paid > end)
            paid.reset();
        const std::int64_t arr = plan.changed && issued < *plan.changed ? plan.arrBefore : plan.arr;
        files[DatasetId::Invoices].row({"I-" + plan.id.substr(2) + "-" + std::to_string(++number), plan.id,
            issued.toIso(), due.toIso(), iso(paid), sampleMoney(arr * step / 12), plan.currency});
    }
    if (plan.story == Story::OverdueInvoice)
        files[DatasetId::Invoices].row({"I-" + plan.id.substr(2) + "-late", plan.id, end.addDays(-82).toIso(),
            end.addDays(-52).toIso(), "", sampleMoney(plan.arr / 4), plan.currency});
}

void writeOpportunities(SampleFiles& files, const AccountPlan& plan, SampleRandom& random)
{
    SampleFile& file = files[DatasetId::Opportunities];
    const Date end = sampleDay();
    int number = 0;
    const auto write = [&](std::string_view kind, std::string_view name, Date created, std::optional<Date> close,
                           std::string_view stage, std::int64_t amount, std::string_view currency) {
        file.row({"O-" + plan.id.substr(2) + "-" + std::to_string(++number), plan.id, kind, name, created.toIso(),
            iso(close), stage, sampleMoney(amount), currency});
    };
    if (plan.changed && plan.arr > plan.arrBefore)
        write("expansion", "More seats", plan.changed->addDays(-random.between(30, 80)), plan.changed, "won",
            plan.arr - plan.arrBefore, plan.currency);
    const bool upsell = plan.story == Story::UpsellWithoutValue ||
        (plan.story == Story::ExpansionReady && random.chance(0.3)) ||
        (plan.story == Story::Expanding && random.chance(0.4));
    if (upsell)
        write("cross_sell", "Analytics module", end.addDays(-random.between(20, 60)),
            end.addDays(random.between(20, 70)), "open", plan.arr / 6, plan.currency);
    if (plan.story == Story::UnknownCurrency)
        write("expansion", "Nordic roll-out", end.addDays(-35), std::nullopt, "open", plan.arr / 8, "SEK");
    if (plan.model != "monthly" && !plan.churn && plan.renewal - end < 120)
        write("renewal", "Renewal", plan.renewal.addDays(-random.between(125, 150)), plan.renewal, "open", plan.arr,
            plan.currency);
}

} // namespace

std::string sampleMoney(std::int64_t cents)
{
    const std::int64_t rest = cents % 100;
    return std::to_string(cents / 100) +
        (rest == 0 ? "" : "." + std::string(rest < 10 ? "0" : "") + std::to_string(rest));
}

Result<void> SampleFile::open(const std::string& path, const DatasetSpec& spec)
{
    path_ = path;
    file_.open(std::filesystem::path(path), std::ios::binary | std::ios::trunc);
    if (!file_)
        return failure(ErrorCode::Unwritable, "cannot be written", Place{path, {}, 0, {}});
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
        buffer_ += i == 0 ? "" : ",";
        buffer_ += spec.columns[i].name;
    }
    buffer_ += '\n';
    return {};
}

void SampleFile::row(std::initializer_list<std::string_view> cells)
{
    bool first = true;
    for (const std::string_view cell : cells) {
        if (!first)
            buffer_ += ',';
        first = false;
        if (cell.find_first_of(",\"\n") == std::string_view::npos) {
            buffer_ += cell;
            continue;
        }
        buffer_ += '"';
        for (const char c : cell) {
            buffer_ += c;
            if (c == '"')
                buffer_ += c;
        }
        buffer_ += '"';
    }
    append("\n");
}

void SampleFile::flush()
{
    file_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
}

Result<void> SampleFile::close()
{
    flush();
    file_.close();
    if (!file_)
        return failure(ErrorCode::Unwritable, "cannot be written to its end", Place{path_, {}, 0, {}});
    return {};
}

void writeContract(SampleFiles& files, const AccountPlan& plan, std::uint64_t seed)
{
    SampleRandom random = SampleRandom::of(seed, static_cast<std::uint64_t>(plan.number), 2);
    writeAccount(files, plan, random);
    switch (arrSource(plan)) {
    case ArrSource::Subscriptions:
        writeSubscriptions(files, plan);
        break;
    case ArrSource::Snapshots:
        writeSnapshots(files, plan);
        break;
    case ArrSource::Account:
        break;
    }
    writeInvoices(files, plan, random);
    writeOpportunities(files, plan, random);
}

void writeRates(SampleFiles& files)
{
    for (int month = 30; month >= 0; --month) {
        const Date day = sampleDay().addMonths(-month - 1).lastOfMonth();
        const double wave = std::sin(month * 0.7);
        const auto rate = [](double value) {
            const auto tenThousandths = static_cast<std::int64_t>(std::llround(value * 10'000));
            std::string digits = std::to_string(tenThousandths % 10'000);
            digits.insert(0, 4 - digits.size(), '0');
            return std::to_string(tenThousandths / 10'000) + "." + digits;
        };
        files[DatasetId::FxRates].row({"EUR", day.toIso(), rate(1.09 + 0.03 * wave)});
        files[DatasetId::FxRates].row({"GBP", day.toIso(), rate(1.27 + 0.02 * wave)});
    }
}

} // namespace holdfast
