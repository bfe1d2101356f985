#include "core/evidence/block_tally.h"

#include "core/error.h"
#include "core/metric/gold_scores.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

namespace exitscope::evidence {

namespace {

using metric::Metric;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

void addRow(std::array<std::int32_t, blockDraws>& sums, const std::uint8_t* row)
{
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        sums[draw] += row[draw];
}

void takeRow(std::array<std::int32_t, blockDraws>& sums, const std::uint8_t* row)
{
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        sums[draw] -= row[draw];
}

void addRow(std::array<std::int32_t, blockDraws>& sums, const std::uint8_t* row, std::int32_t by)
{
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        sums[draw] += by * row[draw];
}

void addRow(BlockValues& sums, const std::uint8_t* row, double by)
{
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        sums[draw] += by * row[draw];
}

template <typename Of> BlockValues perDraw(const Of& of)
{
    BlockValues values;
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        values[draw] = of(draw);
    return values;
}

/// As metric::MetricTally centres its sums.
double centreOf(std::span<const float> targets)
{
    return targets.empty() || !std::isfinite(targets.front()) ? 0.0 : static_cast<double>(targets.front());
}

} // namespace

BlockTally::BlockTally(const sweep::Evaluator& evaluator, std::span<const std::uint8_t> weights)
    : m_evaluator(evaluator)
    , m_centre(centreOf(evaluator.trace().targets()))
{
    const auto& trace = evaluator.trace();
    const auto& metrics = evaluator.metrics();
    m_countsClasses = std::any_of(metrics.begin(), metrics.end(), [](Metric metric) {
        return metric == Metric::F1 || metric == Metric::AccuracyAndF1 || metric == Metric::Matthews;
    });
    if (m_countsClasses) {
        m_predicted.resize(static_cast<std::size_t>(std::max<std::int64_t>(trace.classes(), 2)));
        m_actual.resize(m_predicted.size());
    }
    if (std::ranges::find(metrics, Metric::SpanF1) != metrics.end()) {
        m_spans.emplace(trace, std::vector<std::int32_t>(static_cast<std::size_t>(trace.units())));
        for (std::int64_t example = 0; example < trace.examples(); ++example)
            addSpans(m_spans->countsOf(example), &weights[static_cast<std::size_t>(example) * blockDraws]);
    }
    const auto isOfWords = [](Metric metric) { return metric == Metric::Agreement || metric::isLessBetter(metric); };
    if (metric::hasGoldLogProbs(trace) && std::any_of(metrics.begin(), metrics.end(), isOfWords))
        beginWords();
    countTotals(weights);
    const auto heaviest = *std::max_element(m_units.begin(), m_units.end());
    if (std::int64_t { heaviest } * trace.exitLayer().back() > std::numeric_limits<std::int32_t>::max())
        throw InputError(std::to_string(trace.units()) + " units are too many for bootstrap intervals",
            "take a part of the dataset");
}

void BlockTally::beginWords()
{
    const auto& trace = m_evaluator.trace();
    std::vector<std::int32_t> said(static_cast<std::size_t>(trace.exits()));
    m_words.resize(static_cast<std::size_t>(trace.units()));
    for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
        policy::predictClasses(trace, unit, unit + 1, said);
        m_words[static_cast<std::size_t>(unit)].final = said.back();
    }
}

void BlockTally::countTotals(std::span<const std::uint8_t> weights)
{
    const auto& trace = m_evaluator.trace();
    for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
        const auto u = static_cast<std::size_t>(unit);
        const auto* row = &weights[static_cast<std::size_t>(trace.exampleOf(unit)) * blockDraws];
        addRow(m_units, row);
        addRow(m_flopsFull, row, m_evaluator.cost().full(unit));
        if (!trace.labels().empty() && trace.labels()[u] >= 0) {
            addRow(m_labelled, row);
            if (m_countsClasses)
                addRow(m_actual[static_cast<std::size_t>(trace.labels()[u])], row);
        }
        if (!trace.targets().empty() && !std::isnan(trace.targets()[u])) {
            const double y = static_cast<double>(trace.targets()[u]) - m_centre;
            addRow(m_labelled, row);
            addRow(m_y, row, y);
            addRow(m_yy, row, y * y);
        }
    }
}

