// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a short dataset's table as structs of the portfolio. Each reader has names of its own, so that tables can
// be read at once; their numbers are exchanged for the portfolio's when all are there.
#pragma once

#include <algorithm>
#include <limits>
#include <set>

#include "model/base/progress.h"
#include "model/portfolio/portfolio.h"
#include "model/store/sqlite_rows.h"
#include "model/store/table_layout.h"

namespace holdfast {

constexpr std::uint32_t noAccount = 0xffffffffU;

// One function per dataset: the members in the order of the dataset's columns (without account and mrr).
template <class Cells> void eachCell(Cells& cells, Account& r)
{
    cells.all(r.name, r.segment, r.industry, r.region, r.owner, r.contractModel, r.touch, r.startDate, r.renewalDate,
        r.churnDate, r.churnReason, r.arr);
    cells.currency(r.currency);
    cells.all(
        r.seats, r.fit, r.handoffDate, r.kickoffDate, r.onboardingCompletedDate, r.acquisitionCost, r.grossMargin);
}
template <class Cells> void eachCell(Cells& cells, Subscription& r)
{
    cells.key(r.id);
    cells.all(r.product, r.startDate, r.endDate, r.arr);
    cells.currency(r.currency);
    cells.all(r.seats, r.noticeDate);
}
template <class Cells> void eachCell(Cells& cells, ArrSnapshot& r)
{
    cells.all(r.date, r.arr);
    cells.currency(r.currency);
}
template <class Cells> void eachCell(Cells& cells, Milestone& r)
{
    cells.key(r.id);
    cells.all(r.name, r.side, r.core, r.firstValue, r.plannedDate, r.completedDate, r.blockedSince);
}
template <class Cells> void eachCell(Cells& cells, Outcome& r)
{
    cells.key(r.id);
    cells.all(r.name, r.metric, r.unit, r.baseline, r.target, r.current, r.measuredDate, r.agreedDate, r.dueDate,
        r.achievedDate, r.annualValue, r.recognisedDate, r.recognisedHow);
}
template <class Cells> void eachCell(Cells& cells, Contact& r)
{
    cells.key(r.id);
    cells.all(r.name, r.role, r.title, r.email, r.joinedDate, r.leftDate);
}
template <class Cells> void eachCell(Cells& cells, Interaction& r)
{
    cells.key(r.id);
    cells.all(r.date, r.kind);
    cells.orElse(r.held, true);
    cells.all(r.sponsorAttended, r.sentiment, r.notes);
}
template <class Cells> void eachCell(Cells& cells, Ticket& r)
{
    cells.key(r.id);
    cells.all(r.openedDate, r.closedDate, r.severity, r.escalated, r.category, r.subject, r.csat);
}
template <class Cells> void eachCell(Cells& cells, Survey& r)
{
    cells.all(r.date, r.kind, r.score, r.respondent, r.comment);
}
template <class Cells> void eachCell(Cells& cells, Invoice& r)
{
    cells.key(r.id);
    cells.all(r.issuedDate, r.dueDate, r.paidDate, r.amount);
    cells.currency(r.currency);
}
template <class Cells> void eachCell(Cells& cells, Opportunity& r)
{
    cells.key(r.id);
    cells.all(r.kind, r.name, r.createdDate, r.closeDate, r.stage, r.amount);
    cells.currency(r.currency);
}
template <class Cells> void eachCell(Cells& cells, Signal& r)
{
    cells.key(r.id);
    cells.all(r.date, r.kind, r.origin, r.note, r.handledDate);
}
template <class Cells> void eachCell(Cells& cells, Health& r)
{
    cells.all(r.date, r.origin, r.status, r.score);
}
template <class Cells> void eachCell(Cells& cells, Feedback& r)
{
    cells.key(r.id);
    cells.all(r.date, r.category, r.text, r.status);
}
template <class Cells> void eachCell(Cells& cells, FxRate& r)
{
    cells.currency(r.currency);
    cells.all(r.date, r.rate);
}

// Fills the members of a row from its cells.
class RowReader {
public:
    RowReader(Names& names, DatasetId id)
        : names_(names)
        , shelf_(static_cast<std::size_t>(id))
    {
    }
    template <class Row> void read(const RowValues& values, int first, Row& row)
    {
        values_ = &values;
        at_ = first;
        eachCell(*this, row);
    }

    // The row's own id: it occurs once, so that no look-up is worth its time.
    void key(Name& value) { value = names_.add(shelf_, values_->text(at_++)); }
    void currency(Name& value)
    {
        const std::string_view text = values_->text(at_++);
        if (text != currencyText_) {
            currencyText_ = text;
            std::string upper(text);
            for (char& letter : upper) {
                if (letter >= 'a' && letter <= 'z')
                    letter = static_cast<char>(letter - 'a' + 'A');
            }
            currency_ = names_.intern(upper);
        }
        value = currency_;
    }
    void orElse(bool& value, bool missing)
    {
        Maybe<bool> given;
        read(given);
        value = given.value_or(missing);
    }
    template <class... Values> void all(Values&... values) { (read(values), ...); }

private:
    void read(Name& value) { value = names_.intern(values_->text(at_++)); }
    void read(Date& value) { value = Date(static_cast<std::int32_t>(values_->integer(at_++))); }
    void read(Money& value) { value = Money{values_->integer(at_++)}; }
    void read(Rate& value) { value = Rate{values_->integer(at_++)}; }
    void read(double& value) { value = values_->real(at_++); }
    void read(std::int64_t& value) { value = values_->integer(at_++); }
    void read(bool& value) { value = values_->integer(at_++) != 0; }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void read(Enum& value) { value = static_cast<Enum>(values_->integer(at_++)); }
    template <class Value> void read(Maybe<Value>& value)
    {
        if (values_->isNull(at_)) {
            value.reset();
            ++at_;
            return;
        }
        Value present{};
        read(present);
        value = present;
    }

