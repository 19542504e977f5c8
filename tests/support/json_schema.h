// SPDX-License-Identifier: GPL-3.0-or-later
// Validates JSON against the part of JSON Schema (draft 2020-12) that resources/schema/report.schema.json uses:
// $ref into $defs, type, enum, const, pattern, minimum, minLength, minItems, maxItems, items, properties, required,
// additionalProperties, propertyNames. Another keyword in a schema is an error, so that nothing passes unread.
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>
#include <cmath>

namespace holdfast {

class JsonSchema {
public:
    explicit JsonSchema(const QJsonObject& root)
        : root_(root)
    {
    }

    // What is wrong, as "$.retention.nrr: is not of type number, null"; empty when the value is valid.
    QStringList problems(const QJsonValue& value) const
    {
        QStringList found;
        check(root_, value, QStringLiteral("$"), found);
        return found;
    }

private:
    static bool isOfType(const QJsonValue& value, const QString& type)
    {
        if (type == QStringLiteral("integer"))
            return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
        return (type == QStringLiteral("number") && value.isDouble()) ||
            (type == QStringLiteral("string") && value.isString()) ||
            (type == QStringLiteral("boolean") && value.isBool()) ||
            (type == QStringLiteral("null") && value.isNull()) ||
            (type == QStringLiteral("array") && value.isArray()) ||
            (type == QStringLiteral("object") && value.isObject());
    }

    void check(const QJsonObject& schema, const QJsonValue& value, const QString& place, QStringList& found) const
    {
        if (found.size() >= 20) // enough to see what is wrong
            return;
        for (auto keyword = schema.begin(); keyword != schema.end(); ++keyword)
            checkKeyword(keyword.key(), keyword.value(), schema, value, place, found);
    }

    void checkKeyword(const QString& keyword, const QJsonValue& rule, const QJsonObject& schema,
        const QJsonValue& value, const QString& place, QStringList& found) const
    {
        static const QStringList silent = {QStringLiteral("$schema"), QStringLiteral("$id"), QStringLiteral("$defs"),
            QStringLiteral("title"), QStringLiteral("description")};
        const auto wrong = [&](const QString& sentence) { found << place + QStringLiteral(": ") + sentence; };
        if (silent.contains(keyword))
            return;
        if (keyword == QStringLiteral("$ref")) {
            const QString name = rule.toString().section(QLatin1Char('/'), -1);
            const QJsonObject definitions = root_.value(QStringLiteral("$defs")).toObject();
            if (definitions.contains(name))
                check(definitions.value(name).toObject(), value, place, found);
            else
                wrong(QStringLiteral("the schema has no definition ") + rule.toString());
        } else if (keyword == QStringLiteral("type")) {
            const QJsonArray types = rule.isArray() ? rule.toArray() : QJsonArray{rule};
            bool fits = false;
            QStringList names;
            for (const QJsonValue& type : types) {
                fits = fits || isOfType(value, type.toString());
                names << type.toString();
            }
            if (!fits)
                wrong(QStringLiteral("is not of type ") + names.join(QStringLiteral(", ")));
        } else if (keyword == QStringLiteral("enum")) {
            if (!rule.toArray().contains(value))
                wrong(QStringLiteral("\"") + value.toString() + QStringLiteral("\" is none of the values"));
        } else if (keyword == QStringLiteral("const")) {
            if (rule != value)
                wrong(QStringLiteral("is not the constant"));
        } else if (value.isString() && keyword == QStringLiteral("pattern")) {
            if (!QRegularExpression(rule.toString()).match(value.toString()).hasMatch())
                wrong(QStringLiteral("\"") + value.toString() + QStringLiteral("\" does not match ") + rule.toString());
        } else if (keyword == QStringLiteral("minLength")) {
            if (value.isString() && value.toString().size() < rule.toInt())
                wrong(QStringLiteral("is too short"));
        } else if (keyword == QStringLiteral("minimum")) {
            if (value.isDouble() && value.toDouble() < rule.toDouble())
                wrong(QStringLiteral("is less than the minimum"));
        } else if (keyword == QStringLiteral("minItems")) {
            if (value.isArray() && value.toArray().size() < rule.toInt())
                wrong(QStringLiteral("has too few items"));
        } else if (keyword == QStringLiteral("maxItems")) {
            if (value.isArray() && value.toArray().size() > rule.toInt())
                wrong(QStringLiteral("has too many items"));
        } else if (keyword == QStringLiteral("items")) {
            const QJsonArray items = value.toArray();
            for (qsizetype i = 0; i < items.size(); ++i)
                check(rule.toObject(), items.at(i), place + QStringLiteral("[%1]").arg(i), found);
        } else if (keyword == QStringLiteral("required")) {
            for (const QJsonValue& name : rule.toArray()) {
                if (value.isObject() && !value.toObject().contains(name.toString()))
                    wrong(QStringLiteral("lacks ") + name.toString());
            }
        } else if (keyword == QStringLiteral("properties") || keyword == QStringLiteral("additionalProperties") ||
            keyword == QStringLiteral("propertyNames")) {
            checkMembers(keyword, rule, schema, value.toObject(), place, found);
        } else if (keyword != QStringLiteral("pattern")) {
            wrong(QStringLiteral("the schema's keyword is not known here: ") + keyword);
        }
    }

    void checkMembers(const QString& keyword, const QJsonValue& rule, const QJsonObject& schema,
        const QJsonObject& object, const QString& place, QStringList& found) const
    {
        const QJsonObject named = schema.value(QStringLiteral("properties")).toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QString there = place + QLatin1Char('.') + member.key();
            if (keyword == QStringLiteral("propertyNames"))
                check(rule.toObject(), member.key(), there, found);
            else if (keyword == QStringLiteral("properties") && named.contains(member.key()))
                check(named.value(member.key()).toObject(), member.value(), there, found);
            else if (keyword == QStringLiteral("additionalProperties") && !named.contains(member.key())) {
                if (rule.isObject())
                    check(rule.toObject(), member.value(), there, found);
                else if (!rule.toBool())
                    found << there + QStringLiteral(": is not in the schema");
            }
        }
    }

    QJsonObject root_;
};

} // namespace holdfast
