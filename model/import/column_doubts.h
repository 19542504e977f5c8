// SPDX-License-Identifier: GPL-3.0-or-later
// What a header or its values leave open: score columns, amounts in cents, epoch times. These stay unmapped until
// somebody decides.
#pragma once

#include "model/import/recognition.h"

namespace holdfast {

// Takes doubtful columns out of a guessed mapping and adds the question and the warning for each; names the columns
// that are not mapped at all.
void raiseDoubts(const Table& table, Recognition& recognition);

} // namespace holdfast
