// SPDX-License-Identifier: GPL-3.0-or-later
// A streaming JSON writer: compact, deterministic, doubles in shortest round-trip form, money with two decimals.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/date.h"
#include "model/base/maybe.h"
#include "model/base/money.h"

namespace holdfast {

// The caller writes keys in bytewise order; the writer asserts that it did.
class JsonWriter {
public:
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(std::string_view name);

    void null();
    void value(bool flag);
    void value(std::int64_t number);
    void value(int number) { value(std::int64_t{number}); }
    void value(double number); // a not finite one is null
    void value(std::string_view text);
    void value(const std::string& text) { value(std::string_view(text)); }
    void value(const char* text) { value(std::string_view(text)); }
    void value(Money amount);
    void value(Date day);
    template <class T> void value(const std::optional<T>& maybe)
    {
        if (maybe)
            value(*maybe);
        else
            null();
    }
    template <class T> void value(Maybe<T> maybe) { value(std::optional<T>(maybe)); }
    template <class T> void member(std::string_view name, const T& what)
    {
        key(name);
        value(what);
    }

    std::string take() { return std::move(text_); }
    const std::string& text() const { return text_; }

private:
    struct Level {
        bool object = false;
        bool first = true;
        std::string lastKey;
    };
    void separate();

    std::string text_;
    std::vector<Level> levels_;
    bool afterKey_ = false;
};

} // namespace holdfast
