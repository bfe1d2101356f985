#include "numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace exitscope::bench {

std::string shortNumber(double value)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "not a number" : value < 0 ? "-infinity" : "infinity";
    const double size = std::abs(value);
    if (size > 0 && (size >= 1e15 || size < 1e-4)) {
        char text[32];
        const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 2).ptr;
        return { text, end };
    }
    const int decimals = size >= 100 || size == std::floor(size) ? 0
        : size >= 10                                             ? 1
        : size >= 1                                              ? 2
                     : std::min(6, 2 - static_cast<int>(std::floor(std::log10(size))));
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals).ptr;
    std::string digits(text, end);
    const auto point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.front() == '-' ? 1 : 0;
    for (std::size_t at = point; at > first + 3;)
        digits.insert(at -= 3, 1, ',');
    return digits;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

} // namespace exitscope::bench
