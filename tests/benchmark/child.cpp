// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmark/child.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace holdfast::benchmark {

namespace {

double inSeconds(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double processorOf(const rusage& usage)
{
    return inSeconds(usage.ru_utime) + inSeconds(usage.ru_stime);
}

double megabytesOf(const rusage& usage)
{
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

double secondsOf(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

} // namespace

Cost runProgram(const QStringList& words)
{
    std::vector<QByteArray> bytes;
    for (const QString& word : words)
        bytes.push_back(word.toLocal8Bit());
    std::vector<char*> arguments;
    for (QByteArray& word : bytes)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    QElapsedTimer timer;
    timer.start();
    std::fflush(nullptr); // what waits to be printed would be printed by the child again
    const pid_t child = fork();
    if (child == 0) {
        if (!std::freopen("/dev/null", "w", stdout))
            _exit(126);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "failed: %s\n", qPrintable(words.join(QLatin1Char(' '))));
        std::exit(1);
    }
    return {secondsOf(timer), processorOf(usage), megabytesOf(usage)};
}

Cost medianOf(int runs, const std::function<Cost()>& run)
{
    std::vector<Cost> costs;
    for (int i = 0; i < runs; ++i)
        costs.push_back(run());
    std::sort(costs.begin(), costs.end(), [](const Cost& a, const Cost& b) { return a.wall < b.wall; });
    return costs[costs.size() / 2];
}

Cost measured(const std::function<void()>& work)
{
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    QElapsedTimer timer;
    timer.start();
    work();
    const double wall = secondsOf(timer);
    getrusage(RUSAGE_SELF, &after);
    return {wall, processorOf(after) - processorOf(before), megabytesOf(after)};
}

} // namespace holdfast::benchmark
