#include "core/calibration/temperature.h"

#include "core/error.h"
#include "core/metric/exit_metrics.h"
#include "core/policy/parameters.h"

#include <algorithm>
#include <cmath>

namespace exitscope::calibration {

namespace {

/// One exit's labelled rows, shifted so that the largest logit is 0; double, for the sums.
struct Rows
{
    std::int64_t classes = 0;
    std::vector<double> logits;       ///< [n, C]
    std::vector<std::size_t> label;   ///< [n]
    std::vector<std::size_t> largest; ///< [n]

    std::size_t size() const { return label.size(); }
    std::span<const double> row(std::size_t i) const
    {
        const auto width = static_cast<std::size_t>(classes);
        return std::span(logits).subspan(i * width, width);
    }
};

Rows rowsOf(const trace::Trace& trace, std::int64_t exit, std::span<const std::int64_t> units)
{
    Rows rows;
    rows.classes = trace.classes();
    for (const auto unit : units) {
        const auto label = trace.labels()[static_cast<std::size_t>(unit)];
        const auto logits = trace.logits(unit, exit);
        if (label < 0 || !std::all_of(logits.begin(), logits.end(), [](float z) { return std::isfinite(z); }))
            continue;
        const auto top = std::max_element(logits.begin(), logits.end());
        for (const float logit : logits)
            rows.logits.push_back(static_cast<double>(logit) - static_cast<double>(*top));
        rows.label.push_back(static_cast<std::size_t>(label));
        rows.largest.push_back(static_cast<std::size_t>(top - logits.begin()));
    }
    return rows;
}

/// First and second derivative of the summed negative log likelihood by the inverse temperature: it is convex there.
struct Slope
{
    double first = 0, second = 0;
};

Slope slopeAt(const Rows& rows, double inverse)
{
    Slope slope;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double weight = 0, sum = 0, squares = 0;
        for (const double z : rows.row(i)) {
            const double w = std::exp(inverse * z);
            weight += w;
            sum += w * z;
            squares += w * z * z;
        }
        const double mean = sum / weight;
        slope.first += mean - rows.row(i)[rows.label[i]];
        slope.second += std::max(0.0, squares / weight - mean * mean);
    }
    return slope;
}

/// Newton's method within a bracket that halves wherever Newton would leave it.
double bestInverse(const Rows& rows)
{
    double low = 1 / mostTemperature;
    double high = 1 / leastTemperature;
    if (slopeAt(rows, low).first >= 0)
        return low;
    if (slopeAt(rows, high).first <= 0)
        return high;
    double at = 1;
    for (int step = 0; step < 100 && high - low > 1e-10 * at; ++step) {
        const auto slope = slopeAt(rows, at);
        (slope.first < 0 ? low : high) = at;
        const double newton = slope.second > 0 ? at - slope.first / slope.second : low;
        const double next = newton > low && newton < high ? newton : (low + high) / 2;
        if (std::abs(next - at) < 1e-10 * at)
            return next;
        at = next;
    }
    return at;
}

std::vector<std::int64_t> unitsIn(const trace::Trace& trace, const std::vector<std::int64_t>& examples)
{
    std::vector<std::int64_t> units;
    auto next = examples.begin();
    for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
        while (next != examples.end() && *next < trace.exampleOf(unit))
            ++next;
        if (next != examples.end() && *next == trace.exampleOf(unit))
            units.push_back(unit);
    }
    return units;
}

std::int64_t labelledIn(const trace::Trace& trace, const std::vector<std::int64_t>& units)
{
    return std::count_if(
        units.begin(), units.end(), [&](std::int64_t unit) { return trace.labels()[static_cast<std::size_t>(unit)] >= 0; });
}

} // namespace

double fitTemperature(const trace::Trace& trace, std::int64_t exit, std::span<const std::int64_t> units)
{
    const auto rows = rowsOf(trace, exit, units);
    return rows.size() == 0 ? 1.0 : 1 / bestInverse(rows);
}

Sharpness sharpness(
    const trace::Trace& trace, std::int64_t exit, std::span<const std::int64_t> units, double temperature)
{
    const auto rows = rowsOf(trace, exit, units);
    std::vector<float> confidence;
    std::vector<std::uint8_t> correct;
    double nll = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double weight = 0;
        for (const double z : rows.row(i))
            weight += std::exp(z / temperature);
        nll += std::log(weight) - rows.row(i)[rows.label[i]] / temperature;
        confidence.push_back(static_cast<float>(1 / weight));
        correct.push_back(rows.largest[i] == rows.label[i] ? 1 : 0);
    }
    const auto count = static_cast<std::int64_t>(rows.size());
    return { count, count > 0 ? nll / static_cast<double>(count) : std::nan(""),
        metric::expectedCalibrationError(confidence, correct) };
}

std::optional<TemperatureFit> fitTemperatures(
    const trace::Trace& trace, const trace::SplitOptions& options, const JobContext& job)
{
    if (trace.isRegression())
        throw InputError(trace.path(), "is regression, which has no probabilities", "temperatures are for classes");
    if (trace.isCompact())
        throw InputError(trace.path(), "keeps no logits, which a temperature is fitted to",
            "temperatures take traces with the logits of all classes");
    if (!trace.hasLabels())
        throw InputError(trace.path(), "has no labels, which a temperature is fitted to", "trace labelled data");
    const auto split = trace::splitExamples(trace, options);
    const auto fitOn = unitsIn(trace, split.calibration);
    const auto testOn = unitsIn(trace, split.test);
    TemperatureFit fit;
    if (trace.isCascade())
        fit.rule = "cascade";
    fit.calibrationUnits = labelledIn(trace, fitOn);
    if (fit.calibrationUnits == 0 || labelledIn(trace, testOn) == 0)
        throw InputError(trace.path(), "has no labelled unit in one of the halves", "trace more labelled data");
    for (std::int64_t exit = 0; exit < trace.exits(); ++exit) {
        if (!job.proceed())
            return std::nullopt;
        fit.temperature.push_back(std::round(fitTemperature(trace, exit, fitOn) * 1e4) / 1e4);
        fit.before.push_back(sharpness(trace, exit, testOn, 1));
        fit.after.push_back(sharpness(trace, exit, testOn, fit.temperature.back()));
        job.tell({ exit + 1, trace.exits(), "exits", {} });
    }
    return fit;
}

std::string policyText(const TemperatureFit& fit)
{
    std::string values;
    for (const double temperature : fit.temperature)
        values += (values.empty() ? "" : ";") + policy::realText(static_cast<float>(temperature));
    return fit.rule + ":temperature=" + values + ",threshold=exact";
}

} // namespace exitscope::calibration
