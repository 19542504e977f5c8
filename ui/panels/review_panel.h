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

class EvidencePane;
class ExceptionDelegate;
class KpiStrip;
class PillTab;
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

    void step(int by); // J and K
    void ask(DecisionKind kind);
    void undo();
    void openCurrent();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeList();
    void makeKeys();
    void useLane(std::optional<Lane> lane);
    void currentChanged(const QModelIndex& current);
    void refreshTexts();
    void restore(const QString& account, std::optional<std::size_t> exception, bool onRule);

    ReviewPtr review_;
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
    PlainLabel *progress_ = nullptr, *below_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QPushButton* showAll_ = nullptr;
    bool drawer_ = false; // the evidence pane opens with Space
    bool drawerOpen_ = false;
};

} // namespace holdfast
