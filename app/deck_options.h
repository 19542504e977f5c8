// SPDX-License-Identifier: GPL-3.0-or-later
// What the options of the command `deck` ask for.
#pragma once

#include "app/arguments.h"
#include "model/report/deck_outline.h"

namespace holdfast {

// Error Usage for a section, preset, length or time that is none.
Result<DeckChoice> deckChoice(const Arguments& arguments);

} // namespace holdfast
