// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/columns_view.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <QWheelEvent>

#include "model/import/mapping_names.h"
#include "ui/tables/words.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

void FieldBox::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

namespace {

constexpr int shares[] = {20, 24, 22, 24}; // of the width: header, samples, field, why

PlainLabel* cell(QWidget* parent, QHBoxLayout* row, const QString& text, TypeSize size, Ink ink, int share)
{
    auto* label = new PlainLabel(text, size, ink, parent);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(label, share);
    return label;
}

// Three values that are not missing, different where the file has different ones.
QString samplesOf(const Preview& preview, std::size_t position)
{
    QStringList samples;
    for (const auto& row : preview.rows) {
        if (position >= row.size() || row[position].text.empty())
            continue;
        const QString text = toText(row[position].text).simplified().left(60);
        if (!samples.contains(text))
            samples.append(text);
        if (samples.size() == 3)
            break;
    }
    return samples.isEmpty() ? QStringLiteral("–") : samples.join(QStringLiteral(", "));
}

} // namespace

class ColumnRow : public QWidget {
public:
    ColumnRow(const DatasetSpec* spec, const QString& header, const QString& samples, QWidget* parent)
        : QWidget(parent)
    {
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(16, 2, 16, 2);
        row->setSpacing(12);
        cell(this, row, header, TypeSize::BodyMedium, Ink::Text, shares[0]);
        cell(this, row, samples, TypeSize::Body, Ink::Text2, shares[1]);
        field = new FieldBox(this);
        field->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        field->setFocusPolicy(Qt::StrongFocus);
        field->setMaxVisibleItems(24);
        field->setAccessibleName(ColumnsView::tr("Field for the column %1").arg(header));
        field->setAccessibleDescription(ColumnsView::tr("Samples: %1").arg(samples));
        field->addItem(ColumnsView::tr("Not imported"), QString());
        if (spec) {
            for (const ColumnSpec& column : spec->columns) {
                field->addItem(column.required ? toText(column.name) + u'*' : toText(column.name), toText(column.name));
                field->setItemData(field->count() - 1, plainTooltip(toText(column.meaning)), Qt::ToolTipRole);
            }
            if (spec->id != DatasetId::Accounts && spec->column("account_id") >= 0) {
                if (spec->id != DatasetId::Subscriptions)
                    field->addItem(ColumnsView::tr("account, by subscription_id"), toText(subscriptionReference));
                field->addItem(ColumnsView::tr("account, by e-mail"), toText(emailReference));
                field->addItem(ColumnsView::tr("account, by name"), toText(nameReference));
            }
            if (spec->id == DatasetId::Accounts)
                field->addItem(ColumnsView::tr("mrr, twelve times a year"), toText(monthlyReference));
            if (spec->id == DatasetId::Contacts)
                field->addItem(ColumnsView::tr("first name, before the name"), toText(firstNameReference));
            if (spec->id == DatasetId::Subscriptions) {
                field->addItem(ColumnsView::tr("end of the trial"), toText(trialEndReference));
                field->addItem(ColumnsView::tr("state: trials and unpaid ones bring nothing"), toText(stateReference));
            }
            if (spec->column("mrr") >= 0 || spec->column("arr") >= 0)
                field->addItem(ColumnsView::tr("how often it is paid"), toText(intervalReference));
        }
        row->addWidget(field, shares[2]);
        why = cell(this, row, QString(), TypeSize::Secondary, Ink::Text3, shares[3]);
    }

    void setAsked(bool asked)
    {
        asked_ = asked;
        why->setInk(asked ? Ink::AtRisk : Ink::Text3);
        update();
    }

    FieldBox* field = nullptr;
    PlainLabel* why = nullptr;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& tokens = Tokens::of(palette());
        QPainter painter(this);
        painter.fillRect(rect(), asked_ ? tokens.atRisk.tint : tokens.base);
        painter.fillRect(0, height() - 1, width(), 1, tokens.line);
    }

private:
    bool asked_ = false;
};

ColumnsView::ColumnsView(QWidget* parent)
    : QScrollArea(parent)
{
    setAccessibleName(tr("Columns of the file"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

FieldBox* ColumnsView::fieldBox(std::size_t header) const
{
    return header < made_.size() ? made_[header]->field : nullptr;
}

QSize ColumnsView::sizeHint() const
{
    return page_ ? QSize(QScrollArea::sizeHint().width(), page_->sizeHint().height()) : QScrollArea::sizeHint();
}

void ColumnsView::rebuild(const ImportPlan::Table& table)
{
    made_.clear();
    page_ = new QWidget;
    page_->setAccessibleName(tr("Columns and fields"));
    rows_ = new QVBoxLayout(page_);
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 4, 16, 4);
    head->setSpacing(12);
    const QString heads[] = {tr("Column in the file"), tr("Samples"), tr("Holdfast's field"), tr("Why")};
    for (int i = 0; i < 4; ++i)
        cell(page_, head, heads[i], TypeSize::Caption, Ink::Text3, shares[i]);
    rows_->addLayout(head);
    const bool known = !table.mapping.columns.empty();
    const DatasetSpec* spec = known ? &dataset(table.mapping.dataset) : nullptr;
    const std::size_t count = table.preview ? table.preview->headers.size() : 0;
    for (std::size_t header = 0; header < std::min(count, mostRows); ++header) {
        auto* row = new ColumnRow(
            spec, toText(table.preview->headers[header]).simplified(), samplesOf(*table.preview, header), page_);
        row->field->setEnabled(known);
        connect(row->field, &QComboBox::activated, this,
            [this, header, row] { Q_EMIT columnChosen(header, row->field->currentData().toString()); });
        rows_->addWidget(row);
        made_.push_back(row);
    }
    if (count > mostRows) {
        auto* rest = new PlainLabel(
            tr("%1 more columns stay as they were guessed").arg(count - mostRows), TypeSize::Secondary, Ink::Text3);
        rest->setContentsMargins(16, 6, 16, 6);
        rows_->addWidget(rest);
    }
    rows_->addStretch(1);
    setWidget(page_);
    setMaximumHeight(page_->sizeHint().height());
    updateGeometry();
}

void ColumnsView::showTable(const ImportPlan::Table& table)
{
    const QString made = table.preview
        ? toText(table.label) + u'\n' + QString::number(static_cast<int>(table.mapping.dataset)) + u'\n' +
            QString::number(table.mapping.columns.size())
        : QString();
    if (made != shown_ || !page_) {
        shown_ = made;
        rebuild(table);
    }
    for (std::size_t header = 0; header < made_.size() && header < table.mapping.columns.size(); ++header) {
        const ColumnBinding& binding = table.mapping.columns[header];
        ColumnRow* row = made_[header];
        row->field->setCurrentIndex(qMax(0, row->field->findData(toText(binding.column))));
        row->field->setToolTip(row->field->currentData(Qt::ToolTipRole).toString());
        QString why = header < table.why.size() ? toText(table.why[header]) : QString();
        const QString before = QStringLiteral("not asked on the command line: ");
        if (why.startsWith(before)) // the engine speaks to the command line too
            why.remove(0, before.size());
        bool asked = false;
        for (const ImportPlan::Asked& one : table.asked) {
            if (one.question.position != binding.position || one.question.kind == QuestionKind::Dataset)
                continue;
            asked = asked || !one.answer;
            if (!one.answer)
                why = tr("asked at the right");
        }
        row->why->setText(why);
        row->setAsked(asked);
    }
}

} // namespace holdfast
