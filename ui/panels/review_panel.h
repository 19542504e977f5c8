// SPDX-License-Identifier: GPL-3.0-or-later
// The review: what needs a decision, ranked, with its evidence beside it; decided by keyboard.
#pragma once

#include <QProgressBar>
#include <QPushButton>
#include <QTreeView>
#include <vector>

#include "ui/panels/panel.h"
#include "ui/tables/exception_list_model.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

class CadenceView;
class DataTable;
class EvidencePane;
class ExceptionDelegate;
class KpiStrip;
class PillTab;
class ResolvedModel;
class TriggerLine;

class ReviewPanel : public Panel {
    Q_OBJECT

public:
    explicit ReviewPanel(ReviewDesk& desk, QWidget* parent = nullptr);
    void showReview(const ReviewPtr& review) override;
    void showAccount(const QString& accountId) override;
    bool closeLast() override;

    QTreeView* list() const { return list_; }
    ExceptionListModel* model() const { return model_; }
    EvidencePane* evidence() const { return evidence_; }
    KpiStrip* kpis() const { return kpis_; }
    TriggerLine* triggers() const { return triggers_; }
    QString titleText() const { return summary_->text(); }
    CadenceView* cadenceView() const { return cadenceView_; }
    DataTable* resolvedTable() const { return resolvedTable_; }
    QPushButton* closeButton() const { return close_; }

    void step(int by); // J and K
    void ask(DecisionKind kind);
    void undo();
    void openCurrent();
    // Selects the first critical exception that lacks a decision; false when there is none in sight.
    bool goToUndecided();
    // What the button at the head says: closes or opens a review, or goes back to the present.
    void closeOrOpen();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeList();
    void makeKeys();
    QWidget* makeFoot(QWidget* side);
    void useLane(std::optional<Lane> lane);
    void showResolved(bool resolved);
    void currentChanged(const QModelIndex& current);
    void refreshTexts();
    void restore(const QString& account, std::optional<std::size_t> exception, bool onRule);

    ReviewPtr review_;
    std::size_t saidUndecided_ = 0; // how many the bar says are undecided; 0: it says nothing of it
    ExceptionListModel* model_ = nullptr;
    ExceptionDelegate* delegate_ = nullptr;
    PlainLabel *title_ = nullptr, *summary_ = nullptr;
    QPushButton *cadence_ = nullptr, *close_ = nullptr, *deck_ = nullptr;
    KpiStrip* kpis_ = nullptr;
    TriggerLine* triggers_ = nullptr;
    QTreeView* list_ = nullptr;
    EmptyState* empty_ = nullptr;
    EvidencePane* evidence_ = nullptr;
    std::vector<PillTab*> tabs_;
    PillTab* resolvedTab_ = nullptr;
    ResolvedModel* resolved_ = nullptr;
    DataTable* resolvedTable_ = nullptr;
    CadenceView* cadenceView_ = nullptr;
    QPersistentModelIndex open_; // the account whose rules are shown
    PlainLabel *progress_ = nullptr, *below_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QPushButton* showAll_ = nullptr;
    bool drawer_ = false; // the evidence pane opens with Space
    bool drawerOpen_ = false;
};

} // namespace holdfast
