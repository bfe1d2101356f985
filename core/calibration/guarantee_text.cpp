#include "core/calibration/calibrate.h"
#include "core/calibration/plain_number.h"

#include <array>
#include <charconv>

namespace exitscope::calibration {

namespace {

std::string promise(const CalibrationRequest& request)
{
    const bool isRisk = request.loss.kind == LossKind::Risk;
    if (request.trace->isRegression()) {
        const std::string most = "at most " + plainNumber(request.delta * request.loss.scale) + " on average "
            + "(differences above " + plainNumber(request.loss.scale) + " count as that)";
        return isRisk ? "the error grows over the full model's by " + most
                      : "answers differ from the full model's by " + most;
    }
    const std::string most = "at most " + percentText(request.delta) + " of answers ";
    return most + (isRisk ? "are wrong where the full model is right" : "differ from the full model's");
}

} // namespace

std::string plainNumber(double value)
{
    std::array<char, 32> text {};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6).ptr;
    return { text.data(), end };
}

std::string percentText(double share)
{
    return plainNumber(100 * share) + " %";
}

std::string withProbability(double epsilon)
{
    return "With probability at least " + percentText(1 - epsilon) + " over the calibration draw, ";
}

std::string noSettingText()
{
    return "No setting passed: only the full model, without early exits, keeps to the tolerance.";
}

std::string guaranteeText(const CalibrationRequest& request, const Decision& decision)
{
    if (!decision.chosen)
        return noSettingText();
    return withProbability(request.procedure.epsilon) + promise(request) + ".";
}

} // namespace exitscope::calibration
