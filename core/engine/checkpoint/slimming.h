#pragma once

#include "core/engine/checkpoint/config_json.h"
#include "core/engine/model/encoder_config.h"

namespace exitscope::engine {

/// What config.json says of a slimmed encoder, into `shape`, whose layers, hidden, heads and feedForward are set already. Keys:
///
///   "head_size", "heads_kept": [per layer], "feed_forward_kept": [per layer], "word_rank"  (ours)
///   "prun_hidden_size", "prun_intermediate_size", "emb_hidden_dim"                         (COST-EFF's authors': heads and feed-
///       forward of all layers, which "num_attention_heads" counts already; -1 = the word table is whole)
///   "pruned_heads": {"layer": [heads]}                                                     (Hugging Face: heads removed)
///
/// Throws InputError that names the key for a layer without a head or an inner unit, more of them than the widest layer has, a list
/// that is not one entry per layer, and heads that the hidden units do not split into.
void readSlimming(const ConfigJson& config, EncoderConfig& shape);

/// Whether exits read tanh of the first token's state, without a pooler: "exit_head": "tanh" (ours), or "pooler_dense": false of
/// COST-EFF's authors. Throws InputError for another "exit_head", and for their pooled or concatenated states, which no exit head
/// here reads.
bool readsTanhOfState(const ConfigJson& config);

} // namespace exitscope::engine
