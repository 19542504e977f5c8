// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes that claim to be a workbook are read or refused.
#include "model/import/xlsx_reader.h"
#include "model/import/zip_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace holdfast;
    const auto archive = ZipArchive::fromBytes("fuzz", std::string(reinterpret_cast<const char*>(data), size));
    if (!archive || !isWorkbook(**archive))
        return 0;
    const auto tables = workbookTables(*archive, "fuzz", {});
    if (!tables)
        return 0;
    for (const Table& table : *tables) {
        auto reader = table.open();
        Record record;
        while (reader) {
            const auto more = (*reader)->next(record);
            if (!more || !*more)
                break;
        }
    }
    return 0;
}
