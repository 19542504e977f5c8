// SPDX-License-Identifier: GPL-3.0-or-later
// The report as printed, with what titles of the deck speak of added up from it.
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <cmath>
#include <map>
#include <set>

#include "model/report/deck_outline.h"
#include "model/report/format.h"
#include "model/report/report_json.h"
#include "model/report/slides.h"
#include "tests/support/portfolio_builder.h"

namespace holdfast::titles {

inline const Date today = day("2025-06-30");

inline QString plain(std::string_view text)
{
    QString words = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    words.replace(QChar(0x00a0), QLatin1Char(' '));
    words.replace(QChar(0x202f), QLatin1Char(' '));
    return words;
}
inline QString word(const char* text)
{
    return QString::fromUtf8(text);
}
inline QString number(qsizetype count)
{
    return plain(plainNumber(static_cast<double>(count), 0));
}
inline QString counted(qsizetype count, const char* one, const char* many)
{
    return number(count) + u' ' + word(count == 1 ? one : many);
}

// The report as printed, with what titles speak of added up from it.
struct Report {
    explicit Report(const ReviewBundle& bundle)
        : review(bundle)
        , root(QJsonDocument::fromJson(QByteArray::fromStdString(reportJson(bundle.result()))).object())
        , retention(root[word("retention")].toObject())
        , drivers(root[word("drivers")].toObject())
        , exceptions(root[word("exceptions")].toArray())
    {
        for (const QJsonValue& one : root[word("accounts")].toArray()) {
            arrOf[text(one, "account_id")] = one[word("arr")].toDouble();
            ownerOf[text(one, "account_id")] = text(one, "owner");
            const Date renewal = Date::fromIso(text(one, "renewal_date").toStdString()).value_or(day("1900-01-01"));
            daysTo[text(one, "account_id")] = renewal - today;
        }
        for (qsizetype i = 0; i < exceptions.size(); ++i) {
            const QJsonValue one = exceptions[i];
            const QString severity = text(one, "severity");
            if (text(one, "lane") == word("risk") && (severity == word("high") || severity == word("critical")))
                atRisk.insert(text(one, "account_id"));
            critical += severity == word("critical") ? 1 : 0;
            decided.push_back(review.states[static_cast<std::size_t>(i)].decision.has_value());
            undecided += severity == word("critical") && !decided.back() ? 1 : 0;
        }
        for (const QJsonValue& one : root[word("rules_not_evaluated")].toArray())
            ++missingIn[std::string(holdfast::text(findRule(text(one, "rule").toStdString())->lane))];
    }
    static QString text(const QJsonValue& value, const char* key) { return value[QLatin1String(key)].toString(); }
    QString money(double units) const
    {
        return titles::plain(shortMoney(moneyFromUnits(units), root[word("base_currency")].toString().toStdString()));
    }
    QString money(const char* key) const { return money(retention[QLatin1String(key)].toDouble()); }
    QString share(const QJsonValue& value) const
    {
        return titles::plain(percent(value.isDouble() ? Ratio(value.toDouble()) : Ratio()));
    }
    qsizetype count(const char* key) const { return retention[QLatin1String(key)].toInt(); }

    const ReviewBundle& review;
    QJsonObject root, retention, drivers;
    QJsonArray exceptions;
    std::map<QString, double> arrOf;
    std::map<QString, QString> ownerOf;
    std::map<QString, int> daysTo;
    std::set<QString> atRisk;
    std::map<std::string, int> missingIn; // by lane
    std::vector<bool> decided;
    int critical = 0, undecided = 0;
};

} // namespace holdfast::titles
