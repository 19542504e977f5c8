// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a long dataset: each goes, coded, to the end of its week's buffer; at the end of the file each week is
// sorted where it must be, merged with its stored chunk, and written when something changed.
#include <algorithm>
#include <future>
#include <limits>
#include <map>

#include "model/store/chunk_codec.h"
#include "model/store/chunk_store.h"
#include "model/store/conflict_log.h"
#include "model/store/dataset_writer.h"
#include "model/store/text_index.h"

namespace holdfast {

namespace {

// The rows of one week as they arrive: account key, day and values, feature, line, as varints.
class WeekBuffer {
public:
    void add(const ChunkShape& shape, const ChunkRow& row)
    {
        if (static_cast<std::size_t>(end_ - at_) < mostRowBytes)
            newBlock();
        if (rows_ > 0 && !ordered(row))
            ordered_ = false;
        appendSigned(row.key - key_);
        const auto all = static_cast<std::uint8_t>((1U << shape.values) - 1);
        *at_++ = static_cast<std::uint8_t>(row.day | (row.present == all ? 8U : 0U));
        if (row.present != all)
            *at_++ = row.present;
        if (shape.hasFeature)
            append(row.feature);
        for (std::size_t value = 0; value < shape.values; ++value) {
            if ((row.present >> value) & 1U)
                append(row.values[value]);
        }
        appendSigned(row.line - line_);
        key_ = row.key;
        line_ = row.line;
        day_ = row.day;
        feature_ = row.feature;
        ++rows_;
        ++blocks_.back().rows;
    }

    // Rows came sorted and with distinct keys.
    bool isOrdered() const { return ordered_; }

    std::vector<ChunkRow> take(const ChunkShape& shape, std::uint32_t file)
    {
        std::vector<ChunkRow> rows;
        rows.reserve(rows_);
        if (!blocks_.empty())
            blocks_.back().used = static_cast<std::size_t>(at_ - blocks_.back().bytes.get());
        const auto all = static_cast<std::uint8_t>((1U << shape.values) - 1);
        ChunkRow row;
        row.file = file;
        for (Block& block : blocks_) {
            VarintReader reader({reinterpret_cast<const char*>(block.bytes.get()), block.used});
            for (std::size_t i = 0; i < block.rows; ++i) {
                row.key += static_cast<std::uint32_t>(reader.nextSigned());
                const auto head = static_cast<std::uint8_t>(reader.next());
                row.day = head & 7U;
                row.present = (head & 8U) != 0 ? all : static_cast<std::uint8_t>(reader.next());
                if (shape.hasFeature)
                    row.feature = reader.next();
                for (std::size_t value = 0; value < shape.values; ++value)
                    row.values[value] = ((row.present >> value) & 1U) != 0 ? reader.next() : 0;
                row.line += static_cast<std::uint32_t>(reader.nextSigned());
                rows.push_back(row);
            }
            block.bytes.reset();
        }
        return rows;
    }

private:
    static constexpr std::size_t blockBytes = 8192;
    static constexpr std::size_t mostRowBytes = 64; // ten varints of five bytes and two more
    struct Block {
        std::unique_ptr<std::uint8_t[]> bytes;
        std::size_t used = 0;
        std::size_t rows = 0;
    };

    bool ordered(const ChunkRow& row) const
    {
        if (row.key != key_)
            return row.key > key_;
        return row.day != day_ ? row.day > day_ : row.feature > feature_;
    }
    void newBlock()
    {
        if (!blocks_.empty())
            blocks_.back().used = static_cast<std::size_t>(at_ - blocks_.back().bytes.get());
        blocks_.push_back({std::unique_ptr<std::uint8_t[]>(new std::uint8_t[blockBytes]), 0, 0});
        at_ = blocks_.back().bytes.get();
        end_ = at_ + blockBytes;
    }
    void append(std::uint32_t value)
    {
        while (value >= 0x80U) {
            *at_++ = static_cast<std::uint8_t>(value | 0x80U);
            value >>= 7U;
        }
        *at_++ = static_cast<std::uint8_t>(value);
    }
    void appendSigned(std::uint32_t difference)
    {
        append((difference << 1U) ^ static_cast<std::uint32_t>(static_cast<std::int32_t>(difference) >> 31));
    }

