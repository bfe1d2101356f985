#include "app/plots/learning_plot.h"

#include "app/plots/learning_samples.h"
#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"
#include "widgets/theme/palette.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::app {

namespace {

using training::LearningEvent;
using widgets::Series;

constexpr int mostNamedExits = 5; ///< in the legend; of more some along the depth, which the colours fill in

QString number(double value) { return wordsLocale().toString(value, 'g', 4); }

Series line(const QString& id, const QString& name, const widgets::SeriesLook& look)
{
    Series series;
    series.id = id;
    series.name = name;
    series.look = look;
    series.showsMarkers = look.marker != widgets::Marker::None;
    return series;
}

/// Visible on white paper; a dark screen lightens what would sink into it.
widgets::SeriesLook depthLook(widgets::DepthMap map, int exit, int exits)
{
    const double depth = exits > 1 ? (exit - 1.0) / (exits - 1.0) : 1;
    return { depthColor(map, depth, widgets::depthRangeOn(map, Qt::white)), widgets::Marker::None, widgets::Dash::Solid };
}

bool isNamedInLegend(int exit, int exits)
{
    if (exits <= mostNamedExits || exit == 1 || exit == exits)
        return true;
    const double step = (exits - 1.0) / (mostNamedExits - 1.0);
    for (int place = 1; place < mostNamedExits - 1; ++place)
        if (exit == static_cast<int>(std::lround(1 + place * step)))
            return true;
    return false;
}

Series exitLine(const QString& id, widgets::DepthMap map, int exit, int exits)
{
    Series series = line(id, PlotText::tr("exit %1").arg(wordsLocale().toString(exit)), depthLook(map, exit, exits));
    series.inLegend = isNamedInLegend(exit, exits);
    return series;
}

void addPoint(Series& series, double x, double y, std::size_t sample)
{
    if (!std::isfinite(y))
        return;
    series.x.push_back(x);
    series.y.push_back(y);
    series.keys.push_back(static_cast<std::int64_t>(sample));
}

/// What fits between two lines of a plot.
QString shortTitle(const std::string& phase)
{
    if (phase == "fine-tuning")
        return PlotText::tr("tuning", "a stretch of a training, short");
    if (phase == "fine-tuning, last exit")
        return PlotText::tr("last exit", "a stretch of a training, short");
    if (phase.starts_with("exits "))
        return PlotText::tr("exits", "a stretch of a training, short");
    if (phase == "exit classifier on the frozen model")
        return PlotText::tr("classifier", "a stretch of a training, short");
    if (phase == "teacher assistant")
        return PlotText::tr("assistant", "a stretch of a training, short");
    if (phase == "feature recovery")
        return PlotText::tr("features", "a stretch of a training, short");
    return phaseTitle(phase);
}

/// All data with a margin, as the view would fit it; shaded phases reach from edge to edge.
widgets::Range extentOf(const std::vector<Series>& all, widgets::Scale scale)
{
    double low = INFINITY, high = -INFINITY;
    for (const Series& series : all)
        for (const double y : series.y)
            if (scale == widgets::Scale::Linear || y > 0) {
                low = std::min(low, y);
                high = std::max(high, y);
            }
    if (low > high)
        return scale == widgets::Scale::Log ? widgets::Range { 0.1, 1 } : widgets::Range { 0, 1 };
    if (scale == widgets::Scale::Log) {
        const double margin = std::max(1.02, std::pow(high / low, 0.05));
        return { low / margin, high * margin };
    }
    const double margin = high > low ? (high - low) * 0.05 : std::max(std::abs(high) * 0.05, 1e-9);
    return { low - margin, high + margin };
}

/// Every second stretch on a light ground, and the name of each where it begins.
void addPhases(widgets::PlotModel& plot, const std::vector<LearningPhase>& phases)
{
    constexpr double roomOfLetter = 0.018; // of the width
    plot.x.range = widgets::Range { 0, phases.empty() ? 1.0 : std::max(1.0, phases.back().to) };
    if (phases.size() < 2)
        return;
    const widgets::Range y = *plot.y.range;
    for (std::size_t place = 0; place < phases.size(); ++place) {
        const LearningPhase& phase = phases[place];
        const QString id = QStringLiteral("phase/%1").arg(place);
        QString name = shortTitle(phase.name);
        if (phase.to - phase.from < roomOfLetter * static_cast<double>(name.size()) * phases.back().to)
            name.clear(); // whatever is hovered says it
        plot.marks.push_back({ id, name, widgets::MarkKind::VerticalLine, phase.from, 0,
            widgets::referenceLook(widgets::Marker::None, widgets::Dash::Dotted) });
        if (place % 2 == 0)
            continue;
        Series band;
        band.id = id;
        band.name = phaseTitle(phase.name);
        band.kind = widgets::SeriesKind::Band;
        band.look = { QColor(Qt::gray), widgets::Marker::None, widgets::Dash::Solid };
        band.x = { phase.from, phase.to };
        band.y = { y.high, y.high };
        band.low = { y.low, y.low };
        band.inLegend = false;
        plot.series.insert(plot.series.begin(), std::move(band));
    }
}

widgets::PlotModel frame(const QString& title, const QString& yTitle)
{
    widgets::PlotModel plot;
    plot.title = title;
    plot.x.title = PlotText::tr("Step");
    plot.y.title = yTitle;
    plot.legend = widgets::LegendPlace::Right;
    return plot;
}

template <typename Sample> QString stepLine(const Sample& sample)
{
    const QLocale locale = wordsLocale();
    return PlotText::tr("step %1 of %2").arg(locale.toString(static_cast<qlonglong>(sample.step)),
        locale.toString(static_cast<qlonglong>(sample.steps)));
}

/// A value for each exit, a few on a line: a card with a line for each would be higher than the plot.
class ExitLines
{
public:
    void add(int exit, double value)
    {
        if (m_values.isEmpty())
            m_first = exit;
        m_last = exit;
        m_values << number(value);
        if (m_values.size() == 4)
            breakLine();
    }

