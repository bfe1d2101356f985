#pragma once

#include "core/cost/encoder_shape.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::cost {

/// Where a cost came from, so that a figure can say it.
enum class CostSource {
    Recorded, ///< the trace's own layer_flops
    Shape,    ///< the model's shape in the trace's metadata
    Layers,   ///< neither is known: one unit of cost per layer, heads free
};

struct CostOptions
{
    /// 0: every example at its real length. Else all at this many tokens, as tables with n = 128 have it (methods.md §8.6).
    std::int64_t paddedTokens = 0;
};

/// What an example costs when it leaves at an exit, in FLOPs (1 MAC = 2 FLOPs).
///
/// A trace's `layer_flops` holds embeddings, layers and one head at every exit up to that one. A rule that tries fewer
/// heads (`fixed` runs one, `first_exit` skips some) pays for those it tries: the cost of a head is known from the
/// shape, or from the metadata "head_flops"; where neither is there it is taken as 0, and `layer_flops` stands as it is.
/// The full model, to which ratios refer, runs every layer and the last head only.
class CostModel
{
public:
    /// Recorded costs first, else the shape (examples without a length count 128 tokens), else layers. Throws InputError
    /// when padding is asked for and the trace has no shape to compute it from.
    explicit CostModel(const trace::Trace& trace, const CostOptions& options = {});

    CostSource source() const { return m_source; }
    bool isInFlops() const { return m_source != CostSource::Layers; }
    double head() const { return m_head; } ///< FLOPs of one exit's head

    /// FLOPs of one unit that leaves at `exit` (0-based) having run `heads` heads. A token's unit bears its share of the
    /// example's layers, and heads of its own.
    double unit(std::int64_t unit, std::int32_t exit, std::int32_t heads) const
    {
        return body(unit)[exit] + m_head * heads;
    }
    /// The full model on this unit; of a cascade the last model alone.
    double full(std::int64_t unit) const
    {
        const double before = m_isCascade && m_exits > 1 ? this->unit(unit, m_exits - 2, 0) : 0;
        return this->unit(unit, m_exits - 1, 1) - before;
    }

    /// Costs of one unit without heads, for every exit [E]; rows are shared between units of equal cost.
    const double* body(std::int64_t unit) const
    {
        const auto u = static_cast<std::size_t>(unit);
        return &m_rows[(m_rowOf.empty() ? 0 : m_rowOf[u]) * static_cast<std::size_t>(m_exits)];
    }
    /// What of an example's cost one unit stands for: 1 in sentence tasks, 1 / (units of the example) in token tasks.
    double share(std::int64_t unit) const
    {
        return m_share.empty() ? 1.0 : m_share[static_cast<std::size_t>(unit)];
    }

private:
    void takeLayers(const trace::Trace& trace);
    void takeRecorded(const trace::Trace& trace);
    void takeShape(const trace::Trace& trace, const EncoderShape& shape, std::int64_t paddedTokens);
    void spreadOverUnits(const trace::Trace& trace);

    CostSource m_source = CostSource::Layers;
    std::int32_t m_exits = 0;
    bool m_isCascade = false;
    double m_head = 0;
    std::vector<double> m_rows;          ///< [R, E]
    std::vector<std::uint32_t> m_rowOf;  ///< [U]; empty = one row for all
    std::vector<double> m_share;         ///< [U]; empty = 1
};

/// The shape that a trace's metadata carries, if any.
std::optional<EncoderShape> shapeOf(const trace::Trace& trace);

/// Metadata keys of a trace that costs read.
inline constexpr const char* shapeKey = "shape";
inline constexpr const char* headFlopsKey = "head_flops";

} // namespace exitscope::cost
