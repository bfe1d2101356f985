#pragma once

#include "core/training/learning_curve.h"

#include <QString>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace exitscope::app {

/// Means of some events of a training's steps, at the last of them.
struct StepSample
{
    double step = 0, steps = 0;
    std::string phase;
    std::int64_t phaseIndex = 0;
    double rate = 0, tokensPerSecond = 0, loss = 0;
    std::vector<std::string> names;
    std::vector<double> losses; ///< by name; NaN: not known

    double part(const std::string& name) const; ///< NaN: it has none
};

struct DevSample
{
    double step = 0, steps = 0;
    std::string phase, metric;
    std::int64_t phaseIndex = 0;
    std::vector<double> byExit; ///< [exits of the whole training]; NaN where an exit was not judged
    double mean = 0;            ///< NaN where not all were
    bool isBest = false;
};

/// A stretch of a training, of which "pruning 1 of 6" to "pruning 6 of 6" are one.
struct LearningPhase
{
    std::string name;
    double from = 0, to = 0; ///< steps
};

/// "pruning 2 of 6": "pruning", and " 2 of 6" is left; any other name is itself.
std::string phaseStem(const std::string& phase);

/// At most some five hundred, each within one phase.
std::vector<StepSample> stepSamples(std::span<const training::LearningEvent> events);
std::vector<DevSample> devSamples(std::span<const training::LearningEvent> events);
std::vector<LearningPhase> phasesOf(std::span<const training::LearningEvent> events);

/// "exit 7", and "exit 7, teacher" where `isFurther`: 7.
struct ExitPart
{
    int exit = 0;
    bool isFurther = false; ///< not the exit's own loss, but what else it learns from
};
std::optional<ExitPart> exitOfPart(const std::string& name);
int deepestExit(const std::vector<StepSample>& samples);
/// A part of the loss in the language of the moment; one that is not known is itself.
QString lossPartTitle(const std::string& name);

} // namespace exitscope::app
