// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/trigger_line.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "model/report/format.h"
#include "ui/tables/words.h"
#include "ui/theme/marks.h"

namespace holdfast {
namespace {

QString shortName(TriggerId id)
{
    switch (id) {
    case TriggerId::NrrBelow100:
        return TriggerLine::tr("NRR");
    case TriggerId::GrrBelow90:
        return TriggerLine::tr("GRR");
    case TriggerId::OnboardingOver60:
        return TriggerLine::tr("onboarding");
    case TriggerId::CoreAdoptionBelow40:
        return TriggerLine::tr("core adoption");
    case TriggerId::LateDiscoveryOver20:
        return TriggerLine::tr("late discovery");
    }
    return {};
}

} // namespace

TriggerLine::TriggerLine(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Triggers"));
}

QSize TriggerLine::sizeHint() const
{
    return QSize(300, lineHeight());
}

int TriggerLine::lineHeight() const
{
    return qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 36.0 / 16.0);
}

void TriggerLine::showReview(const ReviewPtr& review)
{
    parts_.clear();
    lead_.clear();
    count_.clear();
    if (review) {
        const TriggersResult& result = review->result().triggers;
        investment_ = result.needsActiveInvestment;
        int fired = 0, known = 0;
        // Those that fire first, those that hold greyed after them.
        for (const bool wanted : {true, false}) {
            for (const Trigger& trigger : result.triggers) {
                if (trigger.fired != wanted)
                    continue;
                const TriggerSpec& spec = triggerSpecs()[static_cast<std::size_t>(trigger.id)];
                Part part;
                part.fired = trigger.fired;
                part.definition = toText(spec.title) + u'\n' + toText(spec.definition);
                part.before = shortName(trigger.id) + u' ';
                const bool days = spec.unit == "days";
                const auto figure = [&](double value) {
                    return days ? toText(plainNumber(value, 0)) : toText(percent(value));
                };
                const QString limit = days ? figure(trigger.threshold) : toText(percent(trigger.threshold, 0));
                if (trigger.value) {
                    ++known;
                    part.value = days ? tr("%1 days").arg(figure(*trigger.value)) : figure(*trigger.value);
                    const QString holds = spec.firesBelow ? QStringLiteral("≥") : QStringLiteral("≤");
                    part.longAfter = trigger.fired
                        ? u' ' + (spec.firesBelow ? QStringLiteral("<") : QStringLiteral(">")) + u' ' + limit
                        : u' ' + holds + u' ' + limit + tr(", holds");
                    part.shortAfter = trigger.fired ? part.longAfter : tr(", holds");
                } else {
                    part.value = QStringLiteral("–");
                    part.longAfter = part.shortAfter = tr(", no data");
                }
                fired += trigger.fired ? 1 : 0;
                parts_.push_back(part);
            }
        }
        lead_ = investment_ ? tr("Retention needs active investment.")
            : fired         ? tr("One trigger fires.")
                            : tr("No trigger fires.");
        count_ = investment_ ? tr("%1 of %2 triggers fire:").arg(fired).arg(known) : QString();
    }
    setAccessibleDescription(sentence());
    place();
    update();
}

QString TriggerLine::sentence() const
{
    QStringList all{lead_, count_};
    for (const Part& part : parts_)
        all.append(part.before + part.value + part.longAfter);
    return all.join(u' ');
}

namespace {

QFont strongFont()
{
    QFont font = typeFont(TypeSize::Secondary);
    font.setWeight(QFont::DemiBold);
    return font;
}

constexpr int leftEdge = 16, afterMark = 22, gap = 16, rightEdge = 12;

} // namespace

// Nothing is cut: where the line is too long the limits of those that hold go first, then it takes a second line.
void TriggerLine::place()
{
    const QFontMetrics plain(typeFont(TypeSize::Secondary)), strong(strongFont());
    const auto widthOf = [&](const Part& part) {
        return plain.horizontalAdvance(part.before) + (part.fired ? strong : plain).horizontalAdvance(part.value) +
            plain.horizontalAdvance(part.after);
    };
    const int start = leftEdge + afterMark + strong.horizontalAdvance(lead_) +
        (count_.isEmpty() ? 0 : 5 + plain.horizontalAdvance(count_));
    const int end = width() - rightEdge;
    const auto total = [&] {
        int x = start;
        for (const Part& part : parts_)
            x += gap + widthOf(part);
        return x;
    };
    for (Part& part : parts_)
        part.after = part.longAfter;
    if (total() > end) {
        for (Part& part : parts_)
            part.after = part.shortAfter;
    }
    // What stands on a second line says all it has to say again.
    lines_ = total() > end ? 2 : 1;
    const int text = plain.height(), step = qRound(text * 20.0 / 15.0);
    const int height = lineHeight() + (lines_ - 1) * step;
    int x = start, y = (lineHeight() - 1 - text) / 2;
    first_ = QRect(leftEdge + afterMark, y, end - leftEdge - afterMark, text);
    bool wrapped = false;
    for (Part& part : parts_) {
        if (lines_ == 2)
            part.after = part.longAfter;
        const int length = widthOf(part);
        if (lines_ == 2 && !wrapped && x + gap + length > end) {
            wrapped = true;
            y += step;
            x = leftEdge + afterMark - gap;
        }
        part.box = QRect(x + gap, y, length, text);
        x += gap + length;
    }
    if (height != minimumHeight() || height != maximumHeight())
        setFixedHeight(height);
}

bool TriggerLine::fits() const
{
    return std::all_of(parts_.begin(), parts_.end(),
        [this](const Part& part) { return rect().contains(part.box.adjusted(0, 0, 4, 0)); });
}

void TriggerLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width())
        place();
}

void TriggerLine::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
    if (parts_.empty())
        return;
    painter.drawPixmap(leftEdge, first_.center().y() - 7,
        markPixmap(investment_         ? Mark::Broken
                : parts_.front().fired ? Mark::AtRisk
                                       : Mark::Healthy,
            14, devicePixelRatioF(), tokens));
    const auto draw = [&](QRect& room, const QString& words, const QFont& font, const QColor& colour) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(words));
    };
    const QFont plain = typeFont(TypeSize::Secondary), strong = strongFont();
    QRect lead = first_;
    draw(lead, lead_, strong, tokens.text);
    if (!count_.isEmpty()) {
        lead.setLeft(lead.left() + 5);
        draw(lead, count_, plain, tokens.text2);
    }
    for (const Part& part : parts_) {
        const QColor ink = part.fired ? tokens.text2 : tokens.text3;
        QRect room = part.box.adjusted(0, 0, 2, 0);
        draw(room, part.before, plain, ink);
        draw(room, part.value, part.fired ? strong : plain, part.fired ? tokens.text : ink);
        draw(room, part.after, plain, ink);
    }
}

bool TriggerLine::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (const Part& part : parts_) {
            if (part.box.adjusted(0, -4, 0, 4).contains(help->pos())) {
                QToolTip::showText(help->globalPos(), plainTooltip(part.definition), this);
                return true;
            }
        }
        QToolTip::showText(help->globalPos(), plainTooltip(sentence()), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace holdfast
