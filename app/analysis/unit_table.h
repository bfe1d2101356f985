#pragma once

#include "app/analysis/token_table.h"
#include "core/trace/trace.h"

#include <QString>

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace exitscope::app {

/// What every unit says at every exit, in arrays that sorting and filtering can run over. Made once for a trace on a worker.
struct UnitTable
{
    std::shared_ptr<const trace::Trace> trace;
    std::vector<std::int32_t> classes; ///< [U, E] class of every exit; empty for regression
    std::vector<std::string> tags;     ///< [N], or empty
    TokenTable tokens;                 ///< of a trace of tokens; else empty

    std::int32_t classAt(std::int64_t unit, std::int64_t exit) const
    {
        return classes[static_cast<std::size_t>(unit * trace->exits() + exit)];
    }
    bool isOverthinker(std::int64_t unit) const; ///< right at some exit, wrong at the last; false without a label
    std::string_view tagOf(std::int64_t unit) const;
};

UnitTable unitTableOf(std::shared_ptr<const trace::Trace> trace);

/// The name of a class, or its number.
QString labelText(const trace::Trace& trace, std::int64_t label);

/// What an operating point makes of the units; both [U], the second empty for regression.
struct UnitOutcomes
{
    std::vector<std::int32_t> exits;
    std::vector<std::int32_t> answers;
};

enum class UnitOrder {
    Dataset,
    HardestFirst,
    EasiestFirst,
    WrongFirst,
    DisagreementsFirst, ///< unlike the full model
    LensFirst,          ///< another answer than B, then the furthest from where B leaves
    ByLabel,
    LongestFirst
};

enum class UnitFilter {
    All,
    Wrong,
    Disagreeing,
    Overthinkers,
    Selected,
    LensEarlier,
    LensLater,
    LensOther, ///< elsewhere or another answer
    LensChanged, ///< another answer
    Label,
    Exit
};

struct UnitQuery
{
    UnitOrder order = UnitOrder::Dataset;
    UnitFilter filter = UnitFilter::All;
    std::int32_t value = 0; ///< of Label (−1: without one) and Exit (0-based)
    bool onlyFound = false; ///< of `found` below

    friend bool operator==(const UnitQuery&, const UnitQuery&) = default;
};

/// The units that a query keeps, in its order; equal ones as in the dataset. One pass and one counting sort: 100,000 units
/// within a frame. `b`: null without a pinned point. `found`: [N] or empty. `selected`: ascending units.
std::vector<std::uint32_t> arrangedUnits(const UnitTable& table, const UnitQuery& query, const UnitOutcomes& a,
    const UnitOutcomes* b, std::span<const std::uint8_t> found, std::span<const std::int64_t> selected);

/// Which examples [N] have `words` in their text or tag, in any case, their tabs and line ends as spaces; empty for empty
/// words, and when told to stop.
std::vector<std::uint8_t> foundExamples(const UnitTable& table, const QString& words, const std::atomic<bool>& stop);

} // namespace exitscope::app
