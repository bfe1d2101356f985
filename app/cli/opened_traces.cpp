#include "app/cli/opened_traces.h"

#include "core/cost/cascade_trace.h"
#include "core/error.h"

#include <string>

namespace exitscope::cli {

std::vector<std::shared_ptr<const trace::Trace>> OpenedTraces::files() const
{
    return models.empty() ? std::vector { trace } : models;
}

OpenedTraces openTraces(std::span<const std::filesystem::path> paths, const cost::CostOptions& cost)
{
    OpenedTraces opened;
    if (paths.size() == 1) {
        opened.trace = trace::Trace::open(paths.front());
        return opened;
    }
    for (const auto& path : paths)
        opened.models.push_back(trace::Trace::open(path));
    opened.trace = cost::cascadeOf(opened.models, cost);
    return opened;
}

void requireForTraces(const policy::PolicyRange& range, std::size_t traces)
{
    if (traces < 2 || range.name == "cascade" || range.name == "fixed" || range.name == "oracle")
        return;
    throw InputError("policy \"" + range.name + "\" decides within one model, and " + std::to_string(traces)
            + " traces are given",
        "use cascade, fixed or oracle, or one trace at a time");
}

bool isWhatIf(const trace::Trace& trace) { return !trace.example().empty() && !trace.position().empty(); }

void noteWhatIf(const trace::Trace& trace, Console& console)
{
    if (isWhatIf(trace))
        console.note("what-if: each token is replayed by itself, as if the states of those that left before it were not frozen; "
                     "exitscope execute runs the policy for real");
}

} // namespace exitscope::cli
