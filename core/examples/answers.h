#pragma once

#include "core/job.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace exitscope::examples {

/// What a model's own exits say of every unit, and what follows from it wherever the threshold stands. U units, E exits.
struct Answers
{
    std::shared_ptr<const trace::Trace> trace;
    std::vector<std::int32_t> classes;    ///< [U, E]; empty for regression
    std::vector<std::int32_t> firstRight; ///< [U] 0-based exit; -1 where none is right or there is no label; empty without labels of classes

    std::int32_t classAt(std::int64_t unit, std::int64_t exit) const
    {
        return classes[static_cast<std::size_t>(unit * trace->exits() + exit)];
    }
    std::int64_t labelOf(std::int64_t unit) const ///< -1 without one
    {
        return trace->labels().empty() ? -1 : trace->labels()[static_cast<std::size_t>(unit)];
    }
    /// Right at some exit, wrong at the last one (as metric::overthinking() counts).
    bool overthinks(std::int64_t unit) const
    {
        return !firstRight.empty() && firstRight[static_cast<std::size_t>(unit)] >= 0
            && classAt(unit, trace->exits() - 1) != labelOf(unit);
    }
};

/// One pass over the logits; null when the job was stopped.
std::shared_ptr<const Answers> answersOf(std::shared_ptr<const trace::Trace> trace, const JobContext& job = {});

} // namespace exitscope::examples
