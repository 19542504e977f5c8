// SPDX-License-Identifier: GPL-3.0-or-later
// What rows say about their account (table account_keys), and which account is meant when it is no account_id.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/store/import_writer.h"
#include "model/store/sqlite.h"
#include "model/store/text_index.h"

namespace holdfast {

// All keys of a store in memory; new ones are written at once.
class AccountKeys {
public:
    Result<void> load(const Database& database);
    // The key of a reference, made when it is new.
    Result<std::uint32_t> intern(AccountKey kind, std::string_view text)
    {
        TextIndex& index = indexes_[static_cast<std::size_t>(kind)];
        if (const std::uint32_t known = index.find(text); known != 0)
            return known;
        return add(kind, text);
    }
    std::uint32_t find(AccountKey kind, std::string_view text)
    {
        return indexes_[static_cast<std::size_t>(kind)].find(text);
    }

private:
    Result<std::uint32_t> add(AccountKey kind, std::string_view text);

    std::array<TextIndex, 4> indexes_;
    Statement insert_;
    std::uint32_t greatest_ = 0;
};

// A company name for comparing: case folded, blanks collapsed, legal suffixes (Inc, GmbH, …) dropped.
std::string comparableName(std::string_view name);

// Whether two comparable names are at most two single changes apart.
bool isNearName(std::string_view a, std::string_view b);

// Finds the account of a row that names a subscription, an e-mail address or an account name.
class AccountResolver {
public:
    struct Answer {
        std::uint32_t key = 0; // of an account_id; 0: stays an orphan
        std::string accountId;
        std::string reason;
    };

    // Reads accounts, subscriptions, contacts and aliases as they are now.
    static Result<AccountResolver> load(const Database& database, AccountKeys& keys);

    Answer resolve(AccountKey kind, std::string_view text);

private:
    struct Known {
        std::string id;
        std::string name;
    };
    Answer bySubscription(std::string_view text) const;
    Answer byEmail(std::string_view text) const;
    Answer byName(std::string_view text);
    std::string describe(std::uint32_t key) const;
    std::string nearName(const std::string& comparable);

    std::unordered_map<std::uint32_t, Known> known_; // keys of kind Id
    std::unordered_map<std::string, std::uint32_t> subscriptions_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> emails_, domains_, names_;
    std::unordered_map<std::string, std::uint32_t> aliases_; // by comparable name
    int nearSearches_ = 0;
};

} // namespace holdfast
