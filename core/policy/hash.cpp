#include "core/error.h"
#include "core/hashee/hash_function.h"
#include "core/mixed_bits.h"
#include "core/policy/clusters.h"
#include "core/policy/given_exits.h"
#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/walk_units.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace exitscope::policy {

namespace {

constexpr std::int64_t mostBuckets = 1000;

ParameterInfo integer(const char* key, const char* title, const char* help, double maximum, const char* fallback)
{
    ParameterInfo info;
    info.key = key;
    info.title = title;
    info.help = help;
    info.kind = ParameterKind::Integer;
    info.minimum = 1;
    info.maximum = maximum;
    info.fallback = fallback;
    return info;
}

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "hash";
    info.title = "Hash of the input";
    info.help = "Each example's layer is fixed by the input before the first layer runs, so only the head used is run "
                "(HashEE's sentence-level variant).";
    ParameterInfo function;
    function.key = "function";
    function.title = "Function";
    function.help = "length: equally many examples to a bucket, the shortest first. text: a 64-bit hash of the UTF-8 text. "
                    "cluster: k-means of the mean word embeddings, the largest cluster first.";
    function.kind = ParameterKind::Choice;
    function.choices = { "length", "text", "cluster" };
    function.fallback = "length";
    auto layers = integer("layers", "Layers",
        "The layer of each bucket, as 2;4;6; auto spreads the buckets evenly over the exits, the first one shallowest.", 12,
        "auto");
    layers.perExit = true;
    info.parameters = withCommonParameters({ function,
        integer("buckets", "Buckets", "How many; where layers are given, as many as these.", 12, "3"), layers,
        integer("seed", "Seed", "Of the text's hash, and of the clusters' first centres.", 10, "1") });
    info.worksForRegression = true;
    info.triesEveryHead = false;
    return info;
}

/// Equally many examples to a bucket as nearly as examples of one length, which stay together, allow: a length belongs
/// where the middle of its examples does.
std::vector<std::int32_t> bucketsOfLengths(std::span<const std::int32_t> lengths, std::int64_t buckets)
{
    std::vector<std::int32_t> sorted(lengths.begin(), lengths.end());
    std::sort(sorted.begin(), sorted.end());
    const auto count = std::ssize(sorted);
    std::vector<std::int32_t> bucket;
    bucket.reserve(lengths.size());
    for (const auto length : lengths) {
        const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), length);
        const auto twiceMiddle = (low - sorted.begin()) + (high - sorted.begin()) - 1;
        bucket.push_back(static_cast<std::int32_t>(twiceMiddle * buckets / (2 * count)));
    }
    return bucket;
}

/// FNV-1a, mixed so that its low bits depend on every byte.
std::uint64_t hashOf(std::string_view text, std::uint64_t seed)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ mixedBits(seed);
    for (const char byte : text)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    return mixedBits(hash);
}

/// What the functions look at: of a trace's examples, or of a running model's units.
struct HashedInputs
{
    std::filesystem::path source; ///< for messages
    std::int64_t count = 0;
    std::span<const std::int32_t> length;               ///< [count], or empty
    std::function<std::string_view(std::int64_t)> text; ///< null where there is none
    std::span<const float> embedding;                   ///< [count, D], or empty
};

HashedInputs inputsOf(const trace::Trace& trace)
{
    HashedInputs inputs { trace.path(), trace.examples(), trace.length(), {}, trace.embedding() };
    if (!trace.textOffset().empty())
        inputs.text = [&trace](std::int64_t example) { return trace.text(example); };
    return inputs;
}

[[noreturn]] void lacks(const HashedInputs& inputs, const char* function, const char* tensor, const char* remedy)
{
    throw InputError(inputs.source,
        "policy \"hash\" with function=" + std::string(function) + " needs the tensor \"" + tensor
            + "\", there is none",
        remedy);
}

/// The bucket of every input.
std::vector<std::int32_t> bucketsOf(const Parameters& parameters, const HashedInputs& inputs, std::int64_t buckets)
{
    const auto seed = static_cast<std::uint64_t>(parameters.integer("seed", 0));
    const auto& function = parameters.text("function");
    if (function == "length") {
        if (inputs.length.empty())
            lacks(inputs, "length", "length",
                "trace the model with Exitscope, or write length I32 [examples]: the tokens of each");
        return bucketsOfLengths(inputs.length, buckets);
    }
    if (function == "text") {
        if (!inputs.text)
            lacks(inputs, "text", "text", "trace a dataset of texts, or write text U8 and text_offset I64 [examples + 1]");
        std::vector<std::int32_t> bucket;
        for (std::int64_t i = 0; i < inputs.count; ++i)
            bucket.push_back(
                static_cast<std::int32_t>(hashOf(inputs.text(i), seed) % static_cast<std::uint64_t>(buckets)));
        return bucket;
    }
    if (inputs.embedding.empty())
        lacks(inputs, "cluster", "embedding",
            "trace with --embeddings, or write embedding F32 [examples, any]: the mean word embedding of each");
    return *keptClustersOf(inputs.embedding, std::ssize(inputs.embedding) / inputs.count, buckets, seed);
}

