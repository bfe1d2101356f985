#include "app/cli/calibrate_sequences.h"

#include "app/cli/calibrate_output.h"
#include "app/cli/exit_status.h"
#include "core/calibration/sequence_json.h"
#include "core/error.h"
#include "core/store/run_store.h"

namespace exitscope::cli {

namespace {

using calibration::SequenceRequest;

SequenceRequest requestOf(const CalibrateOptions& options, const generations::Generations& generations)
{
    SequenceRequest request;
    static_cast<calibration::TestRequest&>(request) = termsOf(options, calibration::usualSequenceShare);
    request.loss = { options.loss.empty() ? calibration::TextDistance::RougeL : calibration::textDistanceNamed(options.loss),
        calibration::consistencyNamed(options.consistency) };
    request.family = calibration::sequenceFamily(generations, options.policy, options.grid);
    request.settings = request.family.settings;
    return request;
}

void requireSequenceOptions(const CalibrateOptions& options)
{
    if (!options.traces.empty())
        throw InputError(std::string("--trace and --generations are two things to calibrate on"), "give one of them");
    if (!options.fit.empty())
        throw InputError(std::string("--fit is for traces"), "leave it out");
    if (options.scale)
        throw InputError(std::string("--scale bounds the losses of regression"), "leave it out");
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
    const auto request = requestOf(options, generations);
    std::optional<store::RunStore> store;
    if (!options.store.empty())
        store.emplace(options.store);
    const JobContext job = console.job();
    const auto table = calibration::sequenceLosses(generations, request.family, request.loss, job);
    if (!table)
        return stopped(console);
    const auto result = calibration::calibrate(generations, *table, request);
    std::optional<calibration::SplitStudy> study;
    if (options.splits > 0) {
        study = calibration::studySplits(*table, request, options.splits, job);
        if (!study)
            return stopped(console);
    }
    console.endJob();
    auto json = calibration::toJson(request, result, study);
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
        console.print(calibrationText(request, result, study));
    return Done;
}

} // namespace exitscope::cli
