#include "core/engine/checkpoint/token_hash_builder.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/describe.h"
#include "core/error.h"

#include <bit>
#include <cmath>

namespace exitscope::engine {

namespace {

/// IEEE half, without the help of a tensor library.
float fromHalf(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1fU, fraction = half & 0x3ffU;
    if (exponent == 0)
        return (sign != 0 ? -1.0F : 1.0F) * std::ldexp(static_cast<float>(fraction), -24);
    const std::uint32_t wide = exponent == 0x1f ? 0xffU : exponent + 112;
    return std::bit_cast<float>(sign | wide << 23 | fraction << 13);
}

std::vector<float> floatsOf(const io::TensorView& tensor, const std::filesystem::path& path)
{
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(tensor.elements()));
    switch (tensor.dtype) {
    case io::DType::F32:
        values.assign(tensor.as<float>().begin(), tensor.as<float>().end());
        return values;
    case io::DType::F64:
        for (const double value : tensor.as<double>())
            values.push_back(static_cast<float>(value));
        return values;
    case io::DType::F16:
        for (const auto half : tensor.as<std::uint16_t>())
            values.push_back(fromHalf(half));
        return values;
    case io::DType::BF16:
        for (const auto bits : tensor.as<std::uint16_t>())
            values.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16));
        return values;
    case io::DType::Bool:
    case io::DType::U8:
    case io::DType::I8:
    case io::DType::I16:
    case io::DType::I32:
    case io::DType::I64:
        break;
    }
    throw InputError(path, "the word embedding is no floating-point tensor", "expected F32, F16, BF16 or F64");
}

/// Rows [V, R] times the projection [H, R] transposed: the table that a factorised one stands for, [V, H].
std::vector<float> projected(const std::vector<float>& rows, const std::vector<float>& projection, std::size_t rank)
{
    const std::size_t hidden = projection.size() / rank, entries = rows.size() / rank;
    std::vector<float> across(projection.size()), table(entries * hidden); // [R, H]: the inner loop runs along memory
    for (std::size_t h = 0; h < hidden; ++h)
        for (std::size_t r = 0; r < rank; ++r)
            across[r * hidden + h] = projection[h * rank + r];
    for (std::size_t entry = 0; entry < entries; ++entry)
        for (std::size_t r = 0; r < rank; ++r)
            for (std::size_t h = 0; h < hidden; ++h)
                table[entry * hidden + h] += rows[entry * rank + r] * across[r * hidden + h];
    return table;
}

/// One table from opening the model on.
class Building
{
public:
    Building(TokenHashRequest request, const JobContext& job)
        : m_request(std::move(request))
        , m_job(job)
        , m_checkpoint(Checkpoint::open(m_request.model))
        , m_tokenizer(data::loadTokenizer(m_request.model, modelType()))
    {
        const auto& config = m_checkpoint->config();
        m_hash.function = m_request.function;
        m_hash.scale = hashee::bucketScale(static_cast<std::int32_t>(config.layers), m_request.buckets);
        m_hash.seed = m_request.seed;
        m_hash.asReleased = m_request.asReleased;
        m_hash.vocabularySha256 = hashee::vocabularySha256(*m_tokenizer);
        m_hash.special = hashee::specialIds(*m_tokenizer);
        m_request.corpus.isOfWords = config.classifiesTokens;
        if (config.labelNames != std::vector<std::string>() && !config.labelNames.front().starts_with("LABEL_"))
            m_request.corpus.labelNames = config.labelNames;
        m_request.corpus.maxLength
            = static_cast<int>(std::min<std::int64_t>(config.positions - config.positionOffset, m_request.corpus.maxLength));
    }

