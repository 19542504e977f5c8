// SPDX-License-Identifier: GPL-3.0-or-later
// An invented portfolio in all datasets: consistent, believable, and such that every rule can fire somewhere.
#pragma once

#include <cstdint>
#include <string>

#include "model/base/date.h"
#include "model/base/result.h"

namespace holdfast {

struct SampleSize {
    int accounts = 120;
    int weeks = 156; // of usage, up to the last week of the sample
    std::uint64_t seed = 1;
};

// The last day of every sample, a Sunday: its figures are meant to be looked at from there.
Date sampleDay();

// Writes one CSV per dataset into `folder`, which is created if missing; the number of files. Streams: memory grows
// with the number of accounts, not with the weeks. The same size and seed give the same bytes.
Result<int> writeSample(const std::string& folder, const SampleSize& size);

} // namespace holdfast
