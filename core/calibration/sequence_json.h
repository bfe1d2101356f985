#pragma once

#include "core/calibration/sequence_calibration.h"
#include "core/store/records.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace exitscope::calibration {

/// As `calibrate --generations --json` prints it: the keys of a trace's calibration (command-line.md, "Output"), with
/// "consistency", and in "test" also "measured_speedup", "holds" (risk at most delta there) and "tightness" (risk / delta).
nlohmann::ordered_json toJson(const SequenceRequest& request, const SequenceCalibration& calibration,
    const std::optional<SplitStudy>& study = std::nullopt);

/// All that is needed to calibrate again, as JSON.
nlohmann::ordered_json requestJson(const SequenceRequest& request, std::int64_t splits);

/// What the store keeps; hashes the file of generations.
store::CalibrationRecord recordOf(const generations::Generations& generations, const std::string& name,
    const SequenceRequest& request, std::int64_t splits, const nlohmann::ordered_json& result);

} // namespace exitscope::calibration
