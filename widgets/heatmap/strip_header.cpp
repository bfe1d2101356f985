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
    const QRect& badge = geometry.badge;
    const bool hasLens = !geometry.lens.isNull();
    // Above the badge where it fits; a longer word ends before the next column, and numbers give way to it.
    const int end = (hasLens ? geometry.lens.left() : geometry.answer.left()) - geometry.padding / 2;
    const QString taken = fontMetrics().elidedText(hasLens ? ExitStripView::tr("A") : ExitStripView::tr("Exit"), Qt::ElideRight,
        end - geometry.strip.center().x());
    QRect word(0, 0, fontMetrics().horizontalAdvance(taken) + 2, height());
    word.moveCenter(QPoint(badge.center().x(), word.center().y()));
    if (word.right() > end)
        word.moveRight(end);
    painter.drawText(word, Qt::AlignCenter, taken);
    for (int exit = step - 1; exit < m_source->exits(); exit += step) {
        const QString number = QString::number(m_source->layer(exit));
        const int center = geometry.cell(exit).center().x();
        if (center + fontMetrics().horizontalAdvance(number) / 2 + 2 < word.left())
            painter.drawText(QRect(center - widest, 0, 2 * widest, height()), Qt::AlignCenter, number);
    }
    if (hasLens)
        painter.drawText(QRect(geometry.lens.left(), 0, badge.width(), height()), Qt::AlignCenter, ExitStripView::tr("B"));
    title(geometry.answer, Qt::AlignLeft, ExitStripView::tr("Prediction"));
    title(geometry.text, Qt::AlignLeft, ExitStripView::tr("Sentence"));
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace exitscope::widgets
