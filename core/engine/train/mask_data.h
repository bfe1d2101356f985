#pragma once

#include "core/data/tokenizer.h"
#include "core/engine/train/pack.h"
#include "core/engine/train/train_config.h"
#include "core/job.h"

#include <cstdint>
#include <vector>

namespace exitscope::engine {

/// Running text for masked-language-model pre-training (Devlin et al. 2019), cut into sequences of one length:
/// [CLS] tokens [SEP]. Token ids are held in memory, four bytes each.
class MaskCorpus
{
public:
    /// Reads and tokenises every file. Throws InputError when there is not one sequence. No sequences when the job
    /// was stopped.
    static MaskCorpus read(const PretrainConfig& config, const data::Tokenizer& tokenizer, const JobContext& job);

    std::int64_t sequences() const { return m_sequences; }
    std::int64_t tokens() const { return static_cast<std::int64_t>(m_ids.size()); }

    /// The batch of one step, in `shards` packs, masked. A pure function of its arguments.
    std::vector<Pack> batch(std::uint64_t seed, std::int64_t step, int shards);

private:
    void appendMasked(std::int64_t sequence, std::uint64_t seed, std::uint64_t draw, Pack& pack) const;

    PretrainConfig m_config;
    data::SpecialTokens m_special;
    std::vector<std::int32_t> m_ids;
    std::vector<bool> m_continues; ///< [V]: the token goes on with a word ("##…")
    std::int64_t m_sequences = 0;
    std::vector<std::uint32_t> m_order; ///< of epoch m_epoch
    std::int64_t m_epoch = -1;
    std::uint64_t m_orderSeed = 0;
};

} // namespace exitscope::engine
