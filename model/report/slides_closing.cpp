// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions and actions of this review, data quality, definitions.
#include <algorithm>

#include "model/report/format.h"
#include "model/report/report_text.h"
#include "model/report/slides.h"
#include "model/rules/metrics.h"

namespace holdfast {

namespace {

std::string nameOf(const Analysis& analysis, const std::string& accountId)
{
    if (accountId.empty())
        return "The whole portfolio";
    const std::optional<AccountId> id = analysis.portfolio->findAccount(accountId);
    return id ? accountName(analysis, id) : accountId;
}

std::string kindWord(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Act:
        return "Act";
    case DecisionKind::Watch:
        return "Watch";
    case DecisionKind::Escalate:
        return "Escalate";
    case DecisionKind::Accept:
        return "Accept the loss";
    case DecisionKind::Dismiss:
        return "Dismiss";
    case DecisionKind::Done:
        return "Done";
    }
    return {};
}

} // namespace

SlideTable decisionTable(const ReviewBundle& review)
{
    const Analysis& analysis = review.result();
    SlideTable table;
    table.title = "Decisions";
    table.none = "No decision is recorded in this review.";
    table.columns = {{"Account", Align::Left, 1.9, CellKind::Strong}, {"Exception", Align::Left, 1.6},
        {"Decision", Align::Left, 1.1}, {"Who", Align::Left, 1.1}, {"Until", Align::Right, 0.9},
        {"Note", Align::Left, 2.4}};
    for (const Decision& decision : review.decisions) {
        table.rows.push_back({nameOf(analysis, decision.accountId), std::string(rule(decision.rule).title),
            kindWord(decision.kind), decision.who.empty() ? std::string(dash) : decision.who, dateText(decision.until),
            decision.note.empty() ? std::string(dash) : decision.note});
    }
    return table;
}

SlideTable accountDecisions(const ReviewBundle& review, const std::string& accountId)
{
    SlideTable table;
    table.title = "Decisions";
    table.none = "No review up to this day decided anything about this account.";
    table.columns = {{"Decided on", Align::Left, 0.9}, {"Review", Align::Left, 1.4},
        {"Exception", Align::Left, 1.6, CellKind::Strong}, {"Decision", Align::Left, 1.0}, {"Who", Align::Left, 1.0},
        {"Until", Align::Right, 0.9}, {"Note", Align::Left, 2.4}};
    for (auto one = review.history.rbegin(); one != review.history.rend(); ++one) {
        const Decision& decision = one->decision;
        if (decision.accountId != accountId)
            continue;
        const std::optional<Date> decided = Date::fromIso(std::string_view(decision.decidedAt).substr(0, 10));
        table.rows.push_back({dateText(decided), std::string(text(one->cadence)) + ", " + dateText(decision.day),
            std::string(rule(decision.rule).title), kindWord(decision.kind),
            decision.who.empty() ? std::string(dash) : decision.who, dateText(decision.until),
            decision.note.empty() ? std::string(dash) : decision.note});
    }
    return table;
}

Slides decisionSlides(const ReviewBundle& review)
{
    const Analysis& analysis = review.result();
    std::int64_t late = 0, open = 0;
    for (const ActionItem& action : review.actions) {
        const ActionState state = action.state(analysis.asOf());
        late += state == ActionState::Late ? 1 : 0;
        open += state == ActionState::Open ? 1 : 0;
    }
    Slide decisions;
    const auto count = static_cast<std::int64_t>(review.decisions.size());
    decisions.title = count == 0 ? std::string("No decision is recorded in this review")
                                 : plural(count, "decision is", "decisions are") + " recorded in this review";
    decisions.exhibits.emplace_back(decisionTable(review));
    decisions.footnote =
        "Decisions of this review, in the order in which they were recorded. As of " + dateText(analysis.asOf()) + ".";

    Slide actions;
    actions.title = review.actions.empty() ? std::string("No action is recorded")
        : late > 0 ? plural(late, "action is", "actions are") + " late, " + plainNumber(static_cast<double>(open), 0) +
            " more " + (open == 1 ? "is" : "are") + " open"
        : open > 0
        ? plural(open, "action is", "actions are") + " open and none is late"
        : "All " + plural(static_cast<std::int64_t>(review.actions.size()), "action is", "actions are") + " done";
    if (review.actions.size() == 1 && late == 0 && open == 0)
        actions.title = "The one action is done";
    SlideTable list;
    list.title = "Actions";
    list.none = "No action is recorded.";
    list.columns = {{"Account", Align::Left, 1.9, CellKind::Strong}, {"Action", Align::Left, 3.2},
        {"Owner", Align::Left, 1.1}, {"Due", Align::Right, 0.9}, {"Done on", Align::Right, 0.9},
        {"State", Align::Left, 0.6}};
    // What was done before the last review has been reported there.
    const Date since = review.previous ? review.previous->asOf : analysis.asOf().addDays(-30);
    std::int64_t earlier = 0;
    for (const ActionItem& action : review.actions) {
        const ActionState state = action.state(analysis.asOf());
        if (state == ActionState::Done && action.doneOn && *action.doneOn <= since) {
            ++earlier;
            continue;
        }
        list.rows.push_back(
            {nameOf(analysis, action.accountId), action.title, action.owner.empty() ? std::string(dash) : action.owner,
                dateText(action.due), state == ActionState::Done ? dateText(action.doneOn) : std::string(dash),
                state == ActionState::Done       ? "done"
                    : state == ActionState::Late ? "late"
                                                 : "open"});
    }
    if (earlier > 0)
        list.below =
            "Done up to " + dateText(since) + " and left out here: " + plural(earlier, "action", "actions") + ".";
    actions.exhibits.emplace_back(std::move(list));
    actions.footnote = "Actions live on between reviews; late: due before " + dateText(analysis.asOf()) +
        " and not done. As of " + dateText(analysis.asOf()) + ".";
    if (review.decisions.empty() || review.actions.empty()) {
        // One page for both: neither leaves it empty.
        const std::string rest = actions.title;
        decisions.title = review.decisions.empty() && review.actions.empty()
            ? std::string("No decision and no action is recorded")
            : decisions.title + "; " +
                (rest[0] >= 'A' && rest[0] <= 'Z'
                        ? std::string(1, static_cast<char>(rest[0] - 'A' + 'a')) + rest.substr(1)
                        : rest);
        decisions.exhibits.push_back(actions.exhibits[0]);
        decisions.footnote = "Decisions of this review, in the order in which they were recorded. " + actions.footnote;
        return {decisions};
    }
    return {decisions, actions};
}

