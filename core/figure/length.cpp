#include "core/figure/length.h"

#include "core/error.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

namespace exitscope::figure {

double pointsOfLength(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, double>, 4> units { { { "in", 72 }, { "cm", 72 / 2.54 },
        { "mm", 72 / 25.4 }, { "pt", 1 } } };
    double value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    if (error == std::errc() && std::isfinite(value) && value > 0)
        for (const auto& [name, points] : units)
            if (unit == name)
                return value * points;
    throw InputError("\"" + std::string(text) + "\" is not a length", "write 3.25in, 8.2cm, 82mm or 234pt");
}

} // namespace exitscope::figure
