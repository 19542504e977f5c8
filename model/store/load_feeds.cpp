// SPDX-License-Identifier: GPL-3.0-or-later
// Two passes over the chunks, each by several threads that hold a run of weeks: the first counts rows per account, so
// that every thread knows where its rows go; the second writes column by column, a few weeks at a time, so that what is
// written stays in the processor's cache.
#include "model/store/load_feeds.h"

#include <algorithm>
#include <bit>
#include <future>

#include "model/store/chunk_store.h"

namespace holdfast {

namespace {

constexpr std::uint32_t nowhere = 0xffffffffU;
constexpr std::size_t weeksAtATime = 8;

// The weeks of one thread and what it found in them.
struct Part {
    const Database* database = nullptr;
    std::vector<std::int32_t> weeks;
    std::vector<std::uint32_t> next; // per account: rows counted, then the place of the next row
    std::int64_t rows = 0, orphans = 0;
    std::uint8_t hasValue = 0;
    std::array<std::uint32_t, mostChunkValues> greatest{};
    std::optional<std::int32_t> first, last;
    std::uint8_t weekdays = 0; // a bit each, between those of any week's first and last day
    std::vector<std::uint8_t> usedFeatures; // by place
    FeedCalendar calendar;
    std::vector<std::optional<Date>> coreSince;
};

// Where the rows go.
struct Target {
    ChunkShape shape;
    std::int32_t firstDay = 0;
    int dayStep = 1;
    CompactColumn* day = nullptr;
    CompactColumn* feature = nullptr;
    std::array<CompactColumn*, mostChunkValues> values{};
    std::vector<std::uint32_t> placeOfFeature; // by features.id
};

Result<void> countPart(const FeedJob& job, const ChunkShape& shape, Part& part)
{
    Result<ChunkStore> chunks = ChunkStore::forReading(*part.database, shape);
    if (!chunks)
        return tl::unexpected(chunks.error());
    part.next.assign(job.accounts, 0);
    for (const std::int32_t week : part.weeks) {
        if (job.cancel.isCancelled())
            return failure(ErrorCode::Cancelled, "loading was stopped");
        Result<void> done = chunks->withKeys(week, [&](std::string_view keys) -> Result<void> {
            const Result<ChunkKeys> head = readChunkKeys(shape, keys);
            if (!head)
                return tl::unexpected(head.error());
            VarintReader reader(head->stream);
            std::uint32_t key = 0;
            for (std::size_t row = 0; row < head->rows; ++row) {
                key += reader.next();
                const std::uint32_t account = key < job.accountOfKey.size() ? job.accountOfKey[key] : noAccount;
                if (account == noAccount)
                    ++part.orphans;
                else
                    ++part.next[account];
            }
            if (reader.failed())
                return tl::unexpected(damagedChunk());
            if (head->rows == 0)
                return {};
            part.rows += static_cast<std::int64_t>(head->rows);
            part.hasValue |= head->hasValue;
            for (std::size_t value = 0; value < shape.values; ++value)
                part.greatest[value] = std::max(part.greatest[value], head->greatest[value]);
            for (int day = head->firstDay; day <= head->lastDay; ++day)
                part.weekdays |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(day));
            part.first = std::min(part.first.value_or(week + head->firstDay), week + head->firstDay);
            part.last = std::max(part.last.value_or(week + head->lastDay), week + head->lastDay);
            return {};
        });
        if (!done)
            return done;
    }
    return {};
}

// A week being written: its bytes, and the place of each of its rows.
struct LoadedWeek {
    std::int32_t week = 0;
    std::string data;
    ChunkStreams streams;
    std::vector<std::uint32_t> places;
};

Result<void> readWeek(const FeedJob& job, const ChunkShape& shape, Part& part, ChunkStore& chunks, LoadedWeek& loaded)
{
    return chunks.withBytes(loaded.week, [&](std::string_view keys, std::string_view data) -> Result<void> {
        loaded.data.assign(data);
        const Result<ChunkKeys> head = readChunkKeys(shape, keys);
        const Result<ChunkStreams> streams = readChunkStreams(shape, loaded.data);
        if (!head || !streams)
            return tl::unexpected(damagedChunk());
        loaded.streams = *streams;
        loaded.places.resize(head->rows);
        VarintReader reader(head->stream);
        std::uint32_t key = 0;
        for (std::uint32_t& place : loaded.places) {
            key += reader.next();
            const std::uint32_t account = key < job.accountOfKey.size() ? job.accountOfKey[key] : noAccount;
            place = account == noAccount ? nowhere : part.next[account]++;
        }
        return {};
    });
}

bool writeWeekDays(const Target& target, const LoadedWeek& week)
{
    bool sound = true;
    target.day->fill([&](const auto& put) {
        sound = forEachRun(week.streams.days, week.places.size(), [&](std::size_t row, std::uint32_t day) {
            const int since = week.week + static_cast<std::int32_t>(day) - target.firstDay;
            if (week.places[row] != nowhere)
                put(week.places[row], static_cast<std::uint32_t>(since / target.dayStep));
        });
    });
    return sound;
}

bool writeWeekFeatures(const Target& target, const LoadedWeek& week, Part& part)
{
    bool read = true, sound = true;
    target.feature->fill([&](const auto& put) {
        read =
            forEachDifference(week.streams.features, week.places.size(), [&](std::size_t row, std::uint32_t feature) {
                if (feature >= target.placeOfFeature.size()) {
                    sound = false;
                    return;
                }
                if (week.places[row] == nowhere)
                    return;
                const std::uint32_t place = target.placeOfFeature[feature];
                put(week.places[row], place);
                part.usedFeatures[place] = 1;
            });
    });
    return read && sound;
}

Result<void> writePart(const FeedJob& job, const Target& target, Part& part)
{
    Result<ChunkStore> chunks = ChunkStore::forReading(*part.database, target.shape);
    if (!chunks)
        return tl::unexpected(chunks.error());
    std::vector<LoadedWeek> weeks(weeksAtATime);
    for (std::size_t from = 0; from < part.weeks.size(); from += weeksAtATime) {
        if (job.cancel.isCancelled())
            return failure(ErrorCode::Cancelled, "loading was stopped");
        const std::size_t count = std::min(weeksAtATime, part.weeks.size() - from);
        bool sound = true;
        for (std::size_t i = 0; i < count; ++i) {
            weeks[i].week = part.weeks[from + i];
            if (Result<void> read = readWeek(job, target.shape, part, *chunks, weeks[i]); !read)
                return read;
        }
        for (std::size_t i = 0; i < count; ++i)
            sound = sound && writeWeekDays(target, weeks[i]);
        for (std::size_t i = 0; i < count && target.shape.hasFeature; ++i)
            sound = sound && writeWeekFeatures(target, weeks[i], part);
        for (std::size_t value = 0; value < target.shape.values; ++value) {
            for (std::size_t i = 0; i < count; ++i) {
                const std::vector<std::uint32_t>& places = weeks[i].places;
                target.values[value]->fill([&](const auto& put) {
                    sound = sound &&
                        forEachValue(
                            weeks[i].streams.values[value], places.size(), [&](std::size_t row, std::uint32_t number) {
                                if (places[row] != nowhere)
                                    put(places[row], number);
                            });
                });
            }
        }
        if (!sound)
            return tl::unexpected(damagedChunk());
    }
    return {};
}

// Runs work(part) for all parts at once, the first on this thread; the first error counts.
template <class Work> Result<void> onAll(std::vector<Part>& parts, const Work& work)
{
    std::vector<std::future<Result<void>>> others;
    for (std::size_t i = 1; i < parts.size(); ++i)
        others.push_back(std::async(std::launch::async, [&work, &parts, i] { return work(parts[i]); }));
    Result<void> done = work(parts[0]);
    for (std::future<Result<void>>& other : others) {
        Result<void> its = other.get();
        if (done && !its)
            done = std::move(its);
    }
    return done;
}

// Rows on each day, and gaps between consecutive dates of one account on the later day.
template <class Feed> void fillCalendar(const Feed& feed, std::size_t from, std::size_t to, FeedCalendar& calendar)
{
    for (std::size_t account = from; account < to; ++account) {
        std::int64_t before = -1;
        for (std::size_t row = feed.firstRow[account]; row < feed.firstRow[account + 1]; ++row) {
            const std::int64_t day = feed.day.at(row) * feed.dayStep;
            ++calendar.rowsOnDay[static_cast<std::size_t>(day)];
            const std::int64_t gap = day - before;
            if (before >= 0 && gap > 0)
                ++calendar.gapsOnDay[gap <= 6 ? 0 : gap <= 27 ? 1 : 2][static_cast<std::size_t>(day)];
            before = day;
        }
    }
}

// Rows of one account and day by the text of their feature; chunks hold them by the number of the feature.
void orderFeatures(FeatureFeed& feed, std::size_t from, std::size_t to)
{
    struct Row {
        std::int64_t feature, count, core;
    };
    std::vector<Row> group;
    for (std::size_t account = from; account < to; ++account) {
        for (std::size_t row = feed.firstRow[account]; row < feed.firstRow[account + 1];) {
            std::size_t end = row + 1;
            bool ordered = true;
            for (; end < feed.firstRow[account + 1] && feed.day.at(end) == feed.day.at(row); ++end)
                ordered = ordered && feed.feature.at(end - 1) < feed.feature.at(end);
            if (!ordered) {
                group.clear();
                for (std::size_t i = row; i < end; ++i)
                    group.push_back({feed.feature.at(i), feed.count.at(i), feed.core.at(i)});
                std::sort(group.begin(), group.end(), [](const Row& a, const Row& b) { return a.feature < b.feature; });
                for (std::size_t i = row; i < end; ++i) {
                    feed.feature.set(i, group[i - row].feature);
                    feed.count.set(i, group[i - row].count);
                    feed.core.set(i, group[i - row].core);
                }
            }
            row = end;
        }
    }
}

// The part's share of the accounts, so that each thread walks about as many rows.
std::pair<std::size_t, std::size_t> accountsOf(const std::vector<Part>& parts, const Part& part, std::size_t accounts)
{
    const auto at = static_cast<std::size_t>(&part - parts.data());
    return {accounts * at / parts.size(), accounts * (at + 1) / parts.size()};
}

template <class Feed> void sumCalendars(std::vector<Part>& parts, Feed& feed)
{
    feed.calendar = std::move(parts[0].calendar);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto add = [](std::vector<std::uint32_t>& sum, const std::vector<std::uint32_t>& more) {
            for (std::size_t day = 0; day < sum.size(); ++day)
                sum[day] += more[day];
        };
        add(feed.calendar.rowsOnDay, parts[i].calendar.rowsOnDay);
        for (std::size_t grain = 0; grain < 3; ++grain)
            add(feed.calendar.gapsOnDay[grain], parts[i].calendar.gapsOnDay[grain]);
    }
}

