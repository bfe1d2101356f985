#pragma once

#include "core/engine/compress/compress_config.h"
#include "core/engine/compress/stage_run.h"
#include "core/engine/compression.h"
#include "core/engine/train/task_data.h"

#include <filesystem>
#include <optional>
#include <string>

namespace exitscope::engine {

/// The models that a compression is given.
struct GivenModels
{
    std::optional<ModelWeights> model, teacher; ///< one exit each, on the last layer; at least one is there
    std::string modelHash, teacherHash;         ///< SHA-256 of their weight files; empty where there is none

    /// What the student is made of.
    const ModelWeights& base() const { return model ? *model : *teacher; }
};

/// Throws InputError for a teacher without a classifier for the labels, one with other labels or another hidden size than the
/// model, and for a model that is slimmed already.
GivenModels readGivenModels(const CompressConfig& config, const TaskLabels& labels);

/// The weights in the shape `to`: what has the same name and size is kept; exits of another kind, and what is new, start at random.
ModelWeights fitted(const ModelWeights& model, const EncoderConfig& to, std::uint64_t seed);

/// The weights of a checkpoint that a stage wrote. Throws InputError for a tensor that is missing or misshapen.
ModelWeights readStageModel(const std::filesystem::path& folder, const EncoderConfig& config);

ModelSize sizeOf(const std::filesystem::path& checkpoint);

} // namespace exitscope::engine
