// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/retention_figures.h"

#include <QCoreApplication>
#include <QPainter>

#include "model/report/format.h"
#include "model/rules/metrics.h"
#include "ui/charts/chart_text.h"
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

QString tr(const char* text)
{
    return QCoreApplication::translate("RetentionFigures", text);
}

// The other readings of the same book; their words say how they differ.
struct Alternate {
    const char* metric;
    const char* words;
    QString (*value)(const Retention&, const std::string& currency);
};
QString percentOf(const Ratio& ratio)
{
    return fromUtf8(percent(ratio));
}
QString moneyOf(const std::optional<Money>& amount, const std::string& currency)
{
    return amount ? fromUtf8(shortMoney(*amount, currency)) : fromUtf8(dash);
}
QString plainOf(const Ratio& value)
{
    return value ? fromUtf8(plainNumber(*value, 1)) : fromUtf8(dash);
}
constexpr Alternate alternates[] = {
    {"strict_nrr", QT_TRANSLATE_NOOP("RetentionFigures", "Strict NRR, returns count as churn"),
        [](const Retention& one, const std::string&) { return percentOf(one.strictNrr); }},
    {"strict_grr", QT_TRANSLATE_NOOP("RetentionFigures", "Strict GRR, returns count as churn"),
        [](const Retention& one, const std::string&) { return percentOf(one.strictGrr); }},
    {"event_nrr", QT_TRANSLATE_NOOP("RetentionFigures", "Event-sum NRR, as billing tools report"),
        [](const Retention& one, const std::string&) { return percentOf(one.eventNrr); }},
    {"renewal_rate", QT_TRANSLATE_NOOP("RetentionFigures", "Renewal rate, of ARR due in the period"),
        [](const Retention& one, const std::string&) { return percentOf(one.renewalRate); }},
    {"logo_churn", QT_TRANSLATE_NOOP("RetentionFigures", "Logo churn, customers lost"),
        [](const Retention& one, const std::string&) { return percentOf(one.logoChurn); }},
    {"annualised_logo_churn", QT_TRANSLATE_NOOP("RetentionFigures", "Logo churn a year"),
        [](const Retention& one, const std::string&) { return percentOf(one.annualisedLogoChurn); }},
    {"revenue_churn", QT_TRANSLATE_NOOP("RetentionFigures", "Revenue churn, ARR lost"),
        [](const Retention& one, const std::string&) { return percentOf(one.revenueChurn); }},
    {"gross_revenue_churn", QT_TRANSLATE_NOOP("RetentionFigures", "Gross revenue churn, with contraction"),
        [](const Retention& one, const std::string&) { return percentOf(one.grossRevenueChurn); }},
    {"arpa", QT_TRANSLATE_NOOP("RetentionFigures", "ARPA, ARR per customer"),
        [](const Retention& one, const std::string& currency) { return moneyOf(one.arpa, currency); }},
    {"lifespan_years", QT_TRANSLATE_NOOP("RetentionFigures", "Lifespan in years"),
        [](const Retention& one, const std::string&) {
            return one.lifespanYears ? plainOf(one.lifespanYears) : tr("no churn in the period");
        }},
    {"clv", QT_TRANSLATE_NOOP("RetentionFigures", "Customer lifetime value"),
        [](const Retention& one, const std::string& currency) { return moneyOf(one.clv, currency); }},
    {"clv_cac", QT_TRANSLATE_NOOP("RetentionFigures", "CLV per acquisition cost"),
        [](const Retention& one, const std::string&) { return plainOf(one.clvCac); }},
    {"repeat_customer_rate", QT_TRANSLATE_NOOP("RetentionFigures", "Repeat customers, of those invoiced"),
        [](const Retention& one, const std::string&) { return percentOf(one.repeatCustomerRate); }},
    {"purchase_clv", QT_TRANSLATE_NOOP("RetentionFigures", "Lifetime value by purchases"),
        [](const Retention& one, const std::string& currency) { return moneyOf(one.purchaseClv, currency); }},
};

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
        text += QLatin1Char('\n') + tr("Benchmark: %1").arg(fromUtf8(spec->benchmark));
    return text;
}

} // namespace

