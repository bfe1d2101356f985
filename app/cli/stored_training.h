#pragma once

#include "core/training/training_recorder.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace exitscope::cli {

/// --store and --name of the commands that train.
struct StoredTrainingOptions
{
    std::filesystem::path store; ///< empty: nothing is kept
    std::string name;
};

void addStoredTrainingOptions(CLI::App* command, StoredTrainingOptions& options);

/// A report, and the number of the training where it is kept.
template <typename Report> struct KeptReport
{
    Report report;
    std::optional<store::TrainingId> training;
};

/// Runs one training or compression, kept in the store that was asked for, if any. `work` is given what it must call with every
/// event and returns its report (engine::TrainReport or engine::CompressReport).
template <typename Work>
auto runKept(const StoredTrainingOptions& options, const std::string& kind, const std::filesystem::path& config,
    std::optional<std::uint64_t> seed, bool resume, Work work) -> KeptReport<decltype(work(training::Observer()))>
{
    if (options.store.empty())
        return { work(training::Observer()), std::nullopt };
    store::RunStore store(options.store);
    training::TrainingRecorder recorder(store, training::trainingRequestOf(kind, config, seed, options.name), resume);
    try {
        auto report = work(recorder.observer());
        const auto id = recorder.finish(report);
        return { std::move(report), id };
    } catch (const std::exception& error) {
        recorder.fail(error.what());
        throw;
    }
}

} // namespace exitscope::cli
