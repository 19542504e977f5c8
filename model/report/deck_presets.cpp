// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/deck_presets.h"

namespace holdfast {

namespace {

using enum SectionId;

struct PresetSpec {
    DeckPreset preset;
    std::string_view name;
    std::vector<SectionId> sections;
};

const std::vector<PresetSpec>& presets()
{
    static const std::vector<PresetSpec> all{
        {DeckPreset::Weekly, "weekly",
            {Cover, Week, NrrWaterfall, Zones, GreenButDying, SectionId::Exceptions, Stalled, ExpansionReady,
                SectionId::Renewals, Decisions, DataQuality, Definitions}},
        {DeckPreset::Monthly, "monthly",
            {Cover, Week, NrrWaterfall, SectionId::Drivers, Segments, Book, Zones, GreenButDying, SectionId::Exceptions,
                Stalled, ExpansionReady, SectionId::Renewals, Decisions, DataQuality, Definitions}},
        {DeckPreset::Quarterly, "quarterly",
            {Cover, Week, NrrWaterfall, SectionId::Drivers, Segments, Zones, ExpansionReady, SectionId::Renewals,
                Decisions, DataQuality, Definitions}},
    };
    return all;
}

} // namespace

std::string_view text(DeckPreset preset)
{
    return presets()[static_cast<std::size_t>(preset)].name;
}

std::optional<DeckPreset> findDeckPreset(std::string_view name)
{
    for (const PresetSpec& spec : presets()) {
        if (spec.name == name)
            return spec.preset;
    }
    return std::nullopt;
}

const std::vector<SectionId>& sectionsOf(DeckPreset preset)
{
    return presets()[static_cast<std::size_t>(preset)].sections;
}

} // namespace holdfast
