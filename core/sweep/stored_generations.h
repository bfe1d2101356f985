#pragma once

#include "core/generations/operating_points.h"
#include "core/store/run_store.h"
#include "core/sweep/point.h"

#include <span>
#include <string>
#include <vector>

namespace exitscope::sweep {

/// A point of a file of generations as runs keep it: units are the tokens that were written, metrics are of their texts
/// ("bleu", "rouge_l", "token_f1"; "rouge_l_full" where there are no references), seconds those of all prompts.
Point pointOf(const generations::Generations& generations, const generations::Point& point,
    const generations::OperatingPoint& figures);

struct StoredGenerations
{
    std::vector<store::RunId> runs;  ///< one for each rule of the file, whatever its thresholds
    std::size_t added = 0, known = 0; ///< runs; known ones have the same points already
};

/// Writes a file of generations as finished runs of kind "generate", so that they can be drawn and compared: one for each rule,
/// and one for the full model. A run that is in the store already with the same points is left as it is. Runs are
/// called by their rule and `name`, or where that is empty the data.
StoredGenerations storeGenerations(store::RunStore& store, const generations::Generations& generations,
    std::span<const generations::OperatingPoint> figures, const std::string& name);

} // namespace exitscope::sweep
