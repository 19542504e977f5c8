// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/load_facts.h"

#include <atomic>
#include <future>

namespace holdfast {

namespace {

// The order inside an account: by key.
struct KeyOrder {
    const Names& names;

    std::strong_ordering operator()(const ArrSnapshot& a, const ArrSnapshot& b) const { return a.date <=> b.date; }
    std::strong_ordering operator()(const Survey& a, const Survey& b) const
    {
        if (const auto order = a.date <=> b.date; order != 0)
            return order;
        if (a.kind != b.kind) // by text: ces, csat, nps
            return kindText(a.kind) <=> kindText(b.kind);
        return names.view(a.respondent) <=> names.view(b.respondent);
    }
    std::strong_ordering operator()(const Health& a, const Health& b) const
    {
        const auto order = a.date <=> b.date;
        return order != 0 ? order : names.view(a.origin) <=> names.view(b.origin);
    }
    static std::string_view kindText(SurveyKind kind)
    {
        static constexpr std::array<std::string_view, 3> texts{"nps", "csat", "ces"};
        return texts[static_cast<std::size_t>(kind) % texts.size()];
    }
    template <class Row> std::strong_ordering operator()(const Row& a, const Row& b) const
    {
        return names.view(a.id) <=> names.view(b.id);
    }
};

template <class Row> std::optional<Date> mainDateOf(const Row& row)
{
    if constexpr (requires { row.startDate; })
        return row.startDate;
    else if constexpr (requires { row.openedDate; })
        return row.openedDate;
    else if constexpr (requires { row.issuedDate; })
        return row.issuedDate;
    else if constexpr (requires { row.createdDate; })
        return row.createdDate;
    else if constexpr (requires { row.joinedDate; })
        return row.joinedDate;
    else if constexpr (requires { row.agreedDate; })
        return row.agreedDate;
    else if constexpr (requires { row.plannedDate; })
        return row.plannedDate;
    else
        return row.date;
}

// Rows by account, in the order they have; exports list account by account as a rule, so that often all is done.
// `accountOf` names the account of each row.
template <class Row>
void groupByAccount(std::size_t accounts, const std::vector<std::uint32_t>& accountOf, Facts<Row>& facts)
{
    facts.first.assign(accounts + 1, 0);
    for (const std::uint32_t account : accountOf)
        ++facts.first[account + 1];
    for (std::size_t i = 1; i < facts.first.size(); ++i)
        facts.first[i] += facts.first[i - 1];
    if (std::is_sorted(accountOf.begin(), accountOf.end()))
        return;
    std::vector<std::uint32_t> next(facts.first.begin(), facts.first.end() - 1);
    std::vector<Row> rows(facts.rows.size());
    for (std::size_t i = 0; i < accountOf.size(); ++i)
        rows[next[accountOf[i]]++] = facts.rows[i];
    facts.rows = std::move(rows);
}

// One dataset being loaded: read and ordered on any thread, then named on one.
class Task {
public:
    Task(DatasetId id, Coverage& coverage)
        : id_(id)
        , coverage_(coverage)
    {
    }
    virtual ~Task() = default;
    virtual Result<void> read(const FactsJob& job, const Database& database) = 0;
    virtual void renumber() = 0;

    void takeNames(Names& names)
    {
        numbers_ = names.take(std::move(names_));
        names_ = Names();
    }
    const Coverage& coverage() const { return coverage_; }
    // Rows at most, by which the longest tables are begun first.
    Result<void> measure(const Database& database)
    {
        const auto count = database.integer("SELECT max(id) - min(id) + 1 FROM " + tableLayout(id_).table);
        if (!count)
            return tl::unexpected(count.error());
        most_ = static_cast<std::size_t>(std::clamp<std::int64_t>(count->value_or(0), 0, mostReserved));
        return {};
    }
    std::size_t most() const { return most_; }

protected:
    static constexpr std::int64_t mostReserved = 20'000'000; // ids may have gaps of any size

