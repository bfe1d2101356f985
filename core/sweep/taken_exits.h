#pragma once

#include "core/policy/policy.h"
#include "core/trace/trace.h"

#include <optional>
#include <string>

namespace exitscope::sweep {

/// What was executed, as a trace itself says it: where every unit left when the model ran, as in a generation.
struct TakenExits
{
    std::string rule;        ///< as it was given, with parameters that only a running model knows; may be empty
    policy::PolicySpec spec; ///< the nearest that a trace knows: whether heads were tried on the way
    policy::Outcome outcome; ///< answers are the labels, the words that were written; else those of the exits taken
};

/// Nothing without Trace::takenLayer().
std::optional<TakenExits> takenExits(const trace::Trace& trace);

} // namespace exitscope::sweep
