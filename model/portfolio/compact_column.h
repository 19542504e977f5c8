// SPDX-License-Identifier: GPL-3.0-or-later
// A long column of whole numbers in as few bytes as its greatest value needs: ten million rows of usage fit a laptop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace holdfast {

// Numbers from 0 to 2^32 − 2, or missing. Grows its width (1, 2, 4 bytes) when a value needs it.
class CompactColumn {
public:
    static constexpr std::int64_t missing = -1;

    CompactColumn() = default;
    // `size` rows, all missing; `greatest` is the largest value that will be set, so that no widening is needed.
    CompactColumn(std::size_t size, std::uint64_t greatest)
        : width_(widthFor(greatest))
        , size_(size)
        , bytes_(size * width_, 0xff)
    {
    }

    std::size_t size() const { return size_; }
    int width() const { return static_cast<int>(width_); }

    // The value of a row, or `missing`.
    std::int64_t at(std::size_t row) const
    {
        switch (width_) {
        case 1: {
            const std::uint8_t value = bytes_[row];
            return value == 0xffU ? missing : value;
        }
        case 2: {
            const std::uint16_t value = reinterpret_cast<const std::uint16_t*>(bytes_.data())[row];
            return value == 0xffffU ? missing : value;
        }
        default: {
            const std::uint32_t value = reinterpret_cast<const std::uint32_t*>(bytes_.data())[row];
            return value == 0xffffffffU ? missing : static_cast<std::int64_t>(value);
        }
        }
    }

    // Calls `work(values)` with a pointer to the values in their own width, for loops over many rows; the greatest
    // number of the width stands for missing.
    template <class Work> decltype(auto) inOwnWidth(const Work& work) const
    {
        switch (width_) {
        case 1:
            return work(bytes_.data());
        case 2:
            return work(reinterpret_cast<const std::uint16_t*>(bytes_.data()));
        default:
            return work(reinterpret_cast<const std::uint32_t*>(bytes_.data()));
        }
    }

    // Tells the processor that these rows are asked for soon.
    void expect(std::size_t first, std::size_t last) const
    {
        constexpr std::size_t line = 64; // bytes that come at once
        for (std::size_t byte = first * width_; byte < last * width_; byte += line)
            __builtin_prefetch(bytes_.data() + byte);
    }

    // `value` is `missing` or at most the `greatest` given.
    void set(std::size_t row, std::int64_t value)
    {
        switch (width_) {
        case 1:
            bytes_[row] = static_cast<std::uint8_t>(value);
            break;
        case 2:
            reinterpret_cast<std::uint16_t*>(bytes_.data())[row] = static_cast<std::uint16_t>(value);
            break;
        default:
            reinterpret_cast<std::uint32_t*>(bytes_.data())[row] = static_cast<std::uint32_t>(value);
        }
    }

private:
    static std::size_t widthFor(std::uint64_t greatest) { return greatest < 0xffU ? 1 : greatest < 0xffffU ? 2 : 4; }

    std::size_t width_ = 1;
    std::size_t size_ = 0;
    std::vector<std::uint8_t> bytes_; // operator new aligns it for every width
};

} // namespace holdfast
