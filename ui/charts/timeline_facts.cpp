// SPDX-License-Identifier: GPL-3.0-or-later
// Turns the facts of one account, as known on D, into the items of its timeline.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <map>

#include "model/analysis/usage_weeks.h"
#include "model/report/format.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/timeline.h"

namespace holdfast {

namespace {

using Shape = TimelineItem::Shape;
using Tone = TimelineItem::Tone;

QString tr(const char* text)
{
    return QCoreApplication::translate("TimelineFacts", text);
}

// The file and line below a fact.
QString sourceText(const Portfolio& portfolio, const Source& source)
{
    if (source.file.at() >= portfolio.files.size())
        return {};
    return tr("%1 line %2").arg(fromUtf8(portfolio.files[source.file.at()].name)).arg(source.line);
}

QString enumWord(DatasetId id, std::string_view column, int place)
{
    const DatasetSpec& spec = dataset(id);
    const int at = spec.column(column);
    if (at < 0)
        return {};
    QString word = fromUtf8(enumText(spec.columns[static_cast<std::size_t>(at)].values, place));
    return word.replace(QLatin1Char('_'), QLatin1Char(' '));
}

class Filler {
public:
    Filler(const ReviewBundle& review, AccountId account, TimelineChart& chart)
        : review_(review)
        , analysis_(review.result())
        , portfolio_(*review.result().portfolio)
        , account_(account)
        , chart_(chart)
        , day_(review.result().asOf())
    {
    }

    void fill()
    {
        arrAndUsage();
        milestones();
        outcomes();
        meetings();
        tickets();
        surveys();
        people();
        invoices();
        signalsAndHealth();
        exceptions();
        sentences();
    }

private:
    QString words(Name name) const { return fromUtf8(portfolio_.text(name)); }
    static QString on(Date date) { return fromUtf8(dateText(date)); }
    TimelineItem& add(TimelineLane lane, TimelineItem item, DatasetId dataset, const Source& source)
    {
        item.dataset = dataset;
        item.file = source.file.at() < portfolio_.files.size() ? static_cast<std::int32_t>(source.file.at()) : -1;
        item.line = source.line;
        const QString from = sourceText(portfolio_, source);
        if (!from.isEmpty())
            item.details += (item.details.isEmpty() ? QString() : QStringLiteral("\n")) + from;
        std::vector<TimelineItem>& items = chart_.items[static_cast<std::size_t>(lane)];
        items.push_back(std::move(item));
        return items.back();
    }

    void arrAndUsage()
    {
        const DayContext& context = *analysis_.context;
        std::vector<ArrStep> steps;
        context.arrTimeline(account_, steps);
        for (const ArrStep& step : steps) {
            if (step.from <= day_)
                chart_.arr.push_back(step);
        }
        const std::optional<Date> renewal = context.of(account_).renewal;
        if (renewal && *renewal > day_)
            chart_.arrKnownUntil = renewal;

        const FeedShape& shape = analysis_.decay.shape;
        if (!shape.any || !shape.lastWeek)
            return;
        constexpr int tenYears = 520;
        const WeeklyUsage usage = weeklyUsage(portfolio_.usage, shape, account_, day_, tenYears, true);
        const auto weeks = std::min(static_cast<std::size_t>(std::max(0, usage.weeks)), usage.activeUsers.size());
        for (std::size_t k = weeks; k-- > 0;) {
            const Date monday = shape.lastWeek->addDays(-7 * static_cast<int>(k));
            chart_.users.emplace_back(monday, usage.activeUsers[k]);
            if (k < usage.seats.size() && !std::isnan(usage.seats[k]))
                chart_.seats.emplace_back(monday, usage.seats[k]);
            // The stage as it would have been found at the end of that week.
            const std::vector<double> until(usage.activeUsers.begin() + static_cast<std::ptrdiff_t>(k),
                usage.activeUsers.begin() + static_cast<std::ptrdiff_t>(weeks));
            const DecayStage stage = decayOf(until, static_cast<int>(until.size())).stage;
            if (!chart_.bands.empty() && chart_.bands.back().stage == stage)
                chart_.bands.back().to = monday.addDays(7);
            else
                chart_.bands.push_back({monday, monday.addDays(7), stage});
        }
    }

