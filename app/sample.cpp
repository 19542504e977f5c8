// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sample.h"

#include <QDir>
#include <array>
#include <charconv>

#include "app/sample_files.h"

namespace holdfast {

namespace {

void appendNumber(std::string& line, int number)
{
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    line += ',';
    line.append(digits.data(), end.ptr);
}

// One week in which the feed delivered less than half of the accounts: looking from there, the source is broken.
bool isLost(Date monday, int account)
{
    return monday == sampleDay().mondayOfWeek().addDays(-7 * 34) && account % 5 < 3;
}

// Week by week, as a weekly export would be collected.
void writeUsage(SampleFile& file, const std::vector<AccountPlan>& plans, const SampleSize& size)
{
    const Date lastMonday = sampleDay().mondayOfWeek();
    std::string line;
    for (int week = size.weeks - 1; week >= 0; --week) {
        const Date monday = lastMonday.addDays(-7 * week);
        const std::string date = monday.toIso();
        for (const AccountPlan& plan : plans) {
            SampleRandom random = SampleRandom::of(
                size.seed, static_cast<std::uint64_t>(plan.number), 100 + static_cast<std::uint64_t>(week));
            const auto users = sampleUsers(plan, monday, random.unit());
            if (!users || isLost(monday, plan.number))
                continue;
            const bool trimmed = plan.story == Story::SeatsTrimmed && monday < sampleDay().addDays(-90);
            const int started = *users * 3 / 2 + random.between(0, 3);
            line = plan.id;
            line += ',';
            line += date;
            appendNumber(line, *users);
            appendNumber(line, trimmed ? plan.seats * 5 / 4 : plan.seats);
            appendNumber(line, *users * random.between(3, 6));
            appendNumber(line, *users == 0 ? 0 : random.between(6, 14));
            appendNumber(line, started);
            appendNumber(line, started * random.between(70, 95) / 100);
            line += '\n';
            file.append(line);
        }
    }
}

} // namespace

Result<int> writeSample(const std::string& folder, const SampleSize& size)
{
    if (!QDir().mkpath(QString::fromStdString(folder)))
        return failure(ErrorCode::Unwritable, "the folder cannot be created", Place{folder, {}, 0, {}});
    SampleFiles files;
    for (const DatasetSpec& spec : datasets()) {
        if (auto opened = files[spec.id].open(folder + "/" + std::string(spec.name) + ".csv", spec); !opened)
            return tl::unexpected(opened.error());
    }
    const std::vector<AccountPlan> plans = samplePlans(size);
    for (const AccountPlan& plan : plans) {
        writeContract(files, plan, size.seed);
        writeSuccess(files, plan, size);
        writeRelationship(files, plan, size.seed);
    }
    writeRates(files);
    writeUsage(files[DatasetId::Usage], plans, size);
    for (auto& [id, file] : files) {
        if (auto closed = file.close(); !closed)
            return tl::unexpected(closed.error());
    }
    return static_cast<int>(files.size());
}

} // namespace holdfast
