// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/data_panel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "model/report/format.h"
#include "ui/dialogs/mapping_dialog.h"
#include "ui/dialogs/rejected_files.h"
#include "ui/panels/orphan_bar.h"
#include "ui/tables/words.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"

namespace holdfast {
namespace {

// Where files are dropped; the window itself takes them, this shows where.
class DropArea : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& tokens = Tokens::of(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(tokens.window);
        QPen dashed(tokens.line2, 1.5);
        dashed.setDashPattern({4, 3});
        painter.setPen(dashed);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    }
};

QString undoText(const AliasChange& change)
{
    const QString name = toText(change.name).left(40);
    return change.after ? DataPanel::tr("Undo: “%1” is %2").arg(name, toText(*change.after).left(40))
                        : DataPanel::tr("Undo: “%1” forgotten").arg(name);
}

} // namespace

DataPanel::DataPanel(ReviewDesk& desk, QWidget* parent)
    : Panel(desk, parent)
    , imports_(new ImportsModel(this))
    , coverage_(new CoverageModel(this))
    , orphans_(new OrphansModel(this))
    , rejected_(new RejectedRowsModel(this))
    , conflicts_(new ConflictsModel(this))
    , aliases_(new AliasesModel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 12);
    head->setSpacing(10);
    head->addWidget(new PlainLabel(tr("Data"), TypeSize::PageTitle, Ink::Text, this));
    summary_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text3, this);
    head->addWidget(summary_, 1);
    undo_ = new QPushButton(tr("Undo last import"), this);
    undo_->setAccessibleName(tr("Undo last import"));
    undo_->setToolTip(tr("Gives every affected row its previous value back"));
    connect(undo_, &QPushButton::clicked, this, [this] { this->desk().undoLastImport(); });
    head->addWidget(undo_);
    column->addLayout(head);
    auto* dropRow = new QHBoxLayout;
    dropRow->setContentsMargins(16, 0, 16, 12);
    dropRow->addWidget(makeDropArea());
    column->addLayout(dropRow);

    tabs_ = new QTabWidget(this);
    tabs_->setAccessibleName(tr("What the store holds"));
    tabs_->setDocumentMode(true);
    const auto add = [this](TableModel* model, const char* name, const QString& title, QWidget* foot = nullptr) {
        auto* table = new DataTable(QString::fromLatin1(name), title, tabs_);
        table->setTableModel(model);
        table->setExport(
            [this, table](const QString& path) {
                const QString problem = table->writeCsv(path);
                Q_EMIT showMessage(problem.isEmpty() ? tr("Saved as %1").arg(path) : problem);
            },
            table->objectName());
        tabs_->addTab(foot ? withFoot(table, foot) : table, title);
        return table;
    };
    orphanBar_ = new OrphanBar(this);
    save_ = new QPushButton(tr("Save for repair…"), this);
    save_->setAccessibleName(tr("Save rejected rows for repair"));
    save_->setToolTip(tr("As they stood in their file, under its headers: mend them and import them again"));
    forget_ = new QPushButton(tr("Forget"), this);
    forget_->setAccessibleName(tr("Forget what this name means"));
    forget_->setToolTip(tr("Rows of the next imports are not taken for this account any more"));
    undoAlias_ = new QPushButton(this);
    undoAlias_->setToolTip(tr("Also the rows that came home through it wait again"));
    connect(undoAlias_, &QPushButton::clicked, this, [this] { this->desk().undoAlias(); });
    connect(orphanBar_->undoButton(), &QPushButton::clicked, this, [this] { this->desk().undoAlias(); });
    auto* aliasFoot = new QWidget(this);
    aliasFoot->setAccessibleName(tr("What to do with the alias"));
    auto* aliasRow = new QHBoxLayout(aliasFoot);
    aliasRow->setContentsMargins(16, 8, 16, 8);
    aliasRow->addWidget(forget_);
    aliasRow->addWidget(undoAlias_);
    aliasRow->addStretch(1);
    messages_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2, this);
    messages_->setAccessibleName(tr("What the import said"));
    messages_->setWrapping(true);
    messages_->setContentsMargins(16, 8, 16, 8);
    auto* coverageTable = add(coverage_, "coverage", tr("Coverage"));
    importsTable_ = add(imports_, "imports", tr("Imports"), messages_);
    connect(importsTable_, &DataTable::currentIdChanged, this, &DataPanel::showMessages);
    orphansTable_ = add(orphans_, "orphans", tr("Orphans"), orphanBar_);
    rejectedTable_ = add(rejected_, "rejected", tr("Rejected rows"), save_);
    auto* conflictsTable = add(conflicts_, "conflicts", tr("Conflicts"));
    aliasesTable_ = add(aliases_, "aliases", tr("Aliases"), aliasFoot);
    connect(conflictsTable, &DataTable::openRequested, this, [this](const QString& account) {
        if (!account.isEmpty())
            Q_EMIT openAccount(account);
    });
    importsTable_->setEmptyText(tr("Nothing was imported yet"));
    orphansTable_->setEmptyText(tr("Every row has found its account"));
    rejectedTable_->setEmptyText(tr("No row was refused"));
    conflictsTable->setEmptyText(tr("No two sources contradict each other"));
    aliasesTable_->setEmptyText(tr("No name was said to mean another account"));
    connect(save_, &QPushButton::clicked, this, &DataPanel::saveRejected);
    connect(orphansTable_, &DataTable::currentIdChanged, orphanBar_, &OrphanBar::showReference);
    connect(orphansTable_, &DataTable::openRequested, this,
        [this] { orphanBar_->accountField()->setFocus(Qt::OtherFocusReason); });
    connect(orphanBar_, &OrphanBar::aliasChosen, this,
        [this](const QString& name, const QString& account) { this->desk().setAlias(name, account); });
    connect(aliasesTable_, &DataTable::currentIdChanged, this, [this](const QString& name) {
        const StoreFactsPtr facts = this->desk().storeFacts();
        forget_->setEnabled(!name.isEmpty() && facts && !facts->readOnly);
    });
    connect(forget_, &QPushButton::clicked, this, [this] {
        if (const QString name = aliasesTable_->currentId(); !name.isEmpty())
            this->desk().setAlias(name, QString());
    });
    auto* tables = new QHBoxLayout;
    tables->setContentsMargins(0, 0, 0, 0);
    tables->addWidget(tabs_);
    column->addLayout(tables, 1);
    setFocusProxy(coverageTable);

    connect(&desk, &ReviewDesk::importProgress, this, [this](double done, double total, const QString& what) {
        what_->setText(what);
        bar_->setRange(0, 1000);
        bar_->setValue(total > 0 ? qRound(1000 * done / total) : 0);
        bar_->setVisible(true);
        cancel_->setVisible(true);
        choose_->setVisible(false);
    });
    connect(&desk, &ReviewDesk::imported, this, &DataPanel::showReport);
    connect(&desk, &ReviewDesk::busyChanged, this, [this](bool busy) {
        if (!busy) {
            bar_->setVisible(false);
            cancel_->setVisible(false);
            choose_->setVisible(true);
            what_->setText(tr("Drop files anywhere in the window"));
        }
        undo_->setEnabled(!busy && undo_->property("any").toBool());
    });
    storeChanged();
}

