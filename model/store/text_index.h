// SPDX-License-Identifier: GPL-3.0-or-later
// Text to number for millions of look-ups: rows of one account follow each other, and each week of an export lists
// the accounts in the order of the week before, so the text that followed last time is tried before hashing.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace holdfast {

class TextIndex {
public:
    // The number of a text, or 0.
    std::uint32_t find(std::string_view text)
    {
        if (entries_.empty())
            return 0;
        const std::uint32_t guess = entries_[last_].follower;
        if (entries_[last_].text == text)
            return entries_[last_].value;
        if (entries_[guess].text == text) {
            last_ = guess;
            return entries_[guess].value;
        }
        const Slot& slot = slots_[slotOf(text, hash(text))];
        if (slot.entry == 0)
            return 0;
        const std::uint32_t entry = slot.entry - 1;
        entries_[last_].follower = entry;
        last_ = entry;
        return entries_[entry].value;
    }

    // `text` is not there yet; `value` is not 0.
    void add(std::string_view text, std::uint32_t value)
    {
        if ((entries_.size() + 1) * 2 > slots_.size())
            grow();
        texts_.emplace_back(text);
        const std::uint32_t hashed = hash(text);
        const std::size_t slot = slotOf(text, hashed);
        entries_.push_back({texts_.back(), value, static_cast<std::uint32_t>(entries_.size())});
        slots_[slot] = {hashed, static_cast<std::uint32_t>(entries_.size())};
    }

private:
    struct Entry {
        std::string_view text;
        std::uint32_t value = 0;
        std::uint32_t follower = 0; // the entry looked up after this one
    };

    struct Slot {
        std::uint32_t hash = 0; // tells most other texts apart without reading them
        std::uint32_t entry = 0; // and one more; 0: free
    };

    static std::uint32_t hash(std::string_view text)
    {
        std::uint64_t mixed = 0x9e3779b97f4a7c15U ^ text.size();
        while (text.size() >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data(), 8);
            mixed = (mixed ^ word) * 0xff51afd7ed558ccdU;
            mixed ^= mixed >> 32U;
            text.remove_prefix(8);
        }
        std::uint64_t rest = 0;
        if (!text.empty())
            std::memcpy(&rest, text.data(), text.size());
        mixed = (mixed ^ rest) * 0xc4ceb9fe1a85ec53U;
        return static_cast<std::uint32_t>(mixed ^ (mixed >> 29U));
    }

    std::size_t slotOf(std::string_view text, std::uint32_t hashed) const
    {
        const std::size_t mask = slots_.size() - 1;
        std::size_t slot = hashed & mask;
        while (
            slots_[slot].entry != 0 && (slots_[slot].hash != hashed || entries_[slots_[slot].entry - 1].text != text))
            slot = (slot + 1) & mask;
        return slot;
    }

    void grow()
    {
        const std::vector<Slot> old =
            std::exchange(slots_, std::vector<Slot>(slots_.empty() ? 1024 : slots_.size() * 2));
        const std::size_t mask = slots_.size() - 1;
        for (const Slot& moved : old) {
            if (moved.entry == 0)
                continue;
            std::size_t slot = moved.hash & mask;
            while (slots_[slot].entry != 0)
                slot = (slot + 1) & mask;
            slots_[slot] = moved;
        }
    }

    std::deque<std::string> texts_; // addresses stay
    std::vector<Entry> entries_;
    std::vector<Slot> slots_; // a power of two of them, at most half filled
    std::uint32_t last_ = 0;
};

} // namespace holdfast
