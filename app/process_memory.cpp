// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process_memory.h"

#include <cstdlib> // tells whose library it is

#ifdef __GLIBC__
#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <malloc.h>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>
#endif

namespace holdfast {

#ifdef __GLIBC__

namespace {

constexpr char tunables[] = "GLIBC_TUNABLES";
constexpr char wish[] = "glibc.malloc.hugetlb=1";

// The kernel may give large pages always, on request (madvise), or never.
bool givenOnRequest()
{
    std::ifstream file("/sys/kernel/mm/transparent_hugepage/enabled");
    const std::string modes((std::istreambuf_iterator<char>(file)), {});
    return modes.find("[madvise]") != std::string::npos;
}

void askForLargePages(char** argv)
{
    if (const char* set = std::getenv(tunables)) {
        if (std::string_view(set) == wish)
            unsetenv(tunables); // not for the programs that this one starts
        return;
    }
    if (!givenOnRequest())
        return;
    std::array<char, 4096> path{};
    if (readlink("/proc/self/exe", path.data(), path.size() - 1) <= 0)
        return;
    setenv(tunables, wish, 1);
    execv(path.data(), argv);
    unsetenv(tunables); // it could not be started; small pages do, too
}

} // namespace

void prepareMemory(char** argv)
{
    askForLargePages(argv);
    // Threads come and go. A region each would be half empty, and the next analysis would take fresh memory.
    mallopt(M_ARENA_MAX, static_cast<int>(std::max(2U, std::thread::hardware_concurrency())));
}

#else

void prepareMemory(char**) { }

#endif

} // namespace holdfast
