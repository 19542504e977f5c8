// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

namespace holdfast {

namespace {

const std::vector<OptionSpec> viewOptions = {
    {"--as-of", "D", false, "the day to look from (YYYY-MM-DD); without it the latest fact that is not after today"},
    {"--from", "A", false, "opening day of the period; without it one year before D"},
    {"--filter", "KEY=VALUE", true,
        "segment, region, industry, owner, contract_model, touch or cohort; different keys narrow, the same key "
        "widens"},
};

std::vector<OptionSpec> withView(std::vector<OptionSpec> options)
{
    options.insert(options.begin(), viewOptions.begin(), viewOptions.end());
    return options;
}

} // namespace

const std::vector<CommandSpec>& commands()
{
    static const std::vector<CommandSpec> all = {
        {"import", "STORE FILE...", 2, -1,
            {{"--dataset", "NAME", false, "the dataset of files that do not say it themselves"},
                {"--mapping", "FILE.json", true, "how columns are mapped, where the headers leave a question"},
                {"--date-order", "dmy|mdy|ymd", false, "the order of day, month and year in dates such as 03/04/2025"},
                {"--end-dates", "last-day|day-after", false, "what the end dates of subscriptions mean"},
                {"--base-currency", "CODE", false, "the currency of a new store"},
                {"--force", "", false, "land even when more than half of the rows are rejected"},
                {"--rejects", "FILE.csv", false, "write the rejected rows there, for repair"},
                {"--json", "", false, "print the report as one JSON object"}},
            "imports files into the store, which is created if missing"},
        {"undo", "STORE", 1, 1, {}, "takes the last import back"},
        {"report", "STORE", 1, 1, withView({{"--json", "", false, "print one JSON object"}}), "prints the review"},
        {"deck", "STORE", 1, 1,
            withView({{"--out", "FILE.pdf", false, "the file to write"},
                {"--sections", "LIST", false, "names of sections, separated by commas, in the order wanted"},
                {"--preset", "weekly|monthly|quarterly", false, "the sections that such a meeting looks at"},
                {"--account", "ID", true, "an account that gets a page of its own"},
                {"--handoff", "ID", false, "the handoff pack of this account in the place of the deck"},
                {"--review", "N", false, "the closed review of this number, as it was kept, in the place of a day"},
                {"--list-length", "N|all", false, "accounts that a list names before it sums up the others (15)"},
                {"--created", "TIME", false,
                    "the creation date to write (YYYY-MM-DDTHH:MM:SS, UTC); else SOURCE_DATE_EPOCH, else now"}}),
            "writes the review deck as PDF"},
        {"export", "STORE WHAT", 2, 2, withView({{"--out", "FILE.csv|FILE.xlsx", false, "the file to write"}}),
            "writes a dataset, or exceptions, zones, accounts or movements, as a table"},
        {"templates", "DIR", 1, 1, {}, "writes one header-only CSV per dataset, and a data dictionary"},
        {"sample", "DIR", 1, 1,
            {{"--accounts", "N", false, "number of accounts (120)"}, {"--weeks", "N", false, "weeks of usage (156)"},
                {"--seed", "N", false, "the same seed gives the same bytes (1)"}},
            "writes an invented portfolio in all datasets"},
        {"check", "STORE", 1, 1, {}, "checks the store and the figures' identities"},
    };
    return all;
}

const CommandSpec* findCommand(std::string_view name)
{
    for (const CommandSpec& command : commands()) {
        if (command.name == name)
            return &command;
    }
    return nullptr;
}

std::optional<std::string> Arguments::value(std::string_view name) const
{
    const auto found = options.find(name);
    return found == options.end() ? std::nullopt : std::optional(found->second.back());
}

std::vector<std::string> Arguments::values(std::string_view name) const
{
    const auto found = options.find(name);
    return found == options.end() ? std::vector<std::string>() : found->second;
}

Result<Arguments> parseArguments(const CommandSpec& command, const std::vector<std::string>& words)
{
    const auto wrong = [&](const std::string& sentence) {
        return failure(ErrorCode::Usage, sentence + "; see holdfast " + std::string(command.name) + " --help");
    };
    Arguments arguments;
    arguments.command = &command;
    bool onlyOperands = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string word = words[i];
        if (onlyOperands || !word.starts_with("--")) {
            arguments.operands.push_back(word);
            continue;
        }
        if (word == "--") {
            onlyOperands = true;
            continue;
        }
        std::optional<std::string> attached;
        if (const auto equals = word.find('='); equals != std::string::npos) {
            attached = word.substr(equals + 1);
            word.resize(equals);
        }
        const OptionSpec* option = nullptr;
        for (const OptionSpec& candidate : command.options) {
            if (candidate.name == word)
                option = &candidate;
        }
        if (!option)
            return wrong(word + " is no option of " + std::string(command.name));
        std::string value;
        if (option->argument.empty()) {
            if (attached)
                return wrong(word + " takes no value");
        } else if (attached) {
            value = *attached;
        } else if (i + 1 < words.size()) {
            value = words[++i];
        } else {
            return wrong(word + " needs a value: " + std::string(option->argument));
        }
        std::vector<std::string>& values = arguments.options[word];
        if (!values.empty() && !option->repeatable)
            return wrong(word + " is given twice");
        values.push_back(value);
    }
    const auto count = static_cast<int>(arguments.operands.size());
    if (count < command.leastOperands || (command.mostOperands >= 0 && count > command.mostOperands))
        return wrong(std::string(command.name) + " needs " + std::string(command.operands));
    return arguments;
}

std::string usageText(const CommandSpec& command)
{
    std::string text = "holdfast " + std::string(command.name) + " " + std::string(command.operands) + "\n    " +
        std::string(command.help) + "\n";
    for (const OptionSpec& option : command.options) {
        std::string head = "  " + std::string(option.name);
        if (!option.argument.empty())
            head += " " + std::string(option.argument);
        head.resize(std::max<std::size_t>(head.size() + 2, 34), ' ');
        text += head + std::string(option.help) + "\n";
    }
    return text;
}

std::string usageText()
{
    std::string text = "holdfast [STORE]\n    opens the window\nholdfast --help | --version\n";
    for (const CommandSpec& command : commands())
        text += usageText(command);
    text += "\nExit status: 0 done, 1 failed (the reason is on standard error), 2 wrong usage.\n";
    return text;
}

} // namespace holdfast
