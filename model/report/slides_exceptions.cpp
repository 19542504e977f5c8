// SPDX-License-Identifier: GPL-3.0-or-later
// Zones, green but dying, exceptions by lane, stalled projects, expansion-ready accounts.
#include <algorithm>
#include <array>
#include <set>

#include "model/report/format.h"
#include "model/report/slides.h"

namespace holdfast {

namespace {

struct Count {
    std::vector<std::size_t> places; // in exceptions, in their order
    std::set<std::int64_t> accounts;
    Money arr; // each account counted once; the whole portfolio not
    std::int64_t decided = 0;
};

template <class Keep> Count countOf(const ReviewBundle& review, Keep keep)
{
    Count count;
    const std::vector<Exception>& all = review.result().exceptions.exceptions;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!keep(all[i]))
            continue;
        count.places.push_back(i);
        if (all[i].account && count.accounts.insert(all[i].account->index).second)
            count.arr += all[i].arr;
        count.decided += stateOf(review, i).decision ? 1 : 0;
    }
    return count;
}

constexpr const char* nothingWaits = "Nothing here waits for a decision.";

std::string missingFor(const Analysis& analysis, RuleId wanted)
{
    for (const RuleNotEvaluated& entry : analysis.exceptions.notEvaluated) {
        if (entry.rule == wanted)
            return entry.missing;
    }
    return {};
}

std::string laneWord(Lane lane)
{
    switch (lane) {
    case Lane::Risk:
        return "risk";
    case Lane::Stalled:
        return "stalled";
    case Lane::Expansion:
        return "expansion";
    case Lane::Data:
        return "data";
    }
    return {};
}

const std::vector<DatasetId> evidenceSources{DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::Usage,
    DatasetId::Outcomes, DatasetId::Contacts, DatasetId::Interactions, DatasetId::Tickets, DatasetId::Health};

// The fact of an exception by its name, as people read it.
std::string factOf(const Exception& exception, std::string_view name, const std::string& currency)
{
    for (const Evidence& evidence : exception.evidence) {
        if (evidence.fact != name)
            continue;
        if (!evidence.detail.empty())
            return evidence.detail;
        return factText(evidence.value, currency);
    }
    return std::string(dash);
}

// Why an account is ready: the facts beside the seats, which have a column of their own.
std::string expansionReasons(const Exception& exception, const std::string& currency)
{
    std::string words;
    for (const Evidence& evidence : exception.evidence) {
        if (evidence.fact == "utilisation")
            continue;
        std::string what = !evidence.detail.empty() ? evidence.detail : factText(evidence.value, currency);
        std::replace(what.begin(), what.end(), '_', ' ');
        const std::string kind = evidence.fact == "signal" ? "signal: "
            : evidence.fact == "stage"                     ? "usage is "
                                                           : "achieved: ";
        words += (words.empty() ? "" : "; ") + kind + what;
        if (evidence.date && evidence.fact != "stage")
            words += " (" + dateText(*evidence.date) + ")";
    }
    return capitalised(words);
}

std::string overridesText(const Analysis& analysis)
{
    std::set<std::string> changed;
    for (const RuleOverride& one : analysis.settings.rules.overrides())
        changed.insert(std::string(rule(one.rule).title) + (one.segment ? " (" + *one.segment + ")" : std::string()));
    if (changed.empty())
        return {};
    std::string words;
    std::size_t shown = 0;
    for (const std::string& title : changed) {
        if (shown++ == 4) {
            words += " and " + plural(static_cast<std::int64_t>(changed.size() - 4), "other", "others");
            break;
        }
        words += (words.empty() ? "" : ", ") + title;
    }
    return "Thresholds or actions of your own: " + words + ". ";
}

} // namespace

