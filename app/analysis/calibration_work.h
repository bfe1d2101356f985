#pragma once

#include "app/plots/calibration_plot.h"
#include "core/calibration/sequence_calibration.h"
#include "core/job.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace exitscope::app {

/// What the calibration view asks for, before the trace or the texts are looked at.
struct CalibrationChoice
{
    std::string policy; ///< with the values to be tested: "entropy:threshold=0:1:21"; of texts the rule, whose values are the file's
    calibration::LossOptions loss; ///< of a trace
    std::optional<calibration::SequenceLoss> textLoss; ///< of whole texts, which are then what is calibrated on
    std::shared_ptr<const generations::Generations> texts;
    double delta = 0.1;
    calibration::PValue pValue = calibration::PValue::HoeffdingBentkus;
    calibration::ProcedureOptions procedure;
    trace::SplitOptions split;
};

struct CalibrationDone
{
    CalibrationPicture picture;
    store::CalibrationRecord record;
};

/// The choice that a stored calibration was made with. Throws InputError where the record does not say.
CalibrationChoice choiceOf(const store::CalibrationRecord& record);

/// On a worker: on the choice's texts where it has some, else on the trace. Nothing when it was stopped. Throws InputError as
/// calibration::calibrate().
std::optional<CalibrationDone> calibrateChoice(
    std::shared_ptr<const trace::Trace> trace, const CalibrationChoice& choice, const JobContext& job = {});

} // namespace exitscope::app