    std::optional<hashee::TokenHash> build()
    {
        switch (m_request.function) {
        case hashee::HashFunction::RandomConsistent:
            m_hash.bucket = hashee::randomBuckets(m_hash.scale, entries(), m_hash.special, m_hash.seed);
            return std::move(m_hash);
        case hashee::HashFunction::RandomInconsistent:
            return std::move(m_hash);
        case hashee::HashFunction::Frequency:
        case hashee::HashFunction::MutualInformation:
            return count();
        case hashee::HashFunction::Clustered:
            return cluster();
        }
        return std::nullopt;
    }

private:
    std::string modelType() const
    {
        const auto& config = m_checkpoint->config();
        return config.modelType.empty() ? std::string(nameOf(config.family)) : config.modelType;
    }

    std::int64_t entries() const { return m_tokenizer->vocabularySize(); }

    std::optional<hashee::TokenHash> count()
    {
        if (m_request.corpus.files.empty())
            throw InputError(std::string(nameOf(m_request.function)) + " is counted in a corpus, and none is given",
                "pass the files that the model is trained on with --corpus");
        const bool isFrequency = m_request.function == hashee::HashFunction::Frequency;
        const auto labels = isFrequency ? hashee::CountLabels::No : hashee::CountLabels::Yes;
        const auto counts = hashee::countTokens(*m_tokenizer, m_request.corpus, labels, m_job);
        if (!counts)
            return std::nullopt;
        std::vector<data::TokenId> ranked;
        if (isFrequency) {
            ranked = hashee::rankedByCount(*counts);
        } else {
            const auto scores = counts->mutualInformation(m_request.asReleased);
            ranked = hashee::rankedByScore(*counts, scores);
            m_hash.score.resize(static_cast<std::size_t>(entries()));
            for (std::size_t at = 0; at < scores.size(); ++at)
                m_hash.score[static_cast<std::size_t>(counts->seen()[at])] = static_cast<float>(scores[at]);
        }
        m_hash.bucket = hashee::rankedBuckets(m_hash.scale, entries(), ranked, m_request.asReleased);
        for (data::TokenId id = 0; id < entries(); ++id)
            m_hash.count.push_back(counts->of(id));
        m_hash.corpus = m_request.corpus.description;
        return std::move(m_hash);
    }

    std::optional<hashee::TokenHash> cluster()
    {
        const EncoderMap& map = m_checkpoint->encoder();
        const auto& embedding = *map.wordEmbedding;
        auto points = floatsOf(embedding, m_request.model);
        if (map.wordProjection)
            points = projected(points, floatsOf(*map.wordProjection, m_request.model), static_cast<std::size_t>(embedding.shape[1]));
        const auto width = static_cast<std::size_t>(map.wordProjection ? map.wordProjection->shape[0] : embedding.shape[1]);
        if (embedding.shape[0] < entries())
            throw InputError(m_request.model,
                "the tokenizer knows " + std::to_string(entries()) + " tokens, the embedding has "
                    + std::to_string(embedding.shape[0]) + " rows",
                "put the tokenizer's files there that the model was trained with");
        points.resize(static_cast<std::size_t>(entries()) * width); // rows beyond are padding
        const auto clusters = hashee::kMeans(points, static_cast<std::int64_t>(width),
            { .clusters = m_request.buckets, .restarts = m_request.restarts, .rounds = 300, .seed = m_request.seed }, m_job);
        if (!clusters)
            return std::nullopt;
        std::vector<float> norms;
        for (std::size_t row = 0; row < points.size(); row += width) {
            double sum = 0;
            for (std::size_t i = 0; i < width; ++i)
                sum += static_cast<double>(points[row + i]) * static_cast<double>(points[row + i]);
            norms.push_back(static_cast<float>(std::sqrt(sum)));
        }
        m_hash.bucket = hashee::clusterBuckets(m_hash.scale, clusters->of, norms, m_hash.special);
        return std::move(m_hash);
    }

    TokenHashRequest m_request;
    const JobContext& m_job;
    std::shared_ptr<const Checkpoint> m_checkpoint;
    std::unique_ptr<data::Tokenizer> m_tokenizer;
    hashee::TokenHash m_hash;
};

} // namespace

std::optional<hashee::TokenHash> buildTokenHash(TokenHashRequest request, const JobContext& job)
{
    return Building(std::move(request), job).build();
}

} // namespace exitscope::engine
