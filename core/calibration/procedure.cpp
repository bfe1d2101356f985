#include "core/calibration/procedure.h"

#include "core/error.h"
#include "core/nearest_name.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace exitscope::calibration {

namespace {

constexpr std::array<std::string_view, 3> names { "fixed-sequence", "bonferroni", "holm" };

/// More starts than hypotheses are as many as there are.
std::size_t startCount(const ProcedureOptions& options, std::size_t k)
{
    return static_cast<std::size_t>(std::clamp<std::int64_t>(options.starts, 1, static_cast<std::int64_t>(k)));
}

std::vector<std::size_t> evenStarts(std::size_t count, std::size_t k)
{
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < count; ++i)
        starts.push_back(i * k / count);
    return starts;
}

std::vector<TestOutcome> bonferroni(std::span<const double> pValues, double level)
{
    std::vector<TestOutcome> outcomes;
    for (const double p : pValues)
        outcomes.push_back({ true, p <= level });
    return outcomes;
}

/// The i-th smallest p-value against epsilon / (k - i), until one fails.
std::vector<TestOutcome> holm(std::span<const double> pValues, double epsilon)
{
    std::vector<std::size_t> order(pValues.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return pValues[a] < pValues[b]; });
    std::vector<TestOutcome> outcomes(pValues.size(), { true, false });
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (pValues[order[i]] > epsilon / static_cast<double>(order.size() - i))
            break;
        outcomes[order[i]].isRejected = true;
    }
    return outcomes;
}

} // namespace

std::string_view nameOf(Procedure procedure)
{
    return names[static_cast<std::size_t>(procedure)];
}

Procedure procedureNamed(std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw InputError("there is no procedure \"" + std::string(name) + "\"", nameRemedy(name, names));
    return static_cast<Procedure>(found - names.begin());
}

double firstLevel(const ProcedureOptions& options, std::size_t k)
{
    if (k == 0)
        return options.epsilon;
    const auto parts = options.procedure == Procedure::FixedSequence ? startCount(options, k) : k;
    return options.epsilon / static_cast<double>(parts);
}

std::vector<TestOutcome> fixedSequences(
    std::span<const double> pValues, std::span<const std::size_t> starts, double level)
{
    std::vector<TestOutcome> outcomes(pValues.size());
    for (const std::size_t start : starts)
        for (std::size_t i = start; i < pValues.size(); ++i) {
            outcomes[i] = { true, pValues[i] <= level };
            if (!outcomes[i].isRejected)
                break;
        }
    return outcomes;
}

std::vector<TestOutcome> runProcedure(const ProcedureOptions& options, std::span<const double> pValues)
{
    const auto k = pValues.size();
    if (k == 0)
        return {};
    switch (options.procedure) {
    case Procedure::FixedSequence:
        return fixedSequences(pValues, evenStarts(startCount(options, k), k), firstLevel(options, k));
    case Procedure::Bonferroni:
        return bonferroni(pValues, firstLevel(options, k));
    case Procedure::Holm:
        return holm(pValues, options.epsilon);
    }
    return {};
}

} // namespace exitscope::calibration
