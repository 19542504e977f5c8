// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/review/frozen_facts.h"

#include <algorithm>
#include <tuple>

#include "model/review/frozen_rows.h"
#include "model/review/known_then.h"

namespace holdfast {

namespace {

constexpr int keptWeeks = 60; // of an account whose revenue alone is kept: what the year's sparkline needs

// The short datasets of a portfolio, in the order of the bytes. `revenue`: kept of every account.
template <class Book, class Visit> void eachDataset(Book& book, const Visit& visit)
{
    constexpr bool revenue = true, rest = false;
    visit(book.subscriptions, revenue);
    visit(book.arrSnapshots, revenue);
    visit(book.invoices, revenue);
    visit(book.milestones, rest);
    visit(book.outcomes, rest);
    visit(book.contacts, rest);
    visit(book.interactions, rest);
    visit(book.tickets, rest);
    visit(book.surveys, rest);
    visit(book.opportunities, rest);
    visit(book.signals, rest);
    visit(book.health, rest);
    visit(book.feedback, rest);
}

// The columns of the usage feed that every account keeps, then the others.
template <class Feed> auto levelColumns(Feed& feed)
{
    return std::tie(feed.activeUsers, feed.seats);
}
template <class Feed> auto furtherColumns(Feed& feed)
{
    return std::tie(feed.sessions, feed.featuresUsed, feed.workflowsStarted, feed.workflowsCompleted);
}

FeedCalendar calendarUntil(const FeedCalendar& calendar, std::optional<Date> last)
{
    FeedCalendar cut = calendar;
    if (!last || calendar.empty())
        return cut;
    const auto days = static_cast<std::size_t>(std::max(0, *last - calendar.firstDay + 1));
    if (days < cut.rowsOnDay.size())
        cut.rowsOnDay.resize(days);
    for (auto& gaps : cut.gapsOnDay) {
        if (days < gaps.size())
            gaps.resize(days);
    }
    return cut;
}

class FactsWriter {
public:
    FactsWriter(FreezeWriter& archive, const Portfolio& portfolio, const FactsPlan& plan, Date asOf)
        : archive_(archive)
        , portfolio_(portfolio)
        , plan_(plan)
        , asOf_(asOf)
    {
        for (std::size_t at = 0; at < portfolio.accountCount(); ++at) {
            Account row = portfolio.accounts[at];
            if (plan.accounts[at] != Keep::Nothing && isKnown(row))
                kept_.push_back(AccountId{static_cast<std::uint32_t>(at)});
        }
    }

    void write()
    {
        archive_(portfolio_.baseCurrency, portfolio_.files, portfolio_.coverage, portfolio_.orphans,
            portfolio_.rejectedRows);
        archive_.whole(kept_.size());
        for (const AccountId id : kept_) {
            Account row = portfolio_.account(id);
            isKnown(row);
            archive_(row);
            archive_(keep(id) == Keep::Everything);
        }
        eachDataset(portfolio_, [this](const auto& facts, bool revenue) { writeFacts(facts, revenue); });
        std::vector<FxRate> rates;
        for (FxRate rate : portfolio_.fxRates) {
            if (isKnown(rate))
                rates.push_back(rate);
        }
        archive_(rates);
        writeUsage();
        writeFeatures();
    }

private:
    Keep keep(AccountId id) const { return plan_.accounts[id.at()]; }

    template <class Row> bool isKnown(Row& row) const
    {
        if (plan_.lastImport && row.source.file.at() < portfolio_.files.size() &&
            portfolio_.files[row.source.file.at()].import > *plan_.lastImport)
            return false;
        return !plan_.knownOn || known::then(row, *plan_.knownOn);
    }

    template <class Row> void writeFacts(const Facts<Row>& facts, bool revenue)
    {
        std::vector<Row> rows;
        for (const AccountId id : kept_) {
            rows.clear();
            if (revenue || keep(id) == Keep::Everything) {
                for (Row row : facts.of(id)) {
                    if (isKnown(row))
                        rows.push_back(row);
                }
            }
            archive_(rows);
        }
    }