void BlockTally::apply(std::span<const Change> changes, std::span<const std::uint8_t> weights, bool isFirst)
{
    const auto& trace = m_evaluator.trace();
    for (const Change& change : changes) {
        const auto* row = &weights[static_cast<std::size_t>(trace.exampleOf(change.unit)) * blockDraws];
        if (change.layers != 0)
            addRow(m_layers, row, change.layers);
        if (change.flops != 0)
            addRow(m_flops, row, change.flops);
        if (m_spans)
            addSpans(m_spans->change(change.unit, change.toClass), row);
        if (!m_words.empty())
            applyWord(change, trace.labels()[change.unit], row);
        if (!trace.labels().empty())
            applyClasses(change, trace.labels()[change.unit], row);
        else if (!trace.targets().empty())
            applyValues(change, trace.targets()[change.unit], row, isFirst);
    }
}

void BlockTally::applyClasses(const Change& change, std::int64_t label, const std::uint8_t* row)
{
    if (label < 0 || change.fromClass == change.toClass)
        return;
    if (change.fromClass == label)
        takeRow(m_correct, row);
    else if (change.toClass == label)
        addRow(m_correct, row);
    if (!m_countsClasses)
        return;
    if (change.fromClass >= 0)
        takeRow(m_predicted[static_cast<std::size_t>(change.fromClass)], row);
    addRow(m_predicted[static_cast<std::size_t>(change.toClass)], row);
    if (label == 1 && change.fromClass == 1)
        takeRow(m_truePositives, row);
    else if (label == 1 && change.toClass == 1)
        addRow(m_truePositives, row);
}

void BlockTally::applyValues(const Change& change, float target, const std::uint8_t* row, bool isFirst)
{
    if (std::isnan(target))
        return;
    if (!isFirst)
        addValue(change.fromValue, target, row, -1);
    addValue(change.toValue, target, row, 1);
}

void BlockTally::addValue(float value, float target, const std::uint8_t* row, double by)
{
    if (!std::isfinite(value)) {
        addRow(m_notFinite, row, by > 0 ? 1 : -1);
        return;
    }
    const double x = static_cast<double>(value) - m_centre;
    const double y = static_cast<double>(target) - m_centre;
    addRow(m_x, row, by * x);
    addRow(m_xx, row, by * x * x);
    addRow(m_xy, row, by * x * y);
}

BlockValues BlockTally::meanExit() const
{
    return perDraw([&](std::size_t draw) { return static_cast<double>(m_layers[draw]) / m_units[draw]; });
}

BlockValues BlockTally::flops() const
{
    return perDraw([&](std::size_t draw) { return m_flops[draw] / m_units[draw]; });
}

BlockValues BlockTally::cost(CostAxis axis) const
{
    const double layers = m_evaluator.trace().fullLayers();
    if (axis == CostAxis::Flops)
        return perDraw([&](std::size_t draw) { return m_flops[draw] / m_flopsFull[draw]; });
    return perDraw([&](std::size_t draw) { return m_layers[draw] / (layers * m_units[draw]); });
}

BlockValues BlockTally::metric(metric::Metric metric) const
{
    switch (metric) {
    case Metric::Accuracy:
        return accuracy();
    case Metric::F1:
        return f1();
    case Metric::AccuracyAndF1: {
        const auto a = accuracy(), b = f1();
        return perDraw([&](std::size_t draw) { return (a[draw] + b[draw]) / 2; });
    }
    case Metric::Matthews:
        return matthews();
    case Metric::Pearson:
        return pearson();
    case Metric::Spearman:
    case Metric::PearsonAndSpearman:
        break;
    case Metric::SpanF1:
        return spanF1();
    case Metric::Agreement:
        return perDraw([&](std::size_t draw) { return static_cast<double>(m_agreeing[draw]) / m_labelled[draw]; });
    case Metric::Perplexity:
        return perDraw([&](std::size_t draw) { return std::exp(meanLoss(draw)); });
    case Metric::BitsPerToken:
        return perDraw([&](std::size_t draw) { return meanLoss(draw) / std::numbers::ln2; });
    }
    return perDraw([](std::size_t) { return nothing; });
}