    void milestones()
    {
        for (const Milestone& milestone : portfolio_.milestones.of(account_)) {
            const std::optional<Date> done =
                milestone.completedDate && *milestone.completedDate <= day_ ? milestone.completedDate : std::nullopt;
            if (!milestone.plannedDate && !done)
                continue;
            TimelineItem item;
            item.shape = Shape::Diamond;
            item.from = milestone.plannedDate ? *milestone.plannedDate : *done;
            item.to = item.from;
            item.second = done;
            item.filled = done.has_value();
            item.ahead = !done && item.from > day_;
            const int late = (done ? *done : day_) - item.from;
            if (late > 0 && milestone.plannedDate) {
                item.tone = late > 7 ? Tone::Bad : Tone::Plain;
                if (!done)
                    item.second = day_;
            }
            item.title = words(milestone.name);
            QStringList lines;
            if (milestone.plannedDate)
                lines << tr("planned %1").arg(on(*milestone.plannedDate));
            lines << (done ? tr("done %1").arg(on(*done)) : tr("not done"));
            if (milestone.plannedDate && late > 0)
                lines << counted(late, tr("1 day late"), tr("%1 days late"));
            if (milestone.core.value_or(false))
                lines << tr("core milestone");
            item.details = lines.join(QLatin1Char('\n'));
            item.label = milestone.plannedDate && !done && late > 0
                ? tr("%1, %2").arg(item.title, counted(late, tr("1 day late"), tr("%1 days late")))
                : item.title;
            add(TimelineLane::Milestones, item, DatasetId::Milestones, milestone.source);
        }
    }

    void outcomes()
    {
        for (const Outcome& outcome : portfolio_.outcomes.of(account_)) {
            if (!outcome.agreedDate || *outcome.agreedDate > day_)
                continue;
            const bool achieved = outcome.achievedDate && *outcome.achievedDate <= day_;
            const bool measured = outcome.measuredDate && *outcome.measuredDate <= day_;
            TimelineItem item;
            item.shape = Shape::Track;
            item.from = *outcome.agreedDate;
            item.to = outcome.dueDate && *outcome.dueDate > item.from ? *outcome.dueDate
                : achieved                                            ? std::max(item.from, *outcome.achievedDate)
                                                                      : std::max(item.from.addDays(1), day_);
            const double baseline = outcome.baseline.value_or(0);
            const double current = measured ? outcome.current.value_or(baseline) : baseline;
            if (achieved)
                item.share = 1;
            else if (outcome.target && *outcome.target != baseline)
                item.share = std::clamp((current - baseline) / (*outcome.target - baseline), 0.0, 1.0);
            if (measured)
                item.second = outcome.measuredDate;
            item.filled = achieved;
            item.title = words(outcome.name);
            QStringList lines;
            if (outcome.target)
                lines << tr("%1 → %2 → %3 %4")
                             .arg(fromUtf8(plainNumber(baseline, baseline == std::floor(baseline) ? 0 : 1)),
                                 measured && outcome.current
                                     ? fromUtf8(plainNumber(
                                           *outcome.current, *outcome.current == std::floor(*outcome.current) ? 0 : 1))
                                     : fromUtf8(dash),
                                 fromUtf8(plainNumber(
                                     *outcome.target, *outcome.target == std::floor(*outcome.target) ? 0 : 1)),
                                 words(outcome.unit))
                             .trimmed();
            lines << tr("agreed %1").arg(on(*outcome.agreedDate));
            if (outcome.dueDate)
                lines << tr("due %1").arg(on(*outcome.dueDate));
            if (measured)
                lines << tr("measured %1").arg(on(*outcome.measuredDate));
            if (achieved)
                lines << tr("achieved %1").arg(on(*outcome.achievedDate));
            item.label =
                lines.size() > 0 && outcome.target ? item.title + QStringLiteral(" ") + lines.front() : item.title;
            item.details = lines.join(QLatin1Char('\n'));
            add(TimelineLane::Outcomes, item, DatasetId::Outcomes, outcome.source);
        }
    }

