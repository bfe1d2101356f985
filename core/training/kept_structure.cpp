#include "core/training/kept_structure.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <numeric>

namespace exitscope::training {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t largestFile = std::size_t { 1 } << 28;
constexpr std::int64_t largestExtent = 1'000'000;

std::vector<std::vector<std::int32_t>> all(std::int64_t layers, std::int64_t count)
{
    std::vector<std::int32_t> indices(static_cast<std::size_t>(count));
    std::iota(indices.begin(), indices.end(), 0);
    return std::vector<std::vector<std::int32_t>>(static_cast<std::size_t>(layers), indices);
}

/// Reads and checks one file.
class Reader
{
public:
    Reader(const std::filesystem::path& file, const Json& json)
        : m_file(file)
        , m_json(json)
    { }

    std::int64_t extent(const char* key, std::int64_t least) const
    {
        const auto value = m_json.at(key).get<std::int64_t>();
        if (value < least || value > largestExtent)
            fail(key, "is " + std::to_string(value));
        return value;
    }

    std::vector<std::vector<std::int32_t>> kept(const char* key, std::int64_t layers, std::int64_t count) const
    {
        auto lists = m_json.at(key).get<std::vector<std::vector<std::int32_t>>>();
        if (std::ssize(lists) != layers)
            fail(key, "has " + std::to_string(lists.size()) + " layers of " + std::to_string(layers));
        for (const auto& list : lists)
            if (!std::is_sorted(list.begin(), list.end(), std::less_equal<> {})
                || (!list.empty() && (list.front() < 0 || list.back() >= count)))
                fail(key, "holds a list that is not ascending from 0 to " + std::to_string(count - 1));
        return lists;
    }

    std::vector<std::vector<float>> scores(const char* key, std::int64_t layers, std::int64_t count) const
    {
        if (!m_json.contains(key))
            return {};
        auto lists = m_json.at(key).get<std::vector<std::vector<float>>>();
        const bool fits = std::ssize(lists) == layers
            && std::ranges::all_of(lists, [&](const auto& list) { return std::ssize(list) == count; });
        if (!fits)
            fail(key, "is not a score for each of " + std::to_string(layers) + " x " + std::to_string(count));
        return lists;
    }

private:
    [[noreturn]] void fail(const char* key, const std::string& problem) const
    {
        throw InputError(m_file, std::string("\"") + key + "\" " + problem, "the file must be one that a compression wrote");
    }

    const std::filesystem::path& m_file;
    const Json& m_json;
};

} // namespace

KeptStructure wholeStructure(std::int64_t layers, std::int64_t hidden, std::int64_t heads, std::int64_t headSize,
    std::int64_t feedForward, std::int64_t vocabulary)
{
    KeptStructure whole;
    whole.layers = layers;
    whole.hidden = hidden;
    whole.heads = heads;
    whole.headSize = headSize;
    whole.feedForward = feedForward;
    whole.vocabulary = vocabulary;
    whole.headsKept = all(layers, heads);
    whole.feedForwardKept = all(layers, feedForward);
    return whole;
}

std::string toJson(const KeptStructure& structure)
{
    Json json { { "layers", structure.layers }, { "hidden", structure.hidden }, { "heads", structure.heads },
        { "head_size", structure.headSize }, { "feed_forward", structure.feedForward },
        { "vocabulary", structure.vocabulary }, { "word_rank", structure.wordRank },
        { "heads_kept", structure.headsKept }, { "feed_forward_kept", structure.feedForwardKept } };
    if (!structure.headScores.empty())
        json["head_scores"] = structure.headScores;
    if (!structure.feedForwardScores.empty())
        json["feed_forward_scores"] = structure.feedForwardScores;
    return json.dump() + "\n";
}

KeptStructure readKeptStructure(const std::filesystem::path& file)
{
    const Json json = Json::parse(io::readWholeFile(file, largestFile), nullptr, false);
    if (!json.is_object())
        throw InputError(file, "not a JSON object", "the file must be one that a compression wrote");
    try {
        const Reader reader(file, json);
        KeptStructure structure;
        structure.layers = reader.extent("layers", 1);
        structure.hidden = reader.extent("hidden", 1);
        structure.heads = reader.extent("heads", 1);
        structure.headSize = reader.extent("head_size", 1);
        structure.feedForward = reader.extent("feed_forward", 1);
        structure.vocabulary = reader.extent("vocabulary", 1);
        structure.wordRank = reader.extent("word_rank", 0);
        structure.headsKept = reader.kept("heads_kept", structure.layers, structure.heads);
        structure.feedForwardKept = reader.kept("feed_forward_kept", structure.layers, structure.feedForward);
        structure.headScores = reader.scores("head_scores", structure.layers, structure.heads);
        structure.feedForwardScores = reader.scores("feed_forward_scores", structure.layers, structure.feedForward);
        return structure;
    } catch (const nlohmann::json::exception& error) {
        throw InputError(file, error.what(), "the file must be one that a compression wrote");
    }
}

void saveKeptStructure(const std::filesystem::path& file, const KeptStructure& structure)
{
    io::writeFileAtomically(file, toJson(structure));
}

} // namespace exitscope::training
