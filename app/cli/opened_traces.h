#pragma once

#include "app/cli/console.h"
#include "core/cost/cost_model.h"
#include "core/policy/policy.h"
#include "core/trace/trace.h"

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::cli {

/// What policies are replayed on: one model's trace; or several, which are a cascade.
struct OpenedTraces
{
    std::shared_ptr<const trace::Trace> trace;
    std::vector<std::shared_ptr<const trace::Trace>> models; ///< of a cascade, in order; empty for one model

    /// Those of the files.
    std::vector<std::shared_ptr<const trace::Trace>> files() const;
};

/// At least one path; several are models over the same dataset, in the order in which they run. Throws InputError when they
/// make no cascade.
OpenedTraces openTraces(std::span<const std::filesystem::path> paths, const cost::CostOptions& cost = {});

/// Throws InputError for a rule that decides within one model where there are several.
void requireForTraces(const policy::PolicyRange& range, std::size_t traces);

/// Whether a replay says what would be if units did not see each other leave: those of a trace of tokens do, since a token
/// that leaves is frozen, and the layers above attend to it as it is.
bool isWhatIf(const trace::Trace& trace);
/// Says so, once a command, where it is one.
void noteWhatIf(const trace::Trace& trace, Console& console);

} // namespace exitscope::cli
