// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/account_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "model/report/fact_words.h"
#include "model/report/format.h"
#include "ui/panels/panel_parts.h"
#include "ui/tables/evidence_words.h"

namespace holdfast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("AccountRows", text);
}

QString number(double value)
{
    return toText(plainNumber(value, value == std::floor(value) ? 0 : 1));
}

QString enumWord(DatasetId id, std::string_view name, int place)
{
    const DatasetSpec& spec = dataset(id);
    const int at = spec.column(name);
    QString word = at < 0 ? QString() : toText(enumText(spec.columns[static_cast<std::size_t>(at)].values, place));
    return word.replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString sourceText(const Portfolio& portfolio, const Source& source)
{
    if (source.file.at() >= portfolio.files.size())
        return {};
    return tr("%1 line %2").arg(toText(portfolio.files[source.file.at()].name)).arg(source.line);
}

QString rowIdOf(const Portfolio& portfolio, DatasetId id, const Source& source)
{
    const bool known = source.file.at() < portfolio.files.size();
    return factRowId(id, known ? static_cast<std::int32_t>(source.file.at()) : -1, source.line);
}

class FactCollector {
public:
    FactCollector(const Analysis& analysis, AccountId account)
        : analysis_(analysis)
        , portfolio_(*analysis.portfolio)
        , account_(account)
    {
    }

    void add(DatasetId id, const std::optional<Date>& day, const QString& words, const Source& source)
    {
        if (day && *day > analysis_.asOf())
            return;
        TableRecord record;
        record.id = rowIdOf(portfolio_, id, source);
        record.cells = {dateCell(day), textCell(toText(dataset(id).title)), textCell(words),
            textCell(sourceText(portfolio_, source))};
        record.cells[2].tooltip = words;
        rows_.emplace_back(day.value_or(Date(-1)), std::move(record));
    }

    std::vector<TableRecord> collect()
    {
        const auto words = [this](Name name) { return toText(portfolio_.text(name)); };
        // What is dated after D has not happened yet.
        const auto known = [this](const std::optional<Date>& day) {
            return toText(dateText(day && *day <= analysis_.asOf() ? day : std::nullopt));
        };
        const auto money = [this](Money amount, Name currency) {
            return toText(
                exactMoney(amount, analysis_.context->conversion().code(currency, portfolio_.account(account_))));
        };
        for (const Subscription& one : portfolio_.subscriptions.of(account_))
            add(DatasetId::Subscriptions, one.startDate,
                tr("%1 %2, %3 to %4")
                    .arg(words(one.product), money(one.arr, one.currency), toText(dateText(one.startDate)),
                        toText(dateText(one.endDate)))
                    .trimmed(),
                one.source);
        for (const ArrSnapshot& one : portfolio_.arrSnapshots.of(account_))
            add(DatasetId::ArrSnapshots, one.date, tr("ARR %1").arg(money(one.arr, one.currency)), one.source);
        for (const Milestone& one : portfolio_.milestones.of(account_))
            add(DatasetId::Milestones,
                one.completedDate && *one.completedDate <= analysis_.asOf() ? one.completedDate : one.plannedDate,
                tr("%1: planned %2, done %3")
                    .arg(words(one.name), toText(dateText(one.plannedDate)), known(one.completedDate)),
                one.source);
        for (const Outcome& one : portfolio_.outcomes.of(account_))
            add(DatasetId::Outcomes, one.agreedDate,
                tr("%1: agreed %2, due %3, achieved %4")
                    .arg(
                        words(one.name), known(one.agreedDate), toText(dateText(one.dueDate)), known(one.achievedDate)),
                one.source);
        for (const Contact& one : portfolio_.contacts.of(account_))
            add(DatasetId::Contacts, one.joinedDate,
                tr("%1: joined %2, left %3").arg(words(one.name), known(one.joinedDate), known(one.leftDate)),
                one.source);
        for (const Interaction& one : portfolio_.interactions.of(account_))
            add(DatasetId::Interactions, one.date,
                (one.kind ? enumWord(DatasetId::Interactions, "kind", static_cast<int>(*one.kind)) : tr("contact")) +
                    (one.sponsorAttended.value_or(false) ? tr(", sponsor attended") : QString()) +
                    (one.held ? QString() : tr(", not held")) +
                    (one.notes.empty() ? QString() : QStringLiteral(": ") + words(one.notes)),
                one.source);
        for (const Ticket& one : portfolio_.tickets.of(account_))
            add(DatasetId::Tickets, one.openedDate,
                (one.severity ? enumWord(DatasetId::Tickets, "severity", static_cast<int>(*one.severity))
                              : tr("ticket")) +
                    (one.escalated.value_or(false) ? tr(", escalated") : QString()) + QStringLiteral(": ") +
                    words(one.subject),
                one.source);
        for (const Survey& one : portfolio_.surveys.of(account_))
            add(DatasetId::Surveys, one.date,
                enumWord(DatasetId::Surveys, "kind", static_cast<int>(one.kind)).toUpper() + QLatin1Char(' ') +
                    number(one.score) +
                    (one.respondent.empty() ? QString() : QStringLiteral(", ") + words(one.respondent)),
                one.source);
        for (const Invoice& one : portfolio_.invoices.of(account_))
            add(DatasetId::Invoices, one.issuedDate,
                tr("%1 %2, due %3").arg(words(one.id), money(one.amount, one.currency), toText(dateText(one.dueDate))),
                one.source);
        for (const Opportunity& one : portfolio_.opportunities.of(account_))
            add(DatasetId::Opportunities, one.createdDate,
                (one.kind
                        ? enumWord(DatasetId::Opportunities, "kind", static_cast<int>(*one.kind)) + QStringLiteral(": ")
                        : QString()) +
                    words(one.name) +
                    (one.amount ? QStringLiteral(", ") + money(*one.amount, one.currency) : QString()),
                one.source);
        for (const Signal& one : portfolio_.signals.of(account_))
            add(DatasetId::Signals, one.date,
                (one.kind ? enumWord(DatasetId::Signals, "kind", static_cast<int>(*one.kind)) : tr("signal")) +
                    (one.note.empty() ? QString() : QStringLiteral(": ") + words(one.note)),
                one.source);
        for (const Health& one : portfolio_.health.of(account_))
            add(DatasetId::Health, one.date,
                words(one.origin) + QStringLiteral(": ") +
                    enumWord(DatasetId::Health, "status", static_cast<int>(one.status)),
                one.source);
        for (const Feedback& one : portfolio_.feedback.of(account_))
            add(DatasetId::Feedback, one.date, words(one.category) + QStringLiteral(": ") + words(one.text),
                one.source);
        std::stable_sort(
            rows_.begin(), rows_.end(), [](const auto& left, const auto& right) { return left.first > right.first; });
        std::vector<TableRecord> records;
        records.reserve(rows_.size());
        for (auto& [day, record] : rows_)
            records.push_back(std::move(record));
        return records;
    }

private:
    const Analysis& analysis_;
    const Portfolio& portfolio_;
    AccountId account_;
    std::vector<std::pair<Date, TableRecord>> rows_;
};

} // namespace

