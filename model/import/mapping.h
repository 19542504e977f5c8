// SPDX-License-Identifier: GPL-3.0-or-later
// How the columns of one kind of file become the columns of a dataset.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/base/result.h"
#include "model/datasets/datasets.h"

namespace holdfast {

enum class DateOrder { Dmy, Mdy, Ymd };
enum class EndDates { DayAfter, LastDay }; // what an end date of the file means
enum class Units { Major, Minor, Thousands }; // amounts as 12.34, as 1234 cents, or as 1.2 for 1,200

// One header of a file and what it is bound to.
struct ColumnBinding {
    std::string header; // as in the file
    int position = 0; // from 0; repeated headers are told apart by it
    std::string column; // of the dataset; "" when not mapped; or one of the references of mapping_names.h
    std::string why; // "same name", "synonym of start_date", "known export Stripe subscriptions", "not asked on the
                     // command line"
    std::map<std::string, std::string> values; // enum texts of the file → values of the dataset
    std::optional<DateOrder> dateOrder;
    std::optional<Units> units;
};

struct Mapping {
    std::string fingerprint; // of the header set
    std::string profile; // name of the known export, or ""
    DatasetId dataset = DatasetId::Accounts;
    std::vector<ColumnBinding> columns;
    std::map<std::string, std::string> constants; // dataset column → value for every row ("kind" → "nps")
    std::optional<EndDates> endDates;
    std::string keyedBy; // a column of the dataset whose text goes behind the key: "S-1/2024-01-01"; or ""

    std::string toJson() const;
    static Result<Mapping> fromJson(const std::string& json);
};

// Something only a person can say: asked in the window, left unmapped and named on the command line.
enum class QuestionKind {
    Meaning, // answers: leave out, the guessed column or "choose a column"
    Dataset, // answers: names of datasets
    DateOrder, // answers: day first, month first
    Epoch, // answers: yes, leave out
    Account, // answers: keep, then ids of accounts (their names in `titles`); `column` holds the reference
    Units, // answers: cents or thousands, whole units, leave out
    Constant, // answers: values of an enum that no column gives, one for all rows; `column` is the dataset's
};
struct Question {
    std::string header;
    std::string sentence; // "Are the dates of “Created” day first or month first?"
    std::vector<std::string> answers;
    QuestionKind kind = QuestionKind::Meaning;
    int position = -1; // of the header: repeated ones are told apart by it
    std::string column = {}; // of the dataset, which a "yes" binds; "" when none was guessed
    std::vector<std::string> titles = {}; // of the answers, where they are not words by themselves
    std::string name = {}; // Account: the account's name that stands in the row, "" for none
};

} // namespace holdfast
