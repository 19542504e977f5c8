// SPDX-License-Identifier: GPL-3.0-or-later
// The help: the topics of resources/help, searched and shown. Only our own texts; links lead to other topics, never
// out.
#pragma once

#include <QDialog>
#include <QStringList>
#include <vector>

class QLineEdit;
class QListWidget;
class QPushButton;
class QTextBrowser;

namespace holdfast {

struct HelpPage {
    QString name; // of the file
    QString title; // its first heading
    QString markdown;
};
// All topics: the panels in the order of the sidebar, then the reference pages, then any other.
const std::vector<HelpPage>& helpPages();
// The topic of a panel's id; "review" when there is none of that name.
QString helpTopicOf(const QString& panel);

class HelpDialog : public QDialog {
    Q_OBJECT

public:
    explicit HelpDialog(QWidget* parent = nullptr);

    // "revenue", or "metrics#nrr": the heading whose words, joined by hyphens, are so.
    void showTopic(const QString& topic);
    QString currentTopic() const { return current_; }
    QTextBrowser* page() const { return page_; }
    QLineEdit* searchField() const { return search_; }
    QListWidget* topicList() const { return topics_; }

    // Remembered topic before this one, if there is any.
    void goBack();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void filter(const QString& text);
    void display(const QString& topic);
    void scrollTo(const QString& heading);
    void markFound();

    QLineEdit* search_ = nullptr;
    QListWidget* topics_ = nullptr;
    QTextBrowser* page_ = nullptr;
    QPushButton* back_ = nullptr;
    QString current_; // without the heading
    QStringList history_;
};

// Opens the help of the window, or brings it to the front, at a topic.
void showHelp(QWidget* parent, const QString& topic);

} // namespace holdfast