/// As metric::LikelihoodSum.
double BlockTally::meanLoss(std::size_t draw) const
{
    return m_words.empty() || m_notFinite[draw] > 0 || m_labelled[draw] == 0 ? nothing : m_loss[draw] / m_labelled[draw];
}

/// A word goes from the exit it had in the points before to the one where it leaves now.
void BlockTally::applyWord(const Change& change, std::int64_t label, const std::uint8_t* row)
{
    if (label < 0)
        return;
    const auto layers = m_evaluator.trace().exitLayer();
    Word& word = m_words[change.unit];
    const auto count = [&](const Word& at, int by) {
        if (at.agrees)
            addRow(m_agreeing, row, by);
        if (std::isfinite(at.logProb))
            addRow(m_loss, row, -by * static_cast<double>(at.logProb));
        else
            addRow(m_notFinite, row, by);
    };
    if (word.layer > 0)
        count(word, -1);
    word.layer += change.layers;
    const auto exit = std::ranges::lower_bound(layers, word.layer) - layers.begin();
    word.logProb = metric::goldLogProb(m_evaluator.trace(), change.unit, exit);
    word.agrees = change.toClass == word.final;
    count(word, 1);
}

/// 0 / 0 without a labelled unit is NaN, as it should be.
BlockValues BlockTally::accuracy() const
{
    return perDraw([&](std::size_t draw) { return static_cast<double>(m_correct[draw]) / m_labelled[draw]; });
}

BlockValues BlockTally::f1() const
{
    return perDraw([&](std::size_t draw) {
        const auto below = m_predicted[1][draw] + m_actual[1][draw];
        return below > 0 ? 2.0 * m_truePositives[draw] / below : 0.0;
    });
}

/// R_K, as metric::ClassCounts.
BlockValues BlockTally::matthews() const
{
    BlockValues both {}, predicted {}, actual {};
    for (std::size_t c = 0; c < m_actual.size(); ++c) {
        for (std::size_t draw = 0; draw < blockDraws; ++draw) {
            const double p = m_predicted[c][draw], a = m_actual[c][draw];
            both[draw] += p * a;
            predicted[draw] += p * p;
            actual[draw] += a * a;
        }
    }
    return perDraw([&](std::size_t draw) {
        const double total = m_labelled[draw];
        const double below = (total * total - predicted[draw]) * (total * total - actual[draw]);
        return below > 0 ? (m_correct[draw] * total - both[draw]) / std::sqrt(below) : 0.0;
    });
}

void BlockTally::addSpans(const metric::SpanCounts& counts, const std::uint8_t* row)
{
    const auto add = [&](Counts& sums, std::int64_t count) {
        if (count != 0)
            addRow(sums, row, static_cast<std::int32_t>(count));
    };
    add(m_spansLabelled, counts.labelled);
    add(m_spansPredicted, counts.predicted);
    add(m_spansCorrect, counts.correct);
}

/// As metric::SpanCounts.
BlockValues BlockTally::spanF1() const
{
    return perDraw([&](std::size_t draw) {
        const auto below = m_spansLabelled[draw] + m_spansPredicted[draw];
        return below > 0 ? 2.0 * m_spansCorrect[draw] / below : 0.0;
    });
}

/// As metric::ValueMoments.
BlockValues BlockTally::pearson() const
{
    return perDraw([&](std::size_t draw) {
        if (m_notFinite[draw] > 0 || m_labelled[draw] == 0)
            return nothing;
        const double n = m_labelled[draw];
        const double xx = m_xx[draw] - m_x[draw] * m_x[draw] / n;
        const double yy = m_yy[draw] - m_y[draw] * m_y[draw] / n;
        constexpr double rounding = 1e-12; // what it leaves of a constant side is not a variance
        if (xx <= rounding * m_xx[draw] || yy <= rounding * m_yy[draw])
            return nothing;
        return std::clamp((m_xy[draw] - m_x[draw] * m_y[draw] / n) / std::sqrt(xx * yy), -1.0, 1.0);
    });
}

} // namespace exitscope::evidence
