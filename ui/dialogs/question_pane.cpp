// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/question_pane.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QRadioButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "ui/dialogs/columns_view.h"
#include "ui/tables/words.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

namespace {

constexpr std::size_t mostTexts = 24; // of one column, that are offered for a decision

// A long name without blanks does not wrap: it is cut, the whole is the tooltip.
QString cut(const QString& text, int most)
{
    return text.size() > most ? text.left(most) + QStringLiteral("…") : text;
}

// The answers of the engine as buttons say them.
QString answerText(const Question& question, std::size_t answer)
{
    switch (question.kind) {
    case QuestionKind::DateOrder:
        return answer == 0 ? QuestionPane::tr("Day first, as in 31/12/2025")
                           : QuestionPane::tr("Month first, as in 12/31/2025");
    case QuestionKind::Epoch:
        return answer == 0 ? QuestionPane::tr("Yes, they are times") : QuestionPane::tr("Leave the column out");
    case QuestionKind::Units:
        return answer == 0 && question.answers[0] == "thousands" ? QuestionPane::tr("Thousands: 12.5 means 12,500.00")
            : answer == 0                                        ? QuestionPane::tr("Cents: 1234 means 12.34")
            : answer == 1                                        ? QuestionPane::tr("Whole units: 1234 means 1,234.00")
                                                                 : QuestionPane::tr("Leave the column out");
    case QuestionKind::Meaning:
        return answer == 0            ? QuestionPane::tr("Leave the column out")
            : question.column.empty() ? QuestionPane::tr("Choose its field in the list")
                                      : QuestionPane::tr("It is %1").arg(toText(question.column));
    case QuestionKind::Account:
        return answer == 0
            ? QuestionPane::tr("Keep the rows until the account arrives")
            : QuestionPane::tr("It is %1 (%2); remember this")
                  .arg(cut(toText(question.titles[answer]), 60), cut(toText(question.answers[answer]), 30));
    case QuestionKind::Constant: // "nps", "cs": names of surveys and teams
        return question.column == "kind" || question.answers[answer] == "cs"
            ? toText(question.answers[answer]).toUpper()
            : toText(question.answers[answer].substr(0, 1)).toUpper() + toText(question.answers[answer].substr(1));
    case QuestionKind::Dataset:
        if (const DatasetSpec* spec = findDataset(question.answers[answer]))
            return toText(spec->title);
        break;
    }
    return toText(question.answers[answer]);
}

QFrame* line(QWidget* parent)
{
    auto* rule = new QFrame(parent);
    rule->setFrameShape(QFrame::HLine);
    rule->setFrameShadow(QFrame::Plain);
    rule->setForegroundRole(QPalette::Mid);
    return rule;
}

PlainLabel* wrapped(const QString& text, TypeSize size, Ink ink, QWidget* parent)
{
    auto* label = new PlainLabel(text, size, ink, parent);
    label->setWrapping(true);
    label->setMinimumWidth(0);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    return label;
}

} // namespace

