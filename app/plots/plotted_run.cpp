#include "app/plots/plotted_run.h"

#include "core/cost/cascade_trace.h"
#include "core/error.h"
#include "core/io/sha256.h"
#include "core/optimise/headroom.h"
#include "core/report/stored_side.h"
#include "core/sweep/point_record.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <map>

namespace exitscope::app {

namespace {

struct LoadedTrace
{
    std::shared_ptr<const trace::Trace> trace;
    std::string problem;
    References references;
};

/// The file of a record; null, with the reason in `problem`, where it is not what the run was made of.
std::shared_ptr<const trace::Trace> openTrace(const store::TraceRecord& record, std::string& problem)
{
    if (!std::filesystem::exists(record.path))
        problem = record.path + " is gone";
    else if (io::sha256OfFile(record.path) != record.sha256)
        problem = record.path + " has changed since the run";
    else
        return trace::Trace::open(record.path);
    return nullptr;
}

LoadedTrace loadTraces(const store::Run& run)
{
    LoadedTrace loaded;
    std::vector<std::shared_ptr<const trace::Trace>> models;
    try {
        for (const auto& record : run.request.traces)
            if (loaded.problem.empty())
                models.push_back(openTrace(record, loaded.problem));
        if (loaded.problem.empty())
            loaded.trace = models.size() == 1 ? models.front() : cost::cascadeOf(models, report::costOptionsOf(run));
    } catch (const InputError& error) {
        loaded.problem = error.what();
    }
    if (loaded.trace)
        loaded.references = referencesOf(sweep::Evaluator(
            loaded.trace, loaded.trace->isCascade() ? cost::CostOptions {} : report::costOptionsOf(run)));
    return loaded;
}

/// Padding is part of what a cascade is made of, and of what references cost.
std::string keyOf(const store::Run& run)
{
    std::string key = std::to_string(report::costOptionsOf(run).paddedTokens) + ' ';
    for (const auto& record : run.request.traces)
        key += record.sha256 + ' ';
    return key;
}

/// A cascade's exits hold all models before: what is compared with is each model alone.
void leaveModelsAlone(std::vector<sweep::Point>& fixed)
{
    for (std::size_t k = fixed.size(); k-- > 1;) {
        fixed[k].sumExitLayers -= fixed[k - 1].sumExitLayers;
        fixed[k].flopsSpent -= fixed[k - 1].flopsSpent;
    }
}

/// Rules that may leave at the same exits share an oracle.
void findHeadroom(PlottedRun& run)
{
    if (!run.trace || !run.trace->hasLabels() || run.trace->isRegression())
        return;
    const auto evaluator = run.evaluator();
    std::map<std::vector<std::int32_t>, optimise::References> oracles; // by allowed exits
    for (const auto& point : run.points) {
        const auto allowed = policy::allowedExits(point.spec, *run.trace);
        auto known = oracles.find(allowed);
        if (known == oracles.end())
            known = oracles
                        .emplace(allowed, optimise::references(evaluator, point.spec, optimise::CostAxis::Layers))
                        .first;
        const auto taken = point.metrics.empty()
            ? std::nullopt
            : optimise::headroomTaken({ optimise::costOf(point, optimise::CostAxis::Layers), point.metrics.front().second },
                known->second.fixed, known->second.oracleCorrect);
        run.headroom.push_back(taken.value_or(std::numeric_limits<double>::quiet_NaN()));
    }
}

} // namespace

sweep::Evaluator PlottedRun::evaluator() const
{
    assert(trace);
    return sweep::Evaluator(trace, trace->isCascade() ? cost::CostOptions {} : cost);
}

References referencesOf(const sweep::Evaluator& evaluator)
{
    References references;
    for (const auto layer : evaluator.trace().exitLayer())
        references.fixedLayers.push_back(
            evaluator.evaluate({ "fixed", { { "layer", std::to_string(layer) } } }));
    if (evaluator.trace().isCascade())
        leaveModelsAlone(references.fixedLayers);
    if (!evaluator.trace().labels().empty())
        references.oracle = evaluator.evaluate({ "oracle", { { "kind", "correct" } } });
    if (!evaluator.trace().isRegression())
        references.oracleAgree = evaluator.evaluate({ "oracle", { { "kind", "agree" } } });
    return references;
}

std::vector<PlottedRun> loadRuns(const store::RunStore& store, std::span<const store::RunId> ids)
{
    std::map<std::string, LoadedTrace> traces; // by hashes
    std::vector<PlottedRun> runs;
    for (const auto id : ids) {
        PlottedRun run;
        run.run = store.run(id);
        for (const auto& record : store.points(id)) {
            run.points.push_back(sweep::pointOf(record));
            run.ordinals.push_back(record.ordinal);
        }
        if (run.run.request.traces.empty()) {
            run.traceProblem = "it was made without one";
        } else {
            run.cost = report::costOptionsOf(run.run);
            const auto key = keyOf(run.run);
            auto known = traces.find(key);
            if (known == traces.end())
                known = traces.emplace(key, loadTraces(run.run)).first;
            run.trace = known->second.trace;
            run.traceProblem = known->second.problem;
            run.references = known->second.references;
            findHeadroom(run);
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

std::optional<double> metricOf(const sweep::Point& point, const std::string& metric)
{
    for (const auto& [name, value] : point.metrics)
        if (name == metric)
            return value;
    return std::nullopt;
}

std::string firstMetric(const PlottedRun& run)
{
    return run.points.empty() || run.points.front().metrics.empty()
        ? std::string()
        : run.points.front().metrics.front().first;
}

std::size_t deepestPoint(const PlottedRun& run)
{
    assert(!run.points.empty());
    const auto deepest = std::max_element(run.points.begin(), run.points.end(),
        [](const auto& a, const auto& b) { return a.meanExit() < b.meanExit(); });
    return static_cast<std::size_t>(deepest - run.points.begin());
}

std::optional<std::size_t> recommendedPoint(
    const PlottedRun& run, const std::string& metric, double allowedLoss)
{
    if (run.points.empty())
        return std::nullopt;
    const auto* full = run.references.fullModel();
    const auto goal = metricOf(full ? *full : run.points[deepestPoint(run)], metric);
    if (!goal)
        return std::nullopt;
    std::optional<std::size_t> best;
    for (std::size_t index = 0; index < run.points.size(); ++index) {
        const auto value = metricOf(run.points[index], metric);
        if (value && *value >= *goal - allowedLoss
            && (!best || run.points[index].meanExit() < run.points[*best].meanExit()))
            best = index;
    }
    return best;
}

} // namespace exitscope::app
