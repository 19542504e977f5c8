// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion in the colours and shapes of the design: fields and buttons 28 high with radius 6, a focus ring of 2 px in the
// accent, thin scroll bars. Colours come from the palette in force, so light and dark need no style sheet.
#pragma once

#include <QObject>
#include <QProxyStyle>

class QApplication;

namespace holdfast {

enum class ThemeChoice { System, Light, Dark };

class Style : public QProxyStyle {
    Q_OBJECT

public:
    Style();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(
        StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* returned) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const override;
    void drawPrimitive(
        PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawControl(
        ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
        const QWidget* widget) const override;
};

// Property of a QPushButton that makes it the one filled button of its place ("primary"), a plain link ("link"), or as
// round as the chips that it makes ("pill").
constexpr const char* buttonKindProperty = "holdfastKind";

// Property of a QHeaderView: how far its first head stands from the edge, where that is not 8.
constexpr const char* firstInsetProperty = "holdfastFirstInset";

// Installs fonts, style and palette, and follows the system's light and dark from then on.
class Theme : public QObject {
    Q_OBJECT

public:
    // `choice` comes from the user's settings.
    explicit Theme(ThemeChoice choice, QObject* parent = nullptr);

    ThemeChoice choice() const { return choice_; }
    void setChoice(ThemeChoice choice);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();

    ThemeChoice choice_;
    bool applying_ = false;
};

// Makes the application's Theme with the remembered choice; once at start.
void installStyle(QApplication& application);
// The application's theme, or null when there is none (in tests of single widgets).
Theme* applicationTheme();

} // namespace holdfast
