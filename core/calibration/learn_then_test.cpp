#include "core/calibration/learn_then_test.h"

#include "core/error.h"

#include <cmath>
#include <string>

namespace exitscope::calibration {

namespace {

constexpr double boundAccuracy = 1e-12; ///< float noise of a mean of float losses that are all 1

void requireOptions(const LossTable& table, const TestRequest& request)
{
    const auto inside = [](double value) { return value > 0 && value < 1; };
    if (!inside(request.delta))
        throw InputError(std::string("delta is outside (0, 1)"),
            "it is the tolerated loss: 0.1 lets at most every tenth answer change");
    if (!inside(request.procedure.epsilon))
        throw InputError(std::string("epsilon is outside (0, 1)"),
            "it is the probability that the guarantee may fail: 0.05");
    if (request.settings.empty())
        throw InputError(std::string("there is no setting to test"), "give a grid of at least one value");
    if (request.procedure.starts < 1)
        throw InputError("there are " + std::to_string(request.procedure.starts) + " starts", "use at least one");
    if (request.pValue == PValue::Binomial && !table.isBinary)
        throw InputError("the binomial p-value is for losses of 0 and 1, and these are "
                + table.nature,
            "use hoeffding-bentkus");
}

/// Places in the table of the examples of one half.
std::vector<std::size_t> columnsIn(const LossTable& table, const std::vector<std::int64_t>& half)
{
    std::vector<std::size_t> columns;
    std::size_t column = 0;
    for (const auto example : half) {
        while (column < table.examples.size() && table.examples[column] < example)
            ++column;
        if (column < table.examples.size() && table.examples[column] == example)
            columns.push_back(column);
    }
    return columns;
}

double sumOver(std::span<const float> values, const std::vector<std::size_t>& columns)
{
    double sum = 0;
    for (const auto column : columns)
        sum += static_cast<double>(values[column]);
    return sum;
}

double meanLoss(const LossTable& table, std::size_t setting, const std::vector<std::size_t>& columns)
{
    if (columns.empty())
        return std::nan("");
    const double mean = sumOver(table.lossesOf(setting), columns) / static_cast<double>(columns.size());
    return mean > 1 - boundAccuracy ? 1.0 : mean;
}

double meanExit(const LossTable& table, std::size_t setting, const std::vector<std::size_t>& columns)
{
    return sumOver(table.exitLayersOf(setting), columns) / sumOver(table.unitsOf(setting), columns);
}

void requireEnough(const TestRequest& request, std::int64_t examples, double level)
{
    const auto least = leastSamples(request.pValue, request.delta, level);
    if (examples >= least)
        return;
    throw InputError("the calibration half has " + std::to_string(examples)
            + " examples, too few for any setting to pass even without a single loss",
        "with the p-value " + std::string(nameOf(request.pValue)) + ", " + std::string(nameOf(request.procedure.procedure))
            + " and this delta and epsilon it takes at least " + std::to_string(least)
            + "; use more data or a larger share, delta or epsilon");
}

Setting settingOn(const LossTable& table, const TestRequest& request, std::size_t index,
    const std::vector<std::size_t>& columns, double level)
{
    const auto count = static_cast<std::int64_t>(columns.size());
    Setting setting;
    setting.spec = request.settings[index];
    setting.risk = meanLoss(table, index, columns);
    setting.p = pValue(request.pValue, setting.risk, count, request.delta);
    setting.bound = upperBound(request.pValue, setting.risk, count, level);
    setting.meanExit = meanExit(table, index, columns);
    return setting;
}

/// What is chosen on one half and how it does on the other; without the bounds, which a study of many splits has no use for.
struct Choice
{
    std::vector<std::size_t> calibration, test;
    std::vector<double> pValues;
    std::vector<TestOutcome> outcomes;
    std::optional<std::size_t> chosen;
    double testRisk = 0, testMeanExit = 0;
};

Choice choose(const LossTable& table, const TestRequest& request)
{
    requireOptions(table, request);
    const auto split = halvesOf(table, request);
    Choice choice;
    choice.calibration = columnsIn(table, split.calibration);
    choice.test = columnsIn(table, split.test);
    const auto count = static_cast<std::int64_t>(choice.calibration.size());
    requireEnough(request, count, firstLevel(request.procedure, request.settings.size()));
    for (std::size_t k = 0; k < request.settings.size(); ++k)
        choice.pValues.push_back(
            pValue(request.pValue, meanLoss(table, k, choice.calibration), count, request.delta));
    choice.outcomes = runProcedure(request.procedure, choice.pValues);
    for (std::size_t k = 0; k < choice.outcomes.size(); ++k)
        if (choice.outcomes[k].isRejected)
            choice.chosen = k;
    choice.testRisk = choice.chosen ? meanLoss(table, *choice.chosen, choice.test) : 0.0;
    choice.testMeanExit = choice.chosen ? meanExit(table, *choice.chosen, choice.test)
                                        : static_cast<double>(table.layers);
    return choice;
}

} // namespace

Spread spreadOf(std::span<const double> values)
{
    Spread spread;
    const auto count = static_cast<double>(values.size());
    for (const double value : values)
        spread.mean += value / count;
    double squares = 0;
    for (const double value : values)
        squares += (value - spread.mean) * (value - spread.mean);
    spread.sd = values.size() > 1 ? std::sqrt(squares / (count - 1)) : 0.0;
    return spread;
}

trace::Split halvesOf(const LossTable& table, const TestRequest& request)
{
    return request.halves ? *request.halves : trace::splitMembers(table.population, request.split, table.source);
}

Decision decide(const LossTable& table, const TestRequest& request)
{
    const auto choice = choose(table, request);
    Decision decision;
    decision.calibrationExamples = static_cast<std::int64_t>(choice.calibration.size());
    decision.testExamples = static_cast<std::int64_t>(choice.test.size());
    decision.level = firstLevel(request.procedure, request.settings.size());
    for (std::size_t k = 0; k < request.settings.size(); ++k) {
        decision.settings.push_back(settingOn(table, request, k, choice.calibration, decision.level));
        decision.settings.back().isTested = choice.outcomes[k].isTested;
        decision.settings.back().isRejected = choice.outcomes[k].isRejected;
    }
    decision.chosen = choice.chosen;
    decision.testRisk = choice.testRisk;
    decision.testMeanExit = choice.testMeanExit;
    return decision;
}

std::optional<SplitStudy> studySplits(const LossTable& table, const TestRequest& request, std::int64_t splits,
    const JobContext& job, const OnSplit& onSplit)
{
    SplitStudy study;
    study.chosen.assign(request.settings.size(), 0);
    std::vector<double> risks;
    std::vector<double> exits;
    auto one = request;
    for (; study.splits < splits; ++study.splits) {
        if (!job.proceed())
            return std::nullopt;
        one.split.seed = request.split.seed + static_cast<std::uint64_t>(study.splits);
        const auto choice = choose(table, one);
        if (choice.chosen)
            ++study.chosen[*choice.chosen];
        else
            ++study.withoutExit;
        study.aboveDelta += choice.testRisk > request.delta ? 1 : 0;
        risks.push_back(choice.testRisk);
        exits.push_back(choice.testMeanExit);
        if (onSplit)
            onSplit({ choice.chosen, choice.test, choice.testRisk });
        job.tell({ study.splits + 1, splits, "splits", {} });
    }
    study.testRisk = spreadOf(risks);
    study.testMeanExit = spreadOf(exits);
    return study;
}

} // namespace exitscope::calibration
