// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/review/frozen_review.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace holdfast {

namespace {

QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
std::string plain(const QJsonValue& value)
{
    return value.toString().toStdString();
}

// Whole numbers and money as text: a JSON number could not hold every one.
QJsonValue number(std::int64_t value)
{
    return QString::number(value);
}
std::int64_t numberOf(const QJsonValue& value)
{
    return value.toString().toLongLong();
}

QJsonValue dateValue(const std::optional<Date>& day)
{
    return day ? QJsonValue(words(day->toIso())) : QJsonValue();
}
std::optional<Date> dateOf(const QJsonValue& value)
{
    return Date::fromIso(plain(value));
}

QJsonValue figure(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}
std::optional<double> figureOf(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}
QJsonValue amount(const std::optional<Money>& value)
{
    return value ? number(value->cents) : QJsonValue();
}
std::optional<Money> amountOf(const QJsonValue& value)
{
    return value.isString() ? std::optional(Money{numberOf(value)}) : std::nullopt;
}

// A fact as [type, value].
QJsonArray factValue(const FactValue& fact)
{
    struct Writer {
        QJsonArray operator()(std::monostate) const { return {}; }
        QJsonArray operator()(std::int64_t count) const { return {QStringLiteral("count"), number(count)}; }
        QJsonArray operator()(double value) const { return {QStringLiteral("figure"), value}; }
        QJsonArray operator()(const std::string& text) const { return {QStringLiteral("text"), words(text)}; }
        QJsonArray operator()(Date day) const { return {QStringLiteral("date"), words(day.toIso())}; }
        QJsonArray operator()(Money money) const { return {QStringLiteral("money"), number(money.cents)}; }
    };
    return std::visit(Writer{}, fact);
}

FactValue factOf(const QJsonValue& value)
{
    const QJsonArray pair = value.toArray();
    if (pair.size() != 2)
        return {};
    const QString type = pair[0].toString();
    if (type == QStringLiteral("count"))
        return numberOf(pair[1]);
    if (type == QStringLiteral("figure"))
        return pair[1].toDouble();
    if (type == QStringLiteral("text"))
        return plain(pair[1]);
    if (type == QStringLiteral("money"))
        return Money{numberOf(pair[1])};
    if (const auto day = dateOf(pair[1]))
        return *day;
    return {};
}

QJsonObject evidenceObject(const Portfolio& portfolio, const Evidence& evidence)
{
    QJsonObject object{{QStringLiteral("fact"), words(evidence.fact)},
        {QStringLiteral("value"), factValue(evidence.value)},
        {QStringLiteral("threshold"), factValue(evidence.threshold)},
        {QStringLiteral("date"), dateValue(evidence.date)}, {QStringLiteral("detail"), words(evidence.detail)},
        {QStringLiteral("overridden"), evidence.overridden}};
    if (evidence.dataset)
        object[QStringLiteral("dataset")] = words(dataset(*evidence.dataset).name);
    if (evidence.source && evidence.source->file.at() < portfolio.files.size()) {
        const SourceFile& file = portfolio.files[evidence.source->file.at()];
        object[QStringLiteral("import")] = number(file.import);
        object[QStringLiteral("file")] = words(file.name);
        object[QStringLiteral("line")] = static_cast<int>(evidence.source->line);
    }
    return object;
}

Evidence evidenceOf(const Portfolio& portfolio, const QJsonObject& object)
{
    Evidence evidence;
    evidence.fact = plain(object[QStringLiteral("fact")]);
    evidence.value = factOf(object[QStringLiteral("value")]);
    evidence.threshold = factOf(object[QStringLiteral("threshold")]);
    evidence.date = dateOf(object[QStringLiteral("date")]);
    evidence.detail = plain(object[QStringLiteral("detail")]);
    evidence.overridden = object[QStringLiteral("overridden")].toBool();
    if (const DatasetSpec* spec = findDataset(plain(object[QStringLiteral("dataset")])))
        evidence.dataset = spec->id;
    const std::int64_t import = numberOf(object[QStringLiteral("import")]);
    const std::string name = plain(object[QStringLiteral("file")]);
    const auto file = std::find_if(portfolio.files.begin(), portfolio.files.end(),
        [&](const SourceFile& candidate) { return candidate.import == import && candidate.name == name; });
    if (!name.empty() && file != portfolio.files.end())
        evidence.source = Source{FileId{static_cast<std::uint32_t>(file - portfolio.files.begin())},
            static_cast<std::uint32_t>(object[QStringLiteral("line")].toInt())};
    return evidence;
}

// The money and counts of Retention by name, in one place for both ways.
template <class Visit> void visitRetention(Retention& r, const Visit& visit)
{
    visit("opening", r.bridge.opening);
    visit("new", r.bridge.newArr);
    visit("reactivation", r.bridge.reactivation);
    visit("expansion", r.bridge.expansion);
    visit("contraction", r.bridge.contraction);
    visit("churn", r.bridge.churn);
    visit("closing", r.bridge.closing);
    visit("opening_customers", r.openingCustomers);
    visit("retained_customers", r.retainedCustomers);
    visit("lost_customers", r.lostCustomers);
    visit("new_customers", r.newCustomers);
    visit("reactivated_customers", r.reactivatedCustomers);
    visit("closing_customers", r.closingCustomers);
    visit("nrr", r.nrr);
    visit("grr", r.grr);
    visit("crr", r.crr);
    visit("strict_nrr", r.strictNrr);
    visit("strict_grr", r.strictGrr);
    visit("event_nrr", r.eventNrr);
    visit("renewal_rate", r.renewalRate);
    visit("logo_churn", r.logoChurn);
    visit("revenue_churn", r.revenueChurn);
    visit("gross_revenue_churn", r.grossRevenueChurn);
    visit("annualised_logo_churn", r.annualisedLogoChurn);
    visit("arpa", r.arpa);
    visit("lifespan_years", r.lifespanYears);
    visit("clv", r.clv);
    visit("clv_cac", r.clvCac);
    visit("repeat_customer_rate", r.repeatCustomerRate);
    visit("purchase_clv", r.purchaseClv);
}

struct RetentionWriter {
    QJsonObject& object;
    void operator()(const char* name, Money value) const { object[QLatin1String(name)] = number(value.cents); }
    void operator()(const char* name, std::int64_t value) const { object[QLatin1String(name)] = number(value); }
    void operator()(const char* name, const Ratio& value) const { object[QLatin1String(name)] = figure(value); }
    void operator()(const char* name, const std::optional<Money>& value) const
    {
        object[QLatin1String(name)] = amount(value);
    }
};

struct RetentionReader {
    const QJsonObject& object;
    void operator()(const char* name, Money& value) const { value = Money{numberOf(object[QLatin1String(name)])}; }
    void operator()(const char* name, std::int64_t& value) const { value = numberOf(object[QLatin1String(name)]); }
    void operator()(const char* name, Ratio& value) const { value = figureOf(object[QLatin1String(name)]); }
    void operator()(const char* name, std::optional<Money>& value) const
    {
        value = amountOf(object[QLatin1String(name)]);
    }
};

std::optional<Severity> severityOf(const std::string& name)
{
    for (const Severity severity : {Severity::Low, Severity::Medium, Severity::High, Severity::Critical}) {
        if (text(severity) == name)
            return severity;
    }
    return std::nullopt;
}

QJsonObject exceptionObject(const Portfolio& portfolio, const Exception& exception)
{
    QJsonArray evidence;
    for (const Evidence& fact : exception.evidence)
        evidence.append(evidenceObject(portfolio, fact));
    QJsonObject object{{QStringLiteral("rule"), words(rule(exception.rule).name)},
        {QStringLiteral("severity"), words(text(exception.severity))},
        {QStringLiteral("arr"), number(exception.arr.cents)}, {QStringLiteral("priority"), exception.priority},
        {QStringLiteral("due"), words(exception.due.toIso())}, {QStringLiteral("action"), words(exception.action)},
        {QStringLiteral("evidence"), evidence}};
    if (exception.account)
        object[QStringLiteral("account_id")] = words(portfolio.accountId(*exception.account));
    if (exception.daysToRenewal)
        object[QStringLiteral("days_to_renewal")] = *exception.daysToRenewal;
    return object;
}

} // namespace

