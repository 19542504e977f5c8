// SPDX-License-Identifier: GPL-3.0-or-later
// `holdfast deck`: the deck of a day, or of a closed review as it was kept.
#pragma once

#include "app/command_line.h"
#include "model/base/result.h"

namespace holdfast {

Result<void> deckCommand(const Arguments& arguments, const CommandContext& context);

} // namespace holdfast
