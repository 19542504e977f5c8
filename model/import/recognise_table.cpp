// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/recognise_table.h"

namespace holdfast {

Result<Recognition> recogniseTable(Store& store, const Table& table, const ImportOptions& options)
{
    for (const Mapping& mapping : options.mappings) {
        if (mappingFits(table, mapping))
            return applyMapping(table, mapping);
    }
    const auto stored = store.mapping(headerFingerprint(table.headers));
    if (!stored)
        return tl::unexpected(stored.error());
    std::optional<EndDates> endDates;
    if (*stored) {
        // Without columns only what end dates mean was remembered; the columns are guessed anew.
        const auto mapping = Mapping::fromJson(**stored);
        if (mapping && !mapping->columns.empty() && (!options.dataset || *options.dataset == mapping->dataset)) {
            Recognition recognition = applyMapping(table, *mapping);
            recognition.why = "as the remembered mapping says";
            return recognition;
        }
        if (mapping)
            endDates = mapping->endDates;
    }
    Recognition recognition = recognise(table, options.dataset);
    recognition.mapping.endDates = endDates;
    return recognition;
}

} // namespace holdfast
