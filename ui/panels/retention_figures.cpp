// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/retention_figures.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "model/report/format.h"
#include "model/rules/metrics.h"
#include "ui/charts/chart.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/sparkline.h"

namespace holdfast {

namespace {

struct MainFigure {
    const char* metric;
    Ratio Retention::*value;
    Ratio TrendPoint::*trend;
    double reference; // the benchmark that the dotted line marks
};
constexpr MainFigure mainFigures[] = {{"nrr", &Retention::nrr, &TrendPoint::nrr, 1.0},
    {"grr", &Retention::grr, &TrendPoint::grr, 0.9}, {"crr", &Retention::crr, &TrendPoint::crr, 0.9}};

struct Alternate {
    const char* metric;
    const char* words;
    Ratio Retention::*value;
};
constexpr Alternate alternates[] = {
    {"strict_nrr", QT_TRANSLATE_NOOP("holdfast::RetentionFigures", "Strict NRR, returns count as churn"),
        &Retention::strictNrr},
    {"strict_grr", QT_TRANSLATE_NOOP("holdfast::RetentionFigures", "Strict GRR, returns count as churn"),
        &Retention::strictGrr},
    {"event_nrr", QT_TRANSLATE_NOOP("holdfast::RetentionFigures", "Event-sum NRR, as billing tools report"),
        &Retention::eventNrr},
    {"renewal_rate", QT_TRANSLATE_NOOP("holdfast::RetentionFigures", "Renewal rate, of ARR due in the period"),
        &Retention::renewalRate},
    {"logo_churn", QT_TRANSLATE_NOOP("holdfast::RetentionFigures", "Logo churn, customers lost"),
        &Retention::logoChurn},
    {"gross_revenue_churn", QT_TRANSLATE_NOOP("holdfast::RetentionFigures", "Gross revenue churn, with contraction"),
        &Retention::grossRevenueChurn}};

QString metricText(const char* name, bool longTitle)
{
    const MetricSpec* spec = findMetric(name);
    if (!spec)
        return QString::fromLatin1(name);
    return fromUtf8(longTitle ? spec->longTitle : spec->title);
}

QString details(const char* name)
{
    const MetricSpec* spec = findMetric(name);
    if (!spec)
        return {};
    QString text = fromUtf8(spec->definition) + QLatin1Char('\n') + fromUtf8(spec->formula);
    if (!spec->benchmark.empty())
        text += QLatin1Char('\n') + RetentionFigures::tr("Benchmark: %1").arg(fromUtf8(spec->benchmark));
    return text;
}

} // namespace

RetentionFigures::RetentionFigures(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Retention of the period"));
}

void RetentionFigures::setRetention(const Retention* retention)
{
    known_ = retention != nullptr;
    retention_ = retention ? *retention : Retention();
    setAccessibleDescription(known_ ? tr("NRR %1, GRR %2, CRR %3")
                                          .arg(fromUtf8(percent(retention_.nrr)), fromUtf8(percent(retention_.grr)),
                                              fromUtf8(percent(retention_.crr)))
                                    : QString());
    update();
}

void RetentionFigures::setTrend(const std::vector<TrendPoint>& trend)
{
    trend_ = trend;
    update();
}

QSize RetentionFigures::sizeHint() const
{
    return {360, QFontMetrics(font()).height() * 21};
}

QSize RetentionFigures::minimumSizeHint() const
{
    return {220, 120};
}

void RetentionFigures::paintEvent(QPaintEvent*)
{
    hot_.clear();
    if (!known_)
        return;
    QPainter painter(this);
    const ChartStyle style{Tokens::of(palette()), static_cast<double>(QFontInfo(font()).pixelSize()), false};
    const Tokens& tokens = style.tokens;
    const auto px = [&](double design) { return style.scaled(design); };
    double y = 0;
    const double right = width() - 1.0;
    painter.setFont(style.font(TypeSize::Body, QFont::DemiBold));
    painter.setPen(tokens.text);
    drawLine(painter, QRectF(0, y, right, px(20)), Qt::AlignVCenter, tr("Retention of the period"));
    y += px(24);
    for (const MainFigure& figure : mainFigures) {
        const double top = y;
        const double sparkWidth = right > px(260) ? px(112) : 0;
        const double room = right - sparkWidth - (sparkWidth > 0 ? px(10) : 0);
        painter.setFont(style.font(TypeSize::Caption));
        painter.setPen(tokens.text3);
        drawLine(painter, QRectF(0, y, room, px(16)), Qt::AlignVCenter, metricText(figure.metric, true));
        y += px(16);
        painter.setFont(style.font(TypeSize::Figure));
        painter.setPen(tokens.text);
        drawLine(painter, QRectF(0, y, room, px(26)), Qt::AlignVCenter, fromUtf8(percent(retention_.*figure.value)));
        y += px(27);
        if (sparkWidth > 0 && trend_.size() > 1) {
            std::vector<std::optional<double>> values;
            for (const TrendPoint& point : trend_)
                values.push_back(point.*figure.trend);
            const Ratio& last = trend_.back().*figure.trend;
            paintSparkline(painter, QRectF(right - sparkWidth, top + px(2), sparkWidth, px(40)), values,
                figure.reference, tokens.text2, last && *last < figure.reference ? tokens.broken.fill : tokens.accent,
                tokens.text3);
        }
        painter.setFont(style.font(TypeSize::Caption));
        painter.setPen(tokens.text3);
        const MetricSpec* spec = findMetric(figure.metric);
        QString formula = spec ? fromUtf8(spec->formula) : QString();
        if (figure.value == &Retention::crr)
            formula = tr("opening customers still customers: %1 of %2")
                          .arg(retention_.retainedCustomers)
                          .arg(retention_.openingCustomers);
        y += drawWrapped(painter, QRectF(0, y, right, px(34)), Qt::AlignLeft, formula, 2) + px(6);
        hot_.push_back({QRectF(0, top, width(), y - top), metricText(figure.metric, true), details(figure.metric)});
        painter.setPen(QPen(tokens.line, 1));
        painter.drawLine(QPointF(0, y), QPointF(right, y));
        y += px(6);
    }
    for (const Alternate& alternate : alternates) {
        if (y + px(20) > height())
            break;
        const QString value = fromUtf8(percent(retention_.*alternate.value));
        painter.setFont(style.font(TypeSize::Secondary, QFont::DemiBold));
        painter.setPen(tokens.text);
        const double width = textWidth(painter, value) + 1;
        drawLine(painter, QRectF(right - width, y, width, px(20)), Qt::AlignVCenter | Qt::AlignRight, value);
        painter.setFont(style.font(TypeSize::Secondary));
        painter.setPen(tokens.text2);
        drawLine(painter, QRectF(0, y, right - width - px(10), px(20)), Qt::AlignVCenter, tr(alternate.words));
        hot_.push_back({QRectF(0, y, right, px(20)), metricText(alternate.metric, true), details(alternate.metric)});
        y += px(20);
    }
}

bool RetentionFigures::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (const Hot& hot : hot_) {
            if (hot.rect.contains(help->pos())) {
                QToolTip::showText(help->globalPos(), chartTooltip(hot.title, hot.details), this);
                return true;
            }
        }
        QToolTip::hideText();
    }
    return QWidget::event(event);
}

} // namespace holdfast
