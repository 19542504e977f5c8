// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/review_session.h"

#include <algorithm>
#include <utility>

#include "app/command_report.h"
#include "app/sample_store.h"
#include "model/report/export_tables.h"
#include "model/review/frozen_review.h"
#include "ui/deck/deck_writer.h"

namespace holdfast {

namespace {

// First and last day that the slider can reach: from the first main date of any account's fact to the default day.
Period sliderRange(const Portfolio& portfolio, Date today)
{
    const Date last = defaultAsOf(portfolio, today);
    Date first = last;
    for (const DatasetSpec& spec : datasets()) {
        const std::vector<std::int64_t>& days = portfolio.covered(spec.id).mainDays;
        if (!days.empty() && spec.id != DatasetId::FxRates)
            first = std::min(first, Date(static_cast<std::int32_t>(days.front())));
    }
    // Beyond five years the slider would be too coarse to be useful; the field still takes any day.
    return {std::max(first, last.addMonths(-60)), last};
}

} // namespace

ReviewSession::ReviewSession(std::function<Date()> today, std::function<std::string()> now, QObject* parent)
    : ReviewDesk(parent)
    , today_(std::move(today))
    , now_(std::move(now))
    , period_(yearUpTo(today_()))
    , range_(period_)
    , store_(std::make_shared<std::unique_ptr<Store>>())
    , storeThread_(std::make_unique<JobThread>())
    , analysisThread_(std::make_unique<JobThread>())
{
}

ReviewSession::~ReviewSession()
{
    ending_.cancel();
    analysisCancel_.cancel();
    importCancel_.cancel();
    analysisThread_.reset();
    storeThread_.reset();
}

void ReviewSession::begin()
{
    if (++busy_ == 1)
        Q_EMIT busyChanged(true);
}

void ReviewSession::end()
{
    if (--busy_ == 0)
        Q_EMIT busyChanged(false);
}

void ReviewSession::refuse(ErrorCode code, std::string sentence)
{
    Q_EMIT failed(Error{code, std::move(sentence), {}});
}

Result<ReviewSession::Loaded> ReviewSession::load(Store& store, const CancelToken& cancel)
{
    auto portfolio = store.loadPortfolio(cancel);
    if (!portfolio)
        return tl::unexpected(portfolio.error());
    auto recorded = loadRecorded(store);
    if (!recorded)
        return tl::unexpected(recorded.error());
    auto facts = std::make_shared<StoreFacts>();
    facts->path = QString::fromStdString(store.path());
    facts->note = QString::fromStdString(store.openReport().note);
    facts->readOnly = store.openReport().readOnly;
    auto imports = store.imports();
    if (!imports)
        return tl::unexpected(imports.error());
    auto rejected = store.rejectedRows();
    if (!rejected)
        return tl::unexpected(rejected.error());
    auto orphans = store.orphans();
    if (!orphans)
        return tl::unexpected(orphans.error());
    auto aliases = store.aliases();
    if (!aliases)
        return tl::unexpected(aliases.error());
    facts->imports = std::move(*imports);
    facts->rejected = std::move(*rejected);
    facts->orphans = std::move(*orphans);
    facts->aliases = std::move(*aliases);
    return Loaded{std::move(*portfolio), std::move(facts), std::move(*recorded)};
}

void ReviewSession::take(Loaded loaded, bool newStore)
{
    const bool wasLatest = period_.to == range_.to;
    portfolio_ = std::move(loaded.portfolio);
    facts_ = std::move(loaded.facts);
    recorded_ = std::move(loaded.recorded);
    range_ = sliderRange(*portfolio_, today_());
    if (newStore) {
        filter_ = {};
        shown_.reset();
        ownPeriod_ = false;
    }
    // New exports bring a new day; who looks at an older one stays there.
    if (newStore || wasLatest) {
        const Date from = period_.from;
        period_ = yearUpTo(range_.to);
        if (ownPeriod_ && from < period_.to)
            period_.from = from;
    }
    Q_EMIT storeChanged();
    Q_EMIT settingsChanged();
    computeReview();
}

void ReviewSession::openStore(const QString& path)
{
    onStore(
        [path = path.toStdString(), ending = ending_](std::unique_ptr<Store>& store) -> Result<Loaded> {
            auto opened = Store::open(path, OpenMode::ReadWrite);
            if (!opened)
                return tl::unexpected(opened.error());
            auto loaded = load(**opened, ending);
            if (loaded)
                store = std::move(*opened); // the old store stays when the new one cannot be read
            return loaded;
        },
        [this](Loaded loaded) { take(std::move(loaded), true); });
}

void ReviewSession::openSample()
{
    onStore(
        [now = now_(), ending = ending_](std::unique_ptr<Store>& store) -> Result<Loaded> {
            auto opened = openSampleStore(now);
            if (!opened)
                return tl::unexpected(opened.error());
            auto loaded = load(**opened, ending);
            if (loaded)
                store = std::move(*opened);
            return loaded;
        },
        [this](Loaded loaded) { take(std::move(loaded), true); });
}

void ReviewSession::computeReview()
{
    if (!portfolio_)
        return;
    analysisCancel_.cancel();
    analysisCancel_ = CancelToken();
    const std::uint64_t number = ++latest_;
    begin();
    analysisThread_->post([this, number, portfolio = portfolio_, recorded = recorded_, shown = shown_,
                              request = AnalysisRequest{period_, filter_}, cancel = analysisCancel_] {
        std::shared_ptr<ReviewBundle> bundle;
        std::optional<Error> notice;
        if (!cancel.isCancelled()) {
            const AnalysisSettings& settings = shown ? shown->settings : recorded.settings.analysis;
            const auto analysis = analyse(portfolio, settings, request, recordedWarnings(recorded, *portfolio), cancel);
            if (analysis) {
                if (shown && !shown->findings.empty()) {
                    if (auto restored = restoreFindings(*analysis, shown->findings); !restored)
                        notice = restored.error();
                }
                bundle = std::make_shared<ReviewBundle>(reviewOf(recorded, analysis, shown ? shown->number : 0));
                bundle->readOnly = shown.has_value();
            }
        }
        QMetaObject::invokeMethod(
            this,
            [this, number, bundle, notice] {
                end();
                if (bundle && number == latest_)
                    publish(bundle);
                if (notice)
                    Q_EMIT failed(*notice);
            },
            Qt::QueuedConnection);
    });
}

void ReviewSession::compareAgain()
{
    if (!review_) {
        computeReview();
        return;
    }
    const std::uint64_t number = latest_;
    begin();
    analysisThread_->post(
        [this, number, analysis = review_->analysis, recorded = recorded_, shown = shown_ ? shown_->number : 0] {
            auto bundle = std::make_shared<ReviewBundle>(reviewOf(recorded, analysis, shown));
            bundle->readOnly = shown != 0;
            QMetaObject::invokeMethod(
                this,
                [this, number, bundle] {
                    end();
                    if (number == latest_)
                        publish(bundle);
                },
                Qt::QueuedConnection);
        });
}

void ReviewSession::publish(ReviewPtr review)
{
    ReviewPtr before = std::exchange(review_, std::move(review));
    Q_EMIT reviewChanged(review_);
    // The panels have let go of the one before; to take a large one apart takes longer than a frame.
    analysisThread_->post([before = std::move(before)] {});
}

void ReviewSession::setAsOf(Date day)
{
    if (day == period_.to)
        return;
    const int length = period_.to - period_.from;
    period_ = ownPeriod_ ? Period{day.addDays(-length), day} : yearUpTo(day);
    shown_.reset();
    computeReview();
}

void ReviewSession::setPeriodFrom(std::optional<Date> from)
{
    const Date opening = from.value_or(period_.to.oneYearEarlier());
    if (opening >= period_.to) {
        refuse(ErrorCode::Usage, "The period must begin before the as-of date; choose an earlier opening day.");
        return;
    }
    ownPeriod_ = from.has_value();
    period_.from = opening;
    computeReview();
}

void ReviewSession::setFilter(const Filter& filter)
{
    if (filter == filter_)
        return;
    filter_ = filter;
    computeReview();
}

void ReviewSession::setCadence(Cadence cadence)
{
    DeskSettings changed = recorded_.settings;
    changed.cadence = cadence;
    setSettings(changed);
}

void ReviewSession::setSettings(const DeskSettings& settings)
{
    if (settings == recorded_.settings)
        return;
    onStore(
        [settings, ending = ending_](std::unique_ptr<Store>& store) -> Result<Loaded> {
            if (!store)
                return failure(ErrorCode::NotFound, "Open a store before changing its settings.");
            if (auto saved = saveSettings(*store, settings); !saved)
                return tl::unexpected(saved.error());
            return load(*store, ending);
        },
        [this](Loaded loaded) { take(std::move(loaded), false); });
}

void ReviewSession::writeToReview(std::function<Result<void>(Store&, std::int64_t review)> write)
{
    if (!review_) {
        refuse(ErrorCode::NotFound, "There is no review to decide on; import exports first.");
        return;
    }
    if (shown_) {
        refuse(ErrorCode::Usage, "A closed review stays as it was; go back to the present to decide.");
        return;
    }
    const std::int64_t lastImport = facts_ && !facts_->imports.empty() ? facts_->imports.front().number : 0;
    const ReviewRecord frozen = freeze(*review_->analysis, recorded_.settings.cadence, lastImport);
    onStore(
        [frozen, filter = filter_, now = now_(), write = std::move(write)](
            std::unique_ptr<Store>& store) -> Result<Recorded> {
            auto recorded = loadRecorded(*store);
            if (!recorded)
                return recorded;
            std::int64_t number = 0;
            for (const ReviewRecord& record : recorded->records) {
                if (!record.closed && record.cadence == frozen.cadence)
                    number = std::max(number, record.number);
            }
            if (number == 0) {
                const auto added = addReview(*store, storedReview(frozen, filter, now));
                if (!added)
                    return tl::unexpected(added.error());
                number = *added;
            }
            if (auto written = write(*store, number); !written)
                return tl::unexpected(written.error());
            return loadRecorded(*store);
        },
        [this](Recorded recorded) {
            recorded_ = std::move(recorded);
            compareAgain();
        });
}

void ReviewSession::openReview()
{
    writeToReview([](Store&, std::int64_t) { return Result<void>(); });
}

void ReviewSession::closeReview()
{
    if (!review_ || !review_->open) {
        refuse(ErrorCode::NotFound, "No review is open; the first decision opens one.");
        return;
    }
    const std::size_t undecided = undecidedCritical(*review_).size();
    if (undecided > 0) {
        refuse(ErrorCode::Usage,
            undecided == 1 ? "One critical exception still lacks a decision; decide it to close the review."
                           : std::to_string(undecided) +
                    " critical exceptions still lack a decision; decide them to close the review.");
        return;
    }
    // What is closed is what is on the screen: frozen once more, now with all of its evidence.
    const std::int64_t lastImport = facts_ && !facts_->imports.empty() ? facts_->imports.front().number : 0;
    ReviewRecord frozen = freeze(*review_->analysis, recorded_.settings.cadence, lastImport);
    frozen.findings = frozenFindings(*review_->analysis);
    writeToReview([frozen, filter = filter_, now = now_()](Store& store, std::int64_t number) {
        return holdfast::closeReview(store, number, now, storedReview(frozen, filter, now).frozen);
    });
}

void ReviewSession::showReview(std::int64_t number)
{
    shown_.reset();
    if (number != 0) {
        const auto found = std::find_if(recorded_.records.begin(), recorded_.records.end(),
            [number](const ReviewRecord& record) { return record.number == number; });
        if (found == recorded_.records.end()) {
            refuse(ErrorCode::NotFound, "That review is not in this store.");
            return;
        }
        period_ = {found->from, found->asOf};
        if (found->closed)
            shown_ = *found;
    } else {
        period_ = yearUpTo(range_.to);
    }
    computeReview();
}

void ReviewSession::decide(const Decision& decision, const QString& actionTitle)
{
    writeToReview(
        [decision, title = actionTitle.toStdString(), now = now_()](Store& store, std::int64_t review) -> Result<void> {
            StoredDecision stored;
            stored.review = review;
            stored.accountId = decision.accountId;
            stored.rule = rule(decision.rule).name;
            stored.kind = text(decision.kind);
            stored.who = decision.who;
            stored.until = decision.until;
            stored.note = decision.note;
            stored.decidedAt = now;
            const auto number = addDecision(store, stored);
            if (!number)
                return tl::unexpected(number.error());
            if (decision.kind != DecisionKind::Act && decision.kind != DecisionKind::Escalate)
                return {};
            StoredAction action;
            action.decision = *number;
            action.accountId = decision.accountId;
            action.rule = stored.rule;
            action.title = title;
            action.owner = decision.who;
            action.due = decision.until;
            const auto added = addAction(store, action);
            return added ? Result<void>() : tl::unexpected(added.error());
        });
}

void ReviewSession::undoDecision(std::int64_t number)
{
    writeToReview([number](Store& store, std::int64_t) { return holdfast::undoDecision(store, number); });
}

void ReviewSession::setActionDone(std::int64_t action, bool done)
{
    const std::optional<Date> day = done ? std::optional(period_.to) : std::nullopt;
    onStore(
        [action, day](std::unique_ptr<Store>& store) -> Result<Recorded> {
            if (auto written = holdfast::setActionDone(*store, action, day); !written)
                return tl::unexpected(written.error());
            return loadRecorded(*store);
        },
        [this](Recorded recorded) {
            recorded_ = std::move(recorded);
            compareAgain();
        });
}

} // namespace holdfast
