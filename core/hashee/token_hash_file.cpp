#include "core/hashee/token_hash_file.h"

#include "core/error.h"
#include "core/io/safetensors.h"

#include <charconv>
#include <limits>

namespace exitscope::hashee {

namespace {

constexpr const char* kindKey = "exitscope_token_hash"; ///< its value is the format's number
constexpr const char* remedy = "make it again with exitscope hash";

/// Metadata read by type; whatever is missing or no number is the file's fault.
class Metadata
{
public:
    explicit Metadata(const io::SafetensorsFile& file)
        : m_file(file)
    {
    }

    std::string text(const char* key) const
    {
        const auto found = m_file.metadata().find(key);
        if (found == m_file.metadata().end())
            throw InputError(m_file.path(), std::string("metadata \"") + key + "\" is missing", remedy);
        return found->second;
    }

    std::int64_t number(const char* key, std::int64_t least, std::int64_t most) const
    {
        const auto value = text(key);
        std::int64_t result = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
        if (error != std::errc {} || end != value.data() + value.size() || result < least || result > most)
            throw InputError(m_file.path(), std::string("metadata \"") + key + "\" is \"" + value + "\"", remedy);
        return result;
    }

private:
    const io::SafetensorsFile& m_file;
};

template <typename T>
std::vector<T> column(const io::SafetensorsFile& file, const char* name, io::DType type, std::int64_t vocabulary)
{
    const auto* tensor = file.find(name);
    if (!tensor)
        return {};
    if (tensor->dtype != type || (vocabulary >= 0 && (tensor->shape != std::vector<std::int64_t> { vocabulary })))
        throw InputError(file.path(),
            std::string("tensor \"") + name + "\" is " + std::string(io::nameOf(tensor->dtype)) + " "
                + io::shapeText(tensor->shape) + ", should be " + std::string(io::nameOf(type)) + " ["
                + std::to_string(vocabulary) + "]",
            remedy);
    const auto values = tensor->as<T>();
    return { values.begin(), values.end() };
}

void requireFit(const std::filesystem::path& path, const TokenHash& hash, std::int64_t vocabulary, const HashFit& fit)
{
    if (fit.vocabulary > 0 && vocabulary != fit.vocabulary)
        throw InputError(path,
            "the hash table is for a vocabulary of " + std::to_string(vocabulary) + " entries, the model's has "
                + std::to_string(fit.vocabulary),
            remedy);
    if (!fit.vocabularySha256.empty() && hash.vocabularySha256 != fit.vocabularySha256)
        throw InputError(path,
            "the hash table is for another vocabulary of as many entries (" + hash.vocabularySha256.substr(0, 12)
                + ", the model's is " + fit.vocabularySha256.substr(0, 12) + ")",
            remedy);
    if (fit.layers > 0 && hash.scale.layers != fit.layers)
        throw InputError(path,
            "the hash table is for a model of " + std::to_string(hash.scale.layers) + " layers, this one has "
                + std::to_string(fit.layers),
            remedy);
}

void requireBuckets(const std::filesystem::path& path, const TokenHash& hash)
{
    const std::int32_t most = hash.scale.last() + (hash.asReleased ? hash.scale.interval() - 1 : 0);
    for (std::size_t id = 0; id < hash.bucket.size(); ++id)
        if (hash.bucket[id] < BucketScale::first || hash.bucket[id] > most)
            throw InputError(path,
                "token " + std::to_string(id) + " is in bucket " + std::to_string(hash.bucket[id]) + ", a model of "
                    + std::to_string(hash.scale.layers) + " layers has buckets " + std::to_string(BucketScale::first)
                    + " to " + std::to_string(hash.scale.last()),
                remedy);
}

} // namespace

void saveTokenHash(const std::filesystem::path& path, const TokenHash& hash)
{
    const auto entries = static_cast<std::int64_t>(hash.bucket.size());
    std::vector<io::TensorSpec> specs;
    std::vector<std::span<const std::byte>> data;
    const auto add = [&](const char* name, io::DType type, auto values) {
        if (values.empty())
            return;
        specs.push_back({ name, type, { static_cast<std::int64_t>(values.size()) } });
        data.push_back(std::as_bytes(values));
    };
    add("count", io::DType::I64, std::span(hash.count));
    add("bucket", io::DType::I32, std::span(hash.bucket));
    add("special", io::DType::I32, std::span(hash.special));
    add("score", io::DType::F32, std::span(hash.score));
    io::writeSafetensors(path, specs, data,
        { { kindKey, "1" }, { "function", std::string(nameOf(hash.function)) },
            { "layers", std::to_string(hash.scale.layers) }, { "buckets", std::to_string(hash.scale.count) },
            { "seed", std::to_string(hash.seed) }, { "as_released", hash.asReleased ? "true" : "false" },
            { "vocabulary", std::to_string(entries) }, { "vocabulary_sha256", hash.vocabularySha256 },
            { "corpus", hash.corpus } });
}

TokenHash loadTokenHash(const std::filesystem::path& path, const HashFit& fit)
{
    const auto file = io::SafetensorsFile::open(path);
    const Metadata metadata(*file);
    if (!isTokenHash(*file))
        throw InputError(path, "is no table of token hashes", remedy);
    metadata.number(kindKey, 1, 1);
    constexpr std::int64_t mostLayers = 10'000, mostEntries = 100'000'000;
    TokenHash hash;
    const auto function = hashFunctionNamed(metadata.text("function"));
    if (!function)
        throw InputError(path, "metadata \"function\" is \"" + metadata.text("function") + "\"", remedy);
    hash.function = *function;
    const auto layers = static_cast<std::int32_t>(metadata.number("layers", 1, mostLayers));
    hash.scale = { layers, static_cast<std::int32_t>(metadata.number("buckets", 1, layers)) };
    hash.seed = static_cast<std::uint32_t>(metadata.number("seed", 0, std::numeric_limits<std::uint32_t>::max()));
    hash.asReleased = metadata.text("as_released") == "true";
    hash.vocabularySha256 = metadata.text("vocabulary_sha256");
    hash.corpus = metadata.text("corpus");
    const bool draws = hash.function == HashFunction::RandomInconsistent;
    const auto vocabulary = draws ? fit.vocabulary
                                  : metadata.number("vocabulary", 1, mostEntries);
    hash.special = column<data::TokenId>(*file, "special", io::DType::I32, -1);
    hash.bucket = column<std::int32_t>(*file, "bucket", io::DType::I32, vocabulary);
    hash.count = column<std::int64_t>(*file, "count", io::DType::I64, vocabulary);
    hash.score = column<float>(*file, "score", io::DType::F32, vocabulary);
    if (!draws && hash.bucket.empty())
        throw InputError(path, "tensor \"bucket\" is missing", remedy);
    requireFit(path, hash, vocabulary, fit);
    requireBuckets(path, hash);
    return hash;
}

bool isTokenHash(const io::SafetensorsFile& file)
{
    return file.metadata().contains(kindKey);
}

} // namespace exitscope::hashee
