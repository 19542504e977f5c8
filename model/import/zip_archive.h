// SPDX-License-Identifier: GPL-3.0-or-later
// Archives from untrusted hands: members are read as bytes, never written anywhere, with a bound on expansion.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/base/result.h"
#include "model/import/byte_source.h"
#include "model/import/record_reader.h"

namespace holdfast {

class ZipArchive {
public:
    // Error BadInput for a damaged or truncated archive.
    static Result<std::shared_ptr<ZipArchive>> open(const std::string& file);
    // An archive inside an archive.
    static Result<std::shared_ptr<ZipArchive>> fromBytes(const std::string& label, std::string bytes);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    const std::vector<std::string>& members() const { return members_; }
    bool has(const std::string& member) const;
    // A member from its start. Errors: NotFound, BadInput (encrypted), TooLarge (a bomb) while reading. Reads the
    // archive anew, so that several members can be read in turn.
    Result<std::unique_ptr<ByteSource>> source(const std::string& member) const;
    // All bytes of a small member, at most `most`.
    Result<std::string> bytes(const std::string& member, std::size_t most) const;

private:
    ZipArchive() = default;
    struct Handle;
    static Result<std::unique_ptr<Handle>> openHandle(
        const std::string& file, const std::shared_ptr<std::string>& bytes);

    std::string file_;
    std::shared_ptr<std::string> bytes_; // null for a file on disk
    std::vector<std::string> members_;
};

// The tables of a workbook or of the members of an archive.
Result<std::vector<Table>> openArchive(const std::string& file);

} // namespace holdfast
