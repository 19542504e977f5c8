// SPDX-License-Identifier: GPL-3.0-or-later
// The files of the sample: each function appends an account's rows to the datasets it is about.
#pragma once

#include <fstream>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "app/sample_plan.h"
#include "model/datasets/datasets.h"

namespace holdfast {

// One CSV of the sample, written in blocks.
class SampleFile {
public:
    Result<void> open(const std::string& path, const DatasetSpec& spec);
    // Cells in the order of the dataset's columns; texts are quoted where needed.
    void row(std::initializer_list<std::string_view> cells);
    void append(std::string_view text) // a whole line that needs no quoting
    {
        buffer_ += text;
        if (buffer_.size() > 1U << 20U)
            flush();
    }
    Result<void> close();

private:
    void flush();

    std::string path_;
    std::ofstream file_;
    std::string buffer_;
};

using SampleFiles = std::map<DatasetId, SampleFile>;

// Accounts, subscriptions, snapshots, invoices, opportunities.
void writeContract(SampleFiles& files, const AccountPlan& plan, std::uint64_t seed);
// Milestones, outcomes, feature usage.
void writeSuccess(SampleFiles& files, const AccountPlan& plan, const SampleSize& size);
// Contacts, interactions, tickets, surveys, signals, health, feedback.
void writeRelationship(SampleFiles& files, const AccountPlan& plan, std::uint64_t seed);
// Currency rates of the sample.
void writeRates(SampleFiles& files);

std::string sampleMoney(std::int64_t cents);

} // namespace holdfast