    QStringList take()
    {
        breakLine();
        return std::move(m_lines);
    }

private:
    void breakLine()
    {
        if (m_values.isEmpty())
            return;
        const QString values = m_values.join(QStringLiteral("  ")), first = wordsLocale().toString(m_first);
        m_lines << (m_first == m_last ? PlotText::tr("exit %1: %2").arg(first, values)
                                      : PlotText::tr("exits %1 to %2: %3").arg(first, wordsLocale().toString(m_last), values));
        m_values.clear();
    }

    QStringList m_lines, m_values;
    int m_first = 0, m_last = 0;
};

QString lossReadout(const StepSample& sample)
{
    QStringList lines { stepLine(sample), phaseTitle(sample.phase), PlotText::tr("loss: %1").arg(number(sample.loss)) };
    ExitLines exits;
    for (std::size_t part = 0; part < std::min(sample.losses.size(), sample.names.size()); ++part) {
        const auto exit = exitOfPart(sample.names[part]);
        if (exit && !exit->isFurther)
            exits.add(exit->exit, sample.losses[part]);
        else if (!exit) // what exits learn from others is in the table of the plot
            lines << PlotText::tr("%1: %2", "part of a loss: value").arg(lossPartTitle(sample.names[part]), number(sample.losses[part]));
    }
    lines += exits.take();
    if (sample.tokensPerSecond > 0)
        lines << PlotText::tr("%1 tokens a second").arg(wordsLocale().toString(sample.tokensPerSecond, 'f', 0));
    return lines.join(u'\n');
}

QString devReadout(const DevSample& sample)
{
    QStringList lines { stepLine(sample), phaseTitle(sample.phase) };
    if (std::isfinite(sample.mean))
        lines << PlotText::tr("mean: %1").arg(number(sample.mean));
    ExitLines exits;
    for (std::size_t exit = 0; exit < sample.byExit.size(); ++exit)
        if (std::isfinite(sample.byExit[exit]))
            exits.add(static_cast<int>(exit) + 1, sample.byExit[exit]);
    lines += exits.take();
    if (sample.isBest)
        lines << PlotText::tr("the best so far");
    return lines.join(u'\n');
}

template <typename Sample>
void explainPoints(Series& series, std::shared_ptr<const std::vector<Sample>> samples, QString (*readout)(const Sample&))
{
    series.tooltip = [samples = std::move(samples), keys = series.keys, readout](std::size_t index) {
        return readout((*samples)[static_cast<std::size_t>(keys[index])]);
    };
}

Series meanLine(const std::vector<DevSample>& samples)
{
    Series mean = line(QStringLiteral("mean"), PlotText::tr("mean of all exits"),
        widgets::referenceLook(widgets::Marker::Disc, widgets::Dash::Solid));
    for (std::size_t place = 0; place < samples.size(); ++place)
        addPoint(mean, samples[place].step, samples[place].mean, place);
    return mean;
}

Series bestPoints(const std::vector<DevSample>& samples)
{
    Series best = line(QStringLiteral("best"), PlotText::tr("kept"), widgets::seriesLook(3));
    best.look.marker = widgets::Marker::Diamond;
    best.kind = widgets::SeriesKind::Points;
    for (std::size_t place = 0; place < samples.size(); ++place) {
        if (!samples[place].isBest)
            continue;
        const bool isSamePhase = !best.keys.empty()
            && samples[static_cast<std::size_t>(best.keys.back())].phaseIndex == samples[place].phaseIndex;
        if (isSamePhase) { // beaten
            best.x.pop_back();
            best.y.pop_back();
            best.keys.pop_back();
        }
        addPoint(best, samples[place].step, std::isfinite(samples[place].mean) ? samples[place].mean : samples[place].byExit.back(), place);
    }
    return best;
}

} // namespace

