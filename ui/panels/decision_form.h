// SPDX-License-Identifier: GPL-3.0-or-later
// What a decision still needs, asked in one line above the buttons: Enter records it, Esc puts it away.
#pragma once

#include <QDateEdit>
#include <QFrame>
#include <QLineEdit>
#include <QPushButton>

#include "ui/panels/review_desk.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

class DecisionForm : public QFrame {
    Q_OBJECT

public:
    explicit DecisionForm(QWidget* parent = nullptr);

    // `decision` carries account, rule, severity and kind; the rest is asked.
    void ask(const Decision& decision, const QString& what, const QString& owner, Date due, Date today);
    bool isOpen() const { return isVisible(); }
    void putAway();
    QLineEdit* whoField() const { return who_; }
    QDateEdit* untilField() const { return until_; }
    QLineEdit* noteField() const { return note_; }
    void confirm();

Q_SIGNALS:
    void decided(const holdfast::Decision& decision);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Decision decision_;
    PlainLabel* title_ = nullptr;
    QLineEdit* who_ = nullptr;
    QDateEdit* until_ = nullptr;
    QLineEdit* note_ = nullptr;
    QPushButton* save_ = nullptr;
};

} // namespace holdfast
