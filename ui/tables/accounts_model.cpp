// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/accounts_model.h"

#include <algorithm>

#include "model/report/format.h"

namespace holdfast {
namespace {

enum Column {
    NameColumn,
    SegmentColumn,
    OwnerColumn,
    RegionColumn,
    ArrColumn,
    ChangeColumn,
    RenewalColumn,
    DaysColumn,
    ZonesColumn,
    UsageColumn,
    StageColumn,
    CsmColumn,
    SeverityColumn,
    PriorityColumn,
    AccountIdColumn,
};

std::vector<TableColumnSpec> specs()
{
    const auto tr = [](const char* text) { return AccountsModel::tr(text); };
    return {
        {QStringLiteral("name"), tr("Account"), tr("The account's name"), ColumnAlign::Left,
            QStringLiteral("Brindlewater Utilities"), true, true},
        {QStringLiteral("segment"), tr("Segment"), tr("The segment as imported"), ColumnAlign::Left,
            QStringLiteral("Mid-market"), true, true, ColumnKind::Text, ColumnRoom::StandsBack},
        {QStringLiteral("owner"), tr("Owner"), tr("The CSM of the account"), ColumnAlign::Left,
            QStringLiteral("H. Nakamura-Li"), true, true},
        {QStringLiteral("region"), tr("Region"), tr("The region as imported"), ColumnAlign::Left,
            QStringLiteral("EMEA"), false, true},
        {QStringLiteral("arr"), tr("ARR"), tr("Annual recurring revenue on the as-of date"), ColumnAlign::Right,
            QStringLiteral("$12.40M"), true, false, ColumnKind::Money},
        {QStringLiteral("change"), tr("1 year"), tr("ARR on the as-of date against ARR one year earlier"),
            ColumnAlign::Right, QStringLiteral("+100.0 %"), true, false, ColumnKind::Percent},
        {QStringLiteral("renewal"), tr("Renewal"), tr("The next renewal date; the last one when none lies ahead"),
            ColumnAlign::Right, QStringLiteral("30 Jun 2025"), true, false, ColumnKind::Date},
        {QStringLiteral("days"), tr("Days"), tr("Days from the as-of date to the renewal; negative when past"),
            ColumnAlign::Right, QStringLiteral("1,100"), false, false, ColumnKind::Number},
        {QStringLiteral("zones"), tr("Zones"),
            tr("Belief, commitment, activation, realization, expansion, recognition, then trust and intelligence"),
            ColumnAlign::Left, QStringLiteral("MMMMMMMMM"), true, false, ColumnKind::Text, ColumnRoom::Keeps},
        {QStringLiteral("usage"), tr("Usage, 52 weeks"), tr("Weekly active users over the last 52 complete weeks"),
            ColumnAlign::Left, QStringLiteral("MMMMMM"), true, false, ColumnKind::Text, ColumnRoom::Keeps},
        {QStringLiteral("stage"), tr("Decay stage"), tr("The stage of engagement decay"), ColumnAlign::Left,
            QStringLiteral("Silent decay"), true, false, ColumnKind::Text, ColumnRoom::StandsBack},
        {QStringLiteral("csm"), tr("CSM"), tr("The latest health status by the CSM"), ColumnAlign::Centre,
            QStringLiteral("CSM"), true, false},
        {QStringLiteral("severity"), tr("Severity"), tr("The highest severity among its exceptions"),
            ColumnAlign::Centre, QStringLiteral("Severity"), true, false, ColumnKind::Text, ColumnRoom::StandsBack},
        {QStringLiteral("priority"), tr("Priority"),
            tr("ARR × weight of the severity × nearness of the renewal, the highest of its exceptions, in millions"),
            ColumnAlign::Right, QStringLiteral("12.34"), true, false, ColumnKind::Number},
        {QStringLiteral("account_id"), tr("Account id"), tr("The id in your own systems"), ColumnAlign::Left,
            QStringLiteral("ACC-00412"), false, true},
    };
}

} // namespace

AccountsModel::AccountsModel(QObject* parent)
    : TableModel(specs(), parent)
{
}

void AccountsModel::setReview(const ReviewPtr& review)
{
    beginChange();
    review_ = review;
    accounts_.clear();
    if (review_) {
        const Analysis& analysis = review_->result();
        const Portfolio& portfolio = *analysis.portfolio;
        std::vector<std::int32_t> placeOf(portfolio.accountCount(), -1);
        for (std::uint32_t at = 0; at < portfolio.accountCount(); ++at) {
            const AccountId account{at};
            if (!analysis.context->of(account).included)
                continue;
            placeOf[at] = static_cast<std::int32_t>(accounts_.size());
            AccountRow row;
            row.account = account;
            if (const Health* health = latestCsmHealth(portfolio, account, analysis.asOf()))
                row.csm = markOf(health->status);
            accounts_.push_back(row);
        }
        for (const Exception& exception : analysis.exceptions.exceptions) {
            if (!exception.account || placeOf[exception.account->at()] < 0)
                continue;
            AccountRow& row = accounts_[static_cast<std::size_t>(placeOf[exception.account->at()])];
            ++row.exceptions;
            row.priority = std::max(row.priority, exception.priority);
            row.severity = row.severity ? std::max(*row.severity, exception.severity) : exception.severity;
            row.atRisk =
                row.atRisk || (rule(exception.rule).lane == Lane::Risk && exception.severity >= Severity::High);
        }
    }
    endChange(accounts_.size());
}

QString AccountsModel::rowId(std::size_t row) const
{
    return toText(review_->result().portfolio->accountId(accounts_[row].account));
}

bool AccountsModel::hasId(std::size_t row, const QString& id) const
{
    const std::string& own = review_->result().portfolio->accountId(accounts_[row].account);
    return QAnyStringView::equal(QUtf8StringView(own.data(), static_cast<qsizetype>(own.size())), QStringView(id));
}

void AccountsModel::appendSearchText(std::size_t row, std::string& blob) const
{
    const Portfolio& portfolio = *review_->result().portfolio;
    const Account& account = portfolio.account(accounts_[row].account);
    for (const Name name : {account.name, account.segment, account.owner, account.region, account.id}) {
        blob += portfolio.text(name);
        blob += '\n';
    }
}

QString AccountsModel::text(std::size_t row, int column) const
{
    const Analysis& analysis = review_->result();
    const Portfolio& portfolio = *analysis.portfolio;
    const AccountRow& one = accounts_[row];
    const Account& account = portfolio.account(one.account);
    const AccountDay& state = analysis.context->of(one.account);
    const auto named = [&](Name name) { return name.empty() ? QStringLiteral("–") : toText(portfolio.text(name)); };
    switch (column) {
    case NameColumn:
        return account.name.empty() ? rowId(row) : named(account.name);
    case SegmentColumn:
        return named(account.segment);
    case OwnerColumn:
        return named(account.owner);
    case RegionColumn:
        return named(account.region);
    case ArrColumn:
        return toText(shortMoney(state.arr, portfolio.baseCurrency));
    case ChangeColumn: {
        const Ratio change = ratio(state.arr - state.arrYearAgo, state.arrYearAgo);
        const QString figure = toText(percent(change));
        return change && *change > 0 ? u'+' + figure : figure;
    }
    case RenewalColumn:
        return toText(dateText(state.renewal));
    case DaysColumn:
        return state.daysToRenewal ? QString::number(*state.daysToRenewal) : QStringLiteral("–");
    case StageColumn: {
        const Decay* decay = analysis.decay.of(one.account);
        return decay ? toText(title(decay->stage)) : QStringLiteral("–");
    }
    case CsmColumn:
    case SeverityColumn:
    case ZonesColumn:
    case UsageColumn:
        return {};
    case PriorityColumn:
        return one.exceptions ? toText(plainNumber(one.priority / 1e6, 2)) : QStringLiteral("–");
    case AccountIdColumn:
        return rowId(row);
    default:
        return {};
    }
}

SortKey AccountsModel::sortKey(std::size_t row, int column) const
{
    const Analysis& analysis = review_->result();
    const Portfolio& portfolio = *analysis.portfolio;
    const AccountRow& one = accounts_[row];
    const Account& account = portfolio.account(one.account);
    const AccountDay& state = analysis.context->of(one.account);
    const auto named = [&](Name name) -> SortKey {
        if (name.empty())
            return std::monostate();
        return std::string_view(portfolio.text(name));
    };
    switch (column) {
    case NameColumn:
        return named(account.name.empty() ? account.id : account.name);
    case SegmentColumn:
        return named(account.segment);
    case OwnerColumn:
        return named(account.owner);
    case RegionColumn:
        return named(account.region);
    case ArrColumn:
        return state.arr.cents;
    case ChangeColumn:
        if (const Ratio change = ratio(state.arr - state.arrYearAgo, state.arrYearAgo))
            return *change;
        return std::monostate();
    case RenewalColumn:
        if (state.renewal)
            return static_cast<std::int64_t>(state.renewal->daysSince1970());
        return std::monostate();
    case DaysColumn:
        if (state.daysToRenewal)
            return static_cast<std::int64_t>(*state.daysToRenewal);
        return std::monostate();
    case ZonesColumn:
        // By breakpoint: the earlier it breaks, the more is blocked behind it.
        if (const AccountZones* zones = analysis.zones.of(one.account))
            return static_cast<std::int64_t>(zones->breakpoint ? static_cast<int>(*zones->breakpoint) : 99);
        return std::monostate();
    case UsageColumn:
    case StageColumn:
        if (const Decay* decay = analysis.decay.of(one.account); decay && decay->stage != DecayStage::Unknown)
            return column == StageColumn ? SortKey(static_cast<std::int64_t>(decay->stage)) : SortKey(decay->recent);
        return std::monostate();
    case CsmColumn:
        if (one.csm == MarkCode::None)
            return std::monostate();
        return static_cast<std::int64_t>(one.csm);
    case SeverityColumn:
        if (one.severity)
            return static_cast<std::int64_t>(*one.severity);
        return std::monostate();
    case PriorityColumn:
        if (one.exceptions)
            return one.priority / 1e6;
        return std::monostate();
    case AccountIdColumn:
        return named(account.id);
    default:
        return std::monostate();
    }
}

QVariant AccountsModel::extra(std::size_t row, int column, int role) const
{
    const Analysis& analysis = review_->result();
    const Portfolio& portfolio = *analysis.portfolio;
    const AccountRow& one = accounts_[row];
    const AccountDay& state = analysis.context->of(one.account);
    if (role == StrongRole)
        return column == NameColumn || column == ArrColumn;
    if (role == QuietRole)
        return !state.customer;
    switch (column) {
    case ArrColumn:
        if (role == Qt::ToolTipRole)
            return toText(exactMoney(state.arr, portfolio.baseCurrency));
        break;
    case ChangeColumn:
        if (role == Qt::ToolTipRole)
            return tr("%1 one year earlier").arg(toText(exactMoney(state.arrYearAgo, portfolio.baseCurrency)));
        break;
    case PriorityColumn:
        if (role == Qt::ToolTipRole && one.exceptions)
            return toText(plainNumber(one.priority, 0));
        break;
    case ZonesColumn: {
        const AccountZones* zones = analysis.zones.of(one.account);
        if (!zones)
            break;
        QVariantList marks;
        QString letters, words;
        for (std::size_t zone = 0; zone < zoneCount; ++zone) {
            const MarkCode mark = markOf(zones->status[zone]);
            marks.append(static_cast<int>(mark));
            letters += letterOf(mark);
            words += (zone ? QStringLiteral("\n") : QString()) + toText(title(static_cast<Zone>(zone))) +
                QStringLiteral(": ") + wordOf(mark);
        }
        if (role == MarksRole)
            return marks;
        if (role == CopyRole)
            return letters;
        if (role == Qt::ToolTipRole)
            return words;
        break;
    }
    case UsageColumn:
        if (role == SeriesRole && analysis.context->isReviewed(one.account) && portfolio.usage.rows() > 0) {
            const WeeklyUsage weeks =
                weeklyUsage(portfolio.usage, analysis.decay.shape, one.account, analysis.asOf(), 52, false);
            return QVariant::fromValue(QList<double>(weeks.activeUsers.rbegin(), weeks.activeUsers.rend()));
        }
        if (role == CopyRole || role == Qt::ToolTipRole) {
            const Decay* decay = analysis.decay.of(one.account);
            if (decay && decay->stage != DecayStage::Unknown)
                return tr("%1 users now, %2 thirteen weeks before")
                    .arg(toText(plainNumber(decay->recent, 1)), toText(plainNumber(decay->prior, 1)));
            return QStringLiteral("–");
        }
        break;
    case CsmColumn:
        if (role == MarkRole)
            return static_cast<int>(one.csm);
        if (role == CopyRole)
            return letterOf(one.csm);
        if (role == Qt::ToolTipRole)
            return one.csm == MarkCode::None ? tr("No status") : wordOf(one.csm);
        break;
    case SeverityColumn: {
        const MarkCode mark = one.severity ? markOf(*one.severity) : MarkCode::None;
        if (role == MarkRole)
            return static_cast<int>(mark);
        if (role == CopyRole)
            return wordOf(mark);
        if (role == Qt::ToolTipRole)
            return one.severity ? wordOf(mark) + QStringLiteral(", ") + tr("%1 rules").arg(one.exceptions)
                                : tr("No exception");
        break;
    }
    default:
        break;
    }
    return {};
}

} // namespace holdfast
