#pragma once

#include "core/policy/policy.h"

namespace exitscope::policy {

/// The policy that resources/help/policies.md shows.
const PolicyType& energyPolicy();

} // namespace exitscope::policy
