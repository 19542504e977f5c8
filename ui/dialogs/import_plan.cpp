// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_plan.h"

#include <algorithm>

#include "model/import/enum_words.h"
#include "model/import/values.h"

namespace holdfast {

namespace {

// The name of the file that a table is in: its label without the sheet or member in brackets.
std::string fileOf(const std::string& label)
{
    return label.substr(0, label.ends_with(']') ? label.rfind('[') : std::string::npos);
}

ColumnBinding* bindingAt(Mapping& mapping, int position)
{
    for (ColumnBinding& binding : mapping.columns) {
        if (binding.position == position)
            return &binding;
    }
    return nullptr;
}

const ColumnSpec* enumColumn(const Mapping& mapping, std::size_t header)
{
    if (header >= mapping.columns.size())
        return nullptr;
    const DatasetSpec& spec = dataset(mapping.dataset);
    const int place = spec.column(mapping.columns[header].column);
    if (place < 0)
        return nullptr;
    const ColumnSpec& column = spec.columns[static_cast<std::size_t>(place)];
    return column.type == ColumnType::Enum ? &column : nullptr;
}

} // namespace

bool needsQuestions(const std::vector<Preview>& previews)
{
    for (const Preview& preview : previews) {
        if (preview.file.dataset && preview.settled && preview.questions.empty())
            continue;
        if (!preview.file.dataset && preview.questions.empty()) {
            const std::string file = fileOf(preview.file.file);
            const bool beside = std::any_of(previews.begin(), previews.end(), [&file, &preview](const Preview& other) {
                return &other != &preview && other.file.dataset && fileOf(other.file.file) == file;
            });
            if (beside)
                continue;
        }
        return true;
    }
    return false;
}

ImportPlan::State ImportPlan::Table::state() const
{
    if (!failure.isEmpty())
        return State::Unreadable;
    if (!preview)
        return State::Waiting;
    if (!included)
        return State::LeftOut;
    if (openQuestions() > 0)
        return State::Questions;
    if (preview->file.dataset)
        return State::Ready;
    return decided ? State::Incomplete : State::NotRecognised;
}

std::size_t ImportPlan::Table::openQuestions() const
{
    return static_cast<std::size_t>(
        std::count_if(asked.begin(), asked.end(), [](const Asked& one) { return !one.answer; }));
}

ImportPlan::ImportPlan(const QStringList& files, const QStringList& kept)
{
    for (const QString& reference : kept)
        kept_.push_back(reference.toStdString());
    for (const QString& file : files) {
        const bool again =
            std::any_of(tables_.begin(), tables_.end(), [&file](const Table& table) { return table.file == file; });
        if (again)
            continue;
        Table table;
        table.file = file;
        table.label = file.toStdString();
        tables_.push_back(std::move(table));
    }
}

ImportPlan::Request ImportPlan::firstRequest(const QString& file) const
{
    return {file, {}, {}, false};
}

ImportPlan::Request ImportPlan::requestAgain(std::size_t place) const
{
    Request request{tables_[place].file, {}, tables_[place].label, false};
    request.options.mappings.push_back(tables_[place].mapping);
    return request;
}

ImportPlan::Request ImportPlan::requestAs(std::size_t place, DatasetId dataset) const
{
    Request request{tables_[place].file, {}, tables_[place].label, true};
    request.options.dataset = dataset;
    return request;
}

ImportPlan::Table& ImportPlan::entry(const QString& file, const std::string& label)
{
    auto last = tables_.end();
    for (auto table = tables_.begin(); table != tables_.end(); ++table) {
        if (table->file != file)
            continue;
        if (table->label == label)
            return *table;
        if (!table->preview && table->failure.isEmpty()) { // stood in for the file until its tables were known
            table->label = label;
            return *table;
        }
        last = table;
    }
    Table table;
    table.file = file;
    table.label = label;
    return *tables_.insert(last == tables_.end() ? last : std::next(last), std::move(table));
}

void ImportPlan::take(const Request& request, const std::vector<Preview>& previews)
{
    if (previews.empty() && request.label.empty()) {
        takeFailure(request, QStringLiteral("no table is in it"));
        return;
    }
    for (const Preview& preview : previews) {
        if (!request.label.empty() && preview.file.file != request.label)
            continue;
        Table& table = entry(request.file, preview.file.file);
        const bool fresh = !table.preview || request.guess;
        // A mapping that is only tried is not yet one that somebody confirmed.
        const bool settled = fresh ? preview.settled : table.preview->settled;
        table.preview = preview;
        table.preview->settled = settled;
        // Why the file was taken for what it is does not change with its columns; what it lacks does.
        constexpr std::string_view told = "as decided";
        if (std::string& why = table.preview->file.why; !fresh && why.starts_with(told))
            why =
                preview.file.dataset && table.guessedDataset ? table.guess : "as chosen here" + why.substr(told.size());
        if (fresh) {
            table.guess = preview.file.why;
            table.guessedDataset = preview.file.dataset.has_value();
        }
        if (fresh) {
            table.mapping = preview.mapping;
            table.why.clear();
            for (const ColumnBinding& binding : preview.mapping.columns)
                table.why.push_back(binding.why);
            table.asked.clear();
            table.decided = request.guess;
        }
        // The order of dates is asked anew with every mapping, and so is whose rows they are; what else was asked once
        // stays, with its answer.
        const auto isSame = [](const Question& a, const Question& b) {
            return a.kind == b.kind && a.position == b.position &&
                ((a.kind != QuestionKind::Account && a.kind != QuestionKind::Constant) || a.column == b.column);
        };
        std::vector<Asked> kept;
        for (Asked& one : table.asked) {
            const bool again = std::any_of(preview.questions.begin(), preview.questions.end(),
                [&](const Question& question) { return isSame(question, one.question); });
            if (one.question.kind == QuestionKind::Account ? again
                                                           : one.question.kind != QuestionKind::DateOrder || one.answer)
                kept.push_back(std::move(one));
        }
        for (const Question& question : preview.questions) {
            const bool known =
                std::any_of(kept.begin(), kept.end(), [&](const Asked& one) { return isSame(one.question, question); });
            if (known)
                continue;
            // Waiting for the account is what happens anyway: such a question holds nothing back.
            if (question.kind == QuestionKind::Account)
                kept.push_back({question, 0});
            else
                kept.push_back({question, {}});
        }
        // In one order whatever was answered when: a question never moves away under the pointer.
        std::stable_sort(kept.begin(), kept.end(), [](const Asked& a, const Asked& b) {
            const auto place = [](const Question& question) {
                const int rank = question.kind == QuestionKind::Account ? 2
                    : question.kind == QuestionKind::Dataset            ? 0
                                                                        : 1;
                return std::pair(rank, question.position);
            };
            return place(a.question) < place(b.question);
        });
        table.asked = std::move(kept);
    }
    dropKnownAccounts();
}

// Whether an accounts file of the same import brings the account that the question is about.
bool ImportPlan::isAccountOfThese(const Question& question) const
{
    const std::string name = folded(question.column);
    for (const Table& table : tables_) {
        if (!table.preview || !table.included)
            continue;
        for (const auto& [id, called] : table.preview->accounts) {
            if (id == question.column || folded(called) == name)
                return true;
        }
    }
    return false;
}

void ImportPlan::dropKnownAccounts()
{
    for (Table& table : tables_) {
        std::erase_if(table.asked, [this](const Asked& one) {
            return one.question.kind == QuestionKind::Account &&
                (std::find(kept_.begin(), kept_.end(), one.question.column) != kept_.end() ||
                    isAccountOfThese(one.question));
        });
    }
}

void ImportPlan::takeFailure(const Request& request, const QString& sentence)
{
    for (Table& table : tables_) {
        if (table.file == request.file && (request.label.empty() || table.label == request.label))
            table.failure = sentence;
    }
}

void ImportPlan::setColumn(std::size_t place, std::size_t header, const std::string& column)
{
    Table& table = tables_[place];
    if (header >= table.mapping.columns.size())
        return;
    if (!column.empty()) {
        for (ColumnBinding& other : table.mapping.columns) {
            if (other.column == column)
                other.column.clear();
        }
    }
    ColumnBinding& binding = table.mapping.columns[header];
    binding.column = column;
    binding.values.clear();
    binding.dateOrder.reset();
    binding.units.reset();
    if (header < table.why.size())
        table.why[header] = column.empty() ? "left out here" : "chosen here";
    table.decided = true;
    // The choice answers what the column's meaning was asked for, and asks the rest anew.
    std::erase_if(table.asked, [&binding](const Asked& one) {
        return one.question.position == binding.position && one.question.kind == QuestionKind::DateOrder;
    });
    for (Asked& one : table.asked) {
        if (one.question.position != binding.position || one.question.kind == QuestionKind::Dataset ||
            one.question.kind == QuestionKind::Account)
            continue;
        if (one.question.kind == QuestionKind::Meaning)
            one.answer = column.empty() ? 0 : 1;
        else if (column.empty())
            one.answer = one.question.answers.size() - 1; // leave out
        else if (one.question.kind == QuestionKind::Epoch)
            one.answer = 0;
        else
            one.answer = 1; // whole units until cents are said
    }
}

void ImportPlan::answer(std::size_t place, std::size_t question, std::size_t answer)
{
    Table& table = tables_[place];
    if (question >= table.asked.size() || answer >= table.asked[question].question.answers.size())
        return;
    Asked& one = table.asked[question];
    const Question& asked = one.question;
    ColumnBinding* binding = bindingAt(table.mapping, asked.position);
    const auto bind = [&](const std::string& column) {
        if (!binding)
            return;
        binding->column = column;
        const auto header = static_cast<std::size_t>(binding - table.mapping.columns.data());
        if (header < table.why.size())
            table.why[header] = column.empty() ? "left out here" : "as answered";
    };
    switch (asked.kind) {
    case QuestionKind::Dataset: // answered by a fresh guess, see requestAs()
        break;
    case QuestionKind::Account: // says nothing about the columns
        one.answer = answer;
        return;
    case QuestionKind::Constant:
        table.mapping.constants[asked.column] = asked.answers[answer];
        break;
    case QuestionKind::DateOrder:
        if (binding)
            binding->dateOrder = answer == 0 ? DateOrder::Dmy : DateOrder::Mdy;
        break;
    case QuestionKind::Meaning:
        if (answer == 1 && asked.column.empty())
            return; // the list of fields answers it
        bind(answer == 0 ? std::string() : asked.column);
        break;
    case QuestionKind::Epoch:
        bind(answer == 0 ? asked.column : std::string());
        break;
    case QuestionKind::Units:
        bind(answer == 2 ? std::string() : asked.column);
        if (binding)
            binding->units = answer == 2 ? std::nullopt
                : answer == 1            ? std::optional(Units::Major)
                              : std::optional(asked.answers[0] == "thousands" ? Units::Thousands : Units::Minor);
        break;
    }
    one.answer = answer;
    table.decided = true;
}

void ImportPlan::setMeaning(std::size_t place, std::size_t header, const std::string& text, const std::string& value)
{
    Table& table = tables_[place];
    if (header >= table.mapping.columns.size())
        return;
    if (value.empty())
        table.mapping.columns[header].values.erase(text);
    else
        table.mapping.columns[header].values[text] = value;
    table.decided = true;
}

void ImportPlan::setIncluded(std::size_t place, bool included)
{
    tables_[place].included = included;
}

std::vector<ValueMeaning> ImportPlan::meanings(std::size_t place, std::size_t header) const
{
    std::vector<ValueMeaning> found;
    const Table& table = tables_[place];
    const ColumnSpec* column = enumColumn(table.mapping, header);
    if (!column || !table.preview)
        return found;
    const ColumnBinding& binding = table.mapping.columns[header];
    const auto at = static_cast<std::size_t>(std::max(binding.position, 0));
    for (const auto& row : table.preview->rows) {
        if (at >= row.size() || row[at].text.empty())
            continue;
        const std::string& text = row[at].text;
        const bool seen =
            std::any_of(found.begin(), found.end(), [&text](const ValueMeaning& one) { return one.text == text; });
        if (seen)
            continue;
        ValueMeaning meaning{text, {}, false};
        if (const auto chosen = binding.values.find(text); chosen != binding.values.end()) {
            meaning.meaning = chosen->second;
            meaning.chosen = true;
        } else if (!row[at].value.empty()) {
            meaning.meaning = row[at].value;
        } else if (const auto known = enumMeaning(column->values, text)) {
            meaning.meaning = std::string(enumText(column->values, *known));
        } else if (row[at].problem.empty() &&
            table.preview->rowProblems[static_cast<std::size_t>(&row - table.preview->rows.data())].empty()) {
            continue; // "-", "n/a": missing, not a value
        }
        found.push_back(std::move(meaning));
    }
    return found;
}

bool ImportPlan::allRead() const
{
    return std::none_of(
        tables_.begin(), tables_.end(), [](const Table& table) { return table.state() == State::Waiting; });
}

std::size_t ImportPlan::openQuestions() const
{
    std::size_t open = 0;
    for (const Table& table : tables_)
        open += table.state() == State::Questions ? table.openQuestions() : 0;
    return open;
}

std::size_t ImportPlan::importable() const
{
    return static_cast<std::size_t>(std::count_if(
        tables_.begin(), tables_.end(), [](const Table& table) { return table.state() == State::Ready; }));
}

bool ImportPlan::canImport() const
{
    return importable() > 0 && std::none_of(tables_.begin(), tables_.end(), [](const Table& table) {
        const State state = table.state();
        return state == State::Waiting || state == State::Questions || state == State::Incomplete;
    });
}

QStringList ImportPlan::filesToImport() const
{
    QStringList files;
    for (const Table& table : tables_) {
        if (table.state() == State::Ready && !files.contains(table.file))
            files.append(table.file);
    }
    return files;
}

ImportOptions ImportPlan::importOptions(Purpose purpose) const
{
    ImportOptions options;
    const QStringList files = filesToImport();
    for (const Table& table : tables_) {
        if (!table.preview || !files.contains(table.file))
            continue;
        // What the import knows by itself needs no mapping; a table that is left out gets one without columns, which
        // imports nothing and is not remembered.
        if (table.state() == State::Ready && (table.decided || !table.preview->settled)) {
            options.mappings.push_back(table.mapping);
        } else if (table.preview->file.dataset &&
            (table.state() == State::LeftOut || (purpose == Purpose::Rehearse && table.state() != State::Ready))) {
            Mapping none = table.mapping;
            none.columns.clear();
            options.mappings.push_back(std::move(none));
        }
        if (table.state() != State::Ready)
            continue;
        for (const Asked& one : table.asked) {
            if (one.question.kind == QuestionKind::Account && one.answer.value_or(0) > 0)
                options.aliases.emplace_back(one.question.column, one.question.answers[*one.answer]);
        }
    }
    return options;
}

QStringList ImportPlan::keptReferences() const
{
    QStringList kept;
    for (const Table& table : tables_) {
        for (const Asked& one : table.asked) {
            if (table.state() == State::Ready && one.question.kind == QuestionKind::Account && one.answer == 0U)
                kept.append(QString::fromStdString(one.question.column));
        }
    }
    return kept;
}

std::optional<std::int64_t> ImportPlan::rowsToImport() const
{
    std::int64_t rows = 0;
    for (const Table& table : tables_) {
        if (table.state() != State::Ready && table.state() != State::Questions)
            continue;
        if (!table.preview->countedAll)
            return std::nullopt;
        rows += table.preview->counted;
    }
    return rows;
}

std::vector<Preview> ImportPlan::previews() const
{
    std::vector<Preview> all;
    for (const Table& table : tables_) {
        if (!table.preview)
            continue;
        Preview preview = *table.preview;
        // Of the accounts only those that are still a question.
        std::erase_if(preview.questions, [&table](const Question& question) {
            return question.kind == QuestionKind::Account &&
                std::none_of(table.asked.begin(), table.asked.end(),
                    [&question](const Asked& one) { return one.question.column == question.column; });
        });
        all.push_back(std::move(preview));
    }
    return all;
}

} // namespace holdfast
