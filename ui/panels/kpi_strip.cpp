// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/kpi_strip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "model/report/format.h"
#include "model/review/risk_trend.h"
#include "model/rules/metrics.h"
#include "ui/tables/evidence_words.h"
#include "ui/tables/words.h"
#include "ui/widgets/table_delegate.h"

namespace holdfast {
namespace {

QString definitionOf(std::string_view metric, const QString& fallback)
{
    const MetricSpec* spec = findMetric(metric);
    return spec ? toText(spec->longTitle) + u'\n' + toText(spec->definition) + u'\n' + toText(spec->formula) : fallback;
}

QString pointsSince(const Ratio& now, const Ratio& before)
{
    return now && before ? toText(points(100 * (*now - *before))) : QString();
}

QString moneySince(Money now, Money before, const std::string& currency)
{
    if (now == before)
        return KpiStrip::tr("unchanged");
    const QString text = toText(shortMoney(now - before, currency));
    return now < before ? text : u'+' + text;
}

QString joined(const QString& change, const QString& words)
{
    return change.isEmpty() ? words : words.isEmpty() ? change : change + QStringLiteral("; ") + words;
}

} // namespace

KpiStrip::KpiStrip(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Figures"));
    // While the as-of date is dragged nothing is worth beginning.
    riskDelay_.setSingleShot(true);
    riskDelay_.setInterval(250);
    connect(&riskDelay_, &QTimer::timeout, this, &KpiStrip::computeRisk);
}

QSize KpiStrip::sizeHint() const
{
    return QSize(500, qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 76.0 / 16.0));
}

void KpiStrip::showReview(const ReviewPtr& review)
{
    const AnalysisPtr analysis = review ? review->analysis : nullptr;
    const std::vector<Figure> old = std::move(figures_);
    figures_.clear();
    if (analysis) {
        const Retention& total = analysis->retention.total;
        const std::string& currency = analysis->portfolio->baseCurrency;
        const auto& before = review->previous;
        const Money arr = total.bridge.closing;
        const Money risk = analysis->exceptions.arrAtRisk;
        const QString since = before ? tr(" since %1").arg(shortDate(before->asOf, analysis->asOf())) : QString();
        figures_.push_back({tr("ARR"), toText(shortMoney(arr, currency)),
            before ? moneySince(arr, before->arr, currency) + since : tr("first review of this cadence"),
            definitionOf("closing_arr", tr("Annual recurring revenue on the as-of date")) + u'\n' +
                toText(exactMoney(arr, currency)),
            {}, qQNaN(), false});
        figures_.push_back({tr("Net revenue retention"), toText(percent(total.nrr)),
            joined(before ? pointsSince(total.nrr, before->nrr) : QString(), tr("105–115 % is healthy")),
            definitionOf("nrr", tr("Net revenue retention")), {}, 1.0, total.nrr && *total.nrr < 1.0});
        figures_.push_back({tr("Gross revenue retention"), toText(percent(total.grr)),
            joined(before ? pointsSince(total.grr, before->grr) : QString(), tr("target 90 %")),
            definitionOf("grr", tr("Gross revenue retention")), {}, 0.9, total.grr && *total.grr < 0.9});
        figures_.push_back({tr("Customer retention"), toText(percent(total.crr)),
            joined(before ? pointsSince(total.crr, before->crr) : QString(), tr("B2B is above 90 %")),
            definitionOf("crr", tr("Customer retention rate")), {}, 0.9, total.crr && *total.crr < 0.9});
        const Ratio share = ratio(risk, arr);
        figures_.push_back({tr("ARR at risk"), toText(shortMoney(risk, currency)),
            joined(before ? moneySince(risk, before->arrAtRisk, currency) : QString(),
                tr("%1 accounts, %2 of ARR").arg(analysis->exceptions.accountsAtRisk).arg(toText(percent(share)))),
            tr("ARR of the accounts with a risk exception of severity high or critical, each counted once") + u'\n' +
                toText(exactMoney(risk, currency)),
            {}, qQNaN(), true});
        if (analysis == shown_ && old.size() == figures_.size()) {
            for (std::size_t at = 0; at < old.size(); ++at)
                figures_[at].trend = old[at].trend;
        } else {
            shown_ = analysis;
            computeTrend(review);
        }
    } else {
        shown_.reset();
        job_.cancel();
        riskJob_.cancel();
        riskDelay_.stop();
    }
    QStringList words;
    for (const Figure& figure : figures_)
        words.append(figure.label + u' ' + figure.value + QStringLiteral(", ") + figure.note);
    setAccessibleDescription(words.join(QStringLiteral(". ")));
    update();
}

