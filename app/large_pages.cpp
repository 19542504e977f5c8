// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/large_pages.h"

#ifdef __linux__
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unistd.h>
#endif

namespace holdfast {

#ifdef __linux__

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

} // namespace

void startWithLargePages(char** argv)
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

#else

void startWithLargePages(char**)
{
}

#endif

} // namespace holdfast
