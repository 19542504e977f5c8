// SPDX-License-Identifier: GPL-3.0-or-later
// What every chart is: a value that paints itself into a rectangle. One drawing serves the screen (with hover, click
// and keyboard), PNG, SVG and the deck's PDF. Painting may also tell the regions that answer to the pointer.
#pragma once

#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "model/base/date.h"
#include "model/base/ids.h"
#include "model/datasets/datasets.h"
#include "ui/theme/tokens.h"

namespace holdfast {

// Colours and type of a drawing. `body` is the body size in units of the device (pixels; points in the deck).
struct ChartStyle {
    Tokens tokens;
    double body = 13;
    bool points = false; // sizes are points of a 72-dpi page and may be fractions

    QFont font(TypeSize size) const;
    QFont font(TypeSize size, QFont::Weight weight) const;
    // A length of the design, which is drawn for a body of 13.
    double scaled(double designPixels) const { return designPixels * body / 13.0; }
};

// What a click on a region means; the panel decides what to do with it.
struct ChartTarget {
    enum class Kind { None, Movement, Zone, Status, Account, Month, Fact, Cohort };
    Kind kind = Kind::None;
    int first = 0; // movement, zone, month or row, by kind
    int second = 0; // status, state or column, by kind
    std::optional<AccountId> account;
    std::optional<DatasetId> dataset;
    std::optional<Date> day;
    std::int32_t file = -1; // of a fact: place of its file in Portfolio::files, and its line there
    std::uint32_t line = 0;

    bool operator==(const ChartTarget&) const = default;
};

struct ChartRegion {
    QRectF rect;
    QString title; // first line of the tooltip, and the accessible name
    QString details; // further lines, plain text separated by '\n'
    ChartTarget target;
};
using ChartRegions = std::vector<ChartRegion>;

class Chart {
public:
    virtual ~Chart() = default;

    // Paints within `rect` and appends the regions when asked to. Text that does not fit is elided.
    virtual void paint(QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const = 0;
    virtual QString name() const = 0; // "ARR from opening to closing"
    virtual QString description() const = 0; // what it says, for those who do not see it
    // Least useful height for a width, in device units.
    virtual double heightFor(double width, const ChartStyle& style) const = 0;
    virtual bool isEmpty() const = 0; // nothing to draw: `name` is then shown with a sentence
};
using ChartPtr = std::shared_ptr<const Chart>;

} // namespace holdfast
