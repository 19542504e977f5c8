// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/import_run.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "model/import/end_dates.h"
#include "model/import/mapping_names.h"
#include "model/import/recognise_table.h"
#include "model/import/row_pipeline.h"
#include "model/import/tables.h"
#include "model/import/values.h"

namespace holdfast {

namespace {

constexpr std::size_t keptRejects = 10'000;
constexpr std::string_view unmappedColumn = "unmapped column";

struct Job {
    Table table;
    Recognition recognition;
    FileReport report;
    bool endDatesFromFile = false; // decided from this file's rows, to be remembered
};

class ImportRun {
public:
    // `rehearsedRows`: only tries that many rows of each table, and lets nothing land.
    ImportRun(Store& store, const ImportOptions& options, const Progress& progress, const CancelToken& cancel,
        std::optional<std::int64_t> rehearsedRows = {})
        : store_(store)
        , options_(options)
        , progress_(progress)
        , cancel_(cancel)
        , rehearsedRows_(rehearsedRows)
    {
    }

    Result<ImportReport> run(const std::vector<std::string>& files);

private:
    Result<void> openAll(const std::vector<std::string>& files);
    std::vector<Job*> inDatasetOrder();
    Result<void> importTable(ImportWriter& writer, Job& job);
    Result<void> decideEndDates(Job& job);
    Result<void> checkBaseCurrency();
    Result<void> remember(const Job& job);
    Result<void> settleBaseCurrency();
    void countCurrency(const Job& job, const RowBatch& batch);
    void keepReject(const RejectedRow& row);

