// SPDX-License-Identifier: GPL-3.0-or-later
// Exports of other programs that are recognised as they come: JSON data files under ":/mappings/".
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/import/mapping.h"

namespace holdfast {

struct KnownColumn {
    std::string column; // of the dataset, or one of the references
    std::optional<Units> units;
    std::optional<DateOrder> dateOrder;
    std::map<std::string, std::string> values;
    std::string beside; // only where this word behind the same header is a header too ("Q1" beside "Q1_NPS_GROUP")
};

// Whether a (normalised) header of a file is the one of a known export: the same, or its start where that ends in '*'.
bool headerIs(const std::string& header, const std::string& known);

struct KnownExport {
    std::string name; // "Stripe subscriptions"
    DatasetId dataset = DatasetId::Accounts;
    std::vector<std::vector<std::string>> signature; // each entry: one of these headers must be there (normalised)
    std::vector<std::string> absent; // none of these may be there
    std::vector<std::pair<std::string, KnownColumn>> columns; // normalised header, or its start and '*' → meaning; the
                                                              // first present wins
    std::map<std::string, std::string> constants;
    std::string keyedBy; // see Mapping
    std::string note; // said in the report
    std::string refused; // a list that is no dataset: where its facts belong instead
};

// All of them, in the order of their file names. Loaded once; a file that cannot be read is a fault of the build and
// listed in knownExportFaults().
const std::vector<KnownExport>& knownExports();
const std::vector<std::string>& knownExportFaults();

} // namespace holdfast