QWidget* DataPanel::makeDropArea()
{
    auto* area = new DropArea(this);
    area->setAccessibleName(tr("Drop area"));
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    what_ = new PlainLabel(tr("Drop files anywhere in the window"), TypeSize::BodyMedium, Ink::Text, area);
    row->addWidget(what_, 1);
    choose_ = new QPushButton(tr("Choose files…"), area);
    choose_->setAccessibleName(tr("Choose files to import"));
    choose_->setProperty(buttonKindProperty, QStringLiteral("primary"));
    connect(choose_, &QPushButton::clicked, this, &DataPanel::chooseFiles);
    row->addWidget(choose_);
    cancel_ = new QPushButton(tr("Cancel import"), area);
    cancel_->setAccessibleName(tr("Cancel the import"));
    cancel_->setToolTip(tr("Nothing of these files is stored then"));
    connect(cancel_, &QPushButton::clicked, this, [this] { this->desk().cancelImport(); });
    cancel_->hide();
    row->addWidget(cancel_);
    column->addLayout(row);
    bar_ = new QProgressBar(area);
    bar_->setTextVisible(false);
    bar_->setFixedHeight(6);
    bar_->setAccessibleName(tr("Progress of the import"));
    bar_->hide();
    column->addWidget(bar_);
    report_ = new PlainLabel({}, TypeSize::Secondary, Ink::Text2, area);
    showUsual();
    report_->setWrapping(true);
    column->addWidget(report_);
    return area;
}

