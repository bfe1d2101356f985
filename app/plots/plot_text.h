#pragma once

#include "app/plots/run_series.h"
#include "app/plots/tradeoff_plot.h"

#include <QCoreApplication>
#include <QString>

#include <functional>

namespace exitscope::app {

/// The words of the plots, for translation.
struct PlotText
{
    Q_DECLARE_TR_FUNCTIONS(PlotText) // bare: lupdate loses the namespaces behind a return type of another one
};

/// A rule as a legend has room for it: "entropy 0.655", "patience 3", "vote 2 (first_exit=3)".
QString ruleText(const policy::PolicySpec& spec);

/// A tick for every exit while they are few enough to stand side by side; else empty, and the axis chooses.
std::vector<std::pair<double, QString>> exitTicks(const std::vector<double>& layers);

enum class NameParts { Rule, RunAndRule };

/// Its name, without its middle where it is long, or "run 17".
QString runName(const store::RunSummary& run);

/// "17/entropy", "17/entropy:temperature=2": unique in a plot of several runs.
QString seriesId(const store::RunSummary& run, const RunSeries& series);
/// "entropy", or with the run's name before it.
QString seriesName(const store::RunSummary& run, const RunSeries& series, NameParts parts);

/// What the mouse is told about a point: everything. `keys` are indexes into run.points.
std::function<QString(std::size_t)> pointTooltip(
    const PlottedRun& run, const std::vector<std::int64_t>& keys);

/// `wanted`, or the first metric of the first run that has one. Throws InputError when no run has it.
std::string chosenMetric(std::span<const PlottedRun> runs, const std::string& wanted);

/// `wanted` if it is there, else the recommended point, else the deepest. Throws InputError for an index that
/// is not there and a run without points.
std::size_t chosenPoint(const PlottedRun& run, std::optional<std::size_t> wanted);

} // namespace exitscope::app
