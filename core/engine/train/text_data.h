#pragma once

#include "core/data/tokenizer.h"
#include "core/engine/train/language_config.h"
#include "core/engine/train/text_batch.h"
#include "core/job.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace exitscope::engine {

/// Texts as tokens: pairs, or one stream.
struct TextSet
{
    std::vector<std::int32_t> source, target; ///< of a stream only target
    std::vector<std::int64_t> sourceOffsets { 0 }, targetOffsets { 0 }; ///< of pairs, [N + 1]
    bool isStream = false;
    std::int64_t window = 0; ///< of a stream: tokens of an example
    std::int64_t cut = 0, leftOut = 0; ///< pairs that were too long

    /// Pairs, or whole windows whose every token has a next one; `shift` tokens of a stream are passed over first.
    std::int64_t examples(std::int64_t shift = 0) const;
};

/// Hands every text of a source to `take`; false when the job was stopped. Throws InputError for what is not UTF-8, an empty
/// line on one side alone, sides with different numbers of lines, or an object without the keys.
bool forEachText(const TextSource& source, const JobContext& job, const std::function<void(std::string_view)>& take);

/// What a model reads and writes beside a text's own tokens.
struct TextMarks
{
    std::int32_t first = -1; ///< what a decoder starts with; −1 in a stream
    std::int32_t last = -1;  ///< what ends a target
};

/// Reads and tokenises a source. Empty when the job was stopped. Throws InputError as above, for texts that are too long where
/// that is to be refused, and when there is too little text.
TextSet readTexts(const TextSource& source, const LanguageTexts& config, const data::Tokenizer& tokenizer,
    const TextMarks& marks, const JobContext& job);

/// Cuts the last `share` off a stream, for dev.
TextSet splitOff(TextSet& stream, double share, const std::filesystem::path& file);

/// The order of an epoch, and (of a stream) how many tokens its windows are shifted by: functions of seed and epoch.
struct EpochOrder
{
    std::vector<std::int64_t> examples;
    std::int64_t shift = 0;
};
EpochOrder epochOrder(const TextSet& set, std::uint64_t seed, std::int64_t epoch);

/// Examples dealt to `shards` batches, each to the one with the fewest tokens so far.
std::vector<TextBatch> textBatches(
    const TextSet& set, std::span<const std::int64_t> examples, std::int64_t shift, const TextMarks& marks, int shards);

} // namespace exitscope::engine
