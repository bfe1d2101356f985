#include "core/engine/run/token_hashes.h"

#include "core/engine/checkpoint/token_hash_builder.h"
#include "core/error.h"
#include "core/hashee/token_hash_file.h"
#include "core/policy/given_exits.h"
#include "core/policy/parameters.h"

#include <algorithm>

namespace exitscope::engine {

namespace {

constexpr std::int32_t usualBuckets = 6;

std::optional<hashee::HashFunction> functionOf(const policy::PolicySpec& spec)
{
    const auto function = spec.parameters.find("function");
    if (spec.name != "hash" || function == spec.parameters.end())
        return std::nullopt;
    return hashee::hashFunctionNamed(function->second);
}

std::optional<std::int64_t> wholeOf(const policy::PolicySpec& spec, const char* key)
{
    const auto given = spec.parameters.find(key);
    if (given == spec.parameters.end())
        return std::nullopt;
    const auto value = policy::parseInteger(given->second);
    if (!value || *value < 0 || *value > 1'000'000'000)
        throw InputError("policy \"hash\": " + std::string(key) + " is \"" + given->second + "\"", "give a whole number");
    return value;
}

} // namespace

bool isTokenHash(const policy::PolicySpec& spec) { return functionOf(spec).has_value(); }

bool TokenHashes::load(const ExecuteRequest& request, const ModelFacts& model, const JobContext& job)
{
    for (const auto& spec : request.policies) {
        if (!isTokenHash(spec))
            continue;
        for (const auto& [key, value] : spec.parameters)
            if (key != "function" && key != "buckets" && key != "seed")
                throw InputError("policy \"hash\": " + key + " does not go with function=" + spec.parameters.at("function"),
                    "a hash of tokens takes function, buckets and seed");
        auto hash = make(request, model, spec, job);
        if (!hash)
            return false;
        m_hashes.insert_or_assign(spec.text(), std::move(*hash));
    }
    return true;
}

std::optional<hashee::TokenHash> TokenHashes::make(
    const ExecuteRequest& request, const ModelFacts& model, const policy::PolicySpec& spec, const JobContext& job)
{
    const auto function = *functionOf(spec);
    const auto buckets = wholeOf(spec, "buckets"), seed = wholeOf(spec, "seed");
    const auto saved = model.path / hashee::tokenHashFile;
    if (std::filesystem::exists(saved)) {
        const auto tokenizer = data::loadTokenizer(model.tokenizer, model.modelType);
        auto hash = hashee::loadTokenHash(saved,
            { tokenizer->vocabularySize(), hashee::vocabularySha256(*tokenizer), static_cast<std::int32_t>(model.shape->layers) });
        const bool isWanted = hash.function == function && (!buckets || *buckets == hash.scale.count)
            && (!seed || *seed == static_cast<std::int64_t>(hash.seed));
        if (isWanted) {
            m_notes.push_back(spec.text() + ": the table saved with the model, " + std::to_string(hash.scale.count)
                + " buckets" + (hash.corpus.empty() ? "" : ", counted in " + hash.corpus));
            return hash;
        }
    }
    TokenHashRequest wanted;
    wanted.model = model.path;
    wanted.function = function;
    wanted.buckets = static_cast<std::int32_t>(buckets.value_or(std::min<std::int64_t>(usualBuckets, model.shape->layers)));
    wanted.seed = static_cast<std::uint32_t>(seed.value_or(1));
    wanted.corpus.files = request.hashCorpus;
    wanted.corpus.textColumns = request.input.textColumns;
    wanted.corpus.labelColumn = request.input.labelColumn;
    if (wanted.corpus.files.empty() && hashee::needsCorpus(function))
        throw InputError(spec.text() + ": there is no such table with the model, and no corpus to count",
            "pass the training files with --hash-corpus, or keep a table with exitscope hash");
    auto hash = buildTokenHash(wanted, job);
    if (hash)
        m_notes.push_back(spec.text() + ": made for this run, " + std::to_string(hash->scale.count) + " buckets"
            + (hash->corpus.empty() ? "" : ", counted in " + hash->corpus));
    return hash;
}

std::vector<std::int32_t> layersOf(const hashee::TokenHash& hash, const UnitPack& pack)
{
    std::vector<std::int32_t> layers;
    layers.reserve(pack.pack.ids.size());
    std::size_t at = 0;
    for (std::size_t sequence = 0; sequence < pack.pack.lengths.size(); ++sequence) {
        const auto length = static_cast<std::size_t>(pack.pack.lengths[sequence]);
        const auto some = hash.layersOf(std::span(pack.pack.ids).subspan(at, length), pack.inputs[sequence]);
        layers.insert(layers.end(), some.begin(), some.end());
        at += length;
    }
    return layers;
}

std::unique_ptr<policy::RunningPolicy> hashPolicy(
    const hashee::TokenHash& hash, const ExecutionData& data, std::span<const std::int32_t> exitLayer)
{
    std::vector<std::int32_t> exits(static_cast<std::size_t>(data.units()));
    for (const UnitPack& pack : data.packs) {
        if (pack.pack.asked.empty()) { // whole inputs answer by their first token, which goes all the way
            for (const std::int64_t unit : pack.units)
                exits[static_cast<std::size_t>(unit)] = static_cast<std::int32_t>(exitLayer.size()) - 1;
            continue;
        }
        const auto layers = layersOf(hash, pack);
        for (std::size_t i = 0; i < pack.units.size(); ++i) {
            const auto layer = layers[static_cast<std::size_t>(pack.pack.asked[i])];
            const auto exit = std::ranges::lower_bound(exitLayer, layer);
            exits[static_cast<std::size_t>(pack.units[i])] = static_cast<std::int32_t>(exit - exitLayer.begin());
        }
    }
    return policy::givenExits(std::move(exits));
}

} // namespace exitscope::engine
