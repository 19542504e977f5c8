// SPDX-License-Identifier: GPL-3.0-or-later
// The session's dealings with files: imports, exports, where a row came from.
#include <algorithm>
#include <utility>

#include "app/command_report.h"
#include "app/review_session.h"
#include "app/sample_store.h"
#include "model/report/export_tables.h"
#include "model/store/stored_row.h"
#include "ui/deck/deck_writer.h"

namespace holdfast {

namespace {

std::vector<std::string> plainPaths(const QStringList& files)
{
    std::vector<std::string> paths;
    for (const QString& file : files)
        paths.push_back(file.toStdString());
    return paths;
}

// The first exports go into the user's own book.
Result<void> ensureStore(std::unique_ptr<Store>& store)
{
    if (store)
        return {};
    auto opened = openOwnStore();
    if (!opened)
        return tl::unexpected(opened.error());
    store = std::move(*opened);
    return {};
}

} // namespace

void ReviewSession::importFiles(const QStringList& files, const ImportOptions& options)
{
    rehearsalCancel_.cancel(); // nobody waits for it any more
    importCancel_ = CancelToken();
    ImportOptions dated = options;
    if (dated.startedAt.empty())
        dated.startedAt = now_();
    const Progress progress = [this](double done, double total) {
        QMetaObject::invokeMethod(
            this, [this, done, total] { Q_EMIT importProgress(done, total, tr("Importing")); }, Qt::QueuedConnection);
    };
    begin();
    storeThread_->post(
        [this, store = store_, paths = plainPaths(files), dated, progress, cancel = importCancel_, ending = ending_] {
            const bool first = !*store;
            const Result<void> ready = ensureStore(*store);
            Result<ImportReport> report = ready ? holdfast::importFiles(**store, paths, dated, progress, cancel)
                                                : Result<ImportReport>(tl::unexpected(ready.error()));
            Result<Loaded> loaded = report ? load(**store, ending) : Result<Loaded>(tl::unexpected(report.error()));
            QMetaObject::invokeMethod(
                this,
                [this, first, report = std::move(report), loaded = std::move(loaded)]() mutable {
                    end();
                    Q_EMIT importProgress(1, 1, QString());
                    if (!loaded) {
                        Q_EMIT failed(loaded.error());
                        return;
                    }
                    take(std::move(*loaded), first);
                    Q_EMIT imported(*report);
                },
                Qt::QueuedConnection);
        });
}

void ReviewSession::rehearseImport(const QStringList& files, const ImportOptions& options, std::int64_t mostRows,
    std::function<void(const Result<ImportReport>&)> answer)
{
    rehearsalCancel_.cancel();
    rehearsalCancel_ = CancelToken();
    ImportOptions dated = options;
    dated.startedAt = now_();
    // Not under begin() and end(): it is a look ahead, and nothing in the window waits for it.
    storeThread_->post([this, store = store_, paths = plainPaths(files), dated, mostRows, cancel = rehearsalCancel_,
                           answer = std::move(answer)]() mutable {
        Result<ImportReport> report = failure(ErrorCode::Cancelled, "the files were changed meanwhile");
        if (!cancel.isCancelled()) {
            const Result<void> ready = ensureStore(*store);
            report = ready ? holdfast::rehearseImport(**store, paths, dated, mostRows, cancel)
                           : Result<ImportReport>(tl::unexpected(ready.error()));
        }
        QMetaObject::invokeMethod(
            this, [answer = std::move(answer), report = std::move(report)] { answer(report); }, Qt::QueuedConnection);
    });
}

void ReviewSession::previewFiles(const QStringList& files, const ImportOptions& options)
{
    rehearsalCancel_.cancel();
    onStore(
        [paths = plainPaths(files), options](std::unique_ptr<Store>& store) -> Result<std::vector<Preview>> {
            if (auto ready = ensureStore(store); !ready)
                return tl::unexpected(ready.error());
            std::vector<Preview> all;
            for (const std::string& path : paths) {
                auto previews = previewFile(*store, path, options);
                if (!previews)
                    return previews;
                std::move(previews->begin(), previews->end(), std::back_inserter(all));
            }
            return all;
        },
        [this](std::vector<Preview> previews) { Q_EMIT previewed(previews); });
}

void ReviewSession::cancelImport()
{
    importCancel_.cancel();
}

void ReviewSession::undoLastImport()
{
    onStore(
        [ending = ending_](std::unique_ptr<Store>& store) -> Result<Loaded> {
            if (!store)
                return failure(ErrorCode::NotFound, "There is no import to take back.");
            if (auto undone = store->undoLastImport(); !undone)
                return tl::unexpected(undone.error());
            return load(*store, ending);
        },
        [this](Loaded loaded) { take(std::move(loaded), false); });
}

void ReviewSession::setAlias(const QString& name, const QString& accountId)
{
    const std::optional<std::string> account =
        accountId.isEmpty() ? std::nullopt : std::optional(accountId.toStdString());
    onStore(
        [name = name.toStdString(), account, ending = ending_](std::unique_ptr<Store>& store) -> Result<Loaded> {
            if (auto written = store->setAlias(name, account); !written)
                return tl::unexpected(written.error());
            return load(*store, ending);
        },
        [this](Loaded loaded) { take(std::move(loaded), false); });
}

void ReviewSession::undoAlias()
{
    onStore(
        [ending = ending_](std::unique_ptr<Store>& store) -> Result<Loaded> {
            if (!store)
                return failure(ErrorCode::NotFound, "There is no alias to take back.");
            if (auto undone = store->undoAlias(); !undone)
                return tl::unexpected(undone.error());
            return load(*store, ending);
        },
        [this](Loaded loaded) { take(std::move(loaded), false); });
}

void ReviewSession::exportDeck(const QString& path, const DeckChoice& choice)
{
    if (!review_) {
        refuse(ErrorCode::NotFound, "There is no review to print; import exports first.");
        return;
    }
    DeckChoice named = choice;
    if (named.storeName.empty() && facts_)
        named.storeName = QFileInfo(facts_->path).completeBaseName().toStdString();
    begin();
    analysisThread_->post([this, path, named, review = review_, cancel = ending_] {
        const Result<WrittenDeck> pages = writeDeck(*review, named, path, {}, cancel);
        QMetaObject::invokeMethod(
            this,
            [this, path, pages] {
                end();
                if (pages)
                    Q_EMIT exported(path, missingSentence(pages->missing));
                else
                    Q_EMIT failed(pages.error());
            },
            Qt::QueuedConnection);
    });
}

void ReviewSession::exportTable(const QString& what, const QString& path)
{
    const DatasetSpec* spec = findDataset(what.toStdString());
    const bool ofAnalysis = what == QStringLiteral("accounts") || !spec;
    if (ofAnalysis && !review_) {
        refuse(ErrorCode::NotFound, "There is nothing to export yet; import exports first.");
        return;
    }
    onStore(
        [spec, ofAnalysis, what = what.toStdString(), path = path.toStdString(),
            analysis = review_ ? review_->analysis : nullptr](std::unique_ptr<Store>& store) -> Result<std::int64_t> {
            if (!ofAnalysis)
                return exportDataset(*store, *spec, path);
            const auto table = analysisTable(*analysis, what);
            if (!table)
                return failure(ErrorCode::Usage, "There is no table \"" + what + "\".");
            return writeTable(*table, path, what);
        },
        [this, path](std::int64_t) { Q_EMIT exported(path); });
}

void ReviewSession::findRow(const RowPlace& place, std::function<void(const std::optional<StoredRow>&)> answer)
{
    onStore(
        [place](std::unique_ptr<Store>& store) -> Result<std::optional<StoredRow>> {
            return store ? storedRow(*store, place) : std::nullopt;
        },
        [answer = std::move(answer)](const std::optional<StoredRow>& row) { answer(row); });
}

void ReviewSession::analyseDay(Date day, std::function<void(AnalysisPtr)> answer)
{
    if (!portfolio_)
        return;
    // Beside a closed review stands what its own facts say of the other day; where it kept a part of them, nothing.
    if (closed_ && !closed_->result().factsKept.empty())
        return;
    const PortfolioPtr portfolio = closed_ ? closed_->result().portfolio : portfolio_;
    const AnalysisSettings settings = closed_ ? closed_->result().settings : recorded_.settings.analysis;
    analysisThread_->post(
        [this, portfolio, settings, filter = filter(), day, ending = ending_, answer = std::move(answer)]() mutable {
            const AnalysisPtr analysis = analyse(portfolio, settings, {yearUpTo(day), filter}, {}, ending);
            QMetaObject::invokeMethod(
                this, [answer = std::move(answer), analysis] { answer(analysis); }, Qt::QueuedConnection);
        });
}

} // namespace holdfast
