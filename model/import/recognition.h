// SPDX-License-Identifier: GPL-3.0-or-later
// From the headers of a table to its dataset and the meaning of each column; what cannot be known is a question.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/import/import_run.h"
#include "model/import/mapping.h"
#include "model/import/record_reader.h"

namespace holdfast {

struct Recognition {
    bool importable = false; // dataset known and every required column found
    std::optional<DatasetId> dataset; // also when a required column is missing
    std::string why; // why this dataset, or why none
    Mapping mapping;
    std::vector<Question> questions;
    std::vector<ImportWarning> warnings; // columns that stay unmapped
    bool isTemplate = false; // the application's own header names
    bool confirmed = false; // somebody decided this mapping
};

// A header as it is compared: trimmed, lower case, blanks, underscores and hyphens joined, no trailing parenthesis.
std::string normalisedHeader(std::string_view header);
// The fingerprint of a set of headers.
std::string headerFingerprint(std::span<const std::string> headers);
// How many of the texts are headers that some dataset or known export knows: finds the header line below titles.
std::size_t knownHeaders(std::span<const std::string_view> fields);

// Guesses. `only`: the caller says the dataset.
Recognition recognise(const Table& table, std::optional<DatasetId> only);
// Takes a decided mapping: columns by position and header. Missing required columns make it not importable.
Recognition applyMapping(const Table& table, const Mapping& decided);
// Whether the mapping was made for such headers.
bool mappingFits(const Table& table, const Mapping& mapping);

} // namespace holdfast
