#include "app/cli/calibrate_sequences.h"

#include "app/cli/calibrate_output.h"
#include "app/cli/exit_status.h"
#include "core/calibration/sequence_json.h"
#include "core/error.h"
#include "core/store/run_store.h"

namespace exitscope::cli {

namespace {

using calibration::SequenceRequest;

SequenceRequest requestOf(const CalibrateOptions& options, const calibration::SequenceSets& sets)
{
    const calibration::SequenceLoss loss {
        options.loss.empty() ? calibration::TextDistance::RougeL : calibration::textDistanceNamed(options.loss),
        calibration::consistencyNamed(options.consistency)
    };
    return calibration::requestOn(sets, termsOf(options, calibration::usualSequenceShare), loss,
        calibration::sequenceFamily(sets.calibration(), options.policy, options.grid));
}

void requireSequenceOptions(const CalibrateOptions& options)
{
    if (!options.traces.empty())
        throw InputError(std::string("--trace and --generations are two things to calibrate on"), "give one of them");
    if (!options.fit.empty())
        throw InputError(std::string("--fit is for traces"), "leave it out");
    if (options.scale)
        throw InputError(std::string("--scale bounds the losses of regression"), "leave it out");
    if (!options.test.empty() && (options.splits > 0 || options.share))
        throw InputError(std::string("with --test nothing is split"),
            std::string("leave ") + (options.share ? "--share" : "--splits") + " out");
}

int stopped(Console& console)
{
    console.note("stopped");
    return Cancelled;
}

} // namespace

int calibrateSequences(const CalibrateOptions& options, Console& console)
{
    requireSequenceOptions(options);
    const auto generations = generations::readGenerations(options.generations);
    const auto test = options.test.empty() ? std::nullopt : std::optional(generations::readGenerations(options.test));
    const auto sets = test ? calibration::SequenceSets(generations, *test) : calibration::SequenceSets(generations);
    const auto request = requestOf(options, sets);
    std::optional<store::RunStore> store;
    if (!options.store.empty())
        store.emplace(options.store);
    const JobContext job = console.job();
    const auto table = sets.losses(request.family, request.loss, job);
    if (!table)
        return stopped(console);
    const auto result = calibration::calibrate(sets, *table, request);
    std::optional<calibration::SplitStudy> study;
    if (options.splits > 0) {
        study = calibration::studySplits(*table, request, options.splits, job);
        if (!study)
            return stopped(console);
    }
    console.endJob();
    auto json = calibration::toJson(request, result, study);
    if (test)
        json["test"]["set"] = test->settings.data;
    if (store) {
        const auto id = static_cast<std::int64_t>(
            store->addCalibration(recordOf(generations, options.name, request, options.splits, json)));
        json["calibration"] = id;
        console.note("kept as calibration " + std::to_string(id));
    }
    for (const auto& value : request.family.disabled)
        console.note(request.family.key + " " + value + " is the full model, which needs no test");
    if (console.isJson())
        console.printJson(json);
    else
        console.print(calibrationText(sets, request, result, study));
    return Done;
}

} // namespace exitscope::cli
