// SPDX-License-Identifier: GPL-3.0-or-later
// One loop on all processors. Ranges have a fixed length, so what they cover depends on the count alone.
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

#include "model/analysis/day_context.h"
#include "model/analysis/thread_limit.h"

namespace holdfast {

namespace {

std::atomic<std::size_t> threadLimit{0}; // 0: as many as there are processors

}

ThreadLimit::ThreadLimit(std::size_t threads)
    : before_(threadLimit.exchange(threads))
{
}

ThreadLimit::~ThreadLimit()
{
    threadLimit = before_;
}

void forRanges(
    std::size_t count, const std::function<void(std::size_t first, std::size_t last)>& work, std::size_t length)
{
    const std::size_t ranges = (count + length - 1) / length;
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr thrown; // out of memory on a worker reaches the caller
    const auto run = [&] {
        try {
            for (std::size_t range = next++; range < ranges; range = next++)
                work(range * length, std::min(count, (range + 1) * length));
        } catch (...) {
            next = ranges;
            const std::lock_guard lock(mutex);
            if (!thrown)
                thrown = std::current_exception();
        }
    };
    const std::size_t limit = threadLimit;
    const std::size_t wanted = std::min<std::size_t>(limit > 0 ? limit : std::thread::hardware_concurrency(), ranges);
    std::vector<std::thread> threads;
    threads.reserve(wanted);
    try {
        while (threads.size() + 1 < wanted)
            threads.emplace_back(run);
    } catch (const std::system_error&) {
        // No further thread to be had: those that run, and this one, do all of it.
    }
    run();
    for (std::thread& thread : threads)
        thread.join();
    if (thrown)
        std::rethrow_exception(thrown);
}

} // namespace holdfast
