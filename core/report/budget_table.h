#pragma once

#include "core/report/runs_table.h"

#include <span>
#include <string>
#include <vector>

namespace exitscope::report {

/// What a model can do for so many FLOPs, from all operating points of its runs. Runs of the same name count as seeds.
struct BudgetRow
{
    std::string name;
    SeedFigure fullFlops;    ///< of an input through the whole model, mean over inputs
    SeedFigure last;         ///< quality of the point that goes deepest: the full model, where it was swept
    SeedFigure meanOfExits;  ///< quality of the fixed exits, averaged; NaN where no run has them
    std::vector<SeedFigure> within; ///< for each budget: the best point that costs at most that much; NaN where none does
};

struct BudgetTable
{
    std::string metric;
    std::vector<double> budgets; ///< FLOPs of an input, mean
    std::vector<BudgetRow> rows; ///< in the order of the runs
};

/// Models of any size side by side at equal cost, which shares of their own full cost cannot say. Without `metric` it is the
/// first of the first point. Throws InputError for a run whose FLOPs are not known or that lacks the metric, and for budgets
/// that are not above 0.
BudgetTable budgetTable(std::span<const TabledRun> runs, std::vector<double> budgets, std::string metric = {});

} // namespace exitscope::report
