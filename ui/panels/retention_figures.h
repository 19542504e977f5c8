// SPDX-License-Identifier: GPL-3.0-or-later
// NRR, GRR and CRR with their trend and definition, and the alternates in small type.
#pragma once

#include <QWidget>
#include <vector>

#include "model/analysis/analysis.h"

namespace holdfast {

class RetentionFigures : public QWidget {
    Q_OBJECT

public:
    explicit RetentionFigures(QWidget* parent = nullptr);

    void setRetention(const Retention* retention);
    void setTrend(const std::vector<TrendPoint>& trend);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Hot {
        QRectF rect;
        QString title, details;
    };

    Retention retention_;
    bool known_ = false;
    std::vector<TrendPoint> trend_;
    std::vector<Hot> hot_;
};

} // namespace holdfast