struct Totals {
    std::int64_t rows = 0;
    std::uint8_t hasValue = 0;
    std::array<std::uint32_t, mostChunkValues> greatest{};
    std::optional<std::int32_t> first, last;
    std::uint8_t weekdays = 0;
};

// Sums up the first pass, tells coverage, and turns the counts into places.
template <class Feed>
Totals placeRows(const FeedJob& job, const ChunkShape& shape, std::vector<Part>& parts, Feed& feed, Coverage& coverage)
{
    Totals totals;
    for (const Part& part : parts) {
        coverage.rows += part.rows;
        coverage.orphans += part.orphans;
        totals.hasValue |= part.hasValue;
        totals.weekdays |= part.weekdays;
        for (std::size_t value = 0; value < shape.values; ++value)
            totals.greatest[value] = std::max(totals.greatest[value], part.greatest[value]);
        if (part.first) {
            totals.first = std::min(totals.first.value_or(*part.first), *part.first);
            totals.last = std::max(totals.last.value_or(*part.last), *part.last);
        }
    }
    totals.rows = coverage.rows - coverage.orphans;
    for (std::size_t column = 0; column < coverage.columnHasValue.size(); ++column) {
        coverage.columnHasValue[column] = coverage.rows > 0 &&
            (column < shape.firstValueColumn || ((totals.hasValue >> (column - shape.firstValueColumn)) & 1U) != 0);
    }
    if (totals.first) {
        coverage.first = Date(*totals.first);
        coverage.last = Date(*totals.last);
        feed.firstDay = Date(*totals.first);
    }
    feed.dayStep = std::has_single_bit(totals.weekdays) ? 7 : 1; // all on the same day of their weeks
    feed.firstRow.resize(job.accounts + 1);
    std::uint32_t row = 0;
    for (std::size_t account = 0; account < job.accounts; ++account) {
        feed.firstRow[account] = row;
        for (Part& part : parts) {
            const std::uint32_t count = part.next[account];
            part.next[account] = row;
            row += count;
        }
        coverage.accounts += row > feed.firstRow[account] ? 1 : 0;
    }
    feed.firstRow[job.accounts] = row;
    return totals;
}