void DataPanel::chooseFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        this, tr("Import files"), {}, tr("Exports (*.csv *.tsv *.txt *.xlsx *.zip);;All files (*)"));
    if (!files.isEmpty())
        importInteractively(desk(), this, files);
}

void DataPanel::showUsual()
{
    report_->setText(tr("CSV, TSV, XLSX or ZIP. An import lands whole or not at all, and the last one can be undone."));
    report_->setDefinition({});
}

void DataPanel::showReport(const ImportReport& report)
{
    QStringList lines;
    const auto number = [](std::int64_t count) { return toText(plainNumber(static_cast<double>(count), 0)); };
    lines.append(tr("%1 rows read in %2 s: %3 new, %4 changed, %5 unchanged, %6 rejected, %7")
                     .arg(number(report.read), toText(plainNumber(report.seconds, 1)), number(report.inserted),
                         number(report.updated), number(report.unchanged), number(report.rejected),
                         report.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(number(report.warnings))));
    for (const FileReport& file : report.files) {
        const QString name = QFileInfo(toText(file.file)).fileName();
        if (!file.dataset) {
            lines.append(tr("%1: not imported, %2").arg(name, toText(file.why)));
            continue;
        }
        const QString taken = toText(dataset(*file.dataset).title);
        lines.append(file.read == 1 ? tr("%1: %2, 1 row; %3").arg(name, taken, toText(file.why))
                                    : tr("%1: %2, %3 rows; %4").arg(name, taken, number(file.read), toText(file.why)));
        for (const std::string& message : file.messages)
            lines.append(toText(message));
        for (const ImportWarning& warning : file.warnings)
            lines.append(toText(warning.sentence));
    }
    // The first lines are read here, the rest in the tooltip and in the list of imports.
    report_->setText(lines.mid(0, 6).join(u'\n'));
    report_->setDefinition(lines.join(u'\n'));
}

QWidget* DataPanel::withFoot(DataTable* table, QWidget* foot)
{
    auto* page = new QWidget(tabs_);
    page->setAccessibleName(table->accessibleName());
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(table, 1);
    if (qobject_cast<QPushButton*>(foot)) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(16, 8, 16, 8);
        row->addWidget(foot);
        row->addStretch(1);
        column->addLayout(row);
    } else {
        column->addWidget(foot);
    }
    return page;
}

// What the import of the chosen line decided, warned of and did not take, as it was said then.
void DataPanel::showMessages(const QString& import)
{
    constexpr qsizetype shown = 6;
    QStringList lines;
    if (const StoreFactsPtr facts = desk().storeFacts()) {
        for (const ImportRecord& one : facts->imports) {
            if (QString::number(one.number) != import)
                continue;
            for (const std::string& message : one.messages)
                lines.append(toText(message));
            if (lines.isEmpty())
                lines.append(tr("Import %1 had nothing to say beside its counts").arg(one.number));
            lines.prepend(tr("Import %1 took %2 s").arg(one.number).arg(toText(plainNumber(one.seconds, 1))));
        }
    }
    messages_->setVisible(!lines.isEmpty());
    QStringList first = lines.mid(0, shown);
    if (lines.size() > shown)
        first.append(tr("and %1 more, in the tooltip").arg(lines.size() - shown));
    messages_->setText(first.join(u'\n'));
    messages_->setDefinition(lines.join(u'\n'));
}

