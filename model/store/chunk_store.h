// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and writes whole chunks, keeping the replaced ones for undo.
#pragma once

#include <optional>
#include <vector>

#include "model/store/chunk_codec.h"
#include "model/store/sqlite.h"

namespace holdfast {

class ChunkStore {
public:
    // Whether a replaced chunk is kept so that the last import can be undone.
    enum class Keep { OldImage, Nothing };

    static Result<ChunkStore> forReading(const Database& database, const ChunkShape& shape);
    static Result<ChunkStore> forWriting(const Database& database, const ChunkShape& shape);

    const ChunkShape& shape() const { return shape_; }
    Result<std::vector<std::int32_t>> weeks();
    Result<std::optional<std::vector<ChunkRow>>> read(std::int32_t week);
    Result<void> write(std::int32_t week, const std::vector<ChunkRow>& rows, Keep keep);
    // Calls take(keys, data) with the coded bytes of a week (both empty when there is none); they live for the call.
    template <class Take> Result<void> withBytes(std::int32_t week, const Take& take)
    {
        select_.bind(1, static_cast<std::int64_t>(shape_.dataset));
        select_.bind(2, std::int64_t{week});
        const Result<bool> row = select_.step();
        if (!row)
            return tl::unexpected(row.error());
        Result<void> taken;
        if (*row) {
            const std::string_view keys = select_.blob(0);
            taken = take(keys, select_.blob(1));
            select_.reset();
        } else {
            taken = take(std::string_view{}, std::string_view{});
        }
        return taken;
    }
    // The same for the keys alone, which stand first: the rest of the chunk is not read from the disk.
    template <class Take> Result<void> withKeys(std::int32_t week, const Take& take)
    {
        select_.bind(1, static_cast<std::int64_t>(shape_.dataset));
        select_.bind(2, std::int64_t{week});
        const Result<bool> row = select_.step();
        if (!row)
            return tl::unexpected(row.error());
        Result<void> taken = take(*row ? select_.blob(0) : std::string_view{});
        select_.reset();
        return taken;
    }

private:
    ChunkShape shape_;
    Statement select_, weeks_, keep_, replace_;
};

// The rows of the keys blobs of all weeks, counted per account key.
Result<std::vector<std::int64_t>> chunkRowsPerKey(const Database& database, const ChunkShape& shape);

} // namespace holdfast
