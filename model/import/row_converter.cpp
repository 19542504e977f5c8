// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/row_converter.h"

#include <algorithm>

#include "model/import/enum_words.h"
#include "model/import/mapping_names.h"

namespace holdfast {

namespace {

std::string quotedText(std::string_view text)
{
    return "“" + std::string(text.substr(0, 80)) + (text.size() > 80 ? "…" : "") + "”";
}

// An apostrophe that an export wrote so that a spreadsheet does not run the cell ("'=1+1") is taken away again.
std::string_view withoutGuard(std::string_view text)
{
    if (text.size() < 2 || text[0] != '\'')
        return text;
    const std::size_t first = text.find_first_not_of('\'');
    if (first == std::string_view::npos)
        return text;
    const char c = text[first];
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' ? text.substr(1) : text;
}

// How often in a year an amount is paid, 0 when the text does not say it.
int timesAYear(const ColumnBinding& binding, std::string_view interval)
{
    const std::string word = folded(interval);
    if (const auto told = binding.values.find(word); told != binding.values.end())
        return std::atoi(told->second.c_str());
    constexpr std::array<std::pair<std::string_view, int>, 18> words = {
        {{"month", 12}, {"monthly", 12}, {"months", 12}, {"1 month", 12}, {"year", 1}, {"yearly", 1}, {"annual", 1},
            {"annually", 1}, {"years", 1}, {"1 year", 1}, {"week", 52}, {"weekly", 52}, {"day", 365}, {"daily", 365},
            {"quarter", 4}, {"quarterly", 4}, {"half yearly", 2}, {"semi annual", 2}}};
    for (const auto& [text, times] : words) {
        if (text == word)
            return times;
    }
    return 0;
}

std::string expected(ColumnType type)
{
    switch (type) {
    case ColumnType::Date:
        return "is no date";
    case ColumnType::Int:
        return "is no whole number";
    case ColumnType::Number:
        return "is no number";
    case ColumnType::Money:
        return "is no amount";
    case ColumnType::Rate:
        return "is no positive rate";
    case ColumnType::Bool:
        return "is neither yes nor no";
    default:
        return "cannot be taken";
    }
}

} // namespace

RowConverter::RowConverter(
    const Table& table, const Mapping& mapping, std::optional<DateOrder> dateOrder, CancelToken cancel)
    : table_(table)
    , cancel_(std::move(cancel))
    , mapping_(mapping)
    , spec_(dataset(mapping.dataset))
    , present_(spec_.columns.size(), false)
{
    hasAccount_ = spec_.column("account_id") >= 0;
    accountPlace_ = hasAccount_ ? static_cast<std::size_t>(spec_.column("account_id")) : 0;
    const int arr = spec_.column("arr"), mrr = spec_.column("mrr");
    const bool monthly = std::any_of(mapping_.columns.begin(), mapping_.columns.end(),
        [](const ColumnBinding& binding) { return binding.column == monthlyReference; });
    if (arr >= 0 && (mrr >= 0 || monthly))
        arrPlace_ = arr;
    plans_.reserve(mapping_.columns.size() + mapping_.constants.size() + 1);
    for (const ColumnBinding& binding : mapping_.columns)
        addPlan(mapping_, binding, dateOrder);
    // Who answered a survey is told by the address that finds the account.
    const int respondent = spec_.id == DatasetId::Surveys ? spec_.column("respondent") : -1;
    if (respondent >= 0 && emailField_ >= 0 && !present_[static_cast<std::size_t>(respondent)]) {
        for (const ColumnBinding& binding : mapping_.columns) {
            if (binding.position != emailField_)
                continue;
            plans_.push_back(planFor(spec_.columns[static_cast<std::size_t>(respondent)], binding));
            present_[static_cast<std::size_t>(respondent)] = true;
            break;
        }
    }
    for (const auto& [column, value] : mapping_.constants) {
        const int place = spec_.column(column);
        if (place < 0 || present_[static_cast<std::size_t>(place)])
            continue;
        Plan plan;
        plan.spec = &spec_.columns[static_cast<std::size_t>(place)];
        plan.place = static_cast<std::size_t>(place);
        plan.required = plan.spec->required;
        plan.constantText = value;
        present_[plan.place] = true;
        plans_.push_back(std::move(plan));
    }
    for (std::size_t i = 0; i < plans_.size(); ++i) {
        if (arrPlace_ >= 0 && plans_[i].place == static_cast<std::size_t>(arr))
            (plans_[i].binding != nullptr && plans_[i].binding->column == monthlyReference ? mrrPlan_ : arrPlan_) =
                static_cast<int>(i);
        if (arrPlace_ >= 0 && mrr >= 0 && plans_[i].place == static_cast<std::size_t>(mrr))
            mrrPlan_ = static_cast<int>(i);
    }
    if (arrPlace_ >= 0) {
        // Only arr is kept: mrr × 12 where arr is not given.
        present_[static_cast<std::size_t>(arr)] = arrPlan_ >= 0 || mrrPlan_ >= 0;
        if (mrr >= 0)
            present_[static_cast<std::size_t>(mrr)] = false;
    }
    addJoins();
    nameIsId_ = spec_.id == DatasetId::Accounts && accountField_ < 0;
    if (nameIsId_) {
        for (const ColumnBinding& binding : mapping_.columns) {
            if (binding.column == "name")
                nameField_ = binding.position;
        }
    }
    if (hasAccount_)
        present_[static_cast<std::size_t>(spec_.column("account_id"))] = true;
}

void RowConverter::addPlan(const Mapping& mapping, const ColumnBinding& binding, std::optional<DateOrder> dateOrder)
{
    if (binding.column.empty() || binding.position < 0)
        return;
    if (binding.column == subscriptionReference)
        subscriptionField_ = binding.position;
    else if (binding.column == emailReference)
        emailField_ = binding.position;
    else if (binding.column == nameReference)
        nameField_ = binding.position;
    else if (binding.column == intervalReference) {
        intervalField_ = binding.position;
        intervalBinding_ = &binding;
    } else if (binding.column == firstNameReference)
        firstNameField_ = binding.position;
    else if (binding.column == stateReference)
        stateBinding_ = &binding;
    else if (binding.column == trialEndReference && spec_.column("start_date") >= 0) {
        trialEnd_ = planFor(spec_.columns[static_cast<std::size_t>(spec_.column("start_date"))], binding);
        trialEnd_->order = binding.dateOrder ? binding.dateOrder : dateOrder;
        trialEnd_->epochs = binding.why == "decided" || !mapping.profile.empty();
        trialEnd_->required = false;
    } else if (binding.column == monthlyReference && arrPlace_ >= 0) {
        plans_.push_back(planFor(spec_.columns[static_cast<std::size_t>(arrPlace_)], binding));
        return;
    }
    const int place = spec_.column(binding.column);
    if (place < 0)
        return;
    Plan plan = planFor(spec_.columns[static_cast<std::size_t>(place)], binding);
    if (present_[plan.place])
        return; // two headers for one column: the first counts
    present_[plan.place] = true;
    if (plan.spec->type == ColumnType::Account) {
        accountField_ = binding.position;
        return;
    }
    plan.order = binding.dateOrder ? binding.dateOrder : dateOrder;
    // A guessed mapping takes no Unix times: somebody has to say that a column holds them.
    plan.epochs = binding.why == "decided" || !mapping.profile.empty();
    if (spec_.id == DatasetId::Accounts && plan.spec->name == "gross_margin") {
        plan.low = 0;
        plan.high = 1;
    } else if (spec_.id == DatasetId::Tickets && plan.spec->name == "csat") {
        plan.low = 1;
        plan.high = 5;
    } else if (spec_.id == DatasetId::Interactions && plan.spec->name == "sentiment") {
        plan.low = -1;
        plan.high = 1;
    }
    plans_.push_back(std::move(plan));
}

RowConverter::Plan RowConverter::planFor(const ColumnSpec& column, const ColumnBinding& binding) const
{
    Plan plan;
    plan.spec = &column;
    plan.place = static_cast<std::size_t>(&column - spec_.columns.data());
    plan.field = binding.position;
    plan.binding = &binding;
    plan.required = column.required;
    plan.minorUnits = binding.units == Units::Minor;
    plan.times = binding.units == Units::Thousands ? 1000 : 1;
    plan.chunkedCount = spec_.chunked && column.type == ColumnType::Int;
    return plan;
}

// A first name goes before the name of a contact, a part of the key behind the key.
void RowConverter::addJoins()
{
    int keyPart = -1;
    for (const Plan& plan : plans_) {
        if (plan.spec->name == mapping_.keyedBy)
            keyPart = plan.field;
    }
    for (Plan& plan : plans_) {
        if (plan.field < 0)
            continue;
        if (spec_.id == DatasetId::Contacts && plan.spec->name == "name")
            plan.joinField = firstNameField_;
        else if (plan.spec->key && plan.spec->type == ColumnType::Id)
            plan.joinField = keyPart;
    }
}

// The text of the record that the plan reads, joined from two columns where the mapping says so.
std::string_view RowConverter::textOf(Plan& plan, std::span<const std::string_view> fields) const
{
    if (plan.field < 0)
        return plan.constantText;
    const std::string_view text = fields[static_cast<std::size_t>(plan.field)];
    if (plan.joinField < 0)
        return text;
    const std::string_view own = trimmed(text), other = trimmed(fields[static_cast<std::size_t>(plan.joinField)]);
    const bool key = plan.spec->type == ColumnType::Id;
    if (isMissingText(other) || (key && (isMissingText(own) || isDestroyedId(own))))
        return text;
    if (isMissingText(own))
        return other;
    plan.joined.assign(key ? own : other).append(key ? "/" : " ").append(key ? other : own);
    return plan.joined;
}

Result<const ColumnScan*> RowConverter::scan()
{
    if (!scan_) {
        auto scanned = scanColumns(table_, cancel_);
        if (!scanned)
            return tl::unexpected(scanned.error());
        scan_ = std::make_unique<ColumnScan>(std::move(*scanned));
    }
    return scan_.get();
}

std::string_view RowConverter::readText(Plan& plan, std::string_view text)
{
    text = withoutGuard(text);
    if (plan.spec->type == ColumnType::OpenEnum) {
        plan.scratch = lowerCase(text);
        return plan.scratch;
    }
    if (plan.spec->name == "currency") {
        const bool upper = std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (upper)
            return text;
        plan.scratch.assign(text);
        for (char& c : plan.scratch)
            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        return plan.scratch;
    }
    return text;
}

Result<RowConverter::Taken> RowConverter::readDateCell(
    Plan& plan, std::string_view text, Cell& cell, std::string& reason)
{
    if (text == plan.lastDateText) {
        cell = Cell::ofInteger(plan.lastDate.daysSince1970());
        return Taken::Value;
    }
    const DateText date = readDate(text);
    std::optional<Date> day;
    if (date.form == DateForm::Sure || (date.form == DateForm::Epoch && plan.epochs)) {
        day = date.date;
    } else if (date.form == DateForm::Ordered) {
        if (!plan.order) {
            const auto scanned = scan();
            if (!scanned)
                return tl::unexpected(scanned.error());
            const DateOrderVotes& votes = (*scanned)->dates[static_cast<std::size_t>(plan.field)];
            const std::string& header = table_.headers[static_cast<std::size_t>(plan.field)];
            if (votes.any()) {
                plan.order = votes.decided();
                if (!plan.order)
                    return failure(ErrorCode::BadInput,
                        votes.contradictory()
                            ? "some dates can only be day first and others only month first; decide with --date-order "
                              "dmy or mdy"
                            : "the dates can be day first or month first; decide with --date-order dmy or mdy",
                        {table_.label(), {}, 0, header});
                decisions_.push_back("the dates of “" + header + "” are " +
                    (*plan.order == DateOrder::Dmy ? "day first" : "month first") + ", as their values show");
            } else {
                plan.order = DateOrder::Dmy; // no value of the column is a day in either order
            }
        }
        day = inOrder(date, *plan.order);
        if (!day) {
            reason = quotedText(text) + " is no day with the order " + std::string(nameOf(*plan.order));
            return Taken::Bad;
        }
    }
    if (!day) {
        reason = quotedText(text) + " is no date";
        return Taken::Bad;
    }
    plan.lastDateText.assign(text);
    plan.lastDate = *day;
    cell = Cell::ofInteger(day->daysSince1970());
    return Taken::Value;
}

RowConverter::Taken RowConverter::readEnumCell(Plan& plan, std::string_view text, Cell& cell, std::string& reason)
{
    plan.scratch.assign(text);
    auto found = plan.enums.find(plan.scratch);
    if (found == plan.enums.end()) {
        std::optional<int> place;
        if (plan.binding != nullptr && !plan.binding->values.empty()) {
            const std::string word = folded(text);
            for (const auto& [from, to] : plan.binding->values) {
                if (from == text || folded(from) == word)
                    place = enumMeaning(plan.spec->values, to);
            }
            const auto rest = plan.binding->values.find("*");
            if (!place && rest != plan.binding->values.end())
                place = enumMeaning(plan.spec->values, text) ? enumMeaning(plan.spec->values, text)
                                                             : enumMeaning(plan.spec->values, rest->second);
        }
        if (!place)
            place = enumMeaning(plan.spec->values, text);
        if (plan.enums.size() > 10'000)
            plan.enums.clear();
        found = plan.enums.emplace(plan.scratch, place).first;
    }
    if (!found->second) {
        reason = quotedText(text) + " is none of " + std::string(plan.spec->values);
        return Taken::Bad;
    }
    cell = Cell::ofInteger(*found->second);
    return Taken::Value;
}

// The decimal mark of the column, asked of all its values only when a text alone does not say it.
Result<DecimalMark> RowConverter::markFor(Plan& plan, std::string_view text)
{
    if (plan.mark)
        return *plan.mark;
    if (plan.field < 0 || markEvidence(text) != MarkEvidence::Open)
        return DecimalMark::Point;
    const auto scanned = scan();
    if (!scanned)
        return tl::unexpected(scanned.error());
    plan.mark = (*scanned)->marks[static_cast<std::size_t>(plan.field)];
    if (*plan.mark == DecimalMark::Comma)
        decisions_.push_back("the numbers of “" + table_.headers[static_cast<std::size_t>(plan.field)] +
            "” have a decimal comma, as its values show");
    return *plan.mark;
}

Result<RowConverter::Taken> RowConverter::read(Plan& plan, std::string_view text, Cell& cell, std::string& reason)
{
    text = trimmed(text);
    cell = Cell::missing();
    if (isMissingText(text))
        return Taken::Missing;
    const ColumnType type = plan.spec->type;
    if (type == ColumnType::Int) {
        // The usual case first: digits alone.
        std::int64_t value = 0;
        std::size_t at = 0;
        while (at < text.size() && at < 18 && text[at] >= '0' && text[at] <= '9')
            value = value * 10 + (text[at++] - '0');
        if (at == text.size() && !(plan.chunkedCount && value > greatestChunkedCount)) {
            cell = Cell::ofInteger(value);
            return Taken::Value;
        }
    }
    switch (type) {
    case ColumnType::Date:
        return readDateCell(plan, text, cell, reason);
    case ColumnType::Text:
    case ColumnType::OpenEnum:
    case ColumnType::Account:
        cell = Cell::ofText(readText(plan, text));
        return Taken::Value;
    case ColumnType::Id:
        if (isDestroyedId(text)) {
            reason = quotedText(text) + " is an id that a spreadsheet has destroyed; export it as text";
            return Taken::Bad;
        }
        cell = Cell::ofText(readText(plan, text));
        return Taken::Value;
    case ColumnType::Enum:
        return readEnumCell(plan, text, cell, reason);
    case ColumnType::Bool:
        if (const auto value = readBool(text)) {
            cell = Cell::ofInteger(*value ? 1 : 0);
            return Taken::Value;
        }
        break;
    case ColumnType::Int:
    case ColumnType::Number:
    case ColumnType::Money:
    case ColumnType::Rate: {
        const auto mark = markFor(plan, text);
        if (!mark)
            return tl::unexpected(mark.error());
        if (type == ColumnType::Int) {
            if (const auto value = readInteger(text, *mark)) {
                if (plan.chunkedCount && (*value < 0 || *value > greatestChunkedCount)) {
                    reason = quotedText(text) + " is no count from 0 to " + std::to_string(greatestChunkedCount);
                    return Taken::Bad;
                }
                cell = Cell::ofInteger(*value);
                return Taken::Value;
            }
        } else if (type == ColumnType::Number) {
            if (const auto value = readNumber(text, *mark)) {
                if (plan.low <= plan.high && (*value < plan.low || *value > plan.high)) {
                    reason = quotedText(text) + " is outside the range of " + std::string(plan.spec->name);
                    return Taken::Bad;
                }
                cell = Cell::ofReal(*value);
                return Taken::Value;
            }
        } else if (type == ColumnType::Money) {
            if (const auto value = readMoney(text, plan.times, plan.minorUnits, *mark)) {
                cell = Cell::ofInteger(value->cents);
                return Taken::Value;
            }
        } else if (const auto value = readRate(text, *mark)) {
            cell = Cell::ofInteger(value->tenBillionths);
            return Taken::Value;
        }
        break;
    }
    }
    reason = quotedText(text) + " " + expected(type);
    return Taken::Bad;
}

// arr, or mrr × 12 where arr is missing; times the interval's factor where the amount is paid per interval.
Result<RowConverter::Taken> RowConverter::readRecurring(
    std::span<const std::string_view> fields, ConvertedRow& row, std::string& reason)
{
    Cell& cell = row.cells[static_cast<std::size_t>(arrPlace_)];
    for (const int index : {arrPlan_, mrrPlan_}) {
        if (index < 0)
            continue;
        Plan& plan = plans_[static_cast<std::size_t>(index)];
        const std::string_view text = trimmed(textOf(plan, fields));
        if (isMissingText(text))
            continue;
        int factor = index == mrrPlan_ ? 12 : 1;
        if (intervalField_ >= 0) {
            const std::string_view interval = trimmed(fields[static_cast<std::size_t>(intervalField_)]);
            factor = timesAYear(*intervalBinding_, interval);
            if (factor == 0) {
                reason = "the interval " + quotedText(interval) + " is not known";
                return Taken::Bad;
            }
        }
        const auto mark = markFor(plan, text);
        if (!mark)
            return tl::unexpected(mark.error());
        const auto value = readMoney(text, factor * plan.times, plan.minorUnits, *mark);
        if (!value) {
            reason = quotedText(text) + " is no amount";
            return Taken::Bad;
        }
        cell = Cell::ofInteger(value->cents);
        return Taken::Value;
    }
    cell = Cell::missing();
    return Taken::Missing;
}

void RowConverter::reject(ConvertedRow& row, const Plan* plan, std::string_view value, std::string reason)
{
    row.rejected = true;
    row.fault.field = plan != nullptr ? plan->field : -1;
    row.fault.column = plan != nullptr ? std::string(plan->spec->name) : std::string{};
    row.fault.value.assign(value);
    row.fault.reason = std::move(reason);
}

// Which account the row names: its id, else a subscription, an e-mail address or a name.
bool RowConverter::findAccount(std::span<const std::string_view> fields, ConvertedRow& row)
{
    struct Way {
        int field;
        AccountKey key;
    };
    const std::array<Way, 4> ways = {{{accountField_, AccountKey::Id}, {subscriptionField_, AccountKey::Subscription},
        {emailField_, AccountKey::Email}, {nameField_, nameIsId_ ? AccountKey::Id : AccountKey::Name}}};
    for (const Way& way : ways) {
        if (way.field < 0)
            continue;
        const std::string_view text = trimmed(fields[static_cast<std::size_t>(way.field)]);
        if (isMissingText(text))
            continue;
        if ((way.key == AccountKey::Id || way.key == AccountKey::Subscription) && isDestroyedId(text)) {
            reject(
                row, nullptr, text, quotedText(text) + " is an id that a spreadsheet has destroyed; export it as text");
            row.fault.column = "account_id";
            row.fault.field = way.field;
            return false;
        }
        row.account = {way.key, withoutGuard(text)};
        return true;
    }
    reject(row, nullptr, {}, "the row names no account");
    row.fault.column = "account_id";
    row.fault.field = accountField_;
    return false;
}

Result<void> RowConverter::convert(const Record& record, ConvertedRow& row)
{
    row.rejected = false;
    row.leftOut.clear();
    row.account = {};
    row.cells.resize(spec_.columns.size());
    if (record.problem == RecordProblem::NulByte || record.problem == RecordProblem::OpenQuote) {
        reject(row, nullptr, {},
            record.problem == RecordProblem::NulByte ? "the row holds a NUL byte"
                                                     : "a quote is opened and never closed");
        return {};
    }
    if (record.fields.size() != table_.headers.size()) {
        reject(row, nullptr, {},
            "the row has " + std::to_string(record.fields.size()) + " fields, the header " +
                std::to_string(table_.headers.size()));
        return {};
    }
    std::fill(row.cells.begin(), row.cells.end(), Cell::missing());
    if (hasAccount_) {
        if (!findAccount(record.fields, row))
            return {};
        row.cells[accountPlace_] = Cell::ofText(row.account.text);
    }
    std::string reason;
    for (std::size_t i = 0; i < plans_.size(); ++i) {
        Plan& plan = plans_[i];
        if (static_cast<int>(i) == arrPlan_ || static_cast<int>(i) == mrrPlan_)
            continue;
        const std::string_view text = textOf(plan, record.fields);
        const auto taken = read(plan, text, row.cells[plan.place], reason);
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken == Taken::Value || (*taken == Taken::Missing && !plan.required))
            continue;
        if (plan.required) {
            reject(row, &plan, trimmed(text),
                *taken == Taken::Missing ? std::string(plan.spec->name) + " is missing" : reason);
            return {};
        }
        row.cells[plan.place] = Cell::missing();
        if (onBadValue)
            onBadValue({plan.field, std::string(plan.spec->name), std::string(trimmed(text)), reason});
    }
    if (arrPlace_ >= 0) {
        const auto taken = readRecurring(record.fields, row, reason);
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken != Taken::Value)
            refuseRecurring(record.fields, row, *taken == Taken::Missing, reason);
    }
    return trialEnd_ || stateBinding_ ? applyTrial(record.fields, row) : Result<void>{};
}

// Without an amount a row that needs one is rejected; an account keeps its other values.
void RowConverter::refuseRecurring(
    std::span<const std::string_view> fields, ConvertedRow& row, bool missing, const std::string& reason)
{
    const Plan& plan = plans_[static_cast<std::size_t>(arrPlan_ >= 0 ? arrPlan_ : mrrPlan_)];
    const std::string_view text =
        plan.field < 0 ? std::string_view{} : trimmed(fields[static_cast<std::size_t>(plan.field)]);
    if (spec_.columns[static_cast<std::size_t>(arrPlace_)].required) {
        reject(row, &plan, text, missing ? "arr and mrr are missing" : reason);
        return;
    }
    row.cells[plan.place] = Cell::missing();
    if (!missing && onBadValue)
        onBadValue({plan.field, std::string(plan.spec->name), std::string(text), reason});
}

} // namespace holdfast