QString phaseTitle(const std::string& phase)
{
    static const std::vector<std::pair<std::string, const char*>> known {
        { "fine-tuning", QT_TRANSLATE_NOOP("PlotText", "fine-tuning") },
        { "fine-tuning, last exit", QT_TRANSLATE_NOOP("PlotText", "fine-tuning, last exit") },
        { "exits on the frozen trunk", QT_TRANSLATE_NOOP("PlotText", "exits on the frozen trunk") },
        { "exits from the last exit", QT_TRANSLATE_NOOP("PlotText", "exits from the last exit") },
        { "exit classifier on the frozen model", QT_TRANSLATE_NOOP("PlotText", "exit classifier on the frozen model") },
        { "teacher assistant", QT_TRANSLATE_NOOP("PlotText", "teacher assistant") },
        { "judging", QT_TRANSLATE_NOOP("PlotText", "judging") },
        { "pruning", QT_TRANSLATE_NOOP("PlotText", "pruning") },
        { "feature recovery", QT_TRANSLATE_NOOP("PlotText", "feature recovery") },
        { "recovery", QT_TRANSLATE_NOOP("PlotText", "recovery") },
    };
    const std::string stem = phaseStem(phase);
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.first == stem; });
    const QString title = found == known.end() ? QString::fromStdString(stem) : PlotText::tr(found->second);
    if (stem == phase)
        return title;
    const QStringList numbers = QString::fromStdString(phase.substr(stem.size())).split(u' ', Qt::SkipEmptyParts);
    return PlotText::tr("%1 %2 of %3", "phase, number, of how many").arg(title, numbers.first(), numbers.last());
}

