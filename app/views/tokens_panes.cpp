#include "app/session/selection_hub.h"
#include "app/session/workspace.h"
#include "app/views/pane_heads.h"
#include "app/views/tokens_view.h"
#include "app/views/trace_paragraphs.h"
#include "app/views/types_panel.h"
#include "app/views/unit_arranger.h"
#include "widgets/heatmap/depth_legend.h"
#include "widgets/heatmap/exit_strip_view.h"
#include "widgets/heatmap/token_text_view.h"

#include <QAction>
#include <QSplitter>

#include <utility>

namespace exitscope::app {

void TokensView::showBeside()
{
    const bool isBeside = m_paragraphs && m_bar->besideAction()->isChecked();
    if (isBeside && !m_beside) {
        m_beside = std::make_shared<TraceParagraphs>(m_arranger->table(), TraceParagraphs::Side::B);
        m_beside->setArranged(*m_paragraphs);
        m_beside->setScale(m_scale);
    } else if (!isBeside) {
        m_beside.reset();
    }
    if (m_beside) {
        m_beside->setOutcomes(m_b);
        m_beside->setPinned(m_a);
    }
    m_heads->setBeside(isBeside);
    m_text->setBeside(m_beside);
}

void TokensView::enableExecute()
{
    const auto trace = m_context.workspace.trace();
    m_execute->setEnabled(trace && !trace->isCascade() && m_context.workspace.hasStore());
}

void TokensView::showExecuted(const OutcomeChoice& executed)
{
    m_heads->chooseB(executed);
    if (m_rows && isTokenTrace(*m_rows->trace()))
        m_bar->besideAction()->setChecked(true);
}

void TokensView::takeSlack()
{
    const bool isKnown = m_heads->a().isLive() && m_slack->isKnown(); // nothing can be moved that was executed
    m_bar->setSlackKnown(isKnown);
    const auto values = isKnown ? m_slack->values() : nullptr;
    if (m_rows)
        m_rows->setSlack(values);
    if (m_paragraphs)
        m_paragraphs->setSlack(values);
}

void TokensView::repaintExits()
{
    if (isText())
        m_text->exitsChanged();
    else
        m_strips->exitsChanged();
}

/// Panes of which one freezes tokens between exits are both seen by layers.
void TokensView::takeScale()
{
    const auto& a = m_heads->a().outcome();
    const auto& b = m_heads->b().outcome();
    auto scale = scaleOf(*m_rows->trace(), a ? &*a : nullptr, b ? &*b : nullptr);
    if (scale == m_scale)
        return;
    m_scale = std::move(scale);
    m_depthLegend->setLayers(m_scale);
    m_bar->setScale(*m_rows->trace(), m_scale);
    for (const auto& paragraphs : { m_paragraphs, m_beside })
        if (paragraphs)
            paragraphs->setScale(m_scale);
}

void TokensView::takePanes()
{
    if (!m_rows)
        return;
    const auto& trace = *m_rows->trace();
    const auto& a = m_heads->a().outcome();
    const auto& b = m_heads->b().outcome();
    const auto fits = [&trace](const std::optional<PaneOutcome>& pane) {
        return pane && static_cast<std::int64_t>(pane->outcomes->exits.size()) == trace.units();
    };
    if (!fits(a))
        return; // the last picture stands until there is another
    takeScale();
    m_a = onScale(*a, trace, m_scale);
    const auto before = std::exchange(m_b, nullptr);
    m_b = fits(b) ? onScale(*b, trace, m_scale) : nullptr;
    m_bar->setPinned(m_b != nullptr, m_context.hub.pinnedPoint().has_value());
    m_rows->setOutcomes(m_a);
    m_rows->setPinned(m_b);
    if (m_paragraphs) {
        m_paragraphs->setOutcomes(m_a);
        m_paragraphs->setPinned(m_b);
    }
    if (m_beside) {
        m_beside->setOutcomes(m_b);
        m_beside->setPinned(m_a);
    }
    takeSlack();
    if (m_b != before)
        m_arranger->setPinned(m_b);
    m_arranger->setOutcomes(m_a);
    m_types->setOutcomes(m_a, m_b, m_scale);
    repaintExits();
    showLegend();
}

void TokensView::showTable(const QString& path)
{
    m_heads->addTable(path);
    if (m_rows && isTokenTrace(*m_rows->trace()))
        m_bar->besideAction()->setChecked(true);
}

void TokensView::connectTypes()
{
    m_showTypes->setCheckable(true);
    m_showTypes->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_W));
    m_showTypes->setStatusTip(tr("Which words, and which tags, leave early"));
    m_types->hide();
    connect(m_showTypes, &QAction::toggled, this, [this](bool isShown) {
        m_types->setVisible(isShown && m_showTypes->isEnabled());
        Q_EMIT stateChanged();
    });
    connect(m_split, &QSplitter::splitterMoved, this, &View::stateChanged);
    connect(m_types, &TypesPanel::stateChanged, this, &View::stateChanged);
    connect(m_types, &TypesPanel::failed, this, &View::failed);
    connect(m_types, &TypesPanel::unitsChosen, this, [this](const std::vector<std::int64_t>& units) {
        if (units == m_occurrences && units == m_context.hub.examples())
            return;
        m_occurrences = units;
        m_context.hub.setExamples(units, m_types);
        m_occurrence = units.size() - 1;
        showOccurrence();
    });
    connect(m_types, &TypesPanel::nextWanted, this, [this] { showOccurrence(); });
}

/// The next occurrence of the chosen word, or tag, that the choices of the view leave in sight.
void TokensView::showOccurrence()
{
    const std::size_t count = m_occurrences.size();
    for (std::size_t moved = 0; moved < count && m_paragraphs; ++moved) {
        m_occurrence = (m_occurrence + 1) % count;
        if (m_paragraphs->placeOf(m_occurrences[m_occurrence]).first >= 0)
            return m_text->showUnit(m_occurrences[m_occurrence]);
    }
}

} // namespace exitscope::app
