// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/first_run_card.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

FirstRunCard::FirstRunCard(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Start"));
    auto* outer = new QVBoxLayout(this);
    outer->addStretch();
    card_ = new QWidget(this);
    card_->setFixedWidth(440);
    auto* column = new QVBoxLayout(card_);
    column->setContentsMargins(32, 32, 32, 28);
    column->setSpacing(8);
    auto* sign = new QLabel(card_);
    sign->setFixedSize(40, 40);
    sign->setPixmap(programIcon().pixmap(40, 40));
    sign->setAccessibleName(tr("Holdfast"));
    column->addWidget(sign, 0, Qt::AlignHCenter);
    auto* title = new PlainLabel(tr("Drop this week's exports here"), TypeSize::PageTitle, Ink::Text, card_);
    title->setAlignment(Qt::AlignCenter);
    column->addWidget(title);
    auto* words = new PlainLabel(tr("CSV, TSV, XLSX or ZIP from your CRM, billing, product analytics, helpdesk and "
                                    "surveys. Accounts first, or in any order."),
        TypeSize::Secondary, Ink::Text2, card_);
    words->setWrapping(true);
    words->setAlignment(Qt::AlignHCenter);
    words->setMinimumHeight(words->heightForWidth(card_->width() - 64));
    column->addWidget(words);
    column->addSpacing(12);
    const auto button = [&](const QString& text, const char* kind, void (FirstRunCard::*signal)()) {
        auto* one = new QPushButton(text, card_);
        one->setAccessibleName(text);
        one->setProperty(buttonKindProperty, QString::fromLatin1(kind));
        connect(one, &QPushButton::clicked, this, signal);
        column->addWidget(one);
        if (!focusProxy())
            setFocusProxy(one);
    };
    button(tr("Choose files…"), "primary", &FirstRunCard::importAsked);
    button(tr("Open the sample portfolio"), "", &FirstRunCard::sampleAsked);
    button(tr("Open a store…"), "", &FirstRunCard::openAsked);
    column->addSpacing(12);
    auto* promise =
        new PlainLabel(tr("Works offline. Nothing leaves this computer."), TypeSize::Caption, Ink::Text3, card_);
    promise->setAlignment(Qt::AlignCenter);
    column->addWidget(promise);
    outer->addWidget(card_, 0, Qt::AlignHCenter);
    outer->addStretch();
}

void FirstRunCard::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(tokens.base);
    QPen dashed(tokens.line2, 1.5);
    dashed.setDashPattern({4, 3});
    painter.setPen(dashed);
    painter.drawRoundedRect(QRectF(card_->geometry()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

} // namespace holdfast
