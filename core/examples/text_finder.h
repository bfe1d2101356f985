#pragma once

#include <string>
#include <string_view>

namespace exitscope::examples {

/// Looks for one text in many, whatever the case of the letters. A needle in ASCII is found byte by byte without a
/// copy of the text; any other compares lower-cased text (Unicode's full mapping).
class TextFinder
{
public:
    explicit TextFinder(std::string_view needle);

    bool isIn(std::string_view text) const;

private:
    bool isInAscii(std::string_view text) const;

    std::string m_needle; ///< lower case
    bool m_isAscii = false;
    char m_upper = 0; ///< of its first letter
};

} // namespace exitscope::examples
