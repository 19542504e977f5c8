// SPDX-License-Identifier: GPL-3.0-or-later
// The identities that every analysis must hold; `check` says which do not.
#pragma once

#include <string>
#include <vector>

#include "model/analysis/analysis.h"

namespace holdfast {

// One sentence per broken identity; empty when all hold.
std::vector<std::string> brokenIdentities(const Analysis& analysis);

} // namespace holdfast
