#include "core/report/stored_side.h"

#include "core/cost/cascade_trace.h"
#include "core/error.h"
#include "core/io/sha256.h"
#include "core/sweep/point_record.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace exitscope::report {

namespace {

std::shared_ptr<const trace::Trace> openTrace(const store::TraceRecord& record, const std::string& name)
{
    if (record.path.empty())
        throw InputError(name + " has no trace", "compare runs that were swept over one");
    if (!std::filesystem::exists(record.path))
        throw InputError(record.path, "is gone; " + name + " was made with it", "put it back, or say where it is now");
    if (io::sha256OfFile(record.path) != record.sha256)
        throw InputError(record.path, "is no longer the trace that " + name + " was made with", "sweep it again");
    return trace::Trace::open(record.path);
}

std::shared_ptr<const sweep::Evaluator> evaluatorOf(const store::Run& run, const std::string& name)
{
    const auto cost = costOptionsOf(run);
    if (run.request.traces.empty())
        throw InputError(name + " has no trace", "compare runs that were swept over one");
    std::vector<std::shared_ptr<const trace::Trace>> traces;
    for (const auto& record : run.request.traces)
        traces.push_back(openTrace(record, name));
    if (traces.size() == 1)
        return std::make_shared<const sweep::Evaluator>(traces.front(), cost);
    return std::make_shared<const sweep::Evaluator>(cost::cascadeOf(traces, cost)); // padded already
}

/// Two runs with the same key have the same evaluator.
std::string keyOf(const store::Run& run)
{
    std::string key = std::to_string(costOptionsOf(run).paddedTokens);
    for (const auto& trace : run.request.traces)
        key += ' ' + trace.sha256 + ' ' + trace.path;
    return key;
}

} // namespace

cost::CostOptions costOptionsOf(const store::Run& run)
{
    cost::CostOptions cost;
    const auto options = nlohmann::json::parse(run.request.options, nullptr, false);
    if (options.is_object() && options.contains("padded_tokens") && options["padded_tokens"].is_number_integer())
        cost.paddedTokens = options["padded_tokens"].get<std::int64_t>();
    return cost;
}

std::string sideName(const store::RunSummary& run)
{
    return "run " + std::to_string(static_cast<std::int64_t>(run.id)) + " \"" + run.name + "\"";
}

std::vector<StoredSide> openSides(const store::RunStore& store, std::span<const store::RunId> runs)
{
    std::map<std::string, std::shared_ptr<const sweep::Evaluator>> known;
    std::vector<StoredSide> sides;
    for (const auto id : runs) {
        StoredSide side;
        side.run = store.run(id);
        side.name = sideName(side.run.summary);
        for (const auto& record : store.points(id))
            side.specs.push_back(sweep::pointOf(record).spec);
        if (side.specs.empty())
            throw InputError(side.name + " has no points yet", "let its sweep finish");
        auto& evaluator = known[keyOf(side.run)];
        if (!evaluator)
            evaluator = evaluatorOf(side.run, side.name);
        side.evaluator = evaluator;
        sides.push_back(std::move(side));
    }
    return sides;
}

evidence::CostAxis commonAxis(std::span<const StoredSide> sides)
{
    const bool inFlops = std::all_of(
        sides.begin(), sides.end(), [](const auto& side) { return side.evaluator->cost().isInFlops(); });
    return inFlops ? evidence::CostAxis::Flops : evidence::CostAxis::Layers;
}

metric::Metric metricNamed(const sweep::Evaluator& evaluator, const std::string& name)
{
    const auto& metrics = evaluator.metrics();
    if (metrics.empty())
        throw InputError(evaluator.trace().path(), "has no labels", "compare traces of a dataset with labels");
    if (name.empty())
        return metrics.front();
    std::string known;
    for (const auto metric : metrics) {
        if (metric::nameOf(metric) == name && metric::isLessBetter(metric))
            throw InputError("--metric " + name + " cannot be compared: frontiers are of what is better when there is more of it",
                "use accuracy or agreement");
        if (metric::nameOf(metric) == name)
            return metric;
        known += (known.empty() ? "" : ", ") + std::string(metric::nameOf(metric));
    }
    throw InputError("--metric " + name + " is not a metric of this task", "use " + known);
}

} // namespace exitscope::report
