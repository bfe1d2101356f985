#include "core/metric/metrics.h"

#include "core/metric/class_counts.h"
#include "core/metric/gold_scores.h"
#include "core/metric/span_counts.h"
#include "core/metric/value_moments.h"

#include <limits>

namespace exitscope::metric {

namespace {

/// "glue/SST-2" → "sst2"
std::string plainName(std::string_view task)
{
    std::string name;
    for (const char c : task.substr(task.find_last_of('/') + 1)) {
        if (c >= 'A' && c <= 'Z')
            name += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            name += c;
    }
    return name;
}

double classMetric(Metric metric, const ClassCounts& counts)
{
    switch (metric) {
    case Metric::Accuracy:
        return counts.accuracy();
    case Metric::F1:
        return counts.f1();
    case Metric::AccuracyAndF1:
        return (counts.accuracy() + counts.f1()) / 2;
    case Metric::Matthews:
        return counts.matthews();
    case Metric::Pearson:
    case Metric::Spearman:
    case Metric::PearsonAndSpearman:
    case Metric::SpanF1:
    case Metric::Agreement:
    case Metric::Perplexity:
    case Metric::BitsPerToken:
        break;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

double valueMetric(Metric metric, std::span<const float> predicted, std::span<const float> targets)
{
    switch (metric) {
    case Metric::Pearson:
        return pearson(predicted, targets);
    case Metric::Spearman:
        return spearman(predicted, targets);
    case Metric::PearsonAndSpearman:
        return (pearson(predicted, targets) + spearman(predicted, targets)) / 2;
    case Metric::Accuracy:
    case Metric::F1:
    case Metric::AccuracyAndF1:
    case Metric::Matthews:
    case Metric::SpanF1:
    case Metric::Agreement:
    case Metric::Perplexity:
    case Metric::BitsPerToken:
        break;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

struct WordValues
{
    double agreement = 0;
    LikelihoodSum likelihood;
};

WordValues wordValues(const trace::Trace& trace, const policy::Outcome& outcome)
{
    WordValues values;
    const std::int64_t exits = trace.exits();
    std::vector<std::int32_t> said(static_cast<std::size_t>(exits));
    std::int64_t labelled = 0, agreeing = 0;
    for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
        const auto u = static_cast<std::size_t>(unit);
        if (trace.labels()[u] < 0)
            continue;
        policy::predictClasses(trace, unit, unit + 1, said);
        ++labelled;
        agreeing += outcome.predictedClass[u] == said.back() ? 1 : 0;
        values.likelihood.add(goldLogProb(trace, unit, outcome.exit[u]));
    }
    values.agreement = labelled > 0 ? static_cast<double>(agreeing) / static_cast<double>(labelled)
                                    : std::numeric_limits<double>::quiet_NaN();
    return values;
}

} // namespace

std::string_view nameOf(Metric metric)
{
    switch (metric) {
    case Metric::Accuracy:
        return "accuracy";
    case Metric::F1:
        return "f1";
    case Metric::AccuracyAndF1:
        return "accuracy_and_f1";
    case Metric::Matthews:
        return "mcc";
    case Metric::Pearson:
        return "pearson";
    case Metric::Spearman:
        return "spearman";
    case Metric::PearsonAndSpearman:
        return "pearson_and_spearman";
    case Metric::SpanF1:
        return "span_f1";
    case Metric::Agreement:
        return "agreement";
    case Metric::Perplexity:
        return "perplexity";
    case Metric::BitsPerToken:
        return "bits_per_token";
    }
    return {};
}

bool isLessBetter(std::string_view name)
{
    return name == nameOf(Metric::Perplexity) || name == nameOf(Metric::BitsPerToken);
}

bool isLanguageModelTask(std::string_view task)
{
    const auto name = plainName(task);
    return name == "languagemodel" || name == "lm";
}

std::vector<Metric> taskMetrics(std::string_view task, std::int64_t classes)
{
    if (classes == 1)
        return { Metric::Pearson, Metric::Spearman, Metric::PearsonAndSpearman };
    const auto name = plainName(task);
    if (name == "mrpc" || name == "qqp")
        return { Metric::Accuracy, Metric::F1, Metric::AccuracyAndF1 };
    if (name == "cola")
        return { Metric::Matthews, Metric::Accuracy };
    return { Metric::Accuracy };
}

std::vector<Metric> taskMetrics(const trace::Trace& trace)
{
    if (hasSpans(trace))
        return { Metric::SpanF1, Metric::Accuracy };
    if (hasGoldLogProbs(trace))
        return { Metric::Accuracy, Metric::Agreement, Metric::Perplexity, Metric::BitsPerToken };
    return taskMetrics(trace.info().task, trace.classes());
}

MetricValues evaluate(const std::vector<Metric>& metrics, const trace::Trace& trace, const policy::Outcome& outcome)
{
    MetricValues values;
    if (!trace.hasLabels())
        return values;
    ClassCounts counts(trace.classes());
    for (std::size_t u = 0; u < outcome.predictedClass.size(); ++u)
        counts.add(outcome.predictedClass[u], trace.labels()[u]);
    const bool isOfWords = hasGoldLogProbs(trace) && outcome.exit.size() == outcome.predictedClass.size();
    const WordValues words = isOfWords ? wordValues(trace, outcome) : WordValues {};
    const auto valueOf = [&](Metric metric) {
        if (isOfWords && metric == Metric::Agreement)
            return words.agreement;
        if (isOfWords && isLessBetter(metric))
            return metric == Metric::Perplexity ? words.likelihood.perplexity() : words.likelihood.bitsPerToken();
        if (trace.isRegression())
            return valueMetric(metric, outcome.predictedValue, trace.targets());
        if (metric == Metric::SpanF1 && hasSpans(trace))
            return SpanTally(trace, outcome.predictedClass).counts().f1();
        return classMetric(metric, counts);
    };
    for (const Metric metric : metrics)
        values.emplace_back(nameOf(metric), valueOf(metric));
    return values;
}

} // namespace exitscope::metric
