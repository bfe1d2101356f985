#pragma once

#include "core/job.h"
#include "core/sweep/point.h"
#include "core/trace/trace.h"

#include <memory>
#include <optional>
#include <vector>

namespace exitscope::report {

/// The operating points of one rule as a table needs them: of an exact threshold rule those of its front, since no other can
/// be in the table. Nothing when the job was stopped. Throws InputError where the rule does not suit the trace.
std::optional<std::vector<sweep::Point>> operatingPoints(
    const std::shared_ptr<const trace::Trace>& trace, const policy::PolicyRange& range, const JobContext& job);

} // namespace exitscope::report
