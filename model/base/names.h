// SPDX-License-Identifier: GPL-3.0-or-later
// Text that occurs many times, kept once. A Name is its number; Name{} is the empty text and means "missing".
// The ids of rows, which occur once and are seldom asked for, lie beside them end to end, one shelf per dataset.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace holdfast {

struct Name {
    std::uint32_t number = 0;

    bool empty() const { return number == 0; }
    friend bool operator==(Name, Name) = default;
};

class Names {
public:
    static constexpr std::size_t shelfCount = 32;

    Names()
        : slots_(16)
        , spelled_(std::make_unique<Spelled>())
    {
        append({}); // number 0
    }
    Names(const Names&) = delete;
    Names& operator=(const Names&) = delete;
    Names(Names&&) = default;
    Names& operator=(Names&&) = default;

    Name intern(std::string_view text)
    {
        if (text.empty())
            return {};
        if (std::size_t{count_} * 2 > slots_.size())
            grow();
        const std::uint32_t hash = hashOf(text);
        Slot& slot = slots_[slotOf(text, hash)];
        if (slot.number == 0)
            slot = {hash, append(text)};
        return {slot.number};
    }

    // A number of its own for a text that nobody looks up or compares by number (the id of a row), without a look-up.
    Name add(std::size_t shelf, std::string_view text)
    {
        if (text.empty())
            return {};
        Shelf& its = shelves_[shelf];
        if (its.ends.size() == mostOnShelf || its.bytes.size() + text.size() > 0xffffffffU)
            return intern(text);
        its.bytes.append(text);
        its.ends.push_back(static_cast<std::uint32_t>(its.bytes.size()));
        return {
            shelved | static_cast<std::uint32_t>(shelf << shelfBits) | static_cast<std::uint32_t>(its.ends.size() - 1)};
    }
    void reserve(std::size_t shelf, std::size_t texts, std::size_t bytes)
    {
        shelves_[shelf].ends.reserve(texts);
        shelves_[shelf].bytes.reserve(bytes);
    }
    void trim(std::size_t shelf)
    {
        shelves_[shelf].ends.shrink_to_fit();
        shelves_[shelf].bytes.shrink_to_fit();
    }

    // Takes over the texts of `other`, whose shelves are not in use here. The answer tells the new number of each of
    // its interned texts; those on shelves keep theirs.
    std::vector<std::uint32_t> take(Names&& other)
    {
        std::vector<std::uint32_t> numbers(other.count_);
        for (std::uint32_t number = 1; number < other.count_; ++number)
            numbers[number] = intern(other.interned(number)).number;
        for (std::size_t shelf = 0; shelf < shelfCount; ++shelf) {
            if (!other.shelves_[shelf].ends.empty())
                shelves_[shelf] = std::move(other.shelves_[shelf]);
        }
        return numbers;
    }

    // The number of an interned text that is already there, else Name{} (ambiguous only for the empty text).
    Name find(std::string_view text) const { return {text.empty() ? 0 : slots_[slotOf(text, hashOf(text))].number}; }

    std::string_view view(Name name) const
    {
        if ((name.number & shelved) == 0)
            return interned(name.number);
        const Shelf& shelf = shelves_[(name.number & ~shelved) >> shelfBits];
        const std::size_t place = name.number & (mostOnShelf - 1);
        const std::uint32_t first = place == 0 ? 0 : shelf.ends[place - 1];
        return std::string_view(shelf.bytes).substr(first, shelf.ends[place] - first);
    }
    // The same as a string that stays. Ids of rows become one when they are first asked for; from any thread.
    const std::string& text(Name name) const
    {
        return (name.number & shelved) == 0 ? interned(name.number) : spelled(name);
    }
    std::size_t size() const
    {
        std::size_t sum = count_;
        for (const Shelf& shelf : shelves_)
            sum += shelf.ends.size();
        return sum;
    }

private:
    // Open addressing: a store names many texts, and a node for each would outweigh them.
    struct Slot {
        std::uint32_t hash = 0; // tells most other texts apart without reading them
        std::uint32_t number = 0; // 0: free
    };
    struct Shelf {
        std::vector<std::uint32_t> ends; // of each text in `bytes`
        std::string bytes;
    };
    struct Spelled {
        std::mutex mutex;
        std::unordered_map<std::uint32_t, std::string> texts; // addresses stay
    };
    // A number: one bit, five of the shelf, the place on it.
    static constexpr std::uint32_t shelved = 0x80000000U;
    static constexpr std::uint32_t shelfBits = 26;
    static constexpr std::size_t mostOnShelf = std::size_t{1} << shelfBits;
    static constexpr std::uint32_t blockBits = 8; // texts in a block

    const std::string& interned(std::uint32_t number) const
    {
        return blocks_[number >> blockBits][number & ((1U << blockBits) - 1)];
    }
    std::uint32_t append(std::string_view text)
    {
        if ((count_ & ((1U << blockBits) - 1)) == 0)
            blocks_.push_back(std::make_unique<std::string[]>(std::size_t{1} << blockBits));
        blocks_.back()[count_ & ((1U << blockBits) - 1)] = text;
        return count_++;
    }
    const std::string& spelled(Name name) const
    {
        const std::lock_guard lock(spelled_->mutex);
        const auto [known, fresh] = spelled_->texts.try_emplace(name.number);
        if (fresh)
            known->second = view(name);
        return known->second;
    }

    static std::uint32_t hashOf(std::string_view text)
    {
        const auto hash = static_cast<std::uint64_t>(std::hash<std::string_view>{}(text));
        return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
    }
    // Where the text is, or the free slot where it belongs.
    std::size_t slotOf(std::string_view text, std::uint32_t hash) const
    {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash & mask;
        while (slots_[at].number != 0 && (slots_[at].hash != hash || interned(slots_[at].number) != text))
            at = (at + 1) & mask;
        return at;
    }
    void grow()
    {
        const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
        const std::size_t mask = slots_.size() - 1;
        for (const Slot& slot : old) {
            if (slot.number == 0)
                continue;
            std::size_t at = slot.hash & mask;
            while (slots_[at].number != 0)
                at = (at + 1) & mask;
            slots_[at] = slot;
        }
    }

    std::vector<std::unique_ptr<std::string[]>> blocks_; // addresses stay
    std::uint32_t count_ = 0; // of interned texts; the first is the empty one
    std::vector<Slot> slots_; // a power of two of them, at most half filled
    std::array<Shelf, shelfCount> shelves_;
    std::unique_ptr<Spelled> spelled_;
};

} // namespace holdfast