    void meetings()
    {
        for (const Interaction& meeting : portfolio_.interactions.of(account_)) {
            if (meeting.date > day_)
                continue;
            TimelineItem item;
            const bool sponsor = meeting.sponsorAttended.value_or(false) && meeting.held;
            item.shape = sponsor ? Shape::Disc : Shape::Ring;
            item.from = item.to = meeting.date;
            item.filled = meeting.held;
            QString kind = meeting.kind ? enumWord(DatasetId::Interactions, "kind", static_cast<int>(*meeting.kind))
                                        : tr("contact");
            if (!kind.isEmpty())
                kind[0] = kind[0].toUpper();
            item.title = sponsor ? tr("%1 with the sponsor").arg(kind) : kind;
            item.details = on(meeting.date) + (meeting.held ? QString() : tr(", not held"));
            if (!meeting.notes.empty())
                item.details += QLatin1Char('\n') + words(meeting.notes).left(200);
            add(TimelineLane::Meetings, item, DatasetId::Interactions, meeting.source);
        }
    }

    void tickets()
    {
        for (const Ticket& ticket : portfolio_.tickets.of(account_)) {
            if (ticket.openedDate > day_)
                continue;
            const bool closed = ticket.closedDate && *ticket.closedDate <= day_;
            TimelineItem item;
            item.shape = Shape::Bar;
            item.from = ticket.openedDate;
            item.to = closed ? std::max(*ticket.closedDate, item.from) : day_;
            item.tone = ticket.escalated.value_or(false) ? Tone::Bad : Tone::Plain;
            QString severity = ticket.severity
                ? enumWord(DatasetId::Tickets, "severity", static_cast<int>(*ticket.severity))
                : QString();
            item.title = (ticket.escalated.value_or(false) ? tr("Escalated ticket") : tr("Ticket")) +
                (severity.isEmpty() ? QString() : QStringLiteral(", ") + severity);
            item.details = closed ? tr("opened %1, closed %2").arg(on(item.from), on(item.to))
                                  : tr("opened %1, still open, %2")
                                        .arg(on(item.from), counted(day_ - item.from, tr("1 day"), tr("%1 days")));
            if (!ticket.subject.empty())
                item.details += QLatin1Char('\n') + words(ticket.subject).left(200);
            add(TimelineLane::Tickets, item, DatasetId::Tickets, ticket.source);
        }
    }

    void surveys()
    {
        for (const Survey& survey : portfolio_.surveys.of(account_)) {
            if (survey.date > day_)
                continue;
            TimelineItem item;
            item.shape = Shape::Score;
            item.from = item.to = survey.date;
            const bool nps = survey.kind == SurveyKind::Nps;
            const double good = nps ? 9 : 4, bad = nps ? 7 : 3;
            item.tone = survey.score >= good ? Tone::Good
                : survey.score >= bad        ? (nps ? Tone::Good : Tone::Warn)
                                             : Tone::Bad;
            item.text = fromUtf8(plainNumber(survey.score, survey.score == std::floor(survey.score) ? 0 : 1));
            item.title = enumWord(DatasetId::Surveys, "kind", static_cast<int>(survey.kind)).toUpper() +
                QLatin1Char(' ') + item.text;
            item.details = on(survey.date);
            if (!survey.respondent.empty())
                item.details += QStringLiteral(", ") + words(survey.respondent);
            if (!survey.comment.empty())
                item.details += QLatin1Char('\n') + words(survey.comment).left(200);
            add(TimelineLane::Surveys, item, DatasetId::Surveys, survey.source);
        }
    }

