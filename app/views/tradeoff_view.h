#pragma once

#include "app/analysis/live_policy.h"
#include "app/jobs/quick_task.h"
#include "app/plots/live_tradeoff.h"
#include "app/plots/plotted_run.h"
#include "app/session/selection_hub.h"
#include "app/views/view.h"

#include <stop_token>

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
    /// What state() says for the quality where measured times are shown.
    static QString latencyChoice();

    ~TradeoffView() override;

    void setRuns(std::shared_ptr<const std::vector<PlottedRun>> runs);
    void setLive(std::shared_ptr<LivePolicy> live); ///< null: no trace
    void setPoint(const sweep::Point& point);
    void fit() override;
    void zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y) override;
    widgets::PlotModel shownModel() const;
    bool isEmpty() const;
    const std::shared_ptr<const std::vector<PlottedRun>>& runs() const { return m_runs; }
    TradeoffOptions options() const;
    /// Bands and references, each to be toggled.
    std::vector<QAction*> menuActions() const override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

Q_SIGNALS:
    /// A click on a point: where the scrubber should go.
    void pointChosen(const exitscope::app::OperatingPoint& point);

private:
    void buildReferences(QToolButton* button);
    void rebuild();
    LiveTradeoff shown() const;
    void wantBands();
    QString leftOutByCost() const;
    void wantReferences();
    void refillMetrics();
    double costOf(const sweep::Point& point) const;
    void onClicked(const QString& series, int index);

    std::shared_ptr<const std::vector<PlottedRun>> m_runs;
    std::shared_ptr<LivePolicy> m_live;
    QString m_markedSeries; ///< the curve that the operating point runs along
    std::optional<sweep::Point> m_point;
    QComboBox* m_xAxis;
    QComboBox* m_metric;
    QCheckBox* m_log;
    QCheckBox* m_all;
    QString m_wantedMetric; ///< chosen at the last start; taken once something has it
    QAction* m_bandsShown;
    QAction* m_seedsGrouped;
    QLabel* m_note; ///< what is left out, and how to have it
    std::vector<QAction*> m_referenceActions; ///< full model, fixed layers, the two oracles
    std::shared_ptr<const Bands> m_bands = std::make_shared<const Bands>();
    std::stop_source m_bandStop; ///< of the bands that are being found
    QuickTask m_bandTask;
    std::shared_ptr<const trace::Trace> m_referenceTrace; ///< that m_references are, or will be, of
    std::optional<References> m_references;
    QuickTask m_referenceTask;
    widgets::PlotView* m_plot;
};

} // namespace exitscope::app
