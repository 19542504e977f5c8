// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/table_writer.h"

#include <QFile>
#include <QSaveFile>
#include <QString>
#include <QTemporaryFile>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <xlsxwriter.h>

#include "model/base/date.h"

namespace holdfast {

namespace {

constexpr std::size_t greatestCell = 32'767; // characters a spreadsheet's cell can hold
constexpr std::int64_t greatestRows = 1'048'575; // beside the head

bool startsFormula(char c)
{
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

// Characters as a spreadsheet counts them: UTF-16 units.
std::size_t utf16Length(std::string_view text)
{
    std::size_t length = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0U) != 0x80U)
            length += byte >= 0xf0U ? 2 : 1;
    }
    return length;
}

Result<void> checkLength(std::string_view cell, const ExportColumn& column, std::int64_t row)
{
    if (cell.size() > greatestCell && utf16Length(cell) > greatestCell)
        return failure(ErrorCode::TooLarge,
            "row " + std::to_string(row) +
                " has a text longer than the 32,767 characters a spreadsheet's cell holds; nothing was written",
            Place{{}, {}, 0, column.name});
    return {};
}

class CsvWriter : public TableWriter {
public:
    CsvWriter(const std::string& path, std::vector<ExportColumn> columns)
        : file_(QString::fromStdString(path))
        , path_(path)
        , columns_(std::move(columns))
    {
    }

    Result<void> open()
    {
        if (!file_.open(QIODevice::WriteOnly))
            return failure(ErrorCode::Unwritable, "cannot be written: " + file_.errorString().toStdString(),
                Place{path_, {}, 0, {}});
        buffer_ = "\xef\xbb\xbf";
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i > 0)
                buffer_ += ',';
            append(columns_[i].name);
        }
        buffer_ += "\r\n";
        return {};
    }

    Result<void> row(const std::vector<std::string>& cells) override
    {
        ++rows_;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i > 0)
                buffer_ += ',';
            const std::string& cell = cells[i];
            if (cell.size() > greatestCell) {
                if (auto fits = checkLength(cell, columns_[i], rows_); !fits)
                    return fits;
            }
            if (columns_[i].type == CellType::Text && !cell.empty() && (startsFormula(cell[0]) || cell[0] == '\''))
                append(escapeCell(cell));
            else
                append(cell);
        }
        buffer_ += "\r\n";
        return buffer_.size() < 1U << 20U ? Result<void>() : flush();
    }

    Result<std::int64_t> finish() override
    {
        if (auto flushed = flush(); !flushed)
            return tl::unexpected(flushed.error());
        if (!file_.commit())
            return failure(ErrorCode::Unwritable, "cannot be written: " + file_.errorString().toStdString(),
                Place{path_, {}, 0, {}});
        const std::int64_t found = countRecords();
        if (found != rows_ + 1)
            return failure(ErrorCode::Failed,
                "holds " + std::to_string(found - 1) + " rows where " + std::to_string(rows_) + " were written",
                Place{path_, {}, 0, {}});
        return rows_;
    }

private:
    void append(std::string_view cell)
    {
        if (cell.find_first_of(",\"\r\n") == std::string_view::npos &&
            (cell.empty() || (cell.front() != ' ' && cell.back() != ' '))) {
            buffer_ += cell;
            return;
        }
        buffer_ += '"';
        for (const char c : cell) {
            if (c == '"')
                buffer_ += '"';
            buffer_ += c;
        }
        buffer_ += '"';
    }

    Result<void> flush()
    {
        const auto size = static_cast<qint64>(buffer_.size());
        if (file_.write(buffer_.data(), size) != size)
            return failure(ErrorCode::Unwritable, "cannot be written: " + file_.errorString().toStdString(),
                Place{path_, {}, 0, {}});
        buffer_.clear();
        return {};
    }

    // Records in the finished file: line ends outside quotes.
    std::int64_t countRecords() const
    {
        QFile file(QString::fromStdString(path_));
        if (!file.open(QIODevice::ReadOnly))
            return -1;
        std::int64_t count = 0;
        bool quoted = false;
        while (!file.atEnd()) {
            const QByteArray block = file.read(1 << 20);
            for (const char c : block) {
                quoted = quoted != (c == '"');
                count += c == '\n' && !quoted ? 1 : 0;
            }
        }
        return count;
    }

    QSaveFile file_;
    std::string path_;
    std::vector<ExportColumn> columns_;
    std::string buffer_;
    std::int64_t rows_ = 0;
};

class XlsxWriter : public TableWriter {
public:
    XlsxWriter(std::string path, std::vector<ExportColumn> columns)
        : path_(std::move(path))
        , columns_(std::move(columns))
    {
    }
    ~XlsxWriter() override
    {
        if (book_)
            workbook_close(book_);
        if (!temporary_.empty())
            QFile::remove(QString::fromStdString(temporary_));
    }
    XlsxWriter(const XlsxWriter&) = delete;
    XlsxWriter& operator=(const XlsxWriter&) = delete;

