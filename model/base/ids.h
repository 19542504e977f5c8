// SPDX-License-Identifier: GPL-3.0-or-later
// Typed row numbers: an AccountId cannot be passed where a FileId is meant.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace holdfast {

template <class Tag> struct Id {
    std::uint32_t index = 0;

    constexpr std::size_t at() const { return index; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

// The place of an account in Portfolio::accounts, which is sorted by account_id (bytewise).
using AccountId = Id<struct AccountTag>;
// The place of a file in Portfolio::files.
using FileId = Id<struct FileTag>;

} // namespace holdfast
