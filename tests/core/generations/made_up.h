#pragma once

#include "core/generations/generations.h"

#include <string>
#include <vector>

namespace exitscope::test {

inline generations::Settings someSettings(std::int64_t prompts, std::vector<std::string> references = {})
{
    generations::Settings settings;
    settings.model = "small";
    settings.modelSha256 = "abc";
    settings.family = "t5";
    settings.layers = 4;
    settings.exitLayers = { 1, 2, 3, 4 };
    settings.data = "test.en";
    settings.dataSha256 = "def";
    settings.referencesSha256.assign(references.size(), "ghi");
    settings.references = std::move(references);
    settings.prompts = prompts;
    settings.maxTokens = 20;
    settings.batch = 8;
    return settings;
}

/// One token a word, all leaving after `exit`; 10 FLOPs a layer.
inline generations::Text someText(const std::string& words, std::int32_t exit)
{
    generations::Text text;
    text.text = words;
    std::int64_t count = words.empty() ? 0 : 1;
    for (const char c : words)
        count += c == ' ' ? 1 : 0;
    text.exits.assign(static_cast<std::size_t>(count), exit);
    text.hasEnded = true;
    text.flops = 10.0 * exit * static_cast<double>(count);
    text.fullFlops = 40.0 * static_cast<double>(count);
    return text;
}

inline generations::Point somePoint(
    const std::string& rule, const std::vector<std::string>& texts, std::int32_t exit, double seconds = 1)
{
    generations::Point point;
    point.rule = rule;
    point.timing = { seconds / 4, 3 * seconds / 4 };
    for (const auto& text : texts)
        point.texts.push_back(someText(text, exit));
    return point;
}

} // namespace exitscope::test
