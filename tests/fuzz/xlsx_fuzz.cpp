// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes that claim to be a workbook are read or refused. Bytes that start as an archive are taken as one; others
// are the parts of a workbook (sheet, shared strings, styles, workbook; a 0x1C byte between them) and are packed first:
// a fuzzer never gets past an archive's checksums by itself.
#include <array>
#include <cstdlib>
#include <string_view>
#include <zip.h>

#include "model/import/xlsx_reader.h"
#include "model/import/zip_archive.h"

namespace {

constexpr std::string_view relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>)"
    R"(<Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/></Relationships>)";
constexpr std::string_view plainWorkbook =
    R"(<workbook xmlns:r="http://r"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>)";

std::string packed(std::string_view input)
{
    std::array<std::string_view, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t end = i + 1 < parts.size() ? input.find('\x1C') : std::string_view::npos;
        parts[i] = input.substr(0, end);
        input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
    }
    if (parts[3].empty())
        parts[3] = plainWorkbook;
    const std::array<std::pair<const char*, std::string_view>, 6> members = {
        {{"[Content_Types].xml", "<Types/>"}, {"xl/_rels/workbook.xml.rels", relations}, {"xl/workbook.xml", parts[3]},
            {"xl/worksheets/sheet1.xml", parts[0]}, {"xl/sharedStrings.xml", parts[1]}, {"xl/styles.xml", parts[2]}}};
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (const auto& [name, bytes] : members) {
        const zip_int64_t at =
            zip_file_add(zip, name, zip_source_buffer(zip, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
        zip_set_file_compression(zip, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    }
    if (zip_close(zip) != 0)
        std::abort();
    std::string bytes;
    zip_stat_t stat;
    zip_stat_init(&stat);
    zip_source_open(target);
    zip_source_stat(target, &stat);
    bytes.resize(stat.size);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace holdfast;
    const std::string input(reinterpret_cast<const char*>(data), size);
    const auto archive = ZipArchive::fromBytes("fuzz", input.starts_with("PK") ? input : packed(input));
    if (!archive || !isWorkbook(**archive))
        return 0;
    const auto tables = workbookTables(*archive, "fuzz", {});
    if (!tables)
        return 0;
    for (const Table& table : *tables) {
        auto reader = table.open();
        Record record;
        std::int64_t row = 0;
        while (reader) {
            const auto more = (*reader)->next(record);
            if (!more || !*more)
                break;
            if (record.line <= row || record.fields.size() < table.headers.size())
                std::abort();
            row = record.line;
        }
    }
    return 0;
}
