#pragma once

#include "widgets/heatmap/exit_strip_painter.h"

#include <QWidget>

#include <memory>

namespace exitscope::widgets {

/// Names of the columns and numbers of the layers, above the rows. Look and source are the view's and outlive it.
class StripHeader final : public QWidget
{
public:
    StripHeader(QWidget* parent, const StripPainter& look, const std::shared_ptr<const ExitStripSource>& source);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const StripPainter& m_look;
    const std::shared_ptr<const ExitStripSource>& m_source;
};

} // namespace exitscope::widgets
