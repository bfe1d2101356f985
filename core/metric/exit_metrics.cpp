#include "core/metric/exit_metrics.h"

#include "core/metric/reliability.h"
#include "core/policy/policy.h"

#include <algorithm>
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

double Overthinking::rate() const
{
    return labelled > 0 ? static_cast<double>(overthinkers) / static_cast<double>(labelled)
                        : std::numeric_limits<double>::quiet_NaN();
}

Overthinking overthinking(const trace::Trace& trace)
{
    const auto exits = static_cast<std::size_t>(trace.exits());
    Overthinking result;
    result.rightEarly.resize(exits);
    if (trace.labels().empty())
        return result;
    std::vector<std::int32_t> classes(static_cast<std::size_t>(trace.units()) * exits);
    policy::predictClasses(trace, 0, trace.units(), classes);
    for (std::size_t u = 0; u < static_cast<std::size_t>(trace.units()); ++u) {
        const auto label = trace.labels()[u];
        if (label < 0)
            continue;
        ++result.labelled;
        const auto* row = &classes[u * exits];
        const auto* firstRight = std::find(row, row + exits, label);
        if (row[exits - 1] == label || firstRight == row + exits)
            continue;
        ++result.overthinkers;
        ++result.rightEarly[static_cast<std::size_t>(firstRight - row)];
    }
    return result;
}

double expectedCalibrationError(
    std::span<const float> confidence, std::span<const std::uint8_t> correct, int bins)
{
    return reliability(confidence, correct, Binning::EqualWidth, bins).error;
}

std::vector<double> calibrationErrors(const trace::Trace& trace, int bins)
{
    std::vector<double> errors;
    for (const auto& diagram : exitReliability(trace, Binning::EqualWidth, bins))
        errors.push_back(diagram.error);
    return errors;
}

} // namespace exitscope::metric
