// SPDX-License-Identifier: GPL-3.0-or-later
// Subscriptions that are not paid (yet). A trial brings nothing before its end, and one whose first payment never came
// brings nothing at all: billing systems list both among the others.
#include "model/import/row_converter.h"

namespace holdfast {

namespace {

// What a state says, as the mapping has it; one that was chosen by hand has the words of the billing systems.
std::string_view meaningOf(const ColumnBinding& binding, std::string_view state)
{
    const std::string word = folded(state);
    if (binding.values.empty()) {
        constexpr std::array<std::pair<std::string_view, std::string_view>, 8> usual = {
            {{"trialing", "trial"}, {"in trial", "trial"}, {"trial", "trial"}, {"incomplete", "unpaid"},
                {"incomplete expired", "unpaid"}, {"failed", "unpaid"}, {"paused", "paused"}, {"draft", "unpaid"}}};
        for (const auto& [text, meaning] : usual) {
            if (text == word)
                return meaning;
        }
        return {};
    }
    for (const auto& [text, meaning] : binding.values) {
        if (folded(text) == word)
            return meaning;
    }
    return {};
}

} // namespace

Result<void> RowConverter::applyTrial(std::span<const std::string_view> fields, ConvertedRow& row)
{
    if (row.rejected)
        return {};
    std::string_view meaning, state;
    if (stateBinding_ != nullptr && stateBinding_->position >= 0) {
        state = trimmed(fields[static_cast<std::size_t>(stateBinding_->position)]);
        meaning = meaningOf(*stateBinding_, state);
    }
    std::optional<std::int64_t> trialEnd;
    if (trialEnd_) {
        Cell cell;
        std::string reason;
        const std::string_view text = trimmed(fields[static_cast<std::size_t>(trialEnd_->field)]);
        const auto taken = read(*trialEnd_, text, cell, reason);
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken == Taken::Value)
            trialEnd = cell.integer;
        else if (*taken == Taken::Bad && onBadValue)
            onBadValue({trialEnd_->field, "the end of the trial", std::string(text), reason});
    }
    // Without the day on which a trial ends, or where it ended unpaid, there is no revenue to be told of.
    if (meaning == "unpaid" || (meaning == "trial" && !trialEnd)) {
        row.leftOut = state;
        return {};
    }
    Cell& start = row.cells[static_cast<std::size_t>(spec_.column("start_date"))];
    if (trialEnd && start.kind == Cell::Kind::Integer && start.integer < *trialEnd)
        start.integer = *trialEnd;
    // It came to its trial's end and was not paid: it ends where it would have begun.
    if (meaning == "paused") {
        const auto end = static_cast<std::size_t>(spec_.column("end_date"));
        if (!trialEnd || !present_[end]) {
            row.leftOut = state;
            return {};
        }
        row.cells[end] = Cell::ofInteger(*trialEnd);
    }
    return {};
}

} // namespace holdfast
