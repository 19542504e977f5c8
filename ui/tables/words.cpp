// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/words.h"

namespace holdfast {

QString plainTooltip(const QString& text)
{
    if (!text.contains(u'<'))
        return text;
    QString escaped = text.toHtmlEscaped();
    escaped.replace(u'\n', QStringLiteral("<br>"));
    return QStringLiteral("<qt>") + escaped + QStringLiteral("</qt>");
}

QString plainMenuText(const QString& text)
{
    QString escaped = text;
    return escaped.replace(u'&', QStringLiteral("&&"));
}

} // namespace holdfast
