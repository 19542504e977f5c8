// SPDX-License-Identifier: GPL-3.0-or-later
// The way of dropped files into the store: which dataset, which column is which field, what the values mean, a preview
// read by the code that imports, the import with progress, and its report. Whoever imports known files never sees it.
#pragma once

#include <QDialog>
#include <QElapsedTimer>
#include <deque>
#include <map>
#include <optional>

#include "ui/dialogs/import_plan.h"
#include "ui/dialogs/rehearsal.h"
#include "ui/panels/review_desk.h"

class QHBoxLayout;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace holdfast {

class ColumnsView;
class FileCard;
class ImportReportPage;
class MessageBar;
class PlainLabel;
class PreviewModel;
class QuestionPane;

class MappingDialog : public QDialog {
    Q_OBJECT

public:
    MappingDialog(ReviewDesk& desk, const QStringList& files, QWidget* parent = nullptr);

    // Reads the files; shows itself only when needsQuestions() says so, imports at once otherwise, and goes when done.
    void start();

    const ImportPlan& plan() const { return plan_; }
    const Rehearsal& rehearsal() const { return rehearsal_; }
    std::size_t current() const { return current_; }
    void showTable(std::size_t place);
    bool isImporting() const { return importing_; }
    ImportReportPage* reportPage() const { return report_; }

    // What the user does; the controls call these.
    void chooseColumn(std::size_t header, const QString& column);
    void chooseDataset(DatasetId dataset);
    void answer(std::size_t question, std::size_t answer);
    void chooseMeaning(std::size_t header, const QString& text, const QString& value);
    void importNow();

public slots:
    void reject() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeMappingPage();
    QWidget* makeFoot();
    void ask(ImportPlan::Request request);
    void askNext();
    void rehearse();
    void tookPreviews(const std::vector<Preview>& previews);
    void failed(const Error& error);
    void finished(const ImportReport& report);
    void previewAgain();
    void refreshSoon();
    void refresh();
    void refreshCards();
    void refreshFoot();
    QString afterSentence() const;
    std::int64_t waitingRows() const;
    void begin(bool force);

    ReviewDesk& desk_;
    ImportPlan plan_;
    std::size_t current_ = 0;
    std::deque<ImportPlan::Request> waiting_;
    std::optional<ImportPlan::Request> asked_; // in flight
    Rehearsal rehearsal_;
    bool started_ = false; // the first look at all files is over
    bool importing_ = false, done_ = false, silent_ = false, refreshing_ = false;
    QElapsedTimer running_;

    PlainLabel* title_ = nullptr;
    PlainLabel* sentence_ = nullptr;
    QHBoxLayout* cards_ = nullptr;
    QWidget* cardArea_ = nullptr;
    std::vector<FileCard*> made_;
    QStackedWidget* pages_ = nullptr;
    QWidget* mapping_ = nullptr;
    ColumnsView* columns_ = nullptr;
    PreviewModel* model_ = nullptr;
    QTableView* preview_ = nullptr;
    PlainLabel* previewTitle_ = nullptr;
    PlainLabel* previewCounts_ = nullptr;
    QuestionPane* pane_ = nullptr;
    ImportReportPage* report_ = nullptr;
    MessageBar* message_ = nullptr;
    PlainLabel* open_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QPushButton* import_ = nullptr;
};

// What the window calls for dropped and opened files.
void importInteractively(ReviewDesk& desk, QWidget* parent, const QStringList& files);

} // namespace holdfast
