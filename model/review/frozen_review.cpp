// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/review/frozen_review.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <algorithm>
#include <future>
#include <unordered_set>
#include <utility>

#include "model/review/frozen_facts.h"
#include "model/review/frozen_results.h"

namespace holdfast {

template <class A> void each(A& archive, Of<A, FrozenException>& value)
{
    ruleByName(archive, value.rule);
    archive(value.accountId, value.severity, value.arr);
}
template <class A> void each(A& archive, Of<A, Decision>& value)
{
    ruleByName(archive, value.rule);
    archive(value.number, value.review, value.accountId, value.kind, value.who, value.until, value.note,
        value.decidedAt, value.severity, value.day);
}
template <class A> void each(A& archive, Of<A, ActionItem>& value)
{
    ruleByName(archive, value.rule);
    archive(value.number, value.accountId, value.title, value.owner, value.due, value.doneOn);
}
template <class A> void each(A& archive, Of<A, ExceptionState>& value)
{
    archive(value.change, value.cause, value.before, value.weeksOnList, value.asksEscalateOrAccept, value.decision,
        value.outOfTheWay);
}
// A record beside the review: what it was and its figures; its exceptions are in `resolved` where they matter.
template <class A> void each(A& archive, Of<A, ReviewRecord>& value)
{
    archive(value.number, value.cadence, value.asOf, value.from, value.closed, value.arr, value.nrr, value.grr,
        value.crr, value.arrAtRisk, value.settings, value.lastImport);
}
template <class A> void each(A& archive, Of<A, RecordedDecision>& value)
{
    archive(value.decision, value.cadence);
}
template <class A> void each(A& archive, Of<A, RiskPoint>& value)
{
    archive(value.day, value.arr);
}

namespace {

constexpr std::int64_t layoutVersion = 2; // 2: with the decisions of earlier reviews
// The fastest: the next levels take up to three times as long for a fifteenth less.
constexpr int compression = 1;

FactsPlan planFor(const ReviewBundle& review, std::size_t wholeBook)
{
    const Portfolio& portfolio = *review.analysis->portfolio;
    FactsPlan plan;
    const bool whole = portfolio.accountCount() <= wholeBook;
    plan.accounts.assign(portfolio.accountCount(), whole ? Keep::Everything : Keep::Revenue);
    const auto keep = [&](std::optional<AccountId> account) {
        if (account)
            plan.accounts[account->at()] = Keep::Everything;
    };
    for (const Exception& exception : review.analysis->exceptions.exceptions)
        keep(exception.account);
    for (const FrozenException& resolved : review.resolved)
        keep(portfolio.findAccount(resolved.accountId));
    for (const Decision& decision : review.decisions)
        keep(portfolio.findAccount(decision.accountId));
    for (const RecordedDecision& earlier : review.history)
        keep(portfolio.findAccount(earlier.decision.accountId));
    for (const ActionItem& action : review.actions)
        keep(portfolio.findAccount(action.accountId));
    return plan;
}

// The names of the criteria in the order of the states that follow.
void writeCriteria(FreezeWriter& archive)
{
    archive.whole(criterionCount);
    for (const CriterionSpec& spec : criteria())
        archive.text(spec.name);
}

// Where a criterion of the bytes stands today; the layout's version says that there are as many.
using CriterionPlaces = std::array<std::size_t, criterionCount>;
CriterionPlaces readCriteria(ThawReader& archive)
{
    CriterionPlaces places{};
    if (archive.whole() != criterionCount)
        archive.fail();
    for (std::size_t at = 0; at < criterionCount && !archive.failed(); ++at) {
        const std::string_view name = archive.text();
        const auto all = criteria();
        const auto found =
            std::find_if(all.begin(), all.end(), [name](const CriterionSpec& spec) { return spec.name == name; });
        if (found == all.end())
            archive.fail();
        else
            places[at] = static_cast<std::size_t>(found - all.begin());
    }
    return places;
}

void putInPlace(Analysis& analysis, const CriterionPlaces& places)
{
    for (AccountZones& account : analysis.zones.accounts) {
        const auto kept = account.criteria;
        for (std::size_t at = 0; at < criterionCount; ++at)
            account.criteria[places[at]] = kept[at];
    }
    for (Renewal& renewal : analysis.renewals.renewals) {
        for (CriterionId& id : renewal.missing)
            id = static_cast<CriterionId>(places[std::min(static_cast<std::size_t>(id), criterionCount - 1)]);
    }
}

template <class A, class AnalysisOf> void visitFound(A& archive, AnalysisOf& analysis)
{
    archive(analysis.settings, analysis.request.period, analysis.request.filter, analysis.retention, analysis.triggers,
        analysis.decay, analysis.source, analysis.zones, analysis.exceptions, analysis.renewals);
}
template <class A, class Bundle> void visitRecorded(A& archive, Bundle& review, std::int64_t version)
{
    archive(review.states, review.resolved, review.resolvedCauses, review.previous, review.open, review.actions,
        review.decisions, review.riskTrend, review.cadence);
    if (version >= 2)
        archive(review.history);
}

// What refers to accounts must find them.
bool fits(const Analysis& analysis, const ReviewBundle& review)
{
    const std::size_t accounts = analysis.portfolio->accountCount();
    const auto known = [accounts](const auto& rows) {
        return std::all_of(
            rows.begin(), rows.end(), [accounts](const auto& row) { return row.account.at() < accounts; });
    };
    const auto& found = analysis.exceptions.exceptions;
    return known(analysis.zones.accounts) && known(analysis.decay.accounts) && known(analysis.renewals.renewals) &&
        known(analysis.retention.movements) && known(analysis.retention.drivers.accounts) &&
        analysis.zones.placeOf.size() == accounts && analysis.decay.placeOf.size() == accounts &&
        review.states.size() == found.size() && review.resolved.size() == review.resolvedCauses.size() &&
        std::all_of(found.begin(), found.end(), [accounts](const Exception& exception) {
            return !exception.account || exception.account->at() < accounts;
        });
}

tl::unexpected<Error> damaged()
{
    return failure(ErrorCode::Damaged, "The closed review is not as it was kept: its checksum does not fit.");
}

std::string checksumOf(const QByteArray& body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace

FrozenReview freezeReview(const ReviewBundle& review, std::size_t wholeBook)
{
    const Analysis& analysis = review.result();
    FreezeWriter archive(&analysis.portfolio->names);
    const FactsPlan plan = planFor(review, wholeBook);
    freezeFacts(archive, *analysis.portfolio, plan, analysis.asOf());
    writeCriteria(archive);
    visitFound(archive, analysis);
    visitRecorded(archive, review, layoutVersion);
    const std::string text = archive.finish();
    const QByteArray body = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    // Beside each other, because each takes as long as writing the bytes.
    auto checksum = std::async(std::launch::async, [&body] { return checksumOf(body); });
    std::string bytes = qCompress(body, compression).toStdString();
    return {layoutVersion, checksum.get(), std::move(bytes)};
}

Result<ReviewBundle> thawReview(const FrozenReview& frozen)
{
    if (frozen.version > layoutVersion)
        return failure(
            ErrorCode::NewerSchema, "The review was closed by a later version of the program; open it there.");
    const QByteArray body =
        qUncompress(QByteArray::fromRawData(frozen.bytes.data(), static_cast<qsizetype>(frozen.bytes.size())));
    if (body.isEmpty() || checksumOf(body) != frozen.checksum)
        return damaged();
    auto portfolio = std::make_shared<Portfolio>();
    auto analysis = std::make_shared<Analysis>();
    ReviewBundle review;
    ThawReader archive(std::string_view(body.constData(), static_cast<std::size_t>(body.size())), &portfolio->names);
    const std::vector<bool> whole = thawFacts(archive, *portfolio);
    const CriterionPlaces places = readCriteria(archive);
    analysis->portfolio = portfolio;
    visitFound(archive, *analysis);
    visitRecorded(archive, review, frozen.version);
    if (archive.failed() || !archive.atEnd() || !fits(*analysis, review))
        return damaged();
    putInPlace(*analysis, places);
    if (std::find(whole.begin(), whole.end(), false) != whole.end())
        analysis->factsKept = whole;
    analysis->context = std::make_unique<const DayContext>(
        *analysis->portfolio, analysis->settings, analysis->asOf(), analysis->request.filter);
    if (frozen.version < 2) { // its own decisions are all that was kept
        for (const Decision& decision : review.decisions)
            review.history.push_back({decision, review.cadence});
    }
    review.analysis = std::move(analysis);
    review.readOnly = true;
    review.checksum = frozen.checksum;
    if (review.open)
        review.open->closed = true;
    return review;
}

} // namespace holdfast