Slides qualitySlides(const ReviewBundle& review)
{
    const Analysis& analysis = review.result();
    const Portfolio& portfolio = *analysis.portfolio;
    const auto imported = std::count_if(
        portfolio.coverage.begin(), portfolio.coverage.end(), [](const Coverage& one) { return one.imported; });
    const auto missing = static_cast<std::int64_t>(analysis.exceptions.notEvaluated.size());
    Slide slide;
    slide.title = (imported == static_cast<std::ptrdiff_t>(datasetCount)
                          ? "All " + plainNumber(static_cast<double>(datasetCount), 0) + " datasets were imported; "
                          : plainNumber(static_cast<double>(imported), 0) + " of " +
                              plainNumber(static_cast<double>(datasetCount), 0) + " datasets were ever imported; ") +
        (missing == 0 ? std::string("every rule was evaluated")
                      : plural(missing, "rule was", "rules were") + " not evaluated");
    if (imported == 1)
        slide.title.replace(slide.title.find("were ever"), 9, "was ever");
    SlideTable coverage;
    coverage.title = "Coverage";
    coverage.columns = {{"Dataset", Align::Left, 1.6, CellKind::Strong}, {"Rows", Align::Right, 1},
        {"Accounts", Align::Right, 1}, {"Orphans", Align::Right, 1}, {"First day", Align::Right, 1.1},
        {"Last day", Align::Right, 1.1}, {"", Align::Left, 1.8, CellKind::Quiet}};
    for (const DatasetSpec& spec : datasets()) {
        const Coverage& one = portfolio.covered(spec.id);
        coverage.rows.push_back(
            {std::string(spec.title), one.imported ? plainNumber(static_cast<double>(one.rows), 0) : std::string(dash),
                one.imported ? plainNumber(static_cast<double>(one.accounts), 0) : std::string(dash),
                one.imported ? plainNumber(static_cast<double>(one.orphans), 0) : std::string(dash),
                dateText(one.first), dateText(one.last), one.imported ? std::string() : std::string("never imported")});
    }
    slide.exhibits.emplace_back(std::move(coverage));
    slide.footnote = "Orphans: rows of accounts that are not there, left out of every figure. " +
        plural(portfolio.orphans, "orphan", "orphans") + " and " +
        plural(portfolio.rejectedRows, "rejected row", "rejected rows") + " in all. As of " +
        dateText(analysis.asOf()) + ".";
    if (missing == 0)
        return {slide};

    Slide rules;
    rules.title = capitalised(countWord(missing)) + (missing == 1 ? " rule was" : " rules were") +
        " not evaluated for want of data";
    SlideTable table;
    table.title = "Rules not evaluated";
    table.columns = {{"Rule", Align::Left, 1.5, CellKind::Strong}, {"Missing", Align::Left, 1.8},
        {"What it would find", Align::Left, 4}};
    for (const RuleNotEvaluated& entry : analysis.exceptions.notEvaluated)
        table.rows.push_back({std::string(rule(entry.rule).title), missingWords(entry.missing),
            std::string(rule(entry.rule).definition)});
    rules.dense = true;
    rules.exhibits.emplace_back(std::move(table));
    rules.footnote =
        "A rule whose input was never imported is not evaluated; that is not the same as finding nothing. As of " +
        dateText(analysis.asOf()) + ".";
    return {slide, rules};
}

Slides definitionSlides(const ReviewBundle& review)
{
    const Analysis& analysis = review.result();
    Slide slide;
    slide.dense = true;
    slide.title = "These " + plainNumber(static_cast<double>(metrics().size()), 0) +
        " definitions hold for every figure in this deck";
    SlideTable table;
    table.columns = {{"Figure", Align::Left, 1.2, CellKind::Strong}, {"Definition", Align::Left, 3.6},
        {"Formula", Align::Left, 2.6}, {"Benchmark", Align::Left, 1.8}};
    for (const MetricSpec& metric : metrics())
        table.rows.push_back({std::string(metric.title), std::string(metric.definition), std::string(metric.formula),
            metric.benchmark.empty() ? std::string(dash) : std::string(metric.benchmark)});
    slide.exhibits.emplace_back(std::move(table));
    slide.footnote = "Published definitions of NRR differ by tens of points on one book; A is the opening day " +
        dateText(analysis.request.period.from) + ", D the closing day. As of " + dateText(analysis.asOf()) + ".";
    return {slide};
}

} // namespace holdfast
