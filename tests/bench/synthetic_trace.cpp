#include "synthetic_trace.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace exitscope::bench {

std::shared_ptr<const trace::Trace> syntheticTrace(std::int64_t units, std::int64_t exits)
{
    std::mt19937 random(17);
    std::normal_distribution<float> normal;
    trace::Trace::Arrays arrays;
    for (std::int32_t layer = 1; layer <= exits; ++layer)
        arrays.exitLayer.push_back(layer);
    arrays.logits.reserve(static_cast<std::size_t>(units * exits * 2));
    for (std::int64_t unit = 0; unit < units; ++unit) {
        const auto label = static_cast<std::int64_t>(random() & 1U);
        const float ease = 0.25F * std::exp(0.5F * normal(random));
        const auto tokens = std::clamp(static_cast<std::int32_t>(22.0F + 8.0F * normal(random)), 5, 64);
        for (std::int64_t exit = 0; exit < exits; ++exit) {
            const float lead = ease * static_cast<float>(exit + 1) + 1.5F * normal(random);
            const float middle = 0.3F * normal(random);
            arrays.logits.push_back(middle + (label == 0 ? lead : -lead) / 2);
            arrays.logits.push_back(middle + (label == 1 ? lead : -lead) / 2);
            arrays.layerFlops.push_back(
                static_cast<float>(tokens) * static_cast<float>(exit + 1) * (14'155'776.0F + 3072.0F * static_cast<float>(tokens)));
        }
        arrays.labels.push_back(label);
        arrays.length.push_back(tokens);
    }
    return trace::Trace::fromArrays(std::move(arrays), 2, {});
}

} // namespace exitscope::bench
