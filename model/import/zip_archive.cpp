// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/zip_archive.h"

#include <algorithm>
#include <optional>
#include <zip.h>

#include "model/import/tables.h"
#include "model/import/xlsx_reader.h"

namespace holdfast {

namespace {

// A member may expand to 8 GiB, and past 64 MiB to no more than 200 times its packed size: real tables stay below 50.
constexpr std::int64_t mostExpanded = std::int64_t{8} << 30;
constexpr std::int64_t freelyExpanded = std::int64_t{64} << 20;
constexpr std::int64_t mostTimes = 200;
constexpr std::size_t mostMembers = 10'000;
constexpr std::size_t mostNestedBytes = std::size_t{256} << 20;

std::string errorText(zip_error_t* error)
{
    return zip_error_strerror(error);
}

bool endsWith(const std::string& name, std::string_view ending)
{
    return name.size() >= ending.size() &&
        std::equal(ending.rbegin(), ending.rend(), name.rbegin(),
            [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b); });
}

} // namespace

struct ZipArchive::Handle {
    zip_t* zip = nullptr;
    std::shared_ptr<std::string> bytes;

    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle()
    {
        if (zip != nullptr)
            zip_discard(zip);
    }
};

namespace {

template <class HandleType> class MemberSource final : public ByteSource {
public:
    MemberSource(
        std::unique_ptr<HandleType> handle, zip_file_t* file, std::int64_t packed, std::int64_t total, Place place)
        : handle_(std::move(handle))
        , file_(file)
        , packed_(packed)
        , total_(total)
        , place_(std::move(place))
    {
    }
    MemberSource(const MemberSource&) = delete;
    MemberSource& operator=(const MemberSource&) = delete;
    ~MemberSource() override { zip_fclose(file_); }

    Result<std::size_t> read(char* out, std::size_t capacity) override
    {
        const zip_int64_t count = zip_fread(file_, out, capacity);
        if (count < 0)
            return failure(
                ErrorCode::BadInput, "the archive is damaged: " + errorText(zip_file_get_error(file_)), place_);
        done_ += count;
        if (done_ > mostExpanded || (done_ > freelyExpanded && done_ > packed_ * mostTimes))
            return failure(ErrorCode::TooLarge,
                "this part of the archive expands without measure and is refused; unpack and check it first", place_);
        return static_cast<std::size_t>(count);
    }
    std::int64_t done() const override { return done_; }
    std::int64_t total() const override { return total_; }

private:
    std::unique_ptr<HandleType> handle_;
    zip_file_t* file_;
    std::int64_t packed_;
    std::int64_t total_;
    Place place_;
    std::int64_t done_ = 0;
};

} // namespace

ZipArchive::~ZipArchive() = default;

Result<std::unique_ptr<ZipArchive::Handle>> ZipArchive::openHandle(
    const std::string& file, const std::shared_ptr<std::string>& bytes)
{
    auto handle = std::make_unique<Handle>();
    handle->bytes = bytes;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = bytes ? zip_source_buffer_create(bytes->data(), bytes->size(), 0, &error)
                                 : zip_source_file_create(file.c_str(), 0, -1, &error);
    if (source != nullptr) {
        handle->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (handle->zip == nullptr)
            zip_source_free(source);
    }
    if (handle->zip == nullptr) {
        const std::string text = errorText(&error);
        zip_error_fini(&error);
        return failure(
            ErrorCode::BadInput, "the file is a damaged or truncated archive or workbook: " + text, {file, {}, 0, {}});
    }
    zip_error_fini(&error);
    return handle;
}

Result<std::shared_ptr<ZipArchive>> ZipArchive::open(const std::string& file)
{
    std::shared_ptr<ZipArchive> archive(new ZipArchive);
    archive->file_ = file;
    const auto handle = openHandle(file, nullptr);
    if (!handle)
        return tl::unexpected(handle.error());
    const zip_int64_t count = zip_get_num_entries((*handle)->zip, 0);
    if (count > static_cast<zip_int64_t>(mostMembers))
        return failure(ErrorCode::TooLarge, "the archive has more than 10,000 members", {file, {}, 0, {}});
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* name = zip_get_name((*handle)->zip, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
        if (name != nullptr)
            archive->members_.emplace_back(name);
    }
    return archive;
}

