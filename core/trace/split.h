#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::trace {

struct SplitOptions
{
    double share = 0.5; ///< of the examples that go to the calibration half; strictly between 0 and 1
    std::uint64_t seed = 1;
    /// The same share of every label (of an example's first unit). Without it the halves are what a guarantee over the
    /// draw assumes: a sample without regard to labels. Regression and unlabelled traces have one stratum.
    bool isStratified = false;
};

/// Two disjoint sets of examples, each ascending and never empty.
struct Split
{
    std::vector<std::int64_t> calibration;
    std::vector<std::int64_t> test;
};

/// One that is dealt: an example, and the stratum that it belongs to.
struct Member
{
    std::int64_t example = 0;
    std::int64_t stratum = 0;
};

/// The examples that have a unit, ascending, each in the stratum of its first unit's label.
std::vector<Member> membersOf(const Trace& trace);

/// Deals members, whose examples ascend. Strata count only where options.isStratified. Throws InputError for a share outside
/// (0, 1) and for fewer than two members; `source` is named then.
Split splitMembers(std::vector<Member> members, const SplitOptions& options, const std::filesystem::path& source = {});

/// Splits by example, so that all units of one example stay on one side. Complete: every example that has a unit is in
/// exactly one half. The same options give the same split on every machine. Throws InputError for a share outside (0, 1)
/// and for a trace with fewer than two such examples.
Split splitExamples(const Trace& trace, const SplitOptions& options);

/// The given examples as a trace in memory: a copy with everything the trace carries (optional tensors, text, metadata, one
/// tag an example), its examples renumbered from 0 and its path empty. Policies give every unit the exit it has in
/// the whole, but for `hash` by length or cluster, whose buckets are made from the examples that there are. `examples` ascend without repeats and at least one of them has a unit, else std::invalid_argument.
std::shared_ptr<const Trace> subset(const Trace& trace, std::span<const std::int64_t> examples);

} // namespace exitscope::trace
