// SPDX-License-Identifier: GPL-3.0-or-later
// The sample portfolio as a store, made on first use.
#pragma once

#include <memory>
#include <string>

#include "model/base/result.h"
#include "model/store/store.h"

namespace holdfast {

// Opens the sample's store in the user's data folder; writes and imports the sample first when it is not there.
Result<std::unique_ptr<Store>> openSampleStore(const std::string& now);

} // namespace holdfast