QString factRowId(DatasetId dataset, std::int32_t file, std::uint32_t line)
{
    return QStringLiteral("%1/%2/%3").arg(static_cast<int>(dataset)).arg(file).arg(line);
}

std::optional<FactRowPlace> factRowPlace(const QString& rowId)
{
    const QStringList parts = rowId.split(u'/');
    if (parts.size() != 3)
        return std::nullopt;
    return FactRowPlace{static_cast<DatasetId>(parts[0].toInt()), parts[1].toInt(), parts[2].toUInt()};
}

std::vector<TableColumnSpec> accountExceptionColumns()
{
    return {markColumn("severity", QString(), tr("Severity")),
        rowNames(textColumn("rule", tr("Exception"), tr("The rule that fired; its tooltip says when it does"),
            QStringLiteral("Stopped using a feature"))),
        textColumn("evidence", tr("Evidence"), tr("The facts behind it, the strongest first"),
            QStringLiteral("Active users 412 → 222, −46 % in 13 weeks, limit")),
        textColumn("action", tr("Next action"), tr("What the rule asks for; Settings can change it"),
            QStringLiteral("Call the sponsor and re-agree the target")),
        figureColumn("due", tr("Due"), tr("The as-of date plus the rule's days to act"), QStringLiteral("30 Sep 2025"),
            ColumnKind::Date),
        textColumn("decision", tr("Decision"), tr("The leader's decision in this review"),
            QStringLiteral("Escalate to the COO"))};
}

