// SPDX-License-Identifier: GPL-3.0-or-later
// All facts of a store, loaded once and never changed. Whatever is dated after an as-of date is left out by the
// analysis, not here, so that one portfolio serves every as-of date.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/ids.h"
#include "model/base/names.h"
#include "model/datasets/datasets.h"
#include "model/portfolio/currency_use.h"
#include "model/portfolio/facts.h"
#include "model/portfolio/feeds.h"

namespace holdfast {

// Rows of one dataset grouped by account, and inside an account sorted by key (bytewise; dates by day), whatever the
// order of import was. Rows of unknown accounts (orphans) are not in here.
template <class Row> struct Facts {
    std::vector<Row> rows;
    std::vector<std::uint32_t> first; // per account, one more at the end

    std::span<const Row> of(AccountId account) const
    {
        if (first.empty())
            return {};
        return std::span<const Row>(rows).subspan(first[account.at()], first[account.at() + 1] - first[account.at()]);
    }
};

struct SourceFile {
    std::int64_t import = 0; // number of the import
    std::string name; // file name without its folder
};

// What the store holds of one dataset, orphans included, whatever the day.
struct Coverage {
    bool imported = false; // an import into it landed, be it with headers alone
    std::int64_t rows = 0;
    std::int64_t orphans = 0; // of these, rows of accounts that are not there
    std::int64_t accounts = 0; // distinct known accounts
    std::optional<Date> first; // of the dataset's main date
    std::optional<Date> last;
    std::vector<bool> columnHasValue; // per column of the dataset: any stored row has a value
    std::vector<std::int64_t> mainDays; // days since 1970 of the main dates of known accounts, distinct, ascending
};

struct Portfolio {
    Names names;
    std::string baseCurrency; // upper case
    std::vector<SourceFile> files;

    std::vector<Account> accounts; // sorted by id, bytewise
    Facts<Subscription> subscriptions; // inside an account by subscription_id
    Facts<ArrSnapshot> arrSnapshots; // by date
    UsageFeed usage;
    FeatureFeed featureUsage;
    Facts<Milestone> milestones;
    Facts<Outcome> outcomes;
    Facts<Contact> contacts;
    Facts<Interaction> interactions; // by interaction_id
    Facts<Ticket> tickets;
    Facts<Survey> surveys; // by date, kind, respondent
    Facts<Invoice> invoices;
    Facts<Opportunity> opportunities;
    Facts<Signal> signals;
    Facts<Health> health; // by date, source
    Facts<Feedback> feedback;
    std::vector<FxRate> fxRates; // by currency, date
    CurrencyUse currencyUse; // of the rows above

    std::array<Coverage, datasetCount> coverage;
    std::int64_t orphans = 0; // rows of unknown accounts, over all datasets
    std::int64_t rejectedRows = 0; // kept rejected rows of all imports

    std::size_t accountCount() const { return accounts.size(); }
    const Account& account(AccountId id) const { return accounts[id.at()]; }
    const std::string& text(Name name) const { return names.text(name); }
    const std::string& accountId(AccountId id) const { return names.text(accounts[id.at()].id); }
    // The account with that id, or nothing (binary search).
    std::optional<AccountId> findAccount(std::string_view id) const;

    const Coverage& covered(DatasetId dataset) const { return coverage[static_cast<std::size_t>(dataset)]; }
    bool imported(DatasetId dataset) const { return covered(dataset).imported; }
    // False when the dataset was never imported, or when it has rows and none of them has a value in the column:
    // then the column counts as never imported (SPEC principle 2). With headers alone the column counts as imported.
    bool imported(DatasetId dataset, std::string_view column) const;
};

using PortfolioPtr = std::shared_ptr<const Portfolio>;

// The latest main date (planned_date and start_date apart) not after `today` of a row of a known account;
// without any, `today`.
Date defaultAsOf(const Portfolio& portfolio, Date today);

} // namespace holdfast
