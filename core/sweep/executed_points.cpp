#include "core/sweep/executed_points.h"

#include "core/sweep/evaluate.h"
#include "core/sweep/timing.h"

#include <nlohmann/json.hpp>

namespace exitscope::sweep {

namespace {

/// What was run token by token stands for the replay's costs, which know of no frozen states.
void addTokens(Point& point, const engine::TokenWork& work)
{
    point.flopsSpent = work.flops;
    point.flopsFull = work.fullFlops;
    auto more = nlohmann::ordered_json::parse(point.more);
    more["token_mean_layers"] = work.meanLayers();
    more["token_layer_speedup"] = work.layersRun > 0 ? point.layers * work.tokens / work.layersRun : 0;
    point.more = more.dump();
}

} // namespace

std::vector<Point> executedPoints(const engine::ExecuteReport& report)
{
    const Evaluator evaluator(report.frame);
    std::vector<Point> points;
    for (const auto& execution : report.executions) {
        auto& point = points.emplace_back(evaluator.pointOf(execution.spec, execution.outcome));
        setTiming(point,
            { .seconds = execution.seconds,
                .fullSeconds = report.fullSeconds,
                .batch1Seconds = execution.batch1Seconds,
                .batch1FullSeconds = report.batch1FullSeconds,
                .batch1Examples = report.batch1Examples,
                .streams = report.streams,
                .repeats = report.repeats,
                .precision = report.precision });
        if (execution.tokens)
            addTokens(point, *execution.tokens);
    }
    return points;
}

std::vector<policy::Outcome> executedOutcomes(const engine::ExecuteReport& report)
{
    std::vector<policy::Outcome> outcomes;
    for (const auto& execution : report.executions)
        outcomes.push_back(execution.outcome);
    return outcomes;
}

std::string executionOptions(const engine::ExecuteRequest& request, const engine::ExecuteReport& report)
{
    nlohmann::ordered_json options { { "precision", report.precision }, { "streams", report.streams },
        { "repeats", report.repeats }, { "batch1_examples", report.batch1Examples } };
    if (request.input.packTokens > 0)
        options["batch_tokens"] = request.input.packTokens;
    if (request.input.maxLength > 0)
        options["max_length"] = request.input.maxLength;
    return options.dump();
}

} // namespace exitscope::sweep
