#pragma once

#include "core/engine/model/encoder_config.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::engine {

/// What `exitscope inspect` says of a checkpoint directory.
struct CheckpointDescription
{
    std::string family; ///< "bert", "roberta", "distilbert", "elasticbert", "albert"
    EncoderConfig config;
    std::string head; ///< "one pooler per exit", "one pooler for all exits", …
    std::int64_t parameters = 0; ///< elements of every tensor that inference uses, shared ones once
    double flops128 = 0; ///< one pass of the full model, 128 tokens (cost::fullFlops)
    std::vector<std::string> weightFiles, tokenizerFiles; ///< file names
    std::string dtype; ///< "F32", or several joined by ", "
    std::vector<std::string> unused, notes;
};

/// Reads headers only, no LibTorch. Throws InputError like Checkpoint::open.
CheckpointDescription describeCheckpoint(const std::filesystem::path& directory);

std::string_view nameOf(Family family);
std::string_view nameOf(HeadKind kind); ///< for people and the trace's metadata
std::string_view nameOf(ExitModule module); ///< as in config.json: "lte", "classifier"; "none"

} // namespace exitscope::engine
