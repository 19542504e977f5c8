// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stored_settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "model/review/frozen_review.h"

namespace holdfast {

namespace {

QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

QJsonObject parse(const std::string& text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

QJsonValue ratioValue(const Ratio& ratio)
{
    return ratio ? QJsonValue(*ratio) : QJsonValue();
}

Ratio ratioOf(const QJsonValue& value)
{
    return value.isDouble() ? Ratio(value.toDouble()) : std::nullopt;
}

// Money as text: a JSON number could not hold every amount.
QString moneyValue(Money amount)
{
    return QString::number(amount.cents);
}
Money moneyOf(const QJsonValue& value)
{
    return {value.toString().toLongLong()};
}

QJsonObject settingsObject(const AnalysisSettings& settings)
{
    QJsonArray overrides;
    for (const RuleOverride& entry : settings.rules.overrides()) {
        QJsonObject object;
        object[QStringLiteral("rule")] = words(rule(entry.rule).name);
        if (entry.segment)
            object[QStringLiteral("segment")] = words(*entry.segment);
        if (!entry.threshold.empty())
            object[QStringLiteral("threshold")] = words(entry.threshold);
        if (entry.value)
            object[QStringLiteral("value")] = *entry.value;
        if (entry.action)
            object[QStringLiteral("action")] = words(*entry.action);
        if (entry.daysToAct)
            object[QStringLiteral("days_to_act")] = *entry.daysToAct;
        overrides.append(object);
    }
    return {{QStringLiteral("default_margin"), settings.defaultMargin}, {QStringLiteral("rules"), overrides}};
}

AnalysisSettings settingsOf(const QJsonObject& object)
{
    AnalysisSettings settings;
    settings.defaultMargin = object[QStringLiteral("default_margin")].toDouble(settings.defaultMargin);
    std::vector<RuleOverride> overrides;
    const QJsonArray array = object[QStringLiteral("rules")].toArray();
    for (const QJsonValue& value : array) {
        const QJsonObject entry = value.toObject();
        const RuleSpec* spec = findRule(entry[QStringLiteral("rule")].toString().toStdString());
        if (!spec)
            continue; // a rule of another version of the program
        RuleOverride rule;
        rule.rule = spec->id;
        if (entry.contains(QStringLiteral("segment")))
            rule.segment = entry[QStringLiteral("segment")].toString().toStdString();
        rule.threshold = entry[QStringLiteral("threshold")].toString().toStdString();
        if (entry.contains(QStringLiteral("value")))
            rule.value = entry[QStringLiteral("value")].toDouble();
        if (entry.contains(QStringLiteral("action")))
            rule.action = entry[QStringLiteral("action")].toString().toStdString();
        if (entry.contains(QStringLiteral("days_to_act")))
            rule.daysToAct = entry[QStringLiteral("days_to_act")].toInt();
        overrides.push_back(std::move(rule));
    }
    settings.rules = RuleSettings(std::move(overrides));
    return settings;
}

std::optional<Severity> findSeverity(const std::string& name)
{
    for (const Severity severity : {Severity::Low, Severity::Medium, Severity::High, Severity::Critical}) {
        if (text(severity) == name)
            return severity;
    }
    return std::nullopt;
}

} // namespace

std::string settingsJson(const AnalysisSettings& settings)
{
    return compact(settingsObject(settings));
}
AnalysisSettings settingsFromJson(const std::string& json)
{
    return settingsOf(parse(json));
}

Result<DeskSettings> loadSettings(Store& store)
{
    DeskSettings settings;
    const auto analysis = store.setting("analysis");
    const auto currency = store.setting("base_currency");
    const auto cadence = store.setting("cadence");
    for (const auto* value : {&analysis, &currency, &cadence}) {
        if (!*value)
            return tl::unexpected(value->error());
    }
    if (*analysis)
        settings.analysis = settingsFromJson(**analysis);
    settings.baseCurrency = currency->value_or("USD");
    settings.cadence = findCadence(cadence->value_or("weekly")).value_or(Cadence::Weekly);
    return settings;
}

Result<void> saveSettings(Store& store, const DeskSettings& settings)
{
    const auto before = loadSettings(store);
    if (!before)
        return tl::unexpected(before.error());
    Result<void> saved;
    if (!(before->analysis == settings.analysis))
        saved = store.setSetting("analysis", settingsJson(settings.analysis));
    if (saved && before->baseCurrency != settings.baseCurrency)
        saved = store.setSetting("base_currency", settings.baseCurrency);
    if (saved && before->cadence != settings.cadence)
        saved = store.setSetting("cadence", std::string(text(settings.cadence)));
    return saved;
}

StoredReview storedReview(const ReviewRecord& record, const Filter& filter, const std::string& now)
{
    StoredReview stored;
    stored.cadence = text(record.cadence);
    stored.asOf = record.asOf;
    stored.from = record.from;
    stored.openedAt = now;
    stored.settings = settingsJson(record.settings);
    QJsonObject filters;
    for (const auto& [dimension, values] : filter.values) {
        QJsonArray array;
        for (const std::string& value : values)
            array.append(words(value));
        filters[words(text(dimension))] = array;
    }
    stored.filter = compact(filters);
    QJsonArray exceptions;
    for (const FrozenException& frozen : record.exceptions)
        exceptions.append(QJsonObject{{QStringLiteral("account_id"), words(frozen.accountId)},
            {QStringLiteral("rule"), words(rule(frozen.rule).name)},
            {QStringLiteral("severity"), words(text(frozen.severity))},
            {QStringLiteral("arr"), moneyValue(frozen.arr)}});
    stored.frozen = compact({{QStringLiteral("exceptions"), exceptions},
        {QStringLiteral("arr"), moneyValue(record.arr)}, {QStringLiteral("nrr"), ratioValue(record.nrr)},
        {QStringLiteral("grr"), ratioValue(record.grr)}, {QStringLiteral("crr"), ratioValue(record.crr)},
        {QStringLiteral("arr_at_risk"), moneyValue(record.arrAtRisk)},
        {QStringLiteral("last_import"), QString::number(record.lastImport)}});
    return stored;
}

ReviewRecord recordOf(const StoredReview& stored)
{
    const QJsonObject frozen = parse(stored.frozen);
    ReviewRecord record;
    record.number = stored.number;
    record.cadence = findCadence(stored.cadence).value_or(Cadence::Weekly);
    record.asOf = stored.asOf;
    record.from = stored.from;
    record.closed = stored.closedAt.has_value();
    record.settings = settingsFromJson(stored.settings);
    record.arr = moneyOf(frozen[QStringLiteral("arr")]);
    record.nrr = ratioOf(frozen[QStringLiteral("nrr")]);
    record.grr = ratioOf(frozen[QStringLiteral("grr")]);
    record.crr = ratioOf(frozen[QStringLiteral("crr")]);
    record.arrAtRisk = moneyOf(frozen[QStringLiteral("arr_at_risk")]);
    record.lastImport = frozen[QStringLiteral("last_import")].toString().toLongLong();
    const QJsonArray exceptions = frozen[QStringLiteral("exceptions")].toArray();
    for (const QJsonValue& value : exceptions) {
        const QJsonObject entry = value.toObject();
        const RuleSpec* spec = findRule(entry[QStringLiteral("rule")].toString().toStdString());
        const auto severity = findSeverity(entry[QStringLiteral("severity")].toString().toStdString());
        if (spec && severity)
            record.exceptions.push_back({entry[QStringLiteral("account_id")].toString().toStdString(), spec->id,
                *severity, moneyOf(entry[QStringLiteral("arr")])});
    }
    return record;
}

namespace {

Result<std::vector<ReviewRecord>> loadRecords(Store& store)
{
    const auto stored = reviews(store);
    if (!stored)
        return tl::unexpected(stored.error());
    std::vector<ReviewRecord> records;
    for (const StoredReview& review : *stored)
        records.push_back(recordOf(review));
    return records;
}

Result<std::vector<Decision>> loadDecisions(Store& store, const std::vector<ReviewRecord>& records)
{
    const auto stored = decisions(store);
    if (!stored)
        return tl::unexpected(stored.error());
    // A decision was taken on the severity that its review froze.
    std::unordered_map<std::string, Severity> severities;
    std::unordered_map<std::int64_t, Date> days;
    const auto key = [](std::int64_t review, const std::string& account, RuleId id) {
        return std::to_string(review) + '\n' + account + '\n' + std::to_string(static_cast<int>(id));
    };
    for (const ReviewRecord& record : records) {
        days.emplace(record.number, record.asOf);
        for (const FrozenException& frozen : record.exceptions)
            severities.emplace(key(record.number, frozen.accountId, frozen.rule), frozen.severity);
    }
    std::vector<Decision> result;
    for (const StoredDecision& entry : *stored) {
        const RuleSpec* spec = findRule(entry.rule);
        const auto kind = findDecisionKind(entry.kind);
        if (!spec || !kind)
            continue;
        const auto severity = severities.find(key(entry.review, entry.accountId, spec->id));
        result.push_back(
            {entry.number, entry.review, entry.accountId, spec->id, *kind, entry.who, entry.until, entry.note,
                entry.decidedAt, severity == severities.end() ? spec->severity : severity->second, days[entry.review]});
    }
    return result;
}

Result<std::vector<ActionItem>> loadActions(Store& store)
{
    const auto stored = actions(store);
    if (!stored)
        return tl::unexpected(stored.error());
    std::vector<ActionItem> result;
    for (const StoredAction& entry : *stored) {
        if (const RuleSpec* spec = findRule(entry.rule))
            result.push_back(
                {entry.number, entry.accountId, spec->id, entry.title, entry.owner, entry.due, entry.doneOn});
    }
    return result;
}

} // namespace

Result<Recorded> loadRecorded(Store& store)
{
    auto settings = loadSettings(store);
    if (!settings)
        return tl::unexpected(settings.error());
    auto records = loadRecords(store);
    if (!records)
        return tl::unexpected(records.error());
    Recorded recorded{std::move(*settings), std::move(*records), {}, {}};
    if (auto loaded = reloadDecisions(store, recorded); !loaded)
        return tl::unexpected(loaded.error());
    return recorded;
}

Result<void> reloadDecisions(Store& store, Recorded& recorded)
{
    auto taken = loadDecisions(store, recorded.records);
    if (!taken)
        return tl::unexpected(taken.error());
    auto items = loadActions(store);
    if (!items)
        return tl::unexpected(items.error());
    recorded.decisions = std::move(*taken);
    recorded.actions = std::move(*items);
    return {};
}

std::vector<RecordedWarning> recordedWarnings(const Recorded& recorded, const Portfolio& portfolio)
{
    std::vector<RecordedWarning> warnings;
    for (const ReviewRecord& record : recorded.records) {
        for (const FrozenException& frozen : record.exceptions) {
            if (rule(frozen.rule).lane != Lane::Risk)
                continue; // what warns of a churn is a risk
            if (const auto account = portfolio.findAccount(frozen.accountId))
                warnings.push_back({*account, record.asOf});
        }
    }
    return warnings;
}

std::vector<ReviewRecord> recordsOf(const Recorded& recorded, Cadence cadence)
{
    std::vector<ReviewRecord> records = recorded.records;
    std::erase_if(records, [cadence](const ReviewRecord& record) { return record.cadence != cadence; });
    return records;
}

namespace {

// The decisions of all reviews that were taken by a day.
std::vector<RecordedDecision> historyUpTo(const Recorded& recorded, Date day)
{
    std::unordered_map<std::int64_t, Cadence> cadences;
    for (const ReviewRecord& record : recorded.records)
        cadences.emplace(record.number, record.cadence);
    std::vector<RecordedDecision> history;
    for (const Decision& decision : recorded.decisions) {
        const auto cadence = cadences.find(decision.review);
        if (decision.day <= day && cadence != cadences.end())
            history.push_back({decision, cadence->second});
    }
    return history;
}

} // namespace

ReviewBundle reviewOf(const Recorded& recorded, const AnalysisPtr& analysis)
{
    const Cadence cadence = recorded.settings.cadence;
    ReviewBundle review =
        compareReview(analysis, cadence, recordsOf(recorded, cadence), recorded.decisions, recorded.actions);
    review.history = historyUpTo(recorded, analysis->asOf());
    return review;
}

Result<std::optional<ReviewBundle>> readKept(Store& store, std::int64_t review)
{
    const auto kept = keptReview(store, review);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return std::nullopt;
    auto thawed = thawReview({(*kept)->version, (*kept)->checksum, (*kept)->bytes});
    if (!thawed)
        return tl::unexpected(thawed.error());
    return std::optional(std::move(*thawed));
}

ReviewBundle closedFromToday(const Recorded& recorded, const ReviewRecord& record, const PortfolioPtr& portfolio)
{
    const AnalysisPtr analysis =
        analyse(portfolio, record.settings, {{record.from, record.asOf}, {}}, recordedWarnings(recorded, *portfolio));
    std::vector<ReviewRecord> records = recordsOf(recorded, record.cadence);
    for (ReviewRecord& one : records)
        one.closed = one.closed && one.number != record.number; // its own decisions stand in its rows
    std::vector<Decision> decided = recorded.decisions;
    std::erase_if(decided, [&record](const Decision& decision) { return decision.review > record.number; });
    ReviewBundle review = compareReview(analysis, record.cadence, std::move(records), decided, recorded.actions);
    review.history = historyUpTo(recorded, record.asOf);
    std::erase_if(
        review.history, [&record](const RecordedDecision& one) { return one.decision.review > record.number; });
    review.open = record;
    review.readOnly = true;
    return review;
}

} // namespace holdfast
