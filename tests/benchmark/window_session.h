// SPDX-License-Identifier: GPL-3.0-or-later
// What a window of the benchmark shows, as the program itself begins (app/application.cpp).
#pragma once

#include <QDate>
#include <string>

#include "app/review_session.h"

namespace holdfast::benchmark {

// A session of today; what is recorded in it has one fixed time.
inline ReviewSession todaysSession()
{
    return ReviewSession(
        [] {
            const QDate today = QDate::currentDate();
            return *Date::fromYmd(today.year(), today.month(), today.day());
        },
        [] { return std::string("2026-01-01T00:00:00"); });
}

} // namespace holdfast::benchmark
