// SPDX-License-Identifier: GPL-3.0-or-later
// One account: its figures, its zones with their criteria, the timeline, and tables of exceptions, outcomes, contacts,
// actions and facts by source.
#pragma once

#include <array>

#include "ui/charts/chart.h"
#include "ui/panels/panel.h"

class QPushButton;
class QStackedWidget;

namespace holdfast {

class CriteriaPane;
class DataTable;
class PillRow;
class PlainLabel;
class RowsModel;
class TimelineView;
class AccountZoneStrip;

class AccountPanel : public Panel {
    Q_OBJECT

public:
    explicit AccountPanel(ReviewDesk& desk, QWidget* parent = nullptr);

    void showReview(const ReviewPtr& review) override;
    void showAccount(const QString& accountId) override;
    bool closeLast() override;
    QString accountId() const { return accountId_; }

private:
    enum Tab { ExceptionsTab, OutcomesTab, ContactsTab, ActionsTab, FactsTab };
    static constexpr std::size_t tabCount = 5;

    QWidget* buildHeader();
    QWidget* buildTabs();
    void savePages(const QString& title, const QString& name, const DeckChoice& choice);
    void refresh();
    void refreshHeader(AccountId id);
    void refreshTables(AccountId id);
    void showFact(const ChartTarget& target);
    void showFactRow(const QString& id);
    void openFact(const QString& rowId);

    ReviewPtr review_;
    QString accountId_;
    PlainLabel* name_ = nullptr;
    PlainLabel* facts_ = nullptr;
    std::array<PlainLabel*, 4> figures_{};
    std::array<PlainLabel*, 4> captions_{};
    AccountZoneStrip* strip_ = nullptr;
    TimelineView* timeline_ = nullptr;
    CriteriaPane* criteria_ = nullptr;
    PillRow* tabs_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    std::array<RowsModel*, tabCount> models_{};
    std::array<DataTable*, tabCount> tables_{};
    QPushButton* back_ = nullptr;
    QPushButton *page_ = nullptr, *handoff_ = nullptr;
    QPushButton* done_ = nullptr;
};

} // namespace holdfast