    std::uint8_t* at_ = nullptr;
    std::uint8_t* end_ = nullptr;
    std::uint32_t key_ = 0, line_ = 0, feature_ = 0;
    std::uint8_t day_ = 0;
    bool ordered_ = true;
    std::size_t rows_ = 0;
    std::vector<Block> blocks_;
};

std::int32_t mondayOf(std::int32_t day)
{
    // 1970-01-01 was a Thursday.
    const std::int32_t since = day + 3;
    return since - (since % 7 + 7) % 7 - 3;
}

class ChunkWriter final : public DatasetWriter {
public:
    static Result<std::unique_ptr<DatasetWriter>> make(const WriteContext& context)
    {
        auto writer = std::make_unique<ChunkWriter>();
        writer->context_ = context;
        writer->shape_ = chunkShape(context.dataset);
        for (std::size_t value = 0; value < writer->shape_.values; ++value) {
            if (context.present[writer->shape_.firstValueColumn + value])
                writer->presentValues_ |= static_cast<std::uint8_t>(1U << value);
        }
        Result<ConflictLog> log = ConflictLog::open(context);
        if (!log)
            return tl::unexpected(log.error());
        writer->log_ = std::move(*log);
        if (!writer->shape_.hasFeature)
            return writer;
        Result<Statement> insert = context.database->prepare("INSERT INTO features (id, text) VALUES (?, ?)");
        if (!insert)
            return tl::unexpected(insert.error());
        writer->insertFeature_ = std::move(*insert);
        const Result<void> read =
            eachRow(*context.database, "SELECT id, text FROM features ORDER BY id", [&writer](const Statement& row) {
                writer->lastFeature_ = static_cast<std::uint32_t>(row.integer(0));
                writer->features_.add(row.text(1), writer->lastFeature_);
                writer->featureNames_[writer->lastFeature_] = row.text(1);
            });
        if (!read)
            return tl::unexpected(read.error());
        return writer;
    }

    Result<void> put(std::int64_t line, std::uint32_t account, std::span<const Cell> cells) override;
    Result<ImportWriter::FileCounts> finish() override;

private:
    Result<std::uint32_t> feature(std::string_view text);
    std::vector<ChunkRow> takeSorted(WeekBuffer& buffer) const;
    void dropDuplicates(std::vector<ChunkRow>& rows, std::int32_t week, ImportWriter::FileCounts& counts) const;
    Result<std::vector<ChunkRow>> merge(std::int32_t week, const std::vector<ChunkRow>& stored,
        const std::vector<ChunkRow>& fresh, ImportWriter::FileCounts& counts);
    // Holds what a row says against what was stored before it.
    Result<void> compare(std::int32_t week, const ChunkRow& before, const ChunkRow& after, std::uint32_t line);

    WriteContext context_;
    ChunkShape shape_;
    std::uint8_t presentValues_ = 0; // bits of the values that the file has a column for
    std::map<std::int32_t, WeekBuffer> weeks_;
    std::int32_t week_ = std::numeric_limits<std::int32_t>::min(); // of the row before
    WeekBuffer* buffer_ = nullptr;
    TextIndex features_;
    std::map<std::uint32_t, std::string> featureNames_;
    ConflictLog log_;
    Statement insertFeature_;
    std::uint32_t lastFeature_ = 0;
};

Result<std::uint32_t> ChunkWriter::feature(std::string_view text)
{
    if (const std::uint32_t known = features_.find(text); known != 0)
        return known;
    insertFeature_.bind(1, std::int64_t{++lastFeature_});
    insertFeature_.bind(2, text);
    if (const Result<void> done = insertFeature_.run(); !done)
        return tl::unexpected(done.error());
    features_.add(text, lastFeature_);
    featureNames_[lastFeature_] = text;
    return lastFeature_;
}

Result<void> ChunkWriter::put(std::int64_t line, std::uint32_t account, std::span<const Cell> cells)
{
    const Cell& date = cells[shape_.dateColumn];
    if (date.kind != Cell::Kind::Integer)
        return failure(ErrorCode::Failed, "a row without its date was given to the store", {"", "", line, "date"});
    ChunkRow row;
    row.key = account;
    row.line = static_cast<std::uint32_t>(line);
    const auto day = static_cast<std::int32_t>(date.integer);
    const std::int32_t week = mondayOf(day);
    row.day = static_cast<std::uint8_t>(day - week);
    for (std::size_t value = 0; value < shape_.values; ++value) {
        const Cell& cell = cells[shape_.firstValueColumn + value];
        if (cell.kind == Cell::Kind::Missing || ((presentValues_ >> value) & 1U) == 0)
            continue;
        if (cell.kind != Cell::Kind::Integer || cell.integer < 0 || cell.integer > greatestChunkedCount) {
            return failure(ErrorCode::Failed, "a count beyond 0 to 4,294,967,294 was given to the store",
                {"", "", line, std::string(dataset(context_.dataset).columns[shape_.firstValueColumn + value].name)});
        }
        row.values[value] = static_cast<std::uint32_t>(cell.integer);
        row.present |= static_cast<std::uint8_t>(1U << value);
    }
    if (shape_.hasFeature) {
        const Result<std::uint32_t> id = feature(cells[shape_.featureColumn].text);
        if (!id)
            return tl::unexpected(id.error());
        row.feature = *id;
    }
    if (week != week_ || buffer_ == nullptr) {
        week_ = week;
        buffer_ = &weeks_[week];
    }
    buffer_->add(shape_, row);
    return {};
}

// Of sorted rows with one key the last one of the file stays.
void ChunkWriter::dropDuplicates(std::vector<ChunkRow>& rows, std::int32_t week, ImportWriter::FileCounts& counts) const
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i + 1 < rows.size() && rows[i].sameKey(rows[i + 1])) {
            ++counts.unchanged; // the later row decides
            if (!rows[i].sameValues(rows[i + 1]))
                noteDuplicate(counts, rows[i].line, rows[i + 1].line,
                    "the same account_id on " + Date(week + rows[i].day).toIso());
            continue;
        }
        if (kept != i)
            rows[kept] = rows[i];
        ++kept;
    }
    rows.resize(kept);
}

