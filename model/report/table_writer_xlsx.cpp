// SPDX-License-Identifier: GPL-3.0-or-later
// XLSX with typed cells: days are days, amounts and numbers are numbers; a frozen head, widths and a filter.
#include <QFile>
#include <QString>
#include <QTemporaryFile>
#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <memory>
#include <xlsxwriter.h>
#include <zip.h>

#include "model/base/date.h"
#include "model/report/table_writer_formats.h"

namespace holdfast {

namespace {

constexpr double narrowest = 8, widest = 60; // of a column, in characters
constexpr std::size_t exactDigits = 15; // that a spreadsheet's number keeps

std::size_t digitsOf(std::string_view number)
{
    std::size_t digits = 0;
    bool leading = true;
    for (const char c : number) {
        if (c < '0' || c > '9')
            continue;
        leading = leading && c == '0';
        digits += leading ? 0 : 1;
    }
    return digits;
}

// Rows that the finished file holds, counted in its sheet; -1 when it cannot be read.
std::int64_t countRows(const std::string& path)
{
    const auto closeZip = [](zip_t* zip) { zip_discard(zip); };
    const auto closeFile = [](zip_file_t* file) { zip_fclose(file); };
    const std::unique_ptr<zip_t, decltype(closeZip)> zip(zip_open(path.c_str(), ZIP_RDONLY, nullptr), closeZip);
    if (!zip)
        return -1;
    const std::unique_ptr<zip_file_t, decltype(closeFile)> sheet(
        zip_fopen(zip.get(), "xl/worksheets/sheet1.xml", 0), closeFile);
    if (!sheet)
        return -1;
    constexpr std::string_view row = "<row ";
    std::int64_t count = 0;
    std::string kept; // what of the last block may begin a row
    std::array<char, 1U << 16U> block{};
    for (;;) {
        const zip_int64_t read = zip_fread(sheet.get(), block.data(), block.size());
        if (read < 0)
            return -1;
        if (read == 0)
            return count;
        kept.append(block.data(), static_cast<std::size_t>(read));
        std::size_t at = 0;
        for (std::size_t found = 0; (found = kept.find(row, at)) != std::string::npos; at = found + row.size())
            ++count;
        kept.erase(0, std::max(at, kept.size() - std::min(kept.size(), row.size() - 1)));
    }
}

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
        sheet_ = workbook_add_worksheet(book_, sheetName(title).c_str());
        if (!sheet_)
            return failure(ErrorCode::Failed, "the sheet cannot be made", Place{path_, {}, 0, {}});
        head_ = workbook_add_format(book_);
        format_set_bold(head_);
        date_ = workbook_add_format(book_);
        format_set_num_format(date_, "yyyy-mm-dd");
        money_ = workbook_add_format(book_);
        format_set_num_format(money_, "#,##0.00");
        share_ = workbook_add_format(book_);
        format_set_num_format(share_, "0.0%");
        worksheet_freeze_panes(sheet_, 1, 0);
        widths_.assign(columns_.size(), narrowest);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            widen(i, utf16Length(columns_[i].name) + 2); // and the filter's button
            worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(i), columns_[i].name.c_str(), head_);
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
        bool empty = true;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (cells[i].empty())
                continue;
            if (auto fits = checkLength(cells[i], columns_[i], rows_); !fits)
                return fits;
            widen(i, utf16Length(cells[i]));
            empty = false;
            if (write(place, static_cast<lxw_col_t>(i), columns_[i].type, cells[i]) != LXW_NO_ERROR)
                return failure(ErrorCode::Unwritable, "row " + std::to_string(rows_) + " cannot be written",
                    Place{path_, {}, 0, columns_[i].name});
        }
        // A row without a value is a row all the same.
        if (empty && !columns_.empty())
            worksheet_write_blank(sheet_, place, 0, head_);
        return {};
    }

    Result<std::int64_t> finish() override
    {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            worksheet_set_column(sheet_, column, column, widths_[i] + 1, nullptr);
        }
        if (!columns_.empty())
            worksheet_autofilter(
                sheet_, 0, 0, static_cast<lxw_row_t>(rows_), static_cast<lxw_col_t>(columns_.size() - 1));
        const lxw_error error = workbook_close(book_);
        book_ = nullptr;
        if (error != LXW_NO_ERROR)
            return failure(ErrorCode::Unwritable, std::string("cannot be written: ") + lxw_strerror(error),
                Place{path_, {}, 0, {}});
        const std::int64_t found = countRows(temporary_);
        if (found != rows_ + 1)
            return failure(ErrorCode::Failed,
                "would hold " + std::to_string(found - 1) + " rows where " + std::to_string(rows_) +
                    " were to be written; nothing was written",
                Place{path_, {}, 0, {}});
        std::error_code renamed;
        std::filesystem::rename(temporary_, path_, renamed);
        if (renamed)
            return failure(ErrorCode::Unwritable, "cannot be written: " + renamed.message(), Place{path_, {}, 0, {}});
        temporary_.clear();
        return rows_;
    }

private:
    // At most 31 characters, and none that a sheet's name may not have.
    static std::string sheetName(const std::string& title)
    {
        std::string name;
        std::size_t length = 0;
        for (const char c : title) {
            if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U && ++length > 31)
                break;
            name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
        }
        return name.empty() ? "Table" : name;
    }

    // "_x0041_" stands for a character in a sheet: where a text has just these signs, its first one is written so.
    static std::string literal(const std::string& text)
    {
        constexpr std::size_t length = 7;
        std::string written;
        std::size_t kept = 0;
        for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
            if (at + length > text.size() || text[at + length - 1] != '_' ||
                text.substr(at + 2, 4).find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
                continue;
            written += text.substr(kept, at - kept) + "_x005F";
            kept = at;
        }
        return written + text.substr(kept);
    }

    void widen(std::size_t column, std::size_t characters)
    {
        widths_[column] = std::min(widest, std::max(widths_[column], static_cast<double>(characters)));
    }

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
            const bool whole = end.ec == std::errc() && end.ptr == cell.data() + cell.size();
            // A figure with more digits than a spreadsheet's number keeps stays whole as a text.
            const bool kept = type == CellType::Number || type == CellType::Share || digitsOf(cell) <= exactDigits;
            if (whole && kept)
                return worksheet_write_number(sheet_, row, column, value,
                    type == CellType::Money       ? money_
                        : type == CellType::Share ? share_
                                                  : nullptr);
        }
        // A string cell is never run as a formula, so it needs no apostrophe; one that it has by itself is kept from
        // being taken for ours at the next import, and blanks at its front from being taken away.
        const bool guarded = cell[0] == '\'' || cell[0] == '\t' || cell[0] == '\r';
        const std::string text = literal(guarded ? escapeCell(cell) : cell);
        return worksheet_write_string(sheet_, row, column, text.c_str(), nullptr);
    }

    std::string path_;
    std::string temporary_;
    std::vector<ExportColumn> columns_;
    std::vector<double> widths_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* head_ = nullptr;
    lxw_format* date_ = nullptr;
    lxw_format* money_ = nullptr;
    lxw_format* share_ = nullptr;
    std::int64_t rows_ = 0;
};

} // namespace

Result<std::unique_ptr<TableWriter>> createXlsx(
    const std::string& path, const std::vector<ExportColumn>& columns, const std::string& title)
{
    auto writer = std::make_unique<XlsxWriter>(path, columns);
    if (auto opened = writer->open(title); !opened)
        return tl::unexpected(opened.error());
    return writer;
}

} // namespace holdfast
