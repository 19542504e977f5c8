// SPDX-License-Identifier: GPL-3.0-or-later
// Other words for enum values, as exports of other programs write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/datasets/datasets.h"

namespace holdfast {

// The place in `values` that a text means: the value itself in any case and spelling of blanks, or a known other word
// for it. Nothing when neither knows it.
std::optional<int> enumMeaning(std::string_view values, std::string_view text);

} // namespace holdfast
