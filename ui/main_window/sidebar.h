// SPDX-License-Identifier: GPL-3.0-or-later
// The left edge of the window: the store, the panels, the reviews of this cadence. Icons alone where there is no room.
#pragma once

#include <QAbstractButton>
#include <QVBoxLayout>
#include <QWidget>
#include <map>

#include "ui/panels/review_desk.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

class NavButton : public QAbstractButton {
    Q_OBJECT

public:
    NavButton(const QString& text, const QString& icon, const QString& keys, QWidget* parent = nullptr);
    void setNote(const QString& note); // at the right: a count, "open"
    void setSmall(bool small) { small_ = small; }
    void setNarrow(bool narrow);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString icon_, note_;
    bool small_ = false;
    bool narrow_ = false;
};

// The store's name, and its menu.
class StoreButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit StoreButton(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

class Sidebar : public QWidget {
    Q_OBJECT

public:
    explicit Sidebar(ReviewDesk& desk, QWidget* parent = nullptr);

    void setNarrow(bool narrow);
    bool isNarrow() const { return narrow_; }
    void setCurrent(const QString& panelId);
    void refresh(); // after a review or a store changed
    NavButton* button(const QString& panelId) const;

Q_SIGNALS:
    void panelAsked(const QString& panelId);
    void storeMenuAsked(const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refreshReviews(const ReviewPtr& review);
    static bool isShown(const ReviewBundle& review, const ReviewRecord& record);
    NavButton* reviewButton(const ReviewRecord& record, bool shown);
    void showReview(std::int64_t number);

    ReviewDesk& desk_;
    bool narrow_ = false;
    QString saidReviews_; // what the buttons of the reviews say
    StoreButton* store_ = nullptr;
    std::map<QString, NavButton*> buttons_;
    PlainLabel* reviewsHead_ = nullptr;
    QVBoxLayout* reviews_ = nullptr;
    QWidget* reviewsBox_ = nullptr;
    QWidget* promise_ = nullptr;
    QLabel* lock_ = nullptr;
};

} // namespace holdfast
