// SPDX-License-Identifier: GPL-3.0-or-later
// Which mapping counts for a table: the caller's, else the one remembered in the store, else a guess.
#pragma once

#include "model/import/import_run.h"
#include "model/import/recognition.h"

namespace holdfast {

Result<Recognition> recogniseTable(Store& store, const Table& table, const ImportOptions& options);

} // namespace holdfast
