#include "app/analysis/layer_facts.h"

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

float usable(float confidence)
{
    return std::isnan(confidence) ? 0.0F : std::clamp(confidence, 0.0F, 1.0F);
}

} // namespace

LayerFacts layerFactsOf(std::shared_ptr<const trace::Trace> trace)
{
    LayerFacts facts;
    facts.trace = std::move(trace);
    if (facts.trace->isRegression())
        return facts;
    facts.exits = metric::exitConfidences(*facts.trace);
    if (facts.exits.empty() || facts.exits.front().units.empty())
        return { facts.trace, {}, {}, {}, 0, 0, {} };
    facts.words = metric::exitWords(*facts.trace);
    for (const auto& exit : facts.exits)
        facts.reliability.push_back(metric::reliability(exit.confidence, exit.correct));
    facts.firstRight.assign(static_cast<std::size_t>(facts.trace->units()), -1);
    const auto& last = facts.exits.back();
    facts.labelled = static_cast<std::int64_t>(last.units.size());
    for (std::size_t i = 0; i < last.units.size(); ++i) {
        if (last.correct[i] != 0)
            continue;
        const auto first = std::find_if(
            facts.exits.begin(), facts.exits.end(), [i](const auto& exit) { return exit.correct[i] != 0; });
        if (first == facts.exits.end())
            continue;
        facts.firstRight[last.units[i]] = static_cast<std::int32_t>(first - facts.exits.begin());
        ++facts.overthinkers;
    }
    return facts;
}

OverthinkingSplit overthinkingSplit(const LayerFacts& facts, std::span<const std::int32_t> answers)
{
    OverthinkingSplit split;
    split.kept.resize(facts.exits.size());
    split.lost.resize(facts.exits.size());
    for (std::size_t unit = 0; unit < facts.firstRight.size() && unit < answers.size(); ++unit) {
        if (facts.firstRight[unit] < 0)
            continue;
        const bool isRight = answers[unit] == facts.trace->labels()[unit];
        ++(isRight ? split.kept : split.lost)[static_cast<std::size_t>(facts.firstRight[unit])];
    }
    return split;
}

metric::Reliability reliabilityWhereTaken(const LayerFacts& facts, std::span<const std::int32_t> taken)
{
    std::vector<float> confidence;
    std::vector<std::uint8_t> correct;
    for (std::size_t i = 0; !facts.exits.empty() && i < facts.exits.front().units.size(); ++i) {
        const auto& exit = facts.exits[static_cast<std::size_t>(taken[facts.exits.front().units[i]])];
        confidence.push_back(exit.confidence[i]);
        correct.push_back(exit.correct[i]);
    }
    return metric::reliability(confidence, correct);
}

std::vector<std::int64_t> unitsInBin(
    const LayerFacts& facts, int exit, std::span<const std::int32_t> taken, const metric::ReliabilityBin& bin)
{
    std::vector<std::int64_t> units;
    for (std::size_t i = 0; !facts.exits.empty() && i < facts.exits.front().units.size(); ++i) {
        const auto unit = facts.exits.front().units[i];
        const auto at = exit >= 0 ? static_cast<std::size_t>(exit) : static_cast<std::size_t>(taken[unit]);
        const auto value = static_cast<double>(usable(facts.exits[at].confidence[i]));
        if (value >= bin.low && (value < bin.high || bin.high >= 1))
            units.push_back(unit);
    }
    return units;
}

std::optional<evidence::ExitEvidence> layerEvidence(
    const trace::Trace& trace, const policy::Outcome& outcome, std::stop_token stop)
{
    constexpr double affordable = 2e8; // additions of rows of weights
    constexpr int usual = 1000, least = 100;
    evidence::BootstrapOptions options;
    const double each = static_cast<double>(std::max<std::int64_t>(1, trace.units() * trace.exits()));
    options.draws = static_cast<int>(std::clamp(affordable / each * 10, double { least }, double { usual }));
    JobContext job;
    job.stop = std::move(stop);
    return evidence::exitEvidence(trace, &outcome, options, job);
}

} // namespace exitscope::app
