#include "app/session/live_point.h"
#include "app/session/selection_hub.h"
#include "app/views/layers_view.h"
#include "app/views/plot_panel.h"
#include "widgets/plot/plot_view.h"

#include <QComboBox>

#include <algorithm>

namespace exitscope::app {

void LayersView::connectPlots()
{
    for (PlotPanel* panel : m_panels)
        connect(panel->plot(), &widgets::PlotView::exportRequested, this, &View::exportRequested);
    const auto onPicked = [this](Panel panel, void (LayersView::*select)(const std::vector<int>&)) {
        const auto* plot = m_panels[panel]->plot();
        // The places that series hand back are exits, but for bins, which are bars.
        const auto placeOf = [plot, panel](const QString& id, int index) {
            const auto* series = plot->model().find(id);
            if (!series || id == QLatin1String("pinned") || id == QLatin1String("calibrated"))
                return -1;
            const auto place = static_cast<std::size_t>(index);
            return panel == Reliability || place >= series->keys.size() ? index : static_cast<int>(series->keys[place]);
        };
        connect(plot, &widgets::PlotView::pointClicked, this, [this, placeOf, select](const QString& id, int index) {
            if (const int place = placeOf(id, index); place >= 0)
                (this->*select)({ place });
        });
        connect(plot, &widgets::PlotView::selected, this,
            [this, placeOf, select](const std::vector<widgets::PointRef>& points) {
                std::vector<int> places;
                for (const auto& point : points)
                    if (const int place = placeOf(point.seriesId, point.index); place >= 0)
                        places.push_back(place);
                if (!places.empty())
                    (this->*select)(places);
            });
    };
    onPicked(Quality, &LayersView::selectLeaving);
    onPicked(Exits, &LayersView::selectLeaving);
    onPicked(Reliability, &LayersView::selectBins);
    onPicked(Overthinking, &LayersView::selectOverthinkers);
}

void LayersView::selectLeaving(const std::vector<int>& exits)
{
    const auto& state = m_context.point.state();
    if (!state)
        return;
    std::vector<std::int64_t> units;
    for (std::size_t unit = 0; unit < state->exits.size(); ++unit)
        if (std::find(exits.begin(), exits.end(), state->exits[unit]) != exits.end())
            units.push_back(static_cast<std::int64_t>(unit));
    m_context.hub.setExamples(std::move(units), this);
}

void LayersView::selectOverthinkers(const std::vector<int>& exits)
{
    if (!m_facts)
        return;
    std::vector<std::int64_t> units;
    for (std::size_t unit = 0; unit < m_facts->firstRight.size(); ++unit)
        if (std::find(exits.begin(), exits.end(), m_facts->firstRight[unit]) != exits.end())
            units.push_back(static_cast<std::int64_t>(unit));
    m_context.hub.setExamples(std::move(units), this);
}

void LayersView::selectBins(const std::vector<int>& bars)
{
    const auto& state = m_context.point.state();
    if (!m_facts || !state || !m_facts->hasClassLabels())
        return;
    const int exit = chosenExit();
    const auto diagram = exit < 0 ? reliabilityWhereTaken(*m_facts, state->exits) : m_facts->reliability[static_cast<std::size_t>(exit)];
    std::vector<std::int64_t> units;
    int bar = 0;
    for (const auto& bin : diagram.bins) {
        if (bin.count == 0)
            continue; // has no bar
        if (std::find(bars.begin(), bars.end(), bar++) == bars.end())
            continue;
        const auto some = unitsInBin(*m_facts, exit, state->exits, bin);
        units.insert(units.end(), some.begin(), some.end());
    }
    std::sort(units.begin(), units.end());
    m_context.hub.setExamples(std::move(units), this);
}

} // namespace exitscope::app
