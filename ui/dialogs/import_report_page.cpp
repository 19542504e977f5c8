// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_report_page.h"

#include <QButtonGroup>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "model/report/format.h"
#include "ui/dialogs/rejected_files.h"
#include "ui/panels/panel_parts.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/data_table.h"

namespace holdfast {

namespace {

std::string withoutFolder(const std::string& path)
{
    return path.substr(path.find_last_of("/\\") + 1); // npos + 1 is 0: no folder
}

constexpr std::size_t mostDoubts = 20;
constexpr std::size_t mostAccounts = 3; // offered for one name
constexpr int nearEdits = 2; // a near match, as the import means it

TableColumnSpec spec(const char* id, const QString& title, const QString& definition, const QString& widest,
    ColumnAlign align = ColumnAlign::Left)
{
    return {QString::fromLatin1(id), title, definition, align, widest, true, align == ColumnAlign::Left};
}

RecordCell countCell(std::int64_t count)
{
    return numberCell(static_cast<double>(count));
}

std::string comparable(std::string_view name)
{
    return foldedForSearch(toUtf8(toText(name).simplified()));
}

// Whether two texts differ by at most `nearEdits` inserted, removed or changed bytes.
bool isNear(std::string_view a, std::string_view b)
{
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > static_cast<std::size_t>(nearEdits) || b.size() > 200)
        return false;
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
            least = std::min(least, row[j]);
        }
        if (least > nearEdits)
            return false;
    }
    return row[b.size()] <= nearEdits;
}

} // namespace

std::vector<NameDoubt> nameDoubts(
    const std::vector<OrphanGroup>& orphans, const Portfolio& portfolio, const QStringList& kept)
{
    std::vector<NameDoubt> doubts;
    for (const OrphanGroup& group : orphans) {
        if (!group.reference.starts_with("name "))
            continue;
        const std::string name = group.reference.substr(5);
        const auto known =
            std::find_if(doubts.begin(), doubts.end(), [&name](const NameDoubt& doubt) { return doubt.name == name; });
        if (known != doubts.end())
            known->rows += group.rows;
        else if (!kept.contains(toText(name)) && doubts.size() < mostDoubts)
            doubts.push_back({name, group.rows, {}});
    }
    for (NameDoubt& doubt : doubts) {
        const std::string wanted = comparable(doubt.name);
        for (const Account& account : portfolio.accounts) {
            const std::string_view name = portfolio.names.text(account.name);
            // Two suffixes and a blank apart at most, before anything is folded.
            if (name.size() > wanted.size() + 8 || wanted.size() > name.size() + 8)
                continue;
            if (isNear(comparable(name), wanted))
                doubt.accounts.emplace_back(portfolio.names.text(account.id), name);
            if (doubt.accounts.size() == mostAccounts)
                break;
        }
    }
    std::erase_if(doubts, [](const NameDoubt& doubt) { return doubt.accounts.empty(); });
    return doubts;
}

QStringList keptNames()
{
    return QSettings().value(QStringLiteral("import/keptNames")).toStringList();
}

void keepName(const QString& name)
{
    QStringList names = keptNames();
    if (names.contains(name))
        return;
    names.prepend(name);
    QSettings().setValue(QStringLiteral("import/keptNames"), names.mid(0, 500));
}

