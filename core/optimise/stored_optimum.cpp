#include "core/optimise/stored_optimum.h"

#include "core/sweep/point_record.h"
#include "core/sweep/stored_sweep.h"

#include <nlohmann/json.hpp>

namespace exitscope::optimise {

namespace {

store::RunRequest requestOf(const Plan& plan, const Result& result, const std::string& name)
{
    sweep::StoredSweep sweep;
    sweep.plan.trace = plan.trace;
    sweep.plan.cost = plan.cost;
    auto request = sweep::requestOf(sweep);
    const auto& info = plan.trace->info();
    const auto& data = info.datasetName.empty() ? info.task : info.datasetName;
    request.name
        = !name.empty() ? name : plan.rule.name + ", optimised" + (data.empty() ? "" : " on " + data);
    request.kind = "optimise";
    request.policies = { plan.rule.text() };
    request.seed = plan.split.seed;
    auto options = nlohmann::ordered_json::parse(request.options);
    options["share"] = plan.split.share;
    options["rounds"] = plan.search.rounds;
    if (plan.search.isSmooth)
        options["smooth"] = true;
    options["half"] = "test";
    auto budgets = nlohmann::ordered_json::array();
    for (const auto& one : result.budgets)
        budgets.push_back({ { "budget", nameOf(one.budget) },
            { "single_calibration", one.single.calibration.metrics.front().second },
            { "vector_calibration", one.vector.calibration.metrics.front().second } });
    options["budgets"] = std::move(budgets);
    request.options = options.dump();
    request.plannedPoints = 2 * std::ssize(result.budgets);
    return request;
}

} // namespace

store::RunId keepOptimum(
    store::RunStore& store, const Plan& plan, const Result& result, const std::string& name)
{
    std::vector<store::PointRecord> records;
    for (const auto& one : result.budgets)
        for (const auto* measured : { &one.single, &one.vector })
            records.push_back(sweep::recordOf(measured->test, std::ssize(records)));
    const auto run = store.createRun(requestOf(plan, result, name));
    store.appendPoints(run, records);
    store.finishRun(run, store::RunState::Finished);
    return run;
}

} // namespace exitscope::optimise