// The trend looks at thirteen days of the past, so it is computed beside the window and drawn when it is there.
void KpiStrip::computeTrend(const ReviewPtr& review)
{
    const AnalysisPtr analysis = review->analysis;
    job_.run<std::vector<TrendPoint>>([analysis](const CancelToken&) { return trend(*analysis->context, 12); },
        [this](const std::vector<TrendPoint>& months) {
            if (figures_.size() < 4)
                return;
            for (const TrendPoint& point : months) {
                figures_[0].trend.append(point.arr.inUnits());
                figures_[1].trend.append(point.nrr.value_or(qQNaN()));
                figures_[2].trend.append(point.grr.value_or(qQNaN()));
                figures_[3].trend.append(point.crr.value_or(qQNaN()));
            }
            update();
        });
    riskJob_.cancel();
    known_ = review->riskMemo;
    if (review->riskTrend.empty())
        riskDelay_.start();
    else
        useRisk(review->riskTrend); // a closed review keeps its own
}

void KpiStrip::computeRisk()
{
    if (!shown_)
        return;
    const AnalysisPtr analysis = shown_;
    riskJob_.run<std::vector<RiskPoint>>(
        [analysis, known = known_](const CancelToken& cancel) { return riskTrend(*analysis, known.get(), cancel); },
        [this, analysis](const std::vector<RiskPoint>& points) {
            if (analysis != shown_)
                return;
            useRisk(points);
        });
}

void KpiStrip::useRisk(const std::vector<RiskPoint>& points)
{
    if (figures_.size() < 5)
        return;
    figures_[4].trend.clear();
    for (const RiskPoint& point : points)
        figures_[4].trend.append(point.arr.inUnits());
    update();
}

void KpiStrip::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    painter.setPen(tokens.line);
    painter.drawLine(0, 0, width(), 0);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    if (figures_.empty())
        return;
    const int count = static_cast<int>(figures_.size());
    for (int at = 0; at < count; ++at) {
        const Figure& figure = figures_[static_cast<std::size_t>(at)];
        const QRect cell(width() * at / count, 0, width() * (at + 1) / count - width() * at / count, height());
        if (at > 0) {
            painter.setPen(tokens.line);
            painter.drawLine(cell.left(), 1, cell.left(), height() - 2);
        }
        const QRect box = cell.adjusted(16, 8, -12, -7);
        const bool roomForTrend = window()->width() > 1280 && !figure.trend.isEmpty();
        const int textRoom = roomForTrend ? box.width() - 72 : box.width();
        painter.setFont(typeFont(TypeSize::CaptionMedium));
        painter.setPen(tokens.text3);
        const int caption = painter.fontMetrics().height() + 2;
        painter.drawText(QRect(box.left(), box.top(), textRoom, caption),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(figure.label, Qt::ElideRight, textRoom));
        painter.setFont(typeFont(TypeSize::Figure));
        painter.setPen(tokens.text);
        painter.drawText(QRect(box.left(), box.top() + caption, textRoom, box.height() - 2 * caption),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(figure.value, Qt::ElideRight, textRoom));
        painter.setFont(typeFont(TypeSize::Caption));
        painter.setPen(tokens.text2);
        painter.drawText(QRect(box.left(), box.bottom() - caption + 1, box.width(), caption),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(figure.note, Qt::ElideRight, box.width()));
        if (roomForTrend)
            paintSparkline(painter, QRectF(box.right() - 64, box.top() + 10, 64, 30), figure.trend, tokens,
                figure.reference, figure.bad ? tokens.broken.fill : tokens.accent);
    }
}

bool KpiStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && !figures_.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto at =
            static_cast<std::size_t>(qBound(0, help->pos().x() * static_cast<int>(figures_.size()) / qMax(1, width()),
                static_cast<int>(figures_.size()) - 1));
        QToolTip::showText(help->globalPos(), plainTooltip(figures_[at].definition + u'\n' + figures_[at].note), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace holdfast
