// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>
#include <memory>
#include <utility>

namespace holdfast {

// Lets go of something large on another thread: to take a review of fifty thousand accounts apart takes longer than a
// frame, and whoever holds it last would have to.
template <class Value> void letGo(std::shared_ptr<Value> value)
{
    if (value)
        QThreadPool::globalInstance()->start([value = std::move(value)] {});
}

} // namespace holdfast