    // The rows of an account that are kept: the newest when its revenue alone is.
    template <class Feed> RowRange rowsOf(const Feed& feed, AccountId id, bool withoutRevenue) const
    {
        RowRange range = feed.of(id);
        if (keep(id) != Keep::Everything && withoutRevenue)
            return {range.first, range.first};
        while (plan_.knownOn && !range.empty() && feed.date(range.last - 1) > *plan_.knownOn)
            --range.last;
        if (keep(id) != Keep::Everything) {
            const Date first = asOf_.addDays(-7 * keptWeeks);
            while (!range.empty() && feed.date(range.first) < first)
                ++range.first;
        }
        return range;
    }

    template <class Columns> void writeColumns(const RowRange& range, const Columns& columns)
    {
        std::apply(
            [&](const auto&... column) {
                const auto put = [&](const CompactColumn& values) {
                    for (std::size_t row = range.first; row < range.last; ++row)
                        archive_.whole(static_cast<std::uint64_t>(values.at(row) + 1)); // missing is −1
                };
                (put(column), ...);
            },
            columns);
    }

    template <class Feed> void writeDays(const Feed& feed, const RowRange& range)
    {
        archive_.whole(range.size());
        Date before = feed.firstDay;
        for (std::size_t row = range.first; row < range.last; ++row) {
            const Date day = feed.date(row);
            archive_.whole(static_cast<std::uint64_t>(day - before));
            before = day;
        }
    }

    void writeUsage()
    {
        const UsageFeed& feed = portfolio_.usage;
        archive_(feed.firstDay, calendarUntil(feed.calendar, plan_.knownOn));
        for (const AccountId id : kept_) {
            const RowRange range = rowsOf(feed, id, false);
            writeDays(feed, range);
            writeColumns(range, levelColumns(feed));
            if (keep(id) == Keep::Everything)
                writeColumns(range, furtherColumns(feed));
        }
    }

    void writeFeatures()
    {
        const FeatureFeed& feed = portfolio_.featureUsage;
        std::vector<std::optional<Date>> coreSince = feed.coreSince;
        for (std::optional<Date>& since : coreSince) {
            if (plan_.knownOn && since && *since > *plan_.knownOn)
                since.reset();
        }
        archive_(feed.firstDay, calendarUntil(feed.calendar, plan_.knownOn), feed.features, coreSince);
        for (const AccountId id : kept_) {
            const RowRange range = rowsOf(feed, id, true);
            writeDays(feed, range);
            writeColumns(range, std::tie(feed.feature, feed.count, feed.core));
        }
    }

    FreezeWriter& archive_;
    const Portfolio& portfolio_;
    const FactsPlan& plan_;
    Date asOf_;
    std::vector<AccountId> kept_;
};

// Rows of a feed as they come; the columns are made when their greatest value is known. Each value is one more than
// itself, 0 when missing.
struct ThawedColumn {
    std::vector<std::uint32_t> values;

    CompactColumn column() const
    {
        std::uint32_t greatest = 0;
        for (const std::uint32_t value : values)
            greatest = std::max(greatest, value);
        CompactColumn made(values.size(), greatest == 0 ? 0 : greatest - 1);
        for (std::size_t row = 0; row < values.size(); ++row)
            made.set(row, static_cast<std::int64_t>(values[row]) - 1);
        return made;
    }
};

class FactsReader {
public:
    FactsReader(ThawReader& archive, Portfolio& portfolio)
        : archive_(archive)
        , portfolio_(portfolio)
    {
    }

    std::vector<bool> read()
    {
        archive_(portfolio_.baseCurrency, portfolio_.files, portfolio_.coverage, portfolio_.orphans,
            portfolio_.rejectedRows);
        const std::size_t count = archive_.count();
        portfolio_.accounts.resize(count);
        whole_.assign(count, false);
        for (std::size_t at = 0; at < count && !archive_.failed(); ++at) {
            bool everything = false;
            archive_(portfolio_.accounts[at]);
            archive_(everything);
            whole_[at] = everything;
        }
        eachDataset(portfolio_, [this](auto& facts, bool) { readFacts(facts); });
        archive_(portfolio_.fxRates);
        readUsage();
        readFeatures();
        if (!archive_.failed())
            portfolio_.currencyUse = CurrencyUse(portfolio_);
        return whole_;
    }

private:
    template <class Row> void readFacts(Facts<Row>& facts)
    {
        facts.first.assign(1, 0);
        for (std::size_t at = 0; at < portfolio_.accounts.size(); ++at) {
            std::vector<Row> rows;
            archive_(rows);
            facts.rows.insert(facts.rows.end(), rows.begin(), rows.end());
            facts.first.push_back(static_cast<std::uint32_t>(facts.rows.size()));
        }
        checkSources(facts.rows);
    }

