// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sentence_field.h"

#include <QKeyEvent>

#include "ui/theme/tokens.h"

namespace holdfast {
namespace {

constexpr int shownLines = 3;

} // namespace

SentenceField::SentenceField(const QString& text, QWidget* parent)
    : QPlainTextEdit(text, parent)
    , before_(text)
{
    setTabChangesFocus(true);
    setFrameShape(QFrame::StyledPanel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(4);
    setViewportMargins(4, 2, 4, 2);
    setFixedHeight(QFontMetrics(typeFont(TypeSize::Body)).lineSpacing() * shownLines + 14);
}

void SentenceField::finish()
{
    const QString text = toPlainText().simplified();
    if (text == before_)
        return;
    before_ = text;
    emit edited(text);
}

void SentenceField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        finish();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void SentenceField::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        finish();
}

} // namespace holdfast
