#include "core/policy/exit_moves.h"

#include "core/error.h"
#include "core/policy/score_rule.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace exitscope::policy {

namespace {

constexpr std::uint32_t neverKey = 0xffffffffU; ///< of a NaN; no number has it
constexpr std::uint32_t signBit = 0x80000000U;

/// Smaller keys leave first. Negative zero counts as zero, as in a comparison.
std::uint32_t keyOf(float score, bool lowFirst)
{
    const auto bits = std::bit_cast<std::uint32_t>(score + 0.0F);
    const auto ascending = (bits & signBit) != 0 ? ~bits : bits | signBit;
    const auto key = lowFirst ? ascending : ~ascending;
    return score != score ? neverKey : key;
}

/// Scores a block of units after the other and appends their records.
class Collector
{
public:
    Collector(const ScoreRule& rule, const trace::Trace& trace, std::vector<std::int32_t> allowed, bool lowFirst,
        MoveBuffer& moves, ExitMoves::Start& start, ExitMoves::End& end)
        : m_rule(rule)
        , m_trace(trace)
        , m_allowed(allowed.begin(), allowed.end())
        , m_labels(trace.isRegression() ? std::span<const std::int64_t> {} : trace.labels())
        , m_lowFirst(lowFirst)
        , m_moves(moves)
        , m_start(start)
        , m_end(end)
        , m_exits(static_cast<std::size_t>(trace.exits()))
        , m_scores(static_cast<std::size_t>(blockUnits) * m_exits)
        , m_keys(m_scores.size())
        , m_classes(m_labels.empty() ? 0 : m_scores.size())
        , m_recordExit(m_allowed.size())
        , m_recordKey(m_allowed.size())
    {
    }

    void take(std::int64_t first, std::int64_t last)
    {
        const auto values = static_cast<std::size_t>(last - first) * m_exits;
        m_rule.score(viewOf(m_trace, first, last), std::span(m_scores).first(values),
            std::span(m_classes).first(m_classes.empty() ? 0 : values));
        for (std::size_t i = 0; i < values; ++i)
            m_keys[i] = keyOf(m_scores[i], m_lowFirst);
        Move* end = m_moves.room(static_cast<std::size_t>(last - first) * m_allowed.size(),
            static_cast<double>(first) / static_cast<double>(m_trace.units()));
        for (std::int64_t unit = first; unit < last; ++unit)
            end = takeUnit(unit, static_cast<std::size_t>(unit - first) * m_exits, end);
        m_moves.filled(end);
    }

private:
    Move* takeUnit(std::int64_t unit, std::size_t row, Move* end)
    {
        const auto records = findRecords(&m_keys[row]);
        const auto* exits = m_recordExit.data();
        const auto* keys = m_recordKey.data();
        m_end.sumExitLayers += m_trace.exitLayer()[exits[0]];
        const std::int64_t label = m_labels.empty() ? -1 : m_labels[static_cast<std::size_t>(unit)];
        if (label < 0) {
            for (std::size_t i = 0; i < records; ++i)
                *end++ = Move(keys[i], static_cast<std::uint32_t>(unit), exits[i + 1], exits[i], false, false, false);
            return end;
        }
        const std::int32_t* classes = &m_classes[row];
        const auto lastExit = exits[records];
        const bool positive = label == 1;
        m_start.labelled += 1;
        m_start.positives += positive ? 1 : 0;
        m_start.correct += classes[lastExit] == label ? 1 : 0;
        m_start.predictedPositive += classes[lastExit] == 1 ? 1 : 0;
        m_end.correct += classes[exits[0]] == label ? 1 : 0;
        m_end.predictedPositive += classes[exits[0]] == 1 ? 1 : 0;
        for (std::size_t i = 0; i < records; ++i) {
            const auto from = exits[i + 1];
            const auto to = exits[i];
            *end++ = Move(keys[i], static_cast<std::uint32_t>(unit), from, to, classes[from] == label,
                classes[to] == label, positive);
        }
        return end;
    }

