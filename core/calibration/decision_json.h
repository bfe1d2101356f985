#pragma once

#include "core/calibration/learn_then_test.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace exitscope::calibration {

/// The parts of `calibrate --json` that do not depend on what the losses are of. `key` is the parameter that varies.

/// "chosen" (null where nothing passed), "delta", "epsilon", "p_value", "tested", "untested" with its places in the sequence,
/// "calibration_units".
nlohmann::ordered_json decisionJson(const TestRequest& request, const Decision& decision, const std::string& key);

/// "spec", the chosen setting's text, or null.
nlohmann::ordered_json chosenSpec(const TestRequest& request, const Decision& decision);

/// "procedure", "starts", "level", "share", "seed" (without the last two where the halves were given).
void addProcedure(nlohmann::ordered_json& json, const TestRequest& request, const Decision& decision);

nlohmann::ordered_json studyJson(const TestRequest& request, const SplitStudy& study, const std::string& key);

/// All that is needed to calibrate again: "settings", then "loss" and what is further in `loss`, then the terms.
nlohmann::ordered_json termsJson(const TestRequest& request, const nlohmann::ordered_json& loss, std::int64_t splits);

nlohmann::ordered_json numberOrNull(double value);

} // namespace exitscope::calibration
