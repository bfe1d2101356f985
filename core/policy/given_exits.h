#pragma once

#include "core/policy/running_policy.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace exitscope::policy {

/// Units whose exits [U] (0-based) are known before anything runs, as a hash knows them: nothing is looked at.
std::unique_ptr<RunningPolicy> givenExits(std::vector<std::int32_t> exits);

} // namespace exitscope::policy