std::vector<TableColumnSpec> outcomeColumns()
{
    return {textColumn("outcome", tr("Outcome"), tr("What was agreed"), QStringLiteral("Adjuster hours saved")),
        textColumn("figures", tr("Baseline, current, target"), tr("Where it began, stands and is to get to"),
            QStringLiteral("14 → 10.6 → 8 days a week"), false),
        figureColumn("progress", tr("Progress against today"),
            tr("(current − baseline) / (target − baseline); the mark is what is expected by today"),
            QStringLiteral("MMMMMMMMMMMM"), ColumnKind::Percent),
        figureColumn("expected", tr("Expected"), tr("(today − agreed) / (due − agreed)"), QStringLiteral("104.3 %"),
            ColumnKind::Percent),
        figureColumn("measured", tr("Measured"), tr("The day of the last measurement"), QStringLiteral("30 Sep 2025"),
            ColumnKind::Date),
        figureColumn(
            "due", tr("Due"), tr("The day it was promised for"), QStringLiteral("30 Sep 2025"), ColumnKind::Date),
        textColumn("state", tr("State"), tr("Open, overdue or achieved"), QStringLiteral("achieved 30 Sep 2025")),
        figureColumn("value", tr("Value a year"), tr("What it is worth to the customer in a year"),
            QStringLiteral("$12.34M"), ColumnKind::Money)};
}

std::vector<TableColumnSpec> contactColumns()
{
    return {textColumn("name", tr("Contact"), tr("The person"), QStringLiteral("Maria Ibarra-Lopez")),
        textColumn("role", tr("Role"), tr("Economic buyer, executive sponsor, champion, technical or user"),
            QStringLiteral("executive sponsor")),
        textColumn("title", tr("Title"), tr("The person's own title"), QStringLiteral("Director of Operations")),
        textColumn("email", tr("E-mail"), tr("The address as imported"), QStringLiteral("maria.ibarra@example.com")),
        figureColumn(
            "joined", tr("Joined"), tr("Present from this day on"), QStringLiteral("30 Sep 2025"), ColumnKind::Date),
        figureColumn("left", tr("Left"), tr("Gone since this day"), QStringLiteral("30 Sep 2025"), ColumnKind::Date),
        textColumn("state", tr("State"), tr("Present or left on the as-of date"), QStringLiteral("present"))};
}

std::vector<TableColumnSpec> actionColumns()
{
    return {textColumn("action", tr("Action"), tr("What was decided to be done"),
                QStringLiteral("Call the sponsor and re-agree the target")),
        textColumn("rule", tr("For"), tr("The exception that it answers"), QStringLiteral("Green but dying")),
        textColumn("owner", tr("Owner"), tr("Who does it"), QStringLiteral("M. Ibarra-Lopez")),
        figureColumn("due", tr("Due"), tr("By when"), QStringLiteral("30 Sep 2025"), ColumnKind::Date),
        figureColumn("done", tr("Done on"), tr("When it was done"), QStringLiteral("30 Sep 2025"), ColumnKind::Date),
        textColumn("state", tr("State"), tr("Open, late or done"), QStringLiteral("late, 123 days"))};
}