    Names& names_;
    std::size_t shelf_;
    const RowValues* values_ = nullptr;
    int at_ = 0;
    std::string currencyText_; // of the row before, as stored
    Name currency_;
};

// Exchanges the numbers of the names in a row; ids on shelves keep theirs.
class Renumber {
public:
    explicit Renumber(const std::vector<std::uint32_t>& numbers)
        : numbers_(numbers)
    {
    }
    void currency(Name& value) const { read(value); }
    void key(Name& value) const { read(value); }
    void orElse(bool&, bool) const { }
    template <class... Values> void all(Values&... values) const { (read(values), ...); }

private:
    void read(Name& value) const
    {
        if (value.number < numbers_.size())
            value.number = numbers_[value.number];
    }
    template <class Value> void read(Value&) const { }

    const std::vector<std::uint32_t>& numbers_;
};

// A set of days, read out in order.
class DaySet {
public:
    void add(Date date)
    {
        const std::int64_t place = std::int64_t{date.daysSince1970()} - firstDay;
        if (place < 0 || place >= days) {
            others_.insert(date.daysSince1970()); // no calendar has it, yet a damaged store may
            return;
        }
        if (seen_.empty())
            seen_.resize(days);
        const auto at = static_cast<std::size_t>(place);
        seen_[at] = true;
        from_ = std::min(from_, at);
        to_ = std::max(to_, at + 1);
    }
    std::vector<std::int64_t> sorted() const
    {
        std::vector<std::int64_t> all(others_.begin(), others_.end());
        for (std::size_t place = from_; place < to_; ++place) {
            if (seen_[place])
                all.push_back(static_cast<std::int64_t>(place) + firstDay);
        }
        if (!others_.empty())
            std::sort(all.begin(), all.end());
        return all;
    }

private:
    static constexpr std::int64_t firstDay = -719162; // 0001-01-01
    static constexpr std::int64_t days = 3652059; // up to 9999-12-31

    std::vector<bool> seen_;
    std::size_t from_ = days, to_ = 0; // of the places seen
    std::set<std::int64_t> others_;
};

// What reading a table needs beside the connection.
struct TableJob {
    const std::vector<std::uint32_t>& fileIndex; // import_files.id → place in Portfolio::files
    const CancelToken& cancel;
};

// Calls take(account key, row) for every row of a table; rows, dates and columns with a value go into `coverage`.
template <class Row, class Take>
Result<void> readTable(
    const TableJob& job, const Database& database, DatasetId id, Names& names, Coverage& coverage, const Take& take)
{
    const TableLayout layout = tableLayout(id);
    const DatasetSpec& spec = dataset(id);
    std::string columns = layout.hasAccount ? "account_key" : "0";
    struct Waiting { // a column of which no row had a value yet
        int at;
        std::size_t place;
        bool textual;
    };
    std::vector<Waiting> waiting;
    const int mainDate = spec.column(spec.mainDate);
    int mainColumn = 0;
    int at = 0;
    for (const StoredColumn& column : layout.columns) {
        columns += ", " + column.name;
        waiting.push_back({++at, column.place, isTextual(column.type)});
        if (static_cast<int>(column.place) == mainDate)
            mainColumn = at;
    }
    const int fileColumn = at + 1;
    RowReader reader(names, id);
    bool cancelled = false;
    std::int32_t first = std::numeric_limits<std::int32_t>::max(), last = std::numeric_limits<std::int32_t>::min();
    bool dated = false;
    Result<void> done = forEachRow(database, columns + ", file, line", layout.table, [&](const RowValues& values) {
        if ((coverage.rows & 0xfff) == 0 && job.cancel.isCancelled()) {
            cancelled = true;
            return false;
        }
        ++coverage.rows;
        std::erase_if(waiting, [&](const Waiting& column) {
            const bool has = !values.isNull(column.at) && !(column.textual && values.text(column.at).empty());
            if (has)
                coverage.columnHasValue[column.place] = true;
            return has;
        });
        if (!values.isNull(mainColumn)) {
            const auto day = static_cast<std::int32_t>(values.integer(mainColumn));
            first = std::min(first, day);
            last = std::max(last, day);
            dated = true;
        }
        Row row;
        reader.read(values, 1, row);
        const auto file = static_cast<std::size_t>(values.integer(fileColumn));
        row.source.file = FileId{file < job.fileIndex.size() ? job.fileIndex[file] : 0};
        row.source.line = static_cast<std::uint32_t>(values.integer(fileColumn + 1));
        take(static_cast<std::uint32_t>(values.integer(0)), row);
        return true;
    });
    if (!done)
        return done;
    if (cancelled)
        return failure(ErrorCode::Cancelled, "loading was stopped");
    if (dated) {
        coverage.first = Date(first);
        coverage.last = Date(last);
    }
    // The account of a row is never missing, and mrr counts as given wherever arr is.
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
        if (spec.columns[i].type == ColumnType::Account)
            coverage.columnHasValue[i] = coverage.rows > 0;
        if (spec.columns[i].name == "mrr")
            coverage.columnHasValue[i] = coverage.columnHasValue[static_cast<std::size_t>(spec.column("arr"))];
    }
    return {};
}

} // namespace holdfast
