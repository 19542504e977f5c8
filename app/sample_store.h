// SPDX-License-Identifier: GPL-3.0-or-later
// The stores that the program makes by itself: the sample portfolio and the user's first book.
#pragma once

#include <memory>
#include <string>

#include "model/base/result.h"
#include "model/store/store.h"

namespace holdfast {

// Opens the sample's store in the user's data folder; writes and imports the sample first when it is not there.
Result<std::unique_ptr<Store>> openSampleStore(const std::string& now);

// Opens the user's own book in the same folder, created when it is not there: where the first exports go.
Result<std::unique_ptr<Store>> openOwnStore();

} // namespace holdfast
