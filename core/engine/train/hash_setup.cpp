#include "core/engine/train/hash_setup.h"

#include "core/error.h"
#include "core/hashee/clusters.h"

#include <ATen/ATen.h>

#include <cmath>

namespace exitscope::engine {

namespace {

/// The labels of an example's tokens: of an input, each has the input's; of words, each piece has its word's.
void countSet(const ExampleSet& set, hashee::TokenCounts& counts, bool withLabels)
{
    std::vector<std::int64_t> labels;
    for (std::int64_t example = 0; example < set.size(); ++example) {
        const auto at = static_cast<std::size_t>(example);
        const auto first = static_cast<std::size_t>(set.offsets[at]);
        const std::span ids = std::span(set.ids).subspan(first, static_cast<std::size_t>(set.offsets[at + 1]) - first);
        if (!withLabels || set.askedOffsets.empty()) {
            counts.add(ids, withLabels ? set.labels[at] : -1);
            continue;
        }
        labels.assign(ids.size(), -1);
        for (auto word = set.askedOffsets[at]; word < set.askedOffsets[at + 1]; ++word) {
            const auto begin = static_cast<std::size_t>(set.asked[static_cast<std::size_t>(word)]);
            const auto end = word + 1 < set.askedOffsets[at + 1]
                ? static_cast<std::size_t>(set.asked[static_cast<std::size_t>(word) + 1])
                : ids.size();
            std::fill(labels.begin() + static_cast<std::ptrdiff_t>(begin), labels.begin() + static_cast<std::ptrdiff_t>(end),
                set.labels[static_cast<std::size_t>(word)]);
        }
        counts.add(ids, labels);
    }
}

/// False when the job was stopped.
bool clusterWords(const TokenHashConfig& wanted, const StartingPoint& start, hashee::TokenHash& hash, const JobContext& job)
{
    const ParameterLayout layout(start.config, MaskHead::Present);
    const auto matrix = [&](const ParameterSpec& spec) { return leafOver(start.weights, {}, spec.offset, spec.shape); };
    at::Tensor table = matrix(layout.at("bert.embeddings.word_embeddings.weight"));
    if (const auto* projection = layout.find("bert.embeddings.word_projection.weight"))
        table = table.mm(matrix(*projection).t());
    const std::span<const float> points(table.data_ptr<float>(), static_cast<std::size_t>(table.numel()));
    const auto clusters = hashee::kMeans(points, table.size(1),
        { .clusters = wanted.buckets, .restarts = wanted.restarts, .rounds = 300, .seed = wanted.seed }, job);
    if (!clusters)
        return false;
    std::vector<float> norms;
    const auto width = static_cast<std::size_t>(table.size(1));
    for (std::size_t row = 0; row < points.size(); row += width) {
        double sum = 0;
        for (const float value : points.subspan(row, width))
            sum += static_cast<double>(value) * static_cast<double>(value);
        norms.push_back(static_cast<float>(std::sqrt(sum)));
    }
    hash.bucket = hashee::clusterBuckets(hash.scale, clusters->of, norms, hash.special);
    return true;
}

} // namespace

std::optional<hashee::TokenHash> trainedHash(
    const TrainConfig& config, const TrainingData& data, const StartingPoint& start, std::int64_t layers, const JobContext& job)
{
    const TokenHashConfig& wanted = *config.tokenHash;
    hashee::TokenHash hash;
    hash.function = wanted.function;
    hash.scale = hashee::bucketScale(static_cast<std::int32_t>(layers), wanted.buckets);
    hash.seed = wanted.seed;
    hash.vocabularySha256 = hashee::vocabularySha256(*data.tokenizer);
    hash.special = hashee::specialIds(*data.tokenizer);
    const auto vocabulary = static_cast<std::int64_t>(data.tokenizer->vocabularySize());
    switch (wanted.function) {
    case hashee::HashFunction::RandomInconsistent:
        return hash;
    case hashee::HashFunction::RandomConsistent:
        hash.bucket = hashee::randomBuckets(hash.scale, vocabulary, hash.special, hash.seed);
        return hash;
    case hashee::HashFunction::Clustered:
        if (!start.weights.defined())
            throw InputError(config.path, "\"token_hash\" is clustered, but there is no embedding to cluster yet",
                "name a checkpoint in \"model.init\", or use another function");
        return clusterWords(wanted, start, hash, job) ? std::optional(hash) : std::nullopt;
    case hashee::HashFunction::Frequency:
    case hashee::HashFunction::MutualInformation:
        break;
    }
    const bool isFrequency = wanted.function == hashee::HashFunction::Frequency;
    if (!isFrequency && data.labels.isRegression)
        throw InputError(config.path, "\"token_hash\" is of mutual information with classes, but the task is a regression",
            "use another function");
    hashee::TokenCounts counts(vocabulary, hash.special, isFrequency ? 0 : data.labels.classes());
    for (const ExampleSet& set : data.train)
        countSet(set, counts, !isFrequency);
    if (isFrequency)
        countSet(data.dev, counts, false);
    std::vector<data::TokenId> ranked;
    if (isFrequency) {
        ranked = hashee::rankedByCount(counts);
    } else {
        const auto scores = counts.mutualInformation();
        ranked = hashee::rankedByScore(counts, scores);
        hash.score.resize(static_cast<std::size_t>(vocabulary));
        for (std::size_t at = 0; at < scores.size(); ++at)
            hash.score[static_cast<std::size_t>(counts.seen()[at])] = static_cast<float>(scores[at]);
    }
    hash.bucket = hashee::rankedBuckets(hash.scale, vocabulary, ranked, false);
    for (data::TokenId id = 0; id < vocabulary; ++id)
        hash.count.push_back(counts.of(id));
    hash.corpus = isFrequency ? "the training and dev sets" : "the training set";
    return hash;
}

void applyHash(const hashee::TokenHash& hash, TrainingData& data)
{
    std::uint64_t input = 0; // inconsistent draws differ between sets, and stay through all epochs
    const auto apply = [&](ExampleSet& set) {
        for (std::int64_t example = 0; example < set.size(); ++example, ++input) {
            const auto at = static_cast<std::size_t>(example);
            const auto first = static_cast<std::size_t>(set.offsets[at]);
            const auto layers = hash.layersOf(
                std::span(set.ids).subspan(first, static_cast<std::size_t>(set.offsets[at + 1]) - first), input);
            set.layers.insert(set.layers.end(), layers.begin(), layers.end());
        }
    };
    for (ExampleSet& set : data.train)
        apply(set);
    apply(data.dev);
    if (data.test)
        apply(*data.test);
}

} // namespace exitscope::engine
