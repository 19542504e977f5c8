// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that are read once from front to back, and the decoding of any text encoding to UTF-8 on the way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/base/result.h"

namespace holdfast {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    // Up to `capacity` bytes into `out`; 0 at the end.
    virtual Result<std::size_t> read(char* out, std::size_t capacity) = 0;
    // Bytes read so far and in all, for progress; total 0 when unknown.
    virtual std::int64_t done() const = 0;
    virtual std::int64_t total() const = 0;
};

// A regular file. Error Unreadable.
Result<std::unique_ptr<ByteSource>> openFileSource(const std::string& path);
// Bytes in memory (tests, parts of archives).
std::unique_ptr<ByteSource> memorySource(std::string bytes);

enum class TextEncoding : std::uint8_t { Utf8, Utf16Little, Utf16Big };

// UTF-8 from UTF-8 (with or without byte order mark), UTF-16 (with mark or told by its zero bytes) and Windows-1252
// (every byte that is no UTF-8). The encoding is found from the first bytes and converted block by block.
class Utf8Stream {
public:
    explicit Utf8Stream(std::unique_ptr<ByteSource> source)
        : source_(std::move(source))
    {
    }

    // Up to `capacity` (at least 16) bytes of UTF-8 into `out`; 0 at the end. Code points may be cut at the end of
    // a block, never lost.
    Result<std::size_t> read(char* out, std::size_t capacity);
    const ByteSource& source() const { return *source_; }
    // Bytes that were no UTF-8 and were taken as Windows-1252.
    std::int64_t foreignBytes() const { return foreignBytes_; }

private:
    Result<bool> fill(std::size_t want);
    Result<void> detect();
    std::size_t decodeUtf8(char* out, std::size_t capacity);
    std::size_t decodeUtf16(char* out, std::size_t capacity);

    std::unique_ptr<ByteSource> source_;
    std::vector<char> raw_; // bytes read and not yet decoded, from rawAt_
    std::size_t rawAt_ = 0;
    bool atEnd_ = false;
    bool detected_ = false;
    TextEncoding encoding_ = TextEncoding::Utf8;
    std::int64_t foreignBytes_ = 0;
};

// The length of the valid UTF-8 prefix of the bytes (an incomplete last sequence is not counted in).
std::size_t validUtf8Prefix(const char* bytes, std::size_t size);

} // namespace holdfast
