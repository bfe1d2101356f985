#pragma once

#include "core/metric/text_words.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace exitscope::metric {

/// Words as numbers, equal words the same one: texts are then compared without their letters.
class WordNumbers
{
public:
    std::vector<std::uint32_t> of(const Words& words)
    {
        std::vector<std::uint32_t> numbers;
        numbers.reserve(words.size());
        for (const auto& word : words)
            numbers.push_back(m_numbers.try_emplace(word, static_cast<std::uint32_t>(m_numbers.size())).first->second);
        return numbers;
    }

private:
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

} // namespace exitscope::metric
