#include "app/analysis/bands.h"
#include "app/analysis/point_details.h"
#include "app/analysis/policy_offer.h"
#include "app/main_window.h"
#include "app/plots/tradeoff_plot.h"
#include "app/views/layers_view.h"
#include "app/views/tokens_view.h"
#include "app/views/tradeoff_view.h"
#include "widgets/panel/inspector_panel.h"
#include "widgets/panel/policy_panel.h"
#include "widgets/panel/scrubber_bar.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace exitscope::app {

void MainWindow::onLiveChanged()
{
    const auto& live = m_workspace.live();
    m_tradeoff->setLive(live);
    m_layers->setLive(live);
    updateViews();
    m_state.reset();
    m_intervalTask.drop();
    if (!live) {
        m_inspector->setGroups({});
        return;
    }
    const ScrubbedRule& rule = live->rule();
    m_scrubber->setParameterName(QString::fromStdString(rule.parameter));
    if (rule.isInteger)
        m_scrubber->setIntegers(static_cast<int>(rule.low), static_cast<int>(rule.high));
    else
        m_scrubber->setBreakpoints(live->breakpoints());
    OperatingPoint point { rule.policy, rule.parameter, live->initialValue(), rule.others };
    if (m_wanted && m_wanted->policy == rule.policy && m_wanted->others == rule.others)
        point = *m_wanted;
    m_wanted.reset();
    if (m_hub.operatingPoint() == point)
        onPointChanged();
    else
        m_hub.setOperatingPoint(point, &m_workspace);
}

void MainWindow::onPointChanged()
{
    const auto& live = m_workspace.live();
    const OperatingPoint point = m_hub.operatingPoint();
    if (!live || live->rule().policy != point.policy)
        return;
    m_state = live->at(point.value);
    m_intervals.clear();
    m_intervalTask.drop();
    m_rest.start();
    m_scrubber->setValue(point.value);
    m_tradeoff->setPoint(m_state->point);
    m_layers->setState(*m_state);
    m_tokens->setExits(m_state->exits);
    showReadout();
    showInspector();
}

void MainWindow::showReadout()
{
    const auto& live = m_workspace.live();
    widgets::Readout readout;
    readout.speedup = m_state->point.layerSpeedup();
    readout.metricName = metricTitle(live->metric());
    readout.metric = metricOf(m_state->point, live->metric());
    if (const auto interval = intervalOf(m_intervals, live->metric()))
        readout.halfInterval = (interval->high - interval->low) / 2;
    readout.note = tr("mean exit %1 of %2")
                       .arg(QLocale().toString(m_state->point.meanExit(), 'f', 2),
                           QLocale().toString(m_state->point.layers));
    m_scrubber->setReadout(readout);
}

/// How sure the figures of the resting point are, off the GUI thread.
void MainWindow::findIntervals()
{
    const auto& live = m_workspace.live();
    if (!live || !m_state)
        return;
    m_intervalTask.run(
        this, [trace = live->trace(), spec = m_state->point.spec] { return intervalsAt(trace, spec); },
        [this](sweep::Intervals intervals) {
            m_intervals = std::move(intervals);
            showReadout();
            showInspector();
        },
        [this](const QString& problem) { showMessage(problem); });
}

void MainWindow::goTo(const OperatingPoint& point)
{
    const auto& rules = m_workspace.rules();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].policy != point.policy || rules[i].parameter != point.parameter)
            continue;
        if (const auto& live = m_workspace.live();
            live && live->rule().policy == point.policy && live->rule().others == point.others) {
            m_hub.setOperatingPoint(point, m_tradeoff);
            return;
        }
        m_wanted = point;
        m_scrubber->setPolicies(ruleTitles(), static_cast<int>(i));
        ScrubbedRule rule = rules[i];
        rule.others = point.others;
        m_workspace.prepareRule(rule);
        return;
    }
}

QStringList MainWindow::ruleTitles() const
{
    QStringList titles;
    for (const auto& rule : m_workspace.rules())
        titles << rule.title;
    return titles;
}

void MainWindow::showInspector()
{
    PointKnowledge known { .value = m_hub.operatingPoint().value, .intervals = m_intervals, .measured = {} };
    if (const auto& runs = m_tradeoff->runs())
        known.measured = measuredOf(m_state->point.spec, *runs);
    m_inspector->setGroups(describePoint(*m_workspace.live(), *m_state, known));
}

void MainWindow::changeRuleSettings()
{
    const auto& live = m_workspace.live();
    if (!live)
        return;
    ScrubbedRule rule = live->rule();
    QDialog dialog(this);
    dialog.setWindowTitle(tr("Settings of %1").arg(rule.title));
    auto* panel = new widgets::PolicyPanel({ offerOf(policy::policyNamed(rule.policy).info, *live->trace()) },
        widgets::PanelUse::OnePoint, &dialog, QString::fromStdString(rule.parameter));
    panel->setSpecification(QString::fromStdString(policy::PolicySpec { rule.policy, rule.others }.text()));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, &dialog);
    auto* layout = new QVBoxLayout(&dialog);
    layout->addWidget(panel, 1);
    layout->addWidget(buttons);
    dialog.resize(36 * fontMetrics().height(), 24 * fontMetrics().height());
    connect(panel, &widgets::PolicyPanel::specificationChanged, &dialog,
        [panel, buttons] { buttons->button(QDialogButtonBox::Ok)->setEnabled(panel->problem().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    if (dialog.exec() != QDialog::Accepted)
        return;
    rule.others.clear();
    for (const auto& [key, value] : widgets::PolicyText::parse(panel->specification()).values)
        rule.others[key.toStdString()] = value.toStdString();
    m_workspace.prepareRule(rule);
}

} // namespace exitscope::app
