// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/help_dialog.h"

#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QShortcut>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/style.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

namespace {

const QStringList& topicOrder()
{
    static const QStringList order{QStringLiteral("review"), QStringLiteral("zones_panel"), QStringLiteral("revenue"),
        QStringLiteral("accounts"), QStringLiteral("account"), QStringLiteral("renewals"), QStringLiteral("data"),
        QStringLiteral("import"), QStringLiteral("settings"), QStringLiteral("deck"), QStringLiteral("keyboard"),
        QStringLiteral("metrics"), QStringLiteral("zones"), QStringLiteral("rules"), QStringLiteral("triggers"),
        QStringLiteral("datasets")};
    return order;
}

QString titleOf(const QString& markdown, const QString& name)
{
    for (const QString& line : markdown.split(u'\n')) {
        if (line.startsWith(QStringLiteral("# ")))
            return line.mid(2).trimmed();
    }
    return name;
}

// "Strict NRR" → "strict-nrr".
QString slug(const QString& heading)
{
    static const QRegularExpression others(QStringLiteral("[^\\p{L}\\p{N}]+"));
    QString text = heading.toLower();
    text.replace(others, QStringLiteral("-"));
    while (text.startsWith(u'-'))
        text.remove(0, 1);
    while (text.endsWith(u'-'))
        text.chop(1);
    return text;
}

// A browser that reads nothing but what it is given: no picture, no file, no address.
class OwnTextBrowser : public QTextBrowser {
public:
    using QTextBrowser::QTextBrowser;

protected:
    QVariant loadResource(int, const QUrl&) override { return {}; }
    void doSetSource(const QUrl&, QTextDocument::ResourceType) override { }
};

bool holdsAll(const HelpPage& page, const QStringList& words)
{
    return std::all_of(words.begin(), words.end(),
        [&page](const QString& word) { return page.markdown.contains(word, Qt::CaseInsensitive); });
}

QStringList wordsOf(const QString& text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

} // namespace

const std::vector<HelpPage>& helpPages()
{
    static const std::vector<HelpPage> pages = [] {
        std::vector<HelpPage> read;
        for (const QString& name :
            QDir(QStringLiteral(":/help")).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name)) {
            QFile file(QStringLiteral(":/help/") + name);
            if (!file.open(QIODevice::ReadOnly))
                continue;
            HelpPage page;
            page.name = name.chopped(3);
            page.markdown = QString::fromUtf8(file.readAll());
            page.title = titleOf(page.markdown, page.name);
            read.push_back(std::move(page));
        }
        const auto place = [](const HelpPage& page) {
            const auto at = topicOrder().indexOf(page.name);
            return at < 0 ? topicOrder().size() : at;
        };
        std::stable_sort(
            read.begin(), read.end(), [&place](const HelpPage& a, const HelpPage& b) { return place(a) < place(b); });
        return read;
    }();
    return pages;
}

QString helpTopicOf(const QString& panel)
{
    if (panel == QStringLiteral("zones"))
        return QStringLiteral("zones_panel");
    const bool known =
        std::any_of(helpPages().begin(), helpPages().end(), [&](const HelpPage& page) { return page.name == panel; });
    return known ? panel : QStringLiteral("review");
}

HelpDialog::HelpDialog(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Help"));
    setAccessibleName(tr("Help"));
    setSizeGripEnabled(true);
    resize(920, 680);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* side = new QWidget(this);
    side->setAccessibleName(tr("Topics"));
    side->setBackgroundRole(QPalette::Window);
    side->setAutoFillBackground(true);
    side->setFixedWidth(QFontMetrics(typeFont(TypeSize::Body)).averageCharWidth() * 32);
    auto* left = new QVBoxLayout(side);
    left->setContentsMargins(12, 12, 12, 12);
    left->setSpacing(8);
    search_ = new QLineEdit(side);
    search_->setAccessibleName(tr("Search the help"));
    search_->setPlaceholderText(tr("Search the help"));
    search_->setClearButtonEnabled(true);
    left->addWidget(search_);
    topics_ = new QListWidget(side);
    topics_->setAccessibleName(tr("Topics of the help"));
    topics_->setFrameShape(QFrame::NoFrame);
    left->addWidget(topics_, 1);
    row->addWidget(side);
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 12, 0);
    back_ = new QPushButton(tr("Back"), this);
    back_->setAccessibleName(tr("Back to the topic before"));
    back_->setAutoDefault(false);
    back_->setEnabled(false);
    head->addWidget(back_);
    head->addStretch(1);
    right->addLayout(head);
    page_ = new OwnTextBrowser(this);
    page_->setAccessibleName(tr("Text of the topic"));
    page_->setFrameShape(QFrame::NoFrame);
    page_->setOpenLinks(false);
    page_->setOpenExternalLinks(false);
    page_->document()->setDocumentMargin(20);
    right->addWidget(page_, 1);
    row->addLayout(right, 1);

    connect(search_, &QLineEdit::textChanged, this, &HelpDialog::filter);
    connect(topics_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item && item->data(Qt::UserRole).toString() != current_)
            showTopic(item->data(Qt::UserRole).toString());
    });
    connect(page_, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        // "metrics.md#nrr", "metrics#nrr", "#nrr": a topic of ours; anything else leads nowhere.
        if (!url.scheme().isEmpty() || !url.host().isEmpty())
            return;
        QString topic = url.path();
        if (topic.endsWith(QStringLiteral(".md")))
            topic.chop(3);
        if (topic.isEmpty())
            topic = current_;
        showTopic(url.fragment().isEmpty() ? topic : topic + u'#' + url.fragment());
    });
    connect(back_, &QPushButton::clicked, this, &HelpDialog::goBack);
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, search_, qOverload<>(&QWidget::setFocus));
    auto* back = new QShortcut(QKeySequence(QStringLiteral("Alt+Left")), this);
    connect(back, &QShortcut::activated, this, &HelpDialog::goBack);
    filter({});
}

