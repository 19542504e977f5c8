// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import/xlsx_reader.h"

#include <QIODevice>
#include <QXmlStreamReader>
#include <algorithm>
#include <charconv>
#include <map>

#include "model/import/tables.h"
#include "model/import/values.h"
#include "model/import/xlsx_cells.h"
#include "model/import/xml_device.h"

namespace holdfast {

namespace {

constexpr std::size_t mostPart = std::size_t{512} << 20; // of all shared strings
constexpr std::size_t mostCell = std::size_t{1} << 20;
constexpr std::size_t mostColumns = 16'384;
constexpr std::size_t sampledRows = 250;

struct Sheet {
    std::string name;
    std::string part; // member of the archive
    bool hidden = false;
};

struct Workbook {
    std::shared_ptr<ZipArchive> archive;
    std::string file;
    std::string prefix; // the workbook's name inside an archive
    std::vector<Sheet> sheets;
    std::string sharedPart;
    std::string stylesPart;
    bool epoch1904 = false;
    std::vector<bool> dateStyles; // per cell style
    // Shared strings in one buffer.
    std::string texts;
    std::vector<std::pair<std::size_t, std::size_t>> places;

    Place place(const std::string& sheet) const { return {file, sheet, 0, {}}; }
};

Error xmlError(const QXmlStreamReader& xml, const XmlDevice& device, const Place& place)
{
    if (device.error())
        return *device.error();
    return {ErrorCode::BadInput, "the workbook is damaged: " + xml.errorString().toStdString(), place};
}

// Calls `element` for every start element; a document type is refused, because entities come with it.
template <class Handler> Result<void> walk(const Workbook& book, const std::string& part, const Handler& element)
{
    auto source = book.archive->source(part);
    if (!source)
        return tl::unexpected(source.error());
    XmlDevice device(std::move(*source));
    QXmlStreamReader xml(&device);
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::DTD)
            return failure(ErrorCode::BadInput, "the workbook declares XML entities and is refused", book.place(part));
        if (token == QXmlStreamReader::StartElement) {
            if (const Result<void> handled = element(xml); !handled)
                return handled;
        }
    }
    if (xml.hasError())
        return tl::unexpected(xmlError(xml, device, book.place(part)));
    return {};
}

// A path inside the archive, told relative to the folder of `from`; never outside.
std::string resolved(const std::string& from, const std::string& target)
{
    if (target.starts_with('/'))
        return target.substr(1);
    std::string folder = from.substr(0, from.rfind('/') == std::string::npos ? 0 : from.rfind('/') + 1);
    std::string rest = target;
    while (rest.starts_with("../")) {
        rest.erase(0, 3);
        if (!folder.empty())
            folder.erase(folder.rfind('/', folder.size() - 2) == std::string::npos
                    ? 0
                    : folder.rfind('/', folder.size() - 2) + 1);
    }
    return folder + rest;
}

QString relationId(const QXmlStreamAttributes& attributes)
{
    for (const QXmlStreamAttribute& attribute : attributes) {
        if (attribute.name() == QStringLiteral("id") && !attribute.namespaceUri().isEmpty())
            return attribute.value().toString();
    }
    return {};
}

Result<std::map<QString, std::pair<QString, std::string>>> relations(const Workbook& book, const std::string& part)
{
    std::map<QString, std::pair<QString, std::string>> targets; // id → type, member
    const std::size_t slash = part.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string{} : part.substr(0, slash + 1);
    const std::string rels = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!book.archive->has(rels))
        return targets;
    const auto walked = walk(book, rels, [&](QXmlStreamReader& xml) -> Result<void> {
        if (xml.name() != QStringLiteral("Relationship"))
            return {};
        const auto attributes = xml.attributes();
        if (attributes.value(QStringLiteral("TargetMode")) == QStringLiteral("External"))
            return {};
        targets[attributes.value(QStringLiteral("Id")).toString()] = {
            attributes.value(QStringLiteral("Type")).toString().section(QLatin1Char('/'), -1),
            resolved(part, attributes.value(QStringLiteral("Target")).toString().toStdString())};
        return {};
    });
    if (!walked)
        return tl::unexpected(walked.error());
    return targets;
}