void DataPanel::saveRejected()
{
    const StoreFactsPtr facts = desk().storeFacts();
    if (!facts)
        return;
    const SavedRejects saved = askAndSaveRejectedRows(this, facts->rejected);
    if (!saved.problem.isEmpty())
        Q_EMIT showMessage(saved.problem);
    else if (!saved.path.isEmpty())
        Q_EMIT showMessage(tr("Saved as %1").arg(saved.path));
}

void DataPanel::storeChanged()
{
    const StoreFactsPtr facts = desk().storeFacts();
    imports_->setImports(facts ? facts->imports : std::vector<ImportRecord>());
    orphans_->setOrphans(facts ? facts->orphans : std::vector<OrphanGroup>());
    rejected_->setRows(facts ? facts->rejected : std::vector<RejectedRow>());
    tabs_->setTabText(
        2, facts && !facts->orphans.empty() ? tr("Orphans %1").arg(facts->orphans.size()) : tr("Orphans"));
    tabs_->setTabText(3,
        facts && !facts->rejected.empty() ? tr("Rejected rows %1").arg(facts->rejected.size()) : tr("Rejected rows"));
    const PortfolioPtr portfolio = desk().review() ? desk().review()->result().portfolio : PortfolioPtr();
    conflicts_->setConflicts(facts ? facts->conflicts : std::vector<SourceConflict>(), portfolio.get());
    tabs_->setTabText(
        4, facts && !facts->conflicts.empty() ? tr("Conflicts %1").arg(facts->conflicts.size()) : tr("Conflicts"));
    aliases_->setAliases(facts ? facts->aliases : std::vector<std::pair<std::string, std::string>>(), portfolio.get());
    tabs_->setTabText(
        5, facts && !facts->aliases.empty() ? tr("Aliases %1").arg(facts->aliases.size()) : tr("Aliases"));
    forget_->setEnabled(!aliasesTable_->currentId().isEmpty() && facts && !facts->readOnly);
    const QString undo = facts && facts->lastAlias && !facts->readOnly ? undoText(*facts->lastAlias) : QString();
    for (QPushButton* button : {undoAlias_, orphanBar_->undoButton()}) {
        button->setVisible(!undo.isEmpty());
        // Beside the field of the orphans there is room for the word alone.
        button->setText(button == undoAlias_ ? plainMenuText(undo) : tr("Undo"));
        button->setToolTip(plainTooltip(tr("%1. The rows that came home through it wait again").arg(undo)));
        button->setAccessibleName(undo.isEmpty() ? tr("Undo the last alias") : undo);
    }
    showMessages(importsTable_->currentId());
    save_->setEnabled(facts && !facts->rejected.empty());
    orphanBar_->setReadOnly(!facts || facts->readOnly);
    orphanBar_->showReference(orphansTable_->currentId());
    // Only the newest import can be taken back, and once.
    const bool any = facts && !facts->imports.empty() && !facts->imports.front().undone;
    if (!any)
        showUsual(); // what was said of an import is no longer so
    undo_->setProperty("any", any && !facts->readOnly);
    undo_->setEnabled(any && !facts->readOnly && !desk().isBusy());
}

void DataPanel::showReview(const ReviewPtr& review)
{
    const Portfolio* portfolio = review ? review->result().portfolio.get() : nullptr;
    coverage_->setPortfolio(portfolio, desk().asOf());
    orphanBar_->setPortfolio(review ? review->result().portfolio : PortfolioPtr());
    int imported = 0;
    if (portfolio) {
        for (const DatasetSpec& spec : datasets())
            imported += portfolio->imported(spec.id) ? 1 : 0;
    }
    if (!portfolio)
        summary_->clear();
    else if (imported == static_cast<int>(datasetCount))
        summary_->setText(tr("All %1 datasets imported").arg(imported));
    else
        summary_->setText(
            tr("%1 of %2 datasets imported; what the others would say is unknown").arg(imported).arg(datasetCount));
}

} // namespace holdfast