ImportReportPage::ImportReportPage(ReviewDesk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
{
    setAccessibleName(tr("Report of the import"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    title_ = new PlainLabel(QString(), TypeSize::PageTitle, Ink::Text, this);
    column->addWidget(title_);
    sentence_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2, this);
    sentence_->setWrapping(true);
    column->addWidget(sentence_);
    message_ = new MessageBar(this);
    message_->hide();
    column->addWidget(message_);
    asking_ = new QWidget(this);
    asking_->setAccessibleName(tr("Whose rows are these?"));
    questions_ = new QVBoxLayout(asking_);
    questions_->setContentsMargins(0, 4, 0, 4);
    questions_->setSpacing(4);
    asking_->hide();
    column->addWidget(asking_);

    const auto right = ColumnAlign::Right;
    files_ = new RowsModel(
        {spec("file", tr("File"), tr("File, with its sheet or member"), QStringLiteral("subscriptions_2025.csv")),
            spec("dataset", tr("Dataset"), tr("What it was imported as"), QStringLiteral("Subscriptions")),
            spec("read", tr("Read"), tr("Rows read"), QStringLiteral("1,000,000"), right),
            spec("inserted", tr("New"), tr("Rows that were not there before"), QStringLiteral("1,000,000"), right),
            spec("updated", tr("Changed"), tr("Rows whose values changed"), QStringLiteral("1,000,000"), right),
            spec("unchanged", tr("Unchanged"), tr("Rows that said what was there"), QStringLiteral("1,000,000"), right),
            spec("rejected", tr("Rejected"), tr("Rows kept aside with their reason"), QStringLiteral("1,000"), right),
            spec("why", tr("Why"), tr("How the file was recognised"),
                QStringLiteral("12 of 14 headers are those of subscriptions"))},
        this);
    warnings_ = new RowsModel(
        {spec("kind", tr("Kind"), tr("What kind of warning"), QStringLiteral("unmapped column")),
            spec("count", tr("Count"), tr("How often"), QStringLiteral("10,000"), right),
            spec("file", tr("File"), tr("File, with its sheet or member"), QStringLiteral("subscriptions.csv")),
            spec("sentence", tr("What it says"), tr("The warning in words"), QString(60, u'n'))},
        this);
    found_ =
        new RowsModel({spec("sentence", tr("Account of the row"),
                          tr("Accounts found by another key than account_id, and those not found"), QString(80, u'n'))},
            this);
    rejected_ = new RejectedRowsModel(this);
    tabs_ = new QTabWidget(this);
    tabs_->setAccessibleName(tr("Parts of the report"));
    tabs_->setDocumentMode(true);
    const auto add = [this](TableModel* model, const char* name, const QString& title, QWidget* foot = nullptr) {
        auto* page = new QWidget(tabs_);
        page->setAccessibleName(title);
        auto* rows = new QVBoxLayout(page);
        rows->setContentsMargins(0, 4, 0, 0);
        auto* table = new DataTable(QString::fromLatin1(name), title, page);
        table->setTableModel(model);
        rows->addWidget(table, 1);
        if (foot)
            rows->addWidget(foot);
        tabs_->addTab(page, title);
    };
    add(files_, "importFiles", tr("Files"));
    add(warnings_, "importWarnings", tr("Warnings"));
    saveRow_ = new QWidget(this);
    saveRow_->setAccessibleName(tr("Rejected rows"));
    auto* saving = new QHBoxLayout(saveRow_);
    saving->setContentsMargins(0, 4, 0, 0);
    auto* save = new QPushButton(tr("Save rejected rows as CSV…"), saveRow_);
    save->setAccessibleName(tr("Save rejected rows as CSV"));
    connect(save, &QPushButton::clicked, this, &ImportReportPage::askAndSave);
    saving->addWidget(save);
    saving->addWidget(
        new PlainLabel(tr("As they stood in the file, under its headers: mend them and import them again"),
            TypeSize::Secondary, Ink::Text3, saveRow_),
        1);
    add(rejected_, "importRejected", tr("Rejected rows"), saveRow_);
    add(found_, "importAccounts", tr("Accounts found"));
    column->addWidget(tabs_, 1);
}

std::vector<RejectedRow> ImportReportPage::rejected() const
{
    // The report holds the first ten thousand, the store all.
    std::vector<RejectedRow> rows;
    if (static_cast<std::int64_t>(report_.rejectedRows.size()) < report_.rejected) {
        if (const StoreFactsPtr facts = desk_.storeFacts()) {
            for (const RejectedRow& row : facts->rejected) {
                if (row.import == report_.import)
                    rows.push_back(row);
            }
        }
    }
    return rows.size() > report_.rejectedRows.size() ? rows : report_.rejectedRows;
}

void ImportReportPage::showReport(const ImportReport& report)
{
    report_ = report;
    const auto number = [](std::int64_t count) { return toText(plainNumber(static_cast<double>(count), 0)); };
    title_->setText(report.rejected == 0
            ? tr("Imported %1 rows").arg(number(report.read))
            : tr("Imported %1 rows, %2 rejected").arg(number(report.read - report.rejected), number(report.rejected)));
    QStringList words{tr("%1 read").arg(number(report.read)), tr("%1 new").arg(number(report.inserted)),
        tr("%1 changed").arg(number(report.updated)), tr("%1 unchanged").arg(number(report.unchanged)),
        tr("%1 rejected").arg(number(report.rejected)),
        report.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(number(report.warnings)),
        tr("%1 without an account yet").arg(number(report.orphans)),
        tr("in %1 s").arg(toText(plainNumber(report.seconds, 1)))};
    QString text = words.join(QStringLiteral(", "));
    QStringList decided;
    for (const FileReport& file : report.files) {
        for (const std::string& message : file.messages)
            decided.append(QFileInfo(toText(file.file)).fileName() + QStringLiteral(": ") + toText(message));
    }
    sentence_->setText(text + u'\n' + decided.mid(0, 4).join(u'\n'));
    sentence_->setDefinition(decided.join(u'\n'));

    std::vector<TableRecord> files, warnings, found;
    for (const FileReport& file : report.files) {
        TableRecord record;
        record.id = toText(file.file);
        RecordCell name = textCell(QFileInfo(toText(file.file)).fileName());
        name.tooltip = toText(file.file);
        record.cells = {name, textCell(file.dataset ? toText(dataset(*file.dataset).title) : tr("not imported")),
            countCell(file.read), countCell(file.inserted), countCell(file.updated), countCell(file.unchanged),
            countCell(file.rejected), textCell(toText(file.why))};
        record.quiet = !file.dataset;
        files.push_back(std::move(record));
        for (const ImportWarning& warning : file.warnings) {
            TableRecord one;
            RecordCell said = textCell(toText(warning.sentence));
            said.tooltip = said.text;
            one.cells = {textCell(toText(warning.kind)), countCell(warning.count), name, said};
            warnings.push_back(std::move(one));
        }
    }
    for (const std::string& resolution : report.resolutions) {
        TableRecord one;
        one.cells = {textCell(toText(resolution))};
        found.push_back(std::move(one));
    }
    const auto title = [](const QString& word, std::size_t count) {
        return count == 0 ? word : word + u' ' + QString::number(count);
    };
    tabs_->setTabText(1, title(tr("Warnings"), static_cast<std::size_t>(report.warnings)));
    tabs_->setTabText(2, title(tr("Rejected rows"), static_cast<std::size_t>(report.rejected)));
    tabs_->setTabText(3, title(tr("Accounts found"), found.size()));
    files_->setRows(std::move(files));
    warnings_->setRows(std::move(warnings));
    found_->setRows(std::move(found));
    rejected_->setRows(rejected());
    saveRow_->setVisible(report.rejected > 0);
    tabs_->setCurrentIndex(report.rejected > 0 ? 2 : 0);
}

void ImportReportPage::showDoubts(const std::vector<NameDoubt>& doubts)
{
    doubts_ = doubts;
    while (QLayoutItem* item = questions_->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    asking_->setVisible(!doubts_.empty());
    if (doubts_.empty())
        return;
    questions_->addWidget(new PlainLabel(tr("Whose rows are these?"), TypeSize::BodyStrong, Ink::Text, asking_));
    for (const NameDoubt& doubt : doubts_) {
        const QString name = toText(doubt.name);
        auto* block = new QWidget(asking_);
        block->setAccessibleName(tr("Account of %1").arg(name.left(80)));
        auto* row = new QHBoxLayout(block);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(10);
        auto* label = new PlainLabel(
            tr("%1 (%2 rows)").arg(name, QString::number(doubt.rows)), TypeSize::BodyMedium, Ink::Text, block);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        row->addWidget(label, 1);
        for (const auto& [id, account] : doubt.accounts) {
            QString shown = toText(account);
            if (shown.size() > 40)
                shown = shown.left(40) + QStringLiteral("…");
            auto* take = new QPushButton(tr("It is %1").arg(plainMenuText(shown)), block);
            take->setAccessibleName(tr("%1 is %2").arg(name.left(80), toText(account).left(80)));
            take->setToolTip(
                plainTooltip(tr("%1, account %2; remembered for the next imports").arg(toText(account), toText(id))));
            connect(take, &QPushButton::clicked, this, [this, name, account = toText(id), block] {
                block->setEnabled(false);
                desk_.setAlias(name, account);
            });
            row->addWidget(take);
        }
        auto* keep = new QPushButton(tr("Keep the rows until the account arrives"), block);
        keep->setAccessibleName(tr("Keep the rows of %1 until the account arrives").arg(name.left(80)));
        connect(keep, &QPushButton::clicked, this, [name, block] {
            keepName(name);
            block->setEnabled(false);
        });
        row->addWidget(keep);
        questions_->addWidget(block);
    }
}

QString ImportReportPage::saveRejected(const std::string& label, const QString& path) const
{
    // Rejected rows know their file by its name alone.
    const std::string name = withoutFolder(label);
    std::vector<RejectedRow> rows;
    for (const RejectedRow& row : rejected()) {
        if (withoutFolder(row.file) == name)
            rows.push_back(row);
    }
    return writeRejectedRows(rows, path);
}

void ImportReportPage::askAndSave()
{
    const SavedRejects saved = askAndSaveRejectedRows(this, rejected());
    if (!saved.problem.isEmpty())
        message_->showMessage(MessageBar::Kind::Failure, saved.problem);
    else if (!saved.path.isEmpty())
        message_->showMessage(MessageBar::Kind::Note, tr("Saved as %1").arg(saved.path));
}

} // namespace holdfast
