// SPDX-License-Identifier: GPL-3.0-or-later
// Text that occurs many times, kept once. A Name is its number; Name{} is the empty text and means "missing".
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
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
    Names()
        : texts_(1)
        , slots_(16)
    {
    }
    Names(const Names&) = delete;
    Names& operator=(const Names&) = delete;
    Names(Names&&) = default;
    Names& operator=(Names&&) = default;

    Name intern(std::string_view text)
    {
        if (text.empty())
            return {};
        if ((used_ + 1) * 2 > slots_.size())
            grow();
        const std::uint32_t hash = hashOf(text);
        Slot& slot = slots_[slotOf(text, hash)];
        if (slot.number == 0) {
            slot = {hash, static_cast<std::uint32_t>(texts_.size())};
            texts_.emplace_back(text);
            ++used_;
        }
        return {slot.number};
    }

    // A number of its own for a text that nobody looks up or compares by number (the id of a row), without a look-up.
    Name add(std::string_view text)
    {
        if (text.empty())
            return {};
        texts_.emplace_back(text);
        return {static_cast<std::uint32_t>(texts_.size() - 1)};
    }

    // The number of an interned text that is already there, else Name{} (ambiguous only for the empty text).
    Name find(std::string_view text) const { return {text.empty() ? 0 : slots_[slotOf(text, hashOf(text))].number}; }

    const std::string& text(Name name) const { return texts_[name.number]; }
    std::size_t size() const { return texts_.size(); }

private:
    // Open addressing: a store names millions of texts, and a node for each would outweigh them.
    struct Slot {
        std::uint32_t hash = 0; // tells most other texts apart without reading them
        std::uint32_t number = 0; // 0: free
    };

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
        while (slots_[at].number != 0 && (slots_[at].hash != hash || texts_[slots_[at].number] != text))
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

    std::deque<std::string> texts_; // addresses stay; the first is the empty text
    std::vector<Slot> slots_; // a power of two of them, at most half filled
    std::size_t used_ = 0;
};

} // namespace holdfast
