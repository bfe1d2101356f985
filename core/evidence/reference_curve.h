#pragma once

#include "core/metric/metrics.h"
#include "core/metric/pareto.h"
#include "core/sweep/evaluate.h"

#include <filesystem>
#include <vector>

namespace exitscope::evidence {

/// What ELUE scores are measured against: mean FLOPs of an example (a multiply and an add are two) and the metric in
/// percent, ascending in FLOPs.

/// A CSV file with the columns `flops` and `score` (others are ignored), in any order of rows. Throws InputError with file
/// and line: a column or a number is missing, FLOPs that are given twice or are not above 0, no row.
std::vector<metric::CostQuality> readReferenceCurve(const std::filesystem::path& file);

/// The exits of a trace, each taken by every example: what ELUE takes ElasticBERT-base for. Throws InputError where the trace
/// has no labels or no FLOPs, or its task lacks the metric.
std::vector<metric::CostQuality> fixedLayerCurve(const sweep::Evaluator& evaluator, metric::Metric metric);

} // namespace exitscope::evidence