Result<void> readStyles(Workbook& book)
{
    if (book.stylesPart.empty() || !book.archive->has(book.stylesPart))
        return {};
    std::map<int, bool> formats;
    bool inCellFormats = false;
    return walk(book, book.stylesPart, [&](QXmlStreamReader& xml) -> Result<void> {
        const auto name = xml.name();
        if (name == QStringLiteral("numFmt")) {
            formats[xml.attributes().value(QStringLiteral("numFmtId")).toInt()] =
                isDateNumberFormat(xml.attributes().value(QStringLiteral("formatCode")));
        } else if (name == QStringLiteral("cellXfs")) {
            inCellFormats = true;
        } else if (name == QStringLiteral("cellStyleXfs") || name == QStringLiteral("cellStyles") ||
            name == QStringLiteral("dxfs")) {
            inCellFormats = false;
        } else if (name == QStringLiteral("xf") && inCellFormats) {
            const int format = xml.attributes().value(QStringLiteral("numFmtId")).toInt();
            const auto own = formats.find(format);
            book.dateStyles.push_back(own != formats.end() ? own->second : isBuiltInDateFormat(format));
        }
        return {};
    });
}

// The text of a string item or an inline string: all its runs, without phonetic ones.
void appendText(QXmlStreamReader& xml, std::string& text)
{
    int depth = 1;
    int phonetic = 0;
    bool inText = false;
    while (!xml.atEnd() && depth > 0) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement) {
            ++depth;
            if (xml.name() == QStringLiteral("rPh"))
                phonetic = depth;
            inText = xml.name() == QStringLiteral("t");
        } else if (token == QXmlStreamReader::EndElement) {
            if (phonetic == depth)
                phonetic = 0;
            --depth;
            inText = false;
        } else if (token == QXmlStreamReader::Characters && inText && phonetic == 0 && text.size() < mostPart) {
            const QByteArray bytes = xml.text().toUtf8();
            text.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        }
    }
}

Result<void> readSharedStrings(Workbook& book)
{
    if (book.sharedPart.empty() || !book.archive->has(book.sharedPart))
        return {};
    return walk(book, book.sharedPart, [&](QXmlStreamReader& xml) -> Result<void> {
        if (xml.name() != QStringLiteral("si"))
            return {};
        std::string text;
        appendText(xml, text);
        text = withoutCellEscapes(std::move(text));
        if (book.texts.size() + text.size() > mostPart)
            return failure(ErrorCode::TooLarge, "the workbook's texts expand without measure and are refused",
                book.place(book.sharedPart));
        book.places.emplace_back(book.texts.size(), text.size());
        book.texts += text;
        return {};
    });
}

class SheetReader final : public RecordReader {
public:
    SheetReader(
        std::shared_ptr<const Workbook> book, Sheet sheet, std::unique_ptr<ByteSource> source, std::size_t width)
        : book_(std::move(book))
        , sheet_(std::move(sheet))
        , device_(std::move(source))
        , xml_(&device_)
        , width_(width)
    {
    }

    Result<bool> next(Record& record) override;
    std::int64_t done() const override { return device_.source().done(); }
    std::int64_t total() const override { return device_.source().total(); }
    std::vector<std::string> remarks() const override
    {
        if (formulasWithoutValue_ == 0)
            return {};
        return {std::to_string(formulasWithoutValue_) +
            " formula cells hold no stored value and count as missing; open and save the workbook in a spreadsheet"};
    }

private:
    void readCell(std::string& text);
    std::string valueText(const QString& type, int style, const std::string& stored) const;

    std::shared_ptr<const Workbook> book_;
    Sheet sheet_;
    XmlDevice device_;
    QXmlStreamReader xml_;
    std::size_t width_; // every record is padded to it
    std::vector<std::string> texts_;
    std::vector<std::string_view> fields_;
    std::int64_t row_ = 0;
    std::int64_t formulasWithoutValue_ = 0;
};