Slides zoneSlides(const ReviewBundle& review)
{
    const Analysis& analysis = review.result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    const ZonesResult& zones = analysis.zones;
    Slide slide;
    if (zones.accounts.empty()) {
        slide.title = "No zone can be judged: there is no customer on " + dateText(analysis.asOf());
    } else if (!zones.fixFirst) {
        // What cannot be judged is not healthy.
        const bool known = std::all_of(zones.accounts.begin(), zones.accounts.end(), [](const AccountZones& one) {
            return std::find(one.status.begin(), one.status.begin() + orderedZoneCount, ZoneStatus::Unknown) ==
                one.status.begin() + orderedZoneCount;
        });
        slide.title = std::string(known ? "No zone is broken" : "No zone is known to be broken") +
            (zones.accounts.size() == 1 ? std::string(" in the one customer")
                                        : " in any of " +
                        plural(static_cast<std::int64_t>(zones.accounts.size()), "customer", "customers"));
    } else {
        const auto place = static_cast<std::size_t>(*zones.fixFirst);
        slide.title = "Fix " + std::string(title(*zones.fixFirst)) +
            " first: " + shortMoney(zones.breakpointArr[place], currency) + " of ARR breaks there, in " +
            plural(zones.breakpointAccounts[place], "account", "accounts");
    }
    slide.exhibits.emplace_back(ChartExhibit{ChartId::Zones, std::nullopt});
    SlideTable table;
    table.columns = {{"Zone", Align::Left, 1.3, CellKind::Strong}, {"Broken", Align::Right, 1},
        {"At risk", Align::Right, 1}, {"In progress", Align::Right, 1}, {"Unknown", Align::Right, 1},
        {"Healthy", Align::Right, 1}, {"Breaks here first", Align::Right, 1.2, CellKind::Strong}};
    for (std::size_t zone = 0; zone < zoneCount; ++zone) {
        std::vector<std::string> row{std::string(title(static_cast<Zone>(zone)))};
        for (std::size_t status = 0; status < zoneStatusCount; ++status) {
            const ZoneSummary& cell = zones.summary[zone][status];
            row.push_back(plainNumber(static_cast<double>(cell.accounts), 0) + "  " + shortMoney(cell.arr, currency));
        }
        row.push_back(zone < orderedZoneCount ? plainNumber(static_cast<double>(zones.breakpointAccounts[zone]), 0) +
                    "  " + shortMoney(zones.breakpointArr[zone], currency)
                                              : std::string(dash));
        table.rows.push_back(std::move(row));
    }
    slide.exhibits.emplace_back(std::move(table));
    slide.footnote =
        "Accounts and ARR by status. The zone to fix first is the one with the most ARR whose first broken "
        "zone it is; hatched: blocked by an earlier broken zone. " +
        sourcesText(analysis, evidenceSources);
    return {slide};
}

Slides greenButDyingSlides(const ReviewBundle& review, std::size_t most)
{
    const Analysis& analysis = review.result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    const Count count =
        countOf(review, [](const Exception& exception) { return exception.rule == RuleId::GreenButDying; });
    Slide slide;
    const std::string missing = missingFor(analysis, RuleId::GreenButDying);
    if (!missing.empty())
        slide.title = "Green but dying was not evaluated: " +
            std::string(missing == "source_broken" ? "the usage feed is broken" : "no " + missing);
    else if (count.places.empty())
        slide.title = "No account that its CSM calls green shows decaying usage";
    else
        slide.title = plural(static_cast<std::int64_t>(count.places.size()), "account is", "accounts are") +
            " green for the CSM but dying in the product: " + shortMoney(count.arr, currency) + " of ARR";
    SlideTable table;
    table.none = count.places.empty() ? "Nothing to list." : nothingWaits;
    table.columns = {{"", Align::Centre, 0.25, CellKind::Mark}, {"Account", Align::Left, 1.8, CellKind::Strong},
        {"CSM says", Align::Left, 0.9}, {"Decay stage", Align::Left, 1.1}, {"Active users", Align::Right, 1.1},
        {"Change", Align::Right, 0.8}, {"ARR", Align::Right, 0.8, CellKind::Strong}, {"Renews", Align::Right, 0.8},
        {"Owner", Align::Left, 1.1}, {"Decision", Align::Left, 1.3}};
    const ListCut cut = cutList(review, count.places, most);
    table.below = cut.below;
    for (const std::size_t place : cut.places) {
        const Exception& exception = analysis.exceptions.exceptions[place];
        const Decay* decay = exception.account ? analysis.decay.of(*exception.account) : nullptr;
        const bool known = decay && decay->stage != DecayStage::Unknown;
        const ExceptionState& state = stateOf(review, place);
        table.rows.push_back({std::string(text(exception.severity)), accountName(analysis, exception.account),
            capitalised(factOf(exception, "cs_health", currency)),
            known ? std::string(title(decay->stage)) : std::string(dash),
            known ? plainNumber(decay->prior, 0) + " → " + plainNumber(decay->recent, 0) : std::string(dash),
            known && !decay->changeInfinite ? percent(decay->change) : std::string(dash),
            shortMoney(exception.arr, currency), days(exception.daysToRenewal), ownerText(analysis, exception, state),
            decisionText(state)});
    }
    slide.exhibits.emplace_back(std::move(table));
    slide.footnote = std::string(rule(RuleId::GreenButDying).definition) +
        " Active users: mean of four weeks, thirteen weeks before and now. " +
        sourcesText(analysis, {DatasetId::Health, DatasetId::Usage});
    return {slide};
}