    /// The exits of one unit whose key is below all before, and after them the last exit, where it leaves else.
    std::size_t findRecords(const std::uint32_t* keys)
    {
        const auto* allowed = m_allowed.data();
        auto* recordExit = m_recordExit.data();
        auto* recordKey = m_recordKey.data();
        std::size_t records = 0;
        std::uint32_t least = neverKey;
        for (std::size_t k = 0, count = m_allowed.size() - 1; k < count; ++k) {
            // Whether it is a record is hard to foresee, so there must be no branch: written always, kept by moving on by
            // the sign of the difference.
            const auto exit = allowed[k];
            const auto key = keys[exit];
            recordExit[records] = exit;
            recordKey[records] = key;
            records += (std::uint64_t { key } - least) >> 63;
            least = std::min(key, least);
        }
        recordExit[records] = m_allowed.back();
        return records;
    }

    const ScoreRule& m_rule;
    const trace::Trace& m_trace;
    std::vector<std::uint32_t> m_allowed;
    std::span<const std::int64_t> m_labels;
    bool m_lowFirst;
    MoveBuffer& m_moves;
    ExitMoves::Start& m_start;
    ExitMoves::End& m_end;
    std::size_t m_exits;
    std::vector<float> m_scores;         ///< [block, E], as are the next two
    std::vector<std::uint32_t> m_keys;
    std::vector<std::int32_t> m_classes;
    std::vector<std::uint32_t> m_recordExit, m_recordKey; ///< of one unit
};

} // namespace

std::optional<ExitMoves> ExitMoves::collect(const PolicySpec& spec, const trace::Trace& trace, const JobContext& job)
{
    const auto& type = policyNamed(spec.name);
    if (!type.rule)
        throw InputError("policy \"" + spec.name + "\" has no threshold", "name one that has, such as entropy");
    if (trace.exits() > std::int64_t { Move::mostExits }
        || trace.units() > std::numeric_limits<std::uint32_t>::max() / trace.exits())
        throw InputError(trace.path(), "is too large for a threshold curve",
            "use at most 16384 exits, and 2^32 scores in all");

    const auto rule = type.rule(spec, trace);
    ExitMoves result;
    result.m_passes = rule->passes();
    result.m_units = trace.units();
    result.m_exitLayer.assign(trace.exitLayer().begin(), trace.exitLayer().end());
    result.m_hasLabels = !trace.isRegression() && !trace.labels().empty();
    result.m_isBinary = trace.classes() == 2;
    Collector collector(*rule, trace, allowedExits(spec, trace), result.m_passes == Passes::Below, result.m_buffer,
        result.m_start, result.m_end);
    constexpr std::int64_t stepUnits = 64 * blockUnits;
    for (std::int64_t first = 0; first < trace.units(); first += blockUnits) {
        if (first % stepUnits == 0) {
            if (!job.proceed())
                return std::nullopt;
            job.tell({ first, trace.units(), "units", {} });
        }
        collector.take(first, std::min(first + blockUnits, trace.units()));
    }
    if (!job.proceed())
        return std::nullopt;
    result.m_buffer.sort();
    job.tell({ trace.units(), trace.units(), "units", {} });
    return result;
}

std::size_t ExitMoves::happened(float threshold) const
{
    if (std::isnan(threshold))
        return 0;
    const auto key = keyOf(threshold, m_passes == Passes::Below);
    const auto all = moves();
    const auto at = m_passes == Passes::AtLeast
        ? std::upper_bound(all.begin(), all.end(), key,
            [](std::uint32_t value, const Move& move) { return value < move.key(); })
        : std::lower_bound(all.begin(), all.end(), key,
            [](const Move& move, std::uint32_t value) { return move.key() < value; });
    return static_cast<std::size_t>(at - all.begin());
}

} // namespace exitscope::policy