template <class Feed> void finishFeed(std::vector<Part>& parts, Feed& feed, Coverage& coverage)
{
    sumCalendars(parts, feed);
    for (std::size_t day = 0; day < feed.calendar.rowsOnDay.size(); ++day) {
        if (feed.calendar.rowsOnDay[day] > 0)
            coverage.mainDays.push_back(feed.firstDay.daysSince1970() + static_cast<std::int64_t>(day));
    }
}

void makeCalendar(Part& part, Date firstDay, std::size_t days)
{
    part.calendar.firstDay = firstDay;
    part.calendar.rowsOnDay.assign(days, 0);
    for (std::vector<std::uint32_t>& gaps : part.calendar.gapsOnDay)
        gaps.assign(days, 0);
}

Result<void> loadUsage(const FeedJob& job, std::vector<Part>& parts, UsageFeed& feed, Coverage& coverage)
{
    Target target;
    target.shape = chunkShape(DatasetId::Usage);
    Result<void> done = onAll(parts, [&](Part& part) { return countPart(job, target.shape, part); });
    if (!done)
        return done;
    const Totals totals = placeRows(job, target.shape, parts, feed, coverage);
    if (totals.rows == 0)
        return {};
    const auto rows = static_cast<std::size_t>(totals.rows);
    const auto days = static_cast<std::size_t>(*totals.last - *totals.first) + 1;
    target.firstDay = *totals.first;
    target.dayStep = feed.dayStep;
    target.day = &feed.day;
    target.values = {&feed.activeUsers, &feed.seats, &feed.sessions, &feed.featuresUsed, &feed.workflowsStarted,
        &feed.workflowsCompleted};
    feed.day = CompactColumn(rows, days / static_cast<std::size_t>(feed.dayStep));
    for (std::size_t value = 0; value < target.shape.values; ++value)
        *target.values[value] = CompactColumn(rows, totals.greatest[value]);
    done = onAll(parts, [&](Part& part) { return writePart(job, target, part); });
    if (!done)
        return done;
    done = onAll(parts, [&](Part& part) -> Result<void> {
        makeCalendar(part, feed.firstDay, days);
        const auto [from, to] = accountsOf(parts, part, job.accounts);
        fillCalendar(feed, from, to, part.calendar);
        return {};
    });
    finishFeed(parts, feed, coverage);
    return done;
}

