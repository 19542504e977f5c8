// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/result.h"

namespace holdfast {

std::string Error::text() const
{
    std::string text;
    if (!place.file.empty()) {
        text += place.file;
        if (!place.sheet.empty())
            text += "[" + place.sheet + "]";
        if (place.line > 0)
            text += ":" + std::to_string(place.line);
        text += ": ";
    }
    if (!place.column.empty())
        text += "column " + place.column + ": ";
    return text + sentence;
}

} // namespace holdfast
