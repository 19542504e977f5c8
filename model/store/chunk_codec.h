// SPDX-License-Identifier: GPL-3.0-or-later
// The layout of one week of a long dataset. All whole numbers are varints (seven bits per byte, low first); signed
// ones are zigzag coded.
//
// keys: version 1 | rows | first day, last day (0 Monday … 6 Sunday) | bits of the values that any row has |
//       the greatest of each value | per row: account key minus the one before. Rows are sorted by key, day, feature.
// data: the length of each stream | the streams: days as (day, run), features minus the one before (feature_usage
//       alone), one stream per value (0 none has it | 1 every row | 2 bits of presence, then the present ones),
//       files as (file, run), lines minus the one before (0 as (difference, run) | 1 each).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"
#include "model/datasets/datasets.h"

namespace holdfast {

constexpr std::size_t mostChunkValues = 6;

// What a long dataset's rows consist of beside account, day and feature.
struct ChunkShape {
    DatasetId dataset = DatasetId::Usage;
    bool hasFeature = false;
    std::size_t values = 0;
    std::size_t dateColumn = 0; // places in the dataset's columns
    std::size_t featureColumn = 0;
    std::size_t firstValueColumn = 0; // the values follow each other
};
ChunkShape chunkShape(DatasetId dataset);

struct ChunkRow {
    std::uint32_t key = 0;
    std::uint32_t feature = 0;
    std::array<std::uint32_t, mostChunkValues> values{};
    std::uint32_t file = 0;
    std::uint32_t line = 0;
    std::uint8_t day = 0; // since the Monday
    std::uint8_t present = 0; // bit per value

    bool sameKey(const ChunkRow& other) const
    {
        return key == other.key && day == other.day && feature == other.feature;
    }
    bool sameValues(const ChunkRow& other) const { return present == other.present && values == other.values; }
    friend bool operator<(const ChunkRow& a, const ChunkRow& b)
    {
        if (a.key != b.key)
            return a.key < b.key;
        return a.day != b.day ? a.day < b.day : a.feature < b.feature;
    }
};

struct ChunkBytes {
    std::string keys;
    std::string data;
};

// `rows` sorted, keys distinct; values that are not present are 0.
ChunkBytes encodeChunk(const ChunkShape& shape, const std::vector<ChunkRow>& rows);
// Error Damaged when the bytes are no chunk.
Result<std::vector<ChunkRow>> decodeChunk(const ChunkShape& shape, std::string_view keys, std::string_view data);

// Reads varints; past the end it answers 0 and remembers.
class VarintReader {
public:
    explicit VarintReader(std::string_view bytes)
        : at_(reinterpret_cast<const std::uint8_t*>(bytes.data()))
        , end_(at_ + bytes.size())
    {
    }
    std::uint32_t next()
    {
        if (at_ != end_ && *at_ < 0x80U)
            return *at_++;
        return nextLong();
    }
    std::int32_t nextSigned()
    {
        const std::uint32_t coded = next();
        return static_cast<std::int32_t>((coded >> 1U) ^ (0U - (coded & 1U)));
    }
    std::string_view bytes(std::size_t count)
    {
        if (count > static_cast<std::size_t>(end_ - at_)) {
            failed_ = true;
            at_ = end_;
            return {};
        }
        const std::string_view taken(reinterpret_cast<const char*>(at_), count);
        at_ += count;
        return taken;
    }
    std::string_view rest() { return bytes(static_cast<std::size_t>(end_ - at_)); }
    bool failed() const { return failed_; }
    void fail() { failed_ = true; }

private:
    std::uint32_t nextLong();

    const std::uint8_t* at_;
    const std::uint8_t* end_;
    bool failed_ = false;
};

// The head of `keys` and its stream.
struct ChunkKeys {
    std::size_t rows = 0;
    std::uint8_t firstDay = 0, lastDay = 0;
    std::uint8_t hasValue = 0; // bit per value
    std::array<std::uint32_t, mostChunkValues> greatest{};
    std::string_view stream;
};
Result<ChunkKeys> readChunkKeys(const ChunkShape& shape, std::string_view keys);

// The streams of `data`.
struct ChunkStreams {
    std::string_view days, features, files, lines;
    std::array<std::string_view, mostChunkValues> values;
};
Result<ChunkStreams> readChunkStreams(const ChunkShape& shape, std::string_view data);

Error damagedChunk();

// Calls take(row, value) for each row that has the value; false when the stream is broken.
template <class Take> bool forEachValue(std::string_view stream, std::size_t rows, const Take& take)
{
    VarintReader reader(stream);
    const std::uint32_t scheme = reader.next();
    if (scheme == 1) {
        for (std::size_t row = 0; row < rows; ++row)
            take(row, reader.next());
    } else if (scheme == 2) {
        const std::string_view bits = reader.bytes((rows + 7) / 8);
        if (reader.failed())
            return false;
        for (std::size_t row = 0; row < rows; ++row) {
            if ((static_cast<std::uint8_t>(bits[row / 8]) >> (row % 8)) & 1U)
                take(row, reader.next());
        }
    }
    return !reader.failed();
}

// Calls take(row, value) for each row of a stream of (value, run) pairs; false when it is broken.
template <class Take> bool forEachRun(std::string_view stream, std::size_t rows, const Take& take)
{
    VarintReader reader(stream);
    std::size_t row = 0;
    while (row < rows) {
        const std::uint32_t value = reader.next();
        const std::size_t end = row + reader.next();
        if (reader.failed() || end == row || end > rows)
            return false;
        for (; row < end; ++row)
            take(row, value);
    }
    return true;
}

// Calls take(row, value) for numbers kept as differences; false when broken.
template <class Take> bool forEachDifference(std::string_view stream, std::size_t rows, const Take& take)
{
    VarintReader reader(stream);
    std::uint32_t value = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        value += static_cast<std::uint32_t>(reader.nextSigned());
        take(row, value);
    }
    return !reader.failed();
}

} // namespace holdfast
