// SPDX-License-Identifier: GPL-3.0-or-later
// Five figures at the head of the review: value, change since the last review, benchmark in words, twelve-month trend.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/panels/latest_job.h"
#include "ui/panels/review_desk.h"

namespace holdfast {

class KpiStrip : public QWidget {
    Q_OBJECT

public:
    explicit KpiStrip(QWidget* parent = nullptr);
    void showReview(const ReviewPtr& review);
    QSize sizeHint() const override;

    struct Figure {
        QString label, value, note, definition;
        QList<double> trend;
        double reference = qQNaN();
        bool bad = false; // below its benchmark
    };
    const std::vector<Figure>& figures() const { return figures_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void computeTrend(const ReviewPtr& review);
    void computeRisk();
    void useRisk(const std::vector<RiskPoint>& points);

    std::vector<Figure> figures_;
    AnalysisPtr shown_;
    LatestJob job_, riskJob_;
    std::shared_ptr<RiskMemo> known_; // ARR at risk of days of the past: each is a run of the rules
    QTimer riskDelay_;
};

} // namespace holdfast
