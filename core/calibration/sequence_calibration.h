#pragma once

#include "core/calibration/learn_then_test.h"
#include "core/calibration/sequence_sets.h"
#include "core/generations/quality.h"

#include <optional>
#include <span>
#include <string>

namespace exitscope::calibration {

/// Calibration of whole texts (CALM §4): Learn then Test over the settings of one rule in a file of generations.
struct SequenceRequest : TestRequest
{
    SequenceFamily family; ///< its settings are the request's
    SequenceLoss loss;
};

/// CALM's own: 80 % to calibrate on.
inline constexpr double usualSequenceShare = 0.8;

/// What a setting costs and gives on some prompts.
struct SequenceFigures
{
    double meanExit = 0; ///< 1-based layers a token
    double flopsRatio = 1;
    double measuredSpeedup = 1; ///< of the setting over all prompts of its file: texts share a batch, and have no time of their own
    generations::Quality quality;

    double flopsReduction() const { return flopsRatio > 0 ? 1 / flopsRatio : 1; }
};

struct SequenceCalibration
{
    Decision decision;
    SequenceFigures test; ///< the chosen setting on the test half; the full model if none was chosen
    SequenceFigures full; ///< the full model on the test half
};

/// The figures of one setting, or without one of the full model.
SequenceFigures figuresOn(const generations::Generations& generations, const generations::QualityMeter& meter,
    const SequenceFamily& family, std::optional<std::size_t> setting, std::span<const std::size_t> prompts);

/// A request on such sets: of two files with their halves. Throws InputError as sequenceFamily() and SequenceSets::inTest().
SequenceRequest requestOn(const SequenceSets& sets, const TestRequest& terms, const SequenceLoss& loss, const SequenceFamily& family);

/// The whole, from SequenceSets::losses(): decision, and the chosen setting on the test half. Throws InputError as decide().
SequenceCalibration calibrate(const SequenceSets& sets, const LossTable& table, const SequenceRequest& request);

/// The guarantee in words, one sentence: "With probability at least 95 % over the calibration draw, texts are at most 0.1 away
/// from the full model's on average (1 − ROUGE-L)."
std::string guaranteeText(const SequenceRequest& request, const Decision& decision);

} // namespace exitscope::calibration
