// SPDX-License-Identifier: GPL-3.0-or-later
// What goes into the deck: sections switched, ordered and remembered, accounts that get a page, the pages as they will
// be printed, and the writing with progress and cancel.
#pragma once

#include <QDialog>
#include <QTimer>
#include <atomic>
#include <memory>

#include "ui/deck/deck_writer.h"
#include "ui/dialogs/deck_choice.h"
#include "ui/panels/latest_job.h"
#include "ui/panels/review_desk.h"

class QCheckBox;
class QLineEdit;
class QListView;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace holdfast {

class MessageBar;
class PageView;
class PlainLabel;

class DeckDialog : public QDialog {
    Q_OBJECT

public:
    explicit DeckDialog(ReviewDesk& desk, QWidget* parent = nullptr);
    ~DeckDialog() override;

    // What would be written now.
    DeckChoice choice() const;
    std::vector<SectionChoice> sections() const;
    void setSections(const std::vector<SectionChoice>& sections);
    AccountChoiceModel* accounts() const { return accounts_; }
    QCheckBox* wholeLists() const { return wholeLists_; }
    QListWidget* sectionList() const { return list_; }
    PageView* pageView() const { return view_; }
    MessageBar* messageBar() const { return message_; }

    void usePreset(DeckPreset preset);
    void moveSection(int by); // the current one, up or down
    void save(const QString& path);
    bool isWriting() const { return writing_; }

public slots:
    void reject() override;

private:
    QWidget* makeChoices();
    QWidget* makeFoot();
    void changed(); // remembers, and paints the pages anew in a moment
    void paintPages();
    void written(const Result<WrittenDeck>& deck, const QString& path);
    void askAndSave();
    void refreshFoot();

    ReviewDesk& desk_;
    AccountChoiceModel* accounts_ = nullptr;
    QListWidget* list_ = nullptr;
    QCheckBox* wholeLists_ = nullptr;
    QLineEdit* search_ = nullptr;
    QListView* accountList_ = nullptr;
    PlainLabel* accountCount_ = nullptr;
    PageView* view_ = nullptr;
    MessageBar* message_ = nullptr;
    PlainLabel* state_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QPushButton* save_ = nullptr;
    QTimer paintSoon_, progress_;
    LatestJob painting_, saving_;
    CancelToken cancelSaving_;
    std::shared_ptr<std::atomic<double>> share_; // written by the worker
    bool writing_ = false, filling_ = false;
};

// What the window calls for "Export deck…". Without a review there is nothing to print.
void chooseDeck(ReviewDesk& desk, QWidget* parent);

} // namespace holdfast
