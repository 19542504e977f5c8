// SPDX-License-Identifier: GPL-3.0-or-later
// One account on one time axis: ARR, users against seats with decay stages, milestones, outcomes, meetings, tickets,
// surveys, people, invoices, signals and exceptions. Draws what is visible alone, and joins what falls on one spot.
#pragma once

#include <array>
#include <vector>

#include "model/review/review.h"
#include "ui/charts/chart.h"

namespace holdfast {

enum class TimelineLane : std::uint8_t {
    Arr,
    Usage,
    Milestones,
    Outcomes,
    Meetings,
    Tickets,
    Surveys,
    People,
    Invoices,
    Signals,
    Exceptions
};
constexpr std::size_t timelineLaneCount = 11;
QString titleOf(TimelineLane lane);

struct TimelineItem {
    enum class Shape : std::uint8_t { Disc, Ring, Diamond, Bar, Score, ArrowIn, ArrowOut, Square, Signal, Track };
    enum class Tone : std::uint8_t { Plain, Good, Warn, Bad };
    Shape shape = Shape::Disc;
    Tone tone = Tone::Plain;
    Date from;
    Date to; // = from for a point
    bool ahead = false; // after D, known in advance: dotted
    bool filled = true; // done, attended, paid
    std::optional<Date> second; // completed, paid, measured
    double share = 0; // progress 0..1
    int row = 0; // inside the lane
    QString text; // in the shape: a score
    QString label; // beside it, where there is room
    QString title; // of the tooltip
    QString details;
    std::optional<DatasetId> dataset;
    std::int32_t file = -1; // where the fact came from: its file's place in Portfolio::files
    std::uint32_t line = 0;
};

struct TimelineBand { // weeks spent in one decay stage
    Date from, to;
    DecayStage stage = DecayStage::Unknown;
};

class TimelineChart : public Chart {
public:
    static constexpr int mostRows = 8; // of one lane
    QString accountName;
    bool compact = false; // on a page: lanes without data are left out
    std::string currency;
    Date day; // D
    Date first, last; // what there is to see
    double viewFrom = 0, viewTo = 0; // what is seen, in days since 1970
    std::vector<ArrStep> arr;
    std::optional<Date> arrKnownUntil; // renewal after D: ARR goes on dotted
    std::vector<std::pair<Date, double>> users, seats; // Monday, ascending
    std::vector<TimelineBand> bands;
    std::array<std::vector<TimelineItem>, timelineLaneCount> items; // ascending by `from`
    std::array<int, timelineLaneCount> rows{}; // rows that the items of a lane take
    std::array<int, timelineLaneCount> longest{}; // days of the lane's longest item
    std::array<QString, timelineLaneCount> nothing; // the sentence of a lane without data

    void paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const override;
    QString name() const override;
    QString description() const override;
    double heightFor(double width, const ChartStyle& style) const override;
    bool isEmpty() const override;
    std::size_t eventCount() const;

    void showAll();
    // Zooms by `factor` (< 1: closer) around a place 0..1 of the plot; never beyond what there is by more than a year.
    void zoom(double factor, double around);
    void pan(double shareOfPlot);
    // The plot inside a rectangle that the chart is painted into.
    static QRectF plotOf(const QRectF& rect, const ChartStyle& style);
    // Sorts the lanes, stacks what overlaps into rows and finds the range; after the items are filled in.
    void arrange();

private:
    bool hasData(TimelineLane lane) const;
    double laneHeight(TimelineLane lane, const ChartStyle& style) const;
    friend class TimelinePainter;
};

TimelineChart timelineChart(const ReviewBundle& review, AccountId account);

} // namespace holdfast