namespace {

std::string decidedWords(const Count& count)
{
    const auto all = static_cast<std::int64_t>(count.places.size());
    if (all == 1)
        return count.decided == 1 ? "it has a decision" : "it has no decision";
    if (count.decided == 0)
        return "none has a decision";
    if (count.decided == all)
        return "all have a decision";
    return plainNumber(static_cast<double>(count.decided), 0) +
        (count.decided == 1 ? " has a decision" : " have a decision");
}

// The lanes in which nothing is found share a page.
Slide emptyLanes(const Analysis& analysis, const std::vector<Lane>& lanes)
{
    std::string names;
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        names += (i == 0 ? "" : i + 1 == lanes.size() ? " or " : ", ") + laneWord(lanes[i]);
        missing += notEvaluatedIn(analysis, lanes[i]);
    }
    Slide slide;
    slide.title = "No " + names + " exception is open";
    if (missing > 0)
        slide.title += "; " + plural(missing, "rule", "rules") +
            (lanes.size() == 1 ? " of this lane " : " of these lanes ") + (missing == 1 ? "was" : "were") +
            " not evaluated";
    slide.exhibits.emplace_back(TextBlock{
        {missing > 0 ? "No rule that could be evaluated fires." : "Every rule was evaluated and none fires."}});
    return slide;
}

} // namespace

Slides exceptionSlides(const ReviewBundle& review, std::size_t most)
{
    const Analysis& analysis = review.result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    Slides slides;
    std::vector<Lane> empty;
    for (const Lane lane : {Lane::Risk, Lane::Stalled, Lane::Expansion, Lane::Data}) {
        const Count count =
            countOf(review, [lane](const Exception& exception) { return rule(exception.rule).lane == lane; });
        if (count.places.empty()) {
            empty.push_back(lane);
            continue;
        }
        Slide slide;
        slide.title = plural(static_cast<std::int64_t>(count.places.size()), laneWord(lane) + " exception",
            laneWord(lane) + " exceptions");
        if (!count.accounts.empty())
            slide.title += " in " + plural(static_cast<std::int64_t>(count.accounts.size()), "account", "accounts") +
                " with " + shortMoney(count.arr, currency) + " of ARR";
        slide.title += "; " + decidedWords(count);
        ListCut cut = cutList(review, count.places, most);
        SlideTable table = exceptionTable(review, cut.places);
        table.below = std::move(cut.below);
        table.none = nothingWaits;
        slide.exhibits.emplace_back(std::move(table));
        slides.push_back(std::move(slide));
    }
    if (!empty.empty())
        slides.push_back(emptyLanes(analysis, empty));
    for (Slide& slide : slides)
        slide.footnote = "Ordered by ARR × severity × nearness of the renewal. " + overridesText(analysis) +
            sourcesText(analysis, evidenceSources) + notEvaluatedNote(analysis);
    return slides;
}

Slides stalledSlides(const ReviewBundle& review, std::size_t most)
{
    const Analysis& analysis = review.result();
    const Portfolio& portfolio = *analysis.portfolio;
    const std::string& currency = portfolio.baseCurrency;
    const Count count =
        countOf(review, [](const Exception& exception) { return rule(exception.rule).lane == Lane::Stalled; });
    Slide slide;
    const std::int64_t missing = notEvaluatedIn(analysis, Lane::Stalled);
    slide.title = count.accounts.empty()
        ? missing == 0 ? std::string("No project is stalled")
                       : "No project is known to be stalled; " +
                plural(missing, "rule for it was", "rules for it were") + " not evaluated"
        : plural(static_cast<std::int64_t>(count.accounts.size()), "account has a", "accounts have a") +
            " stalled project: " + shortMoney(count.arr, currency) + " of ARR waits for progress";
    // One row per account: what stalls it, and its overdue milestones.
    SlideTable table;
    table.none = count.places.empty() ? "No rule for stalled projects that could be evaluated fires." : nothingWaits;
    table.columns = {{"", Align::Centre, 0.25, CellKind::Mark}, {"Account", Align::Left, 1.7, CellKind::Strong},
        {"What stalls", Align::Left, 2.6}, {"Age", Align::Right, 0.6}, {"Overdue", Align::Right, 0.75},
        {"Blocked", Align::Right, 0.75}, {"Oldest overdue milestone", Align::Left, 1.9},
        {"ARR", Align::Right, 0.8, CellKind::Strong}, {"Owner", Align::Left, 1.1}};
    const ListCut cut = cutList(review, count.places, most);
    table.below = cut.below;
    std::set<std::int64_t> listed;
    for (const std::size_t place : cut.places) {
        const Exception& exception = analysis.exceptions.exceptions[place];
        if (!exception.account || !listed.insert(exception.account->index).second)
            continue;
        Severity worst = exception.severity;
        std::string what;
        for (const std::size_t other : cut.places) {
            const Exception& more = analysis.exceptions.exceptions[other];
            if (more.account != exception.account)
                continue;
            worst = std::max(worst, more.severity);
            what += (what.empty() ? "" : "; ") + std::string(rule(more.rule).title);
        }
        std::int64_t overdue = 0, blocked = 0;
        const Milestone* oldest = nullptr;
        for (const Milestone& milestone : portfolio.milestones.of(*exception.account)) {
            if (milestone.completedDate && *milestone.completedDate <= analysis.asOf())
                continue;
            blocked += milestone.blockedSince && *milestone.blockedSince <= analysis.asOf() ? 1 : 0;
            if (!milestone.plannedDate || *milestone.plannedDate >= analysis.asOf())
                continue;
            ++overdue;
            if (!oldest || *milestone.plannedDate < *oldest->plannedDate)
                oldest = &milestone;
        }
        table.rows.push_back({std::string(text(worst)), accountName(analysis, exception.account), what,
            days(analysis.context->of(*exception.account).age), plainNumber(static_cast<double>(overdue), 0),
            plainNumber(static_cast<double>(blocked), 0),
            oldest ? portfolio.text(oldest->name) + ", " + dateText(*oldest->plannedDate) : std::string(dash),
            shortMoney(exception.arr, currency), ownerText(analysis, exception, stateOf(review, place))});
    }
    slide.exhibits.emplace_back(std::move(table));
    slide.footnote = "Age: days since the account's start. Overdue: planned before this day and not completed. "
                     "Decisions stand under Exceptions by lane. " +
        sourcesText(analysis, {DatasetId::Accounts, DatasetId::Milestones, DatasetId::Outcomes, DatasetId::Usage});
    return {slide};
}

