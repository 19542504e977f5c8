// SPDX-License-Identifier: GPL-3.0-or-later
// Text that occurs many times, kept once. A Name is its number; Name{} is the empty text and means "missing".
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace holdfast {

struct Name {
    std::uint32_t number = 0;

    bool empty() const { return number == 0; }
    friend bool operator==(Name, Name) = default;
};

class Names {
public:
    Names() { intern({}); }
    Names(const Names&) = delete;
    Names& operator=(const Names&) = delete;
    Names(Names&&) = default;
    Names& operator=(Names&&) = default;

    Name intern(std::string_view text)
    {
        if (const auto found = numbers_.find(text); found != numbers_.end())
            return {found->second};
        const auto number = static_cast<std::uint32_t>(texts_.size());
        texts_.emplace_back(text);
        numbers_.emplace(std::string_view(texts_.back()), number);
        return {number};
    }

    // The number of a text that is already there, else Name{} (ambiguous only for the empty text).
    Name find(std::string_view text) const
    {
        const auto found = numbers_.find(text);
        return found == numbers_.end() ? Name{} : Name{found->second};
    }

    const std::string& text(Name name) const { return texts_[name.number]; }
    std::size_t size() const { return texts_.size(); }

private:
    std::deque<std::string> texts_; // addresses stay, so the views in the map stay valid
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

} // namespace holdfast
