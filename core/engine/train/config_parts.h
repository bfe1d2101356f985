#pragma once

#include "core/engine/train/run_config.h"
#include "core/engine/train/strict_json.h"

#include <cstdint>
#include <filesystem>

/// What the configurations of encoders and of language models have in common.
namespace exitscope::engine {

constexpr std::int64_t many = std::int64_t { 1 } << 40;

/// Reads the file into `config` and parses it. Throws InputError with the line where it is no JSON.
StrictObject openConfig(const std::filesystem::path& path, RunConfig& config);

OptimizerConfig readOptimizer(StrictObject json);

/// Seed, output, threads and the rest of RunConfig.
void readRun(StrictObject& json, RunConfig& config);

/// The same run with another seed: its text says so, and its output is "seed-N" in the folder that it had.
void useSeed(RunConfig& config, std::uint64_t seed);

} // namespace exitscope::engine
