// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/byte_source.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <array>
#include <cstring>

namespace holdfast {

namespace {

class FileSource final : public ByteSource {
public:
    explicit FileSource(const std::string& path)
        : file_(QString::fromStdString(path))
        , path_(path)
    {
    }

    Result<void> open()
    {
        const QFileInfo info(file_.fileName());
        if (!info.exists())
            return failure(ErrorCode::Unreadable, "the file does not exist", {path_, {}, 0, {}});
        if (!info.isFile())
            return failure(ErrorCode::Unreadable, "this is not a file", {path_, {}, 0, {}});
        if (!file_.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return failure(ErrorCode::Unreadable, "the file cannot be opened: " + file_.errorString().toStdString(),
                {path_, {}, 0, {}});
        total_ = file_.size();
        return {};
    }

    Result<std::size_t> read(char* out, std::size_t capacity) override
    {
        const qint64 count = file_.read(out, static_cast<qint64>(capacity));
        if (count < 0)
            return failure(
                ErrorCode::Unreadable, "reading stopped: " + file_.errorString().toStdString(), {path_, {}, 0, {}});
        done_ += count;
        return static_cast<std::size_t>(count);
    }

    std::int64_t done() const override { return done_; }
    std::int64_t total() const override { return total_; }

private:
    QFile file_;
    std::string path_;
    std::int64_t done_ = 0;
    std::int64_t total_ = 0;
};

class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string bytes)
        : bytes_(std::move(bytes))
    {
    }

    Result<std::size_t> read(char* out, std::size_t capacity) override
    {
        const std::size_t count = std::min(capacity, bytes_.size() - at_);
        std::memcpy(out, bytes_.data() + at_, count);
        at_ += count;
        return count;
    }

    std::int64_t done() const override { return static_cast<std::int64_t>(at_); }
    std::int64_t total() const override { return static_cast<std::int64_t>(bytes_.size()); }

private:
    std::string bytes_;
    std::size_t at_ = 0;
};

// Windows-1252 for 0x80..0x9F; the five bytes it leaves out keep their number, as browsers do.
constexpr std::array<std::uint16_t, 32> windows1252 = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
    0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};

std::size_t putUtf8(char* out, std::uint32_t code)
{
    const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    if (code < 0x80) {
        out[0] = byte(code);
        return 1;
    }
    if (code < 0x800) {
        out[0] = byte(0xC0U | (code >> 6));
        out[1] = byte(0x80U | (code & 0x3FU));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = byte(0xE0U | (code >> 12));
        out[1] = byte(0x80U | ((code >> 6) & 0x3FU));
        out[2] = byte(0x80U | (code & 0x3FU));
        return 3;
    }
    out[0] = byte(0xF0U | (code >> 18));
    out[1] = byte(0x80U | ((code >> 12) & 0x3FU));
    out[2] = byte(0x80U | ((code >> 6) & 0x3FU));
    out[3] = byte(0x80U | (code & 0x3FU));
    return 4;
}

// Length of the sequence at `at` when it is well-formed, 0 when it is not, -1 when the bytes end inside it.
int sequenceAt(const unsigned char* bytes, std::size_t size, std::size_t at)
{
    const unsigned char first = bytes[at];
    if (first < 0x80)
        return 1;
    int length = 0;
    unsigned char low = 0x80, high = 0xBF; // bounds of the second byte: no overlong form, no surrogate, ≤ 10FFFF
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        low = first == 0xE0 ? 0xA0 : 0x80;
        high = first == 0xED ? 0x9F : 0xBF;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        low = first == 0xF0 ? 0x90 : 0x80;
        high = first == 0xF4 ? 0x8F : 0xBF;
    } else {
        return 0;
    }
    for (int i = 1; i < length; ++i) {
        if (at + static_cast<std::size_t>(i) >= size)
            return -1;
        const unsigned char next = bytes[at + static_cast<std::size_t>(i)];
        if (i == 1 ? (next < low || next > high) : (next < 0x80 || next > 0xBF))
            return 0;
    }
    return length;
}

std::size_t asciiPrefix(const char* bytes, std::size_t size)
{
    std::size_t at = 0;
    for (; at + 32 <= size; at += 32) {
        std::array<std::uint64_t, 4> words;
        std::memcpy(words.data(), bytes + at, 32);
        if (((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080ULL) != 0)
            break;
    }
    while (at < size && static_cast<unsigned char>(bytes[at]) < 0x80)
        ++at;
    return at;
}

} // namespace

Result<std::unique_ptr<ByteSource>> openFileSource(const std::string& path)
{
    auto source = std::make_unique<FileSource>(path);
    if (const auto opened = source->open(); !opened)
        return tl::unexpected(opened.error());
    return source;
}

std::unique_ptr<ByteSource> memorySource(std::string bytes)
{
    return std::make_unique<MemorySource>(std::move(bytes));
}

std::size_t validUtf8Prefix(const char* bytes, std::size_t size)
{
    const auto* data = reinterpret_cast<const unsigned char*>(bytes);
    std::size_t at = 0;
    while (at < size) {
        at += asciiPrefix(bytes + at, size - at);
        if (at >= size)
            break;
        const int length = sequenceAt(data, size, at);
        if (length <= 0)
            break;
        at += static_cast<std::size_t>(length);
    }
    return at;
}

Result<bool> Utf8Stream::fill(std::size_t want)
{
    if (rawAt_ > 0) {
        raw_.erase(raw_.begin(), raw_.begin() + static_cast<std::ptrdiff_t>(rawAt_));
        rawAt_ = 0;
    }
    while (!atEnd_ && raw_.size() < want) {
        const std::size_t before = raw_.size();
        raw_.resize(want);
        const auto count = source_->read(raw_.data() + before, want - before);
        if (!count)
            return tl::unexpected(count.error());
        raw_.resize(before + *count);
        atEnd_ = *count == 0;
    }
    return !raw_.empty();
}

