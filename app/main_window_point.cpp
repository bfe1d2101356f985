#include "app/analysis/bands.h"
#include "app/analysis/point_details.h"
#include "app/analysis/policy_offer.h"
#include "app/main_window.h"
#include "app/plots/tradeoff_plot.h"
#include "app/views/tradeoff_view.h"
#include "widgets/panel/inspector_panel.h"
#include "widgets/panel/policy_panel.h"
#include "widgets/panel/scrubber_bar.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

void MainWindow::onLiveChanged()
{
    const auto& live = m_point.live();
    m_tradeoff->setLive(live);
    updateViews();
    if (!live) {
        m_inspector->setGroups({});
        return;
    }
    const ScrubbedRule& rule = live->rule();
    const auto& rules = m_workspace.rules();
    const auto place
        = std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.policy == rule.policy; });
    m_scrubber->setPolicies(ruleTitles(), static_cast<int>(place - rules.begin()));
    m_scrubber->setParameterName(QString::fromStdString(rule.parameter));
    if (rule.isInteger)
        m_scrubber->setIntegers(static_cast<int>(rule.low), static_cast<int>(rule.high));
    else
        m_scrubber->setBreakpoints(live->breakpoints());
}

void MainWindow::onPointMoved()
{
    const LiveState& state = *m_point.state();
    m_scrubber->setValue(m_hub.operatingPoint().value);
    m_tradeoff->setPoint(state.point);
    showReadout();
    showInspector();
}

void MainWindow::showReadout()
{
    const auto& live = m_point.live();
    const auto& state = m_point.state();
    if (!live || !state)
        return;
    widgets::Readout readout;
    readout.speedup = state->point.layerSpeedup();
    readout.metricName = metricTitle(live->metric());
    readout.metric = metricOf(state->point, live->metric());
    if (const auto interval = intervalOf(m_point.intervals(), live->metric()))
        readout.halfInterval = (interval->high - interval->low) / 2;
    readout.note = tr("mean exit %1 of %2")
                       .arg(QLocale().toString(state->point.meanExit(), 'f', 2),
                           QLocale().toString(state->point.layers));
    m_scrubber->setReadout(readout);
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
    if (!m_point.live() || !m_point.state())
        return;
    PointKnowledge known { .value = m_hub.operatingPoint().value, .intervals = m_point.intervals(), .measured = {} };
    if (const auto& runs = m_tradeoff->runs())
        known.measured = measuredOf(m_point.state()->point.spec, *runs);
    m_inspector->setGroups(describePoint(*m_point.live(), *m_point.state(), known));
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
