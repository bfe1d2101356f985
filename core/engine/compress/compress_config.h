#pragma once

#include "core/engine/compress/importance.h"
#include "core/engine/compress/pruning_schedule.h"
#include "core/engine/train/train_config.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace exitscope::engine {

/// The stages of COST-EFF (methods.md, 4.7), in their order.
enum class Stage { FineTune, Assistant, Prune, RecoverFeatures, Recover };

inline constexpr std::array<std::string_view, 5> stageNames { "finetune", "ta", "prune", "recover-features", "recover" };

/// "3-prune": where a stage's result lies in the output folder.
std::string folderOf(Stage stage);

/// How long a stage trains and how fast it learns.
struct StageSettings
{
    double epochs = 0;
    double rate = 0;
    double featureShare = 0; ///< of the steps (of each interval, while pruning), the first: on features alone
    double interval = 0;     ///< pruning: epochs from one to the next
    double restore = 0;      ///< pruning: by which part the rate rises at each restart
};

/// What the configuration says of a stage; the rest follows from the preset and the width.
struct StageOverrides
{
    std::optional<double> epochs, rate, featureShare, interval, restore;
};

/// The file of `exitscope compress --config` (the help page "Compression"). Paths are relative to the file. A key that is not
/// known, a wrong type and a value out of range are errors.
struct CompressConfig : RunConfig
{
    std::filesystem::path model;   ///< what the student is made of: a backbone, or with `teacher` a model to start from
    std::filesystem::path teacher; ///< a fine-tuned checkpoint in place of the first stage
    TaskConfig task;
    std::string preset;            ///< empty: SST-2's
    std::string width;             ///< "2x", "8x", or empty
    std::optional<std::int64_t> heads, feedForward, rank;
    ImportanceKind importance = ImportanceKind::TaylorAbs;
    double judgedShare = 1;        ///< examples drawn to judge importance, as a share of the training set
    bool features = true, prediction = true;
    bool exitLosses = true;        ///< false: while pruning, the last exit's prediction alone
    bool equilibrium = true;
    std::int64_t exitStart = 1;    ///< the lowest layer with an exit
    double temperature = 1;
    std::int64_t batch = 32, maxLength = 128;
    double dropout = 0.1;
    OptimizerConfig optimizer;     ///< but for the rate
    std::array<StageOverrides, 5> stages;

    const StageOverrides& of(Stage stage) const { return stages[static_cast<std::size_t>(stage)]; }
};

/// Throws InputError naming the file and the key.
CompressConfig readCompressConfig(const std::filesystem::path& path);

/// The widths asked for, of a model that has `original`: by heads; without more said, 64 of 768 hidden and 256 of 3,072 inner
/// units a head of twelve, and likewise of others. Throws InputError for what cannot be: no heads, more than there are, a rank
/// above min(V, H), nothing to slim.
SlimWidths targetWidths(const CompressConfig& config, const SlimWidths& original, std::int64_t vocabulary);

/// What is in force for a stage.
StageSettings settingsOf(Stage stage, const CompressConfig& config, const SlimWidths& original, const SlimWidths& target);

} // namespace exitscope::engine
