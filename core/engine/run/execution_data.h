#pragma once

#include "core/engine/run/policy_stream.h"
#include "core/engine/run/token_source.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

/// A whole dataset in memory, tokenised: every policy and every repeat runs over the same one.
struct ExecutionData
{
    std::vector<UnitPack> packs; ///< consecutive examples, as the tracer packs them
    std::vector<std::uint32_t> packOf;  ///< [N] which pack an example is in
    std::vector<std::uint32_t> tokenOf; ///< [N] where its tokens begin there
    std::vector<std::int32_t> length; ///< [N]
    std::vector<std::int64_t> labels; ///< [N], or empty
    std::vector<float> targets; ///< [N], or empty
    std::vector<std::uint8_t> text; ///< of all examples, joined; a pair is joined by a tab
    std::vector<std::int64_t> textOffset; ///< [N+1]
    std::int64_t truncated = 0;

    std::int64_t units() const { return static_cast<std::int64_t>(length.size()); }
    std::string_view textOf(std::int64_t unit) const;
    TokenSpans tokensOf(std::int64_t unit) const;
    /// Some examples, evenly spread, in packs of at most `packTokens`; at least one in each.
    std::vector<UnitPack> sample(std::int64_t examples, int packTokens) const;
};

/// Reads `source` to its end. Nothing comes back when the job was cancelled.
std::optional<ExecutionData> readAll(TokenSource& source, int packTokens, const JobContext& job);

/// What ExecuteReport::frame describes; takes labels and text out of `data`.
std::shared_ptr<const trace::Trace> frameOf(
    ExecutionData& data, const ModelFacts& model, const data::DatasetInfo& dataset, std::string task,
    std::string modelSha256);

} // namespace exitscope::engine
