// SPDX-License-Identifier: GPL-3.0-or-later
// What a function answers that can fail, and where the failure was.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace holdfast {

enum class ErrorCode {
    Failed, // anything without a code of its own
    Usage, // the caller asked for something that does not exist
    NotFound, // a file, dataset or account that is not there
    Unreadable, // cannot be opened or read
    Unwritable, // cannot be created or written
    BadInput, // the user's file says something that cannot be taken
    Damaged, // a store or file that is broken
    Foreign, // an SQLite file that is not a store
    NewerSchema, // a store of a newer program
    Locked, // another process has the store
    TooLarge, // over a stated bound
    Cancelled, // the user stopped it
};

// Where in the user's files something was found. line counts from 1; 0 means "not a line".
struct Place {
    std::string file;
    std::string sheet;
    std::int64_t line = 0;
    std::string column;

    bool operator==(const Place&) const = default;
};

struct Error {
    ErrorCode code = ErrorCode::Failed;
    std::string sentence; // what happened and what to do, one sentence for the user
    Place place;

    // "usage.csv:12: column date: …": the one line that the command line prints.
    std::string text() const;
};

template <class T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, std::string sentence, Place place = {})
{
    return tl::unexpected<Error>(Error{code, std::move(sentence), std::move(place)});
}

} // namespace holdfast
