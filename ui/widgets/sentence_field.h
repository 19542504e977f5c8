// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence that may be longer than a line: it wraps, Enter or leaving the field ends the editing.
#pragma once

#include <QPlainTextEdit>

namespace holdfast {

class SentenceField : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit SentenceField(const QString& text, QWidget* parent = nullptr);

Q_SIGNALS:
    void edited(const QString& text); // without what surrounds it, when it is another one

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void finish();

    QString before_;
};

} // namespace holdfast
