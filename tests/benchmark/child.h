// SPDX-License-Identifier: GPL-3.0-or-later
// Programs run to their end, with what they took.
#pragma once

#include <QStringList>
#include <functional>

namespace holdfast::benchmark {

struct Cost {
    double wall = 0; // seconds
    double processor = 0; // seconds of all its threads, in the program and in the kernel for it
    double megabytes = 0; // greatest resident size, of 1,000,000 bytes
};

// Runs a program; ends the benchmark where it fails, because nothing can be said then.
Cost runProgram(const QStringList& words);

// The median by wall time of several runs.
Cost medianOf(int runs, const std::function<Cost()>& run);

// What work took in this process; megabytes is the greatest size so far.
Cost measured(const std::function<void()>& work);

} // namespace holdfast::benchmark
