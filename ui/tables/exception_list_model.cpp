// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/exception_list_model.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "model/report/format.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/words.h"

namespace holdfast {
namespace {

// Rule rows carry the place of their account row, plus one; account rows carry 0.
constexpr quintptr accountRow = 0;

// What the leader's own decision says about the account.
MarkCode callOf(DecisionKind kind, Lane lane)
{
    switch (kind) {
    case DecisionKind::Escalate:
    case DecisionKind::Accept:
        return MarkCode::Broken;
    case DecisionKind::Act:
    case DecisionKind::Watch:
        return lane == Lane::Expansion ? MarkCode::Healthy : MarkCode::AtRisk;
    case DecisionKind::Dismiss:
    case DecisionKind::Done:
        return MarkCode::Healthy;
    }
    return MarkCode::None;
}

int tellingOf(Change change)
{
    switch (change) {
    case Change::Worse:
        return 3;
    case Change::New:
        return 2;
    case Change::Better:
        return 1;
    default:
        return 0;
    }
}

} // namespace

ExceptionListModel::ExceptionListModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void ExceptionListModel::setReview(const ReviewPtr& review)
{
    const bool sameExceptions =
        review && review_ && review->analysis == review_->analysis && review->states.size() == review_->states.size();
    if (sameExceptions) {
        const ReviewPtr before = std::exchange(review_, review);
        std::vector<bool> changed(accounts_.size(), false);
        for (std::size_t at = 0; at < accounts_.size(); ++at) {
            const auto& places = accounts_[at].exceptions;
            changed[at] = std::any_of(
                places.begin(), places.end(), [&](std::size_t place) { return looksDifferent(place, *before); });
            if (changed[at])
                summarise(accounts_[at]);
        }
        for (int row = 0; row < rowCount(); ++row) {
            if (!changed[shown_[static_cast<std::size_t>(row)]])
                continue;
            const QModelIndex parent = index(row, 0);
            Q_EMIT dataChanged(parent, index(row, ColumnCount - 1));
            if (rowCount(parent) > 0)
                Q_EMIT dataChanged(index(0, 0, parent), index(rowCount(parent) - 1, ColumnCount - 1, parent));
        }
        return;
    }
    beginResetModel();
    review_ = review;
    gather();
    choose();
    endResetModel();
}

void ExceptionListModel::setLane(std::optional<Lane> lane)
{
    if (lane == lane_)
        return;
    beginResetModel();
    lane_ = lane;
    choose();
    endResetModel();
}

void ExceptionListModel::setOwner(std::optional<std::string> owner)
{
    if (owner == owner_)
        return;
    beginResetModel();
    owner_ = std::move(owner);
    choose();
    endResetModel();
}

bool ExceptionListModel::looksDifferent(std::size_t place, const ReviewBundle& before) const
{
    const ExceptionState &now = review_->states[place], &then = before.states[place];
    const auto number = [](const ExceptionState& state) { return state.decision ? state.decision->number : 0; };
    return number(now) != number(then) || now.outOfTheWay != then.outOfTheWay || now.change != then.change ||
        now.asksEscalateOrAccept != then.asksEscalateOrAccept;
}

void ExceptionListModel::setShowAll(bool all)
{
    if (all == showAll_)
        return;
    beginResetModel();
    showAll_ = all;
    choose();
    endResetModel();
}

void ExceptionListModel::gather()
{
    accounts_.clear();
    if (!review_)
        return;
    const auto& exceptions = review_->result().exceptions.exceptions;
    accounts_.reserve(exceptions.size()); // to grow while a large book opens touches its memory twice
    for (std::size_t place = 0; place < exceptions.size(); ++place) {
        if (accounts_.empty() || accounts_.back().account != exceptions[place].account) {
            ExceptionAccount row;
            row.account = exceptions[place].account;
            accounts_.push_back(std::move(row));
        }
        accounts_.back().exceptions.push_back(place);
    }
    for (ExceptionAccount& row : accounts_)
        summarise(row);
}

void ExceptionListModel::summarise(ExceptionAccount& row) const
{
    const auto& exceptions = review_->result().exceptions.exceptions;
    const Exception& first = exceptions[row.exceptions.front()];
    const RuleSpec& spec = rule(first.rule);
    row.arr = first.arr;
    row.daysToRenewal = first.daysToRenewal;
    row.lane = spec.lane;
    row.zone = spec.zone;
    row.severity = Severity::Low;
    row.change = Change::Continuing;
    row.weeksOnList = 0;
    row.asksEscalateOrAccept = false;
    row.leaderCall = MarkCode::None;
    bool onlyExpansion = true;
    for (const std::size_t place : row.exceptions) {
        row.severity = std::max(row.severity, exceptions[place].severity);
        onlyExpansion = onlyExpansion && rule(exceptions[place].rule).lane == Lane::Expansion;
        const ExceptionState& one = review_->states[place];
        if (tellingOf(one.change) > tellingOf(row.change))
            row.change = one.change;
        row.weeksOnList = std::max(row.weeksOnList, one.weeksOnList);
        row.asksEscalateOrAccept = row.asksEscalateOrAccept || (one.asksEscalateOrAccept && !one.decision);
        if (one.decision && row.leaderCall == MarkCode::None)
            row.leaderCall = callOf(one.decision->kind, rule(exceptions[place].rule).lane);
    }
    if (!review_->previous)
        row.change = Change::Continuing; // in a first review everything is new, which tells nothing
    row.rulesCall = onlyExpansion            ? MarkCode::Healthy
        : row.severity == Severity::Critical ? MarkCode::Broken
                                             : MarkCode::AtRisk;
}

void ExceptionListModel::describe(ExceptionAccount& row) const
{
    const Analysis& analysis = review_->result();
    const Portfolio& portfolio = *analysis.portfolio;
    row.described = true;
    row.evidence = evidenceSentence(analysis.exceptions.exceptions[row.exceptions.front()], portfolio.baseCurrency);
    if (!row.account) {
        row.name = QCoreApplication::translate("Evidence", "The whole portfolio");
        return;
    }
    row.id = toText(portfolio.accountId(*row.account));
    const std::string& name = portfolio.text(portfolio.account(*row.account).name);
    row.name = name.empty() ? row.id : toText(name);
    if (const AccountZones* zones = analysis.zones.of(*row.account))
        row.zoneMark = markOf(zones->of(row.zone));
    if (const Health* health = latestCsmHealth(portfolio, *row.account, analysis.asOf()))
        row.csmCall = markOf(health->status);
}

void ExceptionListModel::choose()
{
    shown_.clear();
    rules_.clear();
    below_ = 0;
    away_ = 0;
    belowArr_ = {};
    if (!review_)
        return;
    const Portfolio& portfolio = *review_->result().portfolio;
    const auto& exceptions = review_->result().exceptions.exceptions;
    for (std::size_t at = 0; at < accounts_.size(); ++at) {
        std::vector<std::size_t> rows;
        bool inTheWay = false;
        const auto account = accounts_[at].account;
        if (owner_ && (!account || portfolio.text(portfolio.account(*account).owner) != *owner_))
            continue;
        for (const std::size_t place : accounts_[at].exceptions) {
            if (lane_ && rule(exceptions[place].rule).lane != *lane_)
                continue;
            rows.push_back(place);
            inTheWay = inTheWay || !review_->states[place].outOfTheWay;
        }
        if (rows.empty())
            continue;
        if (!showAll_ && !inTheWay) {
            ++away_;
            continue;
        }
        if (!showAll_ && static_cast<int>(shown_.size()) >= firstPage) {
            ++below_;
            belowArr_ += accounts_[at].arr;
            continue;
        }
        shown_.push_back(at);
        rules_.push_back(std::move(rows));
    }
}

int ExceptionListModel::accountsIn(std::optional<Lane> lane) const
{
    if (!review_)
        return 0;
    const auto& exceptions = review_->result().exceptions.exceptions;
    return static_cast<int>(std::count_if(accounts_.begin(), accounts_.end(), [&](const ExceptionAccount& row) {
        return std::any_of(row.exceptions.begin(), row.exceptions.end(), [&](std::size_t place) {
            return (!lane || rule(exceptions[place].rule).lane == *lane) && !review_->states[place].outOfTheWay;
        });
    }));
}

int ExceptionListModel::criticalCount() const
{
    if (!review_)
        return 0;
    const auto& exceptions = review_->result().exceptions.exceptions;
    return static_cast<int>(std::count_if(exceptions.begin(), exceptions.end(),
        [](const Exception& exception) { return exception.severity == Severity::Critical; }));
}

int ExceptionListModel::criticalDecided() const
{
    return review_ ? criticalCount() - static_cast<int>(undecidedCritical(*review_).size()) : 0;
}

bool ExceptionListModel::isAccountRow(const QModelIndex& index) const
{
    return index.isValid() && index.internalId() == accountRow;
}

const ExceptionAccount* ExceptionListModel::accountAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return nullptr;
    const std::size_t row = isAccountRow(index) ? static_cast<std::size_t>(index.row()) : index.internalId() - 1;
    if (row >= shown_.size())
        return nullptr;
    ExceptionAccount& account = accounts_[shown_[row]];
    if (!account.described)
        describe(account);
    return &account;
}

