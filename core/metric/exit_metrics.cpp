#include "core/metric/exit_metrics.h"

#include "core/metric/class_counts.h"
#include "core/policy/policy.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::metric {

std::vector<MetricValues> perExit(const std::vector<Metric>& metrics, const trace::Trace& trace)
{
    std::vector<MetricValues> values;
    for (const auto layer : trace.exitLayer())
        values.push_back(
            evaluate(metrics, trace, policy::replay(trace, { "fixed", { { "layer", std::to_string(layer) } } })));
    return values;
}

std::vector<ExitShare> conditionalAccuracy(const trace::Trace& trace, const policy::Outcome& outcome)
{
    std::vector<ExitShare> shares(static_cast<std::size_t>(trace.exits()));
    for (std::size_t u = 0; u < outcome.exit.size(); ++u) {
        auto& share = shares[static_cast<std::size_t>(outcome.exit[u])];
        ++share.units;
        if (trace.labels().empty() || trace.labels()[u] < 0)
            continue;
        ++share.labelled;
        share.correct += outcome.predictedClass[u] == trace.labels()[u] ? 1 : 0;
    }
    return shares;
}

double expectedCalibrationError(
    std::span<const float> confidence, std::span<const std::uint8_t> correct, int bins)
{
    struct Bin
    {
        double confidence = 0;
        std::int64_t correct = 0, count = 0;
    };
    std::vector<Bin> counted(static_cast<std::size_t>(std::max(bins, 1)));
    for (std::size_t i = 0; i < confidence.size(); ++i) {
        const float value = std::isnan(confidence[i]) ? 0.0F : std::clamp(confidence[i], 0.0F, 1.0F);
        const auto at = static_cast<std::size_t>(value * static_cast<float>(counted.size()));
        auto& bin = counted[std::min(at, counted.size() - 1)];
        bin.confidence += static_cast<double>(value);
        bin.correct += correct[i] ? 1 : 0;
        ++bin.count;
    }
    if (confidence.empty())
        return std::numeric_limits<double>::quiet_NaN();
    double error = 0;
    for (const auto& bin : counted)
        error += std::abs(static_cast<double>(bin.correct) - bin.confidence);
    return error / static_cast<double>(confidence.size());
}

std::vector<double> calibrationErrors(const trace::Trace& trace, int bins)
{
    if (trace.labels().empty())
        return {};
    const auto table = policy::policyNamed("confidence").scores({ "confidence", {} }, trace);
    const auto units = static_cast<std::size_t>(trace.units());
    std::vector<double> errors;
    for (std::size_t e = 0; e < static_cast<std::size_t>(trace.exits()); ++e) {
        std::vector<float> confidence;
        std::vector<std::uint8_t> correct;
        for (std::size_t u = 0; u < units; ++u) {
            if (trace.labels()[u] < 0)
                continue;
            confidence.push_back(table.scores[e * units + u]);
            correct.push_back(table.predictions[e * units + u] == trace.labels()[u] ? 1 : 0);
        }
        errors.push_back(expectedCalibrationError(confidence, correct, bins));
    }
    return errors;
}

} // namespace exitscope::metric
