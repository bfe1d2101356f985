#pragma once

#include "app/plots/calibration_plot.h"
#include "core/job.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace exitscope::app {

/// What the calibration view asks for, before the trace is looked at.
struct CalibrationChoice
{
    std::string policy; ///< with the values to be tested: "entropy:threshold=0:1:21"
    calibration::LossOptions loss;
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

/// On a worker. Nothing when it was stopped. Throws InputError as calibration::calibrate().
std::optional<CalibrationDone> calibrateChoice(
    std::shared_ptr<const trace::Trace> trace, const CalibrationChoice& choice, const JobContext& job = {});

} // namespace exitscope::app
