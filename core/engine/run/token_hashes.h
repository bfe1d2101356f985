#pragma once

#include "core/engine/run/execution_data.h"
#include "core/hashee/token_hash.h"
#include "core/policy/running_policy.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

/// Whether a policy is a hash of tokens (function=frequency, …), which is executed token by token; not a hash of inputs.
bool isTokenHash(const policy::PolicySpec& spec);

/// The tables of the hashes of tokens among some policies.
class TokenHashes
{
public:
    /// The table that is saved with the model where it is of the wanted function and buckets, else one made anew: counted in
    /// request.hashCorpus. False once cancelled. Throws InputError for parameters that are not of tokens, for a table that does
    /// not fit the model, and for a function that needs a corpus when there is none.
    [[nodiscard]] bool load(const ExecuteRequest& request, const ModelFacts& model, const JobContext& job);

    /// What was loaded from where, for people.
    const std::vector<std::string>& notes() const { return m_notes; }
    const hashee::TokenHash& of(const policy::PolicySpec& spec) const { return m_hashes.at(spec.text()); }

private:
    std::optional<hashee::TokenHash> make(
        const ExecuteRequest& request, const ModelFacts& model, const policy::PolicySpec& spec, const JobContext& job);

    std::map<std::string, hashee::TokenHash> m_hashes; ///< by the spec's text
    std::vector<std::string> m_notes;
};

/// Through how many layers each token of a pack goes under a hash [T].
std::vector<std::int32_t> layersOf(const hashee::TokenHash& hash, const UnitPack& pack);

/// Units that leave where the hash sends their asked token, or at the next exit above. `exitLayer` is the model's.
std::unique_ptr<policy::RunningPolicy> hashPolicy(
    const hashee::TokenHash& hash, const ExecutionData& data, std::span<const std::int32_t> exitLayer);

} // namespace exitscope::engine
