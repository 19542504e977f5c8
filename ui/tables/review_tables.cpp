// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/review_tables.h"

#include <map>
#include <set>

#include "model/report/format.h"
#include "model/rules/metrics.h"
#include "ui/tables/evidence_words.h"

namespace holdfast {
namespace {

QString definitionOf(std::string_view metric)
{
    const MetricSpec* spec = findMetric(metric);
    return spec ? toText(spec->definition) : QString();
}

RecordCell words(const QString& text)
{
    RecordCell cell;
    cell.text = text;
    return cell;
}
RecordCell count(std::int64_t value)
{
    RecordCell cell;
    cell.text = toText(plainNumber(static_cast<double>(value), 0));
    cell.number = value;
    cell.copied = QString::number(value);
    return cell;
}
RecordCell amount(Money money, const std::string& currency)
{
    RecordCell cell;
    cell.text = toText(shortMoney(money, currency));
    cell.number = money.cents;
    cell.tooltip = toText(exactMoney(money, currency));
    cell.copied = toText(money.toText());
    return cell;
}
RecordCell share(const Ratio& ratio)
{
    RecordCell cell;
    cell.text = toText(percent(ratio));
    if (ratio)
        cell.number = *ratio;
    cell.missing = !ratio;
    return cell;
}

// What stands in a row of the book beside the figures of retention.
struct OwnerWork {
    Money atRisk;
    std::int64_t critical = 0, undecided = 0, open = 0, late = 0;
};

std::map<std::string, OwnerWork> workByOwner(const ReviewBundle& review)
{
    const Analysis& analysis = review.result();
    const Portfolio& portfolio = *analysis.portfolio;
    std::map<std::string, OwnerWork> work;
    std::set<std::uint32_t> counted;
    for (std::size_t at = 0; at < review.states.size(); ++at) {
        const Exception& exception = analysis.exceptions.exceptions[at];
        if (!exception.account)
            continue;
        OwnerWork& owner = work[portfolio.text(portfolio.account(*exception.account).owner)];
        if (rule(exception.rule).lane == Lane::Risk && exception.severity >= Severity::High &&
            counted.insert(exception.account->index).second)
            owner.atRisk += exception.arr;
        if (exception.severity == Severity::Critical) {
            ++owner.critical;
            owner.undecided += review.states[at].decision ? 0 : 1;
        }
    }
    for (const ActionItem& action : review.actions) {
        const auto account = portfolio.findAccount(action.accountId);
        const ActionState state = action.state(analysis.asOf());
        if (!account || state == ActionState::Done || !analysis.context->of(*account).included)
            continue;
        OwnerWork& owner = work[portfolio.text(portfolio.account(*account).owner)];
        ++(state == ActionState::Late ? owner.late : owner.open);
    }
    return work;
}

} // namespace

ResolvedModel::ResolvedModel(QObject* parent)
    : RecordModel({{QStringLiteral("account"), tr("Account"), {}, ColumnAlign::Left,
                       QStringLiteral("A company with a name"), true, true},
                      {QStringLiteral("rule"), tr("What is gone"), {}, ColumnAlign::Left,
                          QStringLiteral("Stopped using a feature"), true, true},
                      {QStringLiteral("severity"), tr("It was"), tr("Its severity in the review before"),
                          ColumnAlign::Left, QStringLiteral("Critical")},
                      {QStringLiteral("arr"), tr("ARR then"), tr("ARR on the day of the review before"),
                          ColumnAlign::Right, QStringLiteral("$12.34M")},
                      {QStringLiteral("cause"), tr("Because of"),
                          tr("What made it go: new data, a changed rule, or only time passing"), ColumnAlign::Left,
                          QStringLiteral("a changed rule")}},
          parent)
{
}

void ResolvedModel::setReview(const ReviewPtr& review)
{
    std::vector<TableRecord> records;
    for (std::size_t at = 0; review && at < review->resolved.size(); ++at) {
        const FrozenException& gone = review->resolved[at];
        const Portfolio& portfolio = *review->result().portfolio;
        const auto account = portfolio.findAccount(gone.accountId);
        const std::string& name = account ? portfolio.text(portfolio.account(*account).name) : gone.accountId;
        TableRecord record;
        record.id = toText(gone.accountId);
        record.strong = true;
        RecordCell severity = words(wordOf(markOf(gone.severity)));
        severity.number = static_cast<std::int64_t>(gone.severity);
        severity.mark = markOf(gone.severity);
        record.cells = {words(gone.accountId.empty() ? tr("The whole portfolio") : toText(name)),
            words(toText(rule(gone.rule).title)), severity, amount(gone.arr, portfolio.baseCurrency),
            words(causeWords(review->resolvedCauses[at]))};
        records.push_back(std::move(record));
    }
    setRecords(std::move(records));
}

OwnerBookModel::OwnerBookModel(QObject* parent)
    : RecordModel(
          {{QStringLiteral("owner"), tr("Owner"), tr("The customer-success manager; a click shows only their accounts"),
               ColumnAlign::Left, QStringLiteral("A. Long-Surname"), true, true},
              {QStringLiteral("customers"), tr("Customers"), tr("Customers on the as-of date"), ColumnAlign::Right,
                  QStringLiteral("1,234")},
              {QStringLiteral("arr"), tr("ARR"), definitionOf("closing_arr"), ColumnAlign::Right,
                  QStringLiteral("$12.34M")},
              {QStringLiteral("nrr"), tr("NRR"), definitionOf("nrr"), ColumnAlign::Right, QStringLiteral("104.3 %")},
              {QStringLiteral("grr"), tr("GRR"), definitionOf("grr"), ColumnAlign::Right, QStringLiteral("104.3 %")},
              {QStringLiteral("atRisk"), tr("ARR at risk"),
                  tr("ARR of the accounts with a risk exception of severity high or critical, each counted once"),
                  ColumnAlign::Right, QStringLiteral("$12.34M")},
              {QStringLiteral("critical"), tr("Critical"), tr("Critical exceptions"), ColumnAlign::Right,
                  QStringLiteral("123")},
              {QStringLiteral("undecided"), tr("Undecided"), tr("Critical exceptions that lack a decision"),
                  ColumnAlign::Right, QStringLiteral("123")},
              {QStringLiteral("actions"), tr("Open actions"), tr("Actions that are open, late ones apart"),
                  ColumnAlign::Right, QStringLiteral("123")},
              {QStringLiteral("late"), tr("Late"), tr("Actions past their due date"), ColumnAlign::Right,
                  QStringLiteral("123")}},
          parent)
{
}

void OwnerBookModel::setReview(const ReviewPtr& review)
{
    std::vector<TableRecord> records;
    if (review) {
        const Analysis& analysis = review->result();
        const std::string& currency = analysis.portfolio->baseCurrency;
        const std::map<std::string, OwnerWork> work = workByOwner(*review);
        for (const RetentionGroup& group : analysis.retention.breakdown[static_cast<std::size_t>(Dimension::Owner)]) {
            const auto found = work.find(group.value);
            const OwnerWork own = found == work.end() ? OwnerWork() : found->second;
            TableRecord record;
            record.id = toText(group.value);
            record.strong = true;
            record.cells = {words(group.value.empty() ? tr("No owner") : toText(group.value)),
                count(group.retention.closingCustomers), amount(group.retention.bridge.closing, currency),
                share(group.retention.nrr), share(group.retention.grr), amount(own.atRisk, currency),
                count(own.critical), count(own.undecided), count(own.open), count(own.late)};
            records.push_back(std::move(record));
        }
    }
    setRecords(std::move(records));
}

} // namespace holdfast