std::string SheetReader::valueText(const QString& type, int style, const std::string& stored) const
{
    if (stored.empty())
        return {};
    if (type == QStringLiteral("s")) {
        std::size_t index = 0;
        const auto parsed = std::from_chars(stored.data(), stored.data() + stored.size(), index);
        if (parsed.ec != std::errc() || index >= book_->places.size())
            return {};
        return book_->texts.substr(book_->places[index].first, book_->places[index].second);
    }
    if (type == QStringLiteral("b"))
        return stored == "1" || stored == "true" ? "TRUE" : "FALSE";
    if (type == QStringLiteral("str"))
        return withoutCellEscapes(stored);
    if (type == QStringLiteral("e") || type == QStringLiteral("d"))
        return stored;
    const auto at = static_cast<std::size_t>(std::max(style, 0));
    if (style >= 0 && at < book_->dateStyles.size() && book_->dateStyles[at]) {
        double serial = 0;
        const auto parsed = std::from_chars(stored.data(), stored.data() + stored.size(), serial);
        if (parsed.ec == std::errc() && serial >= 0 && serial < 2958466) {
            const std::string text = serialDateText(serial, book_->epoch1904);
            if (!text.empty())
                return text;
        }
    }
    return storedNumberText(stored);
}

void SheetReader::readCell(std::string& text)
{
    const auto attributes = xml_.attributes();
    const QString type = attributes.value(QStringLiteral("t")).toString();
    bool hasStyle = false;
    const int styleNumber = attributes.value(QStringLiteral("s")).toInt(&hasStyle);
    std::string stored;
    bool formula = false, value = false;
    text.clear();
    while (!xml_.atEnd()) {
        const auto token = xml_.readNext();
        if (token == QXmlStreamReader::EndElement && xml_.name() == QStringLiteral("c"))
            break;
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (xml_.name() == QStringLiteral("v")) {
            stored = xml_.readElementText(QXmlStreamReader::SkipChildElements).toStdString();
            value = !stored.empty();
        } else if (xml_.name() == QStringLiteral("is")) {
            appendText(xml_, text);
            text = withoutCellEscapes(std::move(text));
        } else if (xml_.name() == QStringLiteral("f")) {
            formula = true;
            xml_.skipCurrentElement();
        }
    }
    if (value)
        text = valueText(type, hasStyle ? styleNumber : -1, stored);
    else if (formula && type != QStringLiteral("str"))
        ++formulasWithoutValue_;
    if (text.size() > mostCell)
        text.resize(mostCell);
}

Result<bool> SheetReader::next(Record& record)
{
    while (!xml_.atEnd()) {
        const auto token = xml_.readNext();
        if (token == QXmlStreamReader::DTD)
            return failure(
                ErrorCode::BadInput, "the workbook declares XML entities and is refused", book_->place(sheet_.name));
        if (token != QXmlStreamReader::StartElement || xml_.name() != QStringLiteral("row"))
            continue;
        bool told = false;
        const std::int64_t number = xml_.attributes().value(QStringLiteral("r")).toLongLong(&told);
        row_ = told && number > row_ ? number : row_ + 1;
        std::size_t used = 0, column = 0;
        for (std::string& text : texts_)
            text.clear();
        while (!xml_.atEnd()) {
            const auto inner = xml_.readNext();
            if (inner == QXmlStreamReader::EndElement && xml_.name() == QStringLiteral("row"))
                break;
            if (inner != QXmlStreamReader::StartElement || xml_.name() != QStringLiteral("c"))
                continue;
            column = columnOfReference(xml_.attributes().value(QStringLiteral("r")), column, mostColumns);
            if (column >= mostColumns) {
                xml_.skipCurrentElement();
                continue;
            }
            if (texts_.size() <= column)
                texts_.resize(column + 1);
            readCell(texts_[column]);
            if (!texts_[column].empty())
                used = std::max(used, column + 1);
            ++column;
        }
        if (xml_.hasError())
            break;
        const std::size_t width = std::max(width_, used);
        if (texts_.size() < width)
            texts_.resize(width);
        fields_.assign(texts_.begin(), texts_.begin() + static_cast<std::ptrdiff_t>(width));
        record.line = row_;
        record.fields = fields_;
        record.problem = RecordProblem::None;
        return true;
    }
    if (xml_.hasError())
        return tl::unexpected(xmlError(xml_, device_, book_->place(sheet_.name)));
    return false;
}

