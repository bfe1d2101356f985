#pragma once

#include "core/hashee/clusters.h"
#include "core/hashee/token_hash.h"

#include <filesystem>
#include <optional>

namespace exitscope::engine {

/// What `exitscope hash` makes: a table of tokens for one model.
struct TokenHashRequest
{
    std::filesystem::path model; ///< a checkpoint directory with its tokenizer
    hashee::HashFunction function = hashee::HashFunction::Frequency;
    std::int32_t buckets = 6;
    std::uint32_t seed = 1;
    hashee::Corpus corpus; ///< for frequency and mutual information
    bool asReleased = false;
    int restarts = 40; ///< clustered: starts of k-means
};

/// Needs no LibTorch. Nothing when the job was stopped. Throws InputError.
std::optional<hashee::TokenHash> buildTokenHash(TokenHashRequest request, const JobContext& job = {});

} // namespace exitscope::engine
