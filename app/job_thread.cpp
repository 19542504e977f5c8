// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/job_thread.h"

#include <utility>

namespace holdfast {

JobThread::JobThread()
    : thread_([this] { run(); })
{
}

JobThread::~JobThread()
{
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        jobs_.clear();
    }
    wake_.notify_all();
    thread_.join();
}

void JobThread::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    wake_.notify_all();
}

bool JobThread::isIdle() const
{
    const std::lock_guard lock(mutex_);
    return jobs_.empty() && !running_;
}

void JobThread::run()
{
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (ending_)
            return;
        std::function<void()> job = std::move(jobs_.front());
        jobs_.pop_front();
        running_ = true;
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
        running_ = false;
    }
}

} // namespace holdfast
