#pragma once

#include "core/engine/run/exit_model.h"

namespace exitscope::engine {

/// A TorchScript module as a model: forward(input_ids, attention_mask[, token_type_ids]), I64 [B, n] each,
/// returns one logits tensor [B, C] per exit, as a tuple, a list, or stacked as [E, B, C]. Exits count as
/// layers 1 … E. It is run once to learn E and C. Throws InputError when the file is none, or does not keep
/// the contract.
std::shared_ptr<const ExitModel> openScriptedModel(const std::filesystem::path& file);

} // namespace exitscope::engine
