// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are records: reading ends, lines never go back, and the size of the blocks changes nothing.
#include <cstdlib>

#include "model/import/csv_reader.h"

namespace {

std::string readAll(const std::string& bytes, std::size_t block)
{
    holdfast::CsvReader reader(holdfast::memorySource(bytes), ',', block);
    holdfast::Record record;
    std::string text;
    std::int64_t line = 0;
    while (true) {
        const auto more = reader.next(record);
        if (!more || !*more)
            return text;
        if (record.line <= line)
            std::abort();
        line = record.line;
        for (const std::string_view field : record.fields) {
            text += field;
            text += '\x1F';
        }
        text += '\x1E';
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    if (readAll(bytes, 64) != readAll(bytes, 1 << 16))
        std::abort();
    return 0;
}
