// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes become well-formed UTF-8, the same whatever the sizes of the blocks that are read.
#include <cstdlib>

#include "model/import/byte_source.h"

namespace {

std::string decoded(const std::string& bytes, std::size_t block)
{
    holdfast::Utf8Stream stream(holdfast::memorySource(bytes));
    std::string text, buffer(block, '\0');
    while (true) {
        const auto count = stream.read(buffer.data(), block);
        if (!count || *count > block)
            std::abort();
        if (*count == 0)
            return text;
        text.append(buffer.data(), *count);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::string whole = decoded(bytes, 1 << 16);
    if (holdfast::validUtf8Prefix(whole.data(), whole.size()) != whole.size())
        std::abort();
    if (decoded(bytes, 16) != whole || decoded(bytes, 17) != whole)
        std::abort();
    return 0;
}
