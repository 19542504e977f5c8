// SPDX-License-Identifier: GPL-3.0-or-later
// One row of a dataset with the file and line it came from: what a fact opens to.
#pragma once

#include <optional>

#include "model/store/store.h"

namespace holdfast {

// Nothing when the store holds no such row: a later import replaced it, or it was taken back.
Result<std::optional<StoredRow>> storedRow(Store& store, const RowPlace& place);

} // namespace holdfast
