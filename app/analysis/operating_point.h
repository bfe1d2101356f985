#pragma once

#include <map>
#include <string>

namespace exitscope::app {

/// Where on its trade-off a policy is operated: a rule and the value of the one parameter that the scrubber moves.
struct OperatingPoint
{
    std::string policy;    ///< "entropy"; empty = none yet
    std::string parameter; ///< "threshold", "patience", "layer"
    double value = 0;
    std::map<std::string, std::string> others = {}; ///< the rule's further parameters, as on the command line

    friend bool operator==(const OperatingPoint&, const OperatingPoint&) = default;
};

} // namespace exitscope::app
