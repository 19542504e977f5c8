// SPDX-License-Identifier: GPL-3.0-or-later
// A start of the program that ends as soon as the window has been painted, and one of a bare Qt window to hold it
// against. Each is a process of its own: what a start costs is mostly paid once per process.
#pragma once

#include <QString>

namespace holdfast::benchmark {

// `what`: "empty" (a Qt window with a table), "first" (our window, still without a book), "review" (with the review of
// `store` in it). Returns the exit code.
int firstWindow(int argc, char** argv, const QString& what, const QString& store);

} // namespace holdfast::benchmark
