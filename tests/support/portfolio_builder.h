// SPDX-License-Identifier: GPL-3.0-or-later
// Makes portfolios for tests from readable rows, without a store:
//
//     PortfolioBuilder book;
//     book.account("acme", "start_date=2024-01-01, segment=smb");
//     book.subscription("acme", "2024-01-01", "", "1200");
//     book.usage("acme", "2025-06-23", 42, "seats=50");
//     book.row("tickets", "account_id=acme, opened_date=2025-05-01, severity=urgent");
//     book.table("surveys", "account_id | date | kind | score", {"acme | 2025-05-01 | nps | 3"});
//     book.imported("contacts"); // headers alone
//     const PortfolioPtr portfolio = book.build();
//
// Columns and enum values are those of model/datasets. A key that is left out (subscription_id, ticket_id, …) is
// numbered; an account's name is its id. A row of an account that is not there is an orphan. Of two rows with one key
// the later counts. A dataset with rows counts as imported. A wrong column or value throws std::invalid_argument.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/portfolio/portfolio.h"

namespace holdfast {

class PortfolioBuilder {
public:
    PortfolioBuilder& baseCurrency(std::string_view code);
    // A row of any dataset: "column=value, column=value". Values hold no comma.
    PortfolioBuilder& row(std::string_view dataset, std::string_view cells);
    // Rows of any dataset under a header, cells separated by '|'.
    PortfolioBuilder& table(std::string_view dataset, std::string_view header, const std::vector<std::string>& rows);

    PortfolioBuilder& account(std::string_view id, std::string_view cells = {});
    // Dates as "2024-01-01", "" for none; the amount as decimal text.
    PortfolioBuilder& subscription(std::string_view account, std::string_view start, std::string_view end,
        std::string_view arr, std::string_view cells = {});
    PortfolioBuilder& snapshot(
        std::string_view account, std::string_view date, std::string_view arr, std::string_view cells = {});
    PortfolioBuilder& usage(
        std::string_view account, std::string_view date, std::int64_t activeUsers, std::string_view cells = {});
    // One row per week with these active users, oldest first, from this day on.
    PortfolioBuilder& weeklyUsage(std::string_view account, std::string_view firstDay,
        const std::vector<std::int64_t>& activeUsers, std::string_view cells = {});
    PortfolioBuilder& featureUsage(std::string_view account, std::string_view feature, std::string_view date,
        std::int64_t count, std::string_view cells = {});
    PortfolioBuilder& fxRate(std::string_view currency, std::string_view date, std::string_view rate);

    // The dataset was imported, be it with headers alone.
    PortfolioBuilder& imported(std::string_view dataset);
    // Puts the rows of each dataset into another order (keys given or numbered before stay with their rows).
    PortfolioBuilder& shuffle(std::uint32_t seed);

    PortfolioPtr build() const;

    struct Row {
        std::map<std::string, std::string, std::less<>> cells; // by column; missing values are left out
        std::uint32_t line = 0;
    };

private:
    std::string baseCurrency_ = "USD";
    std::array<std::vector<Row>, datasetCount> rows_;
    std::array<bool, datasetCount> imported_{};
};

// "2025-06-30" as a day; throws std::invalid_argument when it is none.
Date day(std::string_view iso);
// Whole cents from "1234.50"; throws std::invalid_argument when it is no amount.
Money money(std::string_view decimal);

} // namespace holdfast
