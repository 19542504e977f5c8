// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/mapping_dialog.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "model/report/format.h"
#include "ui/dialogs/columns_view.h"
#include "ui/dialogs/file_card.h"
#include "ui/dialogs/import_report_page.h"
#include "ui/dialogs/preview_model.h"
#include "ui/dialogs/preview_table.h"
#include "ui/dialogs/question_pane.h"
#include "ui/tables/words.h"
#include "ui/theme/style.h"
#include "ui/widgets/bars.h"

namespace holdfast {

namespace {

QString countText(std::size_t count, const QString& one, const QString& many)
{
    return count == 1 ? one : many.arg(count);
}

} // namespace

MappingDialog::MappingDialog(ReviewDesk& desk, const QStringList& files, QWidget* parent)
    : QDialog(parent)
    , desk_(desk)
    , plan_(files, keptNames())
{
    setWindowTitle(tr("Import"));
    setAccessibleName(tr("Import files"));
    setWindowModality(Qt::WindowModal);
    setSizeGripEnabled(true);
    if (parent)
        resize(parent->window()->size().boundedTo(QSize(1400, 860)) - QSize(40, 40));
    else
        resize(1280, 800);
    setMinimumSize(720, 480);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 8);
    head->setSpacing(10);
    title_ = new PlainLabel(tr("Import"), TypeSize::PageTitle, Ink::Text, this);
    head->addWidget(title_);
    sentence_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text3, this);
    head->addWidget(sentence_, 1);
    column->addLayout(head);
    message_ = new MessageBar(this);
    message_->hide();
    column->addWidget(message_);
    pages_ = new QStackedWidget(this);
    pages_->setAccessibleName(tr("Import"));
    mapping_ = makeMappingPage();
    pages_->addWidget(mapping_);
    report_ = new ImportReportPage(desk_, pages_);
    pages_->addWidget(report_);
    column->addWidget(pages_, 1);
    column->addWidget(makeFoot());
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    connect(&desk_, &ReviewDesk::previewed, this, &MappingDialog::tookPreviews);
    connect(&desk_, &ReviewDesk::failed, this, &MappingDialog::failed);
    connect(&desk_, &ReviewDesk::imported, this, &MappingDialog::finished);
    connect(&desk_, &ReviewDesk::importProgress, this, [this](double done, double total, const QString&) {
        if (!importing_)
            return;
        bar_->setValue(total > 0 ? qRound(1000 * done / total) : 0);
        const double seconds = static_cast<double>(running_.elapsed()) / 1000;
        constexpr double megabyte = 1e6;
        if (total > 1 && seconds > 0.2)
            open_->setText(tr("%1 of %2 MB, %3 MB a second")
                               .arg(toText(plainNumber(done / megabyte, 1)), toText(plainNumber(total / megabyte, 1)),
                                   toText(plainNumber(done / megabyte / seconds, 1))));
    });
    refresh();
}

