#include "widgets/heatmap/exit_strip_painter.h"

#include "widgets/theme/palette.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

struct StripText
{
    Q_DECLARE_TR_FUNCTIONS(StripText)
};

QColor withAlpha(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

void drawCross(QPainter& painter, const QRectF& rect)
{
    painter.drawLine(rect.topLeft(), rect.bottomRight());
    painter.drawLine(rect.bottomLeft(), rect.topRight());
}

Verdict verdictAt(const ExitStrip& strip, int exit)
{
    const auto place = static_cast<std::size_t>(exit);
    return exit >= 0 && place < strip.verdict.size() ? strip.verdict[place] : Verdict::Unknown;
}

} // namespace

void drawVerdict(QPainter& painter, const QRectF& rect, Verdict verdict, const QColor& ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, std::max(1.5, rect.height() / 6), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (verdict) {
    case Verdict::Right:
        painter.drawPolyline(QPolygonF({ QPointF(rect.left(), rect.center().y()),
            QPointF(rect.left() + rect.width() * 0.38, rect.bottom()), QPointF(rect.right(), rect.top()) }));
        break;
    case Verdict::Wrong:
        drawCross(painter, rect);
        break;
    case Verdict::Unknown:
        painter.drawEllipse(rect);
        break;
    }
    painter.restore();
}

QColor StripPainter::ink(const RowState& state) const
{
    return palette.color(state.isSelected ? QPalette::HighlightedText : QPalette::Text);
}

QColor StripPainter::faintInk(const RowState& state) const
{
    return withAlpha(ink(state), 0.66F);
}

void StripPainter::drawRow(QPainter& painter, const QRect& rect, const StripRow& row, const RowState& state) const
{
    if (state.isSelected)
        painter.fillRect(rect, palette.color(state.hasFocus ? QPalette::Active : QPalette::Inactive,
                                   QPalette::Highlight));
    else if (state.isHovered)
        painter.fillRect(rect, withAlpha(palette.color(QPalette::Highlight), 0.12F));
    painter.setPen(withAlpha(palette.color(QPalette::Text), 0.12F));
    painter.drawLine(rect.bottomLeft(), rect.bottomRight());

    drawStrip(painter, rect.topLeft(), row.strip, state);
    drawBadge(painter, geometry.badge.translated(rect.topLeft()), state);
    drawAnswer(painter, geometry.answer.translated(rect.topLeft()), row.strip, state);
    drawText(painter, geometry.text.translated(rect.topLeft()), row, ink(state));

    if (state.isCurrent && state.hasFocus) {
        painter.setPen(QPen(ink(state), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0, 0, -1, -2));
    }
}

void StripPainter::drawStrip(QPainter& painter, const QPoint& origin, const ExitStrip& strip,
    const RowState& state) const
{
    const int exits = static_cast<int>(std::min(colors.size(), strip.confidence.size()));
    const QColor paper = palette.color(QPalette::Base);
    const QColor line = withAlpha(palette.color(QPalette::Text), 0.45F);
    painter.fillRect(geometry.strip.translated(origin), paper);
    for (int exit = 0; exit < exits; ++exit) {
        const auto place = static_cast<std::size_t>(exit);
        const QRect cell = geometry.cell(exit).translated(origin);
        const bool isReached = exit <= state.exit;
        const float confidence = std::clamp(strip.confidence[place], 0.0F, 1.0F);
        const int height = static_cast<int>(std::lround(confidence * static_cast<float>(cell.height())));
        const QRect filled(cell.left(), cell.bottom() + 1 - height, cell.width(), height);
        if (isReached)
            painter.fillRect(filled, colors[place]);
        else
            painter.fillRect(filled, withAlpha(palette.color(QPalette::Text), 0.10F));
        painter.setPen(line);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cell.adjusted(0, 0, 0, -1));
    }
    drawCrosses(painter, origin, strip, state);
    if (state.exit >= 0 && state.exit < exits) {
        // A light and a dark frame: one of them shows on every colour.
        const QRect cell = geometry.cell(state.exit).translated(origin).adjusted(-1, -2, 1, 1);
        painter.setPen(QPen(paper, 1));
        painter.drawRect(cell.adjusted(-1, -1, 1, 1));
        painter.setPen(QPen(palette.color(QPalette::Text), 2));
        painter.drawRect(cell);
    }
}

