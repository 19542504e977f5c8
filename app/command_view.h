// SPDX-License-Identifier: GPL-3.0-or-later
// A store as the options of a command look at it: which day, which period, which accounts.
#pragma once

#include <memory>

#include "app/arguments.h"
#include "app/stored_settings.h"

namespace holdfast {

// Error NotFound where there is no such file.
Result<std::unique_ptr<Store>> openExisting(const std::string& path, OpenMode mode);

struct StoreView {
    std::unique_ptr<Store> store; // read-only
    Recorded recorded;
    AnalysisPtr analysis;
};
// The first operand's portfolio analysed as --as-of, --from and --filter say.
Result<StoreView> analyseStore(const Arguments& arguments, Date today);

} // namespace holdfast
