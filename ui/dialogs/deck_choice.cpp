// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/deck_choice.h"

#include <QStringList>
#include <algorithm>
#include <set>

#include "model/report/format.h"
#include "ui/tables/table_model.h"
#include "ui/tables/words.h"

namespace holdfast {

namespace {

void addMissing(std::vector<SectionChoice>& sections)
{
    for (const SectionSpec& spec : deckSections()) {
        const bool known = std::any_of(
            sections.begin(), sections.end(), [&spec](const SectionChoice& choice) { return choice.id == spec.id; });
        if (!known)
            sections.push_back({spec.id, false});
    }
}

} // namespace

std::vector<SectionChoice> presetSections(DeckPreset preset)
{
    std::vector<SectionChoice> sections;
    for (const SectionId id : sectionsOf(preset))
        sections.push_back({id, true});
    addMissing(sections);
    return sections;
}

std::vector<SectionChoice> readSections(const QSettings& settings)
{
    const QStringList remembered = settings.value(QStringLiteral("deck/sections")).toStringList();
    if (remembered.isEmpty())
        return presetSections(DeckPreset::Weekly);
    std::vector<SectionChoice> sections;
    for (const QString& one : remembered) { // "+week", "-drivers"
        for (const SectionSpec& spec : deckSections()) {
            const bool known = std::any_of(sections.begin(), sections.end(),
                [&spec](const SectionChoice& choice) { return choice.id == spec.id; });
            if (!known && one.mid(1) == toText(spec.name))
                sections.push_back({spec.id, one.startsWith(u'+')});
        }
    }
    addMissing(sections);
    return sections;
}

void writeSections(QSettings& settings, const std::vector<SectionChoice>& sections)
{
    QStringList words;
    for (const SectionChoice& choice : sections) {
        for (const SectionSpec& spec : deckSections()) {
            if (spec.id == choice.id)
                words.append((choice.on ? u'+' : u'-') + toText(spec.name));
        }
    }
    settings.setValue(QStringLiteral("deck/sections"), words);
}

void AccountChoiceModel::setReview(const ReviewPtr& review)
{
    beginResetModel();
    all_.clear();
    if (review && review->analysis) {
        const Analysis& analysis = review->result();
        const Portfolio& portfolio = *analysis.portfolio;
        std::vector<std::pair<std::int64_t, Row>> rows;
        rows.reserve(portfolio.accounts.size());
        for (std::size_t i = 0; i < portfolio.accounts.size(); ++i) {
            const AccountId id{static_cast<std::uint32_t>(i)};
            const Money arr = analysis.context->of(id).arr;
            Row row;
            row.id = portfolio.accountId(id);
            const std::string& name = portfolio.names.text(portfolio.accounts[i].name);
            row.text = toText(name.empty() ? row.id : name).simplified();
            row.arr = toText(shortMoney(arr, portfolio.baseCurrency));
            row.folded = foldedForSearch(name + ' ' + row.id);
            rows.emplace_back(arr.cents, std::move(row));
        }
        std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        for (auto& [arr, row] : rows)
            all_.push_back(std::move(row));
    }
    rebuild();
    endResetModel();
}

bool AccountChoiceModel::isChosen(const std::string& id) const
{
    return std::find(chosen_.begin(), chosen_.end(), id) != chosen_.end();
}

void AccountChoiceModel::rebuild()
{
    shown_.clear();
    std::vector<std::string> words;
    for (const QString& word : filter_.split(u' ', Qt::SkipEmptyParts))
        words.push_back(foldedForSearch(toUtf8(word)));
    const std::set<std::string> chosen(chosen_.begin(), chosen_.end());
    std::vector<std::size_t> rest;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const bool fits = std::all_of(words.begin(), words.end(),
            [&](const std::string& word) { return all_[i].folded.find(word) != std::string::npos; });
        if (fits)
            (chosen.contains(all_[i].id) ? shown_ : rest).push_back(i);
    }
    shown_.insert(shown_.end(), rest.begin(), rest.end());
}

void AccountChoiceModel::setFilterText(const QString& text)
{
    beginResetModel();
    filter_ = text;
    rebuild();
    endResetModel();
}

void AccountChoiceModel::setChosen(std::vector<std::string> accounts)
{
    beginResetModel();
    std::erase_if(accounts, [this](const std::string& id) {
        return std::none_of(all_.begin(), all_.end(), [&id](const Row& row) { return row.id == id; });
    });
    chosen_ = std::move(accounts);
    rebuild();
    endResetModel();
    Q_EMIT chosenChanged();
}

int AccountChoiceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

QVariant AccountChoiceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = all_[shown_[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
        return tr("%1, %2").arg(row.text, row.arr);
    case Qt::CheckStateRole:
        return static_cast<int>(isChosen(row.id) ? Qt::Checked : Qt::Unchecked);
    case Qt::ToolTipRole:
        return plainTooltip(row.text + u'\n' + toText(row.id));
    default:
        return {};
    }
}

bool AccountChoiceModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole)
        return false;
    const std::string& id = all_[shown_[static_cast<std::size_t>(index.row())]].id;
    const bool on = value.toInt() == Qt::Checked;
    if (on == isChosen(id))
        return false;
    if (on)
        chosen_.push_back(id);
    else
        std::erase(chosen_, id);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole}); // the order stays until the list is filtered anew
    Q_EMIT chosenChanged();
    return true;
}

Qt::ItemFlags AccountChoiceModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable : Qt::NoItemFlags;
}

} // namespace holdfast
