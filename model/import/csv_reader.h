// SPDX-License-Identifier: GPL-3.0-or-later
// The one CSV parser behind preview and import: streams blocks, copies no unquoted field. RFC 4180 quoting with
// newlines inside quotes; a record ends with CR, LF or CRLF.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/import/byte_source.h"
#include "model/import/record_reader.h"

namespace holdfast {

class CsvReader final : public RecordReader {
public:
    // A quoted field that is longer than `longestRecord` bytes counts as never closed.
    CsvReader(std::unique_ptr<ByteSource> source, char delimiter, std::size_t blockSize = std::size_t{1} << 20,
        std::size_t longestRecord = std::size_t{4} << 20);

    Result<bool> next(Record& record) override;
    std::int64_t done() const override { return stream_.source().done(); }
    std::int64_t total() const override { return stream_.source().total(); }
    std::vector<std::string> remarks() const override;

private:
    enum class Parsed : std::uint8_t { Record, NeedMore, OpenQuote };

    Parsed parse(bool final);
    Parsed parseQuoted(std::size_t& at, bool final);
    void recover();
    void unquote(std::string_view& field);
    Result<void> refill();
    std::uint64_t specials(std::size_t at) const;

    Utf8Stream stream_;
    char delimiter_;
    std::size_t blockSize_;
    std::size_t longestRecord_;
    std::vector<char> buffer_; // one 64-byte window longer than its content
    std::size_t start_ = 0; // of the next record
    std::size_t end_ = 0; // of the content
    bool sourceEnded_ = false;
    std::vector<std::string_view> fields_;
    std::vector<std::size_t> quoted_; // fields whose quotes are still to be taken away
    std::int64_t line_ = 1;
    std::int64_t recordLines_ = 0;
    std::size_t parsedTo_ = 0;
    bool sawNul_ = false;
};

} // namespace holdfast
