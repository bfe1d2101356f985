#pragma once

#include "core/evidence/estimate.h"
#include "core/evidence/resampling.h"
#include "core/policy/policy.h"

#include <optional>
#include <vector>

namespace exitscope::evidence {

/// The exits one by one, with bootstrap intervals. Empty vectors without labels of classes.
struct ExitEvidence
{
    std::vector<Estimate> accuracy; ///< [E] each exit over all labelled units
    /// [E] in 15 bins of equal width (metric/reliability.h). An expected calibration error grows with noise, so its draws lie
    /// above it: read the interval's upper end as an upper end only.
    std::vector<Estimate> calibrationError;
    std::vector<Estimate> conditionalAccuracy; ///< [E] among the units that left there; empty without an outcome
    Estimate overthinking;                     ///< metric::Overthinking::rate()
};

/// `outcome` may be null. Nothing when the job was stopped. Throws InputError as Resampling.
std::optional<ExitEvidence> exitEvidence(const trace::Trace& trace, const policy::Outcome* outcome,
    const BootstrapOptions& options, const JobContext& job = {});

} // namespace exitscope::evidence