    DatasetId id_;
    Coverage& coverage_;
    std::size_t most_ = 0;
    Names names_;
    std::vector<std::uint32_t> numbers_; // of names_ in the portfolio's
};

template <class Row> class FactsTask final : public Task {
public:
    FactsTask(DatasetId id, Coverage& coverage, Facts<Row>& facts)
        : Task(id, coverage)
        , facts_(facts)
    {
    }

    Result<void> read(const FactsJob& job, const Database& database) override
    {
        DaySet days;
        const auto shelf = static_cast<std::size_t>(id_);
        std::vector<std::uint32_t> accountOf;
        facts_.rows.reserve(most_);
        accountOf.reserve(most_);
        if constexpr (requires(Row row) { row.id; })
            names_.reserve(shelf, most_, most_ * 12);
        Result<void> done =
            readTable<Row>(job.table, database, id_, names_, coverage_, [&](std::uint32_t key, Row& row) {
                const std::uint32_t account = key < job.accountOfKey.size() ? job.accountOfKey[key] : noAccount;
                if (account == noAccount) {
                    ++coverage_.orphans;
                    return;
                }
                if (const std::optional<Date> date = mainDateOf(row))
                    days.add(*date);
                facts_.rows.push_back(row);
                accountOf.push_back(account);
            });
        if (!done)
            return done;
        names_.trim(shelf);
        if (facts_.rows.capacity() > facts_.rows.size() + facts_.rows.size() / 8)
            facts_.rows.shrink_to_fit();
        groupByAccount(job.accounts, accountOf, facts_);
        const KeyOrder order{names_};
        const auto before = [&order](const Row& a, const Row& b) { return order(a, b) < 0; };
        for (std::size_t account = 0; account < job.accounts; ++account) {
            const auto first = facts_.rows.begin() + facts_.first[account];
            const auto last = facts_.rows.begin() + facts_.first[account + 1];
            coverage_.accounts += first != last ? 1 : 0;
            if (!std::is_sorted(first, last, before))
                std::sort(first, last, before);
        }
        coverage_.mainDays = days.sorted();
        return {};
    }
    void renumber() override
    {
        const Renumber cells(numbers_);
        for (Row& row : facts_.rows)
            eachCell(cells, row);
    }

private:
    Facts<Row>& facts_;
};

class RatesTask final : public Task {
public:
    RatesTask(Coverage& coverage, std::vector<FxRate>& rates)
        : Task(DatasetId::FxRates, coverage)
        , rates_(rates)
    {
    }
    Result<void> read(const FactsJob& job, const Database& database) override
    {
        const auto take = [this](std::uint32_t, const FxRate& rate) { rates_.push_back(rate); };
        Result<void> done = readTable<FxRate>(job.table, database, id_, names_, coverage_, take);
        std::sort(rates_.begin(), rates_.end(), [this](const FxRate& a, const FxRate& b) {
            return a.currency != b.currency ? names_.view(a.currency) < names_.view(b.currency) : a.date < b.date;
        });
        return done;
    }
    void renumber() override
    {
        const Renumber cells(numbers_);
        for (FxRate& rate : rates_)
            eachCell(cells, rate);
    }

private:
    std::vector<FxRate>& rates_;
};

std::vector<std::unique_ptr<Task>> tasksOf(Portfolio& p)
{
    std::vector<std::unique_ptr<Task>> tasks;
    const auto add = [&]<class Row>(DatasetId id, Facts<Row>& facts) {
        tasks.push_back(std::make_unique<FactsTask<Row>>(id, p.coverage[static_cast<std::size_t>(id)], facts));
    };
    // The currencies first: what is looked up by the number of one is then small.
    tasks.push_back(std::make_unique<RatesTask>(p.coverage[static_cast<std::size_t>(DatasetId::FxRates)], p.fxRates));
    add(DatasetId::Subscriptions, p.subscriptions);
    add(DatasetId::ArrSnapshots, p.arrSnapshots);
    add(DatasetId::Milestones, p.milestones);
    add(DatasetId::Outcomes, p.outcomes);
    add(DatasetId::Contacts, p.contacts);
    add(DatasetId::Interactions, p.interactions);
    add(DatasetId::Tickets, p.tickets);
    add(DatasetId::Surveys, p.surveys);
    add(DatasetId::Invoices, p.invoices);
    add(DatasetId::Opportunities, p.opportunities);
    add(DatasetId::Signals, p.signals);
    add(DatasetId::Health, p.health);
    add(DatasetId::Feedback, p.feedback);
    return tasks;
}

// Runs work(task, thread) for all tasks, as many at once as there are threads; the first error in their order counts.
template <class Work> Result<void> onAll(const std::vector<Task*>& tasks, std::size_t threads, const Work& work)
{
    std::vector<Result<void>> outcomes(tasks.size());
    std::atomic<std::size_t> next{0};
    const auto run = [&](std::size_t thread) {
        for (std::size_t i = next++; i < tasks.size(); i = next++)
            outcomes[i] = work(*tasks[i], thread);
    };
    std::vector<std::future<void>> others;
    for (std::size_t thread = 1; thread < threads; ++thread)
        others.push_back(std::async(std::launch::async, run, thread));
    run(0);
    for (std::future<void>& other : others)
        other.get();
    for (Result<void>& outcome : outcomes) {
        if (!outcome)
            return outcome;
    }
    return {};
}

} // namespace

Result<void> loadFacts(const FactsJob& job, Portfolio& portfolio)
{
    const std::vector<std::unique_ptr<Task>> tasks = tasksOf(portfolio);
    std::vector<Task*> longestFirst;
    for (const std::unique_ptr<Task>& task : tasks) {
        if (Result<void> measured = task->measure(*job.databases.front()); !measured)
            return measured;
        longestFirst.push_back(task.get());
    }
    std::stable_sort(
        longestFirst.begin(), longestFirst.end(), [](const Task* a, const Task* b) { return a->most() > b->most(); });
    Result<void> done = onAll(longestFirst, job.databases.size(),
        [&](Task& task, std::size_t thread) { return task.read(job, *job.databases[thread]); });
    if (!done)
        return done;
    for (const std::unique_ptr<Task>& task : tasks) {
        task->takeNames(portfolio.names);
        portfolio.orphans += task->coverage().orphans;
    }
    return onAll(longestFirst, job.databases.size(), [](Task& task, std::size_t) -> Result<void> {
        task.renumber();
        return {};
    });
}

} // namespace holdfast
