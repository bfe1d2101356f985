#include "app/plots/trace_plots.h"

#include "app/plots/figure_recipe.h"
#include "app/plots/layer_models.h"
#include "app/plots/overthinking_plot.h"
#include "app/plots/plot_text.h"
#include "app/plots/reliability_plot.h"
#include "app/plots/tokens_plot.h"
#include "app/plots/word_plots.h"
#include "app/session/figure_words.h"
#include "core/error.h"
#include "widgets/theme/depth_map.h"

#include <algorithm>

namespace exitscope::app {

namespace {

/// A trace with the request's operating point replayed on it.
struct Replayed
{
    std::shared_ptr<const trace::Trace> trace;
    policy::PolicySpec rule;
    policy::Outcome outcome;
};

Replayed replayed(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace)
{
    if (request.at.empty())
        throw InputError("the plot " + request.plot + " of a trace is of an operating point",
            "give --at, as in --at entropy:threshold=0.3");
    auto rule = policy::parseSpec(request.at);
    auto outcome = policy::replay(*trace, rule);
    return { trace, std::move(rule), std::move(outcome) };
}

LayerFacts factsOf(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace)
{
    LayerFacts facts = layerFactsOf(trace);
    if (!facts.hasClassLabels())
        throw InputError("the trace has no class labels, which the plot " + request.plot + " needs",
            "trace the model on labelled data");
    return facts;
}

widgets::PlotModel layers(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace)
{
    const auto point = replayed(request, trace);
    const auto at = layersAt(trace, point.rule, point.outcome);
    if (at.alone.empty())
        throw InputError(std::string("the trace has no labels, so its exits cannot be judged"), "trace the model on labelled data");
    std::optional<evidence::ExitEvidence> evidence;
    if (request.tradeoff.hasBands)
        evidence = layerEvidence(*trace, point.outcome, {});
    return layerQualityModel(at, evidence);
}

widgets::PlotModel exits(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace)
{
    const auto point = replayed(request, trace);
    std::optional<PinnedHistogram> pinned;
    if (!request.beside.empty()) {
        const auto rule = policy::parseSpec(request.beside);
        pinned = pinnedHistogram(rule, policy::replay(*trace, rule), static_cast<std::size_t>(trace->exits()));
    }
    return layerExitsModel(layersAt(trace, point.rule, point.outcome), pinned);
}

widgets::PlotModel reliability(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace)
{
    const auto facts = factsOf(request, trace);
    if (!request.layer)
        return reliabilityWhereLeft(reliabilityWhereTaken(facts, replayed(request, trace).outcome.exit));
    const auto layer = std::find(trace->exitLayer().begin(), trace->exitLayer().end(), *request.layer);
    if (layer == trace->exitLayer().end())
        throw InputError("the trace has no exit after layer " + std::to_string(*request.layer),
            "its last is after layer " + std::to_string(trace->exitLayer().back()));
    return reliabilityOfTrace(facts, static_cast<std::size_t>(layer - trace->exitLayer().begin()));
}

widgets::PlotModel calibrationError(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace)
{
    const auto facts = factsOf(request, trace);
    std::optional<evidence::ExitEvidence> evidence;
    if (request.tradeoff.hasBands)
        evidence = layerEvidence(*trace, replayed(request, trace).outcome, {});
    return calibrationErrorPlot(trace->exitLayer(), facts.reliability,
        evidence ? std::span<const evidence::Estimate>(evidence->calibrationError) : std::span<const evidence::Estimate>());
}

/// What a language model's exits say of all words; no operating point is needed.
widgets::PlotModel ofWords(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace)
{
    const auto words = metric::exitWords(*trace);
    if (words.empty())
        throw InputError("the trace is not that of a language model, which the plot " + request.plot + " needs",
            "trace a language model on text");
    return request.plot == "perplexity" ? perplexityPlot(*trace, words) : agreementPlot(*trace, words);
}

widgets::PlotModel overthinking(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace)
{
    const auto facts = factsOf(request, trace);
    const auto point = replayed(request, trace);
    return overthinkingPlot(facts, overthinkingSplit(facts, point.outcome.predictedClass), ruleText(point.rule));
}

} // namespace

widgets::PlotModel reliabilityOfTrace(const LayerFacts& facts, std::size_t exit)
{
    const auto colors = widgets::depthSteps(widgets::DepthMap::Viridis, static_cast<int>(facts.reliability.size()));
    return reliabilityPlot(facts.reliability[exit],
        PlotText::tr("layer %1").arg(wordsLocale().toString(facts.trace->exitLayer()[exit])), colors[exit]);
}

widgets::PlotModel reliabilityWhereLeft(const metric::Reliability& diagram)
{
    return reliabilityPlot(diagram, PlotText::tr("where units leave"));
}

widgets::PlotModel plotOfTrace(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace)
{
    if (request.plot == "layers")
        return layers(request, trace);
    if (request.plot == "exits")
        return exits(request, trace);
    if (request.plot == "reliability")
        return reliability(request, trace);
    if (request.plot == "ece")
        return calibrationError(request, trace);
    if (request.plot == "overthinking")
        return overthinking(request, trace);
    if (request.plot == "perplexity" || request.plot == "agreement")
        return ofWords(request, trace);
    if (request.plot == "tokens")
        return tokensOfTrace(trace, request.tokens, canonicalPoint(request.at));
    throw InputError("the plot \"" + request.plot + "\" is drawn from runs",
        "sweep the trace into a store, then give --store and --run");
}

} // namespace exitscope::app
