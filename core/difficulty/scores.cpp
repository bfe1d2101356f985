#include "core/difficulty/scores.h"

#include <cassert>
#include <cmath>

namespace exitscope::difficulty {

namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0.0; }

double harmonic(double a, double b) { return a + b > 0 ? 2 * a * b / (a + b) : 0.0; }

/// Hard ones of one example, or of all.
struct HardCounts
{
    double labelled = 0, predicted = 0, both = 0;
};

} // namespace

Scores score(const Annotation& annotation, std::span<const std::uint8_t> predictedRight)
{
    assert(predictedRight.size() == annotation.right.size());
    const auto outputs = static_cast<std::size_t>(annotation.outputs);
    Scores scores;
    scores.outputAccuracy.resize(outputs);
    HardCounts all;
    double precision = 0, recall = 0, predictedExamples = 0, labelledExamples = 0, total = 0;
    const std::uint8_t* predicted = predictedRight.data();
    for (std::int64_t example = 0; example < annotation.examples(); ++example) {
        HardCounts one;
        const auto labels = annotation.of(example);
        for (std::size_t i = 0; i < labels.size(); ++i, ++predicted) {
            const bool isHard = labels[i] == 0, saysHard = *predicted == 0;
            one.labelled += isHard ? 1 : 0;
            one.predicted += saysHard ? 1 : 0;
            one.both += isHard && saysHard ? 1 : 0;
            scores.outputAccuracy[i % outputs] += isHard == saysHard ? 1 : 0;
        }
        total += static_cast<double>(labels.size());
        all.labelled += one.labelled;
        all.predicted += one.predicted;
        all.both += one.both;
        precision += ratio(one.both, one.predicted);
        recall += ratio(one.both, one.labelled);
        predictedExamples += one.predicted > 0 ? 1 : 0;
        labelledExamples += one.labelled > 0 ? 1 : 0;
    }
    for (double& accuracy : scores.outputAccuracy) {
        accuracy = ratio(accuracy, static_cast<double>(annotation.units()));
        scores.meanAccuracy += accuracy / static_cast<double>(outputs);
    }
    scores.microPrecision = ratio(all.both, all.predicted);
    scores.microRecall = ratio(all.both, all.labelled);
    scores.microF1 = harmonic(scores.microPrecision, scores.microRecall);
    scores.macroPrecision = ratio(precision, predictedExamples);
    scores.macroRecall = ratio(recall, labelledExamples);
    scores.macroF1 = harmonic(scores.macroPrecision, scores.macroRecall);
    scores.truePositiveRate = scores.microRecall;
    scores.trueNegativeRate = ratio(total - all.labelled - all.predicted + all.both, total - all.labelled);
    scores.gMean = std::sqrt(scores.truePositiveRate * scores.trueNegativeRate);
    return scores;
}

std::span<const ScoreField> scoreFields()
{
    static constexpr ScoreField fields[] { { "mean_accuracy", &Scores::meanAccuracy },
        { "micro_precision", &Scores::microPrecision }, { "micro_recall", &Scores::microRecall },
        { "micro_f1", &Scores::microF1 }, { "macro_precision", &Scores::macroPrecision },
        { "macro_recall", &Scores::macroRecall }, { "macro_f1", &Scores::macroF1 }, { "tpr", &Scores::truePositiveRate },
        { "tnr", &Scores::trueNegativeRate }, { "g_mean", &Scores::gMean } };
    return fields;
}

ScoreSpread spreadOf(std::span<const Scores> scores)
{
    ScoreSpread spread;
    if (scores.empty())
        return spread;
    const auto count = static_cast<double>(scores.size());
    const auto put = [&](const auto& valueOf) {
        double sum = 0, squares = 0;
        for (const Scores& one : scores)
            sum += valueOf(one);
        for (const Scores& one : scores)
            squares += (valueOf(one) - sum / count) * (valueOf(one) - sum / count);
        valueOf(spread.mean) = sum / count;
        valueOf(spread.sd) = scores.size() > 1 ? std::sqrt(squares / (count - 1)) : 0;
    };
    for (const ScoreField& field : scoreFields())
        put([&field](auto& one) -> auto& { return one.*field.value; });
    spread.mean.outputAccuracy.resize(scores.front().outputAccuracy.size());
    spread.sd.outputAccuracy.resize(scores.front().outputAccuracy.size());
    for (std::size_t output = 0; output < spread.mean.outputAccuracy.size(); ++output)
        put([output](auto& one) -> auto& { return one.outputAccuracy[output]; });
    return spread;
}

std::vector<std::uint8_t> rightOf(std::span<const float> logits)
{
    std::vector<std::uint8_t> right;
    right.reserve(logits.size());
    for (const float logit : logits)
        right.push_back(logit > 0 ? 1 : 0);
    return right;
}

Scores scoreLogits(const Annotation& annotation, std::span<const float> logits)
{
    return score(annotation, rightOf(logits));
}

} // namespace exitscope::difficulty
