// SPDX-License-Identifier: GPL-3.0-or-later
// The line icons of resources/icons, drawn in whatever colour the text has.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace holdfast {

// `name` is the file's name without ".svg". Cached; an unknown name gives an empty pixmap and a warning.
QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& colour);
// For buttons and menus: text colour, text 3 when disabled.
QIcon icon(const QString& name, const QColor& colour);
// The program's own sign, in its own colours.
QIcon programIcon();

} // namespace holdfast
