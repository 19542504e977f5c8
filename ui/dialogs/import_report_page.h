// SPDX-License-Identifier: GPL-3.0-or-later
// What an import did: its counts, file by file; warnings by kind; the rejected rows, saved as CSV for repair; and the
// names that belong to no account yet, with the accounts they may mean.
#pragma once

#include <QWidget>
#include <map>
#include <vector>

#include "model/import/import_run.h"
#include "ui/panels/review_desk.h"

class QLabel;
class QTabWidget;
class QVBoxLayout;

namespace holdfast {

class DataTable;
class MessageBar;
class PlainLabel;
class RowsModel;
class RejectedRowsModel;

// A name without an account, and the accounts whose names are nearly the same.
struct NameDoubt {
    std::string name;
    std::int64_t rows = 0;
    std::vector<std::pair<std::string, std::string>> accounts; // account_id, name
};
// At most 20 doubts over orphans that are called by name; those in `kept` were answered with "keep the rows".
std::vector<NameDoubt> nameDoubts(
    const std::vector<OrphanGroup>& orphans, const Portfolio& portfolio, const QStringList& kept);
// Names that the user said belong to no account yet.
QStringList keptNames();
void keepName(const QString& name);

class ImportReportPage : public QWidget {
    Q_OBJECT

public:
    explicit ImportReportPage(ReviewDesk& desk, QWidget* parent = nullptr);

    void showReport(const ImportReport& report);
    // Asks whose rows these are; called again when the store changed.
    void showDoubts(const std::vector<NameDoubt>& doubts);
    bool hasDoubts() const { return !doubts_.empty(); }
    // Writes the rejected rows of one file as they stood in it, under its headers. An error's sentence, or "".
    QString saveRejected(const std::string& label, const QString& path) const;

private:
    void askAndSave();
    std::vector<RejectedRow> rejected() const;

    ReviewDesk& desk_;
    ImportReport report_;
    std::vector<NameDoubt> doubts_;
    QVBoxLayout* figures_ = nullptr;
    PlainLabel* title_ = nullptr;
    PlainLabel* sentence_ = nullptr;
    MessageBar* message_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    RowsModel* files_ = nullptr;
    RowsModel* warnings_ = nullptr;
    RowsModel* found_ = nullptr;
    RejectedRowsModel* rejected_ = nullptr;
    QWidget* asking_ = nullptr;
    QVBoxLayout* questions_ = nullptr;
    QWidget* saveRow_ = nullptr;
};

} // namespace holdfast
