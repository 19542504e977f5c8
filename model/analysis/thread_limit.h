// SPDX-License-Identifier: GPL-3.0-or-later
// How many threads forRanges works on.
#pragma once

#include <cstddef>

namespace holdfast {

// While it lives, forRanges works on this many threads however many processors there are, so that tests can show that
// the number does not matter.
class ThreadLimit {
public:
    explicit ThreadLimit(std::size_t threads);
    ~ThreadLimit();
    ThreadLimit(const ThreadLimit&) = delete;
    ThreadLimit& operator=(const ThreadLimit&) = delete;

private:
    std::size_t before_;
};

} // namespace holdfast
