// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/record_models.h"

#include <map>
#include <utility>

#include "model/report/format.h"
#include "ui/tables/let_go.h"

namespace holdfast {
namespace {

RecordCell said(const QString& text, const QString& tooltip = {})
{
    RecordCell cell;
    cell.text = text;
    cell.tooltip = tooltip;
    return cell;
}

RecordCell count(std::int64_t value)
{
    RecordCell cell;
    cell.text = toText(plainNumber(static_cast<double>(value), 0));
    cell.number = value;
    cell.copied = QString::number(value);
    return cell;
}

RecordCell onDay(const std::optional<Date>& day)
{
    RecordCell cell;
    cell.text = toText(dateText(day));
    if (day) {
        cell.number = static_cast<std::int64_t>(day->daysSince1970());
        cell.copied = toText(day->toIso());
    }
    cell.missing = !day;
    return cell;
}

RecordCell daysOld(const std::optional<Date>& last, Date asOf)
{
    if (!last)
        return onDay(last);
    RecordCell cell;
    const std::int64_t days = std::max<std::int64_t>(0, asOf - *last);
    cell.text = toText(plainNumber(static_cast<double>(days), 0));
    cell.number = days;
    return cell;
}

RecordCell amount(Money money, const std::string& currency)
{
    RecordCell cell;
    cell.text = toText(shortMoney(money, currency));
    cell.number = money.cents;
    cell.tooltip = toText(exactMoney(money, currency));
    cell.copied = toText(money.toText());
    return cell;
}

TableColumnSpec spec(const char* id, const QString& title, const QString& definition, const QString& widest,
    ColumnAlign align = ColumnAlign::Left, bool searched = false, ColumnKind kind = ColumnKind::Text)
{
    return {QString::fromLatin1(id), title, definition, align, widest, true, searched, kind};
}

TableColumnSpec numbers(const char* id, const QString& title, const QString& definition, const QString& widest,
    ColumnKind kind = ColumnKind::Number)
{
    return spec(id, title, definition, widest, ColumnAlign::Right, false, kind);
}

} // namespace

void RecordModel::setRecords(std::vector<TableRecord> records)
{
    beginChange();
    letGo(std::make_shared<std::vector<TableRecord>>(std::exchange(records_, std::move(records))));
    sortTexts_.clear();
    endChange(records_.size());
}

QString RecordModel::text(std::size_t row, int column) const
{
    return records_[row].cells[static_cast<std::size_t>(column)].text;
}

SortKey RecordModel::sortKey(std::size_t row, int column) const
{
    const RecordCell& cell = records_[row].cells[static_cast<std::size_t>(column)];
    if (cell.missing)
        return std::monostate();
    if (const auto* real = std::get_if<double>(&cell.number))
        return *real;
    if (const auto* whole = std::get_if<std::int64_t>(&cell.number))
        return *whole;
    sortTexts_.resize(columns().size());
    std::vector<std::string>& texts = sortTexts_[static_cast<std::size_t>(column)];
    if (texts.size() != records_.size()) {
        texts.clear();
        texts.reserve(records_.size());
        for (const TableRecord& one : records_)
            texts.push_back(one.cells[static_cast<std::size_t>(column)].text.toStdString());
    }
    return std::string_view(texts[row]);
}

QString RecordModel::rowId(std::size_t row) const
{
    return records_[row].id;
}

QVariant RecordModel::extra(std::size_t row, int column, int role) const
{
    const TableRecord& record = records_[row];
    const RecordCell& cell = record.cells[static_cast<std::size_t>(column)];
    switch (role) {
    case Qt::ToolTipRole:
        return cell.tooltip;
    case MarkRole:
        return cell.mark == MarkCode::None ? QVariant() : QVariant(static_cast<int>(cell.mark));
    case CopyRole:
        return cell.copied.isEmpty() ? QVariant() : QVariant(cell.copied);
    case BarRole:
        return cell.bar ? QVariant(*cell.bar) : QVariant();
    case StrongRole:
        return record.total || (record.strong && column == 0);
    case QuietRole:
        return record.quiet;
    default:
        return {};
    }
}

ImportsModel::ImportsModel(QObject* parent)
    : RecordModel(
          {numbers("number", tr("No."), tr("The number of the import"), QStringLiteral("1,234")),
              spec("when", tr("Imported"), tr("When the import began"), QStringLiteral("2025-06-30 09:12")),
              spec("file", tr("File"), tr("The file as it was called"), QStringLiteral("subscriptions-2025-06.csv"),
                  ColumnAlign::Left, true),
              spec("dataset", tr("Dataset"), tr("What the file was taken as"), QStringLiteral("Feature usage"),
                  ColumnAlign::Left, true),
              numbers("read", tr("Read"), tr("Rows read"), QStringLiteral("10,000,000")),
              numbers("inserted", tr("New"), tr("Rows that were not there before"), QStringLiteral("10,000,000")),
              numbers("updated", tr("Changed"), tr("Rows whose values changed"), QStringLiteral("10,000")),
              numbers("unchanged", tr("Unchanged"), tr("Rows that said what was there"), QStringLiteral("10,000,000")),
              numbers("rejected", tr("Rejected"), tr("Rows that were refused and kept with their reason"),
                  QStringLiteral("10,000")),
              numbers("warnings", tr("Warnings"), tr("Values that could not be read and count as missing"),
                  QStringLiteral("10,000"))},
          parent)
{
}

void ImportsModel::setImports(const std::vector<ImportRecord>& imports)
{
    std::vector<TableRecord> records;
    for (const ImportRecord& import : imports) {
        QString when = toText(import.startedAt).left(16);
        when.replace(u'T', u' ');
        QStringList messages;
        for (const std::string& message : import.messages)
            messages.append(toText(message));
        const QString tip = messages.join(u'\n');
        for (const ImportedFile& file : import.files) {
            TableRecord record;
            record.id = QString::number(import.number);
            record.quiet = import.undone;
            const DatasetSpec* kind = findDataset(file.dataset);
            record.cells = {count(import.number), said(when, tip),
                said(import.undone ? tr("%1 (undone)").arg(toText(file.file)) : toText(file.file), tip),
                said(kind ? toText(kind->title) : toText(file.dataset)), count(file.read), count(file.inserted),
                count(file.updated), count(file.unchanged), count(file.rejected), count(file.warnings)};
            if (file.rejected > 0 && !import.undone)
                record.cells[8].mark = MarkCode::AtRisk;
            records.push_back(std::move(record));
        }
    }
    setRecords(std::move(records));
}

ConflictsModel::ConflictsModel(QObject* parent)
    : RecordModel({spec("account", tr("Account"), tr("Whose row it is"), QStringLiteral("Brindlewater Utilities"),
                       ColumnAlign::Left, true),
                      spec("dataset", tr("Dataset"), tr("Where the row is stored"), QStringLiteral("Subscriptions")),
                      spec("row", tr("Row"), tr("The rest of the row's key"), QStringLiteral("kind nps, 2025-06-30"),
                          ColumnAlign::Left, true),
                      spec("field", tr("Field"), tr("The field whose values differ"), QStringLiteral("renewal_date")),
                      spec("kept", tr("Counts"), tr("The value that is stored and used"), QStringLiteral("120000.00")),
                      spec("keptFrom", tr("Said by"), tr("File and line of the value that counts"),
                          QStringLiteral("accounts.csv line 1,234"), ColumnAlign::Left, true),
                      spec("lost", tr("Does not count"), tr("The other value"), QStringLiteral("120000.00")),
                      spec("lostFrom", tr("Said by"), tr("File and line of the other value"),
                          QStringLiteral("accounts.csv line 1,234"), ColumnAlign::Left, true),
                      spec("why", tr("Why"), tr("Why the one counts and not the other"),
                          QStringLiteral("import 12 came after import 11"))},
          parent)
{
}

void ConflictsModel::setConflicts(const std::vector<SourceConflict>& conflicts, const Portfolio* portfolio)
{
    std::map<std::string, std::string, std::less<>> names;
    if (portfolio && !conflicts.empty()) {
        for (const Account& one : portfolio->accounts)
            names.emplace(portfolio->names.text(one.id), portfolio->names.text(one.name));
    }
    const auto value = [](const SourceConflict::Said& one) {
        return said(one.value.empty() ? tr("empty") : toText(one.value));
    };
    const auto from = [](const SourceConflict::Said& one) {
        return said(tr("%1 line %2").arg(toText(one.file), toText(plainNumber(static_cast<double>(one.line), 0))));
    };
    std::vector<TableRecord> records;
    for (auto conflict = conflicts.rbegin(); conflict != conflicts.rend(); ++conflict) {
        const auto name = names.find(conflict->account);
        RecordCell account = said(name == names.end() ? toText(conflict->account) : toText(name->second));
        account.tooltip = toText(conflict->account);
        const DatasetSpec* kind = findDataset(conflict->dataset);
        const SourceConflict::Said &kept = conflict->kept, &lost = conflict->lost;
        // The account stands in a column of its own.
        QString row = toText(conflict->row);
        if (const QString same = QStringLiteral("the same account_id"); row.startsWith(same))
            row = row.mid(same.size() + (row.size() > same.size() ? 2 : 0));
        RecordCell rest = said(row.isEmpty() ? QStringLiteral("–") : row, row);
        const QString why = kept.import != lost.import
            ? tr("import %1 came after import %2").arg(kept.import).arg(lost.import)
            : kept.file == lost.file ? tr("the later line of one file")
                                     : tr("the later file of import %1").arg(kept.import);
        TableRecord record;
        record.id = conflict->accountIsId ? toText(conflict->account) : QString();
        record.cells = {account, said(kind ? toText(kind->title) : toText(conflict->dataset)), rest,
            said(toText(conflict->column)), value(kept), from(kept), value(lost), from(lost), said(why)};
        records.push_back(std::move(record));
    }
    setRecords(std::move(records));
}

AliasesModel::AliasesModel(QObject* parent)
    : RecordModel({spec("name", tr("In the files"), tr("The name, id or address that rows give"),
                       QStringLiteral("Brindlewater Utilities Ltd"), ColumnAlign::Left, true),
                      spec("account", tr("Means the account"), tr("The account whose rows they are"),
                          QStringLiteral("Brindlewater Utilities (A-1000)"), ColumnAlign::Left, true)},
          parent)
{
}

void AliasesModel::setAliases(
    const std::vector<std::pair<std::string, std::string>>& aliases, const Portfolio* portfolio)
{
    std::vector<TableRecord> records;
    for (const auto& [name, id] : aliases) {
        QString account = toText(id);
        if (portfolio) {
            for (const Account& one : portfolio->accounts) {
                if (portfolio->names.text(one.id) == id)
                    account = tr("%1 (%2)").arg(toText(portfolio->names.text(one.name)), toText(id));
            }
        }
        TableRecord record;
        record.id = toText(name);
        record.cells = {said(toText(name)), said(account)};
        records.push_back(std::move(record));
    }
    setRecords(std::move(records));
}

CoverageModel::CoverageModel(QObject* parent)
    : RecordModel(
          {spec("dataset", tr("Dataset"), tr("One kind of fact"), QStringLiteral("Opportunities and signals"),
               ColumnAlign::Left, true),
              numbers("rows", tr("Rows"), tr("All stored rows, whatever the as-of date"), QStringLiteral("10,000,000")),
              numbers(
                  "accounts", tr("Accounts"), tr("Distinct known accounts among the rows"), QStringLiteral("50,000")),
              numbers("orphans", tr("Orphans"), tr("Rows whose account is not there yet"), QStringLiteral("50,000")),
              numbers("first", tr("From"), tr("The first day of the dataset's main date"),
                  QStringLiteral("30 Jun 2025"), ColumnKind::Date),
              numbers("last", tr("To"), tr("The last day of the dataset's main date"), QStringLiteral("30 Jun 2025"),
                  ColumnKind::Date),
              numbers("age", tr("Days old"), tr("Days from the last day to the as-of date: how stale the feed is"),
                  QStringLiteral("1,000"))},
          parent)
{
}

void CoverageModel::setPortfolio(const Portfolio* portfolio, Date asOf)
{
    std::vector<TableRecord> records;
    if (portfolio) {
        for (const DatasetSpec& spec : datasets()) {
            const Coverage& coverage = portfolio->covered(spec.id);
            TableRecord record;
            record.id = toText(spec.name);
            record.quiet = !coverage.imported;
            RecordCell name = said(toText(spec.title),
                toText(spec.meaning) +
                    (coverage.imported ? QString()
                                       : QStringLiteral("\n") + tr("Never imported: what depends on it is unknown")));
            name.mark = coverage.imported ? MarkCode::Healthy : MarkCode::Unknown;
            record.cells = {name, count(coverage.rows), count(coverage.accounts), count(coverage.orphans),
                onDay(coverage.first), onDay(coverage.last), daysOld(coverage.last, asOf)};
            if (!coverage.imported) {
                for (std::size_t at = 1; at < 4; ++at) {
                    record.cells[at].text = QStringLiteral("–");
                    record.cells[at].missing = true;
                    record.cells[at].copied.clear();
                }
            }
            records.push_back(std::move(record));
        }
    }
    setRecords(std::move(records));
}

OrphansModel::OrphansModel(QObject* parent)
    : RecordModel(
          {spec("dataset", tr("Dataset"), tr("Where the rows are"), QStringLiteral("Subscriptions"), ColumnAlign::Left,
               true),
              spec("reference", tr("Names"), tr("What the rows say about their account"),
                  QStringLiteral("name Brindlewater Utilities Ltd"), ColumnAlign::Left, true),
              numbers("rows", tr("Rows"), tr("Rows kept and left out of every figure until the account arrives"),
                  QStringLiteral("10,000"))},
          parent)
{
}

void OrphansModel::setOrphans(const std::vector<OrphanGroup>& orphans)
{
    std::vector<TableRecord> records;
    for (const OrphanGroup& group : orphans) {
        const DatasetSpec* kind = findDataset(group.dataset);
        TableRecord record;
        record.id = toText(group.reference);
        record.cells = {
            said(kind ? toText(kind->title) : toText(group.dataset)), said(toText(group.reference)), count(group.rows)};
        records.push_back(std::move(record));
    }
    setRecords(std::move(records));
}

RejectedRowsModel::RejectedRowsModel(QObject* parent)
    : RecordModel(
          {spec("file", tr("File"), tr("The file the row came from"), QStringLiteral("subscriptions.csv"),
               ColumnAlign::Left, true),
              numbers("line", tr("Line"), tr("The line in the file, counted from 1"), QStringLiteral("1,000,000")),
              spec("column", tr("Column"), tr("The column with the bad value"),
                  QStringLiteral("onboarding_completed_date"), ColumnAlign::Left, true),
              spec("value", tr("Value"), tr("What stood there"), QStringLiteral("1.03E+13xxxx"), ColumnAlign::Left,
                  true),
              spec("reason", tr("Reason"), tr("Why the row was refused"),
                  QStringLiteral("the id was destroyed by a spreadsheet"), ColumnAlign::Left, true)},
          parent)
{
}

void RejectedRowsModel::setRows(const std::vector<RejectedRow>& rows)
{
    std::vector<TableRecord> records;
    records.reserve(rows.size());
    for (const RejectedRow& row : rows) {
        TableRecord record;
        record.id = toText(row.file) + u':' + QString::number(row.line);
        record.cells = {said(toText(row.file)), count(row.line), said(toText(row.column)), said(toText(row.value)),
            said(toText(row.reason), toText(row.row))};
        records.push_back(std::move(record));
    }
    setRecords(std::move(records));
}

MovementsModel::MovementsModel(QObject* parent)
    : RecordModel(
          {spec("account", tr("Account"), tr("The account that moved"), QStringLiteral("Brindlewater Utilities"),
               ColumnAlign::Left, true),
              spec("movement", tr("Movement"), tr("New, reactivation, expansion, contraction, churn or unchanged"),
                  QStringLiteral("Reactivation"), ColumnAlign::Left, true),
              numbers(
                  "opening", tr("Opening"), tr("ARR on the opening day"), QStringLiteral("$12.40M"), ColumnKind::Money),
              numbers(
                  "closing", tr("Closing"), tr("ARR on the closing day"), QStringLiteral("$12.40M"), ColumnKind::Money),
              numbers("amount", tr("Amount"), tr("By how much the ARR moved"), QStringLiteral("−$12.40M"),
                  ColumnKind::Money)},
          parent)
{
}

std::vector<TableRecord> MovementsModel::records(const Portfolio& portfolio,
    const std::vector<AccountMovement>& movements, std::optional<Movement> only, bool unchangedToo)
{
    std::vector<TableRecord> records;
    for (const AccountMovement& movement : movements) {
        if (movement.movement ? only && *movement.movement != *only : only || !unchangedToo)
            continue;
        const Account& account = portfolio.account(movement.account);
        TableRecord record;
        record.id = toText(portfolio.accountId(movement.account));
        record.strong = true;
        QString word = movement.movement ? toText(holdfast::text(*movement.movement)) : tr("unchanged");
        word[0] = word[0].toUpper();
        const bool down = movement.movement == Movement::Contraction || movement.movement == Movement::Churn;
        record.cells = {said(account.name.empty() ? record.id : toText(portfolio.text(account.name))), said(word),
            amount(movement.opening, portfolio.baseCurrency), amount(movement.closing, portfolio.baseCurrency),
            amount(down ? -movement.amount : movement.amount, portfolio.baseCurrency)};
        records.push_back(std::move(record));
    }
    return records;
}

} // namespace holdfast
