// SPDX-License-Identifier: GPL-3.0-or-later
// From the fields of a record to the typed cells of a dataset, as a mapping says. Parses bytes, allocates nothing per
// row but for texts that have to be changed.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/base/progress.h"
#include "model/import/column_scan.h"
#include "model/import/dates.h"
#include "model/import/mapping.h"
#include "model/import/record_reader.h"
#include "model/import/values.h"
#include "model/store/import_writer.h"

namespace holdfast {

// What is wrong with one value.
struct ValueFault {
    int field = -1; // column of the file; -1 for none
    std::string column; // of the dataset
    std::string value;
    std::string reason;
};

struct ConvertedRow {
    std::vector<Cell> cells; // one per column of the dataset
    AccountReference account;
    bool rejected = false;
    ValueFault fault; // when rejected
    std::string leftOut; // a subscription that was never paid: its state in the file; else ""
};

class RowConverter {
public:
    // `cancel` stops the reading of the whole table that a date order or a decimal mark can need.
    RowConverter(
        const Table& table, const Mapping& mapping, std::optional<DateOrder> dateOrder, CancelToken cancel = {});

    // Which columns of the dataset the file has.
    const std::vector<bool>& present() const { return present_; }
    const DatasetSpec& spec() const { return spec_; }

    // Called for every optional value that is set missing because it is bad.
    std::function<void(const ValueFault&)> onBadValue;

    // Fills `row`; a record that cannot be taken comes back rejected. Cells point into the record or into the
    // converter and are valid until the next call. Error: a date order that must be decided, or reading failed.
    Result<void> convert(const Record& record, ConvertedRow& row);

    // The column of the file that holds the account's name, -1 for none.
    int nameField() const { return nameField_; }
    // The order decided per header, for the report ("Created: day first"), after the rows were converted.
    std::vector<std::string> decisions() const { return decisions_; }

private:
    struct Plan {
        const ColumnSpec* spec = nullptr;
        std::size_t place = 0; // in the dataset
        int field = -1;
        const ColumnBinding* binding = nullptr;
        std::optional<DateOrder> order;
        std::optional<DecimalMark> mark;
        bool minorUnits = false;
        int times = 1; // an amount in thousands
        int joinField = -1; // a column whose text goes before a name or behind a key
        bool epochs = false; // the mapping says that the column holds Unix times
        bool required = false;
        double low = 0, high = -1; // allowed range when low <= high
        bool chunkedCount = false; // a count of a long dataset: 0 to greatestChunkedCount
        std::string lastDateText; // the same date often comes again
        Date lastDate;
        std::unordered_map<std::string, std::optional<int>> enums; // texts met so far
        std::string scratch;
        std::string joined;
        std::optional<Cell> constant;
        std::string constantText;
    };

    enum class Taken : std::uint8_t { Value, Missing, Bad };

    void addPlan(const Mapping& mapping, const ColumnBinding& binding, std::optional<DateOrder> dateOrder);
    Result<Taken> read(Plan& plan, std::string_view text, Cell& cell, std::string& reason);
    Result<Taken> readDateCell(Plan& plan, std::string_view text, Cell& cell, std::string& reason);
    Taken readEnumCell(Plan& plan, std::string_view text, Cell& cell, std::string& reason);
    std::string_view readText(Plan& plan, std::string_view text);
    Result<DecimalMark> markFor(Plan& plan, std::string_view text);
    Result<Taken> readRecurring(std::span<const std::string_view> fields, ConvertedRow& row, std::string& reason);
    Result<void> applyTrial(std::span<const std::string_view> fields, ConvertedRow& row);
    void refuseRecurring(
        std::span<const std::string_view> fields, ConvertedRow& row, bool missing, const std::string& reason);
    Plan planFor(const ColumnSpec& column, const ColumnBinding& binding) const;
    void addJoins();
    std::string_view textOf(Plan& plan, std::span<const std::string_view> fields) const;
    bool findAccount(std::span<const std::string_view> fields, ConvertedRow& row);
    Result<const ColumnScan*> scan();
    void reject(ConvertedRow& row, const Plan* plan, std::string_view value, std::string reason);

    const Table& table_;
    CancelToken cancel_;
    Mapping mapping_;
    const DatasetSpec& spec_;
    std::vector<Plan> plans_;
    std::vector<bool> present_;
    std::unique_ptr<ColumnScan> scan_;
    std::vector<std::string> decisions_;
    int arrPlace_ = -1; // of the dataset, when it also has mrr
    int arrPlan_ = -1, mrrPlan_ = -1;
    int intervalField_ = -1;
    int firstNameField_ = -1;
    const ColumnBinding* intervalBinding_ = nullptr;
    const ColumnBinding* stateBinding_ = nullptr;
    std::optional<Plan> trialEnd_; // reads its column as start_date is read
    int accountField_ = -1, subscriptionField_ = -1, emailField_ = -1, nameField_ = -1;
    bool hasAccount_ = false;
    std::size_t accountPlace_ = 0; // of account_id in the dataset
    bool nameIsId_ = false; // an accounts file without ids: the name is the key
};

} // namespace holdfast
