#pragma once

#include "core/engine/model/decoder_config.h"
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

/// The same of a model that generates.
struct DecoderDescription
{
    std::string family; ///< as config.json says: "gpt2", "llama", "t5", "mt5", "bart"
    DecoderConfig config;
    std::string head; ///< "the model's own at every layer", "one head per exit"
    std::int64_t parameters = 0;
    double flops128 = 0; ///< writing 128 tokens with the full model, after nothing or 128 tokens of an encoder (methods.md §8.4)
    bool isLlama2c = false; ///< a file of llama2.c
    std::filesystem::path tokenizer; ///< DecoderCheckpoint::tokenizerPath(); empty where there is none
    std::string tokenizerProblem; ///< why there is none
    std::string dtype;
    std::vector<std::string> unused, notes;
};

/// Reads headers only, no LibTorch. Throws InputError like DecoderCheckpoint::open.
DecoderDescription describeDecoder(const std::filesystem::path& path);

std::string_view nameOf(Family family);
std::string_view nameOf(HeadKind kind); ///< for people and the trace's metadata
std::string_view nameOf(ExitModule module); ///< as in config.json: "lte", "classifier"; "none"

} // namespace exitscope::engine
