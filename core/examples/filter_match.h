#pragma once

#include "core/examples/filter.h"
#include "core/examples/unit_columns.h"
#include "core/job.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace exitscope::examples {

/// Throws FilterError when the filter asks for what this trace has not: a label of another name, slack under a rule
/// without one threshold, text that was not stored.
void requireUsable(const Filter& filter, const UnitColumns& columns);

/// The class that a term names: by its name whatever the case, else by its number; nothing where there is none.
std::optional<std::int64_t> classOf(const FilterTerm& term, const UnitColumns& columns);

/// The units that pass, ascending. Column by column; text last, only where everything else lets a unit through. Nothing
/// when the job was stopped. Throws as requireUsable(). `slack` as SlackIndex::nearest() gives it; it may be null where
/// the filter does not use it.
std::optional<std::vector<std::uint32_t>> matching(const Filter& filter, const UnitColumns& columns,
    const SlackIndex::Column* slack = nullptr, const JobContext& job = {});

/// True when matching() needs the slack of every unit.
bool needsSlack(const Filter& filter);

} // namespace exitscope::examples