QWidget* MappingDialog::makeMappingPage()
{
    auto* page = new QWidget(pages_);
    page->setAccessibleName(tr("Files and their columns"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* scroll = new QScrollArea(page);
    scroll->setAccessibleName(tr("Files"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    cardArea_ = new QWidget(scroll);
    cardArea_->setAccessibleName(tr("Files of this import"));
    cards_ = new QHBoxLayout(cardArea_);
    cards_->setContentsMargins(16, 0, 16, 10);
    cards_->setSpacing(8);
    cards_->addStretch(1);
    scroll->setWidget(cardArea_);
    const FileCard measure;
    scroll->setFixedHeight(measure.sizeHint().height() + 14 + scroll->horizontalScrollBar()->sizeHint().height());
    column->addWidget(scroll);
    auto* rule = new QFrame(page);
    rule->setFrameShape(QFrame::HLine);
    rule->setFrameShadow(QFrame::Plain);
    rule->setForegroundRole(QPalette::Mid);
    column->addWidget(rule);

    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    columns_ = new ColumnsView(page);
    left->addWidget(columns_, 5);
    auto* caption = new QHBoxLayout;
    caption->setContentsMargins(16, 8, 16, 4);
    caption->setSpacing(10);
    caption->addWidget(new PlainLabel(tr("Preview"), TypeSize::BodyStrong, Ink::Text, page));
    previewTitle_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text3, page);
    caption->addWidget(previewTitle_, 1);
    previewCounts_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2, page);
    caption->addWidget(previewCounts_);
    left->addLayout(caption);
    model_ = new PreviewModel(this);
    preview_ = new PreviewTable(page);
    preview_->setModel(model_);
    left->addWidget(preview_, 4);
    row->addLayout(left, 1);
    auto* upright = new QFrame(page);
    upright->setFrameShape(QFrame::VLine);
    upright->setFrameShadow(QFrame::Plain);
    upright->setForegroundRole(QPalette::Mid);
    row->addWidget(upright);
    pane_ = new QuestionPane(page);
    row->addWidget(pane_);
    column->addLayout(row, 1);

    connect(columns_, &ColumnsView::columnChosen, this, &MappingDialog::chooseColumn);
    connect(pane_, &QuestionPane::datasetChosen, this, &MappingDialog::chooseDataset);
    connect(pane_, &QuestionPane::answered, this, &MappingDialog::answer);
    connect(pane_, &QuestionPane::meaningChosen, this, &MappingDialog::chooseMeaning);
    connect(pane_, &QuestionPane::includedChosen, this, [this](bool included) {
        plan_.setIncluded(current_, included);
        rehearse();
        refreshSoon();
    });
    connect(pane_, &QuestionPane::fieldAsked, this, [this](int position) {
        const auto& bindings = plan_.table(current_).mapping.columns;
        for (std::size_t header = 0; header < bindings.size(); ++header) {
            FieldBox* box = bindings[header].position == position ? columns_->fieldBox(header) : nullptr;
            if (!box)
                continue;
            columns_->ensureWidgetVisible(box);
            box->setFocus();
            box->showPopup();
        }
    });
    return page;
}

QWidget* MappingDialog::makeFoot()
{
    auto* foot = new QWidget(this);
    foot->setAccessibleName(tr("Foot"));
    foot->setBackgroundRole(QPalette::Window);
    foot->setAutoFillBackground(true);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(10);
    open_ = new PlainLabel(QString(), TypeSize::Body, Ink::Text2, foot);
    row->addWidget(open_, 1);
    bar_ = new QProgressBar(foot);
    bar_->setAccessibleName(tr("Progress of the import"));
    bar_->setTextVisible(false);
    bar_->setRange(0, 1000);
    bar_->setFixedWidth(240);
    bar_->setFixedHeight(6);
    bar_->hide();
    row->addWidget(bar_);
    cancel_ = new QPushButton(tr("Cancel"), foot);
    cancel_->setAutoDefault(false);
    connect(cancel_, &QPushButton::clicked, this, &MappingDialog::reject);
    row->addWidget(cancel_);
    import_ = new QPushButton(tr("Import"), foot);
    import_->setProperty(buttonKindProperty, QStringLiteral("primary"));
    import_->setAutoDefault(false);
    connect(import_, &QPushButton::clicked, this, [this] {
        if (done_)
            accept();
        else
            importNow();
    });
    row->addWidget(import_);
    return foot;
}

void MappingDialog::start()
{
    QStringList files;
    for (const ImportPlan::Table& table : plan_.tables()) {
        if (!files.contains(table.file))
            files.append(table.file);
    }
    for (const QString& file : files)
        ask(plan_.firstRequest(file));
}

void MappingDialog::ask(ImportPlan::Request request)
{
    // A newer wish about a table replaces the one that still waits.
    std::erase_if(waiting_, [&request](const ImportPlan::Request& older) {
        return older.file == request.file && older.label == request.label;
    });
    waiting_.push_back(std::move(request));
    askNext();
}

// Finds out what importing would do, whenever nothing is read for another preview.
void MappingDialog::rehearse()
{
    rehearsal_.forget();
    if (!started_ || silent_ || importing_ || done_ || asked_ || !waiting_.empty() || plan_.importable() == 0)
        return;
    const int number = rehearsal_.begin();
    desk_.rehearseImport(plan_.filesToImport(), plan_.importOptions(ImportPlan::Purpose::Rehearse), Rehearsal::mostRows,
        [dialog = QPointer(this), number](const Result<ImportReport>& report) {
            if (dialog && dialog->rehearsal_.take(number, report))
                dialog->refreshSoon();
        });
}

void MappingDialog::askNext()
{
    if (asked_)
        return;
    if (!waiting_.empty()) {
        asked_ = std::move(waiting_.front());
        waiting_.pop_front();
        desk_.previewFiles({asked_->file}, asked_->options);
        return;
    }
    if (started_) {
        rehearse();
        return;
    }
    started_ = true;
    const bool unreadable = std::any_of(plan_.tables().begin(), plan_.tables().end(),
        [](const ImportPlan::Table& table) { return !table.failure.isEmpty(); });
    if (!unreadable && !needsQuestions(plan_.previews())) {
        silent_ = true;
        begin(false);
        return;
    }
    for (std::size_t place = 0; place < plan_.tables().size(); ++place) {
        if (plan_.table(place).state() == ImportPlan::State::Questions) {
            current_ = place;
            break;
        }
    }
    rehearse();
    refresh();
    open();
}

void MappingDialog::tookPreviews(const std::vector<Preview>& previews)
{
    if (!asked_)
        return; // somebody else's
    const ImportPlan::Request request = std::move(*asked_);
    asked_.reset();
    plan_.take(request, previews);
    refreshSoon();
    askNext();
}

void MappingDialog::failed(const Error& error)
{
    if (asked_) {
        const ImportPlan::Request request = std::move(*asked_);
        asked_.reset();
        plan_.takeFailure(request, toText(error.sentence));
        refreshSoon();
        askNext();
        return;
    }
    if (!importing_) { // an account that could not be remembered
        if (isVisible())
            message_->showMessage(MessageBar::Kind::Failure, toText(error.text()));
        return;
    }
    importing_ = false;
    silent_ = false;
    rehearse();
    refresh();
    if (error.code == ErrorCode::Cancelled) {
        message_->showMessage(MessageBar::Kind::Note, tr("The import was cancelled; nothing was stored"));
    } else if (error.code == ErrorCode::BadInput && error.sentence.find("--force") != std::string::npos) {
        // The engine's sentence names the command line's switch; here it is a button.
        QString sentence = toText(error.sentence);
        const auto open = sentence.indexOf(QStringLiteral(" (--force"));
        const auto close = sentence.indexOf(u')', open);
        if (open >= 0 && close > open)
            sentence.remove(open, close - open + 1);
        message_->showMessage(
            MessageBar::Kind::Failure, sentence, tr("Import the other rows"), [this] { begin(true); });
    } else {
        message_->showMessage(MessageBar::Kind::Failure, toText(error.text()));
    }
    if (!isVisible())
        open();
}

void MappingDialog::finished(const ImportReport& report)
{
    if (!importing_)
        return;
    importing_ = false;
    done_ = true;
    report_->showReport(report);
    const StoreFactsPtr facts = desk_.storeFacts();
    const ReviewPtr review = desk_.review();
    const bool portfolio = review && review->analysis && review->result().portfolio;
    report_->showDoubts(facts && portfolio ? nameDoubts(facts->orphans, *review->result().portfolio, keptNames())
                                           : std::vector<NameDoubt>());
    if (silent_ && !report_->hasDoubts()) {
        accept();
        return;
    }
    pages_->setCurrentWidget(report_);
    refresh();
    if (!isVisible())
        open();
}

void MappingDialog::reject()
{
    if (importing_) {
        desk_.cancelImport(); // failed() answers
        cancel_->setEnabled(false);
        return;
    }
    QDialog::reject();
}

void MappingDialog::showTable(std::size_t place)
{
    if (place >= plan_.tables().size())
        return;
    current_ = place;
    refreshSoon();
}

void MappingDialog::previewAgain()
{
    ask(plan_.requestAgain(current_));
    refreshSoon();
}

void MappingDialog::chooseColumn(std::size_t header, const QString& column)
{
    plan_.setColumn(current_, header, toUtf8(column));
    previewAgain();
}

void MappingDialog::chooseDataset(DatasetId dataset)
{
    ask(plan_.requestAs(current_, dataset));
    refreshSoon();
}

void MappingDialog::answer(std::size_t question, std::size_t answer)
{
    const auto& asked = plan_.table(current_).asked;
    const bool ofAccount = question < asked.size() && asked[question].question.kind == QuestionKind::Account;
    plan_.answer(current_, question, answer);
    if (ofAccount) { // says nothing about the columns
        rehearse();
        refreshSoon();
    } else {
        previewAgain();
    }
}

void MappingDialog::chooseMeaning(std::size_t header, const QString& text, const QString& value)
{
    plan_.setMeaning(current_, header, toUtf8(text), toUtf8(value));
    previewAgain();
}

void MappingDialog::importNow()
{
    if (!importing_ && plan_.canImport())
        begin(false);
}

void MappingDialog::begin(bool force)
{
    message_->dismiss();
    importing_ = true;
    running_.start();
    bar_->setValue(0);
    ImportOptions options = plan_.importOptions();
    options.force = force;
    for (const QString& reference : plan_.keptReferences())
        keepName(reference);
    refresh();
    desk_.importFiles(plan_.filesToImport(), options);
}

void MappingDialog::refreshSoon()
{
    // The control that spoke may be made anew by the refresh: never under its own signal.
    if (refreshing_)
        return;
    refreshing_ = true;
    QTimer::singleShot(0, this, [this] {
        refreshing_ = false;
        refresh();
    });
}

QString MappingDialog::afterSentence() const
{
    const ImportPlan::Table& table = plan_.table(current_);
    QStringList lines;
    switch (table.state()) {
    case ImportPlan::State::Ready:
        lines.append(rehearsal_.sentencesOf(table.label));
        lines.append(
            tr("Rejected rows are kept with their reason and can be saved as CSV, mended and imported again."));
        if (table.decided || !table.preview->settled)
            lines.append(
                tr("What is chosen here is remembered for these headers: next time the file needs no question."));
        break;
    case ImportPlan::State::Questions:
        lines.append(tr("The file does not say it: answer above, then it can be imported."));
        break;
    case ImportPlan::State::Incomplete:
        lines.append(
            tr("A required field (marked *) has no column yet. Choose it in the list, or leave this file out."));
        break;
    case ImportPlan::State::LeftOut:
        lines.append(tr("Nothing of this file is stored."));
        break;
    default:
        lines.append(tr("This file is left out until it is said what it holds."));
        break;
    }
    return lines.join(u'\n');
}

void MappingDialog::refreshCards()
{
    const auto& tables = plan_.tables();
    while (made_.size() < tables.size()) {
        auto* card = new FileCard(cardArea_);
        const std::size_t place = made_.size();
        connect(card, &QAbstractButton::clicked, this, [this, place] { showTable(place); });
        cards_->insertWidget(static_cast<int>(place), card);
        made_.push_back(card);
    }
    for (std::size_t place = 0; place < tables.size(); ++place) {
        made_[place]->showTable(tables[place]);
        made_[place]->setChecked(place == current_);
    }
}

// Rows of the store that wait for their account now.
std::int64_t MappingDialog::waitingRows() const
{
    std::int64_t rows = 0;
    if (const StoreFactsPtr facts = desk_.storeFacts()) {
        for (const OrphanGroup& group : facts->orphans)
            rows += group.rows;
    }
    return rows;
}

void MappingDialog::refreshFoot()
{
    const std::size_t files = plan_.importable();
    const std::size_t open = plan_.openQuestions();
    bar_->setVisible(importing_);
    mapping_->setEnabled(!importing_);
    cancel_->setVisible(!done_);
    cancel_->setEnabled(true);
    cancel_->setText(importing_ ? tr("Cancel import") : tr("Cancel"));
    cancel_->setAccessibleName(cancel_->text());
    const auto rows = plan_.rowsToImport();
    import_->setText(done_      ? tr("Close")
            : rows && *rows > 0 ? tr("Import %1 rows").arg(toText(plainNumber(static_cast<double>(*rows), 0)))
                                : countText(files, tr("Import 1 file"), tr("Import %1 files")));
    import_->setAccessibleName(import_->text());
    import_->setEnabled(done_ || (!importing_ && plan_.canImport() && !asked_ && waiting_.empty()));
    if (importing_) {
        open_->setText(tr("Importing"));
        return;
    }
    if (done_) {
        open_->setText(tr("This import can be undone in Data"));
        return;
    }
    std::size_t incomplete = 0;
    for (const ImportPlan::Table& table : plan_.tables())
        incomplete += table.state() == ImportPlan::State::Incomplete ? 1 : 0;
    QStringList words;
    if (open > 0)
        words.append(countText(open, tr("1 question is open"), tr("%1 questions are open")));
    if (incomplete > 0)
        words.append(countText(incomplete, tr("1 file lacks a required field"), tr("%1 files lack a required field")));
    if (words.isEmpty())
        words.append(files == 0 ? tr("No file can be imported yet") : rehearsal_.sentence(waitingRows()));
    open_->setText(words.join(QStringLiteral(", ")));
}

void MappingDialog::refresh()
{
    const std::size_t recognised = static_cast<std::size_t>(
        std::count_if(plan_.tables().begin(), plan_.tables().end(), [](const ImportPlan::Table& table) {
            return table.preview && (table.preview->file.dataset || table.openQuestions() > 0);
        }));
    title_->setVisible(!done_);
    sentence_->setVisible(!done_);
    sentence_->setText(tr("%1, %2 recognised. Nothing is stored until you import")
                           .arg(countText(plan_.tables().size(), tr("1 file"), tr("%1 files")))
                           .arg(recognised));
    refreshCards();
    if (current_ < plan_.tables().size()) {
        const ImportPlan::Table& table = plan_.table(current_);
        if (table.preview)
            model_->setPreview(*table.preview, table.mapping);
        else
            model_->clear();
        columns_->showTable(table);
        pane_->showTable(plan_, current_, afterSentence());
        const int rows = model_->rowCount();
        previewTitle_->setText(rows < 100 ? tr("%1 rows, read by the same code that imports").arg(rows)
                                          : tr("first %1 rows, read by the same code that imports").arg(rows));
        previewCounts_->setText(
            tr("In these rows %1 rejected, %2")
                .arg(model_->rejectedRows())
                .arg(countText(static_cast<std::size_t>(model_->warnings()), tr("1 warning"), tr("%1 warnings"))));
    }
    refreshFoot();
}

void MappingDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    pane_->setFixedWidth(width() >= 1200 ? 380 : 280);
}

} // namespace holdfast
