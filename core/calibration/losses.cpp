#include "core/calibration/losses.h"

#include "core/error.h"
#include "core/nearest_name.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace exitscope::calibration {

namespace {

constexpr std::array<std::string_view, 2> names { "consistency", "risk" };
constexpr std::int64_t stepUnits = 65'536; ///< replayed between two looks at the job

/// Which examples count, and where each unit's loss goes.
struct Columns
{
    std::vector<std::int64_t> examples; ///< [n]
    std::vector<std::int64_t> column;   ///< [U]; -1 = its example does not count
    std::vector<float> units;           ///< [n]
    std::vector<float> counted;         ///< [n] units with a loss
};

bool isLabelled(const trace::Trace& trace, std::int64_t unit)
{
    const auto u = static_cast<std::size_t>(unit);
    if (trace.isRegression())
        return !trace.targets().empty() && !std::isnan(trace.targets()[u]);
    return !trace.labels().empty() && trace.labels()[u] >= 0;
}

Columns columnsOf(const trace::Trace& trace, LossKind kind)
{
    Columns columns;
    columns.column.assign(static_cast<std::size_t>(trace.units()), -1);
    for (std::int64_t first = 0, last = 0; first < trace.units(); first = last) {
        float counted = 0;
        for (; last < trace.units() && trace.exampleOf(last) == trace.exampleOf(first); ++last)
            counted += kind == LossKind::Consistency || isLabelled(trace, last) ? 1.0F : 0.0F;
        if (counted == 0)
            continue;
        std::fill(columns.column.begin() + first, columns.column.begin() + last,
            static_cast<std::int64_t>(columns.examples.size()));
        columns.examples.push_back(trace.exampleOf(first));
        columns.units.push_back(static_cast<float>(last - first));
        columns.counted.push_back(counted);
    }
    return columns;
}

/// The loss of single units against the full model's answers, which are kept for all settings.
class UnitLoss
{
public:
    UnitLoss(const trace::Trace& trace, const LossOptions& options, policy::Outcome full)
        : m_trace(trace)
        , m_options(options)
        , m_full(std::move(full))
    {
    }

    /// `row` of `early` is this unit's.
    float of(std::int64_t unit, const policy::Outcome& early, std::size_t row) const
    {
        if (m_options.kind == LossKind::Risk && !isLabelled(m_trace, unit))
            return 0;
        const auto u = static_cast<std::size_t>(unit);
        return m_trace.isRegression() ? ofValues(unit, early.predictedValue[row], m_full.predictedValue[u])
                                      : ofClasses(unit, early.predictedClass[row], m_full.predictedClass[u]);
    }

private:
    float ofClasses(std::int64_t unit, std::int32_t early, std::int32_t full) const
    {
        if (m_options.kind == LossKind::Consistency)
            return early != full ? 1.0F : 0.0F;
        const auto label = m_trace.labels()[static_cast<std::size_t>(unit)];
        return early != label && full == label ? 1.0F : 0.0F;
    }

    float ofValues(std::int64_t unit, float early, float full) const
    {
        if (early == full || (std::isnan(early) && std::isnan(full)))
            return 0;
        if (m_options.kind == LossKind::Consistency)
            return distance(early, full);
        const float target = m_trace.targets()[static_cast<std::size_t>(unit)];
        return std::max(0.0F, distance(early, target) - distance(full, target));
    }

    /// A value that is not a number is as wrong as any.
    float distance(float a, float b) const
    {
        const double share = std::abs(static_cast<double>(a) - static_cast<double>(b)) / m_options.scale;
        return share < 1 ? static_cast<float>(share) : 1.0F;
    }

