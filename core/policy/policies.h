#pragma once

#include "core/policy/policy.h"

namespace exitscope::policy {

/// The policies, one file each, in the order in which they are listed. registry.cpp knows no others.
const PolicyType& fixedPolicy();
const PolicyType& entropyPolicy();
const PolicyType& confidencePolicy();
const PolicyType& marginPolicy();
const PolicyType& patiencePolicy();
const PolicyType& votePolicy();
const PolicyType& saturationPolicy();
const PolicyType& learnedPolicy();
const PolicyType& hashPolicy();
const PolicyType& cascadePolicy();
const PolicyType& oraclePolicy();

} // namespace exitscope::policy
