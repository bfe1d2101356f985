#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::training {

/// What a person says of a training or a compression in the window; the rest of its configuration is kept as it was read.
/// Values that are not said are the engine's defaults (README, "Training" and "Compression").
struct TrainingPlan
{
    enum class Kind { Train, Compress };

    Kind kind = Kind::Train;
    // The task. Paths are absolute, or relative to the configuration as it was read.
    std::string task;                 ///< name; empty: any classification
    std::string train, dev, test;     ///< empty: not said. `train` is also empty where it is more than one plain file
    std::vector<std::string> textColumns;
    std::string labelColumn;
    bool hasFurtherSources = false;   ///< train is several files or a grammar; kept unless `train` is set
    // The model.
    std::string init;                 ///< checkpoint to start from; empty: a new one of the shape below
    std::int64_t layers = 12, hidden = 128, heads = 4, feedForward = 512, positions = 128;
    std::string exitHead;             ///< "pooler", "tanh"; empty: the engine's choice
    // The training.
    std::string regime = "layer-weighted";
    bool hasEquilibrium = false;      ///< every layer's gradient is the mean of the exits above it
    bool learnsToExit = false;        ///< BERxiT's unit beside the exits
    std::string teacher;              ///< checkpoint; empty: none
    double temperature = 1;
    bool matchesHidden = false;       ///< the teacher's hidden states too
    double epochs = 3, exitEpochs = 0; ///< exitEpochs: of a second stage; 0 = as `epochs`
    std::int64_t batch = 32, maxLength = 128;
    std::int64_t accumulate = 1;      ///< batches of a step
    double rate = 5e-4;
    std::uint64_t seed = 1;
    std::int64_t patience = 0;        ///< dev evaluations without a gain before a stage ends; 0 = all epochs
    // The compression; `init` is its backbone and `teacher` a fine-tuned checkpoint in place of the first stage.
    std::string preset;               ///< "sst-2", …: epochs of every stage as the paper has them; empty: as the file says
    std::string width = "8x";         ///< "2x", "8x"; empty: the counts below
    std::int64_t headsKept = 2;       ///< in every layer
    std::int64_t feedForwardKept = 0; ///< the same; 0 = in proportion to the heads
    std::int64_t wordRank = -1;       ///< 0 = whole, -1 = in proportion to the heads
    std::string importance = "taylor-abs";
    std::string output;               ///< folder

    std::string base; ///< the JSON object that it was read from; empty: none. Keys that are not said above are taken from it

    bool operator==(const TrainingPlan&) const = default;
};

/// A configuration that `exitscope train --config` or `exitscope compress --config` takes; indented, keys in a reader's order.
std::string toJson(const TrainingPlan& plan);

/// Throws InputError for what is no JSON object, and for a key of the wrong type. Keys that are not known are kept, for the engine
/// to judge. Paths become absolute by the folder of `file`.
TrainingPlan planFromJson(const std::string& json, const std::filesystem::path& file);
TrainingPlan readPlan(const std::filesystem::path& file);

/// Of one seed of several: the folder where that one's result is.
std::filesystem::path seedFolder(const std::filesystem::path& output, std::uint64_t seed);

} // namespace exitscope::training