    Result<void> open(const std::string& title)
    {
        QTemporaryFile beside(QString::fromStdString(path_) + QStringLiteral(".XXXXXX"));
        if (!beside.open())
            return failure(ErrorCode::Unwritable, "cannot be written: " + beside.errorString().toStdString(),
                Place{path_, {}, 0, {}});
        beside.setAutoRemove(false);
        temporary_ = beside.fileName().toStdString();
        beside.close();
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(temporary_.c_str(), &options);
        sheet_ = workbook_add_worksheet(book_, title.substr(0, 31).c_str());
        head_ = workbook_add_format(book_);
        format_set_bold(head_);
        date_ = workbook_add_format(book_);
        format_set_num_format(date_, "yyyy-mm-dd");
        money_ = workbook_add_format(book_);
        format_set_num_format(money_, "#,##0.00");
        worksheet_freeze_panes(sheet_, 1, 0);
        // Widths come before the rows in a streamed sheet: from the head and what the type needs.
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const double needed = columns_[i].type == CellType::Text ? 18 : 12;
            const auto column = static_cast<lxw_col_t>(i);
            worksheet_set_column(
                sheet_, column, column, std::max(needed, static_cast<double>(columns_[i].name.size()) + 3), nullptr);
            worksheet_write_string(sheet_, 0, column, columns_[i].name.c_str(), head_);
        }
        return {};
    }

    Result<void> row(const std::vector<std::string>& cells) override
    {
        ++rows_;
        if (rows_ > greatestRows)
            return failure(ErrorCode::TooLarge,
                "has more than the 1,048,575 rows a sheet can hold; export it as CSV, nothing was written",
                Place{path_, {}, 0, {}});
        const auto place = static_cast<lxw_row_t>(rows_);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (cells[i].empty())
                continue;
            if (auto fits = checkLength(cells[i], columns_[i], rows_); !fits)
                return fits;
            if (write(place, static_cast<lxw_col_t>(i), columns_[i].type, cells[i]) != LXW_NO_ERROR)
                return failure(ErrorCode::Unwritable, "row " + std::to_string(rows_) + " cannot be written",
                    Place{path_, {}, 0, columns_[i].name});
        }
        return {};
    }

    Result<std::int64_t> finish() override
    {
        if (!columns_.empty())
            worksheet_autofilter(
                sheet_, 0, 0, static_cast<lxw_row_t>(rows_), static_cast<lxw_col_t>(columns_.size() - 1));
        const lxw_error error = workbook_close(book_);
        book_ = nullptr;
        if (error != LXW_NO_ERROR)
            return failure(ErrorCode::Unwritable, std::string("cannot be written: ") + lxw_strerror(error),
                Place{path_, {}, 0, {}});
        std::error_code renamed;
        std::filesystem::rename(temporary_, path_, renamed);
        if (renamed)
            return failure(ErrorCode::Unwritable, "cannot be written: " + renamed.message(), Place{path_, {}, 0, {}});
        temporary_.clear();
        return rows_;
    }

private:
    lxw_error write(lxw_row_t row, lxw_col_t column, CellType type, const std::string& cell)
    {
        if (type == CellType::Date) {
            if (const auto day = Date::fromIso(cell); day && day->year() >= 1900) {
                lxw_datetime value{day->year(), day->month(), day->day(), 0, 0, 0};
                return worksheet_write_datetime(sheet_, row, column, &value, date_);
            }
        } else if (type != CellType::Text) {
            double value = 0;
            const auto end = std::from_chars(cell.data(), cell.data() + cell.size(), value);
            if (end.ec == std::errc() && end.ptr == cell.data() + cell.size())
                return worksheet_write_number(sheet_, row, column, value, type == CellType::Money ? money_ : nullptr);
        }
        // A string cell is never run as a formula, so it needs no apostrophe; one that it has by itself is kept from
        // being taken for ours at the next import.
        return worksheet_write_string(
            sheet_, row, column, (cell[0] == '\'' ? escapeCell(cell) : cell).c_str(), nullptr);
    }

    std::string path_;
    std::string temporary_;
    std::vector<ExportColumn> columns_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* head_ = nullptr;
    lxw_format* date_ = nullptr;
    lxw_format* money_ = nullptr;
    std::int64_t rows_ = 0;
};

} // namespace

CellType cellType(ColumnType type)
{
    switch (type) {
    case ColumnType::Date:
        return CellType::Date;
    case ColumnType::Int:
        return CellType::Integer;
    case ColumnType::Number:
    case ColumnType::Rate:
        return CellType::Number;
    case ColumnType::Money:
        return CellType::Money;
    default:
        return CellType::Text;
    }
}

std::string escapeCell(std::string_view text)
{
    const auto first = text.find_first_not_of('\'');
    if (first == std::string_view::npos || !startsFormula(text[first]))
        return std::string(text);
    return "'" + std::string(text);
}

std::string unescapeCell(std::string_view text)
{
    const auto first = text.find_first_not_of('\'');
    if (first == std::string_view::npos || first == 0 || !startsFormula(text[first]))
        return std::string(text);
    return std::string(text.substr(1));
}

Result<std::unique_ptr<TableWriter>> TableWriter::create(
    const std::string& path, const std::vector<ExportColumn>& columns, const std::string& title)
{
    const auto endsWith = [&](std::string_view suffix) {
        return path.size() > suffix.size() &&
            std::equal(suffix.begin(), suffix.end(), path.end() - static_cast<std::ptrdiff_t>(suffix.size()),
                [](char a, char b) { return a == b || (b >= 'A' && b <= 'Z' && a == b + 32); });
    };
    if (endsWith(".csv")) {
        auto writer = std::make_unique<CsvWriter>(path, columns);
        if (auto opened = writer->open(); !opened)
            return tl::unexpected(opened.error());
        return writer;
    }
    if (endsWith(".xlsx")) {
        auto writer = std::make_unique<XlsxWriter>(path, columns);
        if (auto opened = writer->open(title); !opened)
            return tl::unexpected(opened.error());
        return writer;
    }
    return failure(ErrorCode::Usage, "a table is written as .csv or .xlsx; name the file so", Place{path, {}, 0, {}});
}

} // namespace holdfast
