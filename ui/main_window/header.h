// SPDX-License-Identifier: GPL-3.0-or-later
// The line every panel obeys: as-of date, slider, period, filter, and the search box.
#pragma once

#include <QAbstractListModel>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <functional>

#include "ui/panels/review_desk.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

// Weeks between the first and the last day of the facts; dragging replays.
class AsOfSlider : public QSlider {
    Q_OBJECT

public:
    explicit AsOfSlider(QWidget* parent = nullptr);
    void setDays(Date first, Date last, Date current);
    Date day() const;

Q_SIGNALS:
    void dayChosen(holdfast::Date day);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Date last_;
    bool setting_ = false;
};

// The search field, with the key that leads to it.
class SearchField : public QLineEdit {
    Q_OBJECT

public:
    SearchField(const QString& key, QWidget* parent);

Q_SIGNALS:
    void entered();

protected:
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString key_;
};

// What can be found: accounts, panels, commands, in one list.
struct SearchHit {
    enum class Kind { Account, Panel, Command } kind = Kind::Account;
    QString title, detail, id;
};

class SearchModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr std::size_t longest = 12;
    using QAbstractListModel::QAbstractListModel;

    void setAccounts(const PortfolioPtr& portfolio);
    // Folds the names of the accounts, so that the first letter typed does not have to; not before, because opening a
    // large book would wait for it.
    void prepare();
    void setPlaces(std::vector<SearchHit> places) { places_ = std::move(places); }
    void search(const QString& text);
    const SearchHit* hit(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    PortfolioPtr portfolio_;
    std::string blob_; // folded names, regions and ids of the accounts, one line each
    std::vector<std::size_t> ends_;
    std::vector<SearchHit> places_, hits_;
};

class Header : public QWidget {
    Q_OBJECT

public:
    explicit Header(ReviewDesk& desk, QWidget* parent = nullptr);

    void refresh();
    SearchModel* search() const { return searchModel_; }
    QLineEdit* searchField() const { return searchField_; }
    QDateEdit* dateField() const { return date_; }
    AsOfSlider* slider() const { return slider_; }
    QPushButton* periodButton() const { return period_; }
    QPushButton* filterButton() const { return filter_; }

Q_SIGNALS:
    void chosen(const holdfast::SearchHit& hit);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void colourIcons();
    void makePeriodMenu();
    void makeFilterMenu();
    void refreshChips();
    void take(int row);

    ReviewDesk& desk_;
    QDateEdit* date_ = nullptr;
    AsOfSlider* slider_ = nullptr;
    PlainLabel* asOfLabel_ = nullptr;
    QPushButton* period_ = nullptr;
    QHBoxLayout* chips_ = nullptr;
    QFrame* filterSeparator_ = nullptr;
    QPushButton* filter_ = nullptr;
    QLineEdit* searchField_ = nullptr;
    QAction* searchSign_ = nullptr;
    SearchModel* searchModel_ = nullptr;
    PortfolioPtr shown_;
    bool refreshing_ = false;
};

} // namespace holdfast
