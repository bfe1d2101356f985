#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace exitscope::calibration {

/// Tests many hypotheses so that with probability 1 - epsilon no true one is rejected (methods.md §3.5). The p-values
/// belong to a list of configurations in an order fixed beforehand, the safest first.
enum class Procedure {
    FixedSequence, ///< reject in order while p <= epsilon; stop at the first that fails, even if later ones would pass
    Bonferroni,    ///< reject every p <= epsilon / k; for families whose risk does not grow along the order
    Holm,          ///< step-down Bonferroni: rejects all that Bonferroni does, and perhaps more
};

/// "fixed-sequence", "bonferroni", "holm".
std::string_view nameOf(Procedure procedure);
/// The reverse; throws InputError that suggests the nearest name.
Procedure procedureNamed(std::string_view name);

struct ProcedureOptions
{
    Procedure procedure = Procedure::FixedSequence;
    double epsilon = 0.05;
    /// FixedSequence only: runs from so many places, spread evenly from the first on, each at epsilon / starts. For
    /// families whose safest member is not known to be the first.
    std::int64_t starts = 1;
};

struct TestOutcome
{
    bool isTested = false; ///< false where a fixed sequence never arrived
    bool isRejected = false; ///< the risk is at most delta
};

/// One outcome for each p-value.
std::vector<TestOutcome> runProcedure(const ProcedureOptions& options, std::span<const double> pValues);

/// The level that the first rejection must reach among k hypotheses: epsilon over the number of starts, or over k.
double firstLevel(const ProcedureOptions& options, std::size_t k);

/// Fixed sequences from the given places, each moving on while p <= level; what any of them tested and rejected.
std::vector<TestOutcome> fixedSequences(
    std::span<const double> pValues, std::span<const std::size_t> starts, double level);

} // namespace exitscope::calibration
