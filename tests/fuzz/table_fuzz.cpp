// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes taken for a text table: its header line is found, every dataset is held against it, and every row becomes
// cells or a reason.
#include <cstdlib>

#include "model/import/recognition.h"
#include "model/import/row_converter.h"
#include "model/import/tables.h"

namespace {

using namespace holdfast;

void convertAll(const Table& table, const Mapping& mapping)
{
    auto reader = table.open();
    if (!reader)
        return;
    RowConverter converter(table, mapping, DateOrder::Mdy);
    Record record;
    ConvertedRow row;
    for (std::size_t index = 0;; ++index) {
        const auto more = (*reader)->next(record);
        if (!more || !*more)
            return;
        if (index <= table.headerRecord)
            continue;
        if (!converter.convert(record, row))
            return;
        if (row.rejected ? row.fault.reason.empty() : row.cells.size() != converter.spec().columns.size())
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto table =
        csvTable("fuzz.csv", {}, [&bytes]() -> Result<std::unique_ptr<ByteSource>> { return memorySource(bytes); });
    if (!table)
        return 0;
    const Recognition guessed = recognise(*table, std::nullopt);
    if (guessed.importable)
        convertAll(*table, guessed.mapping);
    const Recognition told = recognise(*table, static_cast<DatasetId>(data[0] % datasetCount));
    if (told.importable)
        convertAll(*table, told.mapping);
    return 0;
}
