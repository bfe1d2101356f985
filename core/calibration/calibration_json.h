#pragma once

#include "core/calibration/calibrate.h"
#include "core/calibration/temperature.h"
#include "core/store/records.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace exitscope::calibration {

/// As `calibrate --json` prints it (command-line.md, "Output"), with more keys. `key` is the parameter that varies
/// (Family::key); "chosen" is null where nothing passed. A metric that is not defined is null.
nlohmann::ordered_json toJson(const CalibrationRequest& request, const Calibration& calibration, const std::string& key,
    const std::optional<SplitStudy>& study = std::nullopt);

nlohmann::ordered_json toJson(const trace::Trace& trace, const TemperatureFit& fit);

/// All that is needed to calibrate again, as JSON.
nlohmann::ordered_json requestJson(const CalibrationRequest& request, std::int64_t splits);

/// What the store keeps; hashes the traces' files: one, or those of a cascade's models in order, whose hashes are then hashed
/// together and written into the request. `policy` is the text that was calibrated.
store::CalibrationRecord recordOf(std::span<const std::shared_ptr<const trace::Trace>> traces, const std::string& name,
    const std::string& policy,
    nlohmann::ordered_json request, const nlohmann::ordered_json& result);

} // namespace exitscope::calibration
