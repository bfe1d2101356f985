#pragma once

#include "core/data/tokenizer.h"
#include "core/engine/train/pack.h"
#include "core/engine/train/train_config.h"
#include "core/job.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::engine {

/// The examples of one source as token ids, one after the other.
struct ExampleSet
{
    std::vector<std::int32_t> ids;
    std::vector<std::uint8_t> types;
    std::vector<std::int64_t> offsets { 0 };
    std::vector<std::int64_t> labels; ///< of each example; of words, one for each of `asked`, −1 without one
    std::vector<float> targets;
    /// Of words: an example is a sentence, or a window of one that is too long. `askedOffsets` [N+1] into `asked`, the rows
    /// (in their example) that stand for words; `sentence` [N].
    std::vector<std::int32_t> asked;
    std::vector<std::int64_t> askedOffsets, sentence;
    std::vector<std::int32_t> layers; ///< [ids] through how many layers each token goes, with a hash of tokens; else empty
    double weight = 1;
    std::int64_t truncated = 0;

    std::int64_t size() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
};

struct TaskLabels
{
    std::vector<std::string> names; ///< in id order; empty for regression
    bool isRegression = false;
    bool isOfWords = false; ///< labels are tags of words
    std::string tagScheme {}; ///< "iob2", …; empty for tags that mark no spans
    std::int64_t classes() const { return isRegression ? 1 : static_cast<std::int64_t>(names.size()); }
};

/// Label names: as configured, else as the first training file has them. Throws InputError when there are none.
TaskLabels taskLabels(const TaskConfig& task, const JobContext& job);

/// Hands every text of a source to `take`; false when the job was stopped.
bool forEachText(const SourceConfig& source, std::uint64_t seed, const JobContext& job,
    const std::function<void(std::string_view)>& take);

/// Reads and tokenises a source. Throws InputError for a label outside `labels` and for a source without examples.
/// Empty when the job was stopped.
ExampleSet readExamples(const SourceConfig& source, const TaskLabels& labels, const data::Tokenizer& tokenizer,
    int maxLength, std::uint64_t seed, const JobContext& job);

/// The texts of a source alone, as whole inputs. Empty when the job was stopped.
ExampleSet readTexts(const SourceConfig& source, const data::Tokenizer& tokenizer, int maxLength, std::uint64_t seed,
    const JobContext& job);

struct ExampleRef
{
    std::uint32_t set = 0, example = 0;
};

/// How many examples an epoch sees: each set by its weight.
std::int64_t examplesPerEpoch(std::span<const ExampleSet> sets);

/// The examples of an epoch in random order: every one ⌊weight⌋ times, and a random part once more. A pure function
/// of the seed and the epoch.
std::vector<ExampleRef> epochOrder(std::span<const ExampleSet> sets, std::uint64_t seed, std::int64_t epoch);

void appendExample(const ExampleSet& set, std::int64_t example, Pack& pack);

/// Deals examples to `shards` packs, each to the one with the fewest tokens so far.
std::vector<Pack> shardedPacks(std::span<const ExampleSet> sets, std::span<const ExampleRef> examples, int shards);

} // namespace exitscope::engine
