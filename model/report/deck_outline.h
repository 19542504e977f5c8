// SPDX-License-Identifier: GPL-3.0-or-later
// The deck as data: which slides, each with its message, its exhibit and its footnote. ui/deck draws it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/review/review.h"

namespace holdfast {

enum class SectionId : std::uint8_t {
    Cover,
    Week,
    NrrWaterfall,
    Drivers,
    Segments,
    Book,
    Zones,
    GreenButDying,
    Exceptions,
    Stalled,
    ExpansionReady,
    Renewals,
    Accounts,
    Decisions,
    DataQuality,
    Definitions
};

struct SectionSpec {
    SectionId id;
    std::string_view name; // "nrr_waterfall", as in --sections
    std::string_view title; // "NRR waterfall", the bookmark
};
const std::vector<SectionSpec>& deckSections(); // in the default order
std::string_view titleOf(SectionId section);

constexpr std::size_t defaultAccountsPerList = 15;

// What the user chose; empty sections: all but the book by owner, in the default order.
struct DeckChoice {
    std::vector<SectionId> sections;
    std::vector<std::string> accounts; // account ids that get a page
    std::optional<std::string> creationDate; // ISO timestamp: fixes the only varying bytes
    std::string storeName;
    // Lists of exceptions, stalled projects and renewals name so many accounts, those with the most at stake, and say
    // what lies below the line. 0: every row.
    std::size_t accountsPerList = defaultAccountsPerList;
    std::optional<std::string> handoff; // account id: the pages for its new owner stand in the place of the sections

    bool operator==(const DeckChoice&) const = default;
};

enum class Align : std::uint8_t { Left, Right, Centre };
// What the cells of a column hold: words; words in 600; or the name of a mark ("critical", "broken", "expansion").
enum class CellKind : std::uint8_t { Text, Strong, Quiet, Mark };
struct TableColumn {
    std::string head;
    Align align = Align::Left;
    double share = 1; // of the width
    CellKind kind = CellKind::Text;
    bool once = false; // written once for rows of one group, see SlideTable::groupColumn
};
struct SlideTable {
    std::vector<TableColumn> columns;
    std::vector<std::vector<std::string>> rows;
    std::string title = {}; // above the head; "" for none
    std::string none = {}; // the sentence that stands in for the rows when there are none
    // Rows that follow each other with the same text here belong together: what they share is written once a page.
    std::optional<std::size_t> groupColumn = {};
    std::string below = {}; // the sentence after the last row: what the list leaves out
};
struct Figure { // a KPI tile
    std::string label, value, note;
};
struct TextBlock {
    std::vector<std::string> paragraphs;
    std::string title = {};
};
struct Figures {
    std::vector<Figure> tiles;
    std::vector<std::string> sentences; // beneath the tiles
};
enum class ChartId : std::uint8_t { Waterfall, Drivers, Zones, Renewals, Timeline, TimelineOfYear, ZoneStrip };
struct ChartExhibit {
    ChartId chart;
    std::optional<AccountId> account; // for the timeline and the strip of zones
};
using Exhibit = std::variant<TextBlock, Figures, SlideTable, ChartExhibit>;

struct Slide {
    SectionId section = SectionId::Cover;
    std::string label; // above the title, and the bookmark of the first page that bears it
    std::string title; // a whole sentence with its figure
    std::vector<Exhibit> exhibits; // usually one; a table flows over pages with title and head repeated
    std::string footnote; // definition, source files, as-of date
    // Exhibits [columnsFrom, rightColumnFrom) stand beside those from rightColumnFrom on; what comes before takes the
    // whole width. rightColumnFrom 0: all below each other. What stands beside something does not flow: of rows that do
    // not fit the number is said.
    std::size_t columnsFrom = 0;
    std::size_t rightColumnFrom = 0;
    double leftShare = 0.5; // of the width, for the left column
    bool dense = false; // a page to look things up in: its tables are set as small as footnotes
};

struct DeckOutline {
    std::string documentTitle;
    std::string author;
    std::vector<Slide> slides;
};

// From the review alone; titles come from the results and are never false.
DeckOutline deckOutline(const ReviewBundle& review, const DeckChoice& choice);

} // namespace holdfast