QuestionPane::QuestionPane(QWidget* parent)
    : QScrollArea(parent)
{
    setAccessibleName(tr("About this file"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QString QuestionPane::signatureOf(const ImportPlan& plan, std::size_t place) const
{
    const ImportPlan::Table& table = plan.table(place);
    QStringList parts{toText(table.label), QString::number(static_cast<int>(table.state())),
        QString::number(static_cast<int>(table.mapping.dataset)), table.failure, QString::number(plan.tables().size())};
    for (const ImportPlan::Asked& one : table.asked)
        parts.append(
            toText(one.question.sentence) + u'=' + (one.answer ? QString::number(*one.answer) : QStringLiteral("?")));
    for (std::size_t header = 0; header < table.mapping.columns.size(); ++header) {
        for (const ValueMeaning& one : plan.meanings(place, header))
            parts.append(QString::number(header) + toText(one.text) + u'>' + toText(one.meaning));
    }
    return parts.join(u'\n');
}

void QuestionPane::addHead(QVBoxLayout* column, const ImportPlan& plan, std::size_t place)
{
    const ImportPlan::Table& table = plan.table(place);
    const QString name = QFileInfo(toText(table.label)).fileName();
    auto* title = wrapped(cut(name, 80), TypeSize::BodyStrong, Ink::Text, widget());
    title->setDefinition(name);
    column->addWidget(title);
    why_ = wrapped(QString(), TypeSize::Secondary, Ink::Text3, widget());
    column->addWidget(why_);
    if (!table.preview)
        return;
    auto* kind = new FieldBox(widget());
    kind->setAccessibleName(tr("What this file holds"));
    kind->addItem(tr("Say what this file holds"), -1);
    for (const DatasetSpec& spec : datasets()) {
        kind->addItem(toText(spec.title), static_cast<int>(spec.id));
        kind->setItemData(kind->count() - 1, plainTooltip(toText(spec.meaning)), Qt::ToolTipRole);
    }
    const bool known = !table.mapping.columns.empty();
    kind->setCurrentIndex(known ? qMax(0, kind->findData(static_cast<int>(table.mapping.dataset))) : 0);
    connect(kind, &QComboBox::activated, this, [this, kind] {
        const int id = kind->currentData().toInt();
        if (id >= 0)
            Q_EMIT datasetChosen(static_cast<DatasetId>(id));
    });
    column->addWidget(kind);
    if (plan.tables().size() > 1) {
        auto* included = new QCheckBox(tr("Import this file"), widget());
        included->setAccessibleName(tr("Import this file"));
        included->setChecked(table.included);
        connect(included, &QCheckBox::toggled, this, &QuestionPane::includedChosen);
        column->addWidget(included);
    }
}

void QuestionPane::addQuestion(QVBoxLayout* column, const ImportPlan::Asked& asked, std::size_t question)
{
    column->addWidget(line(widget()));
    QString sentence = toText(asked.question.sentence);
    if (asked.question.kind == QuestionKind::Account) {
        const QString reference = cut(toText(asked.question.column), 60), name = cut(toText(asked.question.name), 60);
        sentence = name.isEmpty() || name == reference
            ? tr("“%1” is not among your accounts").arg(reference)
            : tr("“%1”, called “%2” in the file, is not among your accounts").arg(reference, name);
    }
    auto* label = wrapped(cut(sentence, 240), TypeSize::BodyMedium, Ink::Text, widget());
    label->setDefinition(sentence);
    column->addWidget(label);
    auto* group = new QButtonGroup(widget());
    for (std::size_t answer = 0; answer < asked.question.answers.size(); ++answer) {
        const QString text = answerText(asked.question, answer);
        auto* button = new QRadioButton(plainMenuText(text), widget());
        button->setAccessibleName(tr("%1 %2").arg(cut(sentence, 120), text));
        button->setChecked(asked.answer == answer);
        group->addButton(button);
        const bool choose =
            asked.question.kind == QuestionKind::Meaning && answer == 1 && asked.question.column.empty();
        connect(button, &QRadioButton::clicked, this,
            [this, question, answer, choose, kind = asked.question.kind, position = asked.question.position,
                name = asked.question.answers[answer]] {
                if (choose)
                    Q_EMIT fieldAsked(position);
                else if (kind == QuestionKind::Dataset) {
                    if (const DatasetSpec* spec = findDataset(name))
                        Q_EMIT datasetChosen(spec->id);
                } else
                    Q_EMIT answered(question, answer);
            });
        column->addWidget(button);
    }
}

void QuestionPane::addMeanings(QVBoxLayout* column, const ImportPlan& plan, std::size_t place, std::size_t header)
{
    std::vector<ValueMeaning> meanings = plan.meanings(place, header);
    if (meanings.empty())
        return;
    const ColumnBinding& binding = plan.table(place).mapping.columns[header];
    const DatasetSpec& spec = dataset(plan.table(place).mapping.dataset);
    const ColumnSpec& field = spec.columns[static_cast<std::size_t>(spec.column(binding.column))];
    std::stable_sort(meanings.begin(), meanings.end(),
        [](const ValueMeaning& a, const ValueMeaning& b) { return a.meaning.empty() > b.meaning.empty(); });
    const auto unknown =
        std::count_if(meanings.begin(), meanings.end(), [](const ValueMeaning& one) { return one.meaning.empty(); });
    column->addWidget(line(widget()));
    const QString header16 = cut(toText(binding.header).simplified(), 60);
    column->addWidget(wrapped(unknown == 0 ? tr("Values of “%1”").arg(header16)
            : unknown == 1                 ? tr("Values of “%1”: one is not known").arg(header16)
                                           : tr("Values of “%1”: %2 are not known").arg(header16).arg(unknown),
        TypeSize::BodyMedium, Ink::Text, widget()));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < std::min(meanings.size(), mostTexts); ++i) {
        const QString text = toText(meanings[i].text);
        auto* label = new PlainLabel(text.simplified(), TypeSize::Body, Ink::Text2, widget());
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        grid->addWidget(label, static_cast<int>(i), 0);
        auto* box = new FieldBox(widget());
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        box->setAccessibleName(tr("What “%1” means").arg(cut(text.simplified(), 60)));
        box->addItem(field.required ? tr("Row rejected") : tr("Left empty"), QString());
        for (const QString& value : toText(field.values).split(u' ', Qt::SkipEmptyParts))
            box->addItem(value, value);
        box->setCurrentIndex(qMax(0, box->findData(toText(meanings[i].meaning))));
        connect(box, &QComboBox::activated, this,
            [this, header, text, box] { Q_EMIT meaningChosen(header, text, box->currentData().toString()); });
        grid->addWidget(box, static_cast<int>(i), 1);
    }
    column->addLayout(grid);
    if (meanings.size() > mostTexts)
        column->addWidget(wrapped(
            tr("and %1 more texts").arg(meanings.size() - mostTexts), TypeSize::Secondary, Ink::Text3, widget()));
}

void QuestionPane::rebuild(const ImportPlan& plan, std::size_t place)
{
    const ImportPlan::Table& table = plan.table(place);
    auto* page = new QWidget;
    page->setAccessibleName(tr("Questions about this file"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    setWidget(page);
    addHead(column, plan, place);
    for (std::size_t i = 0; i < table.asked.size(); ++i)
        addQuestion(column, table.asked[i], i);
    for (std::size_t header = 0; header < table.mapping.columns.size(); ++header)
        addMeanings(column, plan, place, header);
    after_ = nullptr;
    if (table.preview) {
        column->addWidget(line(page));
        column->addWidget(new PlainLabel(tr("After the import"), TypeSize::BodyMedium, Ink::Text, page));
        after_ = wrapped(QString(), TypeSize::Secondary, Ink::Text2, page);
        column->addWidget(after_);
    }
    column->addStretch(1);
}

void QuestionPane::showTable(const ImportPlan& plan, std::size_t place, const QString& sentence)
{
    const ImportPlan::Table& table = plan.table(place);
    const QString signature = signatureOf(plan, place);
    if (signature != shown_ || !widget()) {
        // The one that has the focus is made anew: keep where the keyboard was, by name.
        const QWidget* focused = widget() ? widget()->focusWidget() : nullptr;
        const bool had = focused && focused->hasFocus();
        const QString name = focused ? focused->accessibleName() : QString();
        shown_ = signature;
        rebuild(plan, place);
        if (had) {
            for (QWidget* one : widget()->findChildren<QWidget*>()) {
                if (!name.isEmpty() && one->accessibleName() == name) {
                    one->setFocus();
                    break;
                }
            }
        }
    }
    QString why = !table.failure.isEmpty() ? table.failure
        : table.preview                    ? toText(table.preview->file.why)
                                           : tr("Reading the first rows");
    // What the command line would have to decide is asked below.
    static const QRegularExpression commandLine(QStringLiteral(", but \\S+ must be decided with --mapping"));
    why_->setText(cut(why.remove(commandLine), 400));
    why_->setInk(table.state() == ImportPlan::State::Incomplete ? Ink::Broken : Ink::Text3);
    if (after_)
        after_->setText(sentence);
}

} // namespace holdfast
