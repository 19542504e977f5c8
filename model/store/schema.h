// SPDX-License-Identifier: GPL-3.0-or-later
// The numbered schemas of a store and the way from an older one to the present one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/base/result.h"
#include "model/store/sqlite.h"

namespace holdfast {

// PRAGMA application_id of every store: "Hold".
constexpr std::int32_t storeApplicationId = 0x486f6c64;

// migrations[n] leads from schema n to schema n + 1.
using Migrations = std::vector<std::string>;

// The migrations compiled into the program (":/schema/001_….sql", …), in order.
Result<Migrations> compiledMigrations();

// What the first bytes of a file say, read without SQLite so that a foreign file is not touched.
enum class FileKind { Absent, Empty, Store, Foreign, Truncated, Unreadable };
FileKind fileKind(const std::string& path);

// Creates all tables in an empty database, in one transaction.
Result<void> createSchema(const Database& database, const Migrations& migrations);

// Brings an older store up in one transaction after a backup beside it ("<path>.schema-1.backup"); the answer is the
// backup's path, or "" when there was nothing to do. Error NewerSchema for the store of a newer program.
Result<std::string> migrate(const Database& database, const std::string& path, const Migrations& migrations);

Result<std::int64_t> schemaVersion(const Database& database);

} // namespace holdfast
