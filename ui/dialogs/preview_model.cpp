// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/preview_model.h"

#include <QBrush>
#include <QGuiApplication>

#include "ui/tables/words.h"
#include "ui/theme/tokens.h"

namespace holdfast {

namespace {

bool isNumber(ColumnType type)
{
    return type == ColumnType::Int || type == ColumnType::Number || type == ColumnType::Money ||
        type == ColumnType::Rate;
}

} // namespace

void PreviewModel::setPreview(const Preview& preview, const Mapping& mapping)
{
    beginResetModel();
    preview_ = preview;
    fields_.clear();
    const DatasetSpec& spec = dataset(mapping.dataset);
    for (const ColumnBinding& binding : mapping.columns) {
        if (binding.column.empty() || binding.position < 0)
            continue;
        const int place = spec.column(binding.column);
        fields_.push_back({static_cast<std::size_t>(binding.position),
            toText(binding.column.starts_with('@') ? binding.column.substr(1) : binding.column), toText(binding.header),
            place >= 0 && isNumber(spec.columns[static_cast<std::size_t>(place)].type)});
    }
    if (fields_.empty()) { // nothing is mapped: the file as it is
        for (std::size_t i = 0; i < preview_.headers.size(); ++i)
            fields_.push_back({i, toText(preview_.headers[i]), toText(preview_.headers[i]), false});
    }
    endResetModel();
}

void PreviewModel::clear()
{
    beginResetModel();
    preview_ = {};
    fields_.clear();
    endResetModel();
}

int PreviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(preview_.rows.size());
}

int PreviewModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || fields_.empty() ? 0 : static_cast<int>(fields_.size()) + 2;
}

QString PreviewModel::problemOf(std::size_t row) const
{
    if (!preview_.rowProblems[row].empty())
        return tr("rejected: %1").arg(toText(preview_.rowProblems[row]));
    QStringList warnings;
    for (const Field& field : fields_) {
        if (field.position < preview_.rows[row].size() && !preview_.rows[row][field.position].problem.empty())
            warnings.append(tr("warning, %1: %2").arg(field.title, toText(preview_.rows[row][field.position].problem)));
    }
    return warnings.join(QStringLiteral("; "));
}

QVariant PreviewModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const Tokens& tokens = Tokens::of(QGuiApplication::palette());
    const bool rejected = !preview_.rowProblems[row].empty();
    if (index.column() == 0) {
        if (role == Qt::DisplayRole)
            return row < preview_.lines.size() ? QString::number(preview_.lines[row]) : QString();
        if (role == Qt::TextAlignmentRole)
            return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
        if (role == Qt::ForegroundRole)
            return QBrush(tokens.text3);
        return {};
    }
    if (index.column() == columnCount() - 1) {
        if (role == Qt::DisplayRole)
            return problemOf(row);
        if (role == Qt::ToolTipRole)
            return plainTooltip(problemOf(row));
        if (role == Qt::ForegroundRole)
            return QBrush(rejected ? tokens.broken.ink : tokens.atRisk.ink);
        return {};
    }
    const Field& field = fields_[static_cast<std::size_t>(index.column()) - 1];
    static const PreviewCell none;
    const PreviewCell& cell = field.position < preview_.rows[row].size() ? preview_.rows[row][field.position] : none;
    const bool bad = !cell.problem.empty();
    switch (role) {
    case Qt::DisplayRole:
        if (!bad && !cell.value.empty())
            return toText(cell.value);
        return cell.text.empty() ? QStringLiteral("–") : toText(cell.text);
    case Qt::ToolTipRole: {
        QStringList lines;
        if (bad)
            lines.append(toText(cell.problem));
        lines.append(tr("%1 in the file: %2").arg(field.header, toText(cell.text)));
        return plainTooltip(lines.join(u'\n'));
    }
    case Qt::AccessibleTextRole:
        return bad ? tr("%1, %2").arg(toText(cell.text), toText(cell.problem)) : QVariant();
    case Qt::TextAlignmentRole:
        return static_cast<int>((field.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::BackgroundRole:
        return bad ? QVariant(QBrush(rejected ? tokens.broken.tint : tokens.atRisk.tint)) : QVariant();
    case Qt::ForegroundRole:
        if (bad)
            return QBrush(rejected ? tokens.broken.ink : tokens.atRisk.ink);
        return QBrush(cell.text.empty() ? tokens.text3 : tokens.text);
    default:
        return {};
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const bool field = section > 0 && section < columnCount() - 1;
    if (role == Qt::DisplayRole)
        return section == 0 ? tr("Line") : field ? fields_[static_cast<std::size_t>(section) - 1].title : tr("Problem");
    if (role == Qt::ToolTipRole && field)
        return plainTooltip(tr("Column “%1” of the file").arg(fields_[static_cast<std::size_t>(section) - 1].header));
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == 0 || (field && fields_[static_cast<std::size_t>(section) - 1].number);
        return static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return {};
}

int PreviewModel::rejectedRows() const
{
    int count = 0;
    for (const std::string& problem : preview_.rowProblems)
        count += problem.empty() ? 0 : 1;
    return count;
}

int PreviewModel::warnings() const
{
    int count = 0;
    for (std::size_t row = 0; row < preview_.rows.size(); ++row) {
        if (!preview_.rowProblems[row].empty())
            continue;
        for (const PreviewCell& cell : preview_.rows[row])
            count += cell.problem.empty() ? 0 : 1;
    }
    return count;
}

} // namespace holdfast
