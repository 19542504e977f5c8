// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/known_exports.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "model/import/mapping_names.h"
#include "model/import/recognition.h"
#include "model/import/values.h"

namespace holdfast {

namespace {

struct Loaded {
    std::vector<KnownExport> exports;
    std::vector<std::string> faults;
};

std::map<std::string, std::string> texts(const QJsonObject& object)
{
    std::map<std::string, std::string> result;
    for (auto it = object.begin(); it != object.end(); ++it)
        result[it.key().toStdString()] = it.value().toString().toStdString();
    return result;
}

// One profile; "" or what is wrong with it.
std::string readProfile(const QJsonObject& object, KnownExport& profile)
{
    profile.name = object.value(QStringLiteral("name")).toString().toStdString();
    profile.refused = object.value(QStringLiteral("refused")).toString().toStdString();
    profile.note = object.value(QStringLiteral("note")).toString().toStdString();
    const std::string datasetName = object.value(QStringLiteral("dataset")).toString().toStdString();
    const DatasetSpec* spec = findDataset(datasetName);
    if (profile.name.empty() || spec == nullptr)
        return "no name, or no dataset called “" + datasetName + "”";
    profile.dataset = spec->id;
    for (const QJsonValue& entry : object.value(QStringLiteral("signature")).toArray()) {
        std::vector<std::string> alternatives;
        for (const QString& header : entry.toString().split(QLatin1Char('|')))
            alternatives.push_back(normalisedHeader(header.toStdString()));
        profile.signature.push_back(std::move(alternatives));
    }
    if (profile.signature.empty())
        return "no signature";
    for (const QJsonValue& entry : object.value(QStringLiteral("absent")).toArray())
        profile.absent.push_back(normalisedHeader(entry.toString().toStdString()));
    for (const QJsonValue& entry : object.value(QStringLiteral("columns")).toArray()) {
        const QJsonObject column = entry.toObject();
        KnownColumn known;
        known.column = column.value(QStringLiteral("column")).toString().toStdString();
        if (spec->column(known.column) < 0 && !isReference(known.column))
            return "no column “" + known.column + "”";
        known.values = texts(column.value(QStringLiteral("values")).toObject());
        known.units = unitsFromName(column.value(QStringLiteral("units")).toString().toStdString());
        known.beside = folded(column.value(QStringLiteral("beside")).toString().toStdString());
        if (const QString order = column.value(QStringLiteral("date_order")).toString(); !order.isEmpty())
            known.dateOrder = dateOrderFromName(order.toStdString());
        for (const QString& header : column.value(QStringLiteral("header")).toString().split(QLatin1Char('|')))
            profile.columns.emplace_back(normalisedHeader(header.toStdString()), known);
    }
    profile.keyedBy = object.value(QStringLiteral("keyed_by")).toString().toStdString();
    if (!profile.keyedBy.empty() && spec->column(profile.keyedBy) < 0)
        return "no column “" + profile.keyedBy + "” to be keyed by";
    profile.constants = texts(object.value(QStringLiteral("constants")).toObject());
    return {};
}

Loaded load()
{
    Loaded loaded;
    const QDir folder(QStringLiteral(":/mappings"));
    for (const QString& file : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile data(folder.filePath(file));
        if (!data.open(QIODevice::ReadOnly)) {
            loaded.faults.push_back(file.toStdString() + ": cannot be read");
            continue;
        }
        QJsonParseError parsed;
        const QJsonDocument document = QJsonDocument::fromJson(data.readAll(), &parsed);
        if (!document.isArray()) {
            loaded.faults.push_back(file.toStdString() + ": " + parsed.errorString().toStdString());
            continue;
        }
        for (const QJsonValue& entry : document.array()) {
            KnownExport profile;
            const std::string fault = readProfile(entry.toObject(), profile);
            if (fault.empty())
                loaded.exports.push_back(std::move(profile));
            else
                loaded.faults.push_back(file.toStdString() + ": " + profile.name + ": " + fault);
        }
    }
    return loaded;
}

const Loaded& loaded()
{
    static const Loaded all = load();
    return all;
}

} // namespace

bool headerIs(const std::string& header, const std::string& known)
{
    if (!known.ends_with('*'))
        return header == known;
    return header.starts_with(std::string_view(known).substr(0, known.size() - 1));
}

const std::vector<KnownExport>& knownExports()
{
    return loaded().exports;
}
const std::vector<std::string>& knownExportFaults()
{
    return loaded().faults;
}

} // namespace holdfast