Result<std::shared_ptr<ZipArchive>> ZipArchive::fromBytes(const std::string& label, std::string bytes)
{
    std::shared_ptr<ZipArchive> archive(new ZipArchive);
    archive->file_ = label;
    archive->bytes_ = std::make_shared<std::string>(std::move(bytes));
    const auto handle = openHandle(label, archive->bytes_);
    if (!handle)
        return tl::unexpected(handle.error());
    const zip_int64_t count = zip_get_num_entries((*handle)->zip, 0);
    for (zip_int64_t i = 0; i < std::min<zip_int64_t>(count, mostMembers); ++i) {
        const char* name = zip_get_name((*handle)->zip, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
        if (name != nullptr)
            archive->members_.emplace_back(name);
    }
    return archive;
}

bool ZipArchive::has(const std::string& member) const
{
    return std::find(members_.begin(), members_.end(), member) != members_.end();
}

Result<std::unique_ptr<ByteSource>> ZipArchive::source(const std::string& member) const
{
    const Place place{file_, member, 0, {}};
    auto handle = openHandle(file_, bytes_);
    if (!handle)
        return tl::unexpected(handle.error());
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat((*handle)->zip, member.c_str(), ZIP_FL_ENC_GUESS, &stat) != 0)
        return failure(ErrorCode::NotFound, "the archive has no such part", place);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return failure(ErrorCode::BadInput, "the archive is protected by a password; save it without one", place);
    zip_file_t* file = zip_fopen_index((*handle)->zip, stat.index, 0);
    if (file == nullptr)
        return failure(ErrorCode::BadInput,
            "this part of the archive cannot be read: " + errorText(zip_get_error((*handle)->zip)), place);
    return std::make_unique<MemberSource<Handle>>(std::move(*handle), file, static_cast<std::int64_t>(stat.comp_size),
        static_cast<std::int64_t>(stat.size), place);
}

Result<std::string> ZipArchive::bytes(const std::string& member, std::size_t most) const
{
    auto opened = source(member);
    if (!opened)
        return tl::unexpected(opened.error());
    std::string all;
    std::string block(std::size_t{1} << 16, '\0');
    while (true) {
        const auto count = (*opened)->read(block.data(), block.size());
        if (!count)
            return tl::unexpected(count.error());
        if (*count == 0)
            return all;
        all.append(block.data(), *count);
        if (all.size() > most)
            return failure(ErrorCode::TooLarge, "this part of the archive is too large", {file_, member, 0, {}});
    }
}

Result<std::vector<Table>> openArchive(const std::string& file)
{
    const auto archive = ZipArchive::open(file);
    if (!archive)
        return tl::unexpected(archive.error());
    if (isWorkbook(**archive))
        return workbookTables(*archive, file, {});
    if ((*archive)->has("mimetype") && (*archive)->has("content.xml"))
        return failure(ErrorCode::BadInput, "this is an OpenDocument file; save it as .xlsx or CSV", {file, {}, 0, {}});
    std::vector<Table> tables;
    std::optional<Error> lastError;
    for (const std::string& member : (*archive)->members()) {
        const std::string base = member.substr(member.rfind('/') == std::string::npos ? 0 : member.rfind('/') + 1);
        if (base.empty() || base[0] == '.' || member.starts_with("__MACOSX/"))
            continue;
        if (endsWith(base, ".csv") || endsWith(base, ".tsv") || endsWith(base, ".txt") || endsWith(base, ".tab")) {
            auto table = csvTable(file, member, [archive = *archive, member] { return archive->source(member); });
            if (table)
                tables.push_back(std::move(*table));
            else if (table.error().sentence != emptyFileSentence)
                return tl::unexpected(table.error()); // never the others without this one
            else
                lastError = table.error();
        } else if (endsWith(base, ".xlsx") || endsWith(base, ".xlsm")) {
            auto bytes = (*archive)->bytes(member, mostNestedBytes);
            if (!bytes)
                return tl::unexpected(bytes.error());
            const auto inner = ZipArchive::fromBytes(file, std::move(*bytes));
            if (!inner)
                return tl::unexpected(inner.error());
            auto sheets = workbookTables(*inner, file, member);
            if (!sheets)
                return tl::unexpected(sheets.error());
            for (Table& sheet : *sheets)
                tables.push_back(std::move(sheet));
        }
    }
    if (tables.empty())
        return tl::unexpected(
            lastError.value_or(Error{ErrorCode::BadInput, "the archive holds no CSV or XLSX file", {file, {}, 0, {}}}));
    return tables;
}

} // namespace holdfast
