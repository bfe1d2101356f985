#pragma once

#include "core/data/tokenizer.h"
#include "core/hashee/token_hash.h"
#include "core/job.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::hashee {

/// After which layer (1-based) a hash of tokens freezes the words of a traced dataset [U], which is what an execution of the
/// model does, for the table alone decides. A word goes where its first piece is sent. `maxLength`: the tokens that the model reads
/// at once; only random-inconsistent draws by it, and only where sentences are longer. Nothing once the job was stopped. Throws
/// InputError for a trace that does not hold the words of its sentences, and for a table of another depth.
std::optional<std::vector<std::int32_t>> layersOfWords(const TokenHash& hash, const data::Tokenizer& tokenizer,
    std::int32_t maxLength, const trace::Trace& trace, const JobContext& job = {});

/// The exit (0-based) by which a token answers that is frozen after a layer: there, or the next one above.
std::int32_t exitAtOrAbove(std::span<const std::int32_t> exitLayer, std::int32_t layer);

} // namespace exitscope::hashee
