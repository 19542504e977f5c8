// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window keeps its user waiting, on a large book: letters typed into the filters of its tables, and the
// longest event of its thread while all panels are visited and the as-of date is stepped.
#pragma once

#include <QString>

namespace holdfast::benchmark {

// Opens `store` in a window of 1440 x 900 and writes into `report` one line for each thing done, tab-separated: its
// name, the most and the median that it took by the clock and the same of the thread's processor time, in milliseconds,
// and for an event what it was. Returns the exit code.
int windowSpeed(int argc, char** argv, const QString& store, const QString& report);

} // namespace holdfast::benchmark
