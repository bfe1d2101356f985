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

/// A whole dataset in memory, tokenised: every policy and every repeat runs over the same one. N examples, U units: as many,
/// or the words of all sentences.
struct ExecutionData
{
    /// Where an example lies.
    struct Place
    {
        std::uint32_t pack = 0, token = 0, sequence = 0; ///< which pack, and where it begins there
        std::uint32_t rows = 0, sequences = 1;           ///< tokens and windows
        std::int64_t firstUnit = 0;
        std::uint32_t units = 1, asked = 0; ///< how many, and where they begin in the pack's units
    };

    std::vector<UnitPack> packs; ///< consecutive examples, as the tracer packs them
    std::vector<Place> places;        ///< [N]
    std::vector<std::int32_t> length; ///< [N] tokens
    std::vector<std::int64_t> labels; ///< [U], or empty
    std::vector<float> targets; ///< [U], or empty
    std::vector<std::uint8_t> text; ///< of all examples, joined; a pair is joined by a tab
    std::vector<std::int64_t> textOffset; ///< [N+1]
    bool isOfWords = false; ///< units are words
    std::int64_t truncated = 0, windowed = 0;

    std::int64_t examples() const { return static_cast<std::int64_t>(length.size()); }
    std::int64_t units() const { return places.empty() ? 0 : places.back().firstUnit + places.back().units; }
    std::string_view textOf(std::int64_t example) const;
    TokenSpans tokensOf(std::int64_t example) const;
    /// Some examples, evenly spread, in packs of at most `packTokens`; at least one in each.
    std::vector<UnitPack> sample(std::int64_t examples, int packTokens) const;

private:
    UnitPack only(const Place& place) const;
};

/// Reads `source` to its end. Nothing comes back when the job was cancelled.
std::optional<ExecutionData> readAll(TokenSource& source, int packTokens, const JobContext& job);

/// What ExecuteReport::frame describes; takes labels and text out of `data`.
std::shared_ptr<const trace::Trace> frameOf(
    ExecutionData& data, const ModelFacts& model, const data::DatasetInfo& dataset, std::string task,
    std::string modelSha256);

} // namespace exitscope::engine