/// The exit (0-based) of every bucket: the first allowed one at or above its layer, or buckets spread evenly over the allowed ones.
std::vector<std::int32_t> exitsOfBuckets(
    const PolicySpec& spec, std::span<const std::int32_t> layers, const Parameters& parameters)
{
    const auto allowed = allowedExits(spec, layers);
    std::vector<std::int32_t> exits;
    if (parameters.text("layers") == "auto") {
        const auto buckets = parameters.integer("buckets", 1);
        if (buckets > mostBuckets)
            parameters.fail("buckets", "is " + std::to_string(buckets), "use at most " + std::to_string(mostBuckets));
        for (std::int64_t b = 1; b <= buckets; ++b)
            exits.push_back(allowed[static_cast<std::size_t>((b * std::ssize(allowed) + buckets - 1) / buckets - 1)]);
        return exits;
    }
    for (const auto text : split(parameters.text("layers"), ';')) {
        const auto layer = parseInteger(text);
        if (!layer || std::find(layers.begin(), layers.end(), *layer) == layers.end()) {
            std::vector<std::string> known;
            for (const auto exit : layers)
                known.push_back(std::to_string(exit));
            parameters.fail("layers", "names " + std::string(text) + ", where there is no exit", "use some of " + joined(known));
        }
        const auto at = std::find_if(allowed.begin(), allowed.end(),
            [&](std::int32_t exit) { return layers[static_cast<std::size_t>(exit)] >= *layer; });
        exits.push_back(at == allowed.end() ? allowed.back() : *at);
    }
    const bool saysBuckets = spec.parameters.contains("buckets");
    if (std::ssize(exits) > mostBuckets || (saysBuckets && parameters.integer("buckets", 1) != std::ssize(exits)))
        parameters.fail("layers", "has " + std::to_string(exits.size()) + " values",
            saysBuckets ? "give one per bucket: " + parameters.text("buckets")
                        : "use at most " + std::to_string(mostBuckets));
    return exits;
}

class Hash final : public Policy
{
public:
    explicit Hash(std::vector<std::int32_t> exits)
        : m_exits(std::move(exits))
    {
    }

    Outcome decide(const trace::Trace& trace, std::int64_t first, std::int64_t last) const override
    {
        return walkUnits(trace, first, last, [&](std::int64_t unit, const std::int32_t*) {
            return m_exits[static_cast<std::size_t>(trace.exampleOf(unit))];
        });
    }

private:
    std::vector<std::int32_t> m_exits; ///< of every example
};

/// The functions of tokens go under the same name, but are run by the engine: a token that left changes what others see.
void requireInputHash(const PolicySpec& spec)
{
    const auto function = spec.parameters.find("function");
    if (function != spec.parameters.end() && hashee::hashFunctionNamed(function->second))
        throw InputError(spec.text() + " lets tokens leave one by one inside the model, which a replay cannot show",
            "run it with exitscope execute");
}

std::vector<std::int32_t> exitsOf(
    const PolicySpec& spec, std::span<const std::int32_t> layers, const HashedInputs& inputs)
{
    requireInputHash(spec);
    const Parameters parameters(spec, hashPolicy().info);
    const auto exitOf = exitsOfBuckets(spec, layers, parameters);
    auto exits = bucketsOf(parameters, inputs, std::ssize(exitOf));
    for (auto& exit : exits)
        exit = exitOf[static_cast<std::size_t>(exit)];
    return exits;
}

std::unique_ptr<Policy> make(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(hashPolicy().info, trace);
    return std::make_unique<Hash>(exitsOf(spec, trace.exitLayer(), inputsOf(trace)));
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    requireSuited(hashPolicy().info, facts);
    const HashedInputs inputs { facts.model, facts.units, facts.length, facts.text, facts.embedding };
    return givenExits(exitsOf(spec, facts.exitLayer, inputs));
}

} // namespace

const PolicyType& hashPolicy()
{
    static const PolicyType type { describe(), make, nullptr, nullptr, run };
    return type;
}

} // namespace exitscope::policy
