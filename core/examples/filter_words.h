#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::examples {

/// One piece of a filter. Word: letters up to a space, an operator or a parenthesis.
struct FilterWord
{
    enum class Kind { Word, Quoted, Operator, Open, Close, Minus };
    Kind kind = Kind::Word;
    std::string text;      ///< without quotes and escapes
    std::size_t position = 0, size = 0; ///< bytes in the filter, quotes included
    bool isAfterSpace = true; ///< or at the beginning
    bool isClosed = true;     ///< false for a quotation without its second mark, which lasts to the end
};

/// Never fails: what is wrong is for the parser to say, and what is unfinished for the completion.
std::vector<FilterWord> filterWords(std::string_view text);

} // namespace exitscope::examples
