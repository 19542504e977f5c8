// SPDX-License-Identifier: GPL-3.0-or-later
// Fonts, style and palette of the application, and how they follow the system's light and dark.
#include <QApplication>
#include <QEvent>
#include <QSettings>
#include <QToolTip>

#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

namespace holdfast {

Theme::Theme(ThemeChoice choice, QObject* parent)
    : QObject(parent)
    , choice_(choice)
{
    loadFonts();
    QApplication::setStyle(new Style);
    const double points = QApplication::font().pointSizeF();
    QFont body(QStringLiteral("Inter Tabular"));
    // 13 px at 100 %; a user whose system font is larger gets a larger one.
    if (points > 0 && points > 10.5)
        body.setPointSizeF(points);
    else
        body.setPixelSize(13);
    QApplication::setFont(body);
    apply();
    qApp->installEventFilter(this);
}

void Theme::setChoice(ThemeChoice choice)
{
    choice_ = choice;
    QSettings().setValue(QStringLiteral("theme"), static_cast<int>(choice));
    apply();
    Q_EMIT changed();
}

void Theme::apply()
{
    applying_ = true;
    if (choice_ == ThemeChoice::System) {
        QApplication::setPalette(QPalette()); // what the system asks for
        const Tokens tokens = Tokens::of(QApplication::palette());
        QApplication::setPalette(tokens.palette());
    } else {
        const Tokens& tokens = choice_ == ThemeChoice::Dark ? Tokens::darkTheme() : Tokens::light();
        QApplication::setPalette(tokens.palette());
    }
    QPalette tip = QApplication::palette();
    QToolTip::setPalette(tip);
    QToolTip::setFont(typeFont(TypeSize::Secondary));
    applying_ = false;
}

void installStyle(QApplication& application)
{
    const int remembered = QSettings().value(QStringLiteral("theme"), 0).toInt();
    const bool known = remembered >= 0 && remembered <= static_cast<int>(ThemeChoice::Dark);
    new Theme(known ? static_cast<ThemeChoice>(remembered) : ThemeChoice::System, &application);
}

Theme* applicationTheme()
{
    return qApp ? qApp->findChild<Theme*>() : nullptr;
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    // The system's own change arrives at the application, not at a widget.
    if (watched == qApp && event->type() == QEvent::ThemeChange && !applying_ && choice_ == ThemeChoice::System) {
        apply();
        Q_EMIT changed();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace holdfast