    void people()
    {
        for (const Contact& contact : portfolio_.contacts.of(account_)) {
            QString role =
                contact.role ? enumWord(DatasetId::Contacts, "role", static_cast<int>(*contact.role)) : QString();
            if (!role.isEmpty())
                role[0] = role[0].toUpper();
            const QString who =
                role.isEmpty() ? words(contact.name) : role + QStringLiteral(": ") + words(contact.name);
            if (contact.joinedDate && *contact.joinedDate <= day_) {
                TimelineItem item;
                item.shape = Shape::ArrowIn;
                item.tone = Tone::Good;
                item.from = item.to = *contact.joinedDate;
                item.title = tr("%1 joined").arg(who);
                item.label = who;
                item.details =
                    on(item.from) + (contact.title.empty() ? QString() : QLatin1Char('\n') + words(contact.title));
                add(TimelineLane::People, item, DatasetId::Contacts, contact.source);
            }
            if (contact.leftDate && *contact.leftDate <= day_) {
                TimelineItem item;
                item.shape = Shape::ArrowOut;
                item.tone = Tone::Bad;
                item.from = item.to = *contact.leftDate;
                item.title = item.label = tr("%1 left").arg(who);
                item.details =
                    on(item.from) + (contact.title.empty() ? QString() : QLatin1Char('\n') + words(contact.title));
                add(TimelineLane::People, item, DatasetId::Contacts, contact.source);
            }
        }
    }

    void invoices()
    {
        const Account& account = portfolio_.account(account_);
        for (const Invoice& invoice : portfolio_.invoices.of(account_)) {
            if (invoice.issuedDate > day_)
                continue;
            const bool paid = invoice.paidDate && *invoice.paidDate <= day_;
            TimelineItem item;
            item.shape = Shape::Square;
            item.from = invoice.dueDate && *invoice.dueDate >= invoice.issuedDate && *invoice.dueDate <= day_
                ? *invoice.dueDate
                : invoice.issuedDate;
            item.to = item.from;
            item.filled = paid;
            const int late = invoice.dueDate ? (paid ? *invoice.paidDate : day_) - *invoice.dueDate : 0;
            item.title = tr("Invoice %1, %2")
                             .arg(words(invoice.id),
                                 fromUtf8(exactMoney(
                                     invoice.amount, analysis_.context->conversion().code(invoice.currency, account))));
            QStringList lines{tr("issued %1").arg(on(invoice.issuedDate))};
            if (invoice.dueDate)
                lines << tr("due %1").arg(on(*invoice.dueDate));
            lines << (paid ? tr("paid %1").arg(on(*invoice.paidDate)) : tr("not paid"));
            if (late > 0 && invoice.amount.cents > 0) {
                lines << counted(late, tr("1 day late"), tr("%1 days late"));
                item.tone = late > 30 ? Tone::Bad : Tone::Warn;
                item.second = paid ? invoice.paidDate : Maybe(day_);
                item.label = paid ? counted(late, tr("paid 1 day late"), tr("paid %1 days late"))
                                  : counted(late, tr("1 day late"), tr("%1 days late"));
            }
            item.details = lines.join(QLatin1Char('\n'));
            add(TimelineLane::Invoices, item, DatasetId::Invoices, invoice.source);
        }
    }

    void signalsAndHealth()
    {
        for (const Signal& signal : portfolio_.signals.of(account_)) {
            if (signal.date > day_)
                continue;
            TimelineItem item;
            item.shape = Shape::Signal;
            const bool bad = signal.kind == SignalKind::Reorganisation || signal.kind == SignalKind::BudgetCut;
            item.tone = bad ? Tone::Bad : signal.kind == SignalKind::ProductRequest ? Tone::Plain : Tone::Good;
            item.from = item.to = signal.date;
            QString kind =
                signal.kind ? enumWord(DatasetId::Signals, "kind", static_cast<int>(*signal.kind)) : tr("signal");
            item.label = kind;
            if (!kind.isEmpty())
                kind[0] = kind[0].toUpper();
            item.title = kind;
            item.details = on(signal.date);
            if (!signal.note.empty())
                item.details += QLatin1Char('\n') + words(signal.note).left(200);
            if (signal.handledDate && *signal.handledDate <= day_)
                item.details += QLatin1Char('\n') + tr("handled %1").arg(on(*signal.handledDate));
            add(TimelineLane::Signals, item, DatasetId::Signals, signal.source);
        }
    }

