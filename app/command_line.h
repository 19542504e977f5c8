// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that need no display.
#pragma once

#include <string>
#include <vector>

#include "app/arguments.h"
#include "model/base/date.h"

namespace holdfast {

// What a command is given besides its arguments, so that tests can say it.
struct CommandContext {
    Date today;
    std::string now; // ISO timestamp
    bool progressWanted = false; // standard error is a terminal
};

// Runs one command; prints to standard output and error. Exit status: 0 done, 1 failed, 2 wrong usage.
int runCommand(const Arguments& arguments, const CommandContext& context);

// Today and now by the computer's clock.
CommandContext commandContext();

} // namespace holdfast
