#include "app/cli/calibrate_options.h"
#include "app/cli/calibrate_output.h"
#include "app/cli/calibrate_sequences.h"
#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/opened_traces.h"
#include "core/calibration/calibration_json.h"
#include "core/calibration/family.h"
#include "core/error.h"
#include "core/nearest_name.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <optional>

namespace exitscope::cli {

namespace {

using calibration::CalibrationRequest;
using Json = nlohmann::ordered_json;

constexpr double usualShare = 0.5; ///< of a trace

CalibrationRequest requestOf(const CalibrateOptions& options, std::shared_ptr<const trace::Trace> trace)
{
    CalibrationRequest request;
    static_cast<calibration::TestRequest&>(request) = termsOf(options, usualShare);
    request.loss.kind = options.loss.empty() ? calibration::LossKind::Consistency : calibration::lossNamed(options.loss);
    if (options.scale && !trace->isRegression())
        throw InputError(trace->path(), "is not regression, and --scale bounds the losses of regression", "leave it out");
    request.loss.scale = options.scale.value_or(0);
    request.trace = std::move(trace);
    return request;
}

/// Keeps the result where a store was given; its number goes into the JSON.
void keep(std::optional<store::RunStore>& store, const CalibrateOptions& options, const OpenedTraces& traces,
    const std::string& policy, const Json& request, Json& result, Console& console)
{
    if (!store)
        return;
    const auto record = calibration::recordOf(traces.files(), options.name, policy, request, result);
    const auto id = static_cast<std::int64_t>(store->addCalibration(record));
    result["calibration"] = id;
    console.note("kept as calibration " + std::to_string(id));
}

int stopped(Console& console)
{
    console.note("stopped");
    return Cancelled;
}

int fitTemperature(const CalibrateOptions& options, const OpenedTraces& traces, std::optional<store::RunStore>& store,
    Console& console)
{
    const auto& trace = *traces.trace;
    const JobContext job = console.job();
    const trace::SplitOptions split { options.share.value_or(usualShare), options.seed, false };
    const auto fit = calibration::fitTemperatures(trace, split, job);
    console.endJob();
    if (!fit)
        return stopped(console);
    auto json = calibration::toJson(trace, *fit);
    keep(store, options, traces, policyText(*fit),
        { { "fit", "temperature" }, { "share", split.share }, { "seed", split.seed } }, json, console);
    if (console.isJson())
        console.printJson(json);
    else
        console.print(temperatureText(trace, *fit));
    return Done;
}

int calibrate(const CalibrateOptions& options, const OpenedTraces& traces, std::optional<store::RunStore>& store,
    Console& console)
{
    const auto& trace = traces.trace;
    auto request = requestOf(options, trace);
    const auto family = calibration::orderedFamily(*trace, options.policy, options.grid);
    request.settings = family.settings;
    const JobContext job = console.job();
    const auto table = calibration::lossTable(*trace, request.settings, request.loss, job);
    if (!table)
        return stopped(console);
    const auto result = calibration::calibrate(*table, request);
    std::optional<calibration::SplitStudy> study;
    if (options.splits > 0) {
        study = calibration::studySplits(*table, request, options.splits, job);
        if (!study)
            return stopped(console);
    }
    console.endJob();
    auto json = calibration::toJson(request, result, family.key, study);
    keep(store, options, traces, options.policy, calibration::requestJson(request, options.splits), json, console);
    if (console.isJson())
        console.printJson(json);
    else
        console.print(calibrationText(request, result, family.key, study));
    return Done;
}

int list(const CalibrateOptions& options, Console& console)
{
    if (options.store.empty())
        throw InputError(std::string("--list shows what a store holds"), "add --store RUNS.db");
    const store::RunStore store(options.store, store::OpenMode::MustExist);
    if (console.isJson())
        console.printJson(calibrationsJson(store));
    else if (store.calibrations().empty())
        console.note("there are no calibrations yet; exitscope calibrate --store makes one");
    else
        console.print(calibrationsTable(store));
    return Done;
}

int runCalibrate(const CalibrateOptions& options, Console& console)
{
    if (options.isList)
        return list(options, console);
    if (!options.generations.empty())
        return calibrateSequences(options, console);
    if (!options.test.empty())
        throw InputError(std::string("--test goes with --generations"), "a trace is split; leave it out");
    if (options.traces.empty())
        throw InputError(std::string("--trace is required"), "give one, or texts with --generations");
    constexpr std::string_view fits[] = { "temperature" };
    if (!options.fit.empty() && options.fit != fits[0])
        throw InputError("there is nothing called \"" + options.fit + "\" to fit", nameRemedy(options.fit, fits));
    if (options.fit.empty() && options.policy.empty())
        throw InputError(std::string("--policy is required"), "name one, such as --policy confidence, or --fit temperature");
    requireFolderOf(options.store);
    if (!options.policy.empty()) // before the traces are read
        requireForTraces({ policy::policyNamed(std::string_view(options.policy).substr(0, options.policy.find(':'))).info.name, {} },
            options.traces.size());
    const auto traces = openTraces(options.traces);
    noteWhatIf(*traces.trace, console);
    std::optional<store::RunStore> store;
    if (!options.store.empty())
        store.emplace(options.store);
    return options.fit.empty() ? calibrate(options, traces, store, console)
                               : fitTemperature(options, traces, store, console);
}

void addGuaranteeOptions(CLI::App* command, CalibrateOptions& options)
{
    command
        ->add_option("--loss", options.loss,
            "Of a trace: consistency (the answer differs from the full model's) or risk (it is wrong where the full model's is "
            "right). Of texts: rouge-l, token-f1, bleu or different")
        ->type_name("NAME");
    command
        ->add_option("--consistency", options.consistency,
            "Of texts: textual, their distance from the full model's text; risk, how much further they are from the references")
        ->capture_default_str()
        ->type_name("textual|risk");
    command->add_option("--scale", options.scale, "Regression: the difference that counts as a loss of 1")
        ->type_name("S");
    command->add_option("--delta", options.delta, "The loss that is tolerated, between 0 and 1")->capture_default_str();
    command
        ->add_option("--epsilon", options.epsilon, "The probability with which the guarantee may fail")
        ->capture_default_str();
    command
        ->add_option("--p-value", options.pValue,
            "hoeffding, hoeffding-kl, bentkus, hoeffding-bentkus, or (losses of 0 and 1) binomial")
        ->capture_default_str()
        ->type_name("NAME");
    command->add_option("--procedure", options.procedure, "fixed-sequence, bonferroni or holm")
        ->capture_default_str()
        ->type_name("NAME");
    command
        ->add_option("--starts", options.starts, "fixed-sequence from so many places, each with its part of epsilon")
        ->capture_default_str();
}

void addSplitOptions(CLI::App* command, CalibrateOptions& options)
{
    command->add_option("--share", options.share, "Share of the examples to calibrate on, 0.5 of a trace and 0.8 of texts; the others are the test");
    command->add_option("--seed", options.seed, "Of the split")->capture_default_str();
    command->add_option("--splits", options.splits, "Also: mean and spread over so many random splits")->type_name("N");
}

} // namespace

calibration::TestRequest termsOf(const CalibrateOptions& options, double share)
{
    calibration::TestRequest terms;
    terms.delta = options.delta;
    terms.pValue = calibration::pValueNamed(options.pValue);
    terms.procedure = { calibration::procedureNamed(options.procedure), options.epsilon, options.starts };
    if (options.starts != 1 && terms.procedure.procedure != calibration::Procedure::FixedSequence)
        throw InputError(std::string("--starts is for the procedure fixed-sequence"), "leave it out");
    if (options.splits < 0)
        throw InputError("--splits is " + std::to_string(options.splits), "give a number of random splits, such as 50");
    terms.split = { options.share.value_or(share), options.seed, false };
    return terms;
}

void addCalibrate(CommandLine& line)
{
    auto* command = addCommand(
        line, "calibrate", "Choose a threshold with a guarantee (Learn then Test), or fit temperatures");
    const auto options = std::make_shared<CalibrateOptions>();
    command
        ->add_option("--trace", options->traces,
            "The trace; for a cascade given again for each further model, in the order in which they run")
        ->allow_extra_args(false)
        ->type_name("X.trace");
    command->add_option("--generations", options->generations, "Texts to calibrate on: what generate --out has written")
        ->type_name("FILE");
    command
        ->add_option("--test", options->test,
            "With --generations: other texts of the same model and rules to test on; the first are then all for calibration")
        ->type_name("FILE");
    command->add_option("--policy", options->policy, "confidence, entropy:normalised=true, patience, ...")
        ->type_name("SPEC");
    command
        ->add_option("--grid", options->grid,
            "The settings to test, as 0.95:0.5:10 or 6|4|2; by default evenly through the useful range")
        ->type_name("VALUES");
    command->add_option("--fit", options->fit, "Instead: fit one temperature an exit, for confidence:temperature=...")
        ->type_name("temperature");
    addGuaranteeOptions(command, *options);
    addSplitOptions(command, *options);
    command->add_option("--store", options->store, "Keep the result in this run store")->type_name("RUNS.db");
    command->add_option("--name", options->name, "The result's name in the store");
    command->add_flag("--list", options->isList, "List the calibrations of a store");
    command->callback([&line, options] {
        line.action = [options](Console& console) { return runCalibrate(*options, console); };
    });
}

} // namespace exitscope::cli
