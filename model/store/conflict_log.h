// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of a file say otherwise than another source said, or than an earlier line of the file: noted while the
// file is written, ended when the sources agree again.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/store/dataset_writer.h"

namespace holdfast {

class ConflictLog {
public:
    ConflictLog() = default;
    static Result<ConflictLog> open(const WriteContext& context);

    // Nothing is to be looked at: no other source ever wrote this dataset, and none differs.
    bool isIdle() const { return rivals_.empty() && standing_.empty(); }
    bool isRival(std::int64_t file) const { return rivals_.contains(file); }
    bool hasStanding(std::uint32_t account, const std::string& rowKey) const
    {
        return standing_.contains({account, rowKey});
    }

    // A value of the row: as it was stored, by which file and line, and as this file has it now. "" is missing.
    struct Value {
        std::uint32_t account = 0;
        const std::string* rowKey = nullptr;
        std::string_view column;
        std::string_view stored;
        std::int64_t storedFile = 0, storedLine = 0;
        std::string_view fresh;
        std::int64_t line = 0;
    };
    Result<void> compare(const Value& value);
    // The value of an earlier line of this file, which a later one replaced.
    Result<void> replaced(const Value& value);

    std::int64_t found() const { return found_; } // without the lines of one file

private:
    struct Standing {
        std::int64_t id = 0;
        std::string column, lost, kept;
        bool lostIsOurs = false, keptIsOurs = false; // said by the source of this file
        std::int64_t lostFile = 0, lostLine = 0;
    };
    using Key = std::pair<std::uint32_t, std::string>;

    Result<void> note(const Value& value, std::string_view lost, std::int64_t lostFile, std::int64_t lostLine);
    Result<void> end(const Key& key, std::size_t place);

    WriteContext context_;
    std::map<std::int64_t, std::string> rivals_; // files of other sources → the columns that they gave
    std::map<Key, std::vector<Standing>> standing_;
    Statement insert_, end_;
    std::int64_t found_ = 0, noted_ = 0;
};

} // namespace holdfast
