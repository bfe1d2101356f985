#pragma once

#include "core/policy/policy.h"
#include "core/trace/trace.h"

#include <memory>
#include <random>
#include <string_view>
#include <vector>

namespace exitscope::test {

/// One unit per row of `logits`, which holds exits × classes values.
inline std::shared_ptr<const trace::Trace> traceOf(const std::vector<std::vector<float>>& logits, std::int64_t classes,
    std::vector<std::int64_t> labels = {})
{
    trace::Trace::Arrays arrays;
    for (const auto& unit : logits)
        arrays.logits.insert(arrays.logits.end(), unit.begin(), unit.end());
    const auto exits = static_cast<std::int64_t>(logits.front().size()) / classes;
    for (std::int32_t layer = 1; layer <= exits; ++layer)
        arrays.exitLayer.push_back(layer);
    arrays.labels = std::move(labels);
    return trace::Trace::fromArrays(std::move(arrays), classes, {});
}

struct RandomTraceOptions
{
    std::int64_t units = 200, exits = 6, classes = 2;
    bool withTies = false;       ///< logits on a coarse grid, so that scores repeat
    bool withNan = false;
    bool withSimilarity = false; ///< and learned
    bool withCosts = false;      ///< length and layer_flops
    bool withInputs = false;     ///< text and embedding
    std::uint32_t seed = 1;
    const char* task = "";
};

/// Logits that grow more certain with depth; labels that the deeper exits tend to get right, some of them -1.
inline std::shared_ptr<const trace::Trace> randomTrace(const RandomTraceOptions& o)
{
    std::mt19937 random(o.seed);
    std::normal_distribution<float> normal;
    trace::Trace::Arrays a;
    for (std::int32_t e = 0; e < o.exits; ++e)
        a.exitLayer.push_back(2 * e + 1);
    for (std::int64_t u = 0; u < o.units; ++u) {
        const auto label = static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(o.classes));
        const float target = normal(random);
        const auto tokens = static_cast<std::int32_t>(5 + random() % 40);
        for (std::int64_t e = 0; e < o.exits; ++e) {
            for (std::int64_t c = 0; c < o.classes; ++c) {
                float z = normal(random) + (c == label ? 0.3F * static_cast<float>(e + 1) : 0.0F);
                if (o.classes == 1)
                    z = target + normal(random) / static_cast<float>(e + 1);
                if (o.withTies)
                    z = std::round(z);
                if (o.withNan && random() % 40 == 0)
                    z = std::nanf("");
                a.logits.push_back(z);
            }
            if (o.withSimilarity) {
                const float s = 0.5F + 0.5F * static_cast<float>(random() % 1000) / 1000.0F;
                a.similarity.push_back(o.withTies ? std::round(s * 10) / 10 : s);
                a.learned.push_back(static_cast<float>(random() % 1000) / 1000.0F);
            }
            if (o.withCosts)
                a.layerFlops.push_back(static_cast<float>(tokens) * static_cast<float>(e + 1) * 1000.0F);
        }
        if (o.withCosts)
            a.length.push_back(tokens);
        if (o.classes == 1)
            a.targets.push_back(target);
        else
            a.labels.push_back(random() % 30 == 0 ? -1 : label);
    }
    for (std::int64_t u = 0; o.withInputs && u < o.units; ++u) {
        const std::string text = "unit " + std::to_string(u);
        a.textOffset.push_back(static_cast<std::int64_t>(a.text.size()));
        a.text.insert(a.text.end(), text.begin(), text.end());
        for (int d = 0; d < 3; ++d)
            a.embedding.push_back(normal(random) + static_cast<float>(u % 3 * d));
    }
    if (o.withInputs)
        a.textOffset.push_back(static_cast<std::int64_t>(a.text.size()));
    trace::TraceInfo info;
    info.task = o.task;
    return trace::Trace::fromArrays(std::move(a), o.classes, std::move(info));
}

/// A random trace of the same examples as `first`, as another model leaves it: its labels are those of `first`.
inline std::shared_ptr<const trace::Trace> anotherModel(const trace::Trace& first, const RandomTraceOptions& o)
{
    const auto other = randomTrace(o);
    trace::Trace::Arrays a;
    a.logits.assign(other->logits().begin(), other->logits().end());
    a.labels.assign(first.labels().begin(), first.labels().end());
    a.exitLayer.assign(other->exitLayer().begin(), other->exitLayer().end());
    a.layerFlops.assign(other->layerFlops().begin(), other->layerFlops().end());
    return trace::Trace::fromArrays(std::move(a), o.classes, other->info());
}

/// The 1-based exit (not layer) and class of the only unit.
inline std::pair<int, int> only(const trace::Trace& trace, std::string_view spec)
{
    const auto outcome = policy::replay(trace, policy::parseSpec(spec));
    return { outcome.exit.at(0) + 1, outcome.predictedClass.empty() ? -1 : outcome.predictedClass.at(0) };
}

} // namespace exitscope::test
