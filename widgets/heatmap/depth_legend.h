#pragma once

#include "widgets/theme/depth_map.h"

#include <QWidget>

#include <vector>

namespace exitscope::widgets {

/// The scale of depth: one step per exit with its layer number, early on the left and light.
class DepthLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit DepthLegend(QWidget* parent = nullptr);

    /// `layers`: the 1-based layer of each exit.
    void setLayers(std::vector<int> layers);
    void setDepthMap(DepthMap map);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<int> m_layers;
    DepthMap m_map = DepthMap::Viridis;
};

} // namespace exitscope::widgets