std::string frozenFindings(const Analysis& analysis)
{
    QJsonArray exceptions, notEvaluated, triggers;
    for (const Exception& exception : analysis.exceptions.exceptions)
        exceptions.append(exceptionObject(*analysis.portfolio, exception));
    for (const RuleNotEvaluated& entry : analysis.exceptions.notEvaluated)
        notEvaluated.append(QJsonObject{
            {QStringLiteral("rule"), words(rule(entry.rule).name)}, {QStringLiteral("missing"), words(entry.missing)}});
    for (const Trigger& trigger : analysis.triggers.triggers)
        triggers.append(QJsonObject{{QStringLiteral("value"), figure(trigger.value)},
            {QStringLiteral("threshold"), trigger.threshold}, {QStringLiteral("fired"), trigger.fired}});
    QJsonObject retention;
    Retention total = analysis.retention.total;
    visitRetention(total, RetentionWriter{retention});
    const QJsonObject root{{QStringLiteral("exceptions"), exceptions}, {QStringLiteral("not_evaluated"), notEvaluated},
        {QStringLiteral("triggers"), triggers}, {QStringLiteral("retention"), retention},
        {QStringLiteral("arr_at_risk"), number(analysis.exceptions.arrAtRisk.cents)},
        {QStringLiteral("accounts_at_risk"), number(analysis.exceptions.accountsAtRisk)}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact).toStdString();
}

