// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/mapping.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>

#include "model/import/mapping_names.h"

namespace holdfast {

namespace {

QString toQString(const std::string& text)
{
    return QString::fromStdString(text);
}

QJsonObject toObject(const std::map<std::string, std::string>& texts)
{
    QJsonObject object;
    for (const auto& [key, value] : texts)
        object.insert(toQString(key), toQString(value));
    return object;
}

Result<std::map<std::string, std::string>> toMap(const QJsonValue& value, const char* what)
{
    std::map<std::string, std::string> texts;
    if (value.isUndefined() || value.isNull())
        return texts;
    if (!value.isObject())
        return failure(ErrorCode::BadInput, std::string("the mapping's “") + what + "” must be an object of texts");
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().isString())
            return failure(ErrorCode::BadInput, std::string("the mapping's “") + what + "” must be an object of texts");
        texts[it.key().toStdString()] = it.value().toString().toStdString();
    }
    return texts;
}

Result<ColumnBinding> toBinding(const QJsonObject& object)
{
    ColumnBinding binding;
    binding.header = object.value(QStringLiteral("header")).toString().toStdString();
    binding.position = object.value(QStringLiteral("position")).toInt(-1);
    binding.column = object.value(QStringLiteral("column")).toString().toStdString();
    binding.why = object.value(QStringLiteral("why")).toString().toStdString();
    const auto values = toMap(object.value(QStringLiteral("values")), "values");
    if (!values)
        return tl::unexpected(values.error());
    binding.values = *values;
    if (const QString order = object.value(QStringLiteral("date_order")).toString(); !order.isEmpty()) {
        binding.dateOrder = dateOrderFromName(order.toStdString());
        if (!binding.dateOrder)
            return failure(
                ErrorCode::BadInput, "the mapping's date_order “" + order.toStdString() + "” is none of dmy, mdy, ymd");
    }
    if (const QString units = object.value(QStringLiteral("units")).toString(); !units.isEmpty()) {
        binding.units = unitsFromName(units.toStdString());
        if (!binding.units)
            return failure(ErrorCode::BadInput,
                "the mapping's units “" + units.toStdString() + "” are none of major, minor, thousands");
    }
    return binding;
}

bool knownColumn(const DatasetSpec& spec, const std::string& column)
{
    return column.empty() || spec.column(column) >= 0 || isReference(column);
}

} // namespace

bool isReference(std::string_view column)
{
    for (const std::string_view one : {subscriptionReference, emailReference, nameReference, intervalReference,
             monthlyReference, firstNameReference, trialEndReference, stateReference}) {
        if (column == one)
            return true;
    }
    return false;
}

std::string_view inWords(std::string_view column)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> words = {
        {{subscriptionReference, "a subscription of the account"}, {emailReference, "an e-mail address of the account"},
            {nameReference, "the account's name"}, {intervalReference, "how often the amount is paid"},
            {monthlyReference, "mrr, taken twelve times as arr"}, {firstNameReference, "the name's first part"},
            {trialEndReference, "the end of the trial, before which nothing is paid"},
            {stateReference, "whether anything is paid"}}};
    for (const auto& [reference, text] : words) {
        if (column == reference)
            return text;
    }
    return column;
}

std::string_view nameOf(Units units)
{
    return units == Units::Minor ? "minor" : units == Units::Thousands ? "thousands" : "major";
}

std::optional<Units> unitsFromName(std::string_view name)
{
    for (const Units units : {Units::Major, Units::Minor, Units::Thousands}) {
        if (nameOf(units) == name)
            return units;
    }
    return std::nullopt;
}

std::string_view nameOf(DateOrder order)
{
    return order == DateOrder::Dmy ? "dmy" : order == DateOrder::Mdy ? "mdy" : "ymd";
}

std::optional<DateOrder> dateOrderFromName(std::string_view name)
{
    for (const DateOrder order : {DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd}) {
        if (nameOf(order) == name)
            return order;
    }
    return std::nullopt;
}

