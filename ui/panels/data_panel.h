// SPDX-License-Identifier: GPL-3.0-or-later
// Data: the imports so far, where to drop files, the last report, and what the store holds, lacks and refused.
#pragma once

#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>

#include "ui/panels/panel.h"
#include "ui/tables/record_models.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

class DataTable;
class OrphanBar;

class DataPanel : public Panel {
    Q_OBJECT

public:
    explicit DataPanel(ReviewDesk& desk, QWidget* parent = nullptr);
    void showReview(const ReviewPtr& review) override;
    void storeChanged() override;

    QPushButton* undoButton() const { return undo_; }
    QPushButton* cancelButton() const { return cancel_; }
    PlainLabel* report() const { return report_; }

private:
    QWidget* makeDropArea();
    void chooseFiles();
    void showReport(const ImportReport& report);
    void showUsual(); // what can be dropped, where no import is to be told of
    void saveRejected();
    void showMessages(const QString& import);
    QWidget* withFoot(DataTable* table, QWidget* foot);

    ImportsModel* imports_ = nullptr;
    CoverageModel* coverage_ = nullptr;
    OrphansModel* orphans_ = nullptr;
    RejectedRowsModel* rejected_ = nullptr;
    ConflictsModel* conflicts_ = nullptr;
    AliasesModel* aliases_ = nullptr;
    DataTable* importsTable_ = nullptr;
    DataTable* rejectedTable_ = nullptr;
    DataTable* aliasesTable_ = nullptr;
    OrphanBar* orphanBar_ = nullptr;
    QPushButton* forget_ = nullptr;
    QPushButton* undoAlias_ = nullptr;
    PlainLabel* messages_ = nullptr;
    QPushButton* save_ = nullptr;
    DataTable* orphansTable_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    PlainLabel* summary_ = nullptr;
    PlainLabel* report_ = nullptr;
    PlainLabel* what_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QPushButton* undo_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QPushButton* choose_ = nullptr;
};

} // namespace holdfast
