#pragma once

#include "core/engine/run/token_source.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace exitscope::engine {

/// What the first pass over a dataset leaves in memory: some bytes an example, never its text or tokens.
struct DatasetSurvey
{
    std::vector<std::int32_t> length; ///< [N] tokens
    std::vector<std::int64_t> textOffset; ///< [N+1]; empty when no example has text
    std::vector<std::int64_t> labels; ///< [N], classification
    std::vector<float> targets; ///< [N], regression
    std::vector<std::string> tags; ///< [N]; empty when no example has one
    std::int64_t truncated = 0, tokens = 0;
    std::vector<TokenExample> sample; ///< some, spread evenly

    bool isLabelled() const { return !labels.empty() || !targets.empty(); }
};

/// Reads and tokenises everything once. `sampleSize` examples are kept. Nothing comes back when the job was
/// cancelled.
std::optional<DatasetSurvey> survey(TokenSource& source, std::int64_t sampleSize, const JobContext& job);

/// How many examples from `first` on share a pack: those that fit into `packTokens`, at least one.
std::int64_t packedExamples(const std::vector<std::int32_t>& length, std::int64_t first, int packTokens);

} // namespace exitscope::engine