Result<void> Utf8Stream::detect()
{
    if (const auto filled = fill(4096); !filled)
        return tl::unexpected(filled.error());
    const auto at = [this](std::size_t i) { return static_cast<unsigned char>(raw_[i]); };
    detected_ = true;
    if (raw_.size() >= 3 && at(0) == 0xEF && at(1) == 0xBB && at(2) == 0xBF) {
        rawAt_ = 3;
    } else if (raw_.size() >= 2 && at(0) == 0xFF && at(1) == 0xFE) {
        encoding_ = TextEncoding::Utf16Little;
        rawAt_ = 2;
    } else if (raw_.size() >= 2 && at(0) == 0xFE && at(1) == 0xFF) {
        encoding_ = TextEncoding::Utf16Big;
        rawAt_ = 2;
    } else {
        // Without a mark: in UTF-16 text of western letters nearly every second byte is zero.
        std::size_t evenZeros = 0, oddZeros = 0;
        const std::size_t pairs = raw_.size() / 2;
        for (std::size_t i = 0; i < pairs; ++i) {
            evenZeros += at(2 * i) == 0 ? 1 : 0;
            oddZeros += at(2 * i + 1) == 0 ? 1 : 0;
        }
        if (pairs >= 2 && oddZeros * 10 > pairs * 7 && evenZeros * 10 < pairs)
            encoding_ = TextEncoding::Utf16Little;
        else if (pairs >= 2 && evenZeros * 10 > pairs * 7 && oddZeros * 10 < pairs)
            encoding_ = TextEncoding::Utf16Big;
    }
    return {};
}

std::size_t Utf8Stream::decodeUtf8(char* out, std::size_t capacity)
{
    const char* bytes = raw_.data() + rawAt_;
    const std::size_t size = raw_.size() - rawAt_;
    std::size_t in = 0, written = 0;
    while (in < size) {
        const std::size_t good = validUtf8Prefix(bytes + in, std::min(size - in, capacity - written));
        std::memcpy(out + written, bytes + in, good);
        in += good;
        written += good;
        if (in >= size || capacity - written < 8)
            break;
        const int length = sequenceAt(reinterpret_cast<const unsigned char*>(bytes), size, in);
        if (length > 0)
            continue; // it was only cut by the capacity
        if (length < 0 && !atEnd_)
            break; // the rest of the sequence is still to be read
        const auto byte = static_cast<unsigned char>(bytes[in]);
        const std::uint32_t code = byte < 0xA0 ? windows1252[byte - 0x80U] : byte;
        written += putUtf8(out + written, code);
        ++foreignBytes_;
        ++in;
    }
    rawAt_ += in;
    return written;
}

std::size_t Utf8Stream::decodeUtf16(char* out, std::size_t capacity)
{
    const auto unit = [this](std::size_t at) {
        const auto first = static_cast<unsigned char>(raw_[at]), second = static_cast<unsigned char>(raw_[at + 1]);
        return encoding_ == TextEncoding::Utf16Little ? static_cast<std::uint32_t>(first | (second << 8))
                                                      : static_cast<std::uint32_t>((first << 8) | second);
    };
    std::size_t written = 0;
    while (raw_.size() - rawAt_ >= 2 && capacity - written >= 4) {
        std::uint32_t code = unit(rawAt_);
        std::size_t taken = 2;
        if (code >= 0xD800 && code < 0xDC00) {
            if (raw_.size() - rawAt_ < 4 && !atEnd_)
                break;
            const std::uint32_t low = raw_.size() - rawAt_ >= 4 ? unit(rawAt_ + 2) : 0;
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                taken = 4;
            } else {
                code = 0xFFFD;
            }
        } else if (code >= 0xDC00 && code < 0xE000) {
            code = 0xFFFD;
        }
        written += putUtf8(out + written, code);
        rawAt_ += taken;
    }
    if (atEnd_ && raw_.size() - rawAt_ == 1)
        rawAt_ = raw_.size(); // half a unit at the end says nothing
    return written;
}

Result<std::size_t> Utf8Stream::read(char* out, std::size_t capacity)
{
    if (!detected_) {
        if (const auto found = detect(); !found)
            return tl::unexpected(found.error());
    }
    // The usual case, well-formed UTF-8, is read straight into the caller's block.
    if (encoding_ == TextEncoding::Utf8 && rawAt_ == raw_.size() && !atEnd_ && foreignBytes_ == 0) {
        const auto count = source_->read(out, capacity);
        if (!count)
            return tl::unexpected(count.error());
        if (*count == 0) {
            atEnd_ = true;
            return 0;
        }
        const std::size_t good = validUtf8Prefix(out, *count);
        raw_.assign(out + good, out + *count);
        rawAt_ = 0;
        if (good > 0)
            return good;
    }
    while (true) {
        const std::size_t available = raw_.size() - rawAt_;
        if (available > 0) {
            const std::size_t count =
                encoding_ == TextEncoding::Utf8 ? decodeUtf8(out, capacity) : decodeUtf16(out, capacity);
            if (count > 0)
                return count;
        }
        if (atEnd_ && raw_.size() == rawAt_)
            return 0;
        const auto filled = fill(std::max<std::size_t>(raw_.size() - rawAt_ + 1, std::size_t{1} << 20));
        if (!filled)
            return tl::unexpected(filled.error());
        if (!*filled)
            return 0;
    }
}

} // namespace holdfast
