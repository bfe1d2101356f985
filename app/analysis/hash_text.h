#pragma once

#include "core/hashee/hash_function.h"
#include "core/policy/policy.h"

#include <QString>

#include <optional>

namespace exitscope::app {

/// A hash of tokens for people: "frequency", "mutual information", …
QString hashTitle(hashee::HashFunction function);

/// The function of a policy that is a hash of tokens; none where it is another rule.
std::optional<hashee::HashFunction> tokenHashOf(const policy::PolicySpec& spec);

/// "hash by frequency, 6 buckets".
QString hashText(hashee::HashFunction function, int buckets);

} // namespace exitscope::app
