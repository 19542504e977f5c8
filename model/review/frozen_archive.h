// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes that a closed review is kept in: whole numbers in as few bytes as they need, figures to the bit, each text
// once. One description of a struct serves both ways: `each(archive, value)` names its members in order.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/base/date.h"
#include "model/base/ids.h"
#include "model/base/maybe.h"
#include "model/base/money.h"
#include "model/base/names.h"

namespace holdfast {

// What `each` takes: the value itself when reading, the same one unchanged when writing.
template <class Archive, class T> using Of = std::conditional_t<Archive::writing, const T, T>;

// Overloads of `each` for the structs are found where they are declared; this one only makes the name known.
struct NoStruct { };
template <class Archive> void each(Archive&, Of<Archive, NoStruct>&) { }

// Bytes that are written one after the other: asked for their room once per value, not once per byte.
class FrozenBytes {
public:
    void byte(std::uint8_t value)
    {
        room(1);
        data_[size_++] = static_cast<char>(value);
    }
    void whole(std::uint64_t value)
    {
        room(10);
        while (value >= 0x80U) {
            data_[size_++] = static_cast<char>(value | 0x80U);
            value >>= 7U;
        }
        data_[size_++] = static_cast<char>(value);
    }
    void append(std::string_view bytes)
    {
        room(bytes.size());
        std::copy(bytes.begin(), bytes.end(), data_.get() + size_);
        size_ += bytes.size();
    }
    void reserve(std::size_t bytes)
    {
        if (bytes <= capacity_)
            return;
        auto larger = std::make_unique_for_overwrite<char[]>(bytes);
        std::copy(data_.get(), data_.get() + size_, larger.get());
        data_ = std::move(larger);
        capacity_ = bytes;
    }
    std::string_view view() const { return {data_.get(), size_}; }

private:
    void room(std::size_t bytes)
    {
        if (capacity_ - size_ < bytes)
            reserve(std::max(capacity_ * 2, size_ + bytes + 1024));
    }

    std::unique_ptr<char[]> data_;
    std::size_t size_ = 0, capacity_ = 0;
};

class FreezeWriter {
public:
    static constexpr bool writing = true;

    // The names of the portfolio whose Names are written, which must outlive the writer; may be null where none are.
    explicit FreezeWriter(const Names* names)
        : names_(names)
        , interned_(names ? names->size() : 0)
    {
    }

    template <class... T> void operator()(const T&... values) { (put(values), ...); }

