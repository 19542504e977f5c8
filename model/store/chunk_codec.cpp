// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/chunk_codec.h"

#include <algorithm>

namespace holdfast {

namespace {

void append(std::string& bytes, std::uint32_t value)
{
    while (value >= 0x80U) {
        bytes.push_back(static_cast<char>(value | 0x80U));
        value >>= 7U;
    }
    bytes.push_back(static_cast<char>(value));
}

void appendSigned(std::string& bytes, std::uint32_t difference)
{
    const auto value = static_cast<std::int32_t>(difference);
    append(bytes, (difference << 1U) ^ static_cast<std::uint32_t>(value >> 31));
}

template <class Value> std::string runs(const std::vector<ChunkRow>& rows, const Value& value)
{
    std::string bytes;
    for (std::size_t row = 0; row < rows.size();) {
        std::size_t end = row + 1;
        while (end < rows.size() && value(rows[end]) == value(rows[row]))
            ++end;
        append(bytes, value(rows[row]));
        append(bytes, static_cast<std::uint32_t>(end - row));
        row = end;
    }
    return bytes;
}

std::string valueStream(const std::vector<ChunkRow>& rows, std::size_t value)
{
    const auto bit = static_cast<std::uint8_t>(1U << value);
    const auto count = static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [bit](const ChunkRow& row) { return (row.present & bit) != 0; }));
    std::string bytes;
    if (count == 0) {
        bytes.push_back(0);
        return bytes;
    }
    bytes.reserve(count * 2 + rows.size() / 8 + 2);
    if (count == rows.size()) {
        bytes.push_back(1);
        for (const ChunkRow& row : rows)
            append(bytes, row.values[value]);
        return bytes;
    }
    bytes.push_back(2);
    bytes.resize(1 + (rows.size() + 7) / 8, 0);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if ((rows[row].present & bit) != 0)
            bytes[1 + row / 8] = static_cast<char>(static_cast<std::uint8_t>(bytes[1 + row / 8]) | (1U << (row % 8)));
    }
    for (const ChunkRow& row : rows) {
        if ((row.present & bit) != 0)
            append(bytes, row.values[value]);
    }
    return bytes;
}

std::string lineStream(const std::vector<ChunkRow>& rows)
{
    std::string each(1, '\1'), runned(1, '\0');
    each.reserve(rows.size() + 1);
    std::uint32_t line = 0, difference = 0, run = 0;
    for (const ChunkRow& row : rows) {
        const std::uint32_t step = row.line - line;
        line = row.line;
        appendSigned(each, step);
        if (run > 0 && step == difference) {
            ++run;
            continue;
        }
        if (run > 0) {
            appendSigned(runned, difference);
            append(runned, run);
        }
        difference = step;
        run = 1;
    }
    if (run > 0) {
        appendSigned(runned, difference);
        append(runned, run);
    }
    return runned.size() < each.size() ? runned : each;
}

bool readLines(std::string_view stream, std::vector<ChunkRow>& rows)
{
    if (stream.empty())
        return false;
    const std::string_view body = stream.substr(1);
    if (stream[0] == 1)
        return forEachDifference(
            body, rows.size(), [&](std::size_t row, std::uint32_t line) { rows[row].line = line; });
    std::uint32_t line = 0;
    return forEachRun(body, rows.size(), [&](std::size_t row, std::uint32_t coded) {
        line += (coded >> 1U) ^ (0U - (coded & 1U));
        rows[row].line = line;
    });
}

} // namespace

Error damagedChunk()
{
    return {ErrorCode::Damaged, "the store is damaged: a week of usage cannot be read", {}};
}

std::uint32_t VarintReader::nextLong()
{
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        if (at_ == end_)
            break;
        const std::uint8_t byte = *at_++;
        value |= static_cast<std::uint32_t>(byte & 0x7fU) << shift;
        if (byte < 0x80U)
            return value;
    }
    failed_ = true;
    at_ = end_;
    return 0;
}

ChunkShape chunkShape(DatasetId id)
{
    const DatasetSpec& spec = dataset(id);
    ChunkShape shape;
    shape.dataset = id;
    shape.hasFeature = id == DatasetId::FeatureUsage;
    shape.dateColumn = static_cast<std::size_t>(spec.column("date"));
    shape.featureColumn = shape.hasFeature ? static_cast<std::size_t>(spec.column("feature")) : 0;
    shape.firstValueColumn = static_cast<std::size_t>(spec.column(shape.hasFeature ? "count" : "active_users"));
    shape.values = spec.columns.size() - shape.firstValueColumn;
    return shape;
}