QString RetentionFigures::name() const
{
    return tr("Retention of the period");
}

QString RetentionFigures::description() const
{
    return tr("NRR %1, GRR %2, CRR %3")
        .arg(percentOf(retention.nrr), percentOf(retention.grr), percentOf(retention.crr));
}

double RetentionFigures::heightFor(double width, const ChartStyle& style) const
{
    QImage nowhere(1, 1, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&nowhere);
    return layOut(painter, QRectF(0, 0, width, 1), style, nullptr);
}

void RetentionFigures::paint(
    QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    painter.save();
    layOut(painter, rect, style, regions);
    painter.restore();
}

// Draws from the top of `rect`; the height that was needed.
double RetentionFigures::layOut(
    QPainter& painter, const QRectF& rect, const ChartStyle& style, ChartRegions* regions) const
{
    const Tokens& tokens = style.tokens;
    const auto px = [&](double design) { return style.scaled(design); };
    const double left = rect.left(), width = rect.width(), right = rect.right();
    double y = rect.top();
    painter.setFont(style.font(TypeSize::Body, QFont::DemiBold));
    painter.setPen(tokens.text);
    drawLine(painter, QRectF(left, y, width, px(20)), Qt::AlignVCenter, name());
    y += px(24);
    const auto hot = [&](const char* metric, double top, double bottom, const QString& value) {
        if (regions)
            regions->push_back({QRectF(left, top, width, bottom - top),
                metricText(metric, true) + QStringLiteral(": ") + value, details(metric), {}});
    };
    for (const MainFigure& figure : mainFigures) {
        const double top = y;
        const double sparkWidth = width > px(260) ? px(112) : 0;
        const double room = width - sparkWidth - (sparkWidth > 0 ? px(10) : 0);
        painter.setFont(style.font(TypeSize::Caption));
        painter.setPen(tokens.text3);
        drawLine(painter, QRectF(left, y, room, px(16)), Qt::AlignVCenter, metricText(figure.metric, true));
        y += px(16);
        const QString value = percentOf(retention.*figure.value);
        painter.setFont(style.font(TypeSize::Figure));
        painter.setPen(tokens.text);
        drawLine(painter, QRectF(left, y, room, px(26)), Qt::AlignVCenter, value);
        y += px(27);
        if (sparkWidth > 0 && trend.size() > 1) {
            std::vector<std::optional<double>> values;
            for (const TrendPoint& point : trend)
                values.push_back(point.*figure.trend);
            const Ratio& last = trend.back().*figure.trend;
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
                          .arg(retention.retainedCustomers)
                          .arg(retention.openingCustomers);
        y += drawWrapped(painter, QRectF(left, y, width, px(34)), Qt::AlignLeft, formula, 2);
        if (spec && !spec->benchmark.empty())
            y += drawWrapped(painter, QRectF(left, y, width, px(34)), Qt::AlignLeft, fromUtf8(spec->benchmark), 2);
        y += px(5);
        hot(figure.metric, top, y, value);
        painter.setPen(QPen(tokens.line, px(1)));
        painter.drawLine(QPointF(left, y), QPointF(right, y));
        y += px(6);
    }
    for (const Alternate& alternate : alternates) {
        const QString value = alternate.value(retention, currency);
        painter.setFont(style.font(TypeSize::Secondary, QFont::DemiBold));
        painter.setPen(tokens.text);
        const double valueWidth = textWidth(painter, value) + 1;
        drawLine(painter, QRectF(right - valueWidth, y, valueWidth, px(20)), Qt::AlignVCenter | Qt::AlignRight, value);
        painter.setFont(style.font(TypeSize::Secondary));
        painter.setPen(tokens.text2);
        drawLine(painter, QRectF(left, y, width - valueWidth - px(10), px(20)), Qt::AlignVCenter, tr(alternate.words));
        hot(alternate.metric, y, y + px(20), value);
        y += px(20);
    }
    return y - rect.top();
}

} // namespace holdfast
