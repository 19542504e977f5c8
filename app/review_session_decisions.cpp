// SPDX-License-Identifier: GPL-3.0-or-later
// The session's dealings with recorded reviews: opened, decided, closed and looked at again.
#include <algorithm>
#include <utility>

#include "app/review_session.h"
#include "model/report/format.h"
#include "model/review/causes.h"
#include "model/review/frozen_review.h"
#include "model/review/risk_trend.h"

namespace holdfast {

namespace {

// All that is recorded, after a write. What a closed review froze does not change, so it is read again only when
// reviews were opened or closed.
Result<Recorded> afterWriting(Store& store, Recorded known, bool reviewsChanged)
{
    if (reviewsChanged)
        return loadRecorded(store);
    if (auto loaded = reloadDecisions(store, known); !loaded)
        return tl::unexpected(loaded.error());
    return known;
}

std::string undecidedSentence(const ReviewBundle& review)
{
    const std::vector<std::size_t> places = undecidedCritical(review);
    const Exception& first = review.result().exceptions.exceptions[places.front()];
    const Portfolio& portfolio = *review.result().portfolio;
    const std::string name = first.account ? portfolio.text(portfolio.account(*first.account).name) : "the portfolio";
    return places.size() == 1
        ? "One critical exception still lacks a decision: " + name + "."
        : std::to_string(places.size()) + " critical exceptions still lack a decision, the first of " + name + ".";
}

} // namespace

std::int64_t ReviewSession::lastImport() const
{
    return facts_ && !facts_->imports.empty() ? facts_->imports.front().number : 0;
}

const ReviewRecord* ReviewSession::openOn(Date day) const
{
    for (const ReviewRecord& record : recorded_.records) {
        if (!record.closed && record.cadence == recorded_.settings.cadence && record.asOf == day)
            return &record;
    }
    return nullptr;
}

bool ReviewSession::mayDecide()
{
    if (!review_) {
        refuse(ErrorCode::NotFound, "There is no review to decide on; import exports first.");
        return false;
    }
    if (closed_) {
        refuse(ErrorCode::Usage, "A closed review stays as it was; go back to the present to decide.");
        return false;
    }
    for (const ReviewRecord& record : recorded_.records) {
        if (record.closed && record.cadence == recorded_.settings.cadence && record.asOf >= period_.to &&
            !openOn(period_.to)) {
            refuse(ErrorCode::Usage,
                "The review of " + dateText(record.asOf) + " is closed; a new one needs a later as-of date.");
            return false;
        }
    }
    return true;
}

void ReviewSession::withWholeBook(std::function<void(AnalysisPtr)> then)
{
    if (review_->result().request.filter.empty()) {
        then(review_->analysis);
        return;
    }
    begin();
    analysisThread_->post([this, portfolio = portfolio_, recorded = recorded_, period = period_, cancel = ending_,
                              then = std::move(then)]() mutable {
        const AnalysisPtr analysis = analyse(
            portfolio, recorded.settings.analysis, {period, {}}, recordedWarnings(recorded, *portfolio), cancel);
        QMetaObject::invokeMethod(
            this,
            [this, analysis, then = std::move(then)] {
                end();
                if (analysis)
                    then(analysis);
            },
            Qt::QueuedConnection);
    });
}

void ReviewSession::writeToReview(std::function<Result<void>(Store&, std::int64_t review)> write)
{
    if (!mayDecide())
        return;
    if (openOn(period_.to)) {
        writeToReview(std::move(write), std::nullopt);
        return;
    }
    withWholeBook([this, write = std::move(write)](const AnalysisPtr& analysis) {
        writeToReview(write, freeze(*analysis, recorded_.settings.cadence, lastImport()));
    });
}

void ReviewSession::writeToReview(
    std::function<Result<void>(Store&, std::int64_t review)> write, std::optional<ReviewRecord> opening)
{
    onStore(
        [opening, day = period_.to, cadence = recorded_.settings.cadence, known = recorded_, now = now_(),
            write = std::move(write)](std::unique_ptr<Store>& store) -> Result<Recorded> {
            // Asked again here: two quick decisions open one review.
            const auto open = findOpenReview(*store, std::string(text(cadence)), day);
            if (!open)
                return tl::unexpected(open.error());
            std::int64_t number = open->value_or(0);
            if (number == 0) {
                if (!opening)
                    return failure(ErrorCode::NotFound, "The review was closed meanwhile.");
                const auto added = addReview(*store, storedReview(*opening, {}, now));
                if (!added)
                    return tl::unexpected(added.error());
                number = *added;
            }
            if (auto written = write(*store, number); !written)
                return tl::unexpected(written.error());
            return afterWriting(*store, known, opening.has_value());
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
    if (!review_ || closed_ || !openOn(period_.to)) {
        refuse(ErrorCode::NotFound, "No review of this day is open; the first decision opens one.");
        return;
    }
    withWholeBook([this](const AnalysisPtr& analysis) {
        withPreviousAsKept([this, analysis](const ReviewPtr& previous) { closeWholeBook(analysis, previous); });
    });
}

// What is closed is what is on the screen, with all of its evidence: frozen once more.
void ReviewSession::closeWholeBook(const AnalysisPtr& analysis, const ReviewPtr& previous)
{
    struct Closing {
        std::string undecided; // why it cannot be closed, or ""
        ReviewRecord record;
        FrozenReview kept;
    };
    begin();
    analysisThread_->post([this, analysis, previous, recorded = recorded_, lastImport = lastImport(),
                              memo = riskMemoFor(analysis->request.filter), cancel = ending_] {
        auto closing = std::make_shared<Closing>();
        ReviewBundle review = reviewOf(recorded, analysis);
        if (!undecidedCritical(review).empty()) {
            closing->undecided = undecidedSentence(review);
        } else {
            nameCauses(review, previous.get());
            review.riskTrend = riskTrend(*analysis, memo.get(), cancel);
            closing->record = freeze(*analysis, review.cadence, lastImport);
            closing->kept = freezeReview(review);
        }
        QMetaObject::invokeMethod(
            this,
            [this, closing] {
                end();
                const ReviewRecord* open = openOn(period_.to);
                if (!closing->undecided.empty() || !open) {
                    refuse(ErrorCode::Usage,
                        closing->undecided.empty() ? "The as-of date was moved; the review is still open."
                                                   : closing->undecided);
                    return;
                }
                onStore(
                    [closing, number = open->number, now = now_()](std::unique_ptr<Store>& store) -> Result<Recorded> {
                        const KeptReview kept{closing->kept.version, closing->kept.checksum, closing->kept.bytes};
                        if (auto closed = holdfast::closeReview(
                                *store, number, now, storedReview(closing->record, {}, now).frozen, kept);
                            !closed)
                            return tl::unexpected(closed.error());
                        return loadRecorded(*store);
                    },
                    [this, number = open->number](Recorded after) {
                        recorded_ = std::move(after);
                        showReview(number);
                    });
            },
            Qt::QueuedConnection);
    });
}

void ReviewSession::showReview(std::int64_t number)
{
    const auto found = std::find_if(recorded_.records.begin(), recorded_.records.end(),
        [number](const ReviewRecord& record) { return record.number == number; });
    if (number != 0 && found == recorded_.records.end()) {
        refuse(ErrorCode::NotFound, "That review is not in this store.");
        return;
    }
    if (number == 0 || !found->closed) {
        closed_.reset();
        ownPeriod_ = ownPeriod_ && number == 0;
        period_ = number == 0 ? yearUpTo(range_.to) : Period{found->from, found->asOf};
        computeReview();
        return;
    }
    onStore(
        [record = *found, recorded = recorded_, portfolio = portfolio_](
            std::unique_ptr<Store>& store) -> Result<ReviewBundle> {
            auto kept = readKept(*store, record.number);
            if (!kept)
                return tl::unexpected(kept.error());
            return *kept ? std::move(**kept) : closedFromToday(recorded, record, portfolio);
        },
        [this](ReviewBundle closed) {
            closed_ = std::make_shared<const ReviewBundle>(std::move(closed));
            period_ = closed_->result().request.period;
            if (closed_->checksum.empty())
                refuse(ErrorCode::Usage,
                    "This review was closed by an older version that kept less of it; its figures are those of today's "
                    "facts.");
            computeReview();
        });
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
    if (closed_) {
        refuse(ErrorCode::Usage, "A closed review stays as it was; go back to the present to change an action.");
        return;
    }
    const std::optional<Date> day = done ? std::optional(period_.to) : std::nullopt;
    onStore(
        [action, day, known = recorded_](std::unique_ptr<Store>& store) -> Result<Recorded> {
            if (auto written = holdfast::setActionDone(*store, action, day); !written)
                return tl::unexpected(written.error());
            return afterWriting(*store, known, false);
        },
        [this](Recorded recorded) {
            recorded_ = std::move(recorded);
            compareAgain();
        });
}

} // namespace holdfast