Result<void> ChunkWriter::compare(std::int32_t week, const ChunkRow& before, const ChunkRow& after, std::uint32_t line)
{
    std::string key = "on " + Date(week + before.day).toIso();
    if (shape_.hasFeature)
        key = "feature " + featureNames_[before.feature] + ", " + key;
    if (!log_.isRival(before.file) && !log_.hasStanding(before.key, key))
        return {};
    const DatasetSpec& spec = dataset(context_.dataset);
    for (std::size_t value = 0; value < shape_.values; ++value) {
        if (((presentValues_ >> value) & 1U) == 0)
            continue;
        const auto text = [value](const ChunkRow& row) {
            return ((row.present >> value) & 1U) != 0 ? std::to_string(row.values[value]) : std::string();
        };
        const std::string stored = text(before), fresh = text(after);
        ConflictLog::Value told;
        told.account = before.key;
        told.rowKey = &key;
        told.column = spec.columns[shape_.firstValueColumn + value].name;
        told.stored = stored;
        told.storedFile = before.file;
        told.storedLine = before.line;
        told.fresh = fresh;
        told.line = line;
        if (Result<void> compared = log_.compare(told); !compared)
            return compared;
    }
    return {};
}

Result<std::vector<ChunkRow>> ChunkWriter::merge(std::int32_t week, const std::vector<ChunkRow>& stored,
    const std::vector<ChunkRow>& fresh, ImportWriter::FileCounts& counts)
{
    const bool isIdle = log_.isIdle();
    std::vector<ChunkRow> merged;
    merged.reserve(stored.size() + fresh.size());
    auto old = stored.begin();
    for (const ChunkRow& row : fresh) {
        while (old != stored.end() && *old < row)
            merged.push_back(*old++);
        if (old == stored.end() || !old->sameKey(row)) {
            merged.push_back(row);
            ++counts.inserted;
            continue;
        }
        ChunkRow changed = row;
        for (std::size_t value = 0; value < shape_.values; ++value) { // an absent column leaves what is stored
            if (((presentValues_ >> value) & 1U) == 0)
                changed.values[value] = old->values[value];
        }
        changed.present = static_cast<std::uint8_t>(
            (row.present & presentValues_) | (old->present & static_cast<std::uint8_t>(~presentValues_)));
        if (!isIdle) {
            if (const Result<void> compared = compare(week, *old, changed, row.line); !compared)
                return tl::unexpected(compared.error());
        }
        if (changed.sameValues(*old)) {
            merged.push_back(*old);
            ++counts.unchanged;
        } else {
            merged.push_back(changed);
            ++counts.updated;
        }
        ++old;
    }
    merged.insert(merged.end(), old, stored.end());
    return merged;
}

std::vector<ChunkRow> ChunkWriter::takeSorted(WeekBuffer& buffer) const
{
    std::vector<ChunkRow> rows = buffer.take(shape_, static_cast<std::uint32_t>(context_.file));
    if (!buffer.isOrdered())
        std::stable_sort(rows.begin(), rows.end());
    return rows;
}

Result<ImportWriter::FileCounts> ChunkWriter::finish()
{
    ImportWriter::FileCounts counts;
    Result<ChunkStore> chunks = ChunkStore::forWriting(*context_.database, shape_);
    if (!chunks)
        return tl::unexpected(chunks.error());
    // While a week is written the next one is decoded and sorted.
    std::future<std::vector<ChunkRow>> sorted;
    const auto beginNext = [&] {
        if (!weeks_.empty())
            sorted = std::async(std::launch::async | std::launch::deferred,
                [this, buffer = std::move(weeks_.begin()->second)]() mutable { return takeSorted(buffer); });
    };
    beginNext();
    while (!weeks_.empty()) {
        const std::int32_t week = weeks_.begin()->first;
        std::vector<ChunkRow> rows = sorted.get();
        weeks_.erase(weeks_.begin());
        beginNext();
        dropDuplicates(rows, week, counts);
        const Result<std::optional<std::vector<ChunkRow>>> stored = chunks->read(week);
        if (!stored)
            return tl::unexpected(stored.error());
        Result<void> written;
        if (!*stored) {
            counts.inserted += static_cast<std::int64_t>(rows.size());
            written = chunks->write(week, rows, ChunkStore::Keep::OldImage);
        } else {
            const std::int64_t before = counts.inserted + counts.updated;
            const Result<std::vector<ChunkRow>> merged = merge(week, **stored, rows, counts);
            if (!merged)
                return tl::unexpected(merged.error());
            if (counts.inserted + counts.updated != before)
                written = chunks->write(week, *merged, ChunkStore::Keep::OldImage);
        }
        if (!written)
            return tl::unexpected(written.error());
    }
    counts.conflicts = log_.found();
    return counts;
}

} // namespace

Result<std::unique_ptr<DatasetWriter>> makeChunkWriter(const WriteContext& context)
{
    return ChunkWriter::make(context);
}

} // namespace holdfast
