// SPDX-License-Identifier: GPL-3.0-or-later
// XLSX workbooks: sheets streamed row by row; shared and inline strings, dates in both epochs, cached formula values.
// No entities beyond XML's own five are expanded.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/base/result.h"
#include "model/import/record_reader.h"
#include "model/import/zip_archive.h"

namespace holdfast {

bool isWorkbook(const ZipArchive& archive);

// One table per sheet that has a header row. `part` names the workbook inside an archive, "" otherwise.
Result<std::vector<Table>> workbookTables(
    const std::shared_ptr<ZipArchive>& archive, const std::string& file, const std::string& part);

} // namespace holdfast
