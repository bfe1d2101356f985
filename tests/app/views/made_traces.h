#pragma once

#include "core/trace/trace.h"

#include <memory>
#include <random>
#include <string>

namespace exitscope::test {

/// What a made-up trace has and lacks.
struct MadeTrace
{
    std::int64_t units = 60, exits = 6, classes = 3;
    bool withLabels = true, withText = true;
    int tokensPerExample = 0; ///< above 0: a trace of tokens, every token but the first of an example a unit
    std::string tokens = {};  ///< the metadata's `tokens`
};

/// Deeper exits are surer and more often right; the same for the same arguments. `classes` 1: regression.
inline std::shared_ptr<const trace::Trace> makeTrace(const MadeTrace& made)
{
    std::mt19937 random(7);
    std::normal_distribution<float> noise;
    trace::Trace::Arrays arrays;
    for (std::int64_t unit = 0; unit < made.units; ++unit) {
        const auto label = static_cast<std::int64_t>(random() % static_cast<unsigned>(made.classes));
        if (made.withLabels && made.classes > 1)
            arrays.labels.push_back(label);
        if (made.withLabels && made.classes == 1)
            arrays.targets.push_back(noise(random));
        for (std::int64_t exit = 0; exit < made.exits; ++exit)
            for (std::int64_t one = 0; one < made.classes; ++one)
                arrays.logits.push_back(noise(random) + (one == label ? 0.5F * static_cast<float>(exit + 1) : 0.0F));
        if (made.tokensPerExample > 0) {
            const auto own = made.tokensPerExample - 1;
            arrays.example.push_back(unit / own);
            arrays.position.push_back(static_cast<std::int32_t>(unit % own + 1));
        }
    }
    const auto examples = made.tokensPerExample > 0 ? made.units / (made.tokensPerExample - 1) : made.units;
    if (made.withText) {
        arrays.textOffset.push_back(0);
        for (std::int64_t example = 0; example < examples; ++example) {
            std::string text = "sentence number " + std::to_string(example) + (example % 3 == 0 ? " with irony" : "");
            for (int word = 4; word <= made.tokensPerExample; ++word)
                text += " word" + std::to_string(word);
            arrays.text.insert(arrays.text.end(), text.begin(), text.end());
            arrays.textOffset.push_back(static_cast<std::int64_t>(arrays.text.size()));
        }
    }
    for (std::int64_t exit = 0; exit < made.exits; ++exit)
        arrays.exitLayer.push_back(static_cast<std::int32_t>(2 * exit + 2));
    trace::TraceInfo info;
    info.task = "made up";
    if (!made.tokens.empty())
        info.extra.emplace_back("tokens", made.tokens);
    return trace::Trace::fromArrays(std::move(arrays), made.classes, std::move(info));
}

} // namespace exitscope::test
