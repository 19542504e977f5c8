// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/csv_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#define HOLDFAST_SSE2 1
#endif

namespace holdfast {

namespace {
constexpr std::size_t window = 64;
}

CsvReader::CsvReader(
    std::unique_ptr<ByteSource> source, char delimiter, std::size_t blockSize, std::size_t longestRecord)
    : stream_(std::move(source))
    , delimiter_(delimiter)
    , blockSize_(std::max<std::size_t>(blockSize, 64))
    , longestRecord_(longestRecord)
    , buffer_(blockSize_ + window)
{
    fields_.reserve(64);
}

std::vector<std::string> CsvReader::remarks() const
{
    if (stream_.foreignBytes() == 0)
        return {};
    return {std::to_string(stream_.foreignBytes()) + " bytes are not UTF-8 and were read as Windows-1252"};
}

// One bit for each of the 64 bytes from `at` that is a delimiter, a quote, a line end or a NUL.
std::uint64_t CsvReader::specials(std::size_t at) const
{
    const char* bytes = buffer_.data() + at;
    std::uint64_t bits = 0;
#ifdef HOLDFAST_SSE2
    const __m128i delimiter = _mm_set1_epi8(delimiter_);
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i lineFeed = _mm_set1_epi8('\n');
    const __m128i carriageReturn = _mm_set1_epi8('\r');
    const __m128i nul = _mm_setzero_si128();
    for (unsigned part = 0; part < 4; ++part) {
        const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + part * 16));
        const __m128i lines = _mm_or_si128(_mm_cmpeq_epi8(chunk, lineFeed), _mm_cmpeq_epi8(chunk, carriageReturn));
        const __m128i others = _mm_or_si128(_mm_cmpeq_epi8(chunk, delimiter), _mm_cmpeq_epi8(chunk, quote));
        const __m128i all = _mm_or_si128(_mm_or_si128(lines, others), _mm_cmpeq_epi8(chunk, nul));
        bits |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(all))) << (part * 16);
    }
#else
    for (unsigned i = 0; i < window; ++i) {
        const char c = bytes[i];
        const bool special = c == delimiter_ || c == '"' || c == '\n' || c == '\r' || c == '\0';
        bits |= static_cast<std::uint64_t>(special) << i;
    }
#endif
    return bits;
}

Result<void> CsvReader::refill()
{
    const std::size_t kept = end_ - start_;
    if (start_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + start_, kept);
        start_ = 0;
        end_ = kept;
    }
    if (buffer_.size() < kept + blockSize_ / 2 + window)
        buffer_.resize(std::max(buffer_.size() * 2, kept + blockSize_ + window));
    const auto count = stream_.read(buffer_.data() + end_, buffer_.size() - window - end_);
    if (!count)
        return tl::unexpected(count.error());
    end_ += *count;
    sourceEnded_ = *count == 0;
    std::memset(buffer_.data() + end_, 0, window);
    return {};
}

// From the opening quote at `at` to the delimiter or line end behind the closing one; `at` then stands on it.
CsvReader::Parsed CsvReader::parseQuoted(std::size_t& at, bool final)
{
    const char* bytes = buffer_.data();
    std::size_t i = at + 1;
    while (true) {
        const void* found = i < end_ ? std::memchr(bytes + i, '"', end_ - i) : nullptr;
        if (found == nullptr)
            return final ? Parsed::OpenQuote : (end_ - at > longestRecord_ ? Parsed::OpenQuote : Parsed::NeedMore);
        const std::size_t quote = static_cast<std::size_t>(static_cast<const char*>(found) - bytes);
        if (quote + 1 >= end_ && !final)
            return Parsed::NeedMore; // the next byte decides whether it closes
        if (quote + 1 < end_ && bytes[quote + 1] == '"') {
            i = quote + 2;
            continue;
        }
        std::size_t after = quote + 1;
        while (after < end_ && bytes[after] != delimiter_ && bytes[after] != '\n' && bytes[after] != '\r')
            ++after;
        if (after >= end_ && !final)
            return Parsed::NeedMore;
        const std::string_view inside(bytes + at, after - at);
        for (std::size_t k = 0; k < inside.size(); ++k) {
            if (inside[k] == '\n' || (inside[k] == '\r' && (k + 1 >= inside.size() || inside[k + 1] != '\n')))
                ++recordLines_;
            if (inside[k] == '\0')
                sawNul_ = true;
        }
        at = after;
        return Parsed::Record;
    }
}

