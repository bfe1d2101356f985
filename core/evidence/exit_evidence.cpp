#include "core/evidence/exit_evidence.h"

#include "core/evidence/block_tally.h"
#include "core/evidence/percentile.h"
#include "core/metric/exit_metrics.h"
#include "core/metric/reliability.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace exitscope::evidence {

namespace {

constexpr int bins = 15;

/// Weight, and weighted sum, of some units in every draw of a block.
struct WeightedSum
{
    BlockValues weight {}, sum {};

    void add(const std::uint8_t* row, double value)
    {
        for (std::size_t draw = 0; draw < blockDraws; ++draw) {
            weight[draw] += row[draw];
            sum[draw] += row[draw] * value;
        }
    }
};

/// A mean's draws, and those of the mean absolute gap over bins.
BlockValues meanOf(const WeightedSum& sum)
{
    BlockValues mean;
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        mean[draw] = sum.sum[draw] / sum.weight[draw];
    return mean;
}

BlockValues gapOf(std::span<const WeightedSum> gaps)
{
    BlockValues error {}, weight {};
    for (const auto& bin : gaps) {
        for (std::size_t draw = 0; draw < blockDraws; ++draw) {
            error[draw] += std::abs(bin.sum[draw]);
            weight[draw] += bin.weight[draw];
        }
    }
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        error[draw] /= weight[draw];
    return error;
}

/// The draws of every figure.
struct Series
{
    std::vector<std::vector<double>> accuracy, calibration, conditional; ///< [E, draws]
    std::vector<double> overthinking;
};

void append(std::vector<double>& draws, const BlockValues& values, std::size_t count)
{
    draws.insert(draws.end(), values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
}

class ExitResampler
{
public:
    ExitResampler(const trace::Trace& trace, const policy::Outcome* outcome)
        : m_trace(trace)
        , m_outcome(outcome)
        , m_exits(metric::exitConfidences(trace))
    {
        m_series.accuracy.resize(m_exits.size());
        m_series.calibration.resize(m_exits.size());
        m_series.conditional.resize(outcome ? m_exits.size() : 0);
    }

    void take(std::span<const std::uint8_t> weights, std::size_t draws)
    {
        for (std::size_t exit = 0; exit < m_exits.size(); ++exit)
            takeExit(exit, weights, draws);
        WeightedSum overthinkers;
        for (std::size_t i = 0; i < m_exits.back().units.size(); ++i)
            overthinkers.add(row(weights, i), isOverthinker(i) ? 1 : 0);
        append(m_series.overthinking, meanOf(overthinkers), draws);
    }

    const Series& series() const { return m_series; }
    std::size_t exits() const { return m_exits.size(); }

private:
    const std::uint8_t* row(std::span<const std::uint8_t> weights, std::size_t labelled) const
    {
        return &weights[static_cast<std::size_t>(m_trace.exampleOf(m_exits[0].units[labelled])) * blockDraws];
    }

    bool isOverthinker(std::size_t labelled) const
    {
        return m_exits.back().correct[labelled] == 0
            && std::any_of(m_exits.begin(), m_exits.end(), [labelled](const auto& exit) { return exit.correct[labelled] != 0; });
    }

    void takeExit(std::size_t exit, std::span<const std::uint8_t> weights, std::size_t draws)
    {
        const auto& at = m_exits[exit];
        WeightedSum right, rightThere;
        std::array<WeightedSum, bins> gaps {};
        for (std::size_t i = 0; i < at.units.size(); ++i) {
            const auto* weight = row(weights, i);
            const double correct = at.correct[i];
            const float confidence = std::isnan(at.confidence[i]) ? 0.0F : std::clamp(at.confidence[i], 0.0F, 1.0F);
            const auto bin = std::min<std::size_t>(static_cast<std::size_t>(confidence * float { bins }), bins - 1);
            right.add(weight, correct);
            gaps[bin].add(weight, correct - static_cast<double>(confidence));
            if (m_outcome && static_cast<std::size_t>(m_outcome->exit[at.units[i]]) == exit)
                rightThere.add(weight, m_outcome->predictedClass[at.units[i]] == m_trace.labels()[at.units[i]] ? 1 : 0);
        }
        append(m_series.accuracy[exit], meanOf(right), draws);
        append(m_series.calibration[exit], gapOf(gaps), draws);
        if (m_outcome)
            append(m_series.conditional[exit], meanOf(rightThere), draws);
    }

    const trace::Trace& m_trace;
    const policy::Outcome* m_outcome;
    std::vector<metric::ExitConfidence> m_exits;
    Series m_series;
};

/// The last value is the sample's own.
Estimate estimateWithOwn(const std::vector<double>& values, double confidence)
{
    return estimateOf(values.back(), std::span(values).first(values.size() - 1), confidence);
}

} // namespace

std::optional<ExitEvidence> exitEvidence(const trace::Trace& trace, const policy::Outcome* outcome,
    const BootstrapOptions& options, const JobContext& job)
{
    Resampling resampling(trace.examples(), options);
    ExitEvidence evidence;
    ExitResampler exits(trace, outcome);
    if (exits.exits() == 0)
        return evidence;
    for (std::size_t block = 0; block < resampling.blocks(); ++block) {
        if (!job.proceed())
            return std::nullopt;
        exits.take(resampling.block(block), resampling.drawsIn(block));
        job.tell({ static_cast<std::int64_t>(block + 1), static_cast<std::int64_t>(resampling.blocks()), "blocks", {} });
    }
    const std::vector<std::uint8_t> ones(static_cast<std::size_t>(trace.examples()) * blockDraws, 1);
    exits.take(ones, 1);
    for (const auto& draws : exits.series().accuracy)
        evidence.accuracy.push_back(estimateWithOwn(draws, options.confidence));
    for (const auto& draws : exits.series().calibration)
        evidence.calibrationError.push_back(estimateWithOwn(draws, options.confidence));
    for (const auto& draws : exits.series().conditional)
        evidence.conditionalAccuracy.push_back(estimateWithOwn(draws, options.confidence));
    evidence.overthinking = estimateWithOwn(exits.series().overthinking, options.confidence);
    return evidence;
}

} // namespace exitscope::evidence
