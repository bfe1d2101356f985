#pragma once

#include "core/generations/generations.h"
#include "core/policy/policy.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::calibration {

/// The points of one rule in a file of generations, in an order that does not depend on the calibration draw: the safest
/// (latest to leave) first.
struct SequenceFamily
{
    std::string rule; ///< without what varies: "margin", "margin:decay=4"
    std::string key;  ///< what varies: "threshold"; of fixed exits "layer"
    std::vector<policy::PolicySpec> settings; ///< [K]
    std::vector<std::size_t> points;          ///< [K] places among the file's points
    /// Values that were left out: at a threshold of 1 exits are disabled (methods.md §3.3), which is the full model and needs
    /// no test.
    std::vector<std::string> disabled;
};

/// Every rule of a file that has settings in order of caution, in the order in which they were written.
std::vector<SequenceFamily> sequenceFamilies(const generations::Generations& generations);

/// One of them. `policy` names it, "margin:decay=4", or "margin" where the file has only one such; empty where it has only one
/// rule. The values come from `grid` or from the policy's text ("threshold=0.95:0.5:10"), else they are all that there are. A
/// grid starts at the safest value: of measures that grow with confidence it descends. Throws InputError for a grid in another
/// order or with a value that the file has no texts of, and for a rule that is not there (says which are).
SequenceFamily sequenceFamily(
    const generations::Generations& generations, std::string_view policy = {}, std::string_view grid = {});

} // namespace exitscope::calibration