std::optional<std::size_t> ExceptionListModel::exceptionAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return std::nullopt;
    if (!isAccountRow(index))
        return rules_[index.internalId() - 1][static_cast<std::size_t>(index.row())];
    const auto& rows = rules_[static_cast<std::size_t>(index.row())];
    const auto open = std::find_if(rows.begin(), rows.end(), [this](std::size_t place) { return !isDecided(place); });
    return open == rows.end() ? rows.front() : *open;
}

QModelIndex ExceptionListModel::indexOf(const QString& accountId) const
{
    if (!review_)
        return {};
    const auto wanted = review_->result().portfolio->findAccount(accountId.toStdString());
    for (std::size_t row = 0; row < shown_.size(); ++row) {
        if (accounts_[shown_[row]].account == wanted && (wanted || accountId.isEmpty()))
            return index(static_cast<int>(row), 0);
    }
    return {};
}

QModelIndex ExceptionListModel::indexOf(std::size_t exception) const
{
    for (std::size_t row = 0; row < rules_.size(); ++row) {
        const auto found = std::find(rules_[row].begin(), rules_[row].end(), exception);
        if (found != rules_[row].end())
            return index(static_cast<int>(found - rules_[row].begin()), 0, index(static_cast<int>(row), 0));
    }
    return {};
}

