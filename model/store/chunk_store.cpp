// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/chunk_store.h"

namespace holdfast {

Result<ChunkStore> ChunkStore::forReading(const Database& database, const ChunkShape& shape)
{
    ChunkStore store;
    store.shape_ = shape;
    Result<Statement> select = database.prepare("SELECT keys, data FROM chunks WHERE dataset = ? AND week = ?");
    Result<Statement> weeks = database.prepare("SELECT week FROM chunks WHERE dataset = ? ORDER BY week");
    if (!select || !weeks)
        return tl::unexpected(select ? weeks.error() : select.error());
    store.select_ = std::move(*select);
    store.weeks_ = std::move(*weeks);
    return store;
}

Result<ChunkStore> ChunkStore::forWriting(const Database& database, const ChunkShape& shape)
{
    Result<ChunkStore> store = forReading(database, shape);
    if (!store)
        return store;
    // The first image counts: a second change inside one import keeps what was there before the import.
    Result<Statement> keep = database.prepare("INSERT OR IGNORE INTO chunks_undo (dataset, week, keys, data)"
                                              " SELECT ?1, ?2, c.keys, c.data FROM (SELECT 1)"
                                              " LEFT JOIN chunks c ON c.dataset = ?1 AND c.week = ?2");
    Result<Statement> replace =
        database.prepare("INSERT INTO chunks (dataset, week, keys, data) VALUES (?, ?, ?, ?)"
                         " ON CONFLICT (dataset, week) DO UPDATE SET keys = excluded.keys, data = excluded.data");
    if (!keep || !replace)
        return tl::unexpected(keep ? replace.error() : keep.error());
    store->keep_ = std::move(*keep);
    store->replace_ = std::move(*replace);
    return store;
}

Result<std::vector<std::int32_t>> ChunkStore::weeks()
{
    std::vector<std::int32_t> weeks;
    weeks_.bind(1, static_cast<std::int64_t>(shape_.dataset));
    for (;;) {
        const Result<bool> row = weeks_.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return weeks;
        weeks.push_back(static_cast<std::int32_t>(weeks_.integer(0)));
    }
}

Result<std::optional<std::vector<ChunkRow>>> ChunkStore::read(std::int32_t week)
{
    std::optional<std::vector<ChunkRow>> rows;
    const Result<void> done = withBytes(week, [&](std::string_view keys, std::string_view data) -> Result<void> {
        if (keys.empty())
            return {};
        Result<std::vector<ChunkRow>> decoded = decodeChunk(shape_, keys, data);
        if (!decoded)
            return tl::unexpected(decoded.error());
        rows = std::move(*decoded);
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return rows;
}

Result<void> ChunkStore::write(std::int32_t week, const std::vector<ChunkRow>& rows, Keep keep)
{
    const auto dataset = static_cast<std::int64_t>(shape_.dataset);
    if (keep == Keep::OldImage) {
        keep_.bind(1, dataset);
        keep_.bind(2, std::int64_t{week});
        if (Result<void> kept = keep_.run(); !kept)
            return kept;
    }
    const ChunkBytes bytes = encodeChunk(shape_, rows);
    replace_.bind(1, dataset);
    replace_.bind(2, std::int64_t{week});
    replace_.bindBlob(3, bytes.keys);
    replace_.bindBlob(4, bytes.data);
    return replace_.run();
}

Result<std::vector<std::int64_t>> chunkRowsPerKey(const Database& database, const ChunkShape& shape)
{
    std::vector<std::int64_t> counts;
    Result<ChunkStore> chunks = ChunkStore::forReading(database, shape);
    if (!chunks)
        return tl::unexpected(chunks.error());
    const Result<std::vector<std::int32_t>> weeks = chunks->weeks();
    if (!weeks)
        return tl::unexpected(weeks.error());
    const Result<std::optional<std::int64_t>> greatest = database.integer("SELECT max(key) FROM account_keys");
    if (!greatest)
        return tl::unexpected(greatest.error());
    counts.resize(static_cast<std::size_t>(greatest->value_or(0)) + 1);
    for (const std::int32_t week : *weeks) {
        const Result<void> done = chunks->withKeys(week, [&](std::string_view keys) -> Result<void> {
            const Result<ChunkKeys> head = readChunkKeys(shape, keys);
            if (!head)
                return tl::unexpected(head.error());
            VarintReader reader(head->stream);
            std::uint32_t key = 0;
            for (std::size_t row = 0; row < head->rows; ++row) {
                key += reader.next();
                if (key >= counts.size())
                    return tl::unexpected(damagedChunk());
                ++counts[key];
            }
            return {};
        });
        if (!done)
            return tl::unexpected(done.error());
    }
    return counts;
}

} // namespace holdfast
