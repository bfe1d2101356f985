#pragma once

#include <string>
#include <utility>
#include <vector>

namespace exitscope::bench {

/// What figures depend on: processor, cores, memory, system, compiler, BLAS. Facts that this machine does not tell are
/// left out.
std::vector<std::pair<std::string, std::string>> machineFacts();

} // namespace exitscope::bench
