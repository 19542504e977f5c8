// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QShortcut>
#include <QUrl>
#include <QVBoxLayout>
#include <utility>

#include "model/report/format.h"
#include "ui/dialogs/deck_dialog.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/mapping_dialog.h"
#include "ui/main_window/first_run_card.h"
#include "ui/main_window/header.h"
#include "ui/main_window/shortcuts_page.h"
#include "ui/main_window/sidebar.h"
#include "ui/panels/review_panel.h"
#include "ui/tables/let_go.h"
#include "ui/tables/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/bars.h"

namespace holdfast {
namespace {

constexpr int narrowBelow = 1100; // width of the window under which the sidebar shows icons alone
constexpr qsizetype recentKept = 8;

} // namespace

MainWindow::MainWindow(ReviewDesk& desk, QWidget* parent)
    : QMainWindow(parent)
    , desk_(desk)
{
    setWindowTitle(tr("Holdfast"));
    setWindowIcon(programIcon());
    setAccessibleName(tr("Holdfast"));
    setAcceptDrops(true);
    setMinimumSize(900, 600);
    auto* central = new QWidget(this);
    central->setAccessibleName(tr("Window"));
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    sidebar_ = new Sidebar(desk, central);
    row->addWidget(sidebar_);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    header_ = new Header(desk, central);
    progress_ = new ProgressStrip(central);
    message_ = new MessageBar(central);
    stack_ = new QStackedWidget(central);
    stack_->setAccessibleName(tr("Panel"));
    stack_->setBackgroundRole(QPalette::Base);
    stack_->setAutoFillBackground(true);
    firstRun_ = new FirstRunCard(stack_);
    stack_->addWidget(firstRun_);
    column->addWidget(header_);
    column->addWidget(progress_);
    column->addWidget(message_);
    column->addWidget(stack_, 1);
    row->addLayout(column, 1);
    setCentralWidget(central);

    makeCommands();
    connect(sidebar_, &Sidebar::panelAsked, this, [this](const QString& id) { showPanel(id); });
    connect(header_, &Header::chosen, this, [this](const SearchHit& hit) {
        if (hit.kind == SearchHit::Kind::Account)
            showPanel(QStringLiteral("account"), hit.id);
        else if (hit.kind == SearchHit::Kind::Panel)
            showPanel(hit.id);
        else {
            for (const Command& command : commands_) {
                if (command.id == hit.id)
                    command.run();
            }
        }
    });
    connect(sidebar_, &Sidebar::storeMenuAsked, this, [this](const QPoint& at) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Open a store…"), QKeySequence::Open, this, &MainWindow::openStoreDialog);
        QMenu* recent = menu->addMenu(tr("Open recent"));
        for (const QString& path : QSettings().value(QStringLiteral("recentStores")).toStringList())
            recent->addAction(plainMenuText(QFileInfo(path).fileName()), this, [this, path] { desk_.openStore(path); })
                ->setToolTip(plainTooltip(path));
        recent->setEnabled(!recent->isEmpty());
        menu->addAction(tr("Open the sample portfolio"), this, [this] { desk_.openSample(); });
        const StoreFactsPtr facts = desk_.storeFacts();
        if (facts && !facts->path.isEmpty())
            menu->addAction(tr("Show in folder"), this, [path = facts->path] {
                QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
            });
        menu->addSeparator();
        QMenu* looks = menu->addMenu(tr("Appearance"));
        const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("As the system")},
            {ThemeChoice::Light, tr("Light")}, {ThemeChoice::Dark, tr("Dark")}};
        for (const auto& [choice, title] : choices) {
            QAction* action = looks->addAction(title, this, [choice = choice] {
                if (Theme* theme = applicationTheme())
                    theme->setChoice(choice);
            });
            action->setCheckable(true);
            action->setChecked(applicationTheme() && applicationTheme()->choice() == choice);
        }
        menu->addAction(tr("Help"), QKeySequence(QStringLiteral("F1")), this, [this] { showHelp(this, current_); });
        menu->addAction(
            tr("Keyboard shortcuts"), QKeySequence(QStringLiteral("Ctrl+F1")), this, &MainWindow::showShortcuts);
        menu->addSeparator();
        menu->addAction(tr("Quit"), QKeySequence::Quit, this, &QWidget::close);
        menu->popup(at);
    });
    connect(firstRun_, &FirstRunCard::importAsked, this, &MainWindow::importDialog);
    connect(firstRun_, &FirstRunCard::sampleAsked, this, [this] { desk_.openSample(); });
    connect(firstRun_, &FirstRunCard::openAsked, this, &MainWindow::openStoreDialog);

    connect(&desk_, &ReviewDesk::reviewChanged, this, &MainWindow::refresh);
    connect(&desk_, &ReviewDesk::storeChanged, this, [this] {
        for (auto& [id, made] : panels_)
            made.storeStale = true;
        const StoreFactsPtr facts = desk_.storeFacts();
        const bool undone = facts && !facts->imports.empty() && facts->imports.front().undone;
        if (undone && message_->sentence() == imported_)
            message_->dismiss(); // what was imported is not there any more
        if (facts && !facts->path.isEmpty()) {
            QSettings settings;
            QStringList recent = settings.value(QStringLiteral("recentStores")).toStringList();
            recent.removeAll(facts->path);
            recent.prepend(facts->path);
            settings.setValue(QStringLiteral("recentStores"), recent.mid(0, recentKept));
        }
        refresh();
    });
    connect(&desk_, &ReviewDesk::settingsChanged, this, [this] {
        for (auto& [id, made] : panels_)
            made.storeStale = true;
        refresh();
    });
    connect(&desk_, &ReviewDesk::busyChanged, progress_, &ProgressStrip::setBusy);
    connect(&desk_, &ReviewDesk::importProgress, this,
        [this](double done, double total, const QString&) { progress_->setShare(total > 0 ? done / total : -1); });
    connect(&desk_, &ReviewDesk::failed, this, [this](const Error& error) {
        // While files are imported their dialog says what went wrong with them.
        if (error.code != ErrorCode::Cancelled && !findChild<MappingDialog*>())
            message_->showMessage(MessageBar::Kind::Failure, toText(error.text()));
    });
    connect(&desk_, &ReviewDesk::exported, this, [this](const QString& path, const QString& note) {
        const QString saved = tr("Saved as %1").arg(QFileInfo(path).fileName());
        message_->showMessage(MessageBar::Kind::Note, note.isEmpty() ? saved : saved + QStringLiteral(". ") + note,
            tr("Show in folder"),
            [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
    });
    connect(&desk_, &ReviewDesk::imported, this, [this](const ImportReport& report) {
        const auto rows = [](std::int64_t count) { return toText(plainNumber(static_cast<double>(count), 0)); };
        QString said = tr("Imported %1 rows: %2 new, %3 changed, %4 unchanged, %5 rejected")
                           .arg(rows(report.read), rows(report.inserted), rows(report.updated), rows(report.unchanged),
                               rows(report.rejected));
        // An open review keeps its day: who waits for the new one is told why it is not there.
        if (desk_.dateRange().to > desk_.asOf())
            said += tr(". The newest facts are of %1; this looks from %2")
                        .arg(toText(dateText(desk_.dateRange().to)), toText(dateText(desk_.asOf())));
        imported_ = said;
        message_->showMessage(
            MessageBar::Kind::Note, said, tr("Show the report"), [this] { showPanel(QStringLiteral("data")); });
    });

    QSettings settings;
    resize(1440, 900);
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    current_ = settings.value(QStringLiteral("window/panel"), QStringLiteral("review")).toString();
    const PanelSpec* spec = findPanel(current_);
    if (!spec || !spec->inSidebar)
        current_ = QStringLiteral("review");
    progress_->setBusy(desk_.isBusy());
    refresh();
}

MainWindow::~MainWindow()
{
    // Panels must not hear the desk while they go.
    disconnect(&desk_, nullptr, this, nullptr);
}

void MainWindow::makeCommands()
{
    const auto add = [this](const char* id, const QString& title, const QString& keys, std::function<void()> run) {
        commands_.push_back({QString::fromLatin1(id), title, keys, run});
        if (!keys.isEmpty()) {
            auto* shortcut = new QShortcut(QKeySequence(keys), this);
            connect(shortcut, &QShortcut::activated, this, run);
        }
    };
    add("open", tr("Open a store…"), QStringLiteral("Ctrl+O"), [this] { openStoreDialog(); });
    add("import", tr("Import files…"), QStringLiteral("Ctrl+I"), [this] { importDialog(); });
    add("sample", tr("Open the sample portfolio"), {}, [this] { desk_.openSample(); });
    add("deck", tr("Export deck…"), QStringLiteral("Ctrl+E"), [this] { chooseDeck(desk_, this); });
    add("closeReview", tr("Close review"), {}, [this] {
        const ReviewPtr review = desk_.review();
        showPanel(QStringLiteral("review"));
        auto* shown = qobject_cast<ReviewPanel*>(panel(QStringLiteral("review")));
        if (shown && review && review->open && !review->isClosed())
            shown->closeOrOpen();
        else
            desk_.closeReview(); // says what is missing
    });
    add("present", tr("Back to the present"), {}, [this] {
        showPanel(QStringLiteral("review"));
        desk_.showReview(0);
    });
    add("help", tr("Help"), QStringLiteral("F1"), [this] { showHelp(this, current_); });
    add("shortcuts", tr("Keyboard shortcuts"), QStringLiteral("Ctrl+F1"), [this] { showShortcuts(); });
    std::vector<SearchHit> places;
    for (const PanelSpec& spec : panelRegistry()) {
        if (!spec.inSidebar)
            continue;
        places.push_back({SearchHit::Kind::Panel, spec.title, {}, spec.id});
        auto* shortcut = new QShortcut(QKeySequence(spec.keys), this);
        connect(shortcut, &QShortcut::activated, this, [this, id = spec.id] { showPanel(id); });
    }
    for (const Command& command : commands_)
        places.push_back({SearchHit::Kind::Command, command.title, command.keys, command.id});
    header_->search()->setPlaces(std::move(places));
}

Panel* MainWindow::panel(const QString& id) const
{
    const auto found = panels_.find(id);
    return found == panels_.end() ? nullptr : found->second.panel;
}

void MainWindow::showPanel(const QString& id, const QString& accountId)
{
    const PanelSpec* spec = findPanel(id);
    if (!spec)
        return;
    current_ = id;
    if (stack_->currentWidget() == firstRun_ && (!desk_.storeFacts() || desk_.storeFacts()->path.isEmpty()))
        return; // nothing to show yet; the panel comes when a store is open
    Made& made = panels_[id];
    if (!made.panel) {
        made.panel = spec->make(desk_, stack_);
        made.panel->setObjectName(id);
        made.panel->setAccessibleName(spec->title);
        stack_->addWidget(made.panel);
        connect(made.panel, &Panel::openAccount, this,
            [this](const QString& account) { showPanel(QStringLiteral("account"), account); });
        connect(made.panel, &Panel::openPanel, this, &MainWindow::showPanel);
        connect(made.panel, &Panel::showMessage, this, [this](const QString& sentence) {
            if (!sentence.isEmpty())
                message_->showMessage(MessageBar::Kind::Note, sentence);
            else if (message_->sentence() == said_)
                message_->dismiss(); // what the panel said is no longer so
            said_ = sentence;
        });
    }
    stack_->setCurrentWidget(made.panel);
    sidebar_->setCurrent(id);
    deliver(id);
    made.panel->setFocus(Qt::OtherFocusReason); // its keys work at once
    if (!accountId.isEmpty())
        made.panel->showAccount(accountId);
}

void MainWindow::deliver(const QString& id)
{
    const auto found = panels_.find(id);
    if (found == panels_.end() || !found->second.panel)
        return;
    Made& made = found->second;
    const ReviewPtr review = desk_.review();
    if (made.storeStale) {
        made.storeStale = false;
        made.panel->storeChanged();
    }
    if (!made.told || made.shown != review) {
        made.told = true;
        ReviewPtr before = std::exchange(made.shown, review);
        made.panel->showReview(review);
        letGo(std::move(before)); // a panel that was not seen for long may be the last to hold it
    }
}

void MainWindow::refresh()
{
    const StoreFactsPtr facts = desk_.storeFacts();
    const bool first = !facts || facts->path.isEmpty();
    header_->refresh();
    sidebar_->refresh();
    showFirstRun(first);
    if (!first) {
        setWindowTitle(tr("%1 – Holdfast").arg(QFileInfo(facts->path).fileName()));
        deliver(current_);
    }
}

void MainWindow::showFirstRun(bool first)
{
    header_->setVisible(!first);
    if (first) {
        stack_->setCurrentWidget(firstRun_);
        firstRun_->setFocus(Qt::OtherFocusReason); // the ways in, not the panels that are still empty
        sidebar_->setCurrent({});
    } else if (stack_->currentWidget() == firstRun_) {
        stack_->setCurrentIndex(-1);
        const QString wanted = current_;
        // Leave the card before the panel is asked for.
        if (Panel* made = panel(wanted))
            stack_->setCurrentWidget(made);
        showPanel(wanted);
    }
}

void MainWindow::openStoreDialog()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a store"), {}, tr("Stores (*.holdfast);;All files (*)"));
    if (!path.isEmpty())
        desk_.openStore(path);
}

