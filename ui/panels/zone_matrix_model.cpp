// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/zone_matrix_model.h"

#include "model/report/format.h"
#include "ui/tables/mark_codes.h"

namespace holdfast {

namespace {

std::vector<TableColumnSpec> matrixColumns()
{
    std::vector<TableColumnSpec> columns{{QStringLiteral("account"), ZoneMatrixModel::tr("Account"), {},
                                             ColumnAlign::Left, QStringLiteral("Marrowstone Clin"), true, true},
        {QStringLiteral("arr"), ZoneMatrixModel::tr("ARR"), {}, ColumnAlign::Right, QStringLiteral("$1.24M"), true,
            false}};
    // Short heads keep all eight columns in sight; the whole name stands in the tooltip.
    const QString shortTitles[zoneCount] = {ZoneMatrixModel::tr("Belief"), ZoneMatrixModel::tr("Comm."),
        ZoneMatrixModel::tr("Activ."), ZoneMatrixModel::tr("Real."), ZoneMatrixModel::tr("Exp."),
        ZoneMatrixModel::tr("Rec."), ZoneMatrixModel::tr("Trust"), ZoneMatrixModel::tr("Intel.")};
    for (std::size_t zone = 0; zone < zoneCount; ++zone)
        columns.push_back({toText(text(static_cast<Zone>(zone))), shortTitles[zone],
            toText(title(static_cast<Zone>(zone))) + QStringLiteral(": ") + toText(definition(static_cast<Zone>(zone))),
            ColumnAlign::Centre, QStringLiteral("Mm"), true, false});
    columns.push_back({QStringLiteral("breaks"), ZoneMatrixModel::tr("Breaks in"),
        ZoneMatrixModel::tr("The first broken zone in their order"), ColumnAlign::Left, QStringLiteral("Commitment"),
        true, true});
    columns.push_back({QStringLiteral("owner"), ZoneMatrixModel::tr("Owner"), {}, ColumnAlign::Left,
        QStringLiteral("M. Ibarra-Lopez"), true, true});
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
    endChange(review ? review->result().zones.accounts.size() : 0);
}

void ZoneMatrixModel::setFilter(
    std::optional<Zone> zone, std::optional<ZoneStatus> status, std::optional<std::string> contractModel)
{
    if (!zone && !contractModel) {
        setRowFilter(nullptr);
        return;
    }
    // A zone without a status means the accounts that it breaks.
    setRowFilter([this, zone, status, contractModel](std::size_t row) {
        const AccountZones& account = zones(row);
        if (contractModel &&
            review_->result().context->attribute(account.account, Dimension::ContractModel) != *contractModel)
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
    case Qt::ToolTipRole:
        return toText(title(*zone)) + QStringLiteral(": ") + toText(title(account.of(*zone))) +
            (account.isBlocked(*zone) ? tr(", blocked by %1").arg(toText(title(*account.breakpoint))) : QString());
    case Qt::AccessibleTextRole:
        return toText(title(account.of(*zone)));
    default:
        return {};
    }
}

} // namespace holdfast
