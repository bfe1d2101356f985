#pragma once

#include "app/analysis/live_policy.h"
#include "widgets/plot/plot_model.h"

#include <QWidget>

namespace exitscope::widgets {
class PlotView;
}

namespace exitscope::app {

/// View 2: each exit alone, how right those are that leave there, and how many leave there, under the scrubber.
class LayersView final : public QWidget
{
    Q_OBJECT

public:
    explicit LayersView(QWidget* parent = nullptr);

    void setLive(std::shared_ptr<LivePolicy> live); ///< null: empty
    void setState(const LiveState& state);
    void fit();
    /// The plot that has the focus, else the upper one.
    widgets::PlotModel shownModel() const;

Q_SIGNALS:
    void exportRequested();

private:
    std::shared_ptr<LivePolicy> m_live;
    widgets::PlotView* m_quality;
    widgets::PlotView* m_exits;
};

} // namespace exitscope::app
