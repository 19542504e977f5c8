// SPDX-License-Identifier: GPL-3.0-or-later
// The whole analysis of one portfolio: a pure function of (facts, settings, period, filter).
#pragma once

#include <memory>

#include "model/analysis/decay.h"
#include "model/analysis/exceptions.h"
#include "model/analysis/renewals.h"
#include "model/analysis/retention.h"
#include "model/analysis/triggers.h"
#include "model/analysis/zone_results.h"
#include "model/base/progress.h"

namespace holdfast {

struct AnalysisRequest {
    Period period; // (A, D)
    Filter filter;
};

// Immutable. Holds what it was computed from, so that whoever has it can open every figure to its facts.
struct Analysis {
    PortfolioPtr portfolio;
    AnalysisSettings settings;
    AnalysisRequest request;
    std::unique_ptr<const DayContext> context; // of D, refers to portfolio and settings above
    RetentionResult retention;
    TriggersResult triggers;
    DecayResult decay;
    SourceHealth source;
    ZonesResult zones;
    ExceptionsResult exceptions;
    RenewalsResult renewals;
    // In a closed review of a large book: the accounts of which all facts were kept. Empty: of all.
    std::vector<bool> factsKept;

    bool keepsFactsOf(AccountId account) const { return factsKept.empty() || factsKept[account.at()]; }
    Date asOf() const { return request.period.to; }
};
using AnalysisPtr = std::shared_ptr<const Analysis>;

// `recorded`: the exceptions of recorded reviews, which count as warnings in the late-discovery trigger.
// Returns nothing when cancelled. The caller alone has it until it shares it as an AnalysisPtr.
std::shared_ptr<Analysis> analyse(PortfolioPtr portfolio, const AnalysisSettings& settings, const AnalysisRequest& request,
    const std::vector<RecordedWarning>& recorded = {}, const CancelToken& cancel = {});

// The default period: the year up to D.
Period yearUpTo(Date day);

} // namespace holdfast
