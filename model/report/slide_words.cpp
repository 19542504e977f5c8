// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "model/report/format.h"
#include "model/report/slides.h"
#include "model/rules/metrics.h"

namespace holdfast {

namespace {

// The files that rows of a short dataset came from, the latest import first.
template <class Row> std::set<std::uint32_t> filesOf(const Facts<Row>& facts)
{
    std::set<std::uint32_t> files;
    for (const Row& row : facts.rows)
        files.insert(row.source.file.index);
    return files;
}

std::set<std::uint32_t> filesOf(const Portfolio& portfolio, DatasetId id)
{
    switch (id) {
    case DatasetId::Accounts: {
        std::set<std::uint32_t> files;
        for (const Account& account : portfolio.accounts)
            files.insert(account.source.file.index);
        return files;
    }
    case DatasetId::Subscriptions:
        return filesOf(portfolio.subscriptions);
    case DatasetId::ArrSnapshots:
        return filesOf(portfolio.arrSnapshots);
    case DatasetId::Milestones:
        return filesOf(portfolio.milestones);
    case DatasetId::Outcomes:
        return filesOf(portfolio.outcomes);
    case DatasetId::Contacts:
        return filesOf(portfolio.contacts);
    case DatasetId::Interactions:
        return filesOf(portfolio.interactions);
    case DatasetId::Tickets:
        return filesOf(portfolio.tickets);
    case DatasetId::Surveys:
        return filesOf(portfolio.surveys);
    case DatasetId::Invoices:
        return filesOf(portfolio.invoices);
    case DatasetId::Opportunities:
        return filesOf(portfolio.opportunities);
    case DatasetId::Signals:
        return filesOf(portfolio.signals);
    case DatasetId::Health:
        return filesOf(portfolio.health);
    case DatasetId::Feedback:
        return filesOf(portfolio.feedback);
    default:
        return {}; // the long series do not keep their files in memory
    }
}

} // namespace

std::string plural(std::int64_t count, std::string_view one, std::string_view many)
{
    return plainNumber(static_cast<double>(count), 0) + " " + std::string(count == 1 ? one : many);
}

std::string countWord(std::int64_t count)
{
    static constexpr std::string_view words[] = {
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
    return count >= 0 && count <= 12 ? std::string(words[count]) : plainNumber(static_cast<double>(count), 0);
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string shortened(std::string_view name, std::size_t characters)
{
    // Counts code points and cuts between two of them.
    std::size_t count = 0;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if ((static_cast<unsigned char>(name[at]) & 0xC0) == 0x80)
            continue;
        if (++count > characters)
            return std::string(name.substr(0, at)) + "…";
    }
    return std::string(name);
}

std::string accountName(const Analysis& analysis, const std::optional<AccountId>& account)
{
    return account ? analysis.portfolio->text(analysis.portfolio->account(*account).name) : "The whole portfolio";
}

std::string sourcesText(const Analysis& analysis, const std::vector<DatasetId>& ids)
{
    constexpr std::size_t mostFiles = 2;
    const Portfolio& portfolio = *analysis.portfolio;
    std::string text;
    for (const DatasetId id : ids) {
        const Coverage& coverage = portfolio.covered(id);
        if (!coverage.imported)
            continue;
        std::set<std::string> names;
        std::string words;
        std::size_t more = 0;
        const std::set<std::uint32_t> files = filesOf(portfolio, id);
        for (auto file = files.rbegin(); file != files.rend(); ++file) {
            if (*file >= portfolio.files.size())
                continue;
            // The name alone: a folder says nothing to those who read the deck.
            const std::string& path = portfolio.files[*file].name;
            const std::string name = path.substr(path.find_last_of("/\\") + 1);
            if (!names.insert(name).second)
                continue;
            if (names.size() > mostFiles)
                ++more;
            else
                words += (words.empty() ? "" : " and ") + shortened(name, 40);
        }
        if (words.empty())
            words = dataset(id).name;
        if (more > 0)
            words += " and " + plural(static_cast<std::int64_t>(more), "other", "others");
        // The last day that counts: what is dated after D is not looked at.
        const auto& days = coverage.mainDays;
        const auto after = std::upper_bound(days.begin(), days.end(), std::int64_t{analysis.asOf().daysSince1970()});
        if (after != days.begin())
            words += " (to " + dateText(Date(static_cast<std::int32_t>(*(after - 1)))) + ")";
        text += (text.empty() ? "Sources: " : ", ") + words;
    }
    return (text.empty() ? std::string() : text + ". ") + "As of " + dateText(analysis.asOf()) + ".";
}

std::string formulaText(std::string_view name)
{
    const MetricSpec* metric = findMetric(name);
    if (!metric)
        return {};
    return std::string(metric->title) + " = " + std::string(metric->formula) + ". ";
}

const ExceptionState& stateOf(const ReviewBundle& review, std::size_t exception)
{
    static const ExceptionState unknown;
    return exception < review.states.size() ? review.states[exception] : unknown;
}

std::string decisionText(const ExceptionState& state)
{
    if (!state.decision)
        return std::string(dash);
    const Decision& decision = *state.decision;
    switch (decision.kind) {
    case DecisionKind::Act:
        return "Act" + (decision.note.empty() ? std::string() : ": " + decision.note);
    case DecisionKind::Watch:
        return "Watch" + (decision.until ? " until " + dateText(*decision.until) : std::string());
    case DecisionKind::Escalate:
        return "Escalate" + (decision.who.empty() ? std::string() : " to " + decision.who);
    case DecisionKind::Accept:
        return "Accept the loss";
    case DecisionKind::Dismiss:
        return "Dismissed" + (decision.note.empty() ? std::string() : ": " + decision.note);
    case DecisionKind::Done:
        return "Done";
    }
    return std::string(dash);
}

std::string ownerText(const Analysis& analysis, const Exception& exception, const ExceptionState& state)
{
    if (state.decision && state.decision->kind == DecisionKind::Act && !state.decision->who.empty())
        return state.decision->who;
    if (!exception.account)
        return std::string(dash);
    const Account& account = analysis.portfolio->account(*exception.account);
    return account.owner.empty() ? std::string(dash) : analysis.portfolio->text(account.owner);
}

SlideTable exceptionTable(const ReviewBundle& review, const std::vector<std::size_t>& places)
{
    const Analysis& analysis = review.result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    SlideTable table;
    table.columns = {{"", Align::Centre, 0.24, CellKind::Mark}, {"Account", Align::Left, 1.7, CellKind::Strong, true},
        {"Exception and evidence", Align::Left, 2.6}, {"ARR", Align::Right, 0.72, CellKind::Strong, true},
        {"Renews", Align::Right, 0.66, CellKind::Text, true}, {"Next action", Align::Left, 3.1},
        {"Decision", Align::Left, 1.3}, {"Owner", Align::Left, 1.2}, {"Due", Align::Right, 0.98}};
    table.groupColumn = 1;
    for (const std::size_t place : places) {
        const Exception& exception = analysis.exceptions.exceptions[place];
        const ExceptionState& state = stateOf(review, place);
        const std::string evidence = strongestEvidence(exception, currency);
        std::string what = std::string(rule(exception.rule).title);
        if (!evidence.empty())
            what += ": " + evidence;
        const bool ownDate = state.decision && state.decision->kind == DecisionKind::Act && state.decision->until;
        table.rows.push_back({std::string(text(exception.severity)), accountName(analysis, exception.account), what,
            shortMoney(exception.arr, currency), days(exception.daysToRenewal), exception.action, decisionText(state),
            ownerText(analysis, exception, state), dateText(ownDate ? *state.decision->until : exception.due)});
    }
    return table;
}

} // namespace holdfast
