// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/mark_codes.h"

#include <QCoreApplication>

namespace holdfast {

MarkCode markOf(ZoneStatus status)
{
    switch (status) {
    case ZoneStatus::Broken:
        return MarkCode::Broken;
    case ZoneStatus::AtRisk:
        return MarkCode::AtRisk;
    case ZoneStatus::InProgress:
        return MarkCode::InProgress;
    case ZoneStatus::Unknown:
        return MarkCode::Unknown;
    case ZoneStatus::Healthy:
        return MarkCode::Healthy;
    }
    return MarkCode::None;
}

MarkCode markOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return MarkCode::Critical;
    case Severity::High:
        return MarkCode::High;
    case Severity::Medium:
        return MarkCode::Medium;
    case Severity::Low:
        return MarkCode::Low;
    }
    return MarkCode::None;
}

MarkCode markOf(Lane lane)
{
    switch (lane) {
    case Lane::Risk:
        return MarkCode::LaneRisk;
    case Lane::Stalled:
        return MarkCode::LaneStalled;
    case Lane::Expansion:
        return MarkCode::LaneExpansion;
    case Lane::Data:
        return MarkCode::LaneData;
    }
    return MarkCode::None;
}

MarkCode markOf(HealthStatus status)
{
    switch (status) {
    case HealthStatus::Green:
        return MarkCode::Healthy;
    case HealthStatus::Yellow:
        return MarkCode::AtRisk;
    case HealthStatus::Red:
        return MarkCode::Broken;
    }
    return MarkCode::None;
}

QString letterOf(MarkCode mark)
{
    switch (mark) {
    case MarkCode::Healthy:
        return QStringLiteral("H");
    case MarkCode::AtRisk:
        return QStringLiteral("R");
    case MarkCode::Broken:
        return QStringLiteral("B");
    case MarkCode::InProgress:
        return QStringLiteral("P");
    case MarkCode::Unknown:
        return QStringLiteral("U");
    default:
        return {};
    }
}

QString wordOf(MarkCode mark)
{
    constexpr const char* words[] = {"", QT_TRANSLATE_NOOP("Marks", "Healthy"), QT_TRANSLATE_NOOP("Marks", "At risk"),
        QT_TRANSLATE_NOOP("Marks", "Broken"), QT_TRANSLATE_NOOP("Marks", "In progress"),
        QT_TRANSLATE_NOOP("Marks", "Unknown"), QT_TRANSLATE_NOOP("Marks", "Blocked"),
        QT_TRANSLATE_NOOP("Marks", "Critical"), QT_TRANSLATE_NOOP("Marks", "High"),
        QT_TRANSLATE_NOOP("Marks", "Medium"), QT_TRANSLATE_NOOP("Marks", "Low"), QT_TRANSLATE_NOOP("Marks", "Risk"),
        QT_TRANSLATE_NOOP("Marks", "Stalled"), QT_TRANSLATE_NOOP("Marks", "Expansion"),
        QT_TRANSLATE_NOOP("Marks", "Data"), QT_TRANSLATE_NOOP("Marks", "Fix first")};
    return QCoreApplication::translate("Marks", words[static_cast<std::size_t>(mark)]);
}

const Health* latestCsmHealth(const Portfolio& portfolio, AccountId account, Date day)
{
    // Rows are sorted by date: the first from the end is the latest.
    const auto rows = portfolio.health.of(account);
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        if (row->date <= day && portfolio.text(row->origin) == "cs")
            return &*row;
    }
    return nullptr;
}

} // namespace holdfast
