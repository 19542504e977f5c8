// SPDX-License-Identifier: GPL-3.0-or-later
// The program with its window.
#pragma once

#include <string>

namespace holdfast {

// Opens the window on a store ("" for the one opened last, or the first-run card) and runs until it is closed.
int runWindow(int argc, char** argv, const std::string& store);

} // namespace holdfast
