#pragma once

#include "core/trace/trace_writer.h"

#include <cstdint>
#include <span>

namespace exitscope::policy {

/// Room for `units` of a compact trace: everything but similarity, learned and the numbers of the units; `topCount` is K.
trace::TraceChunk compactChunk(std::int64_t units, std::int64_t exits, std::int64_t topCount);

/// Keeps of the logits [C] of one exit (0-based) of the `row`-th unit what a compact trace holds. `gold`: its label, or −1;
/// `final`: the class that the last exit predicts. Rows and exits may come in any order, and from several threads.
void keepExit(trace::TraceChunk& chunk, std::int64_t row, std::int64_t exit, std::int64_t exits,
    std::span<const float> logits, std::int64_t gold, std::int32_t final);

} // namespace exitscope::policy
