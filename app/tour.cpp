#include "app/tour.h"

#include "widgets/panel/callout.h"

#include <QWidget>

namespace exitscope::app {

Tour::Tour(QWidget* window, std::vector<Step> steps)
    : QObject(window)
    , m_steps(std::move(steps))
    , m_callout(new widgets::Callout(window))
{
    connect(m_callout, &widgets::Callout::nextRequested, this, &Tour::next);
    connect(m_callout, &widgets::Callout::skipRequested, this, &Tour::finish);
}

void Tour::start()
{
    m_step = 0;
    show();
}

void Tour::next()
{
    ++m_step;
    show();
}

/// A part that is not in sight now has nothing to be explained at.
void Tour::show()
{
    while (m_step < m_steps.size() && !m_steps[m_step].target->isVisible())
        ++m_step;
    if (m_step >= m_steps.size())
        return finish();
    const Step& step = m_steps[m_step];
    const bool isLast = m_step + 1 == m_steps.size();
    m_callout->showAt(step.target, tr("%1 (%2 of %3)", "title, step, steps").arg(step.title).arg(m_step + 1).arg(m_steps.size()),
        step.words, isLast ? tr("&Done") : tr("&Next"));
    Q_EMIT stepShown(m_step);
}

void Tour::finish()
{
    m_callout->hide();
    Q_EMIT ended();
    m_callout->deleteLater();
    deleteLater();
}

} // namespace exitscope::app