void MainWindow::importDialog()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        this, tr("Import files"), {}, tr("Exports (*.csv *.tsv *.txt *.xlsx *.zip);;All files (*)"));
    if (!files.isEmpty())
        importInteractively(desk_, this, files);
}

void MainWindow::showShortcuts()
{
    KeyGroup window{tr("Window"), {}};
    for (const PanelSpec& spec : panelRegistry()) {
        if (!spec.keys.isEmpty())
            window.keys.emplace_back(tr("Show %1").arg(spec.title), spec.keys);
    }
    window.keys.emplace_back(tr("Search or go to"), QStringLiteral("Ctrl+K"));
    for (const Command& command : commands_) {
        if (!command.keys.isEmpty())
            window.keys.emplace_back(command.title, command.keys);
    }
    window.keys.emplace_back(tr("Close what was opened last"), QStringLiteral("Esc"));
    std::vector<KeyGroup> groups{window};
    for (KeyGroup& group : panelKeys())
        groups.push_back(std::move(group));
    auto* page = new ShortcutsPage(groups, this);
    page->setAttribute(Qt::WA_DeleteOnClose);
    page->show();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    sidebar_->setNarrow(width() < narrowBelow);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/panel"), current_);
    QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Panel* shown = panel(current_);
        if (shown && stack_->currentWidget() == shown && shown->closeLast())
            return;
        if (message_->isVisible()) {
            message_->dismiss();
            return;
        }
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList files, stores;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (!url.isLocalFile())
            continue;
        const QString path = url.toLocalFile();
        (path.endsWith(QStringLiteral(".holdfast"), Qt::CaseInsensitive) ? stores : files).append(path);
    }
    event->acceptProposedAction();
    if (stores.isEmpty() && files.isEmpty()) // a link, say: nothing of it is fetched
        message_->showMessage(MessageBar::Kind::Failure, tr("What was dropped is no file of this computer."));
    else if (!stores.isEmpty())
        desk_.openStore(stores.first());
    else {
        showPanel(QStringLiteral("data"));
        importInteractively(desk_, this, files);
    }
}

} // namespace holdfast
