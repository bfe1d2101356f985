#pragma once

#include "core/io/safetensors.h"

#include <cassert>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::trace {

/// Who made a trace and of what; the strings of the file's metadata. Empty means not said.
struct TraceInfo
{
    std::string task;
    std::vector<std::string> labelNames;
    std::string modelName;
    std::string modelSha256;
    std::string datasetName;
    std::string datasetSha256;
    std::vector<std::pair<std::string, std::string>> extra; ///< dtype, head kind, example tags, … (our own keys)
    /// Exits are complete models, run one after the other from scratch until one is sure: a cascade (methods.md §1.11).
    bool isCascade = false;
};

/// What one full-depth pass of a dataset through a multi-exit model leaves behind: a view of a mapped file, or of
/// arrays that the object owns. Immutable and cheap to share; every array below lives as long as the trace.
/// U units (a sentence, a labelled token, a generated position), E exits, C classes (1 = regression), N examples.
///
/// A trace holds the logits of every exit, or, where there are too many classes for that (the words of a language model), what
/// follows from them: the likeliest class and three scores of the distribution. That is a compact trace. Who asks what an exit
/// says goes through policy::viewOf(), predictClasses() and exit_answers.h, where both forms answer alike.
class Trace
{
public:
    /// Maps and checks a *.trace file (command-line.md, "A trace file"). Throws InputError that names the tensor.
    static std::shared_ptr<const Trace> open(const std::filesystem::path& path);

    /// The arrays of a trace made in memory; those that are absent are empty.
    struct Arrays
    {
        std::vector<float> logits;            ///< [U, E, C]; empty in a compact trace
        std::vector<std::int32_t> prediction; ///< [U, E], compact traces only, as the three that follow
        std::vector<float> entropy, confidence, margin; ///< [U, E]
        std::vector<std::int64_t> labels;     ///< [U], −1 = no label; classification
        std::vector<float> targets;           ///< [U], regression; NaN = no target
        std::vector<std::int32_t> exitLayer;  ///< [E]
        std::vector<std::int64_t> example;    ///< [U]
        std::vector<std::int32_t> position;   ///< [U]
        std::vector<std::int32_t> length;     ///< [N]
        std::vector<float> similarity;        ///< [U, E]
        std::vector<float> learned;           ///< [U, E]
        std::vector<float> goldLogProb;       ///< [U, E]
        std::vector<std::int32_t> goldRank, finalRank; ///< [U, E]
        std::vector<std::int32_t> topIds;     ///< [U, E, K]
        std::vector<float> topLogits;         ///< [U, E, K], K = size / (U·E)
        std::vector<std::int32_t> takenLayer; ///< [U]
        std::vector<std::int64_t> unitText;   ///< [U, 2]
        std::vector<float> layerFlops;        ///< [N, E]
        std::vector<float> embedding;         ///< [N, D], D = size / N
        std::vector<std::uint8_t> text;       ///< [B]
        std::vector<std::int64_t> textOffset; ///< [N+1]
    };
    /// Checks the same things as open(). `classes` is C; U and E follow from the sizes of exitLayer or the labels. Without
    /// logits it is a compact trace.
    static std::shared_ptr<const Trace> fromArrays(Arrays arrays, std::int64_t classes, TraceInfo info);

    std::int64_t units() const { return m_units; }
    std::int64_t exits() const { return m_exits; }
    std::int64_t classes() const { return m_classes; }
    std::int64_t examples() const { return m_examples; }
    bool isRegression() const { return m_classes == 1; }
    /// Without logits; then with prediction(), entropy(), confidence() and margin(), and never for regression.
    bool isCompact() const { return m_logits.empty(); }
    bool isCascade() const { return m_info.isCascade; }
    /// Layers of the full model: those of the last exit; in a cascade, where layers add up, of the last model alone.
    std::int32_t fullLayers() const
    {
        const auto before = isCascade() && m_exits > 1 ? m_exitLayer[m_exitLayer.size() - 2] : 0;
        return m_exitLayer.back() - before;
    }
    bool hasLabels() const { return !m_labels.empty() || !m_targets.empty(); }
    const TraceInfo& info() const { return m_info; }
    const std::filesystem::path& path() const { return m_path; } ///< empty for a trace made in memory

