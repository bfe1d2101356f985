#pragma once

#include "core/io/safetensors.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace exitscope::trace {

/// The names of command-line.md, "A trace file".
namespace tensor {
inline constexpr const char* logits = "logits";
inline constexpr const char* prediction = "prediction";
inline constexpr const char* entropy = "entropy";
inline constexpr const char* confidence = "confidence";
inline constexpr const char* margin = "margin";
inline constexpr const char* goldLogProb = "gold_logprob";
inline constexpr const char* goldRank = "gold_rank";
inline constexpr const char* finalRank = "final_rank";
inline constexpr const char* topIds = "top_ids";
inline constexpr const char* topLogits = "top_logits";
inline constexpr const char* takenLayer = "taken_layer";
inline constexpr const char* unitText = "unit_text";
inline constexpr const char* labels = "labels";
inline constexpr const char* exitLayer = "exit_layer";
inline constexpr const char* example = "example";
inline constexpr const char* position = "position";
inline constexpr const char* length = "length";
inline constexpr const char* similarity = "similarity";
inline constexpr const char* learned = "learned";
inline constexpr const char* layerFlops = "layer_flops";
inline constexpr const char* embedding = "embedding";
inline constexpr const char* text = "text";
inline constexpr const char* textOffset = "text_offset";
} // namespace tensor

/// Which tensors a file holds, and their extents. `textBytes` < 0: no text.
struct TraceLayout
{
    std::int64_t units = 0, exits = 0, classes = 0, examples = 0;
    std::int64_t embeddingWidth = 0; ///< D; 0: no embeddings
    std::int64_t textBytes = -1;
    std::int64_t topCount = 0; ///< K; 0: no top classes
    bool isCompact = false;    ///< prediction and scores in place of logits
    bool withLabels = false, withExample = false, withPosition = false, withLength = false;
    bool withSimilarity = false, withLearned = false, withLayerFlops = false;
    bool withGoldLogProb = false, withGoldRank = false;
    bool withFinalRank = false, withTakenLayer = false, withUnitText = false;

    /// Eight-byte types first, bytes last: every tensor is then aligned to its type.
    std::vector<io::TensorSpec> specs() const;
};

/// Whether a file looks like a trace of either form.
bool isTrace(const io::SafetensorsFile& file);

/// The metadata of a file: our format mark, what is said, of a compact trace the number of classes, and the extra keys.
std::map<std::string, std::string> metadataOf(const TraceInfo& info, const TraceLayout& layout);

/// C of a compact trace, from its metadata. Throws InputError.
std::int64_t classesFrom(const std::filesystem::path& path, const std::map<std::string, std::string>& metadata);

/// The reverse. A file without our mark is fine (anyone may write logits and labels); another format number is not.
/// Throws InputError.
TraceInfo infoFrom(const std::filesystem::path& path, const std::map<std::string, std::string>& metadata);

} // namespace exitscope::trace
