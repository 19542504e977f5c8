// SPDX-License-Identifier: GPL-3.0-or-later
// What the panels see of the review session: one immutable review, and the intents that lead to the next one.
// Implemented in app/; panels never see the store.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "model/base/result.h"
#include "model/import/import_run.h"
#include "model/report/deck_outline.h"
#include "model/review/review.h"
#include "model/review/rule_tally.h"
#include "model/store/store.h"

namespace holdfast {

// What the Data panel and the sidebar show of the store; loaded with the portfolio.
struct StoreFacts {
    QString path;
    QString note; // why it is read-only, or ""
    bool readOnly = false;
    std::vector<ImportRecord> imports; // newest first
    std::vector<RejectedRow> rejected;
    std::vector<OrphanGroup> orphans;
    std::vector<std::pair<std::string, std::string>> aliases; // name → account_id
    std::optional<AliasChange> lastAlias; // that can be taken back
    std::vector<SourceConflict> conflicts;
};
using StoreFactsPtr = std::shared_ptr<const StoreFacts>;

// Everything Settings shows and changes.
struct DeskSettings {
    AnalysisSettings analysis;
    std::string baseCurrency;
    Cadence cadence = Cadence::Weekly;

    bool operator==(const DeskSettings&) const = default;
};

class ReviewDesk : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // --- what is there now (may be null before the first store is open) ---
    virtual ReviewPtr review() const = 0;
    virtual StoreFactsPtr storeFacts() const = 0;
    virtual DeskSettings settings() const = 0;
    // Over all reviews of the store that is open, undone decisions left out.
    virtual std::map<RuleId, RuleTally> ruleTallies() const = 0;
    virtual bool isBusy() const = 0;
    virtual Date asOf() const = 0;
    virtual Period period() const = 0;
    virtual Filter filter() const = 0;
    // First and last main date of the facts: the ends of the as-of slider.
    virtual Period dateRange() const = 0;

    // --- intents; each leads to a signal ---
    virtual void openStore(const QString& path) = 0;
    virtual void openSample() = 0;
    virtual void setAsOf(Date day) = 0;
    virtual void setPeriodFrom(std::optional<Date> from) = 0; // nothing: one year before D
    virtual void setFilter(const Filter& filter) = 0;
    virtual void setCadence(Cadence cadence) = 0;
    virtual void setSettings(const DeskSettings& settings) = 0;

    virtual void openReview() = 0; // fixes D and freezes the exceptions; the first decision does it too
    virtual void closeReview() = 0; // failed() names the critical exceptions that lack a decision
    virtual void showReview(std::int64_t number) = 0; // a closed review, read-only; 0: back to the present
    virtual void decide(const Decision& decision, const QString& actionTitle) = 0; // `number`, `review` are filled in
    virtual void undoDecision(std::int64_t number) = 0;
    virtual void setActionDone(std::int64_t action, bool done) = 0;

    virtual void importFiles(const QStringList& files, const ImportOptions& options) = 0;
    virtual void previewFiles(const QStringList& files, const ImportOptions& options) = 0; // → previewed()
    // What importing these files would do, of at most `mostRows` rows of each table; nothing lands. Calls back on the
    // GUI thread, with Cancelled when a later intent about files came first. See holdfast::rehearseImport().
    virtual void rehearseImport(const QStringList& files, const ImportOptions& options, std::int64_t mostRows,
        std::function<void(const Result<ImportReport>&)> answer) = 0;
    virtual void cancelImport() = 0;
    virtual void undoLastImport() = 0;
    virtual void setAlias(const QString& name, const QString& accountId) = 0; // "" forgets it
    virtual void undoAlias() = 0; // the newest one

    // Writes the deck or a table; done or failed is signalled.
    virtual void exportDeck(const QString& path, const DeckChoice& choice) = 0;
    virtual void exportTable(const QString& what, const QString& path) = 0; // as the command line's export
    // The stored row behind a fact, with its file and line; nothing when the store no longer holds it. Calls back on
    // the GUI thread. See factPlace() for the place of a fact.
    virtual void findRow(const RowPlace& place, std::function<void(const std::optional<StoredRow>&)> answer) = 0;
    // File and line of a row of a chunked dataset: "usage.csv line 10412", or "".
    void findUsageSource(
        DatasetId dataset, const std::string& accountId, Date day, std::function<void(const QString&)> answer)
    {
        RowPlace place;
        place.dataset = dataset;
        place.accountId = accountId;
        place.day = day;
        findRow(place, [answer = std::move(answer)](const std::optional<StoredRow>& row) {
            answer(row ? tr("%1 line %2").arg(QString::fromStdString(row->file.name)).arg(row->line) : QString());
        });
    }
    // An analysis of another day with the same filter, for movements and replays; off the GUI thread.
    virtual void analyseDay(Date day, std::function<void(AnalysisPtr)> answer) = 0;

Q_SIGNALS:
    void reviewChanged(const holdfast::ReviewPtr& review);
    void storeChanged();
    void settingsChanged();
    void busyChanged(bool busy);
    void importProgress(double done, double total, const QString& what);
    void imported(const holdfast::ImportReport& report);
    void previewed(const std::vector<holdfast::Preview>& previews);
    void exported(const QString& path, const QString& note = {}); // note: what is to be known of it
    void failed(const holdfast::Error& error); // one sentence, shown in a bar inside the panel
};

} // namespace holdfast
