#pragma once

#include "core/report/seed_table.h"
#include "core/sweep/point.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace exitscope::report {

/// A run of a store, as far as a table of runs goes.
struct TabledRun
{
    std::string name;
    std::vector<sweep::Point> points;
};

/// One operating point: in one run, or in several of the same name, which count as seeds.
struct RunsRow
{
    std::string name;
    policy::PolicySpec spec;
    std::vector<std::pair<std::string, SeedFigure>> metrics;
    SeedFigure meanExit, layerSpeedup;
    SeedFigure tokenSpeedup; ///< token layers of the full model / those run; NaN where tokens did not leave one by one
    SeedFigure flopsSpeedup; ///< NaN where FLOPs are not known
    SeedFigure packed, batch1; ///< measured; NaN where the run was replayed or this was not timed
};

/// A row for every point, in the order of the runs; the same policy with the same parameters in runs of the same name
/// shares a row. Throws InputError for two points of one run that are told apart by nothing.
std::vector<RunsRow> runsTable(std::span<const TabledRun> runs);

} // namespace exitscope::report
