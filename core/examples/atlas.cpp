#include "core/examples/atlas.h"

#include "core/examples/filter.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace exitscope::examples {

namespace {

constexpr std::size_t mostTags = 20;
constexpr std::size_t mostClassesInOrder = 20; ///< of more than these a person looks for the worst, not for a name
constexpr int shortestBits = 3; ///< the first bucket holds up to 8 tokens

struct Tally
{
    std::int64_t labelled = 0, overthinkers = 0, rescued = 0;

    void add(const Tally& other)
    {
        labelled += other.labelled;
        overthinkers += other.overthinkers;
        rescued += other.rescued;
    }
};

AtlasBar bar(std::string name, std::string filter, const Tally& tally)
{
    return { std::move(name), "overthinks" + (filter.empty() ? "" : " " + filter), tally.labelled, tally.overthinkers,
        tally.rescued };
}

/// 0: 1 to 8 tokens, 1: 9 to 16, 2: 17 to 32, …
std::size_t bucketOf(std::int32_t length)
{
    const auto bits = std::bit_width(static_cast<std::uint32_t>(std::max(length, 1) - 1));
    return static_cast<std::size_t>(std::max(static_cast<int>(bits) - shortestBits, 0));
}

class Builder
{
public:
    explicit Builder(const UnitColumns& columns)
        : m_columns(columns)
        , m_layers(static_cast<std::size_t>(columns.trace().exits()))
        , m_classes(static_cast<std::size_t>(columns.trace().classes()))
        , m_lengths(32)
        , m_examples(columns.tags().isEmpty() ? 0 : static_cast<std::size_t>(columns.trace().examples()))
    {
    }

    void take(std::int64_t unit)
    {
        const auto label = m_columns.answers().labelOf(unit);
        if (label < 0)
            return;
        Tally one { 1, 0, 0 };
        if (m_columns.overthinks(unit)) {
            one.overthinkers = 1;
            one.rescued = m_columns.verdict(unit) == Verdict::Right ? 1 : 0;
        }
        m_all.add(one);
        if (const auto first = m_columns.answers().firstRight[static_cast<std::size_t>(unit)]; first >= 0)
            m_layers[static_cast<std::size_t>(first)].add(one);
        m_classes[static_cast<std::size_t>(label)].add(one);
        if (!m_columns.trace().length().empty())
            m_lengths[bucketOf(m_columns.length(unit))].add(one);
        if (!m_examples.empty())
            m_examples[static_cast<std::size_t>(m_columns.trace().exampleOf(unit))].add(one);
    }

    Atlas atlas() const
    {
        Atlas atlas;
        atlas.all = bar({}, {}, m_all);
        for (std::size_t exit = 0; exit < m_layers.size(); ++exit) {
            const auto layer = std::to_string(m_columns.trace().exitLayer()[exit]);
            if (m_layers[exit].labelled > 0)
                atlas.layers.push_back(bar(layer, "first_right=" + layer, m_layers[exit]));
        }
        for (std::size_t label = 0; label < m_classes.size(); ++label) {
            const auto name = m_columns.className(static_cast<std::int64_t>(label));
            if (m_classes[label].labelled > 0)
                atlas.classes.push_back(bar(name, "label:" + filterValue(name), m_classes[label]));
        }
        if (atlas.classes.size() > mostClassesInOrder)
            sortWorstFirst(atlas.classes);
        for (std::size_t bucket = 0; bucket < m_lengths.size(); ++bucket)
            if (m_lengths[bucket].labelled > 0)
                atlas.lengths.push_back(lengthBar(bucket));
        addTags(atlas);
        return atlas;
    }

private:
    AtlasBar lengthBar(std::size_t bucket) const
    {
        const auto last = std::uint64_t { 1 } << (bucket + shortestBits);
        const auto first = bucket == 0 ? 1 : last / 2 + 1;
        return bar(std::to_string(first) + "\u2013" + std::to_string(last),
            "length>=" + std::to_string(first) + " length<=" + std::to_string(last), m_lengths[bucket]);
    }

    static void sortWorstFirst(std::vector<AtlasBar>& bars)
    {
        std::stable_sort(bars.begin(), bars.end(),
            [](const AtlasBar& a, const AtlasBar& b) { return a.overthinkers > b.overthinkers; });
    }

    void addTags(Atlas& atlas) const
    {
        for (const auto& [name, examples] : m_columns.tags().examples()) {
            Tally tally;
            for (const auto example : examples)
                tally.add(m_examples[static_cast<std::size_t>(example)]);
            if (tally.labelled > 0)
                atlas.tags.push_back(bar(name, "tag:" + filterValue(name), tally));
        }
        sortWorstFirst(atlas.tags);
        atlas.tags.resize(std::min(atlas.tags.size(), mostTags));
    }

    const UnitColumns& m_columns;
    Tally m_all;
    std::vector<Tally> m_layers, m_classes, m_lengths;
    std::vector<Tally> m_examples; ///< [N], only where there are tags
};

} // namespace

double AtlasBar::rate() const
{
    return labelled > 0 ? static_cast<double>(overthinkers) / static_cast<double>(labelled)
                        : std::numeric_limits<double>::quiet_NaN();
}

std::optional<Atlas> overthinkingAtlas(const UnitColumns& columns, const JobContext& job)
{
    if (columns.answers().firstRight.empty())
        return Atlas {};
    Builder builder(columns);
    for (std::int64_t unit = 0; unit < columns.units(); ++unit) {
        if (unit % (1 << 16) == 0 && !job.proceed())
            return std::nullopt;
        builder.take(unit);
    }
    return builder.atlas();
}

} // namespace exitscope::examples
