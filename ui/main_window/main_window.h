// SPDX-License-Identifier: GPL-3.0-or-later
// The one window: sidebar, header, the panels one at a time, and the bars between them.
#pragma once

#include <QMainWindow>
#include <QStackedWidget>
#include <functional>
#include <map>
#include <vector>

#include "ui/main_window/panel_registry.h"

namespace holdfast {

class FirstRunCard;
class Header;
class MessageBar;
class ProgressStrip;
class Sidebar;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(ReviewDesk& desk, QWidget* parent = nullptr);
    ~MainWindow() override;

    // Shows a panel, made when it is first asked for; with an account it stands on that one.
    void showPanel(const QString& id, const QString& accountId = {});
    QString currentPanel() const { return current_; }
    Panel* panel(const QString& id) const; // null before it was first shown
    Header* header() const { return header_; }
    Sidebar* sidebar() const { return sidebar_; }
    MessageBar* messageBar() const { return message_; }

    struct Command {
        QString id, title, keys;
        std::function<void()> run;
    };
    const std::vector<Command>& commands() const { return commands_; }

public Q_SLOTS:
    void openStoreDialog();
    void importDialog();
    void showShortcuts();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeCommands();
    void refresh();
    void showFirstRun(bool first);
    void deliver(const QString& id);

    ReviewDesk& desk_;
    Sidebar* sidebar_ = nullptr;
    Header* header_ = nullptr;
    ProgressStrip* progress_ = nullptr;
    MessageBar* message_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    FirstRunCard* firstRun_ = nullptr;
    struct Made {
        Panel* panel = nullptr;
        ReviewPtr shown; // what it was told last
        bool told = false;
        bool storeStale = true;
    };
    std::map<QString, Made> panels_;
    QString said_; // what a panel said last in the bar
    QString imported_; // what the bar said of the last import
    QString current_;
    std::vector<Command> commands_;
};

} // namespace holdfast
