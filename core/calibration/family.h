#pragma once

#include "core/policy/policy.h"
#include "core/trace/trace.h"

#include <string>
#include <string_view>
#include <vector>

namespace exitscope::calibration {

/// Settings of one policy in an order that does not depend on the calibration draw, the safest (latest to leave) first.
struct Family
{
    std::string key; ///< the parameter that varies: "threshold", "patience", ...
    std::vector<policy::PolicySpec> settings;
};

/// `policyText` names the policy and its other parameters, each with one value: "confidence", "entropy:normalised=true". The
/// values of the varying one are `grid` ("0.95:0.5:10", "0.9|0.8"), or written in the policy's text, or by default 19
/// even steps through the parameter's useful range (of patience, votes and layers: all). Numbers are put in order and
/// repeats left out; thresholds per exit (0.9;0.8|0.8;0.7) keep the order in which they are given.
///
/// Throws InputError for a policy without such an order (`hash`, `oracle`), a grid given twice, and all that
/// policy::parseRange() refuses.
Family orderedFamily(const trace::Trace& trace, std::string_view policyText, std::string_view grid = {});

} // namespace exitscope::calibration