Result<void> readWorkbook(Workbook& book)
{
    std::string main = "xl/workbook.xml";
    const auto roots = relations(book, "");
    if (!roots)
        return tl::unexpected(roots.error());
    for (const auto& [id, target] : *roots) {
        if (target.first == QStringLiteral("officeDocument"))
            main = target.second;
    }
    const auto parts = relations(book, main);
    if (!parts)
        return tl::unexpected(parts.error());
    for (const auto& [id, target] : *parts) {
        if (target.first == QStringLiteral("sharedStrings"))
            book.sharedPart = target.second;
        else if (target.first == QStringLiteral("styles"))
            book.stylesPart = target.second;
    }
    const auto walked = walk(book, main, [&](QXmlStreamReader& xml) -> Result<void> {
        const auto attributes = xml.attributes();
        if (xml.name() == QStringLiteral("workbookPr")) {
            const auto date1904 = attributes.value(QStringLiteral("date1904"));
            book.epoch1904 = date1904 == QStringLiteral("1") || date1904 == QStringLiteral("true");
        } else if (xml.name() == QStringLiteral("sheet")) {
            const auto part = parts->find(relationId(attributes));
            if (part == parts->end() || part->second.first != QStringLiteral("worksheet"))
                return {}; // a chart sheet holds no rows
            const auto state = attributes.value(QStringLiteral("state"));
            book.sheets.push_back({attributes.value(QStringLiteral("name")).toString().toStdString(),
                part->second.second, !state.isEmpty() && state != QStringLiteral("visible")});
        }
        return {};
    });
    if (!walked)
        return walked;
    if (const auto styles = readStyles(book); !styles)
        return styles;
    return readSharedStrings(book);
}

} // namespace

bool isWorkbook(const ZipArchive& archive)
{
    return archive.has("[Content_Types].xml") &&
        std::any_of(archive.members().begin(), archive.members().end(), [](const std::string& member) {
            return member.starts_with("xl/") || member.starts_with("/xl/") || member == "_rels/.rels";
        });
}

Result<std::vector<Table>> workbookTables(
    const std::shared_ptr<ZipArchive>& archive, const std::string& file, const std::string& part)
{
    auto book = std::make_shared<Workbook>();
    book->archive = archive;
    book->file = file;
    book->prefix = part;
    if (const auto read = readWorkbook(*book); !read)
        return tl::unexpected(read.error());
    std::vector<Table> tables;
    for (const Sheet& sheet : book->sheets) {
        const auto open = [book = std::shared_ptr<const Workbook>(book), sheet](
                              std::size_t width) -> Result<std::unique_ptr<RecordReader>> {
            auto source = book->archive->source(sheet.part);
            if (!source)
                return tl::unexpected(source.error());
            return std::make_unique<SheetReader>(book, sheet, std::move(*source), width);
        };
        auto reader = open(0);
        if (!reader)
            return tl::unexpected(reader.error());
        std::vector<std::vector<std::string>> records;
        std::vector<std::int64_t> lines;
        Record record;
        while (records.size() < sampledRows) {
            const auto more = (*reader)->next(record);
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                break;
            records.emplace_back(record.fields.begin(), record.fields.end());
            lines.push_back(record.line);
        }
        Table table;
        table.file = file;
        table.part = part.empty() ? sheet.name : part + "/" + sheet.name;
        table.hidden = sheet.hidden;
        table.bytes = (*reader)->total();
        if (records.empty())
            continue; // an empty sheet is no table
        const std::size_t header = headerAmong(records);
        table.headers = records[header];
        table.headerLine = lines[header];
        table.headerRecord = lastHeaderAmong(records, header);
        if (table.headers.empty())
            continue;
        for (std::size_t i = table.headerRecord + 1; i < records.size(); ++i) {
            records[i].resize(std::max(records[i].size(), table.headers.size()));
            table.sample.push_back(std::move(records[i]));
        }
        table.open = [open, width = table.headers.size()] { return open(width); };
        tables.push_back(std::move(table));
    }
    if (tables.empty())
        return failure(ErrorCode::BadInput, "the workbook holds no sheet with rows", {file, part, 0, {}});
    return tables;
}

} // namespace holdfast
