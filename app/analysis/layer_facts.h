#pragma once

#include "core/evidence/exit_evidence.h"
#include "core/metric/exit_metrics.h"
#include "core/metric/reliability.h"
#include "core/metric/word_facts.h"
#include "core/policy/policy.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace exitscope::app {

/// What the exits of a trace are worth, whatever the operating point: some passes over the trace, for a worker. Empty vectors
/// without labels of classes.
struct LayerFacts
{
    std::shared_ptr<const trace::Trace> trace;
    std::vector<metric::ExitConfidence> exits; ///< [E]
    std::vector<metric::Reliability> reliability; ///< [E], 15 bins of equal width
    std::vector<std::int32_t> firstRight; ///< [U] of an overthinker its first right exit, 0-based; else −1
    std::int64_t labelled = 0, overthinkers = 0;
    std::vector<metric::ExitWords> words; ///< [E] of a language model; else empty

    bool hasClassLabels() const { return !exits.empty(); }
};

LayerFacts layerFactsOf(std::shared_ptr<const trace::Trace> trace);

/// The overthinkers by their first right exit, and whether an operating point leaves them while they are right.
struct OverthinkingSplit
{
    std::vector<std::int64_t> kept, lost; ///< [E] right and wrong where they leave
};

/// `answers`: [U] the class with which each unit leaves.
OverthinkingSplit overthinkingSplit(const LayerFacts& facts, std::span<const std::int32_t> answers);

/// The reliability of the network as it is used: every labelled unit by its confidence at the exit it takes, right or wrong by
/// the exit's own class. `taken`: [U].
metric::Reliability reliabilityWhereTaken(const LayerFacts& facts, std::span<const std::int32_t> taken);

/// Units whose confidence at an exit lies in [low, high) of a bin, the last bin closed; ascending. `exit` −1: where `taken`.
std::vector<std::int64_t> unitsInBin(
    const LayerFacts& facts, int exit, std::span<const std::int32_t> taken, const metric::ReliabilityBin& bin);

/// Bootstrap intervals of the exits under an outcome, with so many draws as a worker can make in about a second; nothing when
/// stopped.
std::optional<evidence::ExitEvidence> layerEvidence(
    const trace::Trace& trace, const policy::Outcome& outcome, std::stop_token stop);

} // namespace exitscope::app
