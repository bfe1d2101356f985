#include "core/generations/generations.h"

#include <algorithm>
#include <numeric>

namespace exitscope::generations {

namespace {

template <typename Value>
double sumOver(const std::vector<Text>& texts, const Value& value)
{
    return std::accumulate(texts.begin(), texts.end(), 0.0, [&](double sum, const Text& text) { return sum + value(text); });
}

} // namespace

double Text::layersRun() const
{
    return std::accumulate(exits.begin(), exits.end(), 0.0);
}

std::int64_t Point::tokens() const
{
    std::int64_t sum = 0;
    for (const auto& text : texts)
        sum += text.tokens();
    return sum;
}

double Point::layersRun() const
{
    return sumOver(texts, [](const Text& text) { return text.layersRun(); });
}

double Point::flops() const
{
    return sumOver(texts, [](const Text& text) { return text.flops; });
}

double Point::fullFlops() const
{
    return sumOver(texts, [](const Text& text) { return text.fullFlops; });
}

double Point::meanExit() const
{
    const auto count = tokens();
    return count > 0 ? layersRun() / static_cast<double>(count) : 0;
}

double Point::flopsRatio() const
{
    const double all = fullFlops();
    return all > 0 ? flops() / all : 1;
}

const Point* Generations::find(const std::string& rule) const
{
    const auto found = std::find_if(points.begin(), points.end(), [&](const Point& point) { return point.rule == rule; });
    return found == points.end() ? nullptr : &*found;
}

double Generations::measuredSpeedup(const Point& point) const
{
    const double own = point.timing.seconds();
    return own > 0 ? fullTimings.at(static_cast<std::size_t>(point.session - 1)).seconds() / own : 0;
}

} // namespace exitscope::generations
