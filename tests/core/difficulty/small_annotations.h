#pragma once

#include "core/difficulty/annotation.h"

#include <cstdint>
#include <random>
#include <string>

namespace exitscope::test {

/// Texts of a few words, of which "steep" makes the first exit wrong; right or wrong at the second is a coin.
inline difficulty::Annotation steepTexts(int count, unsigned seed)
{
    const char* words[] = { "the", "road", "goes", "on", "here", "now" };
    std::mt19937 random(seed);
    difficulty::Annotation annotation;
    annotation.name = "texts " + std::to_string(seed);
    annotation.outputs = 2;
    annotation.unitOffset = { 0 };
    for (int text = 0; text < count; ++text) {
        std::string written = words[random() % 6];
        const bool isSteep = random() % 3 == 0;
        for (std::size_t word = 0, last = 2 + random() % 6; word < last; ++word)
            written += std::string(" ") + (isSteep && word == last / 2 ? "steep" : words[random() % 6]);
        annotation.textA.push_back(written);
        annotation.right.push_back(isSteep ? 0 : 1);
        annotation.right.push_back(random() % 5 < 3 ? 1 : 0);
        annotation.unitOffset.push_back(annotation.unitOffset.back() + 1);
    }
    return annotation;
}

/// The same texts word by word: at the first exit the word "steep" is wrong, at the second whatever comes after it.
inline difficulty::Annotation steepWords(int count, unsigned seed)
{
    const auto texts = steepTexts(count, seed);
    difficulty::Annotation annotation;
    annotation.name = "words " + std::to_string(seed);
    annotation.outputs = 2;
    annotation.unitOffset = { 0 };
    for (const std::string& text : texts.textA) {
        std::int32_t place = 0;
        bool isAfter = false;
        for (const std::string& word : difficulty::wordsOf(text)) {
            annotation.right.push_back(word == "steep" ? 0 : 1);
            annotation.right.push_back(isAfter ? 0 : 1);
            annotation.word.push_back(place++);
            isAfter = word == "steep";
        }
        annotation.textA.push_back(text);
        annotation.unitOffset.push_back(annotation.unitOffset.back() + place);
    }
    return annotation;
}

} // namespace exitscope::test
