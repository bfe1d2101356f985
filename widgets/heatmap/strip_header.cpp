#include "widgets/heatmap/strip_header.h"

#include "widgets/heatmap/exit_strip_view.h"

#include <QPainter>

#include <algorithm>

namespace exitscope::widgets {

StripHeader::StripHeader(QWidget* parent, const StripPainter& look,
    const std::shared_ptr<const ExitStripSource>& source)
    : QWidget(parent)
    , m_look(look)
    , m_source(source)
{
}

void StripHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.setPen(palette().color(QPalette::WindowText));
    const StripGeometry& geometry = m_look.geometry;
    const auto title = [&](const QRect& column, Qt::Alignment alignment, const QString& text) {
        const QRect box(column.left(), 0, column.width(), height());
        painter.drawText(box, int(alignment | Qt::AlignVCenter),
            fontMetrics().elidedText(text, Qt::ElideRight, column.width()));
    };
    if (!m_source)
        return;
    const int widest = fontMetrics().horizontalAdvance(QStringLiteral("00")) + geometry.padding / 2;
    const int step = std::max(1, (widest + geometry.cellWidth - 1) / geometry.cellWidth);
    for (int exit = step - 1; exit < m_source->exits(); exit += step) {
        const QRect cell = geometry.cell(exit);
        painter.drawText(QRect(cell.center().x() - widest, 0, 2 * widest, height()), Qt::AlignCenter,
            QString::number(m_source->layer(exit)));
    }
    const QRect& badge = geometry.badge;
    const bool hasLens = !geometry.lens.isNull();
    const QString taken = hasLens ? ExitStripView::tr("A") : ExitStripView::tr("Exit");
    painter.drawText(QRect(badge.left() - badge.width(), 0, 3 * badge.width(), height()), Qt::AlignCenter, taken);
    if (hasLens)
        painter.drawText(QRect(geometry.lens.left(), 0, badge.width(), height()), Qt::AlignCenter, ExitStripView::tr("B"));
    title(geometry.answer, Qt::AlignLeft, ExitStripView::tr("Prediction"));
    title(geometry.text, Qt::AlignLeft, ExitStripView::tr("Sentence"));
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace exitscope::widgets
