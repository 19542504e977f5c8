// SPDX-License-Identifier: GPL-3.0-or-later
// The review's list: account rows in the order of the review, and beneath each its rules. Decisions change rows in
// place; what was on the list stays where it was until another analysis arrives.
#pragma once

#include <QAbstractItemModel>
#include <optional>
#include <vector>

#include "model/review/review.h"
#include "ui/tables/mark_codes.h"

namespace holdfast {

// What an account row shows. Its words are made when the row is first looked at: a large book has more rows than
// anybody opens.
struct ExceptionAccount {
    std::optional<AccountId> account; // nothing: the portfolio as a whole
    bool described = false; // the five words and marks below are there
    QString id;
    QString name;
    Money arr;
    std::optional<int> daysToRenewal;
    Severity severity = Severity::Low; // the highest
    Lane lane = Lane::Risk; // of the first rule
    Zone zone = Zone::Belief; // of the first rule
    MarkCode zoneMark = MarkCode::None;
    QString evidence; // of the first rule
    Change change = Change::Continuing; // the most telling of its rules
    int weeksOnList = 0;
    bool asksEscalateOrAccept = false;
    MarkCode rulesCall = MarkCode::None; // the three calls, never averaged
    MarkCode csmCall = MarkCode::None;
    MarkCode leaderCall = MarkCode::None;
    std::vector<std::size_t> exceptions; // places in the analysis, in its order
};

class ExceptionListModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column {
        AccountColumn,
        ArrColumn,
        RenewsColumn,
        RulesColumn,
        CsmColumn,
        LeaderColumn,
        DecisionColumn,
        ColumnCount
    };
    static constexpr int firstPage = 15; // accounts ranked on the first page

    explicit ExceptionListModel(QObject* parent = nullptr);

    void setReview(const ReviewPtr& review);
    const ReviewPtr& review() const { return review_; }
    void setLane(std::optional<Lane> lane);
    std::optional<Lane> lane() const { return lane_; }
    void setShowAll(bool all);
    bool showsAll() const { return showAll_; }
    // Keeps the accounts of one owner ("" for none); nothing: of all.
    void setOwner(std::optional<std::string> owner);
    const std::optional<std::string>& owner() const { return owner_; }

    int accountsIn(std::optional<Lane> lane) const; // with an exception in that lane that is not out of the way
    int belowTheLine() const { return below_; }
    Money belowTheLineArr() const { return belowArr_; }
    int outOfTheWay() const { return away_; } // watched or dismissed, and not shown
    int criticalCount() const;
    int criticalDecided() const;

    bool isAccountRow(const QModelIndex& index) const;
    const ExceptionAccount* accountAt(const QModelIndex& index) const; // of the row or of its parent
    // The exception a decision would be about: the row's own; of an account row its first undecided, else its first.
    std::optional<std::size_t> exceptionAt(const QModelIndex& index) const;
    QModelIndex indexOf(const QString& accountId) const;
    QModelIndex indexOf(std::size_t exception) const;
    const ExceptionState* state(std::size_t exception) const;
    bool isDecided(std::size_t exception) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void gather();
    void choose();
    void summarise(ExceptionAccount& row) const; // what decisions may change
    void describe(ExceptionAccount& row) const;
    bool looksDifferent(std::size_t place, const ReviewBundle& before) const;
    QString decisionText(const ExceptionAccount& row, std::optional<std::size_t> exception) const;
    QString spoken(const ExceptionAccount& row, std::optional<std::size_t> exception) const;

    ReviewPtr review_;
    std::optional<Lane> lane_;
    std::optional<std::string> owner_;
    bool showAll_ = false;
    mutable std::vector<ExceptionAccount> accounts_; // all, in the order of the analysis
    std::vector<std::vector<std::size_t>> rules_; // per shown row: its exceptions in this lane
    std::vector<std::size_t> shown_; // places in accounts_
    int below_ = 0, away_ = 0;
    Money belowArr_;
};

} // namespace holdfast
