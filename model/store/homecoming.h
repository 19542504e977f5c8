// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that named their account by another key than its id move to the account as soon as the key is understood;
// and counting rows whose account is not there.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
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
// The same for an alias set outside of an import: what was moved is kept as it was, under the number of the change.
Result<std::vector<Move>> moveForAlias(const Database& database, AccountKeys& keys, std::int64_t change);

// Puts back what the newest change moved, and forgets it.
Result<void> putBackAlias(const Database& database, std::int64_t change);
// What the changes kept is no use any more once an import or its undo touched the rows.
constexpr std::string_view forgetAliasChanges =
    "DELETE FROM alias_cells;DELETE FROM alias_chunks;DELETE FROM alias_changes;";

// Rows per account key, by dataset (all keys or those in no row of accounts).
using RowsPerKey = std::map<DatasetId, std::map<std::uint32_t, std::int64_t>>;
Result<RowsPerKey> orphanRows(const Database& database);

// Rows that imports before `import` left under these keys.
Result<std::int64_t> earlierRows(
    const Database& database, const std::set<std::uint32_t>& keys, std::int64_t import, std::int64_t firstFile);

} // namespace holdfast