    std::span<const float> logits() const { return m_logits; } ///< empty in a compact trace
    /// The C logits of one unit at one exit (0-based exit); not of a compact trace.
    std::span<const float> logits(std::int64_t unit, std::int64_t exit) const
    {
        assert(!isCompact());
        return m_logits.subspan(static_cast<std::size_t>((unit * m_exits + exit) * m_classes),
            static_cast<std::size_t>(m_classes));
    }
    /// Of a compact trace, [U, E] each: the class with the largest logit (ties to the lowest), and the entropy in nats, the
    /// largest probability and the lead of the largest over the second one, of softmax(logits) as policy::softmaxScores() gives
    /// them. NaN where an exit has no distribution.
    std::span<const std::int32_t> prediction() const { return m_prediction; }
    std::span<const float> entropy() const { return m_entropy; }
    std::span<const float> confidence() const { return m_confidence; }
    std::span<const float> margin() const { return m_margin; }
    /// Of either form, [U, E] or empty: ln p of the label; and from 1 the rank of the label, and of what the last exit predicts,
    /// among the exit's classes. Where a unit has no label, the two about it mean nothing.
    std::span<const float> goldLogProb() const { return m_goldLogProb; }
    std::span<const std::int32_t> goldRank() const { return m_goldRank; }
    std::span<const std::int32_t> finalRank() const { return m_finalRank; }
    /// [U, E, K] or empty: the classes with the largest logits, best first.
    std::span<const std::int32_t> topIds() const { return m_topIds; }
    std::span<const float> topLogits() const { return m_topLogits; }
    std::int64_t topCount() const { return m_topIds.empty() ? 0 : std::ssize(m_topIds) / (m_units * m_exits); } ///< K
    /// [U] or empty: the layer (1-based, one of exitLayer()) after which a unit really left when the model ran, as in a
    /// generation whose words were then read once at full depth.
    std::span<const std::int32_t> takenLayer() const { return m_takenLayer; }
    /// [U, 2] or empty: from where to where a unit's own text stands, in bytes of textBytes().
    std::span<const std::int64_t> unitText() const { return m_unitText; }
    std::span<const std::int64_t> labels() const { return m_labels; }
    std::span<const float> targets() const { return m_targets; }
    std::span<const std::int32_t> exitLayer() const { return m_exitLayer; } ///< always there; default 1…E
    std::span<const std::int64_t> example() const { return m_example; }     ///< empty = the identity
    std::span<const std::int32_t> position() const { return m_position; }
    std::span<const std::int32_t> length() const { return m_length; }
    std::span<const float> similarity() const { return m_similarity; }
    std::span<const float> learned() const { return m_learned; }
    std::span<const float> layerFlops() const { return m_layerFlops; }
    /// [N, D]: the mean word embedding of every example, for decisions that are taken before the first layer.
    std::span<const float> embedding() const { return m_embedding; }
    std::int64_t embeddingWidth() const { return m_embeddingWidth; } ///< D; 0 without embeddings
    std::int64_t exampleOf(std::int64_t unit) const
    {
        return m_example.empty() ? unit : m_example[static_cast<std::size_t>(unit)];
    }
    std::span<const std::uint8_t> textBytes() const { return m_text; }        ///< all examples' text, joined
    std::span<const std::int64_t> textOffset() const { return m_textOffset; } ///< [N+1], or empty without text
    /// UTF-8 of one example; a pair is joined by a tab. Empty when the trace carries no text.
    std::string_view text(std::int64_t example) const;

private:
    friend class TraceBuilder;
    Trace() = default;

    std::filesystem::path m_path;
    std::shared_ptr<const io::SafetensorsFile> m_file; ///< or null, with m_owned
    Arrays m_owned;
    TraceInfo m_info;
    std::int64_t m_units = 0, m_exits = 0, m_classes = 0, m_examples = 0, m_embeddingWidth = 0;
    std::span<const float> m_logits, m_targets, m_similarity, m_learned, m_layerFlops, m_embedding;
    std::span<const float> m_entropy, m_confidence, m_margin, m_goldLogProb, m_topLogits;
    std::span<const std::int64_t> m_labels, m_example, m_textOffset, m_unitText;
    std::span<const std::int32_t> m_exitLayer, m_position, m_length;
    std::span<const std::int32_t> m_prediction, m_goldRank, m_finalRank, m_topIds, m_takenLayer;
    std::span<const std::uint8_t> m_text;
    std::vector<std::int32_t> m_defaultExitLayer;
};

} // namespace exitscope::trace
