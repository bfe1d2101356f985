#include "app/views/tradeoff_view.h"

namespace exitscope::app {

/// What the open trace's own rules are held against, off the GUI thread; once a trace.
void TradeoffView::wantReferences()
{
    const auto trace = m_live ? m_live->trace() : nullptr;
    if (trace == m_referenceTrace)
        return;
    m_referenceTrace = trace;
    m_references.reset();
    m_referenceTask.drop();
    if (!trace)
        return;
    m_referenceTask.run(
        this, [trace] { return referencesOf(sweep::Evaluator(trace)); },
        [this](References references) {
            m_references = std::move(references);
            rebuild();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

} // namespace exitscope::app
