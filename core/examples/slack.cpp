#include "core/examples/slack.h"

#include "core/policy/exit_moves.h"

#include <algorithm>

namespace exitscope::examples {

namespace {

using policy::Passes;

constexpr float infinity = std::numeric_limits<float>::infinity();

/// The easiest threshold at which a score does not pass, and the hardest at which it does: neighbours among the floats.
template <Passes kind>
float closedAt(float score)
{
    return kind == Passes::AtLeast ? std::nextafter(score, infinity) : score;
}

template <Passes kind>
float openAt(float score)
{
    if constexpr (kind == Passes::AtLeast)
        return score;
    return std::nextafter(score, kind == Passes::Below ? infinity : -infinity);
}

Effect reversed(Effect effect)
{
    return effect == Effect::Mends ? Effect::Breaks : effect == Effect::Breaks ? Effect::Mends : effect;
}

/// What opening an exit does to an answer, by the answers there and where the unit left before.
class EffectOf
{
public:
    EffectOf(const trace::Trace& trace, std::span<const std::int32_t> classes)
        : m_trace(trace)
        , m_classes(classes)
    {
    }

    Effect operator()(const policy::Move& move) const
    {
        if (m_trace.isRegression())
            return ofValues(move);
        const auto row = static_cast<std::size_t>(move.unit()) * static_cast<std::size_t>(m_trace.exits());
        if (m_classes[row + move.from()] == m_classes[row + move.to()])
            return Effect::Same;
        return move.rightTo() ? Effect::Mends : move.rightFrom() ? Effect::Breaks : Effect::Changes;
    }

private:
    Effect ofValues(const policy::Move& move) const
    {
        const float from = m_trace.logits(move.unit(), move.from()).front();
        const float to = m_trace.logits(move.unit(), move.to()).front();
        if (from == to)
            return Effect::Same;
        if (m_trace.targets().empty())
            return Effect::Changes;
        const float target = m_trace.targets()[move.unit()];
        const float before = std::abs(from - target), after = std::abs(to - target);
        return after < before ? Effect::Mends : after > before ? Effect::Breaks : Effect::Changes;
    }

    const trace::Trace& m_trace;
    std::span<const std::int32_t> m_classes;
};

Departure departure(float target, float threshold, std::int32_t exit, Effect effect)
{
    return { target, static_cast<float>(static_cast<double>(target) - static_cast<double>(threshold)), exit, effect };
}

} // namespace

std::string_view nameOf(Effect effect)
{
    switch (effect) {
    case Effect::None:
        return "";
    case Effect::Same:
        return "same";
    case Effect::Mends:
        return "mends";
    case Effect::Breaks:
        return "breaks";
    case Effect::Changes:
        return "changes";
    }
    return "";
}

std::shared_ptr<const SlackIndex> SlackIndex::build(const policy::PolicySpec& spec, const trace::Trace& trace,
    std::span<const std::int32_t> classes, const JobContext& job)
{
    const auto collected = policy::ExitMoves::collect(spec, trace, job);
    if (!collected)
        return nullptr;
    const auto moves = collected->moves();
    auto index = std::shared_ptr<SlackIndex>(new SlackIndex);
    index->m_passes = collected->passes();
    index->m_lastExit = static_cast<std::int32_t>(trace.exits()) - 1;
    auto& first = index->m_first;
    first.assign(static_cast<std::size_t>(trace.units()) + 1, 0);
    for (const auto& move : moves)
        ++first[move.unit() + 1];
    for (std::size_t unit = 1; unit < first.size(); ++unit)
        first[unit] += first[unit - 1];
    index->m_records.resize(moves.size());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    const EffectOf effectOf(trace, classes);
    for (const auto& move : moves)
        index->m_records[next[move.unit()]++]
            = { collected->scoreOf(move), static_cast<std::uint16_t>(move.to()), effectOf(move) };
    return job.proceed() ? index : nullptr;
}

template <Passes kind>
Slack SlackIndex::slackOf(std::size_t unit, float threshold) const
{
    const auto* first = m_records.data() + m_first[unit];
    const auto* last = m_records.data() + m_first[unit + 1];
    const auto* closed = first;
    while (closed != last && policy::passes(kind, closed->score, threshold))
        ++closed;
    Slack slack;
    if (closed != last)
        slack.earlier = departure(openAt<kind>(closed->score), threshold, closed->exit, closed->effect);
    if (closed != first) {
        const auto* open = closed - 1;
        const std::int32_t exit = open == first ? m_lastExit : (open - 1)->exit;
        slack.later = departure(closedAt<kind>(open->score), threshold, exit, reversed(open->effect));
    }
    return slack;
}

template <Passes kind>
SlackIndex::Column SlackIndex::nearestOf(float threshold) const
{
    const auto count = static_cast<std::size_t>(units());
    Column column { std::vector<float>(count), std::vector<Effect>(count) };
    for (std::size_t unit = 0; unit < count; ++unit) {
        const auto slack = slackOf<kind>(unit, threshold);
        const auto& nearest = slack.nearest();
        column.distance[unit] = std::abs(nearest.distance);
        column.effect[unit] = nearest.effect;
    }
    return column;
}

Slack SlackIndex::at(std::int64_t unit, float threshold) const
{
    if (std::isnan(threshold))
        return {};
    const auto which = static_cast<std::size_t>(unit);
    switch (m_passes) {
    case Passes::Below:
        return slackOf<Passes::Below>(which, threshold);
    case Passes::Above:
        return slackOf<Passes::Above>(which, threshold);
    case Passes::AtLeast:
        return slackOf<Passes::AtLeast>(which, threshold);
    }
    return {};
}

SlackIndex::Column SlackIndex::nearest(float threshold) const
{
    switch (m_passes) {
    case Passes::Below:
        return nearestOf<Passes::Below>(threshold);
    case Passes::Above:
        return nearestOf<Passes::Above>(threshold);
    case Passes::AtLeast:
        return nearestOf<Passes::AtLeast>(threshold);
    }
    return {};
}

} // namespace exitscope::examples
