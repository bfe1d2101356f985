#pragma once

#include "core/evidence/estimate.h"
#include "core/evidence/outcome_path.h"
#include "core/evidence/resampling.h"
#include "core/metric/metrics.h"
#include "core/metric/span_counts.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::evidence {

/// One figure in every draw of a block.
using BlockValues = std::array<double, blockDraws>;

/// The running sums of blockDraws draws side by side: the same as metric::MetricTally over each resampled set, for all draws
/// at once. A change of one unit adds its row of weights to a few rows of sums. Rank correlations have no such form: they
/// are NaN here (see RankBlock).
class BlockTally
{
public:
    /// `weights` [N, blockDraws]. Throws InputError where sums of exit layers could exceed 31 bits.
    BlockTally(const sweep::Evaluator& evaluator, std::span<const std::uint8_t> weights);

    /// Takes the changes of one point; `weights` are those of the construction. `isFirst`: they put every unit in its place.
    void apply(std::span<const Change> changes, std::span<const std::uint8_t> weights, bool isFirst);

    BlockValues meanExit() const;
    BlockValues flops() const; ///< per unit
    /// Share of the full model's cost on the same draw.
    BlockValues cost(CostAxis axis) const;
    BlockValues metric(metric::Metric metric) const;

private:
    using Counts = std::array<std::int32_t, blockDraws>;

    void countTotals(std::span<const std::uint8_t> weights);
    void applyClasses(const Change& change, std::int64_t label, const std::uint8_t* row);
    void beginWords();
    void applyWord(const Change& change, std::int64_t label, const std::uint8_t* row);
    double meanLoss(std::size_t draw) const;
    void applyValues(const Change& change, float target, const std::uint8_t* row, bool isFirst);
    void addValue(float value, float target, const std::uint8_t* row, double by);
    BlockValues accuracy() const;
    BlockValues f1() const;
    BlockValues matthews() const;
    BlockValues pearson() const;
    BlockValues spanF1() const;
    void addSpans(const metric::SpanCounts& counts, const std::uint8_t* row);

    const sweep::Evaluator& m_evaluator;
    bool m_countsClasses = false; ///< more than accuracy is wanted
    double m_centre = 0;          ///< values are taken relative to it, which keeps their sums small
    Counts m_units {}, m_labelled {}, m_layers {}, m_correct {}, m_truePositives {}, m_notFinite {};
    BlockValues m_flops {}, m_flopsFull {};
    std::vector<Counts> m_predicted, m_actual; ///< [C]
    std::optional<metric::SpanTally> m_spans; ///< for SpanF1 only; every unit has class 0 until apply() says otherwise
    /// Of a language model: where a unit is, and what it counts there.
    struct Word
    {
        std::int32_t layer = 0, final = 0; ///< 1-based, 0 before the first point; what the last exit says
        float logProb = 0;
        bool agrees = false;
    };
    std::vector<Word> m_words; ///< [U], or empty
    Counts m_agreeing {};
    BlockValues m_loss {};
    Counts m_spansLabelled {}, m_spansPredicted {}, m_spansCorrect {};
    BlockValues m_x {}, m_xx {}, m_xy {}, m_y {}, m_yy {};
};

} // namespace exitscope::evidence
