#pragma once

#include "core/job.h"
#include "core/policy/policy.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace exitscope::examples {

/// What becomes of a unit's answer when it exits elsewhere. Mends, Breaks: wrong becomes right, right becomes wrong; for
/// regression: nearer to the target, further from it. Changes: another answer, and neither is right, or nobody knows.
enum class Effect : std::uint8_t { None, Same, Mends, Breaks, Changes };

std::string_view nameOf(Effect effect); ///< "", "same", "mends", "breaks", "changes"

/// One way out of the present decision.
struct Departure
{
    float threshold = std::numeric_limits<float>::quiet_NaN(); ///< the nearest one at which the unit exits elsewhere
    float distance = std::numeric_limits<float>::quiet_NaN();  ///< signed: threshold minus the present one; NaN = no such exit
    std::int32_t exit = -1;                                    ///< 0-based, where it leaves then
    Effect effect = Effect::None;

    bool exists() const { return exit >= 0; }
};

/// How far the threshold must move before one unit exits elsewhere, towards earlier exits and towards later ones.
struct Slack
{
    Departure earlier, later;

    /// The one that takes the smaller move; of equals the earlier exit.
    const Departure& nearest() const
    {
        const bool isLater = later.exists() && (!earlier.exists() || std::abs(later.distance) < std::abs(earlier.distance));
        return isLater ? later : earlier;
    }
};

/// The slack of every unit at any threshold of one rule: exact, since only the records of a unit's scores along depth
/// can change its exit. Made once for a rule; 8 bytes for each record. Safe to read from several threads.
class SlackIndex
{
public:
    /// `spec` names a threshold rule with its other parameters; `classes` [U, E] are the answers under it (empty for
    /// regression). Null when the job was stopped. Errors as policy::ExitMoves::collect().
    static std::shared_ptr<const SlackIndex> build(const policy::PolicySpec& spec, const trace::Trace& trace,
        std::span<const std::int32_t> classes, const JobContext& job = {});

    std::int64_t units() const { return static_cast<std::int64_t>(m_first.size()) - 1; }
    Slack at(std::int64_t unit, float threshold) const;

    /// The nearest departure of every unit, [U].
    struct Column
    {
        std::vector<float> distance; ///< without a sign; NaN where the unit can leave nowhere else
        std::vector<Effect> effect;
    };
    Column nearest(float threshold) const;

private:
    /// A score that no earlier exit has reached, with the exit it opens. Of a unit from late exits to early ones: in the
    /// order in which they open while the threshold eases.
    struct Record
    {
        float score = 0;
        std::uint16_t exit = 0;
        Effect effect = Effect::None; ///< of opening
    };
    static_assert(sizeof(Record) == 8);

    SlackIndex() = default;
    template <policy::Passes kind>
    Slack slackOf(std::size_t unit, float threshold) const;
    template <policy::Passes kind>
    Column nearestOf(float threshold) const;

    policy::Passes m_passes = policy::Passes::Below;
    std::int32_t m_lastExit = 0;
    std::vector<std::uint32_t> m_first; ///< [U + 1]
    std::vector<Record> m_records;
};

} // namespace exitscope::examples
