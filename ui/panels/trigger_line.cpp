// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/trigger_line.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>

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
    return QSize(300, qRound(QFontMetrics(typeFont(TypeSize::Body)).height() * 36.0 / 16.0));
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
                    part.after = trigger.fired
                        ? u' ' + (spec.firesBelow ? QStringLiteral("<") : QStringLiteral(">")) + u' ' + limit
                        : u' ' + holds + u' ' + limit + tr(", holds");
                } else {
                    part.value = QStringLiteral("–");
                    part.after = tr(", no data");
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
    update();
}

QString TriggerLine::sentence() const
{
    QStringList all{lead_, count_};
    for (const Part& part : parts_)
        all.append(part.before + part.value + part.after);
    return all.join(u' ');
}

void TriggerLine::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
    boxes_.clear();
    if (parts_.empty())
        return;
    int x = 16;
    painter.drawPixmap(x, height() / 2 - 7,
        markPixmap(investment_         ? Mark::Broken
                : parts_.front().fired ? Mark::AtRisk
                                       : Mark::Healthy,
            14, devicePixelRatioF(), tokens));
    x += 22;
    QFont strong = typeFont(TypeSize::Secondary);
    strong.setWeight(QFont::DemiBold);
    const auto draw = [&](const QString& text, const QFont& font, const QColor& colour) {
        painter.setFont(font);
        painter.setPen(colour);
        const int room = width() - 8 - x;
        if (room <= 0)
            return;
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, room);
        painter.drawText(QRect(x, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        x += painter.fontMetrics().horizontalAdvance(shown);
    };
    draw(lead_, strong, tokens.text);
    if (!count_.isEmpty()) {
        x += 5;
        draw(count_, typeFont(TypeSize::Secondary), tokens.text2);
    }
    for (const Part& part : parts_) {
        x += 16;
        const int start = x;
        const QColor ink = part.fired ? tokens.text2 : tokens.text3;
        draw(part.before, typeFont(TypeSize::Secondary), ink);
        draw(part.value, part.fired ? strong : typeFont(TypeSize::Secondary), part.fired ? tokens.text : ink);
        draw(part.after, typeFont(TypeSize::Secondary), ink);
        boxes_.push_back(QRect(start, 0, x - start, height()));
    }
}

bool TriggerLine::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (std::size_t at = 0; at < boxes_.size() && at < parts_.size(); ++at) {
            if (boxes_[at].contains(help->pos())) {
                QToolTip::showText(help->globalPos(), plainTooltip(parts_[at].definition), this);
                return true;
            }
        }
        QToolTip::showText(help->globalPos(), plainTooltip(sentence()), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace holdfast
