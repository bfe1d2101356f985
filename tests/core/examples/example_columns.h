#pragma once

#include "core/examples/unit_columns.h"
#include "core/trace/trace.h"

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace exitscope::test {

/// Three classes, five exits on layers 2, 4, …, 10, texts, lengths and tags; some units without a label.
inline std::shared_ptr<const trace::Trace> reviews(std::int64_t units, std::uint32_t seed = 3)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    const std::vector<std::string> words { "not", "Bad", "good", "Film", "ÉTÉ", "dull", "plot", "acting" };
    trace::Trace::Arrays a;
    a.exitLayer = { 2, 4, 6, 8, 10 };
    a.textOffset.push_back(0);
    std::string tags = "[";
    for (std::int64_t unit = 0; unit < units; ++unit) {
        const auto label = static_cast<std::int64_t>(random() % 3);
        for (int exit = 0; exit < 5; ++exit)
            for (std::int64_t c = 0; c < 3; ++c)
                a.logits.push_back(normal(random) + (c == label ? 0.4F * static_cast<float>(exit) : 0.0F));
        a.labels.push_back(unit % 17 == 0 ? -1 : label);
        a.length.push_back(static_cast<std::int32_t>(3 + random() % 60));
        std::string text = words[random() % words.size()];
        for (auto more = random() % 4; more > 0; --more)
            text += " " + words[random() % words.size()];
        a.text.insert(a.text.end(), text.begin(), text.end());
        a.textOffset.push_back(static_cast<std::int64_t>(a.text.size()));
        tags += std::string(unit > 0 ? "," : "") + (unit % 3 == 0 ? "\"Irony\"" : unit % 3 == 1 ? "\"long one\"" : "\"\"");
    }
    trace::TraceInfo info;
    info.labelNames = { "negative", "neutral", "very positive" };
    info.datasetName = "reviews";
    info.extra.emplace_back("tags", tags + "]");
    return trace::Trace::fromArrays(std::move(a), 3, std::move(info));
}

inline examples::UnitColumns columnsOf(std::shared_ptr<const trace::Trace> trace, const char* spec)
{
    const auto answers = examples::answersOf(trace);
    const auto policy = policy::parseSpec(spec);
    return { answers, examples::decide(*answers, &policy, examples::WithSlack::Yes),
        std::make_shared<examples::TagSet>(*trace) };
}

} // namespace exitscope::test
