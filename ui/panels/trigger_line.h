// SPDX-License-Identifier: GPL-3.0-or-later
// The triggers of the portfolio in one line: the sentence, then the five with value against threshold.
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

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Part {
        QString before, value, after;
        bool fired = false;
        QString definition;
    };
    QString lead_, count_;
    bool investment_ = false;
    std::vector<Part> parts_;
    std::vector<QRect> boxes_;
};

} // namespace holdfast
