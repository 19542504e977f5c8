// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/review_session.h"

#include <algorithm>
#include <utility>

#include "app/command_report.h"
#include "app/sample_store.h"
#include "model/report/export_tables.h"
#include "model/review/causes.h"
#include "model/review/risk_trend.h"
#include "ui/deck/deck_writer.h"
#include "ui/tables/let_go.h"

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

// The same analysis beside the same previous review: its changes have the causes that were named before.
void keepCauses(ReviewBundle& review, const ReviewBundle& before)
{
    if (!review.previous || !before.previous || review.previous->number != before.previous->number)
        return;
    for (std::size_t at = 0; at < review.states.size(); ++at)
        review.states[at].cause = before.states[at].cause;
    if (review.resolved.size() == before.resolved.size())
        review.resolvedCauses = before.resolvedCauses;
}

// The newest review that is still open, unless a later one of its cadence was closed.
const ReviewRecord* latestOpen(const Recorded& recorded)
{
    const ReviewRecord* open = nullptr;
    for (const ReviewRecord& record : recorded.records) {
        if (record.cadence != recorded.settings.cadence)
            continue;
        if (!record.closed && (!open || record.asOf > open->asOf))
            open = &record;
    }
    for (const ReviewRecord& record : recorded.records) {
        if (open && record.cadence == open->cadence && record.closed && record.asOf >= open->asOf)
            return nullptr;
    }
    return open;
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
    causesTimer_.setSingleShot(true);
    causesTimer_.setInterval(120);
    connect(&causesTimer_, &QTimer::timeout, this, &ReviewSession::nameCausesNow);
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
    auto lastAlias = store.lastAliasChange();
    if (!lastAlias)
        return tl::unexpected(lastAlias.error());
    auto conflicts = store.conflicts();
    if (!conflicts)
        return tl::unexpected(conflicts.error());
    facts->lastAlias = std::move(*lastAlias);
    facts->conflicts = std::move(*conflicts);
    facts->imports = std::move(*imports);
    facts->rejected = std::move(*rejected);
    facts->orphans = std::move(*orphans);
    facts->aliases = std::move(*aliases);
    return Loaded{std::move(*portfolio), std::move(facts), std::move(*recorded)};
}