std::vector<TableColumnSpec> factColumns()
{
    return {figureColumn("date", tr("Date"), tr("The fact's own day"), QStringLiteral("30 Sep 2025"), ColumnKind::Date),
        textColumn("dataset", tr("Dataset"), tr("The kind of fact"), QStringLiteral("Opportunities")),
        textColumn("fact", tr("Fact"), tr("What the row says"),
            QStringLiteral("urgent, escalated: export job fails for the region north")),
        textColumn("source", tr("File and line"), tr("Where the row came from; Enter shows it as it was imported"),
            QStringLiteral("interactions.csv line 10412"))};
}

std::vector<TableRecord> accountExceptionRows(const ReviewBundle& review, AccountId account)
{
    std::vector<TableRecord> rows;
    const Analysis& analysis = review.result();
    for (std::size_t i = 0; i < analysis.exceptions.exceptions.size(); ++i) {
        const Exception& exception = analysis.exceptions.exceptions[i];
        if (exception.account != account)
            continue;
        TableRecord record;
        record.id = toText(rule(exception.rule).name);
        QString decision = toText(dash);
        if (i < review.states.size() && review.states[i].decision)
            decision = decisionWord(review.states[i].decision->kind) + QLatin1Char(' ') +
                decisionDetail(*review.states[i].decision);
        RecordCell evidence = textCell(evidenceSentence(exception, analysis.portfolio->baseCurrency));
        evidence.tooltip = toText(evidenceText(exception, analysis.portfolio->baseCurrency));
        record.cells = {markCell(markOf(exception.severity)), textCell(toText(rule(exception.rule).title)), evidence,
            textCell(toText(exception.action)), dateCell(exception.due), textCell(decision.trimmed())};
        record.cells[1].tooltip = toText(rule(exception.rule).definition);
        rows.push_back(std::move(record));
    }
    return rows;
}

namespace {

// A bar filled by the progress, with a mark at what is expected by today.
RecordCell progressCell(const Ratio& progress, const Ratio& expected)
{
    RecordCell cell = percentCell(progress);
    if (progress)
        cell.bar = QPointF(*progress, expected.value_or(-1));
    cell.tooltip = expected
        ? tr("%1 done, %2 expected by today").arg(toText(percent(progress)), toText(percent(expected)))
        : tr("%1 done").arg(toText(percent(progress)));
    return cell;
}

} // namespace

std::vector<TableRecord> outcomeRows(const Analysis& analysis, AccountId account)
{
    std::vector<TableRecord> rows;
    const Portfolio& portfolio = *analysis.portfolio;
    const Date today = analysis.asOf();
    for (const Outcome& outcome : portfolio.outcomes.of(account)) {
        if (!outcome.agreedDate || *outcome.agreedDate > today)
            continue;
        const bool measured = outcome.measuredDate && *outcome.measuredDate <= today;
        const bool achieved = outcome.achievedDate && *outcome.achievedDate <= today;
        const double baseline = outcome.baseline.value_or(0);
        const double current = measured ? outcome.current.value_or(baseline) : baseline;
        // Progress and what is expected by today, as the criterion on_pace reads them.
        Ratio progress, expected;
        if (outcome.target)
            progress = *outcome.target == baseline ? 0.0 : (current - baseline) / (*outcome.target - baseline);
        if (outcome.dueDate)
            expected = *outcome.dueDate <= *outcome.agreedDate
                ? 1.0
                : std::clamp(
                      static_cast<double>(today - *outcome.agreedDate) / (*outcome.dueDate - *outcome.agreedDate), 0.0,
                      1.0);
        TableRecord record;
        record.id = rowIdOf(portfolio, DatasetId::Outcomes, outcome.source);
        const std::optional<Money> value = outcome.annualValue
            ? analysis.context->conversion().toBase(*outcome.annualValue, Name{}, portfolio.account(account))
            : std::nullopt;
        RecordCell valueCell = value ? moneyCell(*value, portfolio.baseCurrency) : textCell(toText(dash));
        valueCell.missing = !value;
        record.cells = {textCell(toText(portfolio.text(outcome.name))),
            textCell(number(baseline) + QStringLiteral(" → ") +
                (measured && outcome.current ? number(*outcome.current) : toText(dash)) + QStringLiteral(" → ") +
                (outcome.target ? number(*outcome.target) : toText(dash)) + QLatin1Char(' ') +
                toText(portfolio.text(outcome.unit))),
            progressCell(achieved ? Ratio(1.0) : progress, achieved ? Ratio{} : expected), percentCell(expected),
            dateCell(measured ? outcome.measuredDate : std::nullopt), dateCell(outcome.dueDate),
            textCell(achieved ? tr("achieved %1").arg(toText(dateText(*outcome.achievedDate)))
                    : outcome.dueDate && *outcome.dueDate < today ? tr("overdue")
                                                                  : tr("open")),
            valueCell};
        record.cells[0].tooltip = sourceText(portfolio, outcome.source);
        rows.push_back(std::move(record));
    }
    return rows;
}