ChunkBytes encodeChunk(const ChunkShape& shape, const std::vector<ChunkRow>& rows)
{
    ChunkBytes bytes;
    std::array<std::uint32_t, mostChunkValues> greatest{};
    std::uint8_t present = 0, firstDay = 6, lastDay = 0;
    for (const ChunkRow& row : rows) {
        present |= row.present;
        firstDay = std::min(firstDay, row.day);
        lastDay = std::max(lastDay, row.day);
        for (std::size_t value = 0; value < shape.values; ++value)
            greatest[value] = std::max(greatest[value], row.values[value]);
    }
    bytes.keys.reserve(rows.size() + 64);
    append(bytes.keys, 1);
    append(bytes.keys, static_cast<std::uint32_t>(rows.size()));
    append(bytes.keys, firstDay);
    append(bytes.keys, lastDay);
    append(bytes.keys, present);
    for (std::size_t value = 0; value < shape.values; ++value)
        append(bytes.keys, greatest[value]);
    std::uint32_t key = 0;
    for (const ChunkRow& row : rows) {
        append(bytes.keys, row.key - key);
        key = row.key;
    }

    std::vector<std::string> streams;
    streams.push_back(runs(rows, [](const ChunkRow& row) { return std::uint32_t{row.day}; }));
    if (shape.hasFeature) {
        std::string features;
        std::uint32_t feature = 0;
        for (const ChunkRow& row : rows) {
            appendSigned(features, row.feature - feature);
            feature = row.feature;
        }
        streams.push_back(std::move(features));
    }
    for (std::size_t value = 0; value < shape.values; ++value)
        streams.push_back(valueStream(rows, value));
    streams.push_back(runs(rows, [](const ChunkRow& row) { return row.file; }));
    streams.push_back(lineStream(rows));
    std::size_t total = 64;
    for (const std::string& stream : streams)
        total += stream.size();
    bytes.data.reserve(total);
    for (const std::string& stream : streams)
        append(bytes.data, static_cast<std::uint32_t>(stream.size()));
    for (const std::string& stream : streams)
        bytes.data += stream;
    return bytes;
}

Result<ChunkKeys> readChunkKeys(const ChunkShape& shape, std::string_view keys)
{
    VarintReader reader(keys);
    ChunkKeys head;
    const std::uint32_t version = reader.next();
    head.rows = reader.next();
    head.firstDay = static_cast<std::uint8_t>(reader.next());
    head.lastDay = static_cast<std::uint8_t>(reader.next());
    head.hasValue = static_cast<std::uint8_t>(reader.next());
    for (std::size_t value = 0; value < shape.values; ++value)
        head.greatest[value] = reader.next();
    head.stream = reader.rest();
    if (version != 1 || reader.failed() || head.stream.size() < head.rows || head.firstDay > 6 || head.lastDay > 6)
        return tl::unexpected(damagedChunk());
    return head;
}

Result<ChunkStreams> readChunkStreams(const ChunkShape& shape, std::string_view data)
{
    VarintReader reader(data);
    ChunkStreams streams;
    std::vector<std::string_view*> order{&streams.days};
    if (shape.hasFeature)
        order.push_back(&streams.features);
    for (std::size_t value = 0; value < shape.values; ++value)
        order.push_back(&streams.values[value]);
    order.push_back(&streams.files);
    order.push_back(&streams.lines);
    std::vector<std::size_t> lengths;
    for (std::size_t i = 0; i < order.size(); ++i)
        lengths.push_back(reader.next());
    for (std::size_t i = 0; i < order.size(); ++i)
        *order[i] = reader.bytes(lengths[i]);
    if (reader.failed())
        return tl::unexpected(damagedChunk());
    return streams;
}

Result<std::vector<ChunkRow>> decodeChunk(const ChunkShape& shape, std::string_view keys, std::string_view data)
{
    const Result<ChunkKeys> head = readChunkKeys(shape, keys);
    if (!head)
        return tl::unexpected(head.error());
    const Result<ChunkStreams> streams = readChunkStreams(shape, data);
    if (!streams)
        return tl::unexpected(streams.error());
    std::vector<ChunkRow> rows(head->rows);
    VarintReader reader(head->stream);
    std::uint32_t key = 0;
    for (ChunkRow& row : rows) {
        key += reader.next();
        row.key = key;
    }
    bool sound = !reader.failed();
    sound = sound && forEachRun(streams->days, rows.size(), [&](std::size_t row, std::uint32_t day) {
        rows[row].day = static_cast<std::uint8_t>(std::min(day, 6U));
    });
    if (shape.hasFeature) {
        sound = sound && forEachDifference(streams->features, rows.size(), [&](std::size_t row, std::uint32_t feature) {
            rows[row].feature = feature;
        });
    }
    for (std::size_t value = 0; value < shape.values; ++value) {
        const auto bit = static_cast<std::uint8_t>(1U << value);
        sound = sound && forEachValue(streams->values[value], rows.size(), [&](std::size_t row, std::uint32_t number) {
            rows[row].values[value] = number;
            rows[row].present |= bit;
        });
    }
    sound = sound &&
        forEachRun(streams->files, rows.size(), [&](std::size_t row, std::uint32_t file) { rows[row].file = file; });
    sound = sound && readLines(streams->lines, rows);
    if (!sound)
        return tl::unexpected(damagedChunk());
    return rows;
}

} // namespace holdfast
