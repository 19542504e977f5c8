// SPDX-License-Identifier: GPL-3.0-or-later
// A thread that does one job after the other. Its destructor drops what has not begun and waits for what has.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace holdfast {

class JobThread {
public:
    JobThread();
    ~JobThread();
    JobThread(const JobThread&) = delete;
    JobThread& operator=(const JobThread&) = delete;

    void post(std::function<void()> job);
    // Jobs that have neither been done nor begun, and the one that runs.
    bool isIdle() const;

private:
    void run();

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> jobs_;
    bool running_ = false;
    bool ending_ = false;
    std::thread thread_; // last: starts when all else is there
};

} // namespace holdfast
