// SPDX-License-Identifier: GPL-3.0-or-later
// The retention architecture drawn: six zones joined in their order, on the rails Trust and Intelligence.
#pragma once

#include <array>

#include "model/analysis/analysis.h"
#include "ui/charts/chart.h"
#include "ui/theme/marks.h"

namespace holdfast {

struct ZoneBox {
    QString name;
    std::array<double, zoneStatusCount> arr{}; // by ZoneStatus, in units of money
    std::array<QString, zoneStatusCount> words; // "31 accounts, $4.9M" per status
    std::int64_t broken = 0;
    QString brokenArr;
    double blockedShare = 0; // of the ARR, blocked by an earlier zone
    QString definition;
};

class ZoneChart : public Chart {
public:
    std::array<ZoneBox, zoneCount> zones;
    std::optional<Zone> fixFirst;
    QString why; // "Fix Realization first: $4.6M of ARR breaks there, in 29 accounts"
    std::optional<Zone> chosen; // the filter in force is outlined
    std::optional<ZoneStatus> chosenStatus;
    bool empty = false;

    void paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const override;
    QString name() const override;
    QString description() const override;
    double heightFor(double width, const ChartStyle& style) const override;
    bool isEmpty() const override { return empty; }

private:
    // All boxes in the same type: the largest in which no name is cut.
    struct BoxType {
        TypeSize name = TypeSize::Body, words = TypeSize::Secondary;
        bool brief = false; // the figures without the word
    };
    BoxType boxType(QPainter& painter, double width, const ChartStyle& style) const;
    void paintBox(QPainter& painter, const QRectF& box, Zone zone, const BoxType& type, const ChartStyle& style,
        ChartRegions* regions) const;
    void paintRail(
        QPainter& painter, const QRectF& rail, Zone zone, const ChartStyle& style, ChartRegions* regions) const;
};

// `contractModel`: only accounts of this contract model ("" for those without); nothing: all.
ZoneChart zoneChart(const Analysis& analysis, const std::optional<std::string>& contractModel = {});

QString fixFirstSentence(const Analysis& analysis); // as in `why`; what is true when nothing is broken
Mark chartMark(ZoneStatus status);
Mark chartMark(Severity severity);
Mark chartMark(Lane lane);
const StatusColours& coloursOf(const Tokens& tokens, ZoneStatus status);
const StatusColours& coloursOf(const Tokens& tokens, Severity severity);
// The statuses from best to worst, as bars stack them.
constexpr std::array<ZoneStatus, zoneStatusCount> stackOrder{
    ZoneStatus::Healthy, ZoneStatus::AtRisk, ZoneStatus::InProgress, ZoneStatus::Broken, ZoneStatus::Unknown};

// One cell of the account × zone matrix: tint, mark, hatching when blocked, outline at the breakpoint.
void paintZoneCell(
    QPainter& painter, const QRectF& cell, ZoneStatus status, bool blocked, bool breakpoint, const ChartStyle& style);
// The zones of one account as a strip with their names.
void paintZoneStrip(
    QPainter& painter, const QRectF& rect, const AccountZones& zones, const ChartStyle& style, ChartRegions* regions);

} // namespace holdfast
