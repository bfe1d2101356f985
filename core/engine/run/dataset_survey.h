#pragma once

#include "core/engine/run/token_source.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace exitscope::engine {

/// What the first pass over a dataset leaves in memory: some bytes an example, never its text or tokens.
struct DatasetSurvey
{
    std::vector<std::int32_t> length; ///< [N] tokens
    std::vector<std::int32_t> rows; ///< [N] tokens that are run: more than `length` where a sentence is read in windows
    /// [N+1] the windows of each example, and [windows] how long they are; empty where every example is one sequence
    std::vector<std::int64_t> windowOffset;
    std::vector<std::int32_t> windows;
    std::vector<std::int64_t> unitOffset; ///< [N+1] the units of each example; empty where that is one
    std::vector<std::int64_t> textOffset; ///< [N+1]; empty when no example has text
    std::vector<std::int64_t> labels; ///< [U], classification
    std::vector<float> targets; ///< [U], regression
    std::vector<std::string> tags; ///< [N]; empty when no example has one
    std::int64_t truncated = 0, windowed = 0, tokens = 0;
    std::vector<TokenExample> sample; ///< some, spread evenly

    std::int64_t examples() const { return static_cast<std::int64_t>(length.size()); }
    std::int64_t units() const { return unitOffset.empty() ? examples() : unitOffset.back(); }
    /// The units of an example, [first, last).
    std::pair<std::int64_t, std::int64_t> unitsOf(std::int64_t example) const;
    /// [units] which example a unit belongs to, and its place among that example's units. Empty where unitOffset is.
    std::vector<std::int64_t> exampleOfUnits() const;
    std::vector<std::int32_t> placeOfUnits() const;

    bool isLabelled() const { return !labels.empty() || !targets.empty(); }
};

/// Reads and tokenises everything once. `sampleSize` examples are kept. Nothing comes back when the job was
/// cancelled.
std::optional<DatasetSurvey> survey(TokenSource& source, std::int64_t sampleSize, const JobContext& job);

/// How many examples from `first` on share a pack: those whose rows fit into `packTokens`, at least one.
std::int64_t packedExamples(const std::vector<std::int32_t>& rows, std::int64_t first, int packTokens);

} // namespace exitscope::engine
