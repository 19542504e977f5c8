// SPDX-License-Identifier: GPL-3.0-or-later
// A label that shows its characters as they are (never as HTML), in one of the design's type sizes and one of its
// colours, and ends in "…" with the whole in the tooltip where there is no room.
#pragma once

#include <QLabel>

#include "ui/theme/tokens.h"

namespace holdfast {

enum class Ink { Text, Text2, Text3, Accent, Broken, AtRisk, Healthy };
QColor inkColour(Ink ink, const Tokens& tokens);

class PlainLabel : public QLabel {
    Q_OBJECT

public:
    explicit PlainLabel(QWidget* parent = nullptr);
    explicit PlainLabel(
        const QString& text, TypeSize size = TypeSize::Body, Ink ink = Ink::Text, QWidget* parent = nullptr);

    void setType(TypeSize size);
    void setInk(Ink ink);
    // Wraps instead of eliding.
    void setWrapping(bool wraps);
    // A tooltip beside the whole text: the definition of the figure.
    void setDefinition(const QString& definition);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    TypeSize size_ = TypeSize::Body;
    Ink ink_ = Ink::Text;
    QString definition_;
};

} // namespace holdfast
