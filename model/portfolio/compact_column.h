// SPDX-License-Identifier: GPL-3.0-or-later
// A long column of whole numbers in few bytes: ten million rows of usage fit a laptop.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>
#include <vector>

namespace holdfast {

// Memory that comes zeroed and is not touched before it is written: what stays zero costs nothing, and who fills it
// takes the first touch along.
template <class T> struct ZeroedMemory {
    using value_type = T;

    ZeroedMemory() = default;
    template <class U> ZeroedMemory(const ZeroedMemory<U>&) { }

    T* allocate(std::size_t count)
    {
        void* memory = std::calloc(count, sizeof(T));
        if (!memory)
            throw std::bad_alloc();
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t) { std::free(memory); }
    void construct(T*) { } // zero already
    template <class Value> void construct(T* place, Value&& value) { ::new (place) T(std::forward<Value>(value)); }
    bool operator==(const ZeroedMemory&) const { return true; }
};

// Numbers from 0 to 2^32 − 2, or missing. Each is held as its code: one more than itself, 0 when missing. A column of
// codes below 2^8 takes a byte per row; below 2^16, a byte per row and a second one for those blocks of rows that need
// it, as few accounts are large; else four bytes.
class CompactColumn {
public:
    static constexpr std::int64_t missing = -1;

    CompactColumn() = default;
    // `size` rows, all missing; `greatest` is the largest value that will be set.
    CompactColumn(std::size_t size, std::uint64_t greatest)
        : size_(size)
    {
        if (greatest >= 0xffffU) {
            wide_.resize(size);
            return;
        }
        low_.resize(size);
        if (greatest < 0xffU)
            return;
        const std::size_t blocks = (size + blockLength - 1) / blockLength;
        highOf_.resize(blocks);
        high_.resize((blocks + 1) * blockLength);
    }

    std::size_t size() const { return size_; }

    // The value of a row, or `missing`.
    std::int64_t at(std::size_t row) const { return static_cast<std::int64_t>(code(row)) - 1; }

    // Calls `work(codes)` with what answers codes[row] for rows of [first, last), as fast as these rows allow.
    template <class Work> decltype(auto) withCodes(std::size_t first, std::size_t last, const Work& work) const
    {
        if (!wide_.empty())
            return work(wide_.data());
        if (!hasHigh(first, last))
            return work(low_.data());
        return work(Codes{this});
    }

    // Tells the processor that these rows are asked for soon.
    void expect(std::size_t first, std::size_t last) const
    {
        constexpr std::size_t line = 64; // bytes that come at once
        const std::size_t width = wide_.empty() ? 1 : sizeof(std::uint32_t);
        const auto* bytes = wide_.empty() ? low_.data() : reinterpret_cast<const std::uint8_t*>(wide_.data());
        for (std::size_t byte = first * width; byte < last * width; byte += line)
            __builtin_prefetch(bytes + byte);
    }

    // `value` is `missing` or at most the `greatest` given.
    void set(std::size_t row, std::int64_t value)
    {
        const auto code = static_cast<std::uint32_t>(value + 1);
        if (!wide_.empty()) {
            wide_[row] = code;
            return;
        }
        low_[row] = static_cast<std::uint8_t>(code);
        if (!highOf_.empty() && (code > 0xffU || highOf_[row / blockLength] != none))
            setHigh(row, code);
    }

    // Calls `work(put)`, in which put(row, value) sets a row that was not set before, as fast as the column allows.
    // Threads may do so at the same time.
    template <class Work> void fill(const Work& work)
    {
        if (!wide_.empty()) {
            work([wide = wide_.data()](std::size_t row, std::uint32_t value) { wide[row] = value + 1; });
        } else if (highOf_.empty()) {
            work([low = low_.data()](
                     std::size_t row, std::uint32_t value) { low[row] = static_cast<std::uint8_t>(value + 1); });
        } else {
            work([this, low = low_.data()](std::size_t row, std::uint32_t value) {
                low[row] = static_cast<std::uint8_t>(value + 1);
                if (value >= 0xffU)
                    setHigh(row, value + 1);
            });
        }
    }

private:
    static constexpr std::size_t blockLength = 256; // one or two accounts with four years of weeks
    // What highOf_ says of a block: without second bytes, or a thread just adds them, or their place.
    static constexpr std::uint32_t none = 0, underWay = 0xffffffffU;

    struct Codes {
        const CompactColumn* column;
        std::uint32_t operator[](std::size_t row) const { return column->narrowCode(row); }
    };

    std::uint32_t code(std::size_t row) const
    {
        if (!wide_.empty())
            return wide_[row];
        return highOf_.empty() ? low_[row] : narrowCode(row);
    }
    std::uint32_t narrowCode(std::size_t row) const
    {
        const std::uint32_t high = highOf_[row / blockLength];
        const std::uint32_t second = high == none ? 0U : high_[high * blockLength + row % blockLength];
        return low_[row] | second << 8U;
    }
    bool hasHigh(std::size_t first, std::size_t last) const
    {
        if (highOf_.empty() || first == last)
            return false;
        for (std::size_t block = first / blockLength; block <= (last - 1) / blockLength; ++block) {
            if (highOf_[block] != none)
                return true;
        }
        return false;
    }
    void setHigh(std::size_t row, std::uint32_t code)
    {
        std::uint32_t& entry = highOf_[row / blockLength];
        std::uint32_t high = std::atomic_ref(entry).load(std::memory_order_acquire);
        if (high == none || high == underWay)
            high = addHigh(entry);
        high_[high * blockLength + row % blockLength] = static_cast<std::uint8_t>(code >> 8U);
    }
    // The place of a block's second bytes, made by whichever thread comes first.
    std::uint32_t addHigh(std::uint32_t& entry)
    {
        const std::atomic_ref block(entry);
        std::uint32_t seen = none;
        if (block.compare_exchange_strong(seen, underWay, std::memory_order_acquire)) {
            seen = std::atomic_ref(highBlocks_).fetch_add(1, std::memory_order_relaxed);
            block.store(seen, std::memory_order_release);
        }
        while (seen == underWay)
            seen = block.load(std::memory_order_acquire);
        return seen;
    }

    template <class T> using Zeroed = std::vector<T, ZeroedMemory<T>>;

    std::size_t size_ = 0;
    Zeroed<std::uint8_t> low_;
    Zeroed<std::uint32_t> wide_;
    Zeroed<std::uint32_t> highOf_; // per block
    Zeroed<std::uint8_t> high_; // blocks of second bytes in the order in which they came; the first is not used
    std::uint32_t highBlocks_ = 1;
};

} // namespace holdfast
