// SPDX-License-Identifier: GPL-3.0-or-later
// The import: files in, a report out. The same code behind the command line, the preview and the window.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/progress.h"
#include "model/base/result.h"
#include "model/import/mapping.h"
#include "model/store/store.h"

namespace holdfast {

struct ImportOptions {
    std::optional<DatasetId> dataset; // for files that do not say it themselves
    std::vector<Mapping> mappings; // decided by the caller; matched by dataset and header fingerprint, or by file name
    std::optional<DateOrder> dateOrder;
    std::optional<EndDates> endDates;
    std::string baseCurrency; // for a new store; "" to find it from the first import
    bool force = false; // land even when more than half of the rows are rejected
    bool rememberMappings = true;
    std::vector<std::pair<std::string, std::string>> aliases; // name, id or address → account_id; kept with the import
    std::string startedAt; // ISO timestamp
};

// How the warning about a key that came twice in a file starts.
constexpr std::string_view duplicateKeySentence = "the same key came again with other values";

struct ImportWarning {
    std::string kind; // "bad value", "duplicate key", "unmapped column", …
    std::string sentence;
    std::int64_t count = 1;
};

struct FileReport {
    std::string file; // with the sheet or member in brackets where there is one
    std::optional<DatasetId> dataset; // nothing: could not be recognised
    std::string why; // why this dataset: "12 of 14 headers are those of subscriptions"
    std::int64_t read = 0, inserted = 0, updated = 0, unchanged = 0, rejected = 0;
    std::vector<ColumnBinding> columns; // how each header was bound
    std::vector<std::string> messages; // decisions ("end dates mean the last day; one day is added")
    std::vector<ImportWarning> warnings; // by kind, with counts
    bool whole = true; // false: a rehearsal stopped after its first rows
};

struct ImportReport {
    std::int64_t import = 0; // number of the import
    std::vector<FileReport> files;
    std::vector<RejectedRow> rejectedRows; // at most 10,000; all are in the store
    std::vector<std::string> resolutions; // accounts found by other keys, and orphans, in sentences
    std::int64_t read = 0, inserted = 0, updated = 0, unchanged = 0, rejected = 0, warnings = 0, orphans = 0;
    double seconds = 0;
};

// Imports all files in one transaction. Errors: Unreadable, BadInput (more than half rejected, a date order that must
// be decided, nothing recognised), Cancelled; then nothing landed.
Result<ImportReport> importFiles(Store& store, const std::vector<std::string>& files, const ImportOptions& options,
    const Progress& progress, const CancelToken& cancel);

// What importFiles() would do, found by doing it up to the commit and taking it back: nothing is stored, and the limit
// on rejected rows does not stop it. Of each table at most `mostRows` rows are tried; FileReport::whole says whether
// that was all of it. Errors as importFiles().
Result<ImportReport> rehearseImport(Store& store, const std::vector<std::string>& files, const ImportOptions& options,
    std::int64_t mostRows, const CancelToken& cancel);

// The first rows as the import would take them, with each problem in its place.
struct PreviewCell {
    std::string text; // as in the file
    std::string value; // as it would be stored, for people
    std::string problem; // "" when fine
};
struct Preview {
    FileReport file;
    Mapping mapping; // guessed, or as given
    std::vector<Question> questions; // what the file does not decide
    std::vector<std::string> headers;
    std::vector<std::vector<PreviewCell>> rows; // per file column
    std::vector<std::string> rowProblems; // per row; "" when it would be taken
    std::vector<std::int64_t> lines; // per row: its line of the file
    std::int64_t counted = 0, countedRejects = 0; // of all rows, or of the first 20,000
    bool countedAll = false;
    std::vector<std::pair<std::string, std::string>> accounts; // id and name of the rows counted, of an accounts file
    bool settled = false; // nobody need look: remembered, a known export, or the application's own template
};
Result<std::vector<Preview>> previewFile(
    Store& store, const std::string& file, const ImportOptions& options, int rows = 100);

} // namespace holdfast