void StripPainter::drawCrosses(QPainter& painter, const QPoint& origin, const ExitStrip& strip,
    const RowState& state) const
{
    constexpr int narrowest = 5; // pixels; a cross in less is a blot
    if (geometry.cellWidth < narrowest)
        return;
    const double half = std::min(geometry.cellWidth, geometry.strip.height()) * 0.26;
    painter.setRenderHint(QPainter::Antialiasing);
    for (int exit = 0; exit < static_cast<int>(std::min(colors.size(), strip.confidence.size())); ++exit) {
        if (verdictAt(strip, exit) != Verdict::Wrong)
            continue;
        const auto place = static_cast<std::size_t>(exit);
        const bool isReached = exit <= state.exit;
        const QColor text = palette.color(QPalette::Text);
        const QColor color = isReached && strip.confidence[place] > 0.5F ? textOn(colors[place]) : text;
        const QPointF centre = QRectF(geometry.cell(exit).translated(origin)).center() + QPointF(0.5, 0);
        painter.setPen(QPen(isReached ? color : withAlpha(text, 0.45F), 1.4));
        drawCross(painter, QRectF(centre - QPointF(half, half), centre + QPointF(half, half)));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void StripPainter::drawBadge(QPainter& painter, const QRect& rect, const RowState& state) const
{
    if (state.exit < 0 || state.exit >= static_cast<int>(colors.size()))
        return;
    const QColor fill = colors[static_cast<std::size_t>(state.exit)];
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(withAlpha(palette.color(QPalette::Text), 0.45F));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 4.0, rect.height() / 4.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(textOn(fill));
    painter.drawText(rect, Qt::AlignCenter, QString::number(state.layer));
}

void StripPainter::drawAnswer(QPainter& painter, const QRect& rect, const ExitStrip& strip,
    const RowState& state) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int line = metrics.lineSpacing();
    const int size = metrics.ascent() * 3 / 4;
    const bool hasGold = !strip.gold.isEmpty();
    const int top = hasGold ? rect.top() : rect.top() + line / 2;
    const QRectF sign(rect.left() + 1, top + (line - size) / 2.0, size, size);
    if (hasGold)
        drawVerdict(painter, sign, verdictAt(strip, state.exit), ink(state));
    const int left = hasGold ? rect.left() + size + geometry.padding * 2 : rect.left();
    const int width = rect.right() - left;
    painter.setPen(ink(state));
    painter.drawText(QRect(left, top, width, line), Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(state.prediction, Qt::ElideRight, width));
    if (!hasGold)
        return;
    painter.setPen(faintInk(state));
    painter.drawText(QRect(left, top + line, width, line), Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(StripText::tr("gold %1").arg(strip.gold), Qt::ElideRight, width));
}

void StripPainter::drawText(QPainter& painter, const QRect& rect, const StripRow& row, const QColor& ink) const
{
    const int line = painter.fontMetrics().lineSpacing();
    int top = rect.top() + (row.lineCount == 1 ? line / 2 : 0);
    painter.setPen(ink);
    for (int index = 0; index < row.lineCount; ++index, top += line)
        painter.drawStaticText(rect.left(), top, row.lines[static_cast<std::size_t>(index)]);
    if (row.tagWidth == 0)
        return;
    const QRect chip(rect.right() - row.tagWidth + 2 * geometry.padding, rect.center().y() - line * 5 / 8,
        row.tagWidth - 2 * geometry.padding, line * 5 / 4);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(withAlpha(ink, 0.4F));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), chip.height() / 2.0, chip.height() / 2.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(withAlpha(ink, 0.8F));
    painter.drawText(chip, Qt::AlignCenter, row.strip.tag);
}

} // namespace exitscope::widgets
