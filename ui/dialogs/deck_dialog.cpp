// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/deck_dialog.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/deck/deck_images.h"
#include "ui/dialogs/page_view.h"
#include "ui/tables/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/bars.h"

namespace holdfast {

namespace {

constexpr std::size_t mostPages = 24; // shown here; all are written
constexpr int pagePixels = 1100;

} // namespace

DeckDialog::DeckDialog(ReviewDesk& desk, QWidget* parent)
    : QDialog(parent)
    , desk_(desk)
    , accounts_(new AccountChoiceModel(this))
    , share_(std::make_shared<std::atomic<double>>(0))
{
    setWindowTitle(tr("Export deck"));
    setAccessibleName(tr("Export deck"));
    setWindowModality(Qt::WindowModal);
    setSizeGripEnabled(true);
    resize(parent ? parent->window()->size().boundedTo(QSize(1240, 820)) - QSize(40, 40) : QSize(1200, 780));
    setMinimumSize(720, 480);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    message_ = new MessageBar(this);
    message_->hide();
    column->addWidget(message_);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(makeChoices());
    view_ = new PageView(this);
    row->addWidget(view_, 1);
    column->addLayout(row, 1);
    column->addWidget(makeFoot());

    paintSoon_.setSingleShot(true);
    paintSoon_.setInterval(150);
    connect(&paintSoon_, &QTimer::timeout, this, &DeckDialog::paintPages);
    progress_.setInterval(60);
    connect(&progress_, &QTimer::timeout, this, [this] { bar_->setValue(qRound(1000 * share_->load())); });
    connect(accounts_, &AccountChoiceModel::chosenChanged, this, [this] {
        // Whoever chooses an account wants its page.
        for (int i = 0; !filling_ && !accounts_->chosen().empty() && i < list_->count(); ++i) {
            if (list_->item(i)->data(Qt::UserRole).toInt() == static_cast<int>(SectionId::Accounts))
                list_->item(i)->setCheckState(Qt::Checked);
        }
        changed();
    });

    filling_ = true;
    accounts_->setReview(desk_.review());
    const QSettings settings;
    std::vector<std::string> chosen;
    for (const QString& id : settings.value(QStringLiteral("deck/accounts")).toStringList())
        chosen.push_back(toUtf8(id));
    accounts_->setChosen(std::move(chosen));
    setSections(readSections(settings));
    filling_ = false;
    changed();
}

DeckDialog::~DeckDialog()
{
    cancelSaving_.cancel();
}

QWidget* DeckDialog::makeChoices()
{
    auto* side = new QWidget(this);
    side->setAccessibleName(tr("What goes into the deck"));
    side->setFixedWidth(QFontMetrics(typeFont(TypeSize::Body)).averageCharWidth() * 46);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addWidget(new PlainLabel(tr("Export deck"), TypeSize::PageTitle, Ink::Text, side));
    auto* presets = new QHBoxLayout;
    presets->setSpacing(6);
    const std::pair<DeckPreset, QString> offers[] = {{DeckPreset::Weekly, tr("Weekly")},
        {DeckPreset::Monthly, tr("Monthly by owner")}, {DeckPreset::Quarterly, tr("Quarterly")}};
    for (const auto& [preset, title] : offers) {
        auto* button = new QPushButton(title, side);
        button->setAccessibleName(tr("Preset %1").arg(title));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, preset = preset] { usePreset(preset); });
        presets->addWidget(button);
    }
    presets->addStretch(1);
    column->addLayout(presets);

    auto* head = new QHBoxLayout;
    head->addWidget(new PlainLabel(tr("Sections, in their order"), TypeSize::BodyMedium, Ink::Text, side), 1);
    const std::pair<int, QString> moves[] = {{-1, tr("Up")}, {1, tr("Down")}};
    for (const auto& [by, title] : moves) {
        auto* button = new QPushButton(title, side);
        button->setAccessibleName(by < 0 ? tr("Move the section up") : tr("Move the section down"));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, by = by] { moveSection(by); });
        head->addWidget(button);
    }
    column->addLayout(head);
    list_ = new QListWidget(side);
    list_->setAccessibleName(tr("Sections of the deck"));
    list_->setDragDropMode(QAbstractItemView::InternalMove);
    list_->setDefaultDropAction(Qt::MoveAction);
    connect(list_, &QListWidget::itemChanged, this, &DeckDialog::changed);
    connect(list_->model(), &QAbstractItemModel::rowsMoved, this, &DeckDialog::changed);
    column->addWidget(list_, 5);
    wholeLists_ = new QCheckBox(tr("Lists in full"), side);
    wholeLists_->setToolTip(plainTooltip(tr(
        "Lists name the %1 accounts with the most at stake and say what lies below the line. In full they name every "
        "account, over as many pages as that takes")
                                             .arg(defaultAccountsPerList)));
    wholeLists_->setChecked(QSettings().value(QStringLiteral("deck/wholeLists")).toBool());
    connect(wholeLists_, &QCheckBox::toggled, this, &DeckDialog::changed);
    column->addWidget(wholeLists_);

    auto* accountHead = new QHBoxLayout;
    accountHead->addWidget(
        new PlainLabel(tr("Accounts with a page of their own"), TypeSize::BodyMedium, Ink::Text, side), 1);
    accountCount_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text3, side);
    accountHead->addWidget(accountCount_);
    auto* none = new QPushButton(tr("None"), side);
    none->setAccessibleName(tr("No account"));
    none->setAutoDefault(false);
    connect(none, &QPushButton::clicked, this, [this] { accounts_->setChosen({}); });
    accountHead->addWidget(none);
    column->addLayout(accountHead);
    search_ = new QLineEdit(side);
    search_->setAccessibleName(tr("Search accounts"));
    search_->setPlaceholderText(tr("Search accounts"));
    search_->setClearButtonEnabled(true);
    connect(search_, &QLineEdit::textChanged, accounts_, &AccountChoiceModel::setFilterText);
    column->addWidget(search_);
    accountList_ = new QListView(side);
    accountList_->setAccessibleName(tr("Accounts"));
    accountList_->setModel(accounts_);
    accountList_->setUniformItemSizes(true);
    accountList_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    column->addWidget(accountList_, 4);
    return side;
}