void HelpDialog::filter(const QString& text)
{
    const QStringList words = wordsOf(text);
    const QSignalBlocker quiet(topics_);
    topics_->clear();
    for (const HelpPage& page : helpPages()) {
        if (!holdsAll(page, words))
            continue;
        auto* item = new QListWidgetItem(page.title, topics_);
        item->setData(Qt::UserRole, page.name);
        if (page.name == current_)
            topics_->setCurrentItem(item);
    }
    if (!words.isEmpty() && !topics_->currentItem() && topics_->count() > 0) {
        topics_->setCurrentRow(0);
        display(topics_->item(0)->data(Qt::UserRole).toString());
    }
    markFound();
}

void HelpDialog::showTopic(const QString& topic)
{
    const QString name = topic.section(u'#', 0, 0);
    const bool known =
        std::any_of(helpPages().begin(), helpPages().end(), [&](const HelpPage& page) { return page.name == name; });
    if (!known)
        return;
    if (!current_.isEmpty() && current_ != name)
        history_.append(current_);
    back_->setEnabled(!history_.isEmpty());
    display(name);
    if (topic.contains(u'#'))
        scrollTo(topic.section(u'#', 1));
    else
        markFound();
}

void HelpDialog::goBack()
{
    if (history_.isEmpty())
        return;
    display(history_.takeLast());
    back_->setEnabled(!history_.isEmpty());
}

void HelpDialog::display(const QString& topic)
{
    for (const HelpPage& page : helpPages()) {
        if (page.name != topic)
            continue;
        current_ = topic;
        page_->document()->setDefaultFont(typeFont(TypeSize::Body));
        page_->document()->setMarkdown(page.markdown,
            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
        QTextCursor cursor(page_->document());
        for (QTextBlock block = page_->document()->begin(); block.isValid(); block = block.next()) {
            QTextBlockFormat format = block.blockFormat();
            if (block.position() == 0)
                continue;
            format.setTopMargin(format.headingLevel() == 2 ? 18
                    : format.headingLevel() > 2            ? 12
                    : block.textList()                     ? 3
                                                           : 8);
            cursor.setPosition(block.position());
            if (!cursor.currentTable())
                cursor.setBlockFormat(format);
        }
        page_->moveCursor(QTextCursor::Start);
        page_->verticalScrollBar()->setValue(0);
    }
    const QSignalBlocker quiet(topics_);
    for (int i = 0; i < topics_->count(); ++i) {
        if (topics_->item(i)->data(Qt::UserRole).toString() == topic)
            topics_->setCurrentRow(i);
    }
}

void HelpDialog::scrollTo(const QString& heading)
{
    const QString wanted = slug(heading);
    for (QTextBlock block = page_->document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 || slug(block.text()) != wanted)
            continue;
        QTextCursor cursor(block);
        page_->setTextCursor(cursor);
        const int top = page_->cursorRect().top() + page_->verticalScrollBar()->value();
        page_->verticalScrollBar()->setValue(top - 12);
        return;
    }
}

void HelpDialog::markFound()
{
    const QStringList words = wordsOf(search_->text());
    if (words.isEmpty())
        return;
    page_->moveCursor(QTextCursor::Start);
    page_->find(words.first());
}

void HelpDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && page_ && !current_.isEmpty()) {
        const int at = page_->verticalScrollBar()->value();
        display(current_);
        page_->verticalScrollBar()->setValue(at);
    }
    QDialog::changeEvent(event);
}

void HelpDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Backspace && !search_->hasFocus()) {
        goBack();
        return;
    }
    QDialog::keyPressEvent(event);
}

void showHelp(QWidget* parent, const QString& topic)
{
    QWidget* window = parent ? parent->window() : nullptr;
    auto* dialog = window ? window->findChild<HelpDialog*>({}, Qt::FindDirectChildrenOnly) : nullptr;
    if (!dialog) {
        dialog = new HelpDialog(window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    dialog->showTopic(topic.contains(u'#') ? topic : helpTopicOf(topic));
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace holdfast
