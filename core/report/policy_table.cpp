#include "core/report/policy_table.h"

#include "core/error.h"
#include "core/report/operating_points.h"

#include <cmath>
#include <utility>

namespace exitscope::report {

namespace {

/// On the headroom's own axis: it counts layers where fronts count shares of them.
double headroomCost(const sweep::Evaluator& evaluator, evidence::CostAxis axis, double share)
{
    return axis == evidence::CostAxis::Flops ? share : share * evaluator.trace().fullLayers();
}

TableCell cellAt(double speedup, const evidence::ResampledFronts& fronts, const std::vector<policy::PolicySpec>& specs,
    const sweep::Evaluator& evaluator, const optimise::References& references)
{
    const double cost = 1 / speedup;
    TableCell cell;
    cell.speedup = speedup;
    cell.quality = evidence::estimateOn(fronts, [cost](const evidence::Front& front) { return front.qualityAt(cost); });
    if (!std::isnan(cell.quality.value))
        cell.headroom = optimise::headroomTaken(
            { headroomCost(evaluator, fronts.options.axis, cost), cell.quality.value }, references.fixed,
            references.oracleCorrect);
    if (const auto* found = fronts.whole.within(cost)) {
        cell.spec = specs[found->point];
        cell.specSpeedup = 1 / found->cost;
    }
    return cell;
}

std::optional<TableRow> rowOf(const policy::PolicyRange& range, const sweep::Evaluator& evaluator,
    evidence::Resampling& resampling, const TableOptions& options, const JobContext& job)
{
    auto points = operatingPoints(evaluator.sharedTrace(), range, job);
    if (!points)
        return std::nullopt;
    std::vector<policy::PolicySpec> specs;
    specs.reserve(points->size());
    for (auto& point : *points)
        specs.push_back(std::move(point.spec));
    evidence::OutcomePath path(evaluator, specs);
    evidence::FrontOptions front;
    front.axis = options.axis;
    front.metric = evaluator.metrics().front();
    const auto fronts = evidence::resampledFronts(path, resampling, front, job);
    if (!fronts)
        return std::nullopt;
    const auto references = optimise::references(
        evaluator, specs.empty() ? policy::PolicySpec {} : specs.front(), options.axis);
    TableRow row { range, {} };
    for (const double speedup : options.speedups)
        row.cells.push_back(cellAt(speedup, *fronts, specs, evaluator, references));
    return row;
}

void requireSensible(const trace::Trace& trace, const std::vector<policy::PolicyRange>& policies, const TableOptions& options)
{
    evidence::requireUsable(options.bootstrap);
    if (!trace.hasLabels())
        throw InputError(trace.path(), "has no labels", "a table needs a dataset with labels");
    if (policies.empty())
        throw InputError(std::string("a table needs at least one policy"), "entropy:threshold=exact, for example");
    for (const double speedup : options.speedups)
        if (!(speedup > 0) || !std::isfinite(speedup))
            throw InputError(std::string("a speed-up of the table is not above 0"), "use 1.5, 2 or 3, for example");
}

} // namespace

std::optional<PolicyTable> policyTable(const std::shared_ptr<const trace::Trace>& trace,
    const std::vector<policy::PolicyRange>& policies, const TableOptions& options, const JobContext& job)
{
    requireSensible(*trace, policies, options);
    const sweep::Evaluator evaluator(trace);
    evidence::Resampling resampling(trace->examples(), options.bootstrap);
    PolicyTable table;
    table.metric = evaluator.metrics().front();
    table.units = trace->units();
    const auto last = std::to_string(trace->exitLayer().back());
    table.full = evaluator.evaluate(policy::parseSpec("fixed:layer=" + last)).metrics.front().second;
    for (const auto& range : policies) {
        auto row = rowOf(range, evaluator, resampling, options, job);
        if (!row)
            return std::nullopt;
        table.rows.push_back(std::move(*row));
    }
    return table;
}

} // namespace exitscope::report
