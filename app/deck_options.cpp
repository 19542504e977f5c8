// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deck_options.h"

#include <QDateTime>
#include <QFileInfo>
#include <algorithm>
#include <charconv>

#include "model/report/deck_presets.h"

namespace holdfast {

namespace {

Result<std::vector<SectionId>> sectionsNamed(const std::string& list)
{
    std::vector<SectionId> sections;
    const auto& known = deckSections();
    for (std::size_t first = 0; first <= list.size();) {
        const std::size_t last = std::min(list.find(',', first), list.size());
        const std::string name = list.substr(first, last - first);
        const auto found =
            std::find_if(known.begin(), known.end(), [&](const SectionSpec& s) { return s.name == name; });
        if (found == known.end()) {
            std::string names;
            for (const SectionSpec& section : known)
                names += (names.empty() ? "" : ", ") + std::string(section.name);
            return failure(ErrorCode::Usage, "--sections: the deck has no section \"" + name + "\"; it has " + names);
        }
        if (std::find(sections.begin(), sections.end(), found->id) != sections.end())
            return failure(ErrorCode::Usage, "--sections names \"" + name + "\" twice");
        sections.push_back(found->id);
        first = last + 1;
    }
    return sections;
}

// The time that the file says it was made: the option's, else the environment's, which builds that must come out the
// same set; nothing for the clock's.
Result<std::optional<std::string>> creationTime(const Arguments& arguments)
{
    if (const auto text = arguments.value("--created")) {
        if (!QDateTime::fromString(QString::fromStdString(*text), Qt::ISODate).isValid())
            return failure(
                ErrorCode::Usage, "--created needs a time such as 2025-06-30T12:00:00, not \"" + *text + "\"");
        return std::optional(*text);
    }
    if (!qEnvironmentVariableIsSet("SOURCE_DATE_EPOCH"))
        return std::optional<std::string>();
    bool isNumber = false;
    const qint64 seconds = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&isNumber);
    if (!isNumber || seconds < 0)
        return failure(ErrorCode::Usage, "SOURCE_DATE_EPOCH is not a number of seconds since 1970");
    return std::optional(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate).toStdString());
}

} // namespace

Result<DeckChoice> deckChoice(const Arguments& arguments)
{
    DeckChoice choice;
    choice.accounts = arguments.values("--account");
    choice.handoff = arguments.value("--handoff");
    choice.storeName = QFileInfo(QString::fromStdString(arguments.operands[0])).completeBaseName().toStdString();
    const auto created = creationTime(arguments);
    if (!created)
        return tl::unexpected(created.error());
    choice.creationDate = *created;
    if (const auto length = arguments.value("--list-length"); length && *length != "all") {
        const auto end = std::from_chars(length->data(), length->data() + length->size(), choice.accountsPerList);
        if (end.ec != std::errc() || end.ptr != length->data() + length->size() || choice.accountsPerList == 0)
            return failure(
                ErrorCode::Usage, "--list-length needs a number of accounts or \"all\", not \"" + *length + "\"");
    } else if (length) {
        choice.accountsPerList = 0;
    }
    const auto preset = arguments.value("--preset");
    const auto list = arguments.value("--sections");
    if (preset && list)
        return failure(ErrorCode::Usage, "--preset and --sections both say which sections; give one of them");
    if (choice.handoff && (preset || list || !choice.accounts.empty()))
        return failure(ErrorCode::Usage, "--handoff writes the pages of one account; it takes no sections or accounts");
    if (preset) {
        const auto found = findDeckPreset(*preset);
        if (!found)
            return failure(ErrorCode::Usage, "--preset is weekly, monthly or quarterly, not \"" + *preset + "\"");
        choice.sections = sectionsOf(*found);
    } else if (list) {
        auto sections = sectionsNamed(*list);
        if (!sections)
            return tl::unexpected(sections.error());
        choice.sections = std::move(*sections);
    }
    // Whoever names an account wants its page.
    const auto has = std::find(choice.sections.begin(), choice.sections.end(), SectionId::Accounts);
    if (!choice.accounts.empty() && !choice.sections.empty() && has == choice.sections.end())
        choice.sections.push_back(SectionId::Accounts);
    return choice;
}

} // namespace holdfast
