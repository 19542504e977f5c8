// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/places.h"

namespace holdfast {

QString sourceDir()
{
    return QStringLiteral(HOLDFAST_SOURCE_DIR);
}

QString programFile()
{
    return QStringLiteral(HOLDFAST_PROGRAM);
}

} // namespace holdfast
