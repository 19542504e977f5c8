// SPDX-License-Identifier: GPL-3.0-or-later
// How the program gets its memory from the system.
#pragma once

namespace holdfast {

// Asks for memory in large pages, and keeps the allocator from giving each thread a region of its own.
// Loading a book and analysing it touch some hundred megabytes; in pages of 4 kB that takes a quarter of the time.
// Where the system gives large ones on request alone, the program starts itself anew, once, with glibc's tunable
// glibc.malloc.hugetlb, which is read at the start of a process only. It goes on as it is when the environment has
// tunables of its own or when it cannot be started anew.
// Call it before any thread is started; `argv` is that of main().
void prepareMemory(char** argv);

} // namespace holdfast
