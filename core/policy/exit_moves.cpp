#include "core/policy/exit_moves.h"

#include "core/error.h"
#include "core/policy/score_rule.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

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

float scoreOf(std::uint32_t key, bool lowFirst)
{
    const auto ascending = lowFirst ? key : ~key;
    return std::bit_cast<float>((ascending & signBit) != 0 ? ascending ^ signBit : ~ascending);
}

/// Least significant digits first, so that equal keys keep their order.
void sortByKey(std::vector<Move>& moves)
{
    constexpr int digits = 3;
    constexpr int bits = 11;
    constexpr std::uint32_t mask = (1U << bits) - 1;
    const auto digitOf = [](const Move& move, int digit) { return move.key() >> (digit * bits) & mask; };

    std::vector<std::array<std::size_t, mask + 1>> counts(digits);
    for (const Move& move : moves)
        for (int digit = 0; digit < digits; ++digit)
            ++counts[static_cast<std::size_t>(digit)][digitOf(move, digit)];
    const auto other = std::make_unique_for_overwrite<Move[]>(moves.size());
    Move* from = moves.data();
    Move* to = other.get();
    for (int digit = 0; digit < digits; ++digit) {
        auto& place = counts[static_cast<std::size_t>(digit)];
        if (std::find(place.begin(), place.end(), moves.size()) != place.end())
            continue; // all have the same digit
        std::size_t before = 0;
        for (auto& count : place)
            before += std::exchange(count, before);
        for (std::size_t i = 0; i < moves.size(); ++i)
            to[place[digitOf(from[i], digit)]++] = from[i];
        std::swap(from, to);
    }
    if (from != moves.data())
        std::copy_n(from, moves.size(), moves.data());
}

/// Scores a block of units after the other and appends their records.
class Collector
{
public:
    Collector(const ScoreRule& rule, const trace::Trace& trace, std::vector<std::int32_t> allowed, bool lowFirst,
        std::vector<Move>& moves, ExitMoves::Start& start)
        : m_rule(rule)
        , m_trace(trace)
        , m_allowed(allowed.begin(), allowed.end())
        , m_labels(trace.isRegression() ? std::span<const std::int64_t> {} : trace.labels())
        , m_lowFirst(lowFirst)
        , m_moves(moves)
        , m_start(start)
        , m_exits(static_cast<std::size_t>(trace.exits()))
        , m_scores(static_cast<std::size_t>(blockUnits) * m_exits)
        , m_keys(m_scores.size())
        , m_classes(m_labels.empty() ? 0 : m_scores.size())
        , m_block(static_cast<std::size_t>(blockUnits) * m_allowed.size())
        , m_recordExit(m_allowed.size())
        , m_recordKey(m_allowed.size())
    {
    }

    void take(std::int64_t first, std::int64_t last)
    {
        const auto values = static_cast<std::size_t>(last - first) * m_exits;
        m_rule.score(m_trace, first, last, std::span(m_scores).first(values),
            std::span(m_classes).first(m_classes.empty() ? 0 : values));
        for (std::size_t i = 0; i < values; ++i)
            m_keys[i] = keyOf(m_scores[i], m_lowFirst);
        std::size_t filled = 0;
        for (std::int64_t unit = first; unit < last; ++unit)
            filled = takeUnit(unit, static_cast<std::size_t>(unit - first) * m_exits, filled);
        m_moves.insert(m_moves.end(), m_block.begin(), m_block.begin() + static_cast<std::ptrdiff_t>(filled));
    }

private:
    std::size_t takeUnit(std::int64_t unit, std::size_t row, std::size_t filled)
    {
        // Whether a score is a record is hard to foresee: written always, kept by moving the end.
        std::size_t records = 0;
        std::uint32_t least = neverKey;
        for (std::size_t k = 0; k + 1 < m_allowed.size(); ++k) {
            const auto key = m_keys[row + m_allowed[k]];
            m_recordExit[records] = m_allowed[k];
            m_recordKey[records] = key;
            records += key < least ? 1U : 0U;
            least = std::min(key, least);
        }
        const auto lastExit = m_allowed.back();
        const std::int64_t label = m_labels.empty() ? -1 : m_labels[static_cast<std::size_t>(unit)];
        if (label < 0) {
            for (std::size_t i = 0; i < records; ++i)
                m_block[filled++] = Move(m_recordKey[i], static_cast<std::uint32_t>(unit),
                    i + 1 < records ? m_recordExit[i + 1] : lastExit, m_recordExit[i], false, false, false);
            return filled;
        }
        const bool positive = label == 1;
        const std::int32_t* classes = &m_classes[row];
        const auto right = [&](std::uint32_t exit) { return classes[exit] == label; };
        m_start.labelled += 1;
        m_start.positives += positive ? 1 : 0;
        m_start.correct += right(lastExit) ? 1 : 0;
        m_start.predictedPositive += classes[lastExit] == 1 ? 1 : 0;
        for (std::size_t i = 0; i < records; ++i) {
            const auto from = i + 1 < records ? m_recordExit[i + 1] : lastExit;
            const auto to = m_recordExit[i];
            m_block[filled++]
                = Move(m_recordKey[i], static_cast<std::uint32_t>(unit), from, to, right(from), right(to), positive);
        }
        return filled;
    }