// All features sorted bytewise; the answer tells the place of each features.id.
Result<std::vector<std::uint32_t>> readFeatures(const Database& database, Names& names, std::vector<Name>& features)
{
    std::vector<std::uint32_t> places;
    const auto take = [&](const Statement& row) {
        const auto id = static_cast<std::uint32_t>(row.integer(0));
        if (id >= places.size())
            places.resize(std::size_t{id} + 1);
        places[id] = static_cast<std::uint32_t>(features.size());
        features.push_back(names.intern(row.text(1)));
    };
    if (const Result<void> read = eachRow(database, "SELECT id, text FROM features ORDER BY text", take); !read)
        return tl::unexpected(read.error());
    return places;
}

// Features that no row of a known account has (those of undone imports and of orphans) are left out.
void dropUnusedFeatures(std::vector<Part>& parts, FeatureFeed& feed)
{
    std::vector<std::uint32_t> newPlace;
    std::vector<Name> used;
    for (std::size_t place = 0; place < feed.features.size(); ++place) {
        newPlace.push_back(static_cast<std::uint32_t>(used.size()));
        if (std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return part.usedFeatures[place] != 0; }))
            used.push_back(feed.features[place]);
    }
    if (used.size() == feed.features.size())
        return;
    feed.features = std::move(used);
    for (std::size_t row = 0; row < feed.rows(); ++row)
        feed.feature.set(row, newPlace[static_cast<std::size_t>(feed.feature.at(row))]);
}