QWidget* DeckDialog::makeFoot()
{
    auto* foot = new QWidget(this);
    foot->setAccessibleName(tr("Foot"));
    foot->setBackgroundRole(QPalette::Window);
    foot->setAutoFillBackground(true);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(10);
    state_ = new PlainLabel(QString(), TypeSize::Body, Ink::Text2, foot);
    row->addWidget(state_, 1);
    bar_ = new QProgressBar(foot);
    bar_->setAccessibleName(tr("Progress of the deck"));
    bar_->setTextVisible(false);
    bar_->setRange(0, 1000);
    bar_->setFixedSize(240, 6);
    bar_->hide();
    row->addWidget(bar_);
    cancel_ = new QPushButton(tr("Close"), foot);
    cancel_->setAutoDefault(false);
    connect(cancel_, &QPushButton::clicked, this, &DeckDialog::reject);
    row->addWidget(cancel_);
    save_ = new QPushButton(tr("Save…"), foot);
    save_->setAccessibleName(tr("Save the deck"));
    save_->setProperty(buttonKindProperty, QStringLiteral("primary"));
    save_->setAutoDefault(false);
    connect(save_, &QPushButton::clicked, this, &DeckDialog::askAndSave);
    row->addWidget(save_);
    return foot;
}

std::vector<SectionChoice> DeckDialog::sections() const
{
    std::vector<SectionChoice> sections;
    for (int i = 0; i < list_->count(); ++i)
        sections.push_back({static_cast<SectionId>(list_->item(i)->data(Qt::UserRole).toInt()),
            list_->item(i)->checkState() == Qt::Checked});
    return sections;
}

void DeckDialog::setSections(const std::vector<SectionChoice>& sections)
{
    const bool outer = filling_;
    filling_ = true;
    list_->clear();
    for (const SectionChoice& choice : sections) {
        auto* item = new QListWidgetItem(toText(titleOf(choice.id)), list_);
        item->setData(Qt::UserRole, static_cast<int>(choice.id));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled);
        item->setCheckState(choice.on ? Qt::Checked : Qt::Unchecked);
    }
    list_->setCurrentRow(0);
    filling_ = outer;
    changed();
}

DeckChoice DeckDialog::choice() const
{
    DeckChoice choice;
    for (const SectionChoice& section : sections()) {
        if (section.on)
            choice.sections.push_back(section.id);
    }
    choice.accounts = accounts_->chosen();
    choice.accountsPerList = wholeLists_->isChecked() ? 0 : defaultAccountsPerList;
    if (const StoreFactsPtr facts = desk_.storeFacts())
        choice.storeName = toUtf8(QFileInfo(facts->path).completeBaseName());
    return choice;
}

void DeckDialog::usePreset(DeckPreset preset)
{
    setSections(presetSections(preset)); // the chosen accounts stay
}

