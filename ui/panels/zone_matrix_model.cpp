// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/zone_matrix_model.h"

#include <map>

#include "model/report/format.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/mark_codes.h"

namespace holdfast {

namespace {

std::vector<TableColumnSpec> matrixColumns()
{
    std::vector<TableColumnSpec> columns{
        {QStringLiteral("account"), ZoneMatrixModel::tr("Account"), ZoneMatrixModel::tr("The account's name"),
            ColumnAlign::Left, QStringLiteral("Marrowstone Clin"), true, true},
        {QStringLiteral("arr"), ZoneMatrixModel::tr("ARR"),
            ZoneMatrixModel::tr("Annual recurring revenue on the as-of date"), ColumnAlign::Right,
            QStringLiteral("$1.24M"), true, false, ColumnKind::Money}};
    // Short heads keep all eight columns in sight; the whole name stands in the tooltip.
    for (std::size_t zone = 0; zone < zoneCount; ++zone)
        columns.push_back({toText(text(static_cast<Zone>(zone))), shortTitle(static_cast<Zone>(zone)),
            toText(title(static_cast<Zone>(zone))) + QStringLiteral(": ") + toText(definition(static_cast<Zone>(zone))),
            ColumnAlign::Centre, QStringLiteral("Recogn."), true, false});
    columns.push_back({QStringLiteral("breaks"), ZoneMatrixModel::tr("Breaks in"),
        ZoneMatrixModel::tr("The first broken zone in their order"), ColumnAlign::Left, QStringLiteral("Recognition"),
        true, true});
    columns.back().room = ColumnRoom::StandsBack; // the outlined cell says it, too
    columns.push_back({QStringLiteral("owner"), ZoneMatrixModel::tr("Owner"),
        ZoneMatrixModel::tr("The CSM of the account"), ColumnAlign::Left, QStringLiteral("D. Lindqvist"), true, true});
    columns.push_back({QStringLiteral("moved"), ZoneMatrixModel::tr("Moved"),
        ZoneMatrixModel::tr("What broke and what healed since the earlier day"), ColumnAlign::Left,
        QStringLiteral("Realization broke"), false, true});
    return columns;
}

} // namespace

ZoneMatrixModel::ZoneMatrixModel(QObject* parent)
    : TableModel(matrixColumns(), parent)
{
}

void ZoneMatrixModel::setReview(const ReviewPtr& review)
{
    beginChange();
    review_ = review;
    moves_.clear(); // they were of other rows
    endChange(review ? review->result().zones.accounts.size() : 0);
}

const ZoneMatrixModel::Moves& ZoneMatrixModel::movesOf(std::size_t row) const
{
    static const Moves none;
    return row < moves_.size() ? moves_[row] : none;
}

void ZoneMatrixModel::setMovement(std::optional<ZoneMovement> movement)
{
    beginChange();
    moves_.clear();
    const std::size_t rows = review_ ? review_->result().zones.accounts.size() : 0;
    if (movement && review_) {
        moves_.resize(rows);
        std::map<AccountId, std::size_t> rowOf;
        for (std::size_t row = 0; row < rows; ++row)
            rowOf.emplace(zones(row).account, row);
        const auto mark = [&](const std::vector<ZoneMove>& moves, unsigned Moves::*which) {
            for (const ZoneMove& move : moves) {
                if (const auto found = rowOf.find(move.account); found != rowOf.end())
                    moves_[found->second].*which |= 1U << static_cast<unsigned>(move.zone);
            }
        };
        mark(movement->broke, &Moves::broke);
        mark(movement->healed, &Moves::healed);
    }
    endChange(rows);
}

void ZoneMatrixModel::setFilter(std::optional<Zone> zone, std::optional<ZoneStatus> status,
    std::optional<std::string> contractModel, Movement movement)
{
    if (!zone && !contractModel && movement == Movement::All) {
        setRowFilter(nullptr);
        return;
    }
    // A zone without a status means the accounts that it breaks.
    setRowFilter([this, zone, status, contractModel, movement](std::size_t row) {
        const AccountZones& account = zones(row);
        if (contractModel &&
            review_->result().context->attribute(account.account, Dimension::ContractModel) != *contractModel)
            return false;
        const Moves& moves = movesOf(row);
        if ((movement == Movement::Broke && moves.broke == 0) || (movement == Movement::Healed && moves.healed == 0) ||
            (movement == Movement::Moved && moves.broke == 0 && moves.healed == 0))
            return false;
        return !zone || account.of(*zone) == status.value_or(ZoneStatus::Broken);
    });
}

std::optional<Zone> ZoneMatrixModel::zoneOf(int column)
{
    if (column < FirstZone || column >= Breaks)
        return std::nullopt;
    return static_cast<Zone>(column - FirstZone);
}

QString ZoneMatrixModel::text(std::size_t row, int column) const
{
    const AccountZones& account = zones(row);
    const Portfolio& portfolio = *review_->result().portfolio;
    if (column == Name)
        return toText(portfolio.text(portfolio.account(account.account).name));
    if (column == Arr)
        return toText(shortMoney(review_->result().context->of(account.account).arr, portfolio.baseCurrency));
    if (column == Breaks)
        return account.breakpoint ? toText(title(*account.breakpoint)) : QString();
    if (column == Owner)
        return toText(portfolio.text(portfolio.account(account.account).owner));
    if (column == Moved) {
        QStringList words;
        const Moves& moves = movesOf(row);
        for (std::size_t at = 0; at < zoneCount; ++at) {
            const QString name = toText(title(static_cast<Zone>(at)));
            if (moves.broke >> at & 1U)
                words << tr("%1 broke").arg(name);
            if (moves.healed >> at & 1U)
                words << tr("%1 healed").arg(name);
        }
        return words.join(QStringLiteral(", "));
    }
    return letterOf(markOf(account.status[static_cast<std::size_t>(column - FirstZone)]));
}

SortKey ZoneMatrixModel::sortKey(std::size_t row, int column) const
{
    const AccountZones& account = zones(row);
    const Portfolio& portfolio = *review_->result().portfolio;
    if (column == Name)
        return std::string_view(portfolio.text(portfolio.account(account.account).name));
    if (column == Arr)
        return review_->result().context->of(account.account).arr.cents;
    if (column == Breaks) {
        if (!account.breakpoint)
            return std::monostate();
        return std::int64_t{static_cast<int>(*account.breakpoint)};
    }
    if (column == Owner)
        return std::string_view(portfolio.text(portfolio.account(account.account).owner));
    if (column == Moved) {
        const Moves& moves = movesOf(row);
        // What broke comes before what healed.
        if (moves.broke != 0)
            return std::int64_t{0};
        return moves.healed != 0 ? SortKey(std::int64_t{1}) : SortKey(std::monostate());
    }
    return std::int64_t{static_cast<int>(account.status[static_cast<std::size_t>(column - FirstZone)])};
}

QString ZoneMatrixModel::rowId(std::size_t row) const
{
    return toText(review_->result().portfolio->accountId(zones(row).account));
}

QVariant ZoneMatrixModel::extra(std::size_t row, int column, int role) const
{
    const AccountZones& account = zones(row);
    const std::optional<Zone> zone = zoneOf(column);
    if (role == StrongRole && column == Arr)
        return true;
    if (role == Qt::ToolTipRole && column == Arr)
        return toText(
            exactMoney(review_->result().context->of(account.account).arr, review_->result().portfolio->baseCurrency));
    if (!zone)
        return {};
    switch (role) {
    case StatusRole:
        return static_cast<int>(account.of(*zone));
    case BlockedRole:
        return account.isBlocked(*zone);
    case BreakpointRole:
        return account.breakpoint == *zone;
    case BrokeRole:
        return (movesOf(row).broke >> static_cast<unsigned>(*zone) & 1U) != 0;
    case HealedRole:
        return (movesOf(row).healed >> static_cast<unsigned>(*zone) & 1U) != 0;
    case CopyRole:
        return letterOf(markOf(account.of(*zone)));
    case Qt::ToolTipRole:
        return toText(title(*zone)) + QStringLiteral(": ") + toText(title(account.of(*zone))) +
            (account.isBlocked(*zone) ? tr(", blocked by %1").arg(toText(title(*account.breakpoint))) : QString()) +
            (movesOf(row).broke >> static_cast<unsigned>(*zone) & 1U           ? tr("\nBroke since the earlier day")
                    : movesOf(row).healed >> static_cast<unsigned>(*zone) & 1U ? tr("\nHealed since the earlier day")
                                                                               : QString());
    case Qt::AccessibleTextRole:
        return toText(title(account.of(*zone)));
    default:
        return {};
    }
}

} // namespace holdfast