const ExceptionState* ExceptionListModel::state(std::size_t exception) const
{
    return review_ && exception < review_->states.size() ? &review_->states[exception] : nullptr;
}

bool ExceptionListModel::isDecided(std::size_t exception) const
{
    const ExceptionState* one = state(exception);
    return one && one->decision.has_value();
}

QModelIndex ExceptionListModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : accountRow);
}

QModelIndex ExceptionListModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || isAccountRow(child))
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, accountRow);
}

int ExceptionListModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(shown_.size());
    if (!isAccountRow(parent) || parent.column() != 0)
        return 0;
    return static_cast<int>(rules_[static_cast<std::size_t>(parent.row())].size());
}

int ExceptionListModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString ExceptionListModel::decisionText(const ExceptionAccount& row, std::optional<std::size_t> exception) const
{
    const std::size_t place = exception.value_or(row.exceptions.front());
    const ExceptionState* one = state(place);
    if (one && one->decision)
        return decisionWord(one->decision->kind);
    const auto& all = review_->result().exceptions.exceptions;
    return all[place].severity == Severity::Critical ? tr("Decide") : tr("No decision");
}

QString ExceptionListModel::spoken(const ExceptionAccount& row, std::optional<std::size_t> exception) const
{
    const std::string& currency = review_->result().portfolio->baseCurrency;
    if (exception) {
        const Exception& one = review_->result().exceptions.exceptions[*exception];
        return tr("%1, %2, %3. %4")
            .arg(toText(rule(one.rule).title), wordOf(markOf(one.severity)), evidenceSentence(one, currency),
                decisionText(row, exception));
    }
    return tr("%1, %2, ARR %3, %4, %5. %6")
        .arg(row.name, wordOf(markOf(row.severity)), toText(shortMoney(row.arr, currency)),
            row.daysToRenewal ? tr("renews in %1 days").arg(*row.daysToRenewal) : tr("no renewal date"), row.evidence,
            decisionText(row, std::nullopt));
}

