// SPDX-License-Identifier: GPL-3.0-or-later
// The six zones as a strip, the breakpoint outlined, what it blocks hatched.
#pragma once

#include <QWidget>
#include <optional>

#include "model/analysis/zone_results.h"

namespace holdfast {

class ZoneStrip : public QWidget {
    Q_OBJECT

public:
    explicit ZoneStrip(QWidget* parent = nullptr);
    void showZones(const AccountZones* zones);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::optional<AccountZones> zones_;
};

} // namespace holdfast
