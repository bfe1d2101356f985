#pragma once

#include "app/analysis/live_policy.h"
#include "app/views/view.h"
#include "widgets/plot/plot_model.h"

namespace exitscope::widgets {
class PlotView;
}

namespace exitscope::app {

/// View 2: each exit alone, how right those are that leave there, and how many leave there, under the scrubber.
class LayersView final : public View
{
    Q_OBJECT

public:
    explicit LayersView(QWidget* parent = nullptr);

    QString key() const override;
    QString title() const override;
    std::optional<ShownFigure> figure() const override;

    void setLive(std::shared_ptr<LivePolicy> live); ///< null: empty
    void setState(const LiveState& state);
    void fit() override;
    /// The plot that has the focus, else the upper one.
    widgets::PlotModel shownModel() const;

private:
    std::shared_ptr<LivePolicy> m_live;
    widgets::PlotView* m_quality;
    widgets::PlotView* m_exits;
};

} // namespace exitscope::app
