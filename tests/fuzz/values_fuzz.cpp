// SPDX-License-Identifier: GPL-3.0-or-later
// Any text is a value or none: no crash, no overflow, and a date read is a day of the calendar.
#include <cstdlib>
#include <string_view>

#include "model/import/dates.h"
#include "model/import/values.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace holdfast;
    const std::string_view text = trimmed({reinterpret_cast<const char*>(data), size});
    const DateText date = readDate(text);
    if (date.form == DateForm::Sure && Date::fromIso(date.date.toIso()) != date.date)
        std::abort();
    for (const DateOrder order : {DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd})
        inOrder(date, order);
    for (const DecimalMark mark : {DecimalMark::Point, DecimalMark::Comma}) {
        readInteger(text, mark);
        readNumber(text, mark);
        readMoney(text, 12, true, mark);
        readRate(text, mark);
    }
    readBool(text);
    markEvidence(text);
    isDestroyedId(text);
    folded(text);
    return 0;
}
