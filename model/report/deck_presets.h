// SPDX-License-Identifier: GPL-3.0-or-later
// What each meeting looks at.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/report/deck_outline.h"

namespace holdfast {

// Weekly: the exceptions. Monthly: the whole book by owner. Quarterly: figures and zones for executives.
enum class DeckPreset : std::uint8_t { Weekly, Monthly, Quarterly };
std::string_view text(DeckPreset preset); // "weekly", as in --preset
std::optional<DeckPreset> findDeckPreset(std::string_view name);
// Its sections in their order; what it leaves out is not there.
const std::vector<SectionId>& sectionsOf(DeckPreset preset);

} // namespace holdfast