    const ScoreRule& m_rule;
    const trace::Trace& m_trace;
    std::vector<std::uint32_t> m_allowed;
    std::span<const std::int64_t> m_labels;
    bool m_lowFirst;
    std::vector<Move>& m_moves;
    ExitMoves::Start& m_start;
    std::size_t m_exits;
    std::vector<float> m_scores;         ///< [block, E], as are the next two
    std::vector<std::uint32_t> m_keys;
    std::vector<std::int32_t> m_classes;
    std::vector<Move> m_block;
    std::vector<std::uint32_t> m_recordExit, m_recordKey; ///< of one unit
};

} // namespace

std::optional<ExitMoves> ExitMoves::collect(const PolicySpec& spec, const trace::Trace& trace, const JobContext& job)
{
    const auto& type = policyNamed(spec.name);
    if (!type.rule)
        throw InputError("policy \"" + spec.name + "\" has no threshold", "name one that has, such as entropy");
    if (trace.exits() > std::int64_t { Move::mostExits } || trace.units() > std::numeric_limits<std::uint32_t>::max())
        throw InputError(trace.path(), "is too large for a threshold curve", "use at most 16384 exits and 2^32 units");

    const auto rule = type.rule(spec, trace);
    ExitMoves result;
    result.m_passes = rule->passes();
    result.m_units = trace.units();
    result.m_exitLayer.assign(trace.exitLayer().begin(), trace.exitLayer().end());
    result.m_hasLabels = !trace.isRegression() && !trace.labels().empty();
    result.m_isBinary = trace.classes() == 2;
    Collector collector(*rule, trace, allowedExits(spec, trace), result.m_passes == Passes::Below, result.m_moves,
        result.m_start);
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
    sortByKey(result.m_moves);
    job.tell({ trace.units(), trace.units(), "units", {} });
    return result;
}

std::size_t ExitMoves::endOfTie(std::size_t first) const
{
    std::size_t end = first + 1;
    while (end < m_moves.size() && m_moves[end].key() == m_moves[first].key())
        ++end;
    return end;
}

/// A strict rule is let past a score by the next number beyond it; whatever lies between two scores does the same.
float ExitMoves::thresholdAfter(std::size_t end) const
{
    constexpr float infinity = std::numeric_limits<float>::infinity();
    if (m_moves.empty())
        return 0.0F;
    const bool lowFirst = m_passes == Passes::Below;
    const float score = scoreOf(m_moves[end == 0 ? 0 : end - 1].key(), lowFirst);
    if (m_passes == Passes::AtLeast)
        return end == 0 ? std::nextafter(score, infinity) : score;
    return end == 0 ? score : std::nextafter(score, lowFirst ? infinity : -infinity);
}

std::size_t ExitMoves::happened(float threshold) const
{
    if (std::isnan(threshold))
        return 0;
    const auto key = keyOf(threshold, m_passes == Passes::Below);
    const auto at = m_passes == Passes::AtLeast
        ? std::upper_bound(m_moves.begin(), m_moves.end(), key,
            [](std::uint32_t value, const Move& move) { return value < move.key(); })
        : std::lower_bound(m_moves.begin(), m_moves.end(), key,
            [](const Move& move, std::uint32_t value) { return move.key() < value; });
    return static_cast<std::size_t>(at - m_moves.begin());
}

std::size_t ExitMoves::countPoints() const
{
    std::size_t points = 1;
    for (std::size_t i = 0; i < m_moves.size(); ++i)
        points += i == 0 || m_moves[i].key() != m_moves[i - 1].key() ? 1U : 0U;
    return points;
}

} // namespace exitscope::policy
