#include "widgets/plot/plot_items.h"
#include "widgets/plot/word_flow.h"

#include <cmath>

namespace exitscope::widgets {

WordsPlottable::WordsPlottable(
    QCPAxis* x, QCPAxis* y, CellMap cells, std::vector<std::pair<double, QString>> headings, const PlotStyle& style)
    : ShapePlottable(x, y)
    , m_cells(std::move(cells))
    , m_headings(std::move(headings))
    , m_values(cellRange(m_cells))
    , m_range(style.depthRange(m_cells.map))
    , m_style(style)
{
}

QColor WordsPlottable::colorOf(int cell) const
{
    const double value = m_cells.values[static_cast<std::size_t>(cell)];
    if (!std::isfinite(value))
        return {};
    const double width = m_values.high - m_values.low;
    const QColor color = depthColor(m_cells.map, width > 0 ? (value - m_values.low) / width : 0, m_range);
    return m_style.isGrey ? toGrey(color) : color;
}

void WordsPlottable::draw(QCPPainter* painter)
{
    constexpr double smallest = 0.6, step = 0.96;
    const QRectF area(keyAxis()->axisRect()->rect());
    QFont font = m_style.font(m_style.tickPx);
    WordFlow flow;
    for (double scale = 1; scale >= smallest; scale *= step) {
        font = m_style.font(m_style.tickPx * scale);
        flow = flowWords(m_cells, m_headings, QFontMetricsF(font), area.width());
        if (flow.height <= area.height())
            break;
    }
    painter->setFont(font);
    painter->setAntialiasing(true);
    for (std::size_t place = 0; place < flow.boxes.size(); ++place) {
        const FlowBox& box = flow.boxes[place];
        const QRectF rect = box.rect.translated(area.topLeft());
        const bool isLast = place + 1 == flow.boxes.size();
        const bool isCut = !isLast && flow.boxes[place + 1].rect.bottom() > area.height();
        const QColor color = box.cell < 0 || isCut ? QColor() : colorOf(box.cell);
        if (color.isValid()) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(color);
            painter->drawRoundedRect(rect, 0.15 * rect.height(), 0.15 * rect.height());
        }
        painter->setPen(color.isValid() ? textOn(color) : m_style.theme.text);
        painter->drawText(rect, static_cast<int>(Qt::AlignVCenter | Qt::TextDontClip) | static_cast<int>(box.cell < 0 ? Qt::AlignRight : Qt::AlignHCenter),
            isCut ? QStringLiteral("…") : box.text);
        if (isCut)
            return;
    }
}

} // namespace exitscope::widgets
