// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/deck_outline.h"

#include <algorithm>

#include "model/report/format.h"
#include "model/report/slides.h"

namespace holdfast {

const std::vector<SectionSpec>& deckSections()
{
    static const std::vector<SectionSpec> sections{
        {SectionId::Cover, "cover", "Cover"},
        {SectionId::Week, "week", "The week on one page"},
        {SectionId::NrrWaterfall, "nrr_waterfall", "NRR waterfall"},
        {SectionId::Drivers, "drivers", "What is driving NRR"},
        {SectionId::Segments, "segments", "Retention by segment"},
        {SectionId::Book, "book", "The book by owner"},
        {SectionId::Zones, "zones", "Zones"},
        {SectionId::GreenButDying, "green_but_dying", "Green but dying"},
        {SectionId::Exceptions, "exceptions", "Exceptions by lane"},
        {SectionId::Stalled, "stalled", "Stalled projects"},
        {SectionId::ExpansionReady, "expansion_ready", "Expansion-ready"},
        {SectionId::Renewals, "renewals", "Renewals of the next 180 days"},
        {SectionId::Accounts, "accounts", "Accounts"},
        {SectionId::Decisions, "decisions", "Decisions and actions"},
        {SectionId::DataQuality, "data_quality", "Data quality"},
        {SectionId::Definitions, "definitions", "Definitions"},
    };
    return sections;
}

std::string_view titleOf(SectionId id)
{
    for (const SectionSpec& section : deckSections()) {
        if (section.id == id)
            return section.title;
    }
    return {};
}

namespace {

Slides slidesOf(SectionId section, const ReviewBundle& review, const DeckChoice& choice)
{
    switch (section) {
    case SectionId::Cover:
        return coverSlides(review, choice);
    case SectionId::Week:
        return weekSlides(review);
    case SectionId::NrrWaterfall:
        return waterfallSlides(review);
    case SectionId::Drivers:
        return driverSlides(review);
    case SectionId::Segments:
        return segmentSlides(review, choice.accountsPerList);
    case SectionId::Book:
        return bookSlides(review, choice.accountsPerList);
    case SectionId::Zones:
        return zoneSlides(review);
    case SectionId::GreenButDying:
        return greenButDyingSlides(review, choice.accountsPerList);
    case SectionId::Exceptions:
        return exceptionSlides(review, choice.accountsPerList);
    case SectionId::Stalled:
        return stalledSlides(review, choice.accountsPerList);
    case SectionId::ExpansionReady:
        return expansionSlides(review, choice.accountsPerList);
    case SectionId::Renewals:
        return renewalSlides(review, choice.accountsPerList);
    case SectionId::Accounts:
        return accountSlides(review, choice);
    case SectionId::Decisions:
        return decisionSlides(review);
    case SectionId::DataQuality:
        return qualitySlides(review);
    case SectionId::Definitions:
        return definitionSlides(review);
    }
    return {};
}

} // namespace

DeckOutline deckOutline(const ReviewBundle& review, const DeckChoice& choice)
{
    DeckOutline outline;
    const std::string name = choice.storeName.empty() ? "Customer portfolio" : choice.storeName;
    outline.documentTitle =
        name + ": " + std::string(text(review.cadence)) + " review, " + dateText(review.result().asOf());
    outline.author = "Holdfast";
    if (choice.handoff) {
        const std::optional<AccountId> account = review.result().portfolio->findAccount(*choice.handoff);
        if (!account)
            return outline; // without slides
        outline.slides = handoffSlides(review, *account);
        outline.documentTitle =
            "Handoff pack: " + accountName(review.result(), account) + ", " + dateText(review.result().asOf());
    } else {
        std::vector<SectionId> order = choice.sections;
        if (order.empty()) {
            for (const SectionSpec& section : deckSections()) {
                if (section.id != SectionId::Book) // the whole book is for those who ask for it
                    order.push_back(section.id);
            }
        }
        for (const SectionId section : order) {
            for (Slide& slide : slidesOf(section, review, choice)) {
                slide.section = section;
                slide.label = titleOf(section);
                outline.slides.push_back(std::move(slide));
            }
        }
    }
    // PDF readers show this in a list of files; no-break spaces read as blanks there.
    for (std::size_t at = 0; (at = outline.documentTitle.find("\u00a0", at)) != std::string::npos;)
        outline.documentTitle.replace(at, std::string_view("\u00a0").size(), " ");
    return outline;
}

} // namespace holdfast
