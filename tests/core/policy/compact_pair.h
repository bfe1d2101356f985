#pragma once

#include "core/policy/compact_rows.h"
#include "core/policy/policy.h"

#include <cmath>
#include <limits>
#include <memory>
#include <random>
#include <utility>

namespace exitscope::test {

/// A compact trace with what follows from the logits of `full`, and everything else that it holds.
inline std::shared_ptr<const trace::Trace> compactOf(const trace::Trace& full, std::int64_t topCount = 0)
{
    const auto units = full.units(), exits = full.exits();
    auto chunk = policy::compactChunk(units, exits, topCount);
    for (std::int64_t unit = 0; unit < units; ++unit) {
        std::vector<std::int32_t> said(static_cast<std::size_t>(exits));
        policy::predictClasses(full, unit, unit + 1, said);
        for (std::int64_t exit = 0; exit < exits; ++exit)
            policy::keepExit(chunk, unit, exit, exits, full.logits(unit, exit),
                full.labels().empty() ? -1 : full.labels()[static_cast<std::size_t>(unit)], said.back());
    }
    trace::Trace::Arrays a;
    a.prediction = std::move(chunk.prediction);
    a.entropy = std::move(chunk.entropy);
    a.confidence = std::move(chunk.confidence);
    a.margin = std::move(chunk.margin);
    a.goldLogProb = full.labels().empty() ? std::vector<float> {} : std::move(chunk.goldLogProb);
    a.goldRank = full.labels().empty() ? std::vector<std::int32_t> {} : std::move(chunk.goldRank);
    a.finalRank = std::move(chunk.finalRank);
    a.topIds = std::move(chunk.topIds);
    a.topLogits = std::move(chunk.topLogits);
    const auto copy = [](auto& to, auto from) { to.assign(from.begin(), from.end()); };
    copy(a.labels, full.labels());
    copy(a.exitLayer, full.exitLayer());
    copy(a.example, full.example());
    copy(a.position, full.position());
    copy(a.similarity, full.similarity());
    copy(a.learned, full.learned());
    return trace::Trace::fromArrays(std::move(a), full.classes(), full.info());
}

/// Logits in steps of a half, so that classes tie; a unit in twenty has a NaN somewhere.
inline std::shared_ptr<const trace::Trace> randomWords(
    std::int64_t units, std::int64_t exits, std::int64_t classes, unsigned seed, bool withNan = true)
{
    std::mt19937 random(seed);
    trace::Trace::Arrays a;
    std::uniform_int_distribution<int> logit(-8, 8), label(-1, static_cast<int>(classes) - 1), some(0, 19);
    std::uniform_real_distribution<float> score(0, 1);
    for (std::int64_t unit = 0; unit < units; ++unit) {
        a.labels.push_back(label(random));
        a.example.push_back(unit / 7);
        a.position.push_back(static_cast<std::int32_t>(unit % 7));
        for (std::int64_t exit = 0; exit < exits; ++exit) {
            const std::size_t row = a.logits.size();
            for (std::int64_t c = 0; c < classes; ++c)
                a.logits.push_back(0.5F * static_cast<float>(logit(random)));
            if (withNan && some(random) == 0)
                a.logits[row + static_cast<std::size_t>(random() % static_cast<unsigned>(classes))]
                    = std::numeric_limits<float>::quiet_NaN();
            a.similarity.push_back(score(random));
            a.learned.push_back(score(random));
        }
    }
    for (std::int64_t exit = 1; exit <= exits; ++exit)
        a.exitLayer.push_back(static_cast<std::int32_t>(exit));
    trace::TraceInfo info;
    info.task = "language-model";
    return trace::Trace::fromArrays(std::move(a), classes, std::move(info));
}

} // namespace exitscope::test
