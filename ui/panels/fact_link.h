// SPDX-License-Identifier: GPL-3.0-or-later
// Where a fact comes from, as a quiet link that opens its row: "12 Jun, health.csv line 88".
#pragma once

#include <QAbstractButton>

namespace holdfast {

class FactLink : public QAbstractButton {
    Q_OBJECT

public:
    explicit FactLink(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace holdfast
