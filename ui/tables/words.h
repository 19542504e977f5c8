// SPDX-License-Identifier: GPL-3.0-or-later
// Small bridges between the engine's UTF-8 texts and the models: QString conversion and tooltips that stay plain text.
#pragma once

#include <QDate>
#include <QString>
#include <string>
#include <string_view>

#include "model/base/date.h"

namespace holdfast {

inline QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline std::string toUtf8(const QString& text)
{
    return text.toStdString();
}
inline QDate toQDate(Date day)
{
    return QDate(day.year(), day.month(), day.day());
}
inline Date toDate(const QDate& day)
{
    return Date::fromYmd(day.year(), day.month(), day.day()).value_or(Date());
}

// A tooltip shows text from files: Qt would render what looks like HTML, so that is escaped. Line breaks stay.
QString plainTooltip(const QString& text);
// For QMenu and button texts, where "&" would mark a letter.
QString plainMenuText(const QString& text);

} // namespace holdfast
