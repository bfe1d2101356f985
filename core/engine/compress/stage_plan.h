#pragma once

#include "core/engine/compress/compress_config.h"
#include "core/engine/model/encoder_config.h"

#include <cstdint>
#include <string>
#include <vector>

namespace exitscope::engine {

/// What a phase minimises: features · Σ_l MSE(h_l) + Σ_exits (soft · CE against the teacher + hard · CE against the labels).
struct LossMix
{
    double features = 0, soft = 0, hard = 0;
    bool isLastExitAlone = false; ///< of the predictions
    bool isTaughtByLast = false;  ///< every exit by the teacher's last one; else each by the one after the same layer
    double temperature = 1;

    bool needsTeacher() const { return features > 0 || soft > 0; }
};

/// A stretch of a stage with one shape and one schedule.
struct SlimPhase
{
    enum class Kind {
        Train,
        Judge, ///< weights stay as they are; gradients are gathered for the next pruning
    };
    Kind kind = Kind::Train;
    std::string name;
    EncoderConfig config;
    std::int64_t steps = 0;
    std::int64_t featureSteps = 0; ///< of them, the first: on features alone
    std::int64_t evaluateEvery = 0;
    OptimizerConfig optimizer;
    double dropout = 0;
    LossMix mix;
    bool keepsBest = false;   ///< by the mean of dev over the exits; else the last weights
    bool isEquilibrated = false;
    std::int64_t pruning = 0; ///< Train: its weights come from the k-th pruning. Judge: it comes before the k-th
};

struct StagePlan
{
    Stage stage = Stage::FineTune;
    ImportanceKind importance = ImportanceKind::TaylorAbs; ///< of its prunings
    std::vector<SlimPhase> phases;

    const EncoderConfig& shape() const { return phases.back().config; } ///< of its result
    bool slims() const { return stage >= Stage::Prune; }
    std::int64_t steps() const;
};

/// Every stage that the configuration has, in order: without one that is replaced by a given teacher, or that takes no epochs.
/// `base` is the whole model, one exit on top of its pooler; `examples` is an epoch.
std::vector<StagePlan> plannedStages(const CompressConfig& config, const EncoderConfig& base, std::int64_t examples);

/// All that decides what a stage computes, as text; the same for the same computation.
std::string identityOf(const StagePlan& plan);

} // namespace exitscope::engine
