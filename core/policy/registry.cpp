#include "core/error.h"
#include "core/nearest_name.h"
#include "core/policy/policies.h"

namespace exitscope::policy {

const std::vector<const PolicyType*>& allPolicies()
{
    static const std::vector<const PolicyType*> all { &fixedPolicy(), &entropyPolicy(), &confidencePolicy(),
        &marginPolicy(), &patiencePolicy(), &votePolicy(), &saturationPolicy(), &learnedPolicy(), &hashPolicy(),
        &cascadePolicy(), &oraclePolicy() };
    return all;
}

const PolicyType& policyNamed(std::string_view name)
{
    std::vector<std::string_view> names;
    for (const auto* type : allPolicies()) {
        if (type->info.name == name)
            return *type;
        names.push_back(type->info.name);
    }
    throw InputError("unknown policy \"" + std::string(name) + "\"", nameRemedy(name, names));
}

} // namespace exitscope::policy
