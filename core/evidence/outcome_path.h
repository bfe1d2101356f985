#pragma once

#include "core/job.h"
#include "core/policy/exit_moves.h"
#include "core/sweep/evaluate.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::evidence {

/// One unit's step from what a point decides about it to what the next point does. Sums over any weighting of the units
/// follow from the changes alone.
struct Change
{
    std::uint32_t unit = 0;
    std::int32_t layers = 0; ///< exit layer, new less old
    double flops = 0;        ///< new less old
    std::int32_t fromClass = -1, toClass = -1; ///< -1: none (before the first point; regression)
    float fromValue = 0, toValue = 0;          ///< regression
};

/// Some points in a row.
struct PathChunk
{
    std::vector<Change> changes;
    std::vector<std::size_t> ends; ///< [points] one past the last change of each
    bool isFirst = false;          ///< the first point's changes put every unit in its place; fromValue means nothing

    std::size_t points() const { return ends.size(); }
    std::span<const Change> of(std::size_t point) const
    {
        const std::size_t begin = point > 0 ? ends[point - 1] : 0;
        return std::span(changes).subspan(begin, ends[point] - begin);
    }
};

/// A list of operating points over one trace as changes from each to the next. Neighbours that differ in the threshold of
/// one rule cost only the units that move between them; any other neighbours cost a replay.
class OutcomePath
{
public:
    /// `evaluator` outlives this. Specs that do not suit the trace throw InputError when they are reached.
    OutcomePath(const sweep::Evaluator& evaluator, std::vector<policy::PolicySpec> specs);
    /// The one point of an outcome that is there already, whether replayed or executed.
    OutcomePath(const sweep::Evaluator& evaluator, policy::PolicySpec spec, policy::Outcome outcome);

    const sweep::Evaluator& evaluator() const { return m_evaluator; }
    std::size_t size() const { return m_specs.size(); }
    std::span<const policy::PolicySpec> specs() const { return m_specs; }

    void rewind();
    /// The next points, at most `most` and about a million changes; none at the end. Nothing when the job was stopped.
    std::optional<PathChunk> next(std::size_t most, const JobContext& job = {});

private:
    struct Rule
    {
        policy::PolicySpec spec; ///< without the threshold
        policy::ExitMoves moves;
        std::vector<std::int32_t> classes; ///< [U, E]; empty for regression
        std::vector<std::int32_t> heads;   ///< [E]
        std::size_t done = 0;
    };

    bool goTo(const policy::PolicySpec& spec, const JobContext& job, PathChunk& chunk);
    bool enterRule(const policy::PolicySpec& spec, const policy::PolicySpec& rule, const JobContext& job);
    void slide(std::size_t goal, PathChunk& chunk);
    void replace(const policy::PolicySpec& spec, const policy::Outcome& outcome, PathChunk& chunk);
    double flopsOf(std::size_t unit, std::int32_t exit, std::span<const std::int32_t> heads) const;

    const sweep::Evaluator& m_evaluator;
    std::vector<policy::PolicySpec> m_specs;
    std::optional<policy::Outcome> m_given;
    std::size_t m_next = 0;
    std::optional<Rule> m_rule;
    policy::Outcome m_now; ///< empty before the first point
    std::vector<double> m_flops; ///< [U]
};

} // namespace exitscope::evidence
