#pragma once

#include "app/analysis/live_policy.h"
#include "app/jobs/quick_task.h"
#include "app/plots/plotted_run.h"
#include "app/plots/tradeoff_plot.h"
#include "app/session/selection_hub.h"
#include "app/views/view.h"

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QToolButton;

namespace exitscope::widgets {
class PlotView;
}

namespace exitscope::app {

/// View 1: quality against cost. The selected runs, and the rule under the scrubber as its exact frontier with the
/// operating point on it.
class TradeoffView final : public View
{
    Q_OBJECT

public:
    explicit TradeoffView(QWidget* parent = nullptr);

    QString key() const override;
    QString title() const override;
    std::optional<ShownFigure> figure() const override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

    void setRuns(std::shared_ptr<const std::vector<PlottedRun>> runs);
    void setLive(std::shared_ptr<LivePolicy> live); ///< null: no trace
    void setPoint(const sweep::Point& point);
    void fit() override;
    widgets::PlotModel shownModel() const;
    bool isEmpty() const;
    const std::shared_ptr<const std::vector<PlottedRun>>& runs() const { return m_runs; }
    TradeoffOptions options() const;
    /// Bands and references, each to be toggled.
    std::vector<QAction*> menuActions() const override;

Q_SIGNALS:
    /// A click on a point: where the scrubber should go.
    void pointChosen(const exitscope::app::OperatingPoint& point);

private:
    void buildReferences(QToolButton* button);
    void rebuild();
    void wantBands(const widgets::PlotModel& model);
    QString leftOutByCost() const;
    void addLive(widgets::PlotModel& model);
    QString seriesOfTheSameRule(const widgets::PlotModel& model) const;
    void refillMetrics();
    double costOf(const sweep::Point& point) const;
    void onClicked(const QString& series, int index);

    std::shared_ptr<const std::vector<PlottedRun>> m_runs;
    std::shared_ptr<LivePolicy> m_live;
    QString m_markedSeries; ///< the curve that the operating point runs along
    std::optional<sweep::Point> m_point;
    QComboBox* m_xAxis;
    QComboBox* m_metric;
    QString m_wantedMetric; ///< chosen at the last start; taken once something has it
    QCheckBox* m_log;
    QCheckBox* m_all;
    QAction* m_bandsShown;
    QLabel* m_note; ///< what is left out, and how to have it
    std::vector<QAction*> m_referenceActions; ///< full model, fixed layers, the two oracles
    std::shared_ptr<const RunBands> m_bands = std::make_shared<const RunBands>();
    QuickTask m_bandTask;
    widgets::PlotView* m_plot;
};

} // namespace exitscope::app