widgets::PlotModel lossPlot(std::span<const LearningEvent> events, widgets::Scale scale, widgets::DepthMap map)
{
    widgets::PlotModel plot = frame(PlotText::tr("Loss"), PlotText::tr("Loss"));
    plot.y.scale = scale;
    const auto samples = std::make_shared<const std::vector<StepSample>>(stepSamples(events));
    const int exits = deepestExit(*samples);
    std::vector<std::string> names;
    int others = 0;
    for (const StepSample& sample : *samples)
        for (const std::string& name : sample.names)
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
    std::stable_sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) { // by depth, then the rest
        constexpr int deepest = std::numeric_limits<int>::max();
        return exitOfPart(a).value_or(ExitPart { deepest }).exit < exitOfPart(b).value_or(ExitPart { deepest }).exit;
    });
    for (const std::string& name : names) {
        const QString id = QStringLiteral("loss/") + QString::fromStdString(name);
        const auto exit = exitOfPart(name);
        Series part = exit ? exitLine(id, map, exit->exit, exits) : line(id, lossPartTitle(name), widgets::seriesLook(others++));
        if (exit && exit->isFurther) {
            part.name = lossPartTitle(name);
            part.look.dash = widgets::Dash::Dashed;
            part.inLegend = exit->exit == exits;
        }
        part.showsMarkers = false;
        for (std::size_t place = 0; place < samples->size(); ++place)
            addPoint(part, (*samples)[place].step, (*samples)[place].part(name), place);
        plot.series.push_back(std::move(part));
    }
    Series sum = line(QStringLiteral("loss"), PlotText::tr("what is minimised"), widgets::referenceLook(widgets::Marker::None, widgets::Dash::Solid));
    for (std::size_t place = 0; place < samples->size(); ++place)
        addPoint(sum, (*samples)[place].step, (*samples)[place].loss, place);
    plot.series.push_back(std::move(sum));
    std::erase_if(plot.series, [](const Series& series) { return series.x.empty(); });
    for (Series& series : plot.series)
        explainPoints(series, samples, lossReadout);
    plot.y.range = extentOf(plot.series, scale);
    if (!plot.series.empty())
        addPhases(plot, phasesOf(events));
    return plot;
}

widgets::PlotModel devPlot(std::span<const LearningEvent> events, widgets::DepthMap map)
{
    const auto samples = std::make_shared<const std::vector<DevSample>>(devSamples(events));
    const QString metric = samples->empty() ? QString() : metricTitle(samples->back().metric);
    widgets::PlotModel plot = frame(PlotText::tr("On dev"), samples->empty() ? PlotText::tr("On dev") : PlotText::tr("%1 on dev").arg(metric));
    if (samples->empty())
        return plot;
    const int exits = static_cast<int>(samples->back().byExit.size());
    for (int exit = 1; exit <= exits; ++exit) {
        Series series = exitLine(QStringLiteral("dev/%1").arg(exit), map, exit, exits);
        for (std::size_t place = 0; place < samples->size(); ++place)
            addPoint(series, (*samples)[place].step, (*samples)[place].byExit[static_cast<std::size_t>(exit - 1)], place);
        plot.series.push_back(std::move(series));
    }
    if (exits > 1)
        plot.series.push_back(meanLine(*samples));
    plot.series.push_back(bestPoints(*samples));
    std::erase_if(plot.series, [](const Series& series) { return series.x.empty(); });
    for (Series& series : plot.series)
        explainPoints(series, samples, devReadout);
    plot.y.range = extentOf(plot.series, widgets::Scale::Linear);
    if (!plot.series.empty())
        addPhases(plot, phasesOf(events));
    return plot;
}

widgets::PlotModel ratePlot(std::span<const LearningEvent> events)
{
    widgets::PlotModel plot = frame(PlotText::tr("Learning rate"), PlotText::tr("Rate"));
    plot.legend = widgets::LegendPlace::None;
    const auto samples = std::make_shared<const std::vector<StepSample>>(stepSamples(events));
    Series rate = line(QStringLiteral("rate"), PlotText::tr("Learning rate"), widgets::seriesLook(0));
    rate.showsMarkers = false;
    for (std::size_t place = 0; place < samples->size(); ++place)
        addPoint(rate, (*samples)[place].step, (*samples)[place].rate, place);
    if (rate.x.empty())
        return plot;
    rate.tooltip = [samples, keys = rate.keys](std::size_t index) {
        const StepSample& sample = (*samples)[static_cast<std::size_t>(keys[index])];
        return stepLine(sample) + u'\n' + PlotText::tr("learning rate: %1").arg(number(sample.rate));
    };
    plot.series.push_back(std::move(rate));
    plot.y.range = extentOf(plot.series, widgets::Scale::Linear);
    addPhases(plot, phasesOf(events));
    for (auto& mark : plot.marks)
        mark.name.clear(); // the plots above say it
    return plot;
}

} // namespace exitscope::app
