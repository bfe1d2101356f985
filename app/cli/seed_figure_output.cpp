#include "app/cli/seed_figure_output.h"

#include "app/cli/text_table.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t enoughForDeviation = 3;

Json number(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

} // namespace

std::string spreadName(std::size_t seeds)
{
    return seeds >= enoughForDeviation ? "mean ± standard deviation" : "mean [least, greatest]";
}

std::string figureText(const report::SeedFigure& figure, int decimals, double scale)
{
    if (std::isnan(figure.mean))
        return "-";
    const auto scaled = [&](double value) { return decimal(scale * value, decimals); };
    if (figure.values.size() == 1)
        return scaled(figure.mean);
    return figure.values.size() >= enoughForDeviation
        ? scaled(figure.mean) + " ± " + scaled(figure.sd)
        : scaled(figure.mean) + " [" + scaled(figure.low) + ", " + scaled(figure.high) + "]";
}

Json figureJson(const report::SeedFigure& figure)
{
    auto values = Json::array();
    for (const double value : figure.values)
        values.push_back(number(value));
    return { { "mean", number(figure.mean) }, { "sd", number(figure.sd) }, { "low", number(figure.low) },
        { "high", number(figure.high) }, { "values", std::move(values) } };
}

} // namespace exitscope::cli