    // A source that names no file of the portfolio would be looked up beyond its end.
    template <class Row> void checkSources(const std::vector<Row>& rows)
    {
        for (const Row& row : rows) {
            if (!portfolio_.files.empty() && row.source.file.at() >= portfolio_.files.size())
                archive_.fail();
        }
    }

    std::size_t readDays(ThawedColumn& days)
    {
        const std::size_t rows = archive_.count();
        std::uint64_t day = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            day += archive_.whole();
            if (day >= 0xfffffffeU)
                archive_.fail();
            days.values.push_back(static_cast<std::uint32_t>(day + 1));
        }
        return rows;
    }
    void readColumn(ThawedColumn& column, std::size_t rows, bool present)
    {
        for (std::size_t row = 0; row < rows; ++row) {
            const std::uint64_t oneMore = present ? archive_.whole() : 0;
            if (oneMore > 0xffffffffU)
                archive_.fail();
            column.values.push_back(static_cast<std::uint32_t>(oneMore));
        }
    }

    void readUsage()
    {
        UsageFeed& feed = portfolio_.usage;
        archive_(feed.firstDay, feed.calendar);
        ThawedColumn days;
        std::array<ThawedColumn, 6> columns;
        feed.firstRow.assign(1, 0);
        for (std::size_t at = 0; at < portfolio_.accounts.size() && !archive_.failed(); ++at) {
            const std::size_t rows = readDays(days);
            for (std::size_t column = 0; column < columns.size(); ++column)
                readColumn(columns[column], rows, column < 2 || whole_[at]);
            feed.firstRow.push_back(days.values.size());
        }
        feed.day = days.column();
        feed.activeUsers = columns[0].column();
        feed.seats = columns[1].column();
        feed.sessions = columns[2].column();
        feed.featuresUsed = columns[3].column();
        feed.workflowsStarted = columns[4].column();
        feed.workflowsCompleted = columns[5].column();
    }

    void readFeatures()
    {
        FeatureFeed& feed = portfolio_.featureUsage;
        archive_(feed.firstDay, feed.calendar, feed.features, feed.coreSince);
        ThawedColumn days;
        std::array<ThawedColumn, 3> columns;
        feed.firstRow.assign(1, 0);
        for (std::size_t at = 0; at < portfolio_.accounts.size() && !archive_.failed(); ++at) {
            const std::size_t rows = readDays(days);
            for (ThawedColumn& column : columns)
                readColumn(column, rows, true);
            feed.firstRow.push_back(days.values.size());
        }
        for (const std::uint32_t oneMore : columns[0].values) {
            if (oneMore == 0 || oneMore > feed.features.size())
                archive_.fail();
        }
        feed.day = days.column();
        feed.feature = columns[0].column();
        feed.count = columns[1].column();
        feed.core = columns[2].column();
    }

    ThawReader& archive_;
    Portfolio& portfolio_;
    std::vector<bool> whole_; // per account
};

} // namespace

void freezeFacts(FreezeWriter& archive, const Portfolio& portfolio, const FactsPlan& plan, Date asOf)
{
    FactsWriter(archive, portfolio, plan, asOf).write();
}

std::vector<bool> thawFacts(ThawReader& archive, Portfolio& portfolio)
{
    return FactsReader(archive, portfolio).read();
}

PortfolioPtr knownPortfolio(const Portfolio& portfolio, const FactsPlan& plan, Date asOf)
{
    FreezeWriter writer(&portfolio.names);
    freezeFacts(writer, portfolio, plan, asOf);
    auto known = std::make_shared<Portfolio>();
    const std::string bytes = writer.finish();
    ThawReader reader(bytes, &known->names);
    thawFacts(reader, *known);
    return known;
}

} // namespace holdfast