// One record from start_; fields_ point into the buffer, parsedTo_ is behind its line end.
CsvReader::Parsed CsvReader::parse(bool final)
{
    fields_.clear();
    quoted_.clear();
    recordLines_ = 1;
    sawNul_ = false;
    const char* bytes = buffer_.data();
    std::size_t fieldStart = start_;
    std::size_t base = start_;
    std::uint64_t bits = specials(base);
    while (true) {
        while (bits == 0) {
            base += window;
            if (base >= end_)
                break;
            bits = specials(base);
        }
        std::size_t at = bits == 0 ? end_ : base + static_cast<std::size_t>(std::countr_zero(bits));
        if (at >= end_) {
            if (!final)
                return Parsed::NeedMore;
            fields_.emplace_back(bytes + fieldStart, end_ - fieldStart);
            parsedTo_ = end_;
            return Parsed::Record;
        }
        bits &= bits - 1;
        char c = bytes[at];
        if (c == '\0') {
            sawNul_ = true;
            continue;
        }
        if (c == '"') {
            if (at != fieldStart)
                continue; // a quote inside an unquoted field is a character
            const Parsed quotedField = parseQuoted(at, final);
            if (quotedField != Parsed::Record)
                return quotedField;
            quoted_.push_back(fields_.size());
            if (at >= end_) {
                fields_.emplace_back(bytes + fieldStart, end_ - fieldStart);
                parsedTo_ = end_;
                return Parsed::Record;
            }
            c = bytes[at];
            base = at + 1;
            bits = base < end_ ? specials(base) : 0;
            if (base >= end_)
                base = end_;
        }
        fields_.emplace_back(bytes + fieldStart, at - fieldStart);
        if (c == delimiter_) {
            fieldStart = at + 1;
            continue;
        }
        parsedTo_ = at + 1;
        if (c == '\r') {
            if (parsedTo_ >= end_ && !final)
                return Parsed::NeedMore; // a line feed may follow
            if (parsedTo_ < end_ && bytes[parsedTo_] == '\n')
                ++parsedTo_;
        }
        return Parsed::Record;
    }
}

// A quote that nothing closes: its first line alone is the bad record, the lines after it are read as usual.
void CsvReader::recover()
{
    const char* bytes = buffer_.data();
    std::size_t at = start_;
    while (at < end_ && bytes[at] != '\n' && bytes[at] != '\r')
        ++at;
    fields_.assign(1, std::string_view(bytes + start_, at - start_));
    quoted_.clear();
    if (at < end_ && bytes[at] == '\r')
        ++at;
    if (at < end_ && bytes[at] == '\n')
        ++at;
    parsedTo_ = at;
    recordLines_ = 1;
}

// Takes the quotes away in place: what remains is never longer. Text behind the closing quote stays as it is.
void CsvReader::unquote(std::string_view& field)
{
    char* bytes = buffer_.data() + (field.data() - buffer_.data());
    const std::size_t size = field.size();
    std::size_t in = 1, out = 0;
    bool open = true;
    while (in < size) {
        const char c = bytes[in];
        if (open && c == '"') {
            if (in + 1 < size && bytes[in + 1] == '"') {
                bytes[out++] = '"';
                in += 2;
                continue;
            }
            open = false;
            ++in;
            continue;
        }
        bytes[out++] = c;
        ++in;
    }
    field = std::string_view(bytes, out);
}

Result<bool> CsvReader::next(Record& record)
{
    while (true) {
        if (start_ >= end_) {
            if (sourceEnded_)
                return false;
            if (const auto filled = refill(); !filled)
                return tl::unexpected(filled.error());
            continue;
        }
        const Parsed parsed = parse(sourceEnded_);
        if (parsed == Parsed::NeedMore) {
            if (const auto filled = refill(); !filled)
                return tl::unexpected(filled.error());
            continue;
        }
        record.problem = RecordProblem::None;
        if (parsed == Parsed::OpenQuote) {
            recover();
            record.problem = RecordProblem::OpenQuote;
        }
        for (const std::size_t field : quoted_)
            unquote(fields_[field]);
        if (sawNul_)
            record.problem = RecordProblem::NulByte;
        record.line = line_;
        record.fields = fields_;
        line_ += recordLines_;
        start_ = parsedTo_;
        return true;
    }
}

} // namespace holdfast
