#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::training {

/// What a slimmed encoder keeps of the model that it was made from (methods.md, section 4). Indices are those of that model, from
/// 0, ascending.
struct KeptStructure
{
    std::int64_t layers = 0, hidden = 0, heads = 0, headSize = 0, feedForward = 0, vocabulary = 0; ///< before
    std::int64_t wordRank = 0; ///< of the word embedding, after; 0 = it is whole
    std::vector<std::vector<std::int32_t>> headsKept;       ///< [layers]
    std::vector<std::vector<std::int32_t>> feedForwardKept; ///< [layers]
    /// Importance of everything that was there when it was last judged, [layers][heads] and [layers][feedForward]; 0 for what had
    /// gone before; empty where nothing was judged.
    std::vector<std::vector<float>> headScores, feedForwardScores;

    bool operator==(const KeptStructure&) const = default;
};

/// Everything is kept.
KeptStructure wholeStructure(std::int64_t layers, std::int64_t hidden, std::int64_t heads, std::int64_t headSize,
    std::int64_t feedForward, std::int64_t vocabulary);

/// The file beside a checkpoint that says it.
inline constexpr const char* keptStructureFile = "structure.json";

std::string toJson(const KeptStructure& structure);
/// Throws InputError for a file that does not fit together: an index twice, past the end, a layer without an entry.
KeptStructure readKeptStructure(const std::filesystem::path& file);
void saveKeptStructure(const std::filesystem::path& file, const KeptStructure& structure);

} // namespace exitscope::training