    void whole(std::uint64_t value) { body_.whole(value); }
    // Near zero on both sides is short.
    void number(std::int64_t value)
    {
        whole((static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void text(std::string_view words)
    {
        const auto [place, isNew] = placeOfText_.try_emplace(std::string(words), texts_.size());
        if (isNew)
            texts_.push_back(place->first); // a key of this map stays where it is
        whole(place->second);
    }
    // The texts, then the body: what a reader takes.
    std::string finish() const
    {
        std::size_t bytes = 10;
        for (const std::string_view words : texts_)
            bytes += words.size() + 10;
        FrozenBytes head;
        head.reserve(bytes);
        head.whole(texts_.size());
        for (const std::string_view words : texts_) {
            head.whole(words.size());
            head.append(words);
        }
        std::string all;
        all.reserve(head.view().size() + body_.view().size());
        return all.append(head.view()).append(body_.view());
    }

private:
    void put(bool value) { body_.byte(value ? 1 : 0); }
    void put(double value)
    {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        for (unsigned at = 0; at < 64; at += 8)
            body_.byte(static_cast<std::uint8_t>(bits >> at));
    }
    void put(Date value) { number(value.daysSince1970()); }
    void put(Money value) { number(value.cents); }
    void put(Rate value) { number(value.tenBillionths); }
    void put(Name value)
    {
        // The id of a row occurs once: it is not looked up, and no string is made of it that would stay.
        if (value.number >= interned_) {
            whole(texts_.size());
            texts_.push_back(names_->view(value));
            return;
        }
        // The same name again is found by its number, without its text.
        if (value.number >= placeOfName_.size())
            placeOfName_.resize(std::max<std::size_t>(value.number + 1, placeOfName_.size() * 2), 0);
        std::uint32_t& place = placeOfName_[value.number];
        if (place == 0) {
            texts_.push_back(names_->view(value));
            place = static_cast<std::uint32_t>(texts_.size());
        }
        whole(place - 1);
    }
    void put(const std::string& value) { text(value); }
    template <class Tag> void put(Id<Tag> value) { whole(value.index); }
    template <class T> void put(const std::optional<T>& value)
    {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <class T> void put(Maybe<T> value)
    {
        const std::optional<T> given = value;
        put(given);
    }
    template <class T> void put(const std::vector<T>& values)
    {
        whole(values.size());
        for (const auto& value : values)
            put(static_cast<const T&>(value));
    }
    void put(const std::vector<bool>& values)
    {
        whole(values.size());
        for (const bool value : values)
            put(value);
    }
    template <class T, std::size_t size> void put(const std::array<T, size>& values)
    {
        for (const T& value : values)
            put(value);
    }
    template <class T> void put(const T& value)
    {
        if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
            number(static_cast<std::int64_t>(value));
        else
            each(*this, value);
    }

    const Names* names_;
    std::size_t interned_; // numbers of texts that occur again are below; those of the ids of rows lie far beyond
    FrozenBytes body_;
    std::vector<std::string_view> texts_;
    std::unordered_map<std::string, std::size_t> placeOfText_;
    std::vector<std::uint32_t> placeOfName_; // one more than the place, by number; 0: not yet there
};

// Reads what FreezeWriter::finish() gave. What goes beyond the bytes, or names a text that is not there, makes it
// fail; everything read after that is zero, so that the reader may be asked once at the end.
class ThawReader {
public:
    static constexpr bool writing = false;

    // `names` takes the texts of the Names that are read; may be null where none are.
    ThawReader(std::string_view bytes, Names* names)
        : bytes_(bytes)
        , names_(names)
    {
        const std::uint64_t count = whole();
        for (std::uint64_t at = 0; at < count && !failed_; ++at) {
            const std::uint64_t size = whole();
            if (size > left()) {
                failed_ = true;
                return;
            }
            texts_.emplace_back(bytes_.substr(at_, size));
            at_ += size;
        }
        numbers_.resize(texts_.size());
    }

    template <class... T> void operator()(T&... values) { (get(values), ...); }

    bool failed() const { return failed_; }
    void fail() { failed_ = true; }
    bool atEnd() const { return at_ == bytes_.size(); }

    std::uint64_t whole()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (left() == 0)
                break;
            const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if (byte < 0x80U)
                return value;
        }
        failed_ = true;
        return 0;
    }
    std::int64_t number()
    {
        const std::uint64_t value = whole();
        return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
    }
    std::string_view text()
    {
        const std::uint64_t place = whole();
        if (place >= texts_.size()) {
            failed_ = true;
            return {};
        }
        return texts_[place];
    }
    // How many elements follow; each takes a byte at least.
    std::size_t count()
    {
        const std::uint64_t value = whole();
        if (value > left())
            failed_ = true;
        return failed_ ? 0 : value;
    }

private:
    std::size_t left() const { return bytes_.size() - at_; }

    void get(bool& value)
    {
        value = left() > 0 && bytes_[at_] != '\0';
        left() > 0 ? static_cast<void>(++at_) : fail();
    }
    void get(double& value)
    {
        std::uint64_t bits = 0;
        if (left() < 8) {
            failed_ = true;
        } else {
            for (unsigned at = 0; at < 64; at += 8)
                bits |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(bytes_[at_++])) << at;
        }
        value = std::bit_cast<double>(bits);
    }
    void get(Date& value) { value = Date(static_cast<std::int32_t>(number())); }
    void get(Money& value) { value = Money{number()}; }
    void get(Rate& value) { value = Rate{number()}; }
    void get(Name& value)
    {
        const std::uint64_t place = whole();
        if (place >= texts_.size()) {
            failed_ = true;
            return;
        }
        if (!numbers_[place])
            numbers_[place] = names_->intern(texts_[place]);
        value = *numbers_[place];
    }
    void get(std::string& value) { value = text(); }
    template <class Tag> void get(Id<Tag>& value) { value.index = static_cast<std::uint32_t>(whole()); }
    template <class T> void get(std::optional<T>& value)
    {
        bool present = false;
        get(present);
        value.reset();
        if (present)
            get(value.emplace());
    }
    template <class T> void get(Maybe<T>& value)
    {
        std::optional<T> given;
        get(given);
        value = given;
    }
    template <class T> void get(std::vector<T>& values)
    {
        values.resize(count());
        for (T& value : values)
            get(value);
    }
    void get(std::vector<bool>& values)
    {
        values.assign(count(), false);
        for (std::size_t at = 0; at < values.size(); ++at) {
            bool value = false;
            get(value);
            values[at] = value;
        }
    }
    template <class T, std::size_t size> void get(std::array<T, size>& values)
    {
        for (T& value : values)
            get(value);
    }
    template <class T> void get(T& value)
    {
        if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
            value = static_cast<T>(number());
        else
            each(*this, value);
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    bool failed_ = false;
    Names* names_;
    std::vector<std::string_view> texts_; // of `bytes`, which must outlive the reader
    std::vector<std::optional<Name>> numbers_;
};

} // namespace holdfast
