// SPDX-License-Identifier: GPL-3.0-or-later
// The help's reference pages, written from the same tables that the engine computes with, so that text and code cannot
// part: resources/help holds them, and a test holds the files against these functions.
#pragma once

#include <string>
#include <vector>

namespace holdfast {

struct HelpTopic {
    std::string name; // of the file: "rules" is resources/help/rules.md
    std::string markdown;
};

// metrics, zones, rules, triggers, datasets.
std::vector<HelpTopic> generatedHelp();

} // namespace holdfast