std::vector<TableRecord> contactRows(const Analysis& analysis, AccountId account)
{
    std::vector<TableRecord> present, left;
    const Portfolio& portfolio = *analysis.portfolio;
    for (const Contact& contact : portfolio.contacts.of(account)) {
        if (contact.joinedDate && *contact.joinedDate > analysis.asOf())
            continue;
        const bool gone = contact.leftDate && *contact.leftDate <= analysis.asOf();
        TableRecord record;
        record.id = rowIdOf(portfolio, DatasetId::Contacts, contact.source);
        record.quiet = gone;
        record.cells = {textCell(toText(portfolio.text(contact.name))),
            textCell(contact.role ? enumWord(DatasetId::Contacts, "role", static_cast<int>(*contact.role)) : QString()),
            textCell(toText(portfolio.text(contact.title))), textCell(toText(portfolio.text(contact.email))),
            dateCell(contact.joinedDate), dateCell(gone ? contact.leftDate : std::nullopt),
            textCell(gone ? tr("left") : tr("present"))};
        (gone ? left : present).push_back(std::move(record));
    }
    present.insert(present.end(), std::make_move_iterator(left.begin()), std::make_move_iterator(left.end()));
    return present;
}

int lateActions(const ReviewBundle& review, const std::string& accountId)
{
    const auto late = [&](const ActionItem& action) {
        return action.accountId == accountId && action.state(review.result().asOf()) == ActionState::Late;
    };
    return static_cast<int>(std::count_if(review.actions.begin(), review.actions.end(), late));
}

std::vector<TableRecord> actionRows(const ReviewBundle& review, const std::string& accountId)
{
    const Date today = review.result().asOf();
    std::vector<TableRecord> rows;
    for (const ActionState wanted : {ActionState::Late, ActionState::Open, ActionState::Done}) {
        for (const ActionItem& action : review.actions) {
            if (action.accountId != accountId || action.state(today) != wanted)
                continue;
            TableRecord record;
            record.id = QString::number(action.number);
            record.quiet = wanted == ActionState::Done;
            RecordCell state = textCell(wanted == ActionState::Done ? tr("done")
                    : wanted == ActionState::Late ? tr("late, %1").arg(toText(days(today - *action.due)))
                                                  : tr("open"));
            state.mark = wanted == ActionState::Done ? MarkCode::Healthy
                : wanted == ActionState::Late        ? MarkCode::Broken
                                                     : MarkCode::InProgress;
            record.cells = {textCell(toText(action.title)), textCell(toText(rule(action.rule).title)),
                textCell(toText(action.owner)), dateCell(action.due),
                dateCell(wanted == ActionState::Done ? action.doneOn : std::nullopt), state};
            rows.push_back(std::move(record));
        }
    }
    return rows;
}

std::vector<TableRecord> factRows(const Analysis& analysis, AccountId account)
{
    return FactCollector(analysis, account).collect();
}

} // namespace holdfast
