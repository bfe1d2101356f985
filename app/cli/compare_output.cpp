#include "app/cli/compare_output.h"

#include "app/cli/evidence_json.h"
#include "app/cli/text_table.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;
using evidence::Compared;
using evidence::Estimate;

Json comparedJson(const Compared& figure)
{
    return { { "a", figureJson(figure.first) }, { "b", figureJson(figure.second) },
        { "difference", differenceJson(figure.difference) } };
}

Json sideJson(const std::string& name, const evidence::ResampledFronts& fronts)
{
    auto front = Json::array();
    for (auto at = fronts.whole.points().rbegin(); at != fronts.whole.points().rend(); ++at)
        front.push_back({ { "cost", at->cost }, { "quality", at->quality } });
    return { { "name", name }, { "points", fronts.points.size() }, { "front", front } };
}

Json atCostJson(const evidence::AtCost& at)
{
    Json json { { "speedup", at.speedup }, { "cost", 1 / at.speedup }, { "a", figureJson(at.first) },
        { "b", figureJson(at.second) }, { "difference", differenceJson(at.difference) },
        { "a_point", chosenJson(at.firstPoint) }, { "b_point", chosenJson(at.secondPoint) } };
    if (at.test)
        json["mcnemar"] = testJson(*at.test);
    return json;
}

std::string figureText(const Estimate& figure, int decimals)
{
    if (std::isnan(figure.value))
        return "-";
    return decimal(figure.value, decimals) + " [" + decimal(figure.interval.low, decimals) + ", "
        + decimal(figure.interval.high, decimals) + "]";
}

/// Two significant digits are what a thousand draws can tell.
std::string pText(double p)
{
    return std::isnan(p) ? "-" : p < 0.0001 ? "<0.0001" : decimal(p, 4);
}

std::vector<std::string> row(const std::string& name, const Compared& figure, int decimals)
{
    return { name, figureText(figure.first, decimals), figureText(figure.second, decimals),
        figureText(figure.difference.estimate, decimals), pText(figure.difference.p) };
}

} // namespace

Json comparisonJson(
    const evidence::Comparison& comparison, const evidence::ComparisonOptions& options, const SideNames& names)
{
    Json json { { "cost", nameOf(options.front.axis) }, { "metric", metric::nameOf(options.front.metric) },
        { "draws", options.bootstrap.draws }, { "confidence", options.bootstrap.confidence },
        { "seed", options.bootstrap.seed }, { "a", sideJson(names.first, comparison.first) },
        { "b", sideJson(names.second, comparison.second) } };
    auto atCost = Json::array();
    for (const auto& at : comparison.atCost)
        atCost.push_back(atCostJson(at));
    json["at_cost"] = std::move(atCost);
    auto atMetric = Json::array();
    for (const auto& at : comparison.atQuality)
        atMetric.push_back({ { "metric", at.quality }, { "a", figureJson(at.first) }, { "b", figureJson(at.second) },
            { "difference", differenceJson(at.difference) } });
    json["at_metric"] = std::move(atMetric);
    json["hypervolume"] = comparedJson(comparison.hypervolume);
    json["hypervolume"]["reference"] = { { "cost", 1 }, { "quality", options.hypervolumeReference } };
    json["mean_quality"] = comparedJson(comparison.meanQuality);
    json["mean_quality"]["cost_range"] = { comparison.lowCost, comparison.highCost };
    if (comparison.elue)
        json["elue"] = comparedJson(*comparison.elue);
    return json;
}

std::string comparisonText(
    const evidence::Comparison& comparison, const evidence::ComparisonOptions& options, const SideNames& names)
{
    const std::string metric(metric::nameOf(options.front.metric));
    const std::string axis = options.front.axis == evidence::CostAxis::Flops ? "FLOPs" : "layers";
    std::string text = "a: " + names.first + "\nb: " + names.second + "\n" + metric + " against " + axis + ", "
        + std::to_string(options.bootstrap.draws) + " draws, " + decimal(100 * options.bootstrap.confidence, 1)
        + " % intervals\n\n";
    TextTable figures({ { "" }, { "a", Align::Right }, { "b", Align::Right }, { "a - b", Align::Right },
        { "p", Align::Right } });
    for (const auto& at : comparison.atCost)
        figures.addRow(row(metric + " at " + decimal(at.speedup, 2) + "x", { at.first, at.second, at.difference }, 4));
    for (const auto& at : comparison.atQuality)
        figures.addRow(row(axis + " at " + metric + " " + decimal(at.quality, 4),
            { at.first, at.second, at.difference }, 4));
    figures.addRow(row("mean " + metric + " over " + axis + " " + decimal(comparison.lowCost, 2) + "-1",
        comparison.meanQuality, 4));
    figures.addRow(row("hypervolume", comparison.hypervolume, 4));
    if (comparison.elue)
        figures.addRow(row("ELUE score", *comparison.elue, 3));
    text += figures.text();

    TextTable tests({ { "McNemar" }, { "only a right", Align::Right }, { "only b right", Align::Right },
        { "exact p", Align::Right }, { "mid-p", Align::Right }, { "chi-square", Align::Right }, { "a" }, { "b" } });
    bool hasTests = false;
    for (const auto& at : comparison.atCost) {
        if (!at.test)
            continue;
        hasTests = true;
        tests.addRow({ "at " + decimal(at.speedup, 2) + "x", std::to_string(at.test->onlyFirst),
            std::to_string(at.test->onlySecond), pText(at.test->exact), pText(at.test->mid),
            decimal(at.test->chiSquare, 2), at.firstPoint->spec.text(), at.secondPoint->spec.text() });
    }
    return hasTests ? text + "\n" + tests.text() : text;
}

} // namespace exitscope::cli
