#include "app/plots/plot_text.h"

#include "app/plots/measured_speed.h"
#include "app/session/figure_words.h"
#include "core/error.h"
#include "core/policy/policy.h"

#include <QLocale>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

QString number(double value, int decimals) { return wordsLocale().toString(value, 'f', decimals); }

QString describe(const QString& name, const sweep::Point& point)
{
    QStringList lines { name, QString::fromStdString(point.spec.text()) };
    lines << PlotText::tr("mean exit %1 of %2").arg(number(point.meanExit(), 2)).arg(point.layers);
    lines << PlotText::tr("speed-up %1×").arg(number(point.layerSpeedup(), 2));
    if (point.flopsFull > 0)
        lines << PlotText::tr("%1 of the full model's FLOPs").arg(number(point.flopsRatio(), 3));
    const auto measured = measuredSpeed(point);
    if (const auto packed = measured.packed())
        lines << PlotText::tr("measured %1× in packed batches").arg(number(*packed, 2));
    if (const auto single = measured.batch1())
        lines << PlotText::tr("measured %1× one at a time").arg(number(*single, 2));
    for (const auto& [metric, value] : point.metrics)
        lines << PlotText::tr("%1 %2").arg(metricTitle(metric), number(value, 4));
    return lines.join(QLatin1Char('\n'));
}

QString wholeName(const store::RunSummary& run)
{
    return run.name.empty() ? PlotText::tr("run %1").arg(static_cast<qint64>(run.id))
                            : QString::fromStdString(run.name);
}

constexpr qsizetype longestName = 44; ///< letters in a legend that leaves its plot some room

/// Without its middle where it is longer than a legend is wide: beginnings tell models apart, ends seeds. Cut between
/// letters as people see them, not between the parts of an emoji.
QString shortened(const QString& name)
{
    QList<qsizetype> letters;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    while (finder.toNextBoundary() >= 0)
        letters << finder.position();
    if (letters.size() <= longestName)
        return name;
    const qsizetype tail = longestName / 3, head = longestName - tail - 1;
    return name.left(letters[head - 1]) + QChar(0x2026) + name.mid(letters[letters.size() - tail - 1]);
}

/// A name that runs from right to left does not turn round what follows it.
QString isolated(const QString& name)
{
    const bool runsBack = std::any_of(name.begin(), name.end(),
        [](QChar letter) { return letter.direction() == QChar::DirR || letter.direction() == QChar::DirAL; });
    return runsBack ? QChar(0x2068) + name + QChar(0x2069) : name;
}

} // namespace

QString runName(const store::RunSummary& run)
{
    return isolated(shortened(wholeName(run)));
}

QString ruleText(const policy::PolicySpec& spec)
{
    const auto swept = spec.parameters.find(sweptParameter(spec.name));
    QString text = QString::fromStdString(spec.name);
    if (swept != spec.parameters.end()) {
        bool isNumber = false;
        const QString value = QString::fromStdString(swept->second);
        const double number = QLocale::c().toDouble(value, &isNumber);
        text += QLatin1Char(' ') + (isNumber ? QLocale::c().toString(number, 'g', 3) : value);
    }
    QStringList rest;
    for (auto at = spec.parameters.begin(); at != spec.parameters.end(); ++at)
        if (at != swept)
            rest << QString::fromStdString(at->first + "=" + at->second);
    return rest.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, rest.join(QStringLiteral(", ")));
}

std::vector<std::pair<double, QString>> exitTicks(const std::vector<double>& layers)
{
    constexpr std::size_t most = 12;
    std::vector<std::pair<double, QString>> ticks;
    if (layers.size() <= most)
        for (const double layer : layers)
            ticks.emplace_back(layer, QString::number(layer));
    return ticks;
}

QString seriesId(const store::RunSummary& run, const RunSeries& series)
{
    const auto rule = series.variant.empty() ? series.policy : series.policy + ":" + series.variant;
    return QStringLiteral("%1/%2").arg(static_cast<qint64>(run.id)).arg(QString::fromStdString(rule));
}

QString seriesName(const store::RunSummary& run, const RunSeries& series, NameParts parts)
{
    QString name = QString::fromStdString(series.policy);
    if (!series.variant.empty())
        name += QStringLiteral(" (%1)").arg(QString::fromStdString(series.variant));
    return parts == NameParts::Rule ? name : QStringLiteral("%1: %2").arg(runName(run), name);
}

