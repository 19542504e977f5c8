// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/bars.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/marks.h"
#include "ui/theme/style.h"

namespace holdfast {

ProgressStrip::ProgressStrip(QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(2);
    setAccessibleName(tr("Loading"));
    delay_.setSingleShot(true);
    delay_.setInterval(150);
    tick_.setInterval(40);
    connect(&delay_, &QTimer::timeout, this, [this] {
        running_ = true;
        tick_.start();
        update();
    });
    connect(&tick_, &QTimer::timeout, this, [this] {
        phase_ += 0.02;
        if (phase_ > 1)
            phase_ = 0;
        update();
    });
}

void ProgressStrip::setBusy(bool busy)
{
    if (busy) {
        if (!running_ && !delay_.isActive())
            delay_.start();
        return;
    }
    delay_.stop();
    tick_.stop();
    running_ = false;
    share_ = -1;
    update();
}

void ProgressStrip::setShare(double share)
{
    share_ = share;
    update();
}

void ProgressStrip::paintEvent(QPaintEvent*)
{
    if (!running_)
        return;
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.line);
    if (share_ >= 0) {
        painter.fillRect(QRectF(0, 0, width() * qMin(1.0, share_), height()), tokens.accent);
        return;
    }
    const double length = width() * 0.25;
    painter.fillRect(QRectF(phase_ * (width() + length) - length, 0, length, height()), tokens.accent);
}

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(40, 6, 8, 6);
    row->setSpacing(8);
    label_ = new PlainLabel(this);
    label_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(label_, 1);
    action_ = new QPushButton(this);
    action_->setAccessibleName(tr("Action of the message"));
    row->addWidget(action_);
    close_ = new QToolButton(this);
    close_->setToolTip(tr("Dismiss (Esc)"));
    close_->setAccessibleName(tr("Dismiss the message"));
    row->addWidget(close_);
    connect(close_, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(action_, &QPushButton::clicked, this, [this] {
        const auto act = act_;
        dismiss();
        if (act)
            act();
    });
    setAccessibleName(tr("Message"));
    hide();
}

void MessageBar::showMessage(Kind kind, const QString& sentence, const QString& action, std::function<void()> act)
{
    kind_ = kind;
    close_->setIcon(icon(QStringLiteral("close"), Tokens::of(palette()).text2));
    label_->setText(sentence);
    setAccessibleDescription(sentence);
    act_ = std::move(act);
    action_->setText(action);
    action_->setVisible(!action.isEmpty());
    show();
    update();
}

void MessageBar::dismiss()
{
    hide();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), kind_ == Kind::Failure ? tokens.broken.tint : tokens.inProgress.tint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
    paintMark(painter, QRectF(16, height() / 2.0 - 7, 14, 14), kind_ == Kind::Failure ? Mark::Broken : Mark::InProgress,
        tokens);
}

EmptyState::EmptyState(const QString& title, const QString& sentence, QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(32, 32, 32, 32);
    column->setSpacing(4);
    column->addStretch();
    title_ = new PlainLabel(title, TypeSize::BodyStrong, Ink::Text, this);
    title_->setAlignment(Qt::AlignCenter);
    column->addWidget(title_);
    sentence_ = new PlainLabel(sentence, TypeSize::Secondary, Ink::Text2, this);
    sentence_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    sentence_->setWrapping(true);
    column->addWidget(sentence_);
    column->addStretch();
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

void EmptyState::setTexts(const QString& title, const QString& sentence)
{
    title_->setText(title);
    sentence_->setText(sentence);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

} // namespace holdfast
