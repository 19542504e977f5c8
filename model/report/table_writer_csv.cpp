// SPDX-License-Identifier: GPL-3.0-or-later
// CSV as RFC 4180 has it, with the mark by which spreadsheets know UTF-8.
#include <QFile>
#include <QSaveFile>
#include <QString>

#include "model/report/table_writer_formats.h"

namespace holdfast {

namespace {

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

} // namespace

Result<std::unique_ptr<TableWriter>> createCsv(const std::string& path, const std::vector<ExportColumn>& columns)
{
    auto writer = std::make_unique<CsvWriter>(path, columns);
    if (auto opened = writer->open(); !opened)
        return tl::unexpected(opened.error());
    return writer;
}

} // namespace holdfast
