// SPDX-License-Identifier: GPL-3.0-or-later
// Small buttons of the design: a button that shows its key, a chip with a cross, a tab that is a pill.
#pragma once

#include <QAbstractButton>
#include <QIcon>

#include "ui/theme/marks.h"

namespace holdfast {

// "Act [A]": the key is drawn, the shortcut itself belongs to the panel.
class KeyButton : public QAbstractButton {
    Q_OBJECT

public:
    KeyButton(const QString& text, const QString& key, QWidget* parent = nullptr);
    void setPrimary(bool primary);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString key_;
    bool primary_ = false;
};

// A key as it is drawn beside what it does.
void paintKeycap(QPainter& painter, const QRectF& box, const QString& key, const QColor& ink, const QColor& line);
QSize keycapSize(const QString& key);

// The name of an account as a link to it, its key beside it.
class AccountLink : public QAbstractButton {
    Q_OBJECT

public:
    explicit AccountLink(QWidget* parent = nullptr);
    void setAccount(const QString& name, bool opens); // without an account behind it the name is just text
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

// A filter in force: click it to take it away.
class Chip : public QAbstractButton {
    Q_OBJECT

public:
    explicit Chip(const QString& text, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

// One of several views above a list, with how many are in it.
class PillTab : public QAbstractButton {
    Q_OBJECT

public:
    PillTab(const QString& text, Mark mark, QWidget* parent = nullptr);
    void setCount(int count); // negative: none shown
    // One of several parts of a bordered control instead of a pill of its own.
    enum class Segment { None, First, Middle, Last };
    void setSegment(Segment segment);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Mark mark_;
    int count_ = -1;
    Segment segment_ = Segment::None;
};

} // namespace holdfast
