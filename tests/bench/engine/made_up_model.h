#pragma once

#include "sequences.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/model/packed_encoder.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::bench {

/// BERT-base's layers with made-up weights and an exit after each, written into `folder`/model. Scaled so that states
/// neither vanish nor saturate.
std::shared_ptr<const engine::Checkpoint> makeCheckpoint(const std::filesystem::path& folder, int layers);

engine::Pack packOf(std::span<const std::vector<std::int32_t>> sequences);
/// Consecutive sequences in packs of at most `most` tokens.
std::vector<engine::Pack> packsOf(const Sequences& sequences, std::size_t most);

} // namespace exitscope::bench
