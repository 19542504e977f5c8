// SPDX-License-Identifier: GPL-3.0-or-later
// What the deck dialog offers and remembers: sections in their order, which are on, presets for the three cadences, and
// the accounts that get a page.
#pragma once

#include <QAbstractListModel>
#include <QSettings>
#include <string>
#include <vector>

#include "model/report/deck_presets.h"
#include "model/review/review.h"

namespace holdfast {

struct SectionChoice {
    SectionId id = SectionId::Cover;
    bool on = true;

    bool operator==(const SectionChoice&) const = default;
};

// The sections of a preset in their order; those it leaves out follow, switched off.
std::vector<SectionChoice> presetSections(DeckPreset preset);

// The remembered sections; the weekly preset when nothing is. Sections that are newer than what was remembered come
// last, switched off.
std::vector<SectionChoice> readSections(const QSettings& settings);
void writeSections(QSettings& settings, const std::vector<SectionChoice>& sections);

// Accounts with a check box, filtered by words; the chosen ones come first, in the order they were chosen.
class AccountChoiceModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setReview(const ReviewPtr& review);
    void setFilterText(const QString& text);
    std::vector<std::string> chosen() const { return chosen_; }
    void setChosen(std::vector<std::string> accounts);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    struct Row {
        std::string id;
        QString text, arr;
        std::string folded;
    };
    void rebuild();
    bool isChosen(const std::string& id) const;

    std::vector<Row> all_; // by ARR, greatest first
    std::vector<std::size_t> shown_;
    std::vector<std::string> chosen_;
    QString filter_;
};

} // namespace holdfast
