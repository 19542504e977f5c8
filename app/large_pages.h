// SPDX-License-Identifier: GPL-3.0-or-later
// Large pages for the program's memory.
#pragma once

namespace holdfast {

// Starts the program anew, once, so that its memory comes in large pages where the system gives them on request alone.
// Loading a book and analysing it touch some hundred megabytes, page by page; in pages of 4 kB that takes a third of the
// time. glibc takes the wish (the tunable glibc.malloc.hugetlb) at the start of a process only. Returns when there is
// nothing to ask for, when the environment has tunables of its own, or when the program cannot be started anew.
// Call it before any thread is started; `argv` is that of main().
void startWithLargePages(char** argv);

} // namespace holdfast
