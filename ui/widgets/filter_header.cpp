// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_header.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <algorithm>

#include "ui/tables/words.h"
#include "ui/theme/tokens.h"

namespace holdfast {

FilterHeader::FilterHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setSectionsClickable(true);
    connect(this, &QHeaderView::sectionResized, this, &FilterHeader::placeFields);
    connect(this, &QHeaderView::sectionMoved, this, &FilterHeader::placeFields);
    connect(this, &QHeaderView::sectionCountChanged, this, &FilterHeader::placeFields);
}

int FilterHeader::fieldsHeight() const
{
    return visible_ ? qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 28.0 / 16.0) + 6 : 0;
}

void FilterHeader::setFields(const QStringList& names, const QStringList& hints)
{
    for (QLineEdit* field : fields_)
        field->deleteLater();
    fields_.clear();
    for (qsizetype at = 0; at < names.size(); ++at) {
        auto* field = new QLineEdit(this);
        field->setAccessibleName(tr("Filter %1").arg(names[at]));
        field->setPlaceholderText(tr("Filter"));
        field->setToolTip(plainTooltip(hints.value(at)));
        field->setFont(typeFont(TypeSize::Secondary));
        field->hide();
        field->installEventFilter(this);
        const int column = static_cast<int>(at);
        connect(field, &QLineEdit::textChanged, this, [this, column](const QString& text) {
            if (!placing_)
                Q_EMIT edited(column, text);
        });
        fields_.push_back(field);
    }
    placeFields();
}

QLineEdit* FilterHeader::field(int column) const
{
    const auto at = static_cast<std::size_t>(column);
    return column >= 0 && at < fields_.size() ? fields_[at] : nullptr;
}

void FilterHeader::setFieldsVisible(bool visible)
{
    if (visible_ == visible)
        return;
    visible_ = visible;
    // Else the focus would walk through all fields while they are hidden one after the other.
    if (!visible && isAncestorOf(QApplication::focusWidget()) && parentWidget())
        parentWidget()->setFocus(Qt::OtherFocusReason);
    updateGeometries();
    // The table asks for the head's height when its geometries are next made.
    Q_EMIT geometriesChanged();
    placeFields();
}

void FilterHeader::setText(int column, const QString& text)
{
    if (QLineEdit* one = field(column); one && one->text() != text) {
        placing_ = true;
        one->setText(text);
        placing_ = false;
    }
}

void FilterHeader::focusField(int column)
{
    if (column >= 0 && !isSectionHidden(column)) {
        if (QLineEdit* one = field(column))
            one->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    for (int place = 0; place < count(); ++place) {
        const int logical = logicalIndex(place);
        if (!isSectionHidden(logical)) {
            if (QLineEdit* one = field(logical))
                one->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

QSize FilterHeader::sizeHint() const
{
    const QSize heads = QHeaderView::sizeHint();
    return QSize(heads.width(), heads.height() + fieldsHeight());
}

void FilterHeader::updateGeometries()
{
    setViewportMargins(0, 0, 0, fieldsHeight());
    QHeaderView::updateGeometries();
    placeFields();
}

void FilterHeader::placeFields()
{
    const int height = fieldsHeight();
    QWidget* before = this;
    for (int place = 0; place < count(); ++place) {
        const int logical = logicalIndex(place);
        QLineEdit* one = field(logical);
        if (!one)
            continue;
        const bool shown = visible_ && !isSectionHidden(logical);
        one->setVisible(shown);
        if (!shown)
            continue;
        const bool first = sectionPosition(logical) == 0;
        const int inset = first ? 12 : 2;
        one->setGeometry(sectionViewportPosition(logical) + inset, this->height() - height + 1,
            qMax(20, sectionSize(logical) - inset - 2), height - 6);
        // Tab walks the fields as they stand.
        setTabOrder(before, one);
        before = one;
    }
    // A column too narrow for the word says nothing instead of half of it.
    for (QLineEdit* one : fields_)
        one->setPlaceholderText(one->width() > 64 ? tr("Filter") : QString());
}

bool FilterHeader::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn) {
        const auto found = std::find(fields_.begin(), fields_.end(), watched);
        if (found != fields_.end())
            Q_EMIT entered(static_cast<int>(found - fields_.begin()));
    }
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        auto* one = qobject_cast<QLineEdit*>(watched);
        if (one && key->key() == Qt::Key_Escape) {
            event->accept();
            if (event->type() == QEvent::KeyPress) {
                if (one->text().isEmpty())
                    Q_EMIT left();
                else
                    one->clear();
            }
            return true;
        }
    }
    return QHeaderView::eventFilter(watched, event);
}

} // namespace holdfast
