#include "app/session/preferences.h"
#include "app/views/tradeoff_view.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

void TradeoffView::buildReferences(QToolButton* button)
{
    auto* menu = new QMenu(tr("&Show in the trade-off"), button);
    m_bandsShown->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_B));
    m_bandsShown->setStatusTip(tr("Where frontiers and points lie in 95 % of the bootstrap draws of the examples"));
    m_bandsShown->setCheckable(true);
    menu->addAction(m_bandsShown);
    m_seedsGrouped->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G));
    m_seedsGrouped->setStatusTip(
        tr("Runs that differ in nothing but their model's seed as one line: their mean, with its spread around it"));
    m_seedsGrouped->setCheckable(true);
    m_seedsGrouped->setEnabled(false);
    menu->addAction(m_seedsGrouped);
    menu->addSeparator();
    const auto add = [this, menu](const QString& text, const QString& tip, Qt::Key key) {
        auto* action = menu->addAction(text);
        action->setCheckable(true);
        action->setStatusTip(tip);
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | key));
        m_referenceActions.push_back(action);
    };
    add(tr("F&ull model"), tr("What every point is held against"), Qt::Key_1);
    add(tr("Fixe&d layers"), tr("Every example leaves at one layer"), Qt::Key_2);
    add(tr("&Oracle"), tr("Leaves at the first exit that is right"), Qt::Key_3);
    add(tr("Oracle of &agreement"), tr("Leaves at the first exit that agrees with the full model"), Qt::Key_4);
    button->setText(tr("&Show"));
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAccessibleName(tr("What is shown beside the curves"));
}

std::vector<QAction*> TradeoffView::menuActions() const
{
    std::vector<QAction*> actions { m_bandsShown, m_seedsGrouped };
    actions.insert(actions.end(), m_referenceActions.begin(), m_referenceActions.end());
    return actions;
}

QJsonObject TradeoffView::state() const
{
    QJsonArray hidden;
    for (std::size_t place = 0; place < m_referenceActions.size(); ++place)
        if (!m_referenceActions[place]->isChecked())
            hidden.append(static_cast<int>(place));
    return { { QStringLiteral("cost"), m_xAxis->currentData().toInt() }, { QStringLiteral("log"), m_log->isChecked() },
        { QStringLiteral("metric"), m_metric->count() > 0 ? m_metric->currentData().toString() : m_wantedMetric },
        { QStringLiteral("all"), m_all->isChecked() }, { QStringLiteral("bands"), m_bandsShown->isChecked() },
        { QStringLiteral("seeds"), m_seedsGrouped->isChecked() },
        { QStringLiteral("hidden"), hidden } };
}

void TradeoffView::restore(const QJsonObject& state)
{
    const auto check = [&state](auto* box, const QString& key) {
        if (const QJsonValue value = state.value(key); value.isBool())
            box->setChecked(value.toBool());
    };
    check(m_log, QStringLiteral("log"));
    check(m_all, QStringLiteral("all"));
    check(m_bandsShown, QStringLiteral("bands"));
    check(m_seedsGrouped, QStringLiteral("seeds"));
    if (const int place = m_xAxis->findData(state.value(QStringLiteral("cost")).toInt()); place >= 0)
        m_xAxis->setCurrentIndex(place);
    const QJsonArray hidden = state.value(QStringLiteral("hidden")).toArray();
    for (std::size_t place = 0; place < m_referenceActions.size(); ++place)
        m_referenceActions[place]->setChecked(!hidden.contains(static_cast<int>(place)));
    // The metrics come with the runs; until they do, this one waits.
    m_wantedMetric = state.value(QStringLiteral("metric")).toString();
    if (const int place = m_metric->findData(m_wantedMetric); place >= 0)
        m_metric->setCurrentIndex(place);
}

/// Which runs cannot stand on the chosen axis, and what would mend it.
QString TradeoffView::leftOutByCost() const
{
    if (!m_runs || options().x != CostAxis::MeasuredTime)
        return {};
    int without = 0;
    for (const auto& run : *m_runs)
        if (std::none_of(run.points.begin(), run.points.end(),
                [](const auto& point) { return std::isfinite(app::costOf(point, CostAxis::MeasuredTime)); }))
            ++without;
    return without == 0 ? QString()
                        : tr("%n run(s) are left out: their time was not measured. “exitscope execute --store …” runs a "
                             "policy for real and measures it.",
                              nullptr, without);
}

/// Bands of what is drawn and has none yet, off the GUI thread; what was under way for something else stops.
void TradeoffView::wantBands()
{
    m_bandStop.request_stop();
    m_bandTask.drop();
    if (!m_bandsShown->isChecked() || !m_runs || m_runs->empty())
        return;
    if (const int draws = storedPreferences().draws; m_bands->options.draws != draws) {
        Bands fresh;
        fresh.options.draws = draws;
        m_bands = std::make_shared<const Bands>(std::move(fresh));
    }
    const TradeoffOptions chosen = options();
    const auto wanted = wantedBands(*m_runs, chosen, *m_bands);
    if (wanted.isEmpty())
        return;
    m_bandStop = std::stop_source();
    m_bandTask.run(
        this,
        [runs = m_runs, wanted, before = m_bands, stop = m_bandStop.get_token()] {
            auto bands = completed(*before, wanted, *runs, { .stop = stop, .gate = nullptr, .report = {} });
            return bands ? std::make_shared<const Bands>(std::move(*bands)) : before;
        },
        [this](std::shared_ptr<const Bands> bands) {
            m_bands = std::move(bands);
            rebuild();
        },
        [this](const QString& problem) {
            m_note->setText(tr("There are no bands: %1").arg(problem));
            m_note->show();
        });
}

} // namespace exitscope::app
