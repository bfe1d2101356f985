#include "core/engine/train/mask_data.h"

#include "core/engine/train/random.h"
#include "core/engine/train/task_data.h"
#include "core/error.h"

#include <algorithm>
#include <numeric>

namespace exitscope::engine {

namespace {

bool isContinuation(std::string_view token)
{
    return token.starts_with("##");
}

} // namespace

MaskCorpus MaskCorpus::read(const PretrainConfig& config, const data::Tokenizer& tokenizer, const JobContext& job)
{
    MaskCorpus corpus;
    corpus.m_config = config;
    corpus.m_special = tokenizer.special();
    if (corpus.m_special.mask < 0 || corpus.m_special.first < 0 || corpus.m_special.separator < 0)
        throw InputError(config.files.front(), "the tokenizer has no [CLS], [SEP] or [MASK]",
            "masked-language-model pre-training needs a WordPiece vocabulary with them");
    for (data::TokenId id = 0; id < tokenizer.vocabularySize(); ++id)
        corpus.m_continues.push_back(isContinuation(tokenizer.token(id)));
    for (std::size_t i = 0; i < config.files.size(); ++i) {
        SourceConfig source;
        source.file = config.files[i];
        const bool isWhole = forEachText(
            source, 0, job, [&](std::string_view text) { tokenizer.appendIds(text, corpus.m_ids); });
        if (!isWhole)
            return corpus;
        job.tell({ static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(config.files.size()), "files", "reading text" });
    }
    corpus.m_sequences = corpus.tokens() / (config.length - 2);
    if (corpus.m_sequences == 0)
        throw InputError(config.files.front(), "too little text for one sequence", "give more text, or a smaller \"pretrain.length\"");
    return corpus;
}

std::vector<Pack> MaskCorpus::batch(std::uint64_t seed, std::int64_t step, int shards)
{
    std::vector<Pack> packs(static_cast<std::size_t>(shards));
    const std::int64_t perStep = m_config.batchTokens / m_config.length;
    for (std::int64_t i = 0; i < perStep; ++i) {
        const std::int64_t draw = step * perStep + i;
        const std::int64_t epoch = draw / m_sequences;
        if (epoch != m_epoch || seed != m_orderSeed) {
            m_order.resize(static_cast<std::size_t>(m_sequences));
            std::iota(m_order.begin(), m_order.end(), 0U);
            Random(seed, static_cast<std::uint64_t>(Stream::Order), static_cast<std::uint64_t>(epoch)).shuffle(m_order);
            m_epoch = epoch;
            m_orderSeed = seed;
        }
        appendMasked(m_order[static_cast<std::size_t>(draw % m_sequences)], seed, static_cast<std::uint64_t>(draw),
            packs[static_cast<std::size_t>(i % shards)]);
    }
    return packs;
}

void MaskCorpus::appendMasked(std::int64_t sequence, std::uint64_t seed, std::uint64_t draw, Pack& pack) const
{
    const std::int64_t room = m_config.length - 2;
    const auto text = std::span(m_ids).subspan(static_cast<std::size_t>(sequence * room), static_cast<std::size_t>(room));
    const auto first = static_cast<std::int64_t>(pack.ids.size()) + 1;
    pack.ids.push_back(m_special.first);
    pack.ids.insert(pack.ids.end(), text.begin(), text.end());
    pack.ids.push_back(m_special.separator);
    pack.types.resize(pack.ids.size(), 0);
    pack.offsets.push_back(static_cast<std::int32_t>(pack.ids.size()));

    // Words (or single tokens) in random order, until the share is reached.
    std::vector<std::int64_t> starts;
    for (std::int64_t i = 0; i < room; ++i)
        if (i == 0 || !m_config.wholeWords || !m_continues[static_cast<std::size_t>(text[static_cast<std::size_t>(i)])])
            starts.push_back(i);
    std::vector<std::size_t> words(starts.size());
    std::iota(words.begin(), words.end(), std::size_t { 0 });
    Random random(seed, static_cast<std::uint64_t>(Stream::Mask), draw);
    random.shuffle(words);
    auto left = std::max<std::int64_t>(1, static_cast<std::int64_t>(m_config.mask * static_cast<double>(room) + random.uniform()));
    std::vector<std::int64_t> chosen;
    for (const std::size_t word : words) {
        const std::int64_t end = word + 1 < starts.size() ? starts[word + 1] : room;
        if (left <= 0)
            break;
        for (std::int64_t i = starts[word]; i < end; ++i, --left)
            chosen.push_back(i);
    }
    std::sort(chosen.begin(), chosen.end());
    const auto vocabulary = static_cast<std::uint64_t>(m_continues.size());
    for (const std::int64_t i : chosen) {
        auto& id = pack.ids[static_cast<std::size_t>(first + i)];
        pack.maskedRows.push_back(first + i);
        pack.maskedIds.push_back(id);
        const double kind = random.uniform();
        if (kind < 0.8)
            id = m_special.mask;
        else if (kind < 0.9)
            id = static_cast<std::int32_t>(random.below(vocabulary));
    }
}

} // namespace exitscope::engine
