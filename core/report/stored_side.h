#pragma once

#include "core/evidence/comparison.h"
#include "core/evidence/side_by_side.h"
#include "core/store/run_store.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace exitscope::report {

/// A stored run with what it takes to compare it: its trace, found and known to be the same file, and its operating points.
struct StoredSide
{
    store::Run run;
    std::string name; ///< run 17 "entropy on SST-2"
    std::shared_ptr<const sweep::Evaluator> evaluator; ///< of several models their cascade's
    std::vector<policy::PolicySpec> specs; ///< by ordinal

    evidence::ComparedSide compared() const { return { *evaluator, specs }; }
};

/// "run 17 "entropy on SST-2"".
std::string sideName(const store::RunSummary& run);

/// How a run's costs were counted, from its options.
cost::CostOptions costOptionsOf(const store::Run& run);

/// Reads runs and opens their traces; runs of one trace share it. Hashes files, so not for the GUI thread. Throws InputError
/// for a run that is not there, without points or without a trace file, for a trace that is gone or has changed.
std::vector<StoredSide> openSides(const store::RunStore& store, std::span<const store::RunId> runs);

/// What costs are counted in where nobody says: FLOPs where every side knows them.
evidence::CostAxis commonAxis(std::span<const StoredSide> sides);

/// `name` among the metrics of the side's task; its first where the name is empty. Throws InputError with those that there
/// are, and for a trace without labels.
metric::Metric metricNamed(const sweep::Evaluator& evaluator, const std::string& name);

} // namespace exitscope::report