std::function<QString(std::size_t)> pointTooltip(const PlottedRun& run, const std::vector<std::int64_t>& keys)
{
    std::vector<sweep::Point> points;
    for (const auto key : keys)
        points.push_back(run.points[static_cast<std::size_t>(key)]);
    std::vector<double> headroom;
    for (const auto key : keys)
        if (!run.headroom.empty())
            headroom.push_back(run.headroom[static_cast<std::size_t>(key)]);
    return [points = std::move(points), headroom = std::move(headroom), name = wholeName(run.run.summary)](
               std::size_t index) {
        if (index >= points.size())
            return QString();
        const QString text = describe(name, points[index]);
        return index < headroom.size() && std::isfinite(headroom[index])
            ? text + u'\n' + PlotText::tr("takes %1 % of the oracle's headroom").arg(number(100 * headroom[index], 0))
            : text;
    };
}

std::string chosenMetric(std::span<const PlottedRun> runs, const std::string& wanted)
{
    std::string known;
    for (const auto& run : runs) {
        if (wanted.empty() && !firstMetric(run).empty())
            return firstMetric(run);
        for (const auto& point : run.points)
            if (metricOf(point, wanted))
                return wanted;
        if (!run.points.empty())
            for (const auto& [name, value] : run.points.front().metrics)
                known += (known.empty() ? "" : ", ") + name;
    }
    if (wanted.empty())
        throw InputError(std::string("these runs have no metric"), "trace a dataset with labels");
    throw InputError("no run has the metric " + wanted, "they have: " + (known.empty() ? "none" : known));
}

std::size_t chosenPoint(const PlottedRun& run, std::optional<std::size_t> wanted)
{
    const std::string name = "run " + std::to_string(static_cast<std::int64_t>(run.run.summary.id));
    if (run.points.empty())
        throw InputError(name + " has no points yet", "run the same sweep again to finish it");
    if (wanted && *wanted >= run.points.size())
        throw InputError(name + " has no such point", "it has " + std::to_string(run.points.size()));
    if (wanted)
        return *wanted;
    return recommendedPoint(run, firstMetric(run)).value_or(deepestPoint(run));
}

QString titleOf(CostAxis axis)
{
    switch (axis) {
    case CostAxis::LayerSpeedup:
        return PlotText::tr("Speed-up by layers");
    case CostAxis::FlopsRatio:
        return PlotText::tr("FLOPs relative to the full model");
    case CostAxis::MeanExit:
        return PlotText::tr("Mean exit layer");
    case CostAxis::MeasuredTime:
        return PlotText::tr("Measured time relative to the full model");
    case CostAxis::Mflops:
        return PlotText::tr("MFLOPs per input");
    }
    return {};
}

QString metricTitle(const std::string& metric)
{
    if (metric == "accuracy")
        return PlotText::tr("Accuracy");
    if (metric == "f1")
        return PlotText::tr("F1");
    if (metric == "span_f1")
        return PlotText::tr("F1 of spans");
    if (metric == "agreement")
        return PlotText::tr("Agreement with the full model");
    if (metric == "perplexity")
        return PlotText::tr("Perplexity");
    if (metric == "bits_per_token")
        return PlotText::tr("Bits per token");
    if (metric == "mcc")
        return PlotText::tr("Matthews correlation");
    if (metric == "pearson")
        return PlotText::tr("Pearson correlation");
    if (metric == "spearman")
        return PlotText::tr("Spearman correlation");
    if (metric == "bleu")
        return QStringLiteral("BLEU");
    if (metric == "rouge_l")
        return QStringLiteral("ROUGE-L");
    if (metric == "token_f1")
        return PlotText::tr("F1 of tokens");
    if (metric == "rouge_l_full")
        return PlotText::tr("ROUGE-L against the full model");
    if (metric == "same_texts")
        return PlotText::tr("Share of texts that are the full model's");
    if (metric == "accuracy_and_f1")
        return PlotText::tr("Mean of accuracy and F1");
    if (metric == "pearson_and_spearman")
        return PlotText::tr("Mean of Pearson and Spearman correlation");
    return QString::fromStdString(metric);
}

} // namespace exitscope::app
