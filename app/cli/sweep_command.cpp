#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/headroom_output.h"
#include "app/cli/opened_traces.h"
#include "app/cli/point_output.h"
#include "core/error.h"
#include "core/evidence/point_intervals.h"
#include "core/io/atomic_file.h"
#include "core/sweep/points_csv.h"
#include "core/sweep/stored_sweep.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <charconv>
#include <memory>
#include <optional>
#include <span>

namespace exitscope::cli {

namespace {

/// Where the share of the oracle's headroom is told.
constexpr double headroomSpeedup = 2;

struct SweepOptions
{
    std::vector<std::filesystem::path> traces;
    std::vector<std::string> policies;
    std::filesystem::path store;
    std::string name;
    std::filesystem::path csv;
    std::filesystem::path perUnit;
    std::string length = "real";
    bool intervals = false;
    evidence::BootstrapOptions bootstrap;
};

struct SweepResult
{
    std::vector<sweep::Point> points;
    std::optional<store::RunId> run; ///< with a store
};

/// "real", or a number of tokens to which every example is padded (0 stands for real).
std::int64_t paddedTokens(const std::string& text)
{
    if (text == "real")
        return 0;
    std::int64_t tokens = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), tokens);
    if (error != std::errc() || rest != text.data() + text.size() || tokens < 1)
        throw InputError("--length " + text + " is not a length", "use real, or a number of tokens");
    return tokens;
}

sweep::StoredSweep sweepOf(const SweepOptions& options)
{
    sweep::StoredSweep sweep;
    for (const auto& text : options.policies) {
        sweep.plan.ranges.push_back(policy::parseRange(text));
        requireForTraces(sweep.plan.ranges.back(), options.traces.size());
    }
    sweep.plan.cost.paddedTokens = paddedTokens(options.length);
    sweep.name = options.name;
    if (options.intervals) {
        evidence::requireUsable(options.bootstrap);
        sweep.intervals = options.bootstrap;
    }
    requireFolderOf(options.csv);
    requireFolderOf(options.perUnit);
    requireFolderOf(options.store);
    auto opened = openTraces(options.traces, sweep.plan.cost);
    sweep.plan.trace = std::move(opened.trace);
    sweep.plan.models = std::move(opened.models);
    return sweep;
}

/// Nothing when it was stopped.
std::optional<SweepResult> evaluate(
    const SweepOptions& options, const sweep::StoredSweep& sweep, Console& console, const JobContext& job)
{
    SweepResult result;
    if (options.store.empty()) {
        sweep::PointList list;
        std::optional<evidence::IntervalSink> intervals;
        if (sweep.intervals)
            intervals.emplace(list, sweep.plan, *sweep.intervals, job);
        sweep::PointSink& sink = intervals ? static_cast<sweep::PointSink&>(*intervals) : list;
        if (sweep::sweep(sweep.plan, sink, job).end == JobEnd::Finished) {
            result.points = std::move(list.points);
            return result;
        }
        console.note("stopped; with --store a sweep can be continued");
        return std::nullopt;
    }
    store::RunStore store(options.store);
    const auto end = sweep::sweepIntoStore(store, sweep, job);
    if (end.end == JobEnd::Cancelled) {
        cancelled(console);
        return std::nullopt;
    }
    result.run = end.run;
    result.points = pointsOf(store, end.run);
    return result;
}

std::vector<policy::PolicySpec> specsOf(const SweepResult& result)
{
    std::vector<policy::PolicySpec> specs;
    for (const auto& point : result.points)
        specs.push_back(point.spec);
    return specs;
}

void print(const SweepResult& result, const trace::Trace& trace, std::span<const report::Headroom> headrooms, Console& console)
{
    if (console.isJson()) {
        nlohmann::ordered_json json { { "points", pointsJson(result.points) } };
        if (!headrooms.empty())
            json["headroom"] = headroomJson(headrooms);
        if (isWhatIf(trace))
            json["what_if"] = true;
        if (result.run)
            json["run"] = static_cast<std::int64_t>(*result.run);
        console.printJson(json);
        return;
    }
    noteWhatIf(trace, console);
    console.print((isWhatIf(trace) ? "what-if, token by token\n" : "") + pointsTable(result.points) + headroomText(headrooms));
    if (result.run)
        console.note("kept as run " + std::to_string(static_cast<std::int64_t>(*result.run)));
}

int runSweep(const SweepOptions& options, Console& console)
{
    const auto sweep = sweepOf(options);
    const JobContext job = console.job();
    const auto result = evaluate(options, sweep, console, job);
    if (!result)
        return Cancelled;
    if (!options.csv.empty())
        io::writeFileAtomically(options.csv, sweep::pointsCsv(result->points, sweep.plan.trace->exitLayer()));
    if (!options.perUnit.empty()
        && sweep::writePerUnit(options.perUnit, *sweep.plan.trace, specsOf(*result), job)
            == JobEnd::Cancelled)
        return cancelled(console);
    print(*result, *sweep.plan.trace, report::headroomsAt(headroomSpeedup, sweep.plan, result->points), console);
    return Done;
}

} // namespace

void addSweep(CommandLine& line)
{
    auto* command
        = addCommand(line, "sweep", "Replay exit policies on a trace over ranges of their parameters");
    const auto options = std::make_shared<SweepOptions>();
    command
        ->add_option("--trace", options->traces,
            "The trace; for a cascade given again for each further model, in the order in which they run")
        ->type_name("X.trace")
        ->allow_extra_args(false)
        ->required();
    command
        ->add_option("--policy", options->policies,
            "entropy:threshold=0:1.1:100, patience:patience=1|2|3, entropy:threshold=exact, ...; may be "
            "given several times")
        ->type_name("SPEC")
        ->required();
    command
        ->add_option(
            "--store", options->store, "Keep the points in this run store, and go on with an unfinished run")
        ->type_name("RUNS.db");
    command->add_option("--name", options->name, "The run's name");
    command->add_option("--csv", options->csv, "Write the points as CSV")->type_name("FILE");
    command
        ->add_option("--per-unit", options->perUnit, "Write exit and prediction of every unit at every point")
        ->type_name("FILE.safetensors");
    command
        ->add_option("--length", options->length,
            "Cost at the real lengths, or with every example padded to so many tokens")
        ->capture_default_str()
        ->type_name("real|TOKENS");
    command->add_flag("--intervals", options->intervals,
        "Bootstrap percentile intervals on every figure: examples are resampled, their units follow");
    command->add_option("--draws", options->bootstrap.draws, "Bootstrap draws")->capture_default_str();
    command->add_option("--confidence", options->bootstrap.confidence, "Of the intervals")->capture_default_str();
    command->add_option("--seed", options->bootstrap.seed, "Of the draws")->capture_default_str();
    command->callback([&line, options] {
        line.action = [options](Console& console) { return runSweep(*options, console); };
    });
}

} // namespace exitscope::cli