std::string Mapping::toJson() const
{
    QJsonArray bindings;
    for (const ColumnBinding& binding : columns) {
        QJsonObject object{{QStringLiteral("header"), toQString(binding.header)},
            {QStringLiteral("position"), binding.position}, {QStringLiteral("column"), toQString(binding.column)}};
        if (!binding.why.empty())
            object.insert(QStringLiteral("why"), toQString(binding.why));
        if (!binding.values.empty())
            object.insert(QStringLiteral("values"), toObject(binding.values));
        if (binding.dateOrder)
            object.insert(QStringLiteral("date_order"), toQString(std::string(nameOf(*binding.dateOrder))));
        if (binding.units)
            object.insert(QStringLiteral("units"), toQString(std::string(nameOf(*binding.units))));
        bindings.append(object);
    }
    QJsonObject object{{QStringLiteral("dataset"), toQString(std::string(holdfast::dataset(dataset).name))},
        {QStringLiteral("columns"), bindings}};
    if (!fingerprint.empty())
        object.insert(QStringLiteral("fingerprint"), toQString(fingerprint));
    if (!profile.empty())
        object.insert(QStringLiteral("profile"), toQString(profile));
    if (!constants.empty())
        object.insert(QStringLiteral("constants"), toObject(constants));
    if (!keyedBy.empty())
        object.insert(QStringLiteral("keyed_by"), toQString(keyedBy));
    if (endDates)
        object.insert(QStringLiteral("end_dates"),
            *endDates == EndDates::LastDay ? QStringLiteral("last-day") : QStringLiteral("day-after"));
    return QJsonDocument(object).toJson(QJsonDocument::Indented).toStdString();
}

Result<Mapping> Mapping::fromJson(const std::string& json)
{
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &parsed);
    if (parsed.error != QJsonParseError::NoError)
        return failure(ErrorCode::BadInput,
            "the mapping is not JSON: " + parsed.errorString().toStdString() + " at byte " +
                std::to_string(parsed.offset));
    if (!document.isObject())
        return failure(ErrorCode::BadInput, "the mapping must be one JSON object");
    const QJsonObject object = document.object();
    Mapping mapping;
    const std::string datasetName = object.value(QStringLiteral("dataset")).toString().toStdString();
    const DatasetSpec* spec = findDataset(datasetName);
    if (spec == nullptr)
        return failure(ErrorCode::BadInput, "the mapping's dataset “" + datasetName + "” does not exist");
    mapping.dataset = spec->id;
    mapping.fingerprint = object.value(QStringLiteral("fingerprint")).toString().toStdString();
    mapping.profile = object.value(QStringLiteral("profile")).toString().toStdString();
    const auto constants = toMap(object.value(QStringLiteral("constants")), "constants");
    if (!constants)
        return tl::unexpected(constants.error());
    mapping.constants = *constants;
    if (const QString end = object.value(QStringLiteral("end_dates")).toString(); !end.isEmpty()) {
        if (end != QStringLiteral("last-day") && end != QStringLiteral("day-after"))
            return failure(ErrorCode::BadInput,
                "the mapping's end_dates “" + end.toStdString() + "” are neither last-day nor day-after");
        mapping.endDates = end == QStringLiteral("last-day") ? EndDates::LastDay : EndDates::DayAfter;
    }
    mapping.keyedBy = object.value(QStringLiteral("keyed_by")).toString().toStdString();
    if (!mapping.keyedBy.empty() && spec->column(mapping.keyedBy) < 0)
        return failure(ErrorCode::BadInput,
            "the mapping's keyed_by “" + mapping.keyedBy + "” is no column of " + std::string(spec->name));
    // Either a list of bindings, or simply {"Header of the file": "column"}.
    const QJsonValue columns = object.value(QStringLiteral("columns"));
    if (columns.isObject()) {
        const QJsonObject simple = columns.toObject();
        for (auto it = simple.begin(); it != simple.end(); ++it) {
            QJsonObject entry = it.value().toObject();
            if (it.value().isString())
                entry.insert(QStringLiteral("column"), it.value());
            entry.insert(QStringLiteral("header"), it.key());
            const auto binding = toBinding(entry);
            if (!binding)
                return tl::unexpected(binding.error());
            mapping.columns.push_back(*binding);
        }
    } else {
        for (const QJsonValue& entry : columns.toArray()) {
            const auto binding = toBinding(entry.toObject());
            if (!binding)
                return tl::unexpected(binding.error());
            mapping.columns.push_back(*binding);
        }
    }
    for (const ColumnBinding& binding : mapping.columns) {
        if (!knownColumn(*spec, binding.column))
            return failure(ErrorCode::BadInput,
                "the mapping's column “" + binding.column + "” does not exist in " + std::string(spec->name));
    }
    for (const auto& [column, value] : mapping.constants) {
        if (spec->column(column) < 0)
            return failure(ErrorCode::BadInput,
                "the mapping's constant “" + column + "” is no column of " + std::string(spec->name));
    }
    return mapping;
}

} // namespace holdfast
