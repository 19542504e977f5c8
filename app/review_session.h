// SPDX-License-Identifier: GPL-3.0-or-later
// The review session: takes the panels' intents, computes the next immutable review off the GUI thread, and hands every
// panel the same pointer. One thread owns the store, another computes; the latest request wins.
#pragma once

#include <QFileInfo>
#include <QPointer>
#include <QTimer>
#include <memory>

#include "app/job_thread.h"
#include "app/stored_settings.h"
#include "model/base/progress.h"
#include "ui/panels/review_desk.h"

namespace holdfast {

class ReviewSession : public ReviewDesk {
    Q_OBJECT

public:
    // `today` and `now` say the date and the ISO timestamp, so that tests can.
    ReviewSession(std::function<Date()> today, std::function<std::string()> now, QObject* parent = nullptr);
    ~ReviewSession() override;

    ReviewPtr review() const override { return review_; }
    StoreFactsPtr storeFacts() const override { return facts_; }
    DeskSettings settings() const override { return recorded_.settings; }
    std::map<RuleId, RuleTally> ruleTallies() const override { return tallyByRule(recorded_.decisions); }
    bool isBusy() const override { return busy_ > 0; }
    Date asOf() const override { return period_.to; }
    Period period() const override { return period_; }
    Filter filter() const override { return closed_ ? closed_->result().request.filter : filter_; }
    Period dateRange() const override { return range_; }

    void openStore(const QString& path) override;
    void openSample() override;
    void setAsOf(Date day) override;
    void setPeriodFrom(std::optional<Date> from) override;
    void setFilter(const Filter& filter) override;
    void setCadence(Cadence cadence) override;
    void setSettings(const DeskSettings& settings) override;

    void openReview() override;
    void closeReview() override;
    void showReview(std::int64_t number) override;
    void decide(const Decision& decision, const QString& actionTitle) override;
    void undoDecision(std::int64_t number) override;
    void setActionDone(std::int64_t action, bool done) override;

    void importFiles(const QStringList& files, const ImportOptions& options) override;
    void previewFiles(const QStringList& files, const ImportOptions& options) override;
    void rehearseImport(const QStringList& files, const ImportOptions& options, std::int64_t mostRows,
        std::function<void(const Result<ImportReport>&)> answer) override;
    void cancelImport() override;
    void undoLastImport() override;
    void setAlias(const QString& name, const QString& accountId) override;
    void undoAlias() override;

    void exportDeck(const QString& path, const DeckChoice& choice) override;
    void exportTable(const QString& what, const QString& path) override;
    void findRow(const RowPlace& place, std::function<void(const std::optional<StoredRow>&)> answer) override;
    void analyseDay(Date day, std::function<void(AnalysisPtr)> answer) override;

private:
    // What one visit to the store brings back.
    struct Loaded {
        PortfolioPtr portfolio;
        StoreFactsPtr facts;
        Recorded recorded;
    };
    static Result<Loaded> load(Store& store, const CancelToken& cancel);

    // Runs `work` on the store's thread; `then` gets its value on this one, an error becomes failed().
    template <class Work, class Then> void onStore(Work work, Then then);
    void take(Loaded loaded, bool newStore);
    void computeReview();
    void compareAgain(); // the analysis is right, what is recorded changed
    void publish(ReviewPtr review);
    // What is known of ARR at risk on other days with these facts, the rules in force and a filter.
    std::shared_ptr<RiskMemo> riskMemoFor(const Filter& filter);
    void refuse(ErrorCode code, std::string sentence);
    void begin();
    void end();

    // Causes are named when the as-of date rests: they need what the previous review kept, and runs of their own.
    void nameCausesSoon();
    void nameCausesNow();
    void withPreviousAsKept(std::function<void(ReviewPtr)> then); // null where it is not at hand

    // A review is of the whole book, whatever the filter shows of it.
    void withWholeBook(std::function<void(AnalysisPtr)> then);
    // Something to be written for the open review of this day, which is opened first when there is none.
    void writeToReview(std::function<Result<void>(Store&, std::int64_t review)> write);
    void writeToReview(
        std::function<Result<void>(Store&, std::int64_t review)> write, std::optional<ReviewRecord> opening);
    bool mayDecide(); // says why not
    void closeWholeBook(const AnalysisPtr& analysis, const ReviewPtr& previous);
    std::int64_t lastImport() const;
    // The open review of a day, or null.
    const ReviewRecord* openOn(Date day) const;

    std::function<Date()> today_;
    std::function<std::string()> now_;
    PortfolioPtr portfolio_;
    StoreFactsPtr facts_;
    Recorded recorded_;
    ReviewPtr review_;
    Period period_;
    bool ownPeriod_ = false; // the opening day was chosen
    Filter filter_;
    Period range_;
    ReviewPtr closed_; // a closed review that is looked at
    ReviewPtr previousAsKept_; // the last one that causes were named with
    std::int64_t previousNumber_ = 0; // its number; 0: not asked for yet
    struct KnownRisk {
        AnalysisSettings settings;
        Filter filter;
        std::shared_ptr<RiskMemo> memo; // null: nothing is known of these facts
    };
    KnownRisk knownRisk_;
    QTimer causesTimer_;
    int busy_ = 0;
    std::uint64_t latest_ = 0; // number of the newest analysis asked for
    CancelToken analysisCancel_;
    CancelToken importCancel_;
    CancelToken rehearsalCancel_;
    CancelToken ending_;
    std::shared_ptr<std::unique_ptr<Store>> store_; // touched on the store's thread alone
    std::unique_ptr<JobThread> storeThread_;
    std::unique_ptr<JobThread> analysisThread_;
};

template <class Work, class Then> void ReviewSession::onStore(Work work, Then then)
{
    begin();
    const auto store = store_;
    storeThread_->post([this, store, work = std::move(work), then = std::move(then)]() mutable {
        auto outcome = work(*store);
        // The session outlives its threads' jobs: its destructor waits for them before it goes.
        QMetaObject::invokeMethod(
            this,
            [this, outcome = std::move(outcome), then = std::move(then)]() mutable {
                end();
                if (!outcome)
                    Q_EMIT failed(outcome.error());
                else
                    then(std::move(*outcome));
            },
            Qt::QueuedConnection);
    });
}

} // namespace holdfast
