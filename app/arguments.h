// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as values: what was asked for, or one sentence about what is wrong with it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace holdfast {

struct OptionSpec {
    std::string_view name; // "--as-of"
    std::string_view argument; // "D", "" for a switch
    bool repeatable;
    std::string_view help;
};

struct CommandSpec {
    std::string_view name; // "report"
    std::string_view operands; // "STORE", "STORE FILE..."
    int leastOperands;
    int mostOperands; // -1: any number
    std::vector<OptionSpec> options;
    std::string_view help;
};

// All commands, in the order in which help lists them.
const std::vector<CommandSpec>& commands();
const CommandSpec* findCommand(std::string_view name);

struct Arguments {
    const CommandSpec* command = nullptr;
    std::vector<std::string> operands;
    std::map<std::string, std::vector<std::string>, std::less<>> options;

    bool has(std::string_view name) const { return options.find(name) != options.end(); }
    std::optional<std::string> value(std::string_view name) const;
    std::vector<std::string> values(std::string_view name) const;
};

// `words`: what follows the command's name. Error Usage.
Result<Arguments> parseArguments(const CommandSpec& command, const std::vector<std::string>& words);

std::string usageText(); // of all commands
std::string usageText(const CommandSpec& command);

} // namespace holdfast
