// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes that claim to be an archive: every member is read to its end or refused, within its bounds.
#include "model/import/zip_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace holdfast;
    const auto archive = ZipArchive::fromBytes("fuzz", std::string(reinterpret_cast<const char*>(data), size));
    if (!archive)
        return 0;
    int read = 0;
    for (const std::string& member : (*archive)->members()) {
        if (++read > 20)
            break;
        // Refused (encrypted, damaged, too large) is as good as read: only the end must be reached.
        (void)(*archive)->bytes(member, std::size_t{1} << 20);
    }
    return 0;
}
