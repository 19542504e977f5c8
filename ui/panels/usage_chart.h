// SPDX-License-Identifier: GPL-3.0-or-later
// Weekly active users of one account beside its exceptions: seats line, decay shaded, the two compared means named.
#pragma once

#include <QWidget>
#include <vector>

#include "model/analysis/analysis.h"

namespace holdfast {

class UsageChart : public QWidget {
    Q_OBJECT

public:
    explicit UsageChart(QWidget* parent = nullptr);
    // Nothing is drawn for an account without usage.
    void showAccount(const Analysis& analysis, AccountId account);
    void clear();
    bool isEmpty() const { return weeks_.size() < 2; }
    int shadedWeeks() const { return shaded_; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> weeks_; // newest first
    Decay decay_;
    Date sunday_; // of the newest week
    int shaded_ = 0; // newest weeks in silent decay, drift or zombie without a break
};

} // namespace holdfast
