// SPDX-License-Identifier: GPL-3.0-or-later
// The zones of one account as a row of tinted boxes; a click says which.
#pragma once

#include <QWidget>

#include "model/review/review.h"
#include "ui/charts/chart.h"

namespace holdfast {

class AccountZoneStrip : public QWidget {
    Q_OBJECT

public:
    explicit AccountZoneStrip(QWidget* parent = nullptr);

    void setZones(const AccountZones* zones);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

Q_SIGNALS:
    void clicked(int zone);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::optional<AccountZones> zones_;
    ChartRegions regions_;
    int focused_ = 0;
};

} // namespace holdfast