Result<void> loadFeatureUsage(
    const FeedJob& job, std::vector<Part>& parts, Names& names, FeatureFeed& feed, Coverage& coverage)
{
    Target target;
    target.shape = chunkShape(DatasetId::FeatureUsage);
    Result<void> done = onAll(parts, [&](Part& part) { return countPart(job, target.shape, part); });
    if (!done)
        return done;
    const Totals totals = placeRows(job, target.shape, parts, feed, coverage);
    if (totals.rows == 0)
        return {};
    Result<std::vector<std::uint32_t>> places = readFeatures(job.database, names, feed.features);
    if (!places)
        return tl::unexpected(places.error());
    target.placeOfFeature = std::move(*places);
    const auto rows = static_cast<std::size_t>(totals.rows);
    const auto days = static_cast<std::size_t>(*totals.last - *totals.first) + 1;
    target.firstDay = *totals.first;
    target.dayStep = feed.dayStep;
    target.day = &feed.day;
    target.feature = &feed.feature;
    target.values = {&feed.count, &feed.core};
    feed.day = CompactColumn(rows, days / static_cast<std::size_t>(feed.dayStep));
    feed.feature = CompactColumn(rows, feed.features.size());
    feed.count = CompactColumn(rows, totals.greatest[0]);
    feed.core = CompactColumn(rows, totals.greatest[1]);
    done = onAll(parts, [&](Part& part) {
        part.usedFeatures.assign(feed.features.size(), 0);
        return writePart(job, target, part);
    });
    if (!done)
        return done;
    dropUnusedFeatures(parts, feed);
    feed.coreSince.resize(feed.features.size());
    done = onAll(parts, [&](Part& part) -> Result<void> {
        makeCalendar(part, feed.firstDay, days);
        part.coreSince.resize(feed.features.size());
        const auto [from, to] = accountsOf(parts, part, job.accounts);
        orderFeatures(feed, from, to);
        fillCalendar(feed, from, to, part.calendar);
        for (std::size_t row = feed.firstRow[from]; row < feed.firstRow[to]; ++row) {
            if (feed.core.at(row) != 1)
                continue;
            std::optional<Date>& since = part.coreSince[static_cast<std::size_t>(feed.feature.at(row))];
            since = std::min(since.value_or(feed.date(row)), feed.date(row));
        }
        return {};
    });
    finishFeed(parts, feed, coverage);
    for (const Part& part : parts) {
        for (std::size_t feature = 0; feature < feed.features.size(); ++feature) {
            if (const auto since = part.coreSince[feature])
                feed.coreSince[feature] = std::min(feed.coreSince[feature].value_or(*since), *since);
        }
    }
    return done;
}

// The weeks in runs of about equal number, one per thread.
Result<std::vector<Part>> divide(const FeedJob& job, DatasetId id)
{
    Result<ChunkStore> chunks = ChunkStore::forReading(job.database, chunkShape(id));
    Result<std::vector<std::int32_t>> weeks =
        chunks ? chunks->weeks() : Result<std::vector<std::int32_t>>(tl::unexpected(chunks.error()));
    if (!weeks)
        return tl::unexpected(weeks.error());
    std::vector<Part> parts(job.readers.size() + 1);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i].database = i == 0 ? &job.database : &job.readers[i - 1];
        const auto from = static_cast<std::ptrdiff_t>(weeks->size() * i / parts.size());
        const auto to = static_cast<std::ptrdiff_t>(weeks->size() * (i + 1) / parts.size());
        parts[i].weeks.assign(weeks->begin() + from, weeks->begin() + to);
    }
    return parts;
}

} // namespace

Result<void> loadFeeds(const FeedJob& job, Portfolio& portfolio)
{
    const auto covered = [&](DatasetId id) -> Coverage& { return portfolio.coverage[static_cast<std::size_t>(id)]; };
    Result<std::vector<Part>> parts = divide(job, DatasetId::Usage);
    if (!parts)
        return tl::unexpected(parts.error());
    if (Result<void> done = loadUsage(job, *parts, portfolio.usage, covered(DatasetId::Usage)); !done)
        return done;
    parts = divide(job, DatasetId::FeatureUsage);
    if (!parts)
        return tl::unexpected(parts.error());
    if (Result<void> done =
            loadFeatureUsage(job, *parts, portfolio.names, portfolio.featureUsage, covered(DatasetId::FeatureUsage));
        !done)
        return done;
    portfolio.orphans += covered(DatasetId::Usage).orphans + covered(DatasetId::FeatureUsage).orphans;
    return {};
}

} // namespace holdfast
