#include "widgets/heatmap/depth_legend.h"

#include "widgets/theme/palette.h"

#include <QPainter>

namespace exitscope::widgets {

DepthLegend::DepthLegend(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Colours of the layers"));
}

void DepthLegend::setLayers(std::vector<int> layers)
{
    m_layers = std::move(layers);
    if (!m_layers.empty())
        setAccessibleDescription(
            tr("From layer %1, light, to layer %2, dark.").arg(m_layers.front()).arg(m_layers.back()));
    updateGeometry();
    update();
}

void DepthLegend::setDepthMap(DepthMap map)
{
    m_map = map;
    update();
}

QSize DepthLegend::sizeHint() const
{
    const int step = fontMetrics().horizontalAdvance(QStringLiteral("000"));
    const int names = fontMetrics().horizontalAdvance(tr("early") + tr("late")) + 2 * step;
    return { names + step * static_cast<int>(m_layers.size()), fontMetrics().height() * 3 / 2 };
}

QSize DepthLegend::minimumSizeHint() const
{
    return { fontMetrics().horizontalAdvance(QStringLiteral("0")) * static_cast<int>(m_layers.size()),
        fontMetrics().height() * 3 / 2 };
}

void DepthLegend::paintEvent(QPaintEvent*)
{
    if (m_layers.empty())
        return;
    QPainter painter(this);
    const auto exits = static_cast<int>(m_layers.size());
    const int number = fontMetrics().horizontalAdvance(QStringLiteral("00"));
    const int gap = fontMetrics().horizontalAdvance(QLatin1Char(' ')) * 2;
    int early = fontMetrics().horizontalAdvance(tr("early")) + gap;
    int late = fontMetrics().horizontalAdvance(tr("late")) + gap;
    if (width() - early - late < exits * number)
        early = late = 0;
    const int step = std::min((width() - early - late) / exits, number * 2);
    if (step <= 0)
        return;
    painter.setPen(palette().color(QPalette::WindowText));
    if (early > 0) {
        painter.drawText(QRect(0, 0, early, height()), Qt::AlignLeft | Qt::AlignVCenter, tr("early"));
        painter.drawText(QRect(early + exits * step + gap, 0, late, height()), Qt::AlignLeft | Qt::AlignVCenter,
            tr("late"));
    }
    const std::vector<QColor> colors = depthSteps(m_map, exits, depthRangeOn(m_map, palette().color(QPalette::Base)));
    const int every = (number + step) / step;
    for (int exit = 0; exit < exits; ++exit) {
        const auto place = static_cast<std::size_t>(exit);
        const QRect box(early + exit * step, 1, step, height() - 2);
        painter.fillRect(box, colors[place]);
        painter.setPen(textOn(colors[place]));
        if (exit % every == 0 || every == 1)
            painter.drawText(box, Qt::AlignCenter, QString::number(m_layers[place]));
    }
    QColor edge = palette().color(QPalette::WindowText);
    edge.setAlphaF(0.45F);
    painter.setPen(edge);
    painter.drawRect(early, 1, exits * step - 1, height() - 3);
}

} // namespace exitscope::widgets