void ReviewSession::take(Loaded loaded, bool newStore)
{
    const Date lastDay = range_.to;
    const bool wasLatest = period_.to == lastDay;
    if (portfolio_ != loaded.portfolio)
        knownRisk_ = {};
    portfolio_ = std::move(loaded.portfolio);
    facts_ = std::move(loaded.facts);
    recorded_ = std::move(loaded.recorded);
    range_ = sliderRange(*portfolio_, today_());
    if (newStore) {
        filter_ = {};
        closed_.reset();
        previousNumber_ = 0;
        previousAsKept_.reset();
        ownPeriod_ = false;
    }
    const ReviewRecord* open = newStore ? latestOpen(recorded_) : openOn(period_.to);
    const bool newDay = range_.to > lastDay;
    if (open && !closed_) {
        // A review that is not closed yet keeps its day, whatever comes in.
        period_ = {open->from, open->asOf};
    } else if (newStore || (wasLatest && (newDay || !closed_))) {
        // New exports bring a new day; who looks at an older one stays there.
        closed_.reset();
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

std::shared_ptr<RiskMemo> ReviewSession::riskMemoFor(const Filter& filter)
{
    const AnalysisSettings& settings = recorded_.settings.analysis;
    if (!knownRisk_.memo || !(knownRisk_.settings == settings) || !(knownRisk_.filter == filter))
        knownRisk_ = {settings, filter, std::make_shared<RiskMemo>()};
    return knownRisk_.memo;
}

void ReviewSession::computeReview()
{
    if (!portfolio_)
        return;
    if (causesTimer_.isActive()) {
        causesTimer_.stop();
        end();
    }
    analysisCancel_.cancel();
    analysisCancel_ = CancelToken();
    const std::uint64_t number = ++latest_;
    begin();
    analysisThread_->post([this, number, portfolio = portfolio_, recorded = recorded_, closed = closed_,
                              readOnly = facts_->readOnly, request = AnalysisRequest{period_, filter_},
                              memo = riskMemoFor(filter_), cancel = analysisCancel_] {
        std::shared_ptr<ReviewBundle> bundle;
        if (closed) {
            bundle = std::make_shared<ReviewBundle>(*closed);
            bundle->records = recordsOf(recorded, closed->cadence);
        } else if (!cancel.isCancelled()) {
            const auto analysis =
                analyse(portfolio, recorded.settings.analysis, request, recordedWarnings(recorded, *portfolio), cancel);
            if (analysis)
                bundle = std::make_shared<ReviewBundle>(reviewOf(recorded, analysis));
            if (bundle) {
                bundle->readOnly = readOnly;
                bundle->riskMemo = memo;
            }
        }
        QMetaObject::invokeMethod(
            this,
            [this, number, bundle] {
                end();
                if (!bundle || number != latest_)
                    return;
                publish(bundle);
                nameCausesSoon();
            },
            Qt::QueuedConnection);
    });
}

void ReviewSession::nameCausesSoon()
{
    if (!review_->previous || review_->isClosed())
        return;
    begin(); // until they are named
    causesTimer_.start();
}

void ReviewSession::nameCausesNow()
{
    withPreviousAsKept([this, number = latest_](const ReviewPtr& kept) {
        if (number != latest_) {
            end();
            return;
        }
        analysisThread_->post([this, number, review = review_, kept] {
            auto named = std::make_shared<ReviewBundle>(*review);
            nameCauses(*named, kept.get());
            QMetaObject::invokeMethod(
                this,
                [this, number, review, named] {
                    end();
                    if (number != latest_)
                        return;
                    if (review_ == review)
                        publish(named);
                    else
                        nameCausesSoon(); // something was decided meanwhile
                },
                Qt::QueuedConnection);
        });
    });
}

void ReviewSession::withPreviousAsKept(std::function<void(ReviewPtr)> then)
{
    const std::int64_t number = review_ && review_->previous ? review_->previous->number : 0;
    if (number == 0 || number == previousNumber_) {
        then(number == 0 ? nullptr : previousAsKept_);
        return;
    }
    begin();
    storeThread_->post([this, store = store_, number, then = std::move(then)]() mutable {
        // A review that cannot be read is told when it is opened; causes are then judged from today's facts.
        ReviewPtr kept;
        if (*store) {
            if (auto read = readKept(**store, number); read && *read)
                kept = std::make_shared<const ReviewBundle>(std::move(**read));
        }
        QMetaObject::invokeMethod(
            this,
            [this, number, kept, then = std::move(then)] {
                end();
                previousNumber_ = number;
                previousAsKept_ = kept;
                then(kept);
            },
            Qt::QueuedConnection);
    });
}

void ReviewSession::compareAgain()
{
    if (!review_ || closed_) {
        computeReview();
        return;
    }
    const std::uint64_t number = latest_;
    begin();
    analysisThread_->post([this, number, review = review_, recorded = recorded_] {
        auto bundle = std::make_shared<ReviewBundle>(reviewOf(recorded, review->analysis));
        bundle->readOnly = review->readOnly;
        bundle->riskMemo = review->riskMemo;
        keepCauses(*bundle, *review);
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
    letGo(std::move(before)); // the panels that are shown have, too
}

void ReviewSession::setAsOf(Date day)
{
    if (day == period_.to)
        return;
    const int length = period_.to - period_.from;
    period_ = ownPeriod_ ? Period{day.addDays(-length), day} : yearUpTo(day);
    closed_.reset();
    computeReview();
}

void ReviewSession::setPeriodFrom(std::optional<Date> from)
{
    if (closed_) {
        refuse(ErrorCode::Usage, "A closed review stays as it was; go back to the present to choose another period.");
        publish(review_);
        return;
    }
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
    if (closed_) {
        refuse(ErrorCode::Usage, "A closed review stays as it was; go back to the present to filter.");
        publish(review_);
        return;
    }
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
    // Another base currency converts every amount anew; anything else leaves the facts as they are.
    const bool converts = settings.baseCurrency != recorded_.settings.baseCurrency;
    onStore(
        [settings, converts, ending = ending_](std::unique_ptr<Store>& store) -> Result<Loaded> {
            if (!store)
                return failure(ErrorCode::NotFound, "Open a store before changing its settings.");
            if (auto saved = saveSettings(*store, settings); !saved)
                return tl::unexpected(saved.error());
            if (converts)
                return load(*store, ending);
            auto recorded = loadRecorded(*store);
            if (!recorded)
                return tl::unexpected(recorded.error());
            return Loaded{nullptr, nullptr, std::move(*recorded)};
        },
        [this](Loaded loaded) {
            if (!loaded.portfolio) {
                loaded.portfolio = portfolio_;
                loaded.facts = facts_;
            }
            take(std::move(loaded), false);
        });
}

} // namespace holdfast
