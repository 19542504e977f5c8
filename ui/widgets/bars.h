// SPDX-License-Identifier: GPL-3.0-or-later
// The thin bars of the window: progress under the header, a message inside a panel, and what an empty panel says.
#pragma once

#include <functional>

#include <QFrame>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include "ui/widgets/plain_label.h"

namespace holdfast {

// Two pixels that run while something loads, from 150 ms on; with a share while it is known.
class ProgressStrip : public QWidget {
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget* parent = nullptr);
    void setBusy(bool busy);
    bool isRunning() const { return running_; }
    void setShare(double share); // 0..1; negative when unknown

    QSize sizeHint() const override { return QSize(100, 2); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTimer delay_;
    QTimer tick_;
    bool running_ = false;
    double share_ = -1;
    double phase_ = 0;
};

// One sentence and at most one action; closed with Esc or its cross.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Note, Failure };
    explicit MessageBar(QWidget* parent = nullptr);

    void showMessage(Kind kind, const QString& sentence, const QString& action = {}, std::function<void()> act = {});
    void dismiss();
    QString sentence() const { return label_->text(); }
    Kind kind() const { return kind_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind kind_ = Kind::Note;
    PlainLabel* label_ = nullptr;
    QToolButton* close_ = nullptr;
    QPushButton* action_ = nullptr;
    std::function<void()> act_;
};

// Says what is missing and which file would fill it.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString& title, const QString& sentence, QWidget* parent = nullptr);
    void setTexts(const QString& title, const QString& sentence);

private:
    PlainLabel* title_ = nullptr;
    PlainLabel* sentence_ = nullptr;
};

} // namespace holdfast