    const trace::Trace& m_trace;
    const LossOptions& m_options;
    policy::Outcome m_full; ///< [U]
};

/// Replays in bounded steps: use(first, outcome) gets units from `first` on. False when the job was cancelled.
template <typename Use>
bool replayInSteps(const trace::Trace& trace, const policy::PolicySpec& spec, const JobContext& job, const Use& use)
{
    const auto rule = policy::policyNamed(spec.name).make(spec, trace);
    for (std::int64_t first = 0; first < trace.units(); first += stepUnits) {
        if (!job.proceed())
            return false;
        use(first, rule->decide(trace, first, std::min(first + stepUnits, trace.units())));
    }
    return true;
}

std::optional<policy::Outcome> fullAnswers(const trace::Trace& trace, const JobContext& job)
{
    const policy::PolicySpec spec { "fixed", { { "layer", std::to_string(trace.exitLayer().back()) } } };
    policy::Outcome all;
    const bool isDone = replayInSteps(trace, spec, job, [&](std::int64_t, const policy::Outcome& step) {
        all.predictedClass.insert(all.predictedClass.end(), step.predictedClass.begin(), step.predictedClass.end());
        all.predictedValue.insert(all.predictedValue.end(), step.predictedValue.begin(), step.predictedValue.end());
    });
    return isDone ? std::optional(std::move(all)) : std::nullopt;
}

/// One setting's row of the table; false when the job was cancelled.
bool addSetting(LossTable& table, const trace::Trace& trace, const Columns& columns, const policy::PolicySpec& spec,
    const UnitLoss& loss, const JobContext& job)
{
    const auto count = columns.examples.size();
    std::vector<double> losses(count);
    std::vector<double> layers(count);
    const bool isDone = replayInSteps(trace, spec, job, [&](std::int64_t first, const policy::Outcome& early) {
        for (std::size_t row = 0; row < early.exit.size(); ++row) {
            const auto unit = first + static_cast<std::int64_t>(row);
            const auto column = columns.column[static_cast<std::size_t>(unit)];
            if (column < 0)
                continue;
            losses[static_cast<std::size_t>(column)] += static_cast<double>(loss.of(unit, early, row));
            layers[static_cast<std::size_t>(column)] += trace.exitLayer()[static_cast<std::size_t>(early.exit[row])];
        }
    });
    for (std::size_t i = 0; i < count; ++i) {
        table.losses.push_back(static_cast<float>(losses[i] / static_cast<double>(columns.counted[i])));
        table.exitLayers.push_back(static_cast<float>(layers[i]));
    }
    return isDone;
}

void requireOptions(const trace::Trace& trace, const LossOptions& options)
{
    if (options.kind == LossKind::Risk && !trace.hasLabels())
        throw InputError(trace.path(), "has no labels, and a risk is measured against them",
            "use the loss \"consistency\", which compares with the full model alone, or trace labelled data");
    if (trace.isRegression() && !(options.scale > 0 && std::isfinite(options.scale)))
        throw InputError(trace.path(), "is regression, whose losses need a bound",
            "give a scale: the difference that counts as 1, such as a quarter of the range of the targets");
}

} // namespace

std::string_view nameOf(LossKind kind)
{
    return names[static_cast<std::size_t>(kind)];
}

LossKind lossNamed(std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw InputError("there is no loss \"" + std::string(name) + "\"", nameRemedy(name, names));
    return static_cast<LossKind>(found - names.begin());
}

std::optional<LossTable> lossTable(const trace::Trace& trace, std::span<const policy::PolicySpec> settings,
    const LossOptions& options, const JobContext& job)
{
    requireOptions(trace, options);
    auto columns = columnsOf(trace, options.kind);
    if (columns.examples.empty())
        throw InputError(trace.path(), "has no labelled unit, and a risk is measured against labels",
            "use the loss \"consistency\", or trace labelled data");

    auto full = fullAnswers(trace, job);
    if (!full)
        return std::nullopt;
    const UnitLoss loss(trace, options, std::move(*full));
    LossTable table;
    table.losses.reserve(settings.size() * columns.examples.size());
    table.exitLayers.reserve(settings.size() * columns.examples.size());
    for (std::size_t k = 0; k < settings.size(); ++k) {
        if (!addSetting(table, trace, columns, settings[k], loss, job))
            return std::nullopt;
        job.tell({ static_cast<std::int64_t>(k + 1), static_cast<std::int64_t>(settings.size()), "settings", {} });
    }
    table.isBinary = !trace.isRegression()
        && std::all_of(columns.counted.begin(), columns.counted.end(), [](float units) { return units == 1; });
    table.nature = trace.isRegression() ? "differences" : "averages over an example's units";
    table.layers = trace.exitLayer().back();
    table.population = trace::membersOf(trace);
    table.source = trace.path();
    table.examples = std::move(columns.examples);
    table.units = std::move(columns.units);
    return table;
}

} // namespace exitscope::calibration
