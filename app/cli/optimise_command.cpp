#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/opened_traces.h"
#include "app/cli/text_table.h"
#include "core/error.h"
#include "core/optimise/optimise.h"
#include "core/optimise/stored_optimum.h"
#include "core/policy/parameters.h"
#include "core/sweep/point_json.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <limits>
#include <memory>

namespace exitscope::cli {

namespace {

struct OptimiseOptions
{
    std::filesystem::path trace;
    std::string policy;
    std::string speedups, flops;
    double share = 0.5;
    std::uint64_t seed = 1;
    int rounds = 24;
    bool isSmooth = false;
    std::filesystem::path store;
    std::string name;
};

/// The rule without its threshold, which parseSpec() asks for.
policy::PolicySpec ruleOf(const std::string& text)
{
    const auto name = text.substr(0, text.find(':'));
    if (!policy::policyNamed(name).scores)
        throw InputError(
            "policy \"" + name + "\" has no threshold to choose", "name one that has, such as entropy");
    if (text.find(":threshold=") != std::string::npos || text.find(",threshold=") != std::string::npos)
        throw InputError("--policy " + text + " gives a threshold, which is what is sought", "leave it out");
    auto rule = policy::parseSpec(text + (text == name ? ":" : ",") + "threshold=0");
    rule.parameters.erase("threshold");
    return rule;
}

/// The numbers of a list a|b|c; nothing in an empty one.
void addBudgets(
    optimise::Plan& plan, optimise::CostAxis axis, const std::string& option, const std::string& list)
{
    if (list.empty())
        return;
    for (const auto part : policy::split(list, '|')) {
        double number = 0;
        const auto [rest, error] = std::from_chars(part.data(), part.data() + part.size(), number);
        if (error != std::errc() || rest != part.data() + part.size())
            throw InputError(option + " " + list + " is not a number", "give one, or several as 1.5|2|3");
        plan.budgets.push_back({ axis, number });
    }
}

optimise::Plan planOf(const OptimiseOptions& options)
{
    optimise::Plan plan;
    plan.rule = ruleOf(options.policy);
    addBudgets(plan, optimise::CostAxis::Layers, "--speedup",
        options.speedups.empty() && options.flops.empty() ? "1.5|2|3" : options.speedups);
    addBudgets(plan, optimise::CostAxis::Flops, "--flops", options.flops);
    plan.split.share = options.share;
    plan.split.seed = options.seed;
    plan.search.seed = options.seed;
    plan.search.rounds = options.rounds;
    plan.search.isSmooth = options.isSmooth;
    requireFolderOf(options.store);
    plan.trace = trace::Trace::open(options.trace);
    return plan;
}

nlohmann::ordered_json numberOrNull(double value)
{
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json jsonOf(const optimise::Measured& measured)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    return { { "spec", measured.test.spec.text() }, { "calibration", sweep::toJson(measured.calibration) },
        { "test", sweep::toJson(measured.test) },
        { "headroom_correct", numberOrNull(measured.ofCorrect.value_or(none)) },
        { "headroom_agree", numberOrNull(measured.ofAgree.value_or(none)) } };
}

nlohmann::ordered_json jsonOf(const optimise::Plan& plan, const optimise::Result& result)
{
    auto budgets = nlohmann::ordered_json::array();
    for (const auto& one : result.budgets)
        budgets.push_back({ { one.budget.axis == optimise::CostAxis::Flops ? "flops" : "speedup",
                                one.budget.value },
            { "vector", jsonOf(one.vector) }, { "single", jsonOf(one.single) },
            { "references",
                { { "fixed", numberOrNull(one.fixed) }, { "oracle_correct", numberOrNull(one.oracleCorrect) },
                    { "oracle_agree", numberOrNull(one.oracleAgree) } } } });
    return { { "rule", plan.rule.text() }, { "metric", result.metric }, { "share", plan.split.share },
        { "seed", plan.split.seed }, { "smooth", plan.search.isSmooth },
        { "calibration_units", result.calibrationUnits }, { "test_units", result.testUnits },
        { "budgets", std::move(budgets) } };
}

std::string percent(const std::optional<double>& share)
{
    return share ? decimal(100 * *share, 1) + " %" : "-";
}

std::vector<std::string> rowOf(
    const optimise::BudgetResult& result, const optimise::Measured& measured, const char* kind)
{
    return { nameOf(result.budget), kind, decimal(measured.calibration.metrics.front().second, 4),
        decimal(measured.test.metrics.front().second, 4), decimal(measured.test.layerSpeedup(), 3),
        decimal(measured.test.flopsRatio(), 4), percent(measured.ofCorrect), percent(measured.ofAgree) };
}

std::string textOf(const optimise::Result& result)
{
    TextTable table({ { "budget" }, { "thresholds" }, { result.metric + ", calibration", Align::Right },
        { result.metric + ", test", Align::Right }, { "speed-up", Align::Right }, { "FLOPs", Align::Right },
        { "headroom (correct)", Align::Right }, { "headroom (agree)", Align::Right } });
    std::string specs;
    for (const auto& one : result.budgets) {
        table.addRow(rowOf(one, one.single, "one"));
        table.addRow(rowOf(one, one.vector, "per exit"));
        for (const auto& [name, quality] :
            { std::pair { "fixed exits", one.fixed }, std::pair { "oracle, correct", one.oracleCorrect },
                std::pair { "oracle, agree", one.oracleAgree } })
            table.addRow({ nameOf(one.budget), name, "-", decimal(quality, 4), "-", "-", "-", "-" });
        specs += nameOf(one.budget) + ": --policy '" + one.vector.test.spec.text() + "'\n";
    }
    return table.text() + "\n" + specs;
}

int runOptimise(const OptimiseOptions& options, Console& console)
{
    const auto plan = planOf(options);
    noteWhatIf(*plan.trace, console);
    const auto result = optimise::optimise(plan, console.job());
    if (!result) {
        console.note("stopped");
        return Cancelled;
    }
    console.endJob();
    std::optional<store::RunId> run;
    if (!options.store.empty()) {
        store::RunStore store(options.store);
        run = optimise::keepOptimum(store, plan, *result, options.name);
    }
    if (console.isJson()) {
        auto json = jsonOf(plan, *result);
        if (run)
            json["run"] = static_cast<std::int64_t>(*run);
        console.printJson(json);
        return Done;
    }
    console.print(textOf(*result));
    console.note("chosen on " + std::to_string(result->calibrationUnits)
        + " units; test, speed-up, FLOPs and headroom are of " + std::to_string(result->testUnits)
        + " others");
    if (run)
        console.note("kept as run " + std::to_string(static_cast<std::int64_t>(*run)));
    return Done;
}

} // namespace

void addOptimise(CommandLine& line)
{
    auto* command = addCommand(line, "optimise",
        "Choose one threshold per exit for a budget on one half of the examples, and measure it on the "
        "other");
    const auto options = std::make_shared<OptimiseOptions>();
    command->add_option("--trace", options->trace, "The trace")->type_name("X.trace")->required();
    command
        ->add_option("--policy", options->policy,
            "A threshold rule without its threshold: entropy, margin:first_exit=3, ...")
        ->type_name("RULE")
        ->required();
    command
        ->add_option("--speedup", options->speedups,
            "Budgets: how many times fewer layers; 1.5|2|3 without any budget")
        ->type_name("S|S...");
    command->add_option("--flops", options->flops, "Budgets: share of the full model's FLOPs")
        ->type_name("F|F...");
    command->add_option("--share", options->share, "Share of the examples on which thresholds are chosen")
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Seed of the split and of the search")
        ->capture_default_str();
    command->add_option("--rounds", options->rounds, "Restarts of the search")
        ->capture_default_str()
        ->check(CLI::Range(0, 10000));
    command->add_flag("--smooth", options->isSmooth,
        "Count what is right in expectation, given the scores: overfits few examples less (accuracy only)");
    command->add_option("--store", options->store, "Keep the points of the test half in this run store")
        ->type_name("RUNS.db");
    command->add_option("--name", options->name, "The run's name");
    command->callback([&line, options] {
        line.action = [options](Console& console) { return runOptimise(*options, console); };
    });
}

} // namespace exitscope::cli