    // An exception lives from the first to the last review of an unbroken row that has it; today's go on to D.
    void exceptions()
    {
        std::vector<const ReviewRecord*> records;
        for (const ReviewRecord& record : review_.records) {
            if (record.asOf <= day_)
                records.push_back(&record);
        }
        std::sort(records.begin(), records.end(),
            [](const ReviewRecord* left, const ReviewRecord* right) { return left->asOf < right->asOf; });
        struct Span {
            Date from, to;
            Severity severity;
            std::size_t record; // the last that had it
        };
        std::map<RuleId, std::vector<Span>> spans;
        const std::string& id = portfolio_.accountId(account_);
        for (std::size_t i = 0; i < records.size(); ++i) {
            for (const FrozenException& frozen : records[i]->exceptions) {
                if (frozen.accountId != id)
                    continue;
                std::vector<Span>& row = spans[frozen.rule];
                if (!row.empty() && row.back().record + 1 >= i) {
                    row.back().to = records[i]->asOf;
                    row.back().severity = std::max(row.back().severity, frozen.severity);
                    row.back().record = i;
                } else {
                    row.push_back({records[i]->asOf, records[i]->asOf, frozen.severity, i});
                }
            }
        }
        for (const Exception& exception : analysis_.exceptions.exceptions) {
            if (exception.account != account_)
                continue;
            std::vector<Span>& row = spans[exception.rule];
            if (!row.empty() && row.back().record + 1 >= records.size()) {
                row.back().to = day_;
                row.back().severity = exception.severity;
            } else {
                // Not recorded before: since the fact that it rests on, if that has a date.
                Date since = day_.addDays(-7);
                if (!exception.evidence.empty() && exception.evidence.front().date)
                    since = std::clamp(*exception.evidence.front().date, day_.addDays(-365), day_);
                row.push_back({since, day_, exception.severity, records.size()});
            }
        }
        for (const auto& [ruleId, row] : spans) {
            for (const Span& span : row) {
                TimelineItem item;
                item.shape = Shape::Bar;
                item.from = span.from;
                item.to = span.to;
                item.tone = span.severity == Severity::Critical ? Tone::Bad
                    : span.severity == Severity::High           ? Tone::Warn
                                                                : Tone::Plain;
                item.title = fromUtf8(rule(ruleId).title);
                item.label = span.to < day_ ? tr("%1, resolved").arg(item.title) : item.title;
                item.details = tr("%1, %2 to %3").arg(fromUtf8(text(span.severity)), on(span.from), on(span.to));
                chart_.items[static_cast<std::size_t>(TimelineLane::Exceptions)].push_back(item);
            }
        }
    }

    void sentences()
    {
        const auto say = [this](TimelineLane lane, DatasetId id) {
            chart_.nothing[static_cast<std::size_t>(lane)] = portfolio_.imported(id)
                ? tr("nothing in %1 up to this day").arg(fromUtf8(dataset(id).name))
                : tr("%1 not imported").arg(fromUtf8(dataset(id).name));
        };
        chart_.nothing[static_cast<std::size_t>(TimelineLane::Arr)] = tr("no ARR up to this day");
        say(TimelineLane::Usage, DatasetId::Usage);
        say(TimelineLane::Milestones, DatasetId::Milestones);
        say(TimelineLane::Outcomes, DatasetId::Outcomes);
        say(TimelineLane::Meetings, DatasetId::Interactions);
        say(TimelineLane::Tickets, DatasetId::Tickets);
        say(TimelineLane::Surveys, DatasetId::Surveys);
        say(TimelineLane::People, DatasetId::Contacts);
        say(TimelineLane::Invoices, DatasetId::Invoices);
        say(TimelineLane::Signals, DatasetId::Signals);
        chart_.nothing[static_cast<std::size_t>(TimelineLane::Exceptions)] = tr("no exception");
    }

    const ReviewBundle& review_;
    const Analysis& analysis_;
    const Portfolio& portfolio_;
    AccountId account_;
    TimelineChart& chart_;
    Date day_;
};

} // namespace

TimelineChart timelineChart(const ReviewBundle& review, AccountId account)
{
    TimelineChart chart;
    const Portfolio& portfolio = *review.result().portfolio;
    chart.accountName = fromUtf8(portfolio.text(portfolio.account(account).name));
    chart.currency = portfolio.baseCurrency;
    chart.day = review.result().asOf();
    Filler(review, account, chart).fill();
    chart.arrange();
    return chart;
}

} // namespace holdfast
