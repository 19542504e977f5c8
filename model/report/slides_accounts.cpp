// SPDX-License-Identifier: GPL-3.0-or-later
// Renewals of the next 180 days, and one page per chosen account.
#include <algorithm>
#include <array>

#include "model/report/format.h"
#include "model/report/slides.h"

namespace holdfast {

namespace {

constexpr int renewalWindow = 180; // days ahead, both ends counted

std::string stateWord(RenewalState state)
{
    switch (state) {
    case RenewalState::Proven:
        return "Proven";
    case RenewalState::Unproven:
        return "Unproven";
    case RenewalState::AtRisk:
        return "At risk";
    }
    return {};
}

std::string markWord(RenewalState state)
{
    return state == RenewalState::Proven ? "healthy" : state == RenewalState::Unproven ? "at_risk" : "broken";
}

std::string number(double value)
{
    return plainNumber(value, value == static_cast<double>(static_cast<std::int64_t>(value)) ? 0 : 1);
}

void addWord(std::string& line, const std::string& word)
{
    if (!word.empty())
        line += (line.empty() ? "" : ", ") + word;
}

} // namespace

Figures accountFigures(const ReviewBundle& review, AccountId id)
{
    const Analysis& analysis = review.result();
    const Portfolio& portfolio = *analysis.portfolio;
    const Account& account = portfolio.account(id);
    const AccountDay& day = analysis.context->of(id);
    Figures figures;
    figures.tiles.push_back({"ARR", shortMoney(day.arr, portfolio.baseCurrency),
        "a year ago " + shortMoney(day.arrYearAgo, portfolio.baseCurrency)});
    figures.tiles.push_back({"Renewal", days(day.daysToRenewal), dateText(day.renewal)});
    const Decay* decay = analysis.decay.of(id);
    const bool known = decay && decay->stage != DecayStage::Unknown;
    figures.tiles.push_back(
        {"Seats used", known && decay->utilisation ? percent(*decay->utilisation, 0) : std::string(dash),
            known ? plainNumber(decay->recent, 0) + " active users, four-week mean" : std::string("no usage")});
    figures.tiles.push_back({"Usage", known ? std::string(title(decay->stage)) : std::string(dash),
        known && !decay->changeInfinite ? percent(decay->change) + " in thirteen weeks" : std::string()});
    std::string health(dash), healthNote;
    for (const Health& row : portfolio.health.of(id)) {
        if (row.date <= analysis.asOf() && portfolio.text(row.origin) == "cs") {
            health = row.status == HealthStatus::Green ? "Green"
                : row.status == HealthStatus::Yellow   ? "Yellow"
                                                       : "Red";
            healthNote = dateText(row.date);
        }
    }
    figures.tiles.push_back({"Health by CSM", health, healthNote});

    std::string facts;
    addWord(facts, portfolio.text(account.segment));
    addWord(facts, portfolio.text(account.region));
    addWord(facts, portfolio.text(account.industry));
    if (account.contractModel)
        addWord(facts,
            *account.contractModel == ContractModel::Monthly      ? "monthly contract"
                : *account.contractModel == ContractModel::Annual ? "annual contract"
                                                                  : "multi-year contract");
    if (account.touch)
        addWord(facts, *account.touch == Touch::Tech ? "tech touch" : "human touch");
    if (!account.owner.empty())
        addWord(facts, "owner " + portfolio.text(account.owner));
    if (day.start)
        addWord(facts, "customer since " + dateText(*day.start));
    if (!facts.empty())
        figures.sentences.push_back(facts);
    return figures;
}

std::string accountTitle(const ReviewBundle& review, AccountId id)
{
    const Analysis& analysis = review.result();
    const AccountDay& day = analysis.context->of(id);
    const std::string name = shortened(accountName(analysis, id), 48);
    if (!day.customer)
        return name + " is no customer on " + dateText(analysis.asOf());
    const std::string arr = shortMoney(day.arr, analysis.portfolio->baseCurrency);
    const AccountZones* zones = analysis.zones.of(id);
    // What cannot be judged is not sound.
    const auto* first = zones ? zones->status.data() : nullptr;
    const bool judged =
        !zones || std::find(first, first + orderedZoneCount, ZoneStatus::Unknown) == first + orderedZoneCount;
    std::string text = !zones ? name
        : zones->breakpoint   ? name + " breaks in " + std::string(title(*zones->breakpoint))
        : judged              ? name + " has no broken zone"
                              : name + " has no zone known to be broken";
    if (day.daysToRenewal && *day.daysToRenewal >= 0)
        return text + "; " + arr + " renews in " + plural(*day.daysToRenewal, "day", "days");
    if (day.daysToRenewal)
        return text + "; the renewal of " + arr + " is " + plural(-*day.daysToRenewal, "day", "days") + " past";
    return text + "; " + arr + " of ARR has no renewal date";
}

SlideTable outcomeTable(const Analysis& analysis, AccountId id)
{
    const Portfolio& portfolio = *analysis.portfolio;
    SlideTable table;
    table.title = "Outcomes";
    table.none = portfolio.imported(DatasetId::Outcomes) ? "No outcome is agreed." : "Outcomes were never imported.";
    table.columns = {{"Outcome", Align::Left, 1.8, CellKind::Strong}, {"From → now → target", Align::Left, 1.6},
        {"Due", Align::Right, 1}, {"State", Align::Left, 1.3}};
    for (const Outcome& outcome : portfolio.outcomes.of(id)) {
        if (!outcome.agreedDate || *outcome.agreedDate > analysis.asOf())
            continue;
        const bool measured = outcome.measuredDate && *outcome.measuredDate <= analysis.asOf();
        const bool achieved = outcome.achievedDate && *outcome.achievedDate <= analysis.asOf();
        const std::string figures = number(outcome.baseline.value_or(0)) + " → " +
            (measured && outcome.current ? number(*outcome.current) : std::string(dash)) + " → " +
            (outcome.target ? number(*outcome.target) : std::string(dash)) + " " + portfolio.text(outcome.unit);
        table.rows.push_back({portfolio.text(outcome.name), figures, dateText(outcome.dueDate),
            achieved       ? "achieved " + dateText(*outcome.achievedDate)
                : measured ? "measured " + dateText(*outcome.measuredDate)
                           : std::string("not measured")});
    }
    return table;
}

namespace {

// "Open: Usage dropped (critical), Sponsor silent (high). ": the timeline's exceptions in words.
std::string exceptionsSentence(const ReviewBundle& review, AccountId id)
{
    std::string words;
    for (const Exception& exception : review.result().exceptions.exceptions) {
        if (exception.account == id)
            addWord(
                words, std::string(rule(exception.rule).title) + " (" + std::string(text(exception.severity)) + ")");
    }
    return words.empty() ? "No exception is open. " : "Open: " + words + ". ";
}

} // namespace

SlideTable accountActions(const ReviewBundle& review, const std::string& accountId)
{
    SlideTable table;
    table.title = "Actions";
    table.none = "No action is recorded.";
    table.columns = {{"Action", Align::Left, 2.4}, {"Owner", Align::Left, 1}, {"Due", Align::Right, 0.9},
        {"State", Align::Left, 0.6}};
    for (const ActionItem& action : review.actions) {
        if (action.accountId != accountId)
            continue;
        const ActionState state = action.state(review.result().asOf());
        table.rows.push_back(
            {action.title, action.owner.empty() ? std::string(dash) : action.owner, dateText(action.due),
                state == ActionState::Done       ? "done"
                    : state == ActionState::Late ? "late"
                                                 : "open"});
    }
    return table;
}

Slides renewalSlides(const ReviewBundle& review, std::size_t most)
{
    const Analysis& analysis = review.result();
    const Portfolio& portfolio = *analysis.portfolio;
    const std::string& currency = portfolio.baseCurrency;
    Money total, atRisk;
    std::vector<const Renewal*> within;
    for (const Renewal& renewal : analysis.renewals.renewals) {
        const int ahead = renewal.date - analysis.asOf();
        if (ahead < 0 || ahead > renewalWindow)
            continue;
        within.push_back(&renewal);
        total += renewal.arr;
        if (renewal.state == RenewalState::AtRisk)
            atRisk += renewal.arr;
    }
    Slide chart;
    if (within.empty())
        chart.title = "Nothing renews within 180 days";
    else
        chart.title = shortMoney(total, currency) + " of ARR renews within 180 days, in " +
            plural(static_cast<std::int64_t>(within.size()), "account", "accounts") + "; " +
            (atRisk.cents > 0                                   ? shortMoney(atRisk, currency) + " is"
                    : notEvaluatedIn(analysis, Lane::Risk) == 0 ? std::string("none of it is")
                                                                : std::string("none of it is known to be")) +
            " at risk";
    chart.exhibits.emplace_back(ChartExhibit{ChartId::Renewals, std::nullopt});
    chart.footnote = "Columns: the next twelve months. Proven: realization healthy and no risk of severity high or "
                     "critical; at risk: such a risk; else unproven. " +
        sourcesText(analysis, {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::Outcomes});
    Slide list;
    list.title = chart.title;
    list.footnote = "Missing: criteria of the realization zone that have not passed. " +
        sourcesText(analysis, {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::Outcomes});
    SlideTable table;
    table.columns = {{"", Align::Centre, 0.25, CellKind::Mark}, {"Renewal", Align::Left, 1.0},
        {"Days", Align::Right, 0.6}, {"Account", Align::Left, 2.0, CellKind::Strong},
        {"ARR", Align::Right, 0.8, CellKind::Strong}, {"State", Align::Left, 0.9},
        {"Missing to be proven", Align::Left, 3.2}, {"Owner", Align::Left, 1.1}};
    // What is most at stake is named: at risk, then unproven, then proven, each by ARR; shown by date.
    std::vector<const Renewal*> named = within;
    if (most > 0 && named.size() > most) {
        std::stable_sort(named.begin(), named.end(), [](const Renewal* left, const Renewal* right) {
            return left->state != right->state ? left->state > right->state : left->arr > right->arr;
        });
        Money rest;
        for (std::size_t i = most; i < named.size(); ++i)
            rest += named[i]->arr;
        table.below = restSentence(named.size() - most, "renewal", "renewals", rest, currency);
        named.resize(most);
        std::stable_sort(named.begin(), named.end(),
            [](const Renewal* left, const Renewal* right) { return left->date < right->date; });
    }
    for (const Renewal* renewal : named) {
        std::string missing;
        for (const CriterionId id : renewal->missing)
            addWord(missing, std::string(criterion(id).title));
        const Account& account = portfolio.account(renewal->account);
        table.rows.push_back(
            {markWord(renewal->state), dateText(renewal->date), plainNumber(renewal->date - analysis.asOf(), 0),
                portfolio.text(account.name), shortMoney(renewal->arr, currency), stateWord(renewal->state),
                !missing.empty()                             ? missing
                    : renewal->state == RenewalState::AtRisk ? std::string("nothing; a risk is open")
                                                             : std::string(dash),
                account.owner.empty() ? std::string(dash) : portfolio.text(account.owner)});
    }
    if (within.empty())
        return {chart};
    list.exhibits.emplace_back(std::move(table));
    return {chart, list};
}

Slides accountSlides(const ReviewBundle& review, const DeckChoice& choice)
{
    Slides slides;
    const Analysis& analysis = review.result();
    for (const std::string& accountId : choice.accounts) {
        const std::optional<AccountId> id = analysis.portfolio->findAccount(accountId);
        if (!id)
            continue;
        Slide slide;
        slide.title = accountTitle(review, *id);
        slide.exhibits.emplace_back(accountFigures(review, *id));
        if (analysis.zones.of(*id))
            slide.exhibits.emplace_back(ChartExhibit{ChartId::ZoneStrip, *id});
        slide.columnsFrom = slide.exhibits.size();
        slide.exhibits.emplace_back(ChartExhibit{ChartId::Timeline, *id});
        slide.rightColumnFrom = slide.exhibits.size();
        if (analysis.keepsFactsOf(*id))
            slide.exhibits.emplace_back(outcomeTable(analysis, *id));
        else
            slide.exhibits.emplace_back(TextBlock{{notKept}, "Outcomes"});
        slide.exhibits.emplace_back(accountActions(review, accountId));
        slide.leftShare = 0.6;
        slide.dense = true;
        slide.footnote = exceptionsSentence(review, *id) +
            sourcesText(
                analysis, {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::Usage, DatasetId::Outcomes});
        slides.push_back(std::move(slide));
    }
    return slides;
}

} // namespace holdfast
