#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/input_options.h"
#include "app/cli/opened_traces.h"
#include "app/cli/point_output.h"
#include "app/cli/text_table.h"
#include "core/cost/cascade_trace.h"
#include "core/engine/engine.h"
#include "core/error.h"
#include "core/sweep/executed_points.h"
#include "core/sweep/execution_check.h"
#include "core/sweep/stored_execution.h"
#include "core/sweep/sweep.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>

namespace exitscope::cli {

namespace {

struct ExecuteOptions
{
    engine::ExecuteRequest request;
    std::vector<std::filesystem::path> models;
    std::vector<std::string> policies;
    std::vector<std::filesystem::path> checks;
    std::filesystem::path store;
    std::string name;
    std::filesystem::path perUnit;
};

/// The points in the order given, ranges expanded.
std::vector<policy::PolicySpec> specsOf(const std::vector<std::string>& policies)
{
    std::vector<policy::PolicySpec> specs;
    for (const auto& text : policies) {
        const auto range = policy::parseRange(text);
        if (range.isExact())
            throw InputError("--policy " + text + ": exact stands for every outcome, thousands of runs of the model",
                "execute the thresholds that matter, such as " + range.name + ":threshold=0.1|0.3");
        const auto points = range.expand();
        specs.insert(specs.end(), points.begin(), points.end());
    }
    return specs;
}

nlohmann::ordered_json toJson(const sweep::ExecutionCheck& check)
{
    return { { "units", check.units }, { "exits_differ", check.exitsDiffer },
        { "predictions_differ", check.predictionsDiffer }, { "near_threshold", check.nearThreshold } };
}

/// Into the point, and as a sentence.
void addCheck(sweep::Point& point, const sweep::ExecutionCheck& check, Console& console)
{
    auto more = nlohmann::ordered_json::parse(point.more);
    more["check"] = toJson(check);
    point.more = more.dump();
    const auto differ = check.exitsDiffer + check.predictionsDiffer;
    if (differ == 0) {
        console.note(point.spec.text() + ": exits and predictions are those of the trace");
        return;
    }
    std::string text = point.spec.text() + ": " + std::to_string(check.exitsDiffer) + " exits and "
        + std::to_string(check.predictionsDiffer) + " further predictions of " + std::to_string(check.units)
        + " differ from the trace";
    if (check.nearThreshold > 0)
        text += "; " + std::to_string(check.nearThreshold)
            + " of these lie within 1e-5 of the threshold or of a tie, where rounding decides";
    console.note(text);
}

using Traces = std::vector<std::shared_ptr<const trace::Trace>>;

/// The traces of --check, one for each model.
Traces openChecks(const ExecuteOptions& options)
{
    if (!options.checks.empty() && options.checks.size() != options.models.size())
        throw InputError("--check is given " + std::to_string(options.checks.size()) + " times and --model "
                + std::to_string(options.models.size()) + " times",
            "give one trace for each model, in the same order");
    Traces traces;
    for (const auto& path : options.checks)
        traces.push_back(trace::Trace::open(path));
    return traces;
}

/// What the execution must equal; null without --check.
std::shared_ptr<const trace::Trace> replayed(const Traces& traces, const engine::ExecuteReport& report)
{
    for (std::size_t model = 0; model < traces.size(); ++model)
        sweep::requireSameWork(*traces[model], *report.models[model]);
    if (traces.empty())
        return nullptr;
    return traces.size() == 1 ? traces.front() : cost::cascadeOf(traces);
}

/// What wall times are measured against.
std::string baselineOf(const engine::ExecuteReport& report)
{
    return report.models.size() == 1 ? "full model" : report.models.back()->info().modelName + " alone";
}

/// One line for each point that ran token by token.
std::string tokensText(const std::vector<sweep::Point>& points)
{
    std::string text;
    for (const auto& point : points) {
        const auto more = nlohmann::ordered_json::parse(point.more);
        if (more.contains("token_mean_layers"))
            text += point.spec.text() + ": " + decimal(more["token_mean_layers"], 3) + " of " + std::to_string(point.layers)
                + " layers a token, speed-up by token layers " + decimal(more["token_layer_speedup"], 3) + ", by FLOPs "
                + decimal(1 / point.flopsRatio(), 3) + "\n";
    }
    return text;
}

void print(const std::vector<sweep::Point>& points, std::optional<store::RunId> run,
    const engine::ExecuteReport& report, Console& console)
{
    if (console.isJson()) {
        nlohmann::ordered_json json { { "points", pointsJson(points) } };
        if (run)
            json["run"] = static_cast<std::int64_t>(*run);
        json["baseline"] = baselineOf(report);
        json["notes"] = report.notes;
        console.printJson(json);
        return;
    }
    console.print(pointsTable(points));
    console.print(tokensText(points));
    console.print(baselineOf(report) + ": " + decimal(report.fullSeconds, 3) + " s" + " packed"
        + (report.batch1Examples > 0 ? ", " + decimal(report.batch1FullSeconds, 3) + " s" + " one at a time" : "")
        + "; " + std::to_string(report.streams) + (report.streams == 1 ? " stream" : " streams") + ", medians of "
        + std::to_string(report.repeats) + "\n");
    if (run)
        console.note("kept as run " + std::to_string(static_cast<std::int64_t>(*run)));
}

int runExecute(const ExecuteOptions& options, Console& console)
{
    auto request = options.request;
    request.input.model = options.models.front();
    request.furtherModels.assign(options.models.begin() + 1, options.models.end());
    request.policies = specsOf(options.policies);
    requireFolderOf(options.perUnit);
    requireFolderOf(options.store);
    const auto traces = openChecks(options);
    const JobContext job = console.job();
    const auto report = engine::loadEngine()->execute(request, job);
    for (const auto& note : report.notes)
        console.note(note);
    if (report.end == JobEnd::Cancelled) {
        console.note("stopped; nothing was kept");
        return Cancelled;
    }
    if (report.batch1Examples > 0 && report.batch1Examples < report.frame->examples())
        console.note("one at a time: measured on " + std::to_string(report.batch1Examples) + " of "
            + std::to_string(report.frame->examples()) + " examples, and scaled");

    const auto trace = replayed(traces, report);
    if (trace && (isWhatIf(*trace) || std::ranges::any_of(report.executions, [](const auto& one) { return one.tokens.has_value(); })))
        throw InputError(std::string("--check holds an execution against a replay, which is a what-if where tokens leave"),
            "leave --check out; a replay ignores that tokens which left are frozen");
    auto points = sweep::executedPoints(report);
    const auto outcomes = sweep::executedOutcomes(report);
    for (std::size_t at = 0; trace && at < points.size(); ++at)
        addCheck(points[at], sweep::checkExecution(*trace, *report.frame, points[at].spec, outcomes[at]), console);
    if (!options.perUnit.empty()
        && sweep::writePerUnit(options.perUnit, *report.frame, outcomes, job) == JobEnd::Cancelled)
        return cancelled(console);
    std::optional<store::RunId> run;
    if (!options.store.empty()) {
        store::RunStore store(options.store);
        run = sweep::storeExecution(store,
            { .name = options.name,
                .policies = options.policies,
                .options = sweep::executionOptions(request, report),
                .models = report.models,
                .traces = traces,
                .outcomes = outcomes },
            points);
    }
    print(points, run, report, console);
    return Done;
}

} // namespace

void addExecute(CommandLine& line)
{
    auto* command = addCommand(line, "execute", "Run exit policies for real, and time them against the full model");
    command->footer("Wall time is measured against the full model: its last head only, in the same packs, by as many streams, "
                    "in turns with the\npolicies. For a cascade that is the last model alone.");
    const auto options = std::make_shared<ExecuteOptions>();
    auto& request = options->request;
    command
        ->add_option("--model", options->models,
            "Checkpoint folder; for a cascade given again for each further model, in the order in which they run")
        ->type_name("DIR")
        ->allow_extra_args(false)
        ->required();
    addInputOptions(*command, request.input);
    command
        ->add_option("--policy", options->policies,
            "entropy:threshold=0.1|0.3, patience:patience=2:4:3, ...; cascade or fixed with several models; may be given "
            "several times")
        ->type_name("SPEC")
        ->required();
    command->add_option("--repeats", request.repeats, "Timed passes of each policy and the full model, in turns")
        ->capture_default_str()
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command
        ->add_option("--batch1-examples", request.batch1Examples,
            "Examples that are timed one at a time as well; 0 leaves that out")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber)
        ->type_name("N");
    command
        ->add_option("--hash-corpus", request.hashCorpus,
            "hash:function=frequency or mutual-information: the training files to count, where no table is kept with the model")
        ->type_name("FILE");
    command
        ->add_flag_callback(
            "--approximate", [&request] { request.form = engine::TokenForm::Approximate; },
            "Token by token: compute what left and throw it away; the same answers, nothing saved");
    command->add_option("--batch", request.input.packTokens, "Tokens that run together; the engine's choice by default")
        ->check(CLI::PositiveNumber)
        ->type_name("TOKENS");
    command
        ->add_option("--check", options->checks,
            "Compare exits and predictions with the replay of this trace; of a cascade given again for each model")
        ->type_name("X.trace")
        ->allow_extra_args(false);
    command->add_option("--store", options->store, "Keep the points and their timings in this run store")
        ->type_name("RUNS.db");
    command->add_option("--name", options->name, "The run's name");
    command
        ->add_option("--per-unit", options->perUnit, "Write exit and prediction of every unit at every point")
        ->type_name("FILE.safetensors");
    command->callback([&line, options] {
        line.action = [options](Console& console) { return runExecute(*options, console); };
    });
}

} // namespace exitscope::cli
