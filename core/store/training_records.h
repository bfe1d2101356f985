#pragma once

#include "core/store/records.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the run store keeps of trainings and compressions, as plain values.
namespace exitscope::store {

enum class TrainingId : std::int64_t {};

/// All that is needed to train again. Two requests are the same piece of work when kind, configuration, output and seed are equal.
struct TrainingRequest
{
    std::string name;
    std::string kind = "train"; ///< "train", "compress"
    std::string config;         ///< the configuration's text
    std::string configPath;     ///< where it was read from
    std::string output;         ///< the folder of its checkpoint
    std::uint64_t seed = 0;
    std::string codeVersion;
    std::string machine;

    bool operator==(const TrainingRequest&) const = default;
};

/// A model in numbers.
struct StoredModelSize
{
    std::int64_t parameters = 0;      ///< embeddings and heads included
    std::int64_t layerParameters = 0; ///< of the layers alone
    double flops128 = 0;              ///< the full model, 128 tokens, multiply and add counted as two

    bool operator==(const StoredModelSize&) const = default;
};

/// What came out, as far as it is known.
struct TrainingResult
{
    std::string checkpoint;       ///< the folder of the best one
    std::string checkpointSha256; ///< as traces name their model; may be empty
    std::string metric;           ///< "accuracy"
    std::vector<double> devByExit, testByExit; ///< NaN where an exit has no value
    std::optional<StoredModelSize> before, after; ///< of a compression
    std::string structure; ///< what is kept, as training::toJson(KeptStructure) writes it; may be empty
    std::int64_t steps = 0;
    double seconds = 0;    ///< of training

    bool operator==(const TrainingResult&) const = default;
};

/// One line of a list of trainings.
struct TrainingSummary
{
    TrainingId id {};
    std::string uuid; ///< the same in every store that it was imported into
    TrainingRequest request;
    TrainingResult result;
    std::int64_t events = 0; ///< of the learning curve
    std::string created; ///< UTC, "2026-11-22T10:00:00Z"
    std::string changed; ///< last event, state or edit
    RunState state = RunState::Running;
    std::string message; ///< why it failed
};

struct StoredTraining
{
    TrainingSummary summary;
    std::vector<std::string> curve; ///< JSON, one event each, as learning.jsonl has them
};

} // namespace exitscope::store