QVariant ExceptionListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ExceptionAccount* row = accountAt(index);
    if (!row)
        return {};
    const bool isAccount = isAccountRow(index);
    const std::optional<std::size_t> exception = isAccount ? std::nullopt : exceptionAt(index);
    const std::string& currency = review_->result().portfolio->baseCurrency;
    if (role == Qt::AccessibleTextRole)
        return index.column() == AccountColumn
            ? spoken(*row, exception)
            : headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") +
                data(index, Qt::DisplayRole).toString();
    if (role == Qt::ToolTipRole) {
        switch (index.column()) {
        case AccountColumn:
            return plainTooltip(exception
                    ? toText(rule(review_->result().exceptions.exceptions[*exception].rule).definition)
                    : row->name + u'\n' + row->evidence);
        case ArrColumn:
            return plainTooltip(toText(exactMoney(row->arr, currency)));
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case AccountColumn:
        return exception ? toText(rule(review_->result().exceptions.exceptions[*exception].rule).title) : row->name;
    case ArrColumn:
        return isAccount ? toText(shortMoney(row->arr, currency)) : QString();
    case RenewsColumn:
        return isAccount ? toText(days(row->daysToRenewal)) : QString();
    case RulesColumn:
        return isAccount ? wordOf(row->rulesCall) : QString();
    case CsmColumn:
        return isAccount ? (row->csmCall == MarkCode::None ? QStringLiteral("–") : wordOf(row->csmCall)) : QString();
    case LeaderColumn:
        return isAccount ? (row->leaderCall == MarkCode::None ? QStringLiteral("–") : wordOf(row->leaderCall))
                         : QString();
    case DecisionColumn:
        return decisionText(*row, exception);
    default:
        return {};
    }
}

QVariant ExceptionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(section == ArrColumn || section == RenewsColumn ? Qt::AlignRight | Qt::AlignVCenter
                : section >= RulesColumn && section <= LeaderColumn                ? Qt::Alignment(Qt::AlignCenter)
                                                                                   : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case AccountColumn:
            return tr("Ranked by ARR × weight of the severity × nearness of the renewal");
        case ArrColumn:
            return tr("Annual recurring revenue on the as-of date");
        case RenewsColumn:
            return tr("Days from the as-of date to the renewal");
        case RulesColumn:
            return tr("What the rules say: broken for a critical exception");
        case CsmColumn:
            return tr("The latest health status by the CSM");
        case LeaderColumn:
            return tr("What the decisions of this review say");
        case DecisionColumn:
            return tr("The decision recorded in this review");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AccountColumn:
        return tr("Account and strongest evidence");
    case ArrColumn:
        return tr("ARR");
    case RenewsColumn:
        return tr("Renews");
    case RulesColumn:
        return tr("Rules");
    case CsmColumn:
        return tr("CSM");
    case LeaderColumn:
        return tr("Leader");
    case DecisionColumn:
        return tr("Decision");
    default:
        return {};
    }
}

} // namespace holdfast