void DeckDialog::moveSection(int by)
{
    const int from = list_->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= list_->count())
        return;
    filling_ = true;
    QListWidgetItem* item = list_->takeItem(from);
    list_->insertItem(to, item);
    list_->setCurrentRow(to);
    filling_ = false;
    changed();
}

void DeckDialog::changed()
{
    if (filling_)
        return;
    QSettings settings;
    writeSections(settings, sections());
    QStringList ids;
    for (const std::string& id : accounts_->chosen())
        ids.append(toText(id));
    settings.setValue(QStringLiteral("deck/accounts"), ids);
    settings.setValue(QStringLiteral("deck/wholeLists"), wholeLists_->isChecked());
    refreshFoot();
    paintSoon_.start();
}

void DeckDialog::paintPages()
{
    const ReviewPtr review = desk_.review();
    const DeckChoice chosen = choice();
    if (!review || !review->analysis || chosen.sections.empty()) {
        painting_.cancel();
        view_->setPages({});
        refreshFoot();
        return;
    }
    painting_.run<std::vector<QImage>>(
        [review, chosen](
            const CancelToken& token) { return deckImages(*review, chosen, pagePixels, mostPages, token); },
        [this](const std::vector<QImage>& pages) {
            view_->setPages(pages);
            refreshFoot();
        });
}

void DeckDialog::refreshFoot()
{
    const DeckChoice chosen = choice();
    const bool review = desk_.review() && desk_.review()->analysis;
    const std::size_t pages = view_->pages();
    const auto count = accounts_->chosen().size();
    accountCount_->setText(count == 0 ? QString() : tr("%1 chosen").arg(count));
    if (writing_)
        state_->setText(tr("Writing the pages"));
    else if (!review)
        state_->setText(tr("There is no review to print; import exports first"));
    else if (chosen.sections.empty())
        state_->setText(tr("Switch at least one section on"));
    else if (pages >= mostPages)
        state_->setText(tr("The first %1 pages are shown").arg(pages));
    else
        state_->setText(pages == 1 ? tr("1 page") : tr("%1 pages").arg(pages));
    bar_->setVisible(writing_);
    save_->setEnabled(review && !writing_ && !chosen.sections.empty());
    cancel_->setText(writing_ ? tr("Cancel") : tr("Close"));
    cancel_->setAccessibleName(cancel_->text());
}

void DeckDialog::askAndSave()
{
    const QSettings settings;
    const QString folder = settings.value(QStringLiteral("deck/folder")).toString();
    const QString name = toText(choice().storeName) + u' ' + toText(desk_.asOf().toIso()) + QStringLiteral(".pdf");
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export deck"), folder.isEmpty() ? name : folder + u'/' + name, QStringLiteral("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    QSettings().setValue(QStringLiteral("deck/folder"), QFileInfo(path).absolutePath());
    save(path);
}

void DeckDialog::save(const QString& path)
{
    const ReviewPtr review = desk_.review();
    if (writing_ || !review || !review->analysis)
        return;
    writing_ = true;
    message_->dismiss();
    share_->store(0);
    bar_->setValue(0);
    progress_.start();
    cancelSaving_ = CancelToken();
    refreshFoot();
    saving_.run<Result<WrittenDeck>>(
        [review, chosen = choice(), path, share = share_, cancel = cancelSaving_](const CancelToken&) {
            return writeDeck(
                *review, chosen, path,
                [share](double done, double total) { share->store(total > 0 ? done / total : 0); }, cancel);
        },
        [this, path](const Result<WrittenDeck>& deck) { written(deck, path); });
}

void DeckDialog::written(const Result<WrittenDeck>& deck, const QString& path)
{
    writing_ = false;
    progress_.stop();
    refreshFoot();
    if (deck) {
        QString sentence =
            tr("Saved as %1, %2")
                .arg(QFileInfo(path).fileName(), deck->pages == 1 ? tr("1 page") : tr("%1 pages").arg(deck->pages));
        if (!deck->missing.isEmpty())
            sentence += QStringLiteral(". ") + missingSentence(deck->missing);
        message_->showMessage(MessageBar::Kind::Note, sentence, tr("Show in folder"),
            [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
    } else if (deck.error().code == ErrorCode::Cancelled) {
        message_->showMessage(MessageBar::Kind::Note, tr("The deck was not written: it was cancelled"));
    } else {
        message_->showMessage(MessageBar::Kind::Failure, toText(deck.error().text()));
    }
}

void DeckDialog::reject()
{
    if (writing_) {
        cancelSaving_.cancel(); // written() answers
        return;
    }
    QDialog::reject();
}

void chooseDeck(ReviewDesk& desk, QWidget* parent)
{
    auto* dialog = new DeckDialog(desk, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace holdfast
