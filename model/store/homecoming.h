// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that named their account by another key than its id move to the account as soon as the key is understood;
// and counting rows whose account is not there.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "model/store/account_keys.h"

namespace holdfast {

struct Move {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    AccountKey kind = AccountKey::Id;
    std::string reference;
    AccountResolver::Answer answer;
    std::int64_t rows = 0;
};

// Resolves all references of the store that are no account_id and moves their rows. `import`: the import under way,
// whose undo takes the moves back; 0 outside of an import.
Result<std::vector<Move>> moveResolvedRows(const Database& database, AccountKeys& keys, std::int64_t import);

// Rows per account key, by dataset (all keys or those in no row of accounts).
using RowsPerKey = std::map<DatasetId, std::map<std::uint32_t, std::int64_t>>;
Result<RowsPerKey> orphanRows(const Database& database);

// Rows that imports before `import` left under these keys.
Result<std::int64_t> earlierRows(
    const Database& database, const std::set<std::uint32_t>& keys, std::int64_t import, std::int64_t firstFile);

} // namespace holdfast
