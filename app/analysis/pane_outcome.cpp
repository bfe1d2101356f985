#include "app/analysis/pane_outcome.h"

#include "app/analysis/hash_text.h"
#include "app/plots/measured_speed.h"
#include "app/plots/plot_text.h"
#include "app/plots/tradeoff_plot.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <numeric>

namespace exitscope::app {

namespace {

struct PaneText
{
    Q_DECLARE_TR_FUNCTIONS(PaneText)
};

QString decimal(double value, int places)
{
    return QLocale().toString(value, 'f', places);
}

/// A number that an execution token by token leaves beside the sums; 0 without one.
double tokenFigure(const sweep::Point& point, const char* key)
{
    const auto more = nlohmann::json::parse(point.more, nullptr, false);
    return more.is_object() && more.contains(key) && more[key].is_number() ? more[key].get<double>() : 0;
}

} // namespace

QString kindText(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::WhatIf:
        return PaneText::tr("what-if");
    case OutcomeKind::Executed:
        return PaneText::tr("executed");
    case OutcomeKind::Table:
        return PaneText::tr("hash table");
    }
    return {};
}

QString kindTip(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::WhatIf:
        return PaneText::tr("What-if: replayed from the trace, in which no token is frozen. When the model runs, others see the "
                            "frozen states of those that left, and may leave elsewhere.");
    case OutcomeKind::Executed:
        return PaneText::tr("Executed: the model was run, and what left was frozen.");
    case OutcomeKind::Table:
        return PaneText::tr("Hash table: the table alone sends every word to its exit, as an execution would. The answers are those "
                            "of the replay.");
    }
    return {};
}

std::vector<int> scaleOf(const trace::Trace& trace, const PaneOutcome* a, const PaneOutcome* b)
{
    const auto exits = trace.exitLayer();
    std::vector<int> scale(exits.begin(), exits.end());
    if (!(a && a->layers) && !(b && b->layers))
        return scale;
    scale.resize(static_cast<std::size_t>(trace.fullLayers()));
    std::iota(scale.begin(), scale.end(), 1);
    return scale;
}

std::shared_ptr<const UnitOutcomes> onScale(const PaneOutcome& pane, const trace::Trace& trace, std::span<const int> scale)
{
    const auto exits = trace.exitLayer();
    if (std::ranges::equal(scale, exits))
        return pane.outcomes;
    auto scaled = std::make_shared<UnitOutcomes>(*pane.outcomes);
    for (std::size_t unit = 0; unit < scaled->exits.size(); ++unit) {
        auto& place = scaled->exits[unit];
        place = (pane.layers ? (*pane.layers)[unit] : exits[static_cast<std::size_t>(place)]) - 1;
    }
    return scaled;
}

QString figuresText(const PaneOutcome& pane)
{
    QStringList parts { PaneText::tr("mean exit %1 of %2").arg(decimal(pane.point.meanExit(), 2), QLocale().toString(pane.point.layers)),
        PaneText::tr("speed-up %1×").arg(decimal(pane.point.layerSpeedup(), 2)) };
    if (pane.kind == OutcomeKind::Executed)
        if (const auto measured = measuredSpeed(pane.point).packed())
            parts << PaneText::tr("measured %1×").arg(decimal(*measured, 2));
    return parts.join(QStringLiteral(", "));
}

QString figuresTip(const PaneOutcome& pane)
{
    const auto& point = pane.point;
    QStringList lines { pane.rule, kindTip(pane.kind), figuresText(pane) };
    if (const double layers = tokenFigure(point, "token_mean_layers"); pane.kind == OutcomeKind::Executed && layers > 0) {
        lines << PaneText::tr("%1 of %2 layers a token, special tokens included")
                     .arg(decimal(layers, 2), QLocale().toString(point.layers));
        if (point.flopsRatio() > 0)
            lines << PaneText::tr("speed-up by FLOPs %1×").arg(decimal(1 / point.flopsRatio(), 2));
    }
    for (const auto& [metric, value] : point.metrics)
        lines << PaneText::tr("%1 %2").arg(metricTitle(metric), decimal(value, 4));
    return lines.join(QLatin1Char('\n'));
}

QString paneRule(const policy::PolicySpec& spec)
{
    const auto function = tokenHashOf(spec);
    if (!function)
        return ruleText(spec);
    const auto buckets = spec.parameters.find("buckets");
    const int count = buckets == spec.parameters.end() ? 0 : QString::fromStdString(buckets->second).toInt();
    return count > 0 ? hashText(*function, count) : PaneText::tr("hash by %1").arg(hashTitle(*function));
}

} // namespace exitscope::app
