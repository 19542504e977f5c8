// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/conflict_log.h"

namespace holdfast {

namespace {

constexpr std::int64_t mostNoted = 1000; // of one file; a file that differs everywhere is told by its count

// One file as a source.
struct FileSource {
    std::int64_t id = 0, import = 0;
    std::string layout, profile, stem;
};

// The letters of the file's name: "usage_2025-06-27.csv" and "usage_2025-07-04.csv" are one source.
std::string stemOf(std::string_view name)
{
    std::string stem;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80)
            stem += c;
        else if (c >= 'A' && c <= 'Z')
            stem += static_cast<char>(c + 32);
    }
    return stem;
}

// A report with one more column, or under its old name, is the same source. Two files of one import are two sources:
// they speak of the same moment.
bool sameSource(const FileSource& a, const FileSource& b)
{
    if (a.id == b.id)
        return true;
    return a.import != b.import &&
        (a.layout == b.layout || a.stem == b.stem || (!a.profile.empty() && a.profile == b.profile));
}

} // namespace

Result<ConflictLog> ConflictLog::open(const WriteContext& context)
{
    ConflictLog log;
    log.context_ = context;
    const std::string_view dataset = holdfast::dataset(context.dataset).name;
    Result<Statement> files = context.database->prepare(
        "SELECT id, import, layout, profile, name, columns FROM import_files WHERE dataset = ? AND layout <> ''");
    Result<Statement> standing = context.database->prepare(
        "SELECT id, account_key, row_key, \"column\", lost, kept, lost_file, kept_file, lost_line FROM conflicts"
        " WHERE dataset = ? AND ended_by IS NULL ORDER BY id");
    Result<Statement> insert = context.database->prepare(
        "INSERT INTO conflicts (import, dataset, account_key, row_key, \"column\", lost, lost_file, lost_line, kept,"
        " kept_file, kept_line) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Result<Statement> ended = context.database->prepare("UPDATE conflicts SET ended_by = ? WHERE id = ?");
    for (Result<Statement>* statement : {&files, &standing, &insert, &ended}) {
        if (!*statement)
            return tl::unexpected(statement->error());
    }
    log.insert_ = std::move(*insert);
    log.end_ = std::move(*ended);
    std::map<std::int64_t, FileSource> sources;
    std::map<std::int64_t, std::string> columns;
    files->bind(1, dataset);
    Result<void> read = eachRow(*files, [&](const Statement& row) {
        const std::int64_t id = row.integer(0);
        sources[id] = {id, row.integer(1), std::string(row.text(2)), std::string(row.text(3)), stemOf(row.text(4))};
        columns[id] = row.text(5);
    });
    if (!read)
        return tl::unexpected(read.error());
    const auto own = sources.find(context.file);
    if (own == sources.end()) // the caller does not say what its headers are
        return log;
    for (const auto& [id, source] : sources) {
        if (!sameSource(source, own->second))
            log.rivals_[id] = columns[id];
    }
    standing->bind(1, dataset);
    read = eachRow(*standing, [&](const Statement& row) {
        Standing one;
        one.id = row.integer(0);
        one.column = row.text(3);
        one.lost = row.text(4);
        one.kept = row.text(5);
        one.lostFile = row.integer(6);
        one.lostLine = row.integer(8);
        const auto lost = sources.find(one.lostFile), kept = sources.find(row.integer(7));
        one.lostIsOurs = lost != sources.end() && sameSource(lost->second, own->second);
        one.keptIsOurs = kept != sources.end() && sameSource(kept->second, own->second);
        log.standing_[{static_cast<std::uint32_t>(row.integer(1)), std::string(row.text(2))}].push_back(std::move(one));
    });
    if (!read)
        return tl::unexpected(read.error());
    return log;
}

Result<void> ConflictLog::end(const Key& key, std::size_t place)
{
    std::vector<Standing>& all = standing_[key];
    end_.bind(1, context_.import);
    end_.bind(2, all[place].id);
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(place));
    return end_.run();
}

Result<void> ConflictLog::note(const Value& value, std::string_view lost, std::int64_t lostFile, std::int64_t lostLine)
{
    if (noted_ >= mostNoted)
        return {};
    ++noted_;
    insert_.bind(1, context_.import);
    insert_.bind(2, holdfast::dataset(context_.dataset).name);
    insert_.bind(3, std::int64_t{value.account});
    insert_.bindBorrowed(4, *value.rowKey);
    insert_.bindBorrowed(5, value.column);
    insert_.bindBorrowed(6, lost);
    insert_.bind(7, lostFile);
    insert_.bind(8, lostLine);
    insert_.bindBorrowed(9, value.fresh);
    insert_.bind(10, context_.file);
    insert_.bind(11, value.line);
    return insert_.run();
}

Result<void> ConflictLog::compare(const Value& value)
{
    const bool differs = value.fresh != value.stored;
    const Key key{value.account, *value.rowKey};
    if (const auto found = standing_.find(key); found != standing_.end()) {
        for (std::size_t place = 0; place < found->second.size(); ++place) {
            const Standing one = found->second[place];
            if (one.column != value.column)
                continue;
            if (one.lostIsOurs && one.keptIsOurs) { // two lines of one file: it speaks anew
                if (Result<void> ended = end(key, place); !ended)
                    return ended;
                break;
            }
            if (one.lostIsOurs && !differs) // it says now what the other one says
                return end(key, place);
            if (one.keptIsOurs) {
                if (value.fresh == one.kept)
                    return {};
                if (Result<void> ended = end(key, place); !ended)
                    return ended;
                if (value.fresh == one.lost)
                    return {};
                ++found_;
                return note(value, one.lost, one.lostFile, one.lostLine); // they still differ, otherwise
            }
            if (differs) {
                if (Result<void> ended = end(key, place); !ended)
                    return ended;
            }
            break;
        }
    }
    if (!differs || value.stored.empty())
        return {};
    // The other file must have had this column: else the value is not its own.
    const auto rival = rivals_.find(value.storedFile);
    if (rival == rivals_.end() || rival->second.find(' ' + std::string(value.column) + ' ') == std::string::npos)
        return {};
    ++found_;
    return note(value, value.stored, value.storedFile, value.storedLine);
}

Result<void> ConflictLog::replaced(const Value& value)
{
    return note(value, value.stored, context_.file, value.storedLine);
}

} // namespace holdfast
