#include "core/optimise/easing_order.h"

#include "core/error.h"
#include "core/policy/parameters.h"
#include "core/policy/score_rule.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

namespace exitscope::optimise {

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

const policy::ParameterInfo& thresholdOf(const policy::PolicyType& type)
{
    for (const auto& parameter : type.info.parameters)
        if (parameter.isThreshold && parameter.perExit)
            return parameter;
    throw InputError("policy \"" + type.info.name + "\" takes no threshold per exit",
        "name one that does, such as entropy");
}

/// Which unit is first at each place of a line.
void sortLine(std::vector<std::uint32_t>& order, std::vector<float>& scores, std::span<const float> byUnit,
    bool lowFirst)
{
    std::vector<std::pair<float, std::uint32_t>> keyed;
    keyed.reserve(byUnit.size());
    for (std::size_t unit = 0; unit < byUnit.size(); ++unit)
        if (!std::isnan(byUnit[unit]))
            keyed.emplace_back(lowFirst ? byUnit[unit] : -byUnit[unit], static_cast<std::uint32_t>(unit));
    std::sort(keyed.begin(), keyed.end());
    order.reserve(keyed.size());
    scores.reserve(keyed.size());
    for (const auto& [key, unit] : keyed) {
        order.push_back(unit);
        scores.push_back(lowFirst ? key : -key);
    }
}

} // namespace

EasingOrder::EasingOrder(const policy::PolicySpec& spec, const trace::Trace& trace)
    : m_units(trace.units())
{
    const auto& type = policy::policyNamed(spec.name);
    if (!type.scores)
        throw InputError(
            "policy \"" + spec.name + "\" has no threshold", "name one that has, such as entropy");
    const auto& range = thresholdOf(type);
    m_exits = policy::allowedExits(spec, trace);
    if (m_exits.size() < 2)
        throw InputError(
            trace.path(), "policy \"" + spec.name + "\" has no exit before the last one", "lower first_exit");
    if (lines() > mostLines)
        throw InputError(trace.path(),
            "has " + std::to_string(lines())
                + " exits before the last one; thresholds are searched for up to "
                + std::to_string(mostLines),
            "use fewer with exit_every=2 or first_exit");
    if (trace.units() > std::numeric_limits<std::uint32_t>::max())
        throw InputError(trace.path(), "has too many units for a threshold search", "use at most 2^32");

    const auto table = type.scores(spec, trace);
    m_passes = table.passes;
    const bool lowFirst = m_passes == policy::Passes::Below;
    m_hardEnd = static_cast<float>(lowFirst ? range.minimum : range.maximum);
    m_easyEnd = static_cast<float>(lowFirst ? range.maximum : range.minimum);
    m_orders.resize(m_exits.size());
    m_scores.resize(m_exits.size());
    const auto units = static_cast<std::size_t>(m_units);
    for (std::size_t line = 0; line < m_exits.size(); ++line)
        sortLine(m_orders[line], m_scores[line],
            std::span(table.scores).subspan(static_cast<std::size_t>(exitOf(line)) * units, units), lowFirst);
}

std::size_t EasingOrder::cutAt(std::size_t line, float threshold, std::size_t known) const
{
    const auto& scores = m_scores[line];
    const auto isPassing = [&](float score) { return policy::passes(m_passes, score, threshold); };
    std::size_t last = known;
    for (std::size_t step = 1; last < scores.size() && isPassing(scores[last]); step *= 2) {
        known = last + 1;
        last = std::min(last + step, scores.size());
    }
    const auto begin = scores.begin();
    const auto end = std::partition_point(
        begin + static_cast<std::ptrdiff_t>(known), begin + static_cast<std::ptrdiff_t>(last), isPassing);
    return static_cast<std::size_t>(end - begin);
}

EasingOrder::Gap EasingOrder::openGap() const
{
    return m_passes == policy::Passes::Below ? Gap { -infinity, infinity } : Gap { infinity, -infinity };
}

bool EasingOrder::parts(const Gap& gap, float threshold) const
{
    const auto open = openGap();
    return (gap.passing == open.passing || policy::passes(m_passes, gap.passing, threshold))
        && (gap.staying == open.staying || !policy::passes(m_passes, gap.staying, threshold));
}

std::string EasingOrder::thresholdIn(const Gap& gap, float preferred) const
{
    if (parts(gap, preferred))
        return policy::realText(preferred);
    const auto open = openGap();
    if (gap.passing == open.passing)
        return policy::realText(parts(gap, m_hardEnd) ? m_hardEnd : open.passing);
    if (gap.staying == open.staying)
        return policy::realText(parts(gap, m_easyEnd) ? m_easyEnd : open.staying);
    const double middle = (static_cast<double>(gap.passing) + static_cast<double>(gap.staying)) / 2;
    for (int digits = 1; digits <= 9; ++digits) {
        std::array<char, 32> text {};
        const auto end = std::to_chars(
            text.data(), text.data() + text.size(), middle, std::chars_format::general, digits)
                             .ptr;
        const auto value = policy::parseReal({ text.data(), static_cast<std::size_t>(end - text.data()) });
        if (value && parts(gap, *value))
            return policy::realText(*value);
    }
    // Neighbouring floats: a strict rule is let past one score by the next, any other by the score itself.
    return policy::realText(m_passes == policy::Passes::AtLeast ? gap.passing : gap.staying);
}

} // namespace exitscope::optimise