Slides expansionSlides(const ReviewBundle& review, std::size_t most)
{
    const Analysis& analysis = review.result();
    const std::string& currency = analysis.portfolio->baseCurrency;
    const Count count =
        countOf(review, [](const Exception& exception) { return exception.rule == RuleId::ExpansionReady; });
    const std::string missing = missingFor(analysis, RuleId::ExpansionReady);
    Slide slide;
    if (!missing.empty())
        slide.title = "Readiness to expand was not evaluated: " +
            std::string(missing == "source_broken" ? "the usage feed is broken" : "no " + missing);
    else if (count.places.empty())
        slide.title = "No account is ready to expand";
    else
        slide.title = plural(static_cast<std::int64_t>(count.places.size()), "account is", "accounts are") +
            " ready to expand, paying " + shortMoney(count.arr, currency) + " today";
    SlideTable table;
    table.none = count.places.empty() ? "Nothing to list." : nothingWaits;
    table.columns = {{"Account", Align::Left, 1.8, CellKind::Strong}, {"Seats used", Align::Right, 0.9},
        {"Usage", Align::Left, 1.0}, {"Why", Align::Left, 2.6}, {"ARR", Align::Right, 0.8, CellKind::Strong},
        {"Renews", Align::Right, 0.8}, {"Next action", Align::Left, 2.1}, {"Owner", Align::Left, 1.1},
        {"Decision", Align::Left, 1.1}};
    const ListCut cut = cutList(review, count.places, most);
    table.below = cut.below;
    // Where all of them ask for the same, it is said once.
    constexpr std::size_t actionColumn = 6;
    std::set<std::string> asked;
    for (const std::size_t place : cut.places)
        asked.insert(analysis.exceptions.exceptions[place].action);
    const bool once = asked.size() == 1 && cut.places.size() > 1;
    if (once) {
        table.title = "Next action for each: " + *asked.begin();
        table.columns.erase(table.columns.begin() + actionColumn);
    }
    for (const std::size_t place : cut.places) {
        const Exception& exception = analysis.exceptions.exceptions[place];
        const Decay* decay = exception.account ? analysis.decay.of(*exception.account) : nullptr;
        const ExceptionState& state = stateOf(review, place);
        table.rows.push_back({accountName(analysis, exception.account),
            decay && decay->utilisation ? percent(*decay->utilisation, 0) : std::string(dash),
            decay ? std::string(title(decay->stage)) : std::string(dash), expansionReasons(exception, currency),
            shortMoney(exception.arr, currency), days(exception.daysToRenewal), exception.action,
            ownerText(analysis, exception, state), decisionText(state)});
        if (once)
            table.rows.back().erase(table.rows.back().begin() + actionColumn);
    }
    slide.exhibits.emplace_back(std::move(table));
    slide.footnote = std::string(rule(RuleId::ExpansionReady).definition) + " " +
        sourcesText(analysis, {DatasetId::Usage, DatasetId::Outcomes, DatasetId::Signals});
    return {slide};
}

} // namespace holdfast
