// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report/json_writer.h"

#include <array>
#include <cmath>
#include <stdexcept>

namespace holdfast {

void JsonWriter::separate()
{
    if (afterKey_) {
        afterKey_ = false;
        return;
    }
    if (levels_.empty())
        return;
    if (!levels_.back().first)
        text_ += ',';
    levels_.back().first = false;
}

void JsonWriter::beginObject()
{
    separate();
    text_ += '{';
    levels_.push_back({true, true, {}});
}

void JsonWriter::endObject()
{
    text_ += '}';
    levels_.pop_back();
}

void JsonWriter::beginArray()
{
    separate();
    text_ += '[';
    levels_.push_back({false, true, {}});
}

void JsonWriter::endArray()
{
    text_ += ']';
    levels_.pop_back();
}

void JsonWriter::key(std::string_view name)
{
    Level& level = levels_.back();
    if (!level.first && name <= level.lastKey)
        throw std::logic_error("JSON keys must be written in order: " + std::string(name));
    separate();
    level.lastKey = name;
    text_ += '"';
    text_ += name;
    text_ += "\":";
    afterKey_ = true;
}

void JsonWriter::null()
{
    separate();
    text_ += "null";
}

void JsonWriter::value(bool flag)
{
    separate();
    text_ += flag ? "true" : "false";
}

void JsonWriter::value(std::int64_t number)
{
    separate();
    text_ += std::to_string(number);
}

void JsonWriter::value(double number)
{
    if (!std::isfinite(number)) {
        null();
        return;
    }
    separate();
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number == 0 ? 0.0 : number);
    const std::string_view digits(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
    text_ += digits;
    if (digits.find_first_of(".e") == std::string_view::npos)
        text_ += ".0"; // a double stays one for readers that tell them apart
}

void JsonWriter::value(std::string_view text)
{
    separate();
    text_ += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            text_ += "\\\"";
            break;
        case '\\':
            text_ += "\\\\";
            break;
        case '\n':
            text_ += "\\n";
            break;
        case '\r':
            text_ += "\\r";
            break;
        case '\t':
            text_ += "\\t";
            break;
        case '\b':
            text_ += "\\b";
            break;
        case '\f':
            text_ += "\\f";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20U) {
                static constexpr std::string_view hex = "0123456789abcdef";
                text_ += "\\u00";
                text_ += hex[static_cast<unsigned char>(c) >> 4U];
                text_ += hex[static_cast<unsigned char>(c) & 0xfU];
            } else {
                text_ += c;
            }
        }
    }
    text_ += '"';
}

void JsonWriter::value(Money amount)
{
    separate();
    text_ += amount.toText();
}

void JsonWriter::value(Date day)
{
    value(std::string_view(day.toIso()));
}

} // namespace holdfast
