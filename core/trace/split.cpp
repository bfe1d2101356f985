#include "core/trace/split.h"

#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <utility>

namespace exitscope::trace {

namespace {

/// A number below `bound`, every one equally likely; unlike std::uniform_int_distribution the same with every library.
std::uint64_t below(std::mt19937_64& random, std::uint64_t bound)
{
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t fair = most - most % bound;
    std::uint64_t drawn = random();
    while (drawn >= fair)
        drawn = random();
    return drawn % bound;
}

/// Rows of `width` values each, of the chosen indexes; empty stays empty.
template <typename T>
std::vector<T> rowsOf(std::span<const T> values, std::span<const std::int64_t> chosen, std::int64_t width = 1)
{
    std::vector<T> rows;
    if (values.empty())
        return rows;
    rows.reserve(chosen.size() * static_cast<std::size_t>(width));
    for (const auto index : chosen) {
        const auto row = values.subspan(static_cast<std::size_t>(index * width), static_cast<std::size_t>(width));
        rows.insert(rows.end(), row.begin(), row.end());
    }
    return rows;
}

void requireAscending(const Trace& trace, std::span<const std::int64_t> examples)
{
    for (std::size_t i = 0; i < examples.size(); ++i)
        if (examples[i] < 0 || examples[i] >= trace.examples() || (i > 0 && examples[i] <= examples[i - 1]))
            throw std::invalid_argument("the examples of a subset ascend, and are examples of the trace");
}

struct Chosen
{
    std::vector<std::int64_t> units;
    std::vector<std::int64_t> example; ///< new number of each unit's example; empty = the identity
};

Chosen unitsOf(const Trace& trace, std::span<const std::int64_t> examples)
{
    Chosen chosen;
    const auto owners = trace.example();
    if (owners.empty()) {
        chosen.units.assign(examples.begin(), examples.end());
        return chosen;
    }
    auto from = owners.begin();
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto [first, last] = std::equal_range(from, owners.end(), examples[i]);
        for (auto at = first; at != last; ++at) {
            chosen.units.push_back(at - owners.begin());
            chosen.example.push_back(static_cast<std::int64_t>(i));
        }
        from = last;
    }
    return chosen;
}

void copyText(const Trace& trace, std::span<const std::int64_t> examples, Trace::Arrays& into)
{
    if (trace.textOffset().empty())
        return;
    into.textOffset.push_back(0);
    for (const auto example : examples) {
        const auto text = trace.text(example);
        into.text.insert(into.text.end(), text.begin(), text.end());
        into.textOffset.push_back(static_cast<std::int64_t>(into.text.size()));
    }
}

/// Where the chosen units' own texts stand once only the texts of `examples` are kept.
std::vector<std::int64_t> unitTextOf(
    const Trace& trace, std::span<const std::int64_t> units, std::span<const std::int64_t> examples)
{
    auto bounds = rowsOf(trace.unitText(), units, 2);
    if (bounds.empty() || trace.textOffset().empty())
        return {};
    std::int64_t begin = 0;
    std::size_t at = 0;
    for (const auto example : examples) {
        const auto from = trace.textOffset()[static_cast<std::size_t>(example)];
        const auto to = trace.textOffset()[static_cast<std::size_t>(example) + 1];
        for (; at < units.size() && trace.exampleOf(units[at]) == example; ++at)
            for (auto& bound : std::span(bounds).subspan(2 * at, 2))
                bound = std::clamp(bound, from, to) - from + begin;
        begin += to - from;
    }
    return bounds;
}

/// Tags are a JSON array with one entry an example; what is not stays as it is.
std::string tagsOf(const Trace& trace, const std::string& text, std::span<const std::int64_t> examples)
{
    const auto tags = nlohmann::json::parse(text, nullptr, false);
    if (!tags.is_array() || static_cast<std::int64_t>(tags.size()) != trace.examples())
        return text;
    auto kept = nlohmann::json::array();
    for (const auto example : examples)
        kept.push_back(tags[static_cast<std::size_t>(example)]);
    return kept.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

std::vector<Member> membersOf(const Trace& trace)
{
    std::vector<Member> members;
    const auto labels = trace.labels();
    for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
        const auto example = trace.exampleOf(unit);
        if (members.empty() || members.back().example != example)
            members.push_back({ example, labels.empty() ? 0 : labels[static_cast<std::size_t>(unit)] });
    }
    return members;
}

Split splitMembers(std::vector<Member> members, const SplitOptions& options, const std::filesystem::path& source)
{
    if (!(options.share > 0 && options.share < 1))
        throw InputError(std::string("the calibration share is outside (0, 1)"), "use a share such as 0.5");
    if (members.size() < 2)
        throw InputError(source, "has " + std::to_string(members.size()) + " example, which cannot be split",
            "calibration needs examples to choose by and others to report on");
    std::mt19937_64 random(options.seed);
    for (std::size_t i = members.size(); i > 1; --i)
        std::swap(members[i - 1], members[below(random, i)]);
    if (options.isStratified)
        std::stable_sort(
            members.begin(), members.end(), [](const Member& a, const Member& b) { return a.stratum < b.stratum; });

    // Every n/k-th of the shuffled order: k in all, and of each stratum its share, to within one example.
    const auto count = members.size();
    const auto wanted = static_cast<std::size_t>(std::llround(options.share * static_cast<double>(count)));
    const auto taken = std::clamp<std::size_t>(wanted, 1, count - 1);
    Split split;
    for (std::size_t i = 0; i < count; ++i) {
        const bool isTaken = (i + 1) * taken / count > i * taken / count;
        (isTaken ? split.calibration : split.test).push_back(members[i].example);
    }
    std::sort(split.calibration.begin(), split.calibration.end());
    std::sort(split.test.begin(), split.test.end());
    return split;
}

Split splitExamples(const Trace& trace, const SplitOptions& options)
{
    return splitMembers(membersOf(trace), options, trace.path());
}

std::shared_ptr<const Trace> subset(const Trace& trace, std::span<const std::int64_t> examples)
{
    requireAscending(trace, examples);
    auto chosen = unitsOf(trace, examples);
    if (chosen.units.empty())
        throw std::invalid_argument("the examples of a subset have no units");
    const auto exits = trace.exits();
    Trace::Arrays arrays;
    arrays.logits = rowsOf(trace.logits(), chosen.units, exits * trace.classes());
    arrays.prediction = rowsOf(trace.prediction(), chosen.units, exits);
    arrays.entropy = rowsOf(trace.entropy(), chosen.units, exits);
    arrays.confidence = rowsOf(trace.confidence(), chosen.units, exits);
    arrays.margin = rowsOf(trace.margin(), chosen.units, exits);
    arrays.goldLogProb = rowsOf(trace.goldLogProb(), chosen.units, exits);
    arrays.goldRank = rowsOf(trace.goldRank(), chosen.units, exits);
    arrays.finalRank = rowsOf(trace.finalRank(), chosen.units, exits);
    arrays.topIds = rowsOf(trace.topIds(), chosen.units, exits * trace.topCount());
    arrays.topLogits = rowsOf(trace.topLogits(), chosen.units, exits * trace.topCount());
    arrays.takenLayer = rowsOf(trace.takenLayer(), chosen.units);
    arrays.unitText = unitTextOf(trace, chosen.units, examples);
    arrays.labels = rowsOf(trace.labels(), chosen.units);
    arrays.targets = rowsOf(trace.targets(), chosen.units);
    arrays.exitLayer.assign(trace.exitLayer().begin(), trace.exitLayer().end());
    arrays.example = std::move(chosen.example);
    arrays.position = rowsOf(trace.position(), chosen.units);
    arrays.length = rowsOf(trace.length(), examples);
    arrays.similarity = rowsOf(trace.similarity(), chosen.units, exits);
    arrays.learned = rowsOf(trace.learned(), chosen.units, exits);
    arrays.layerFlops = rowsOf(trace.layerFlops(), examples, exits);
    arrays.embedding = rowsOf(trace.embedding(), examples, trace.embeddingWidth());
    copyText(trace, examples, arrays);
    auto info = trace.info();
    for (auto& [key, value] : info.extra)
        if (key == "tags")
            value = tagsOf(trace, value, examples);
    return Trace::fromArrays(std::move(arrays), trace.classes(), std::move(info));
}

} // namespace exitscope::trace