    Store& store_;
    const ImportOptions& options_;
    const Progress& progress_;
    const CancelToken& cancel_;
    std::optional<std::int64_t> rehearsedRows_;
    std::vector<Job> jobs_;
    ImportReport report_;
    std::map<std::string, std::int64_t> currencyVotes_;
    bool firstImport_ = false;
    double bytesBefore_ = 0, bytesTotal_ = 0;
};

std::string withoutFolder(const std::string& path)
{
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

Result<void> ImportRun::openAll(const std::vector<std::string>& files)
{
    for (const std::string& file : files) {
        auto tables = openTables(file);
        if (!tables)
            return tl::unexpected(tables.error());
        for (Table& table : *tables) {
            Job job;
            auto recognition = recogniseTable(store_, table, options_);
            if (!recognition)
                return tl::unexpected(recognition.error());
            job.recognition = std::move(*recognition);
            job.report.file = table.label();
            job.report.why = job.recognition.why;
            job.report.columns = job.recognition.mapping.columns;
            if (job.recognition.importable)
                job.report.warnings = job.recognition.warnings;
            if (job.recognition.importable)
                job.report.dataset = job.recognition.dataset;
            for (auto warning = job.report.warnings.begin(); warning != job.report.warnings.end();) {
                if (warning->kind == "note") {
                    job.report.messages.push_back(warning->sentence);
                    warning = job.report.warnings.erase(warning);
                } else {
                    ++warning;
                }
            }
            if (table.hidden && job.recognition.importable) {
                job.recognition.importable = false;
                job.report.dataset.reset();
                job.report.why = "the sheet is hidden; show it in the workbook to import it";
            }
            job.table = std::move(table);
            if (job.recognition.importable)
                bytesTotal_ += static_cast<double>(job.table.bytes);
            jobs_.push_back(std::move(job));
        }
    }
    return {};
}

// Accounts, then what other rows can name an account by (subscriptions, contacts), then the rest as the caller lists
// them, so that a row finds its account in the same run.
std::vector<Job*> ImportRun::inDatasetOrder()
{
    const auto rank = [](const Job* job) {
        constexpr std::array first = {DatasetId::Accounts, DatasetId::Subscriptions, DatasetId::Contacts};
        return std::find(first.begin(), first.end(), job->recognition.mapping.dataset) - first.begin();
    };
    std::vector<Job*> order;
    for (Job& job : jobs_)
        order.push_back(&job);
    std::stable_sort(order.begin(), order.end(), [&rank](const Job* a, const Job* b) { return rank(a) < rank(b); });
    return order;
}

Result<void> ImportRun::checkBaseCurrency()
{
    const auto base = store_.setting("base_currency");
    if (!base)
        return tl::unexpected(base.error());
    firstImport_ = !base->has_value() || (*base)->empty();
    if (!firstImport_ && !options_.baseCurrency.empty() && lowerCase(**base) != lowerCase(options_.baseCurrency))
        return failure(
            ErrorCode::Usage, "the store's base currency is " + **base + " already; it can be changed in the settings");
    return {};
}

Result<void> ImportRun::decideEndDates(Job& job)
{
    Mapping& mapping = job.recognition.mapping;
    if (mapping.dataset != DatasetId::Subscriptions)
        return {};
    if (options_.endDates) {
        job.endDatesFromFile = mapping.endDates != options_.endDates;
        mapping.endDates = options_.endDates;
        if (*options_.endDates == EndDates::LastDay)
            job.report.messages.emplace_back("end dates mean the last day of the term, as told; one day is added");
        return {};
    }
    if (mapping.endDates) {
        if (*mapping.endDates == EndDates::LastDay)
            job.report.messages.emplace_back(
                "end dates mean the last day of the term, as remembered for these headers; one day is added");
        return {};
    }
    const auto decision = findEndDates(job.table, mapping, options_.dateOrder, cancel_);
    if (!decision)
        return tl::unexpected(decision.error());
    if (decision->meaning) {
        mapping.endDates = decision->meaning;
        job.endDatesFromFile = true;
        if (*decision->meaning == EndDates::LastDay)
            job.report.messages.push_back("end dates mean the last day of the term (in " +
                std::to_string(decision->dayAfter) + " of " + std::to_string(decision->cases) +
                " cases the next subscription starts the day after); one day is added");
    }
    return {};
}

// Which currency the row's money values name: only rows that name one count.
void ImportRun::countCurrency(const Job& job, const RowBatch& batch)
{
    const DatasetSpec& spec = dataset(job.recognition.mapping.dataset);
    const int currency = spec.column("currency");
    if (!firstImport_ || currency < 0)
        return;
    const std::size_t width = spec.columns.size();
    for (std::size_t row = 0; row < batch.rows.size(); ++row) {
        if (batch.rows[row].rejected)
            continue;
        const Cell* cells = batch.cells.data() + batch.rows[row].firstCell;
        const Cell& code = cells[currency];
        if (code.kind != Cell::Kind::Text)
            continue;
        std::int64_t amounts = 0;
        for (std::size_t column = 0; column < width; ++column) {
            if (spec.columns[column].type == ColumnType::Money && cells[column].kind == Cell::Kind::Integer)
                ++amounts;
        }
        if (amounts > 0)
            currencyVotes_[std::string(code.text)] += amounts;
    }
}

void ImportRun::keepReject(const RejectedRow& row)
{
    if (report_.rejectedRows.size() < keptRejects)
        report_.rejectedRows.push_back(row);
}

Result<void> ImportRun::importTable(ImportWriter& writer, Job& job)
{
    if (const auto decided = decideEndDates(job); !decided)
        return decided;
    const Mapping& mapping = job.recognition.mapping;
    const DatasetSpec& spec = dataset(mapping.dataset);
    RowPipeline pipeline(job.table, mapping, options_.dateOrder, cancel_);
    // Kept by its name alone: the folder it lay in is nobody's business in a deck.
    const std::string name = withoutFolder(job.report.file);
    if (const auto begun = writer.beginFile(
            name, mapping.dataset, pipeline.present(), {headerFingerprint(job.table.headers), mapping.profile});
        !begun)
        return begun;
    const int endDate = spec.column("end_date");
    const bool addDay = mapping.dataset == DatasetId::Subscriptions && mapping.endDates == EndDates::LastDay;
    FileReport& report = job.report;
    const std::size_t firstReject = report_.rejectedRows.size();
    const std::string headers =
        csvLine(std::vector<std::string_view>(job.table.headers.begin(), job.table.headers.end()));
    while (true) {
        auto batch = pipeline.next();
        if (!batch)
            return tl::unexpected(batch.error());
        if (*batch == nullptr)
            break;
        for (RowBatch::Row& row : (*batch)->rows) {
            if (rehearsedRows_ && report.read >= *rehearsedRows_) {
                report.whole = false;
                break;
            }
            ++report.read;
            if (row.rejected) {
                ++report.rejected;
                RejectedRow& rejected = (*batch)->rejects[row.firstCell];
                rejected.file = name;
                rejected.dataset = spec.name;
                rejected.headers = headers;
                if (const auto kept = writer.reject(rejected); !kept)
                    return kept;
                keepReject(rejected);
                continue;
            }
            Cell* cells = (*batch)->cells.data() + row.firstCell;
            if (addDay && cells[endDate].kind == Cell::Kind::Integer)
                ++cells[endDate].integer;
            const auto put = writer.put(row.line, row.account, std::span<const Cell>(cells, spec.columns.size()));
            if (!put)
                return put;
        }
        countCurrency(job, **batch);
        if (progress_)
            progress_(bytesBefore_ + static_cast<double>((*batch)->bytesDone), bytesTotal_);
        if (!report.whole) {
            pipeline.stop();
            break;
        }
        pipeline.giveBack(std::move(*batch));
    }
    bytesBefore_ += static_cast<double>(job.table.bytes);
    std::int64_t warnings = 0;
    for (const ImportWarning& warning : pipeline.warnings()) {
        warnings += warning.count;
        report.warnings.push_back(warning);
    }
    for (const std::string& message : pipeline.messages())
        report.messages.push_back(message);
    if (report.rejected * 2 > report.read && !options_.force && !rehearsedRows_) {
        const RejectedRow* first =
            firstReject < report_.rejectedRows.size() ? &report_.rejectedRows[firstReject] : nullptr;
        std::string sentence = std::to_string(report.rejected) + " of " + std::to_string(report.read) +
            " rows are rejected, more than half, so nothing was imported (--force imports the others)";
        Place place{report.file, {}, 0, {}};
        if (first != nullptr) {
            sentence += "; the first one, line " + std::to_string(first->line) + ": " + first->reason;
            place.line = first->line;
        }
        return failure(ErrorCode::BadInput, sentence, place);
    }
    const auto counts = writer.endFile(report.read, warnings);
    if (!counts)
        return tl::unexpected(counts.error());
    report.inserted = counts->inserted;
    report.updated = counts->updated;
    report.unchanged = counts->unchanged;
    if (counts->duplicateKeys > 0) {
        std::string sentence = std::string(duplicateKeySentence) + "; the last row counts";
        for (const std::string& example : counts->duplicateExamples)
            sentence += "; " + example;
        report.warnings.push_back({"duplicate key", sentence, counts->duplicateKeys});
    }
    if (counts->conflicts > 0)
        report.warnings.push_back({"conflict",
            std::to_string(counts->conflicts) + (counts->conflicts == 1 ? " value differs" : " values differ") +
                " from what another file said; this file came later and counts",
            counts->conflicts});
    return {};
}

// A decided mapping is remembered whole; of a guessed one only what end dates mean.
Result<void> ImportRun::remember(const Job& job)
{
    if (!options_.rememberMappings || !job.recognition.importable)
        return {};
    if (!job.recognition.confirmed && !job.endDatesFromFile)
        return {};
    Mapping mapping = job.recognition.mapping;
    if (!job.recognition.confirmed)
        mapping.columns.clear();
    return store_.setMapping(mapping.fingerprint, mapping.toJson());
}

Result<void> ImportRun::settleBaseCurrency()
{
    if (!firstImport_)
        return {};
    std::string base = options_.baseCurrency;
    std::int64_t most = 0;
    if (base.empty()) {
        base = "USD";
        for (const auto& [code, count] : currencyVotes_) { // by code, so ties go to the first
            if (count > most) {
                most = count;
                base = code;
            }
        }
    }
    for (char& c : base)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return store_.setSetting("base_currency", base);
}

std::string accountSentence(const Resolution& resolution)
{
    constexpr std::array<std::string_view, 4> keys = {"account_id", "subscription_id", "e-mail", "account name"};
    std::string text = std::to_string(resolution.rows) + (resolution.rows == 1 ? " row with " : " rows with ") +
        std::string(keys[static_cast<std::size_t>(resolution.kind)]) + " “" + resolution.reference + "”: ";
    if (resolution.accountId.empty())
        return text + "no account is known (" + resolution.reason + ")";
    return text + "account " + resolution.accountId + " (" + resolution.reason + ")";
}

Result<ImportReport> ImportRun::run(const std::vector<std::string>& files)
{
    const auto started = std::chrono::steady_clock::now();
    if (files.empty())
        return failure(ErrorCode::Usage, "no file to import");
    if (const auto checked = checkBaseCurrency(); !checked)
        return tl::unexpected(checked.error());
    if (const auto opened = openAll(files); !opened)
        return tl::unexpected(opened.error());
    const bool any = std::any_of(jobs_.begin(), jobs_.end(), [](const Job& job) { return job.recognition.importable; });
    if (!any) {
        const Job& first = jobs_.front();
        return failure(ErrorCode::BadInput, "the file cannot be imported: " + first.report.why,
            {first.table.label(), {}, first.table.headerLine, {}});
    }
    auto writer = ImportWriter::begin(store_, options_.startedAt);
    if (!writer)
        return tl::unexpected(writer.error());
    for (const auto& [name, account] : options_.aliases) {
        if (const auto set = store_.setAlias(name, account); !set)
            return tl::unexpected(set.error());
    }
    for (Job* const next : inDatasetOrder()) {
        Job& job = *next;
        if (cancel_.isCancelled())
            return failure(ErrorCode::Cancelled, "the import was cancelled; nothing was imported");
        if (job.recognition.importable) {
            if (const auto imported = importTable(**writer, job); !imported)
                return tl::unexpected(imported.error());
        }
    }
    std::vector<std::string> messages;
    for (Job& job : jobs_) {
        const FileReport& file = job.report;
        report_.read += file.read;
        report_.inserted += file.inserted;
        report_.updated += file.updated;
        report_.unchanged += file.unchanged;
        report_.rejected += file.rejected;
        for (const ImportWarning& warning : file.warnings) {
            if (warning.kind != unmappedColumn) // named, but no value of a row was lost
                report_.warnings += warning.count;
            messages.push_back(file.file + ": " + warning.sentence);
        }
        for (const std::string& message : file.messages)
            messages.push_back(file.file + ": " + message);
        if (!job.recognition.importable)
            messages.push_back(file.file + ": not imported, " + file.why);
    }
    // Before the commit, so that a crash or an undo treats them with the rows.
    if (const auto settled = settleBaseCurrency(); !settled)
        return tl::unexpected(settled.error());
    for (const Job& job : jobs_) {
        if (const auto kept = remember(job); !kept)
            return tl::unexpected(kept.error());
    }
    const auto elapsed = [&started] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    };
    const auto landed = rehearsedRows_ ? (*writer)->rehearse(cancel_) : (*writer)->commit(messages, elapsed(), cancel_);
    if (!landed)
        return tl::unexpected(landed.error());
    writer->reset();
    report_.import = landed->import;
    report_.orphans = landed->orphans;
    for (const Resolution& resolution : landed->resolutions)
        report_.resolutions.push_back(accountSentence(resolution));
    for (Job& job : jobs_)
        report_.files.push_back(std::move(job.report));
    report_.seconds = elapsed();
    return std::move(report_);
}

} // namespace

Result<ImportReport> importFiles(Store& store, const std::vector<std::string>& files, const ImportOptions& options,
    const Progress& progress, const CancelToken& cancel)
{
    ImportRun run(store, options, progress, cancel);
    return run.run(files);
}

Result<ImportReport> rehearseImport(Store& store, const std::vector<std::string>& files, const ImportOptions& options,
    std::int64_t mostRows, const CancelToken& cancel)
{
    const Progress untold;
    ImportRun run(store, options, untold, cancel, mostRows);
    return run.run(files);
}

} // namespace holdfast
