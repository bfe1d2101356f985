#include "core/report/difficulty_table.h"

#include <cmath>
#include <cstdio>

namespace exitscope::report {

namespace {

std::string percent(double value, const char* form = "%.2f")
{
    if (!std::isfinite(value))
        return "-";
    char text[32];
    std::snprintf(text, sizeof text, form, 100 * value);
    return text;
}

std::string spreadText(const difficulty::ScoreSpread& spread, double difficulty::Scores::*field, std::size_t runs)
{
    if (runs == 0)
        return "-";
    const std::string mean = percent(spread.mean.*field);
    return runs > 1 ? mean + " ± " + percent(spread.sd.*field) : mean;
}

std::string differenceText(const difficulty::PredictorResult& result)
{
    if (result.predictor == difficulty::Predictor::Majority)
        return "-";
    const auto& estimate = result.toMajority.estimate;
    return percent(estimate.value, "%+.2f") + " [" + percent(estimate.interval.low, "%+.2f") + ", "
        + percent(estimate.interval.high, "%+.2f") + "]";
}

TextTable newTable(std::vector<std::string> headings)
{
    TextTable table;
    table.isNumber.assign(headings.size(), true);
    table.isNumber.front() = false;
    table.headings = std::move(headings);
    return table;
}

} // namespace

TextTable studyTable(const difficulty::Study& study)
{
    using difficulty::Scores;
    TextTable table = newTable({ "predictor", "accuracy", "on train", "minus majority", "micro P", "micro R", "micro F1", "macro P",
        "macro R", "macro F1", "TPR", "TNR", "G-mean" });
    for (const auto& result : study.results) {
        const auto test = result.test();
        std::vector<std::string> row { std::string(difficulty::titleOf(result.predictor)),
            spreadText(test, &Scores::meanAccuracy, result.runs.size()),
            spreadText(result.train(), &Scores::meanAccuracy, result.trainRuns.size()), differenceText(result) };
        for (const auto& field : difficulty::scoreFields())
            if (field.value != &Scores::meanAccuracy)
                row.push_back(percent(test.mean.*field.value));
        table.rows.push_back(std::move(row));
    }
    return table;
}

TextTable exitAccuracyTable(const difficulty::Study& study)
{
    std::vector<std::string> headings { "accuracy at exit" };
    for (std::int64_t output = 1; output <= study.outputs; ++output)
        headings.push_back(std::to_string(output));
    TextTable table = newTable(std::move(headings));
    const auto addRow = [&](const std::string& name, const std::vector<double>& shares) {
        std::vector<std::string> row { name };
        for (const double share : shares)
            row.push_back(percent(share, "%.1f"));
        table.rows.push_back(std::move(row));
    };
    addRow("share right", study.testRight);
    for (const auto& result : study.results)
        addRow(std::string(difficulty::titleOf(result.predictor)), result.test().mean.outputAccuracy);
    return table;
}

} // namespace exitscope::report
