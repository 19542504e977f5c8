// SPDX-License-Identifier: GPL-3.0-or-later
// Text that ends in "…" where it is wider than its place. Most texts of a table are far narrower: that is told from the
// widths of their letters, without laying the text out.
#pragma once

#include <QFont>
#include <QString>

namespace holdfast {

// For widgets, in the resolution of the screen.
QString fittedText(const QFont& font, const QString& text, int width);

} // namespace holdfast
