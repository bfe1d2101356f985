#include "app/plots/layer_models.h"
#include "app/plots/overthinking_plot.h"
#include "app/plots/plot_text.h"
#include "app/plots/reliability_plot.h"
#include "app/plots/trace_plots.h"
#include "app/plots/word_plots.h"
#include "app/session/live_point.h"
#include "app/views/layers_view.h"
#include "app/views/plot_panel.h"
#include "widgets/plot/plot_view.h"

#include <QAction>

namespace exitscope::app {

bool LayersView::hasIntervals(Panel panel) const
{
    return m_evidence && (panel == CalibrationError || panel == Quality);
}

std::function<widgets::PlotModel()> LayersView::drawing(Panel panel) const
{
    const auto& state = *m_context.point.state();
    const auto at = [&] { return layersAt(*m_context.point.live(), state); };
    switch (panel) {
    case Quality:
        return [at = at(), evidence = m_evidence] { return layerQualityModel(at, evidence); };
    case Exits: {
        std::optional<PinnedHistogram> pinned;
        if (const auto& outcome = m_pinned->outcome(); outcome && outcome->exit.size() == state.exits.size())
            pinned = pinnedHistogram(*m_pinned->spec(), *outcome, state.point.histogram.size());
        return [at = at(), pinned] { return layerExitsModel(at, pinned); };
    }
    case Reliability: {
        const int exit = chosenExit();
        if (exit >= 0)
            return [facts = m_facts, exit] { return reliabilityOfTrace(*facts, static_cast<std::size_t>(exit)); };
        return [diagram = reliabilityWhereTaken(*m_facts, state.exits)] { return reliabilityWhereLeft(diagram); };
    }
    case CalibrationError:
        return [facts = m_facts, interval = m_evidence ? m_evidence->calibrationError : std::vector<evidence::Estimate>()] {
            return calibrationErrorPlot(facts->trace->exitLayer(), facts->reliability, interval);
        };
    case Overthinking:
        return [facts = m_facts, split = overthinkingSplit(*m_facts, state.answers), spec = state.point.spec] {
            return overthinkingPlot(*facts, split, ruleText(spec));
        };
    case Perplexity:
        return [facts = m_facts] { return perplexityPlot(*facts->trace, facts->words); };
    case Agreement:
        return [facts = m_facts] { return agreementPlot(*facts->trace, facts->words); };
    case PanelCount:
        break;
    }
    return {};
}

std::optional<ShownFigure> LayersView::figure() const
{
    if (m_isStale)
        draw();
    int chosen = PanelCount;
    for (int panel = 0; panel < PanelCount; ++panel) {
        const PlotPanel* one = m_panels[static_cast<std::size_t>(panel)];
        if (isShown(static_cast<Panel>(panel)) && one->hasPlot() && (chosen == PanelCount || one->plot()->hasFocus()))
            chosen = panel;
    }
    if (chosen == PanelCount)
        return {};
    const auto panel = static_cast<Panel>(chosen);
    ShownFigure figure;
    figure.source = ShownFigure::Source::Trace;
    figure.request.plot = m_panels[panel]->key().toStdString();
    figure.request.tradeoff.hasBands = hasIntervals(panel);
    if (panel == Reliability && chosenExit() >= 0)
        figure.request.layer = m_facts->trace->exitLayer()[static_cast<std::size_t>(chosenExit())];
    if (panel == Exits && m_panels[Exits]->plot()->model().find(QStringLiteral("pinned")))
        figure.request.beside = m_pinned->spec()->text();
    figure.draw = drawing(panel);
    figure.x = m_panels[panel]->plot()->visibleX();
    figure.y = m_panels[panel]->plot()->visibleY();
    return figure;
}

void LayersView::zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y)
{
    for (std::size_t panel = 0; panel < m_panels.size(); ++panel)
        if (m_panels[panel]->key().toStdString() == plot) {
            m_panels[panel]->plot()->zoomTo(x, y);
            m_panels[panel]->plot()->setFocus(); // what Export takes of several
        }
}

} // namespace exitscope::app