Result<std::int64_t> restoreFindings(Analysis& analysis, const std::string& frozen)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(QByteArray::fromStdString(frozen), &error).object();
    if (error.error != QJsonParseError::NoError || !root[QStringLiteral("exceptions")].isArray())
        return failure(
            ErrorCode::Damaged, "The closed review cannot be read as it was recorded; it is shown from today's facts.");
    const Portfolio& portfolio = *analysis.portfolio;
    std::int64_t left = 0;
    ExceptionsResult found;
    for (const QJsonValue value : root[QStringLiteral("exceptions")].toArray()) {
        const QJsonObject object = value.toObject();
        const RuleSpec* spec = findRule(plain(object[QStringLiteral("rule")]));
        const auto severity = severityOf(plain(object[QStringLiteral("severity")]));
        const auto due = dateOf(object[QStringLiteral("due")]);
        const bool ofAccount = object.contains(QStringLiteral("account_id"));
        const auto account = portfolio.findAccount(plain(object[QStringLiteral("account_id")]));
        if (!spec || !severity || !due || (ofAccount && !account)) {
            ++left;
            continue;
        }
        Exception exception;
        if (ofAccount)
            exception.account = account;
        exception.rule = spec->id;
        exception.severity = *severity;
        exception.arr = Money{numberOf(object[QStringLiteral("arr")])};
        if (object.contains(QStringLiteral("days_to_renewal")))
            exception.daysToRenewal = object[QStringLiteral("days_to_renewal")].toInt();
        exception.priority = object[QStringLiteral("priority")].toDouble();
        exception.due = *due;
        exception.action = plain(object[QStringLiteral("action")]);
        for (const QJsonValue fact : object[QStringLiteral("evidence")].toArray())
            exception.evidence.push_back(evidenceOf(portfolio, fact.toObject()));
        found.exceptions.push_back(std::move(exception));
    }
    for (const QJsonValue value : root[QStringLiteral("not_evaluated")].toArray()) {
        if (const RuleSpec* spec = findRule(plain(value[QStringLiteral("rule")])))
            found.notEvaluated.push_back({spec->id, plain(value[QStringLiteral("missing")])});
    }
    found.arrAtRisk = Money{numberOf(root[QStringLiteral("arr_at_risk")])};
    found.accountsAtRisk = numberOf(root[QStringLiteral("accounts_at_risk")]);
    const QJsonArray triggers = root[QStringLiteral("triggers")].toArray();
    std::size_t fired = 0;
    for (std::size_t i = 0; i < triggerCount && static_cast<qsizetype>(i) < triggers.size(); ++i) {
        Trigger& trigger = analysis.triggers.triggers[i];
        const QJsonValue stored = triggers[static_cast<qsizetype>(i)];
        trigger.value = figureOf(stored[QStringLiteral("value")]);
        trigger.threshold = stored[QStringLiteral("threshold")].toDouble();
        trigger.fired = stored[QStringLiteral("fired")].toBool();
        fired += trigger.fired ? 1 : 0;
    }
    analysis.triggers.needsActiveInvestment = fired >= 2;
    const QJsonObject retention = root[QStringLiteral("retention")].toObject();
    visitRetention(analysis.retention.total, RetentionReader{retention});
    analysis.exceptions = std::move(found);
    return left;
}

} // namespace holdfast
