#include "core/error.h"
#include "core/store/rows.h"
#include "core/store/run_store.h"

#include <bit>
#include <concepts>
#include <limits>
#include <type_traits>

namespace exitscope::store {

namespace {

/// Little-endian, whatever the machine.
template <std::unsigned_integral Bits, typename Value> std::vector<std::byte> bytesOf(std::span<const Value> values)
{
    std::vector<std::byte> bytes;
    bytes.reserve(values.size() * sizeof(Bits));
    for (const Value value : values) {
        Bits bits;
        if constexpr (std::is_floating_point_v<Value>)
            bits = std::bit_cast<Bits>(value);
        else
            bits = static_cast<Bits>(value);
        for (std::size_t at = 0; at < sizeof(Bits); ++at)
            bytes.push_back(static_cast<std::byte>(bits >> (8 * at)));
    }
    return bytes;
}

template <typename Value, std::unsigned_integral Bits> std::vector<Value> valuesOf(std::span<const std::byte> bytes)
{
    std::vector<Value> values;
    values.reserve(bytes.size() / sizeof(Bits));
    for (std::size_t first = 0; first + sizeof(Bits) <= bytes.size(); first += sizeof(Bits)) {
        Bits bits = 0;
        for (std::size_t at = 0; at < sizeof(Bits); ++at)
            bits = static_cast<Bits>(bits | static_cast<Bits>(std::to_integer<Bits>(bytes[first + at]) << (8 * at)));
        if constexpr (std::is_floating_point_v<Value>)
            values.push_back(std::bit_cast<Value>(bits));
        else
            values.push_back(static_cast<Value>(bits));
    }
    return values;
}

void requireKeepable(const OutcomeRecord& outcome)
{
    constexpr std::int32_t most = std::numeric_limits<std::uint16_t>::max();
    for (const std::int32_t exit : outcome.exits)
        if (exit < 0 || exit > most)
            throw InputError("a unit leaves at exit " + std::to_string(exit), "exits are from 0 to " + std::to_string(most));
}

} // namespace

void insertOutcome(Database& database, RunId id, std::int64_t ordinal, const OutcomeRecord& outcome)
{
    requireKeepable(outcome);
    const auto exits = bytesOf<std::uint16_t>(std::span(outcome.exits));
    const auto classes = bytesOf<std::uint32_t>(std::span(outcome.classes));
    const auto numbers = bytesOf<std::uint32_t>(std::span(outcome.numbers));
    database.prepare("INSERT OR REPLACE INTO outcomes(run, ordinal, exits, classes, numbers) VALUES(?, ?, ?, ?, ?)")
        .bind(number(id), ordinal, std::span<const std::byte>(exits), std::span<const std::byte>(classes),
            std::span<const std::byte>(numbers))
        .run();
}

std::optional<OutcomeRecord> readOutcome(Database& database, RunId id, std::int64_t ordinal)
{
    Statement read = database.prepare("SELECT exits, classes, numbers FROM outcomes WHERE run = ? AND ordinal = ?");
    if (!read.bind(number(id), ordinal).step())
        return std::nullopt;
    OutcomeRecord outcome;
    outcome.exits = valuesOf<std::int32_t, std::uint16_t>(read.blob(0));
    outcome.classes = valuesOf<std::int32_t, std::uint32_t>(read.blob(1));
    outcome.numbers = valuesOf<float, std::uint32_t>(read.blob(2));
    const std::size_t answers = outcome.classes.empty() ? outcome.numbers.size() : outcome.classes.size();
    if (answers != outcome.exits.size())
        throw InputError(database.path(),
            "the outcome of run " + std::to_string(number(id)) + " holds " + std::to_string(outcome.exits.size())
                + " exits and " + std::to_string(answers) + " answers",
            "execute it again");
    return outcome;
}

std::vector<std::int64_t> outcomeOrdinals(Database& database, RunId id)
{
    Statement list = database.prepare("SELECT ordinal FROM outcomes WHERE run = ? ORDER BY ordinal");
    list.bind(number(id));
    std::vector<std::int64_t> ordinals;
    while (list.step())
        ordinals.push_back(list.integer(0));
    return ordinals;
}

void RunStore::putOutcome(RunId id, std::int64_t ordinal, const OutcomeRecord& outcome)
{
    Transaction transaction(*m_database, Transaction::Kind::Write);
    if (const auto points = readPoints(*m_database, id, ordinal, 1); points.empty() || points.front().ordinal != ordinal
        || points.front().units != static_cast<std::int64_t>(outcome.exits.size()))
        throw InputError(m_path, "run " + std::to_string(number(id)) + " has no point " + std::to_string(ordinal) + " of "
                + std::to_string(outcome.exits.size()) + " units",
            "keep the point first");
    insertOutcome(*m_database, id, ordinal, outcome);
    transaction.commit();
}

std::optional<OutcomeRecord> RunStore::outcome(RunId id, std::int64_t ordinal) const
{
    return readOutcome(*m_database, id, ordinal);
}

std::vector<ExecutedPoint> RunStore::executedPoints(const TraceRecord& trace) const
{
    Transaction reading(*m_database, Transaction::Kind::Read);
    const std::string model = trace.model ? trace.model->sha256 : std::string();
    const std::string dataset = trace.dataset ? trace.dataset->sha256 : std::string();
    std::vector<std::pair<RunId, std::int64_t>> found;
    {
        Statement list = m_database->prepare(
            "SELECT o.run, o.ordinal FROM outcomes o JOIN runs r ON r.id = o.run AND r.is_in_bin = 0 "
            "JOIN run_traces p ON p.run = r.id AND p.place = 0 JOIN traces t ON t.id = p.trace "
            "LEFT JOIN models m ON m.id = t.model LEFT JOIN datasets d ON d.id = t.dataset "
            "WHERE t.units = ? AND (t.sha256 = ? OR (m.sha256 = ? AND m.sha256 <> '' AND d.sha256 = ? AND d.sha256 <> '')) "
            "AND (SELECT count(*) FROM run_traces WHERE run_traces.run = r.id) = 1 "
            "ORDER BY r.created DESC, r.id DESC, o.ordinal");
        list.bind(trace.units, trace.sha256, model, dataset);
        while (list.step())
            found.emplace_back(RunId { list.integer(0) }, list.integer(1));
    }
    std::vector<ExecutedPoint> points;
    for (const auto& [id, ordinal] : found) {
        ExecutedPoint executed { readRun(*m_database, id).summary, {} };
        if (auto read = readPoints(*m_database, id, ordinal, 1); !read.empty() && read.front().ordinal == ordinal) {
            executed.point = std::move(read.front());
            points.push_back(std::move(executed));
        }
    }
    reading.commit();
    return points;
}

} // namespace exitscope::store
