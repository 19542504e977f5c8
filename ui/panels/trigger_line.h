// SPDX-License-Identifier: GPL-3.0-or-later
// The triggers of the portfolio in a line: the sentence, then the five with value against threshold. It takes a second
// line where one has no room for all of them.
#pragma once

#include <QWidget>

#include "ui/panels/review_desk.h"

namespace holdfast {

class TriggerLine : public QWidget {
    Q_OBJECT

public:
    explicit TriggerLine(QWidget* parent = nullptr);
    void showReview(const ReviewPtr& review);
    QString sentence() const; // all of it, for screen readers
    QSize sizeHint() const override;
    int lines() const { return lines_; }
    bool fits() const; // nothing runs out of the widget

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Part {
        QString before, value, after; // `after` is one of the next two, as there is room
        QString longAfter, shortAfter;
        bool fired = false;
        QString definition;
        QRect box;
    };
    int lineHeight() const;
    void place();

    QString lead_, count_;
    bool investment_ = false;
    std::vector<Part> parts_;
    QRect first_; // the first line, behind the mark
    int lines_ = 1;
};

} // namespace holdfast
