#include "core/calibration/calibrate.h"

#include "core/sweep/evaluate.h"

#include <string>

namespace exitscope::calibration {

namespace {

policy::PolicySpec fullModel(const trace::Trace& trace)
{
    return { "fixed", { { "layer", std::to_string(trace.exitLayer().back()) } } };
}

} // namespace

Calibration calibrate(const LossTable& table, const CalibrationRequest& request)
{
    Calibration calibration;
    calibration.decision = decide(table, request);
    const auto& chosen = calibration.decision.chosen;
    const auto split = trace::splitExamples(*request.trace, request.split);
    const sweep::Evaluator evaluator(trace::subset(*request.trace, split.test));
    calibration.full = evaluator.evaluate(fullModel(*request.trace));
    calibration.test = chosen ? evaluator.evaluate(request.settings[*chosen]) : calibration.full;
    return calibration;
}

std::optional<Calibration> calibrate(const CalibrationRequest& request, const JobContext& job)
{
    const auto table = lossTable(*request.trace, request.settings, request.loss, job);
    if (!table)
        return std::nullopt;
    return calibrate(*table, request);
}

} // namespace exitscope::calibration
