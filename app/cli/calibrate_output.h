#pragma once

#include "core/calibration/calibrate.h"
#include "core/calibration/sequence_calibration.h"
#include "core/calibration/temperature.h"
#include "core/store/run_store.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace exitscope::cli {

/// For people: the guarantee in words, a line for every setting, and the test half.
std::string calibrationText(const calibration::CalibrationRequest& request, const calibration::Calibration& result,
    const std::string& key, const std::optional<calibration::SplitStudy>& study);

/// The same of whole texts.
std::string calibrationText(const calibration::SequenceSets& sets, const calibration::SequenceRequest& request,
    const calibration::SequenceCalibration& result, const std::optional<calibration::SplitStudy>& study);

std::string temperatureText(const trace::Trace& trace, const calibration::TemperatureFit& fit);

/// The calibrations of a store, oldest first: as a table, and as {"calibrations": [...]}.
std::string calibrationsTable(const store::RunStore& store);
nlohmann::ordered_json calibrationsJson(const store::RunStore& store);

} // namespace exitscope::cli
