// SPDX-License-Identifier: GPL-3.0-or-later
// How long work is told to stop, and how it tells how far it is.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

namespace holdfast {

// Shared by the one who may cancel and the one who works. Copies mean the same token.
class CancelToken {
public:
    CancelToken()
        : flag_(std::make_shared<std::atomic_bool>(false))
    {
    }
    void cancel() const { flag_->store(true, std::memory_order_relaxed); }
    bool isCancelled() const { return flag_->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic_bool> flag_;
};

// Done and total in the same unit (bytes, pages); total 0 means unknown. Called on the working thread,
// when it moved by 0.1 % or 100 ms passed.
using Progress = std::function<void(double done, double total)>;

} // namespace holdfast
