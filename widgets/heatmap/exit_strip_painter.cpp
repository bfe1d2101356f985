#include "widgets/heatmap/exit_strip_painter.h"

#include "widgets/theme/palette.h"

#include <QCoreApplication>
#include <QPainter>
#include <QVarLengthArray>

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

enum Shape { CrossInCell, BadgeBox, VerdictSign }; // and beyond, one for each verdict

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
    if (showsAgreement)
        drawAgreement(painter, rect.topLeft(), row.strip, ink(state));
    if (geometry.numberWidth > 0)
        drawNumbers(painter, rect.topLeft(), row.strip, state);
    drawFrames(painter, rect.topLeft(), state);
    drawBadge(painter, geometry.badge.translated(rect.topLeft()), state);
    if (!geometry.lens.isNull())
        drawLens(painter, geometry.lens.translated(rect.topLeft()), state);
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
    QVarLengthArray<QRect, 64> frames;
    for (int exit = 0; exit < exits; ++exit) {
        const auto place = static_cast<std::size_t>(exit);
        const QRect cell = geometry.cell(exit).translated(origin);
        const bool isReached = exit <= state.exit;
        const float confidence = std::clamp(strip.confidence[place], 0.0F, 1.0F);
        const int height = static_cast<int>(std::lround(confidence * static_cast<float>(cell.height())));
        const QRect filled(cell.left(), cell.bottom() + 1 - height, cell.width(), height);
        if (isReached)
            painter.fillRect(filled, fill(exit, state));
        else
            painter.fillRect(filled, withAlpha(palette.color(QPalette::Text), 0.10F));
        frames.push_back(cell.adjusted(0, 0, 0, -1));
    }
    painter.setPen(line);
    painter.setBrush(Qt::NoBrush);
    painter.drawRects(frames.constData(), static_cast<int>(frames.size()));
    drawCrosses(painter, origin, strip, state);
}

void StripPainter::drawFrames(QPainter& painter, const QPoint& origin, const RowState& state) const
{
    painter.setBrush(Qt::NoBrush);
    const auto exits = static_cast<int>(colors.size());
    if (const int exitB = state.lens.exitB; exitB >= 0 && exitB < exits && exitB != state.exit) {
        painter.setPen(QPen(palette.color(QPalette::Text), 1, Qt::DashLine));
        painter.drawRect(geometry.cell(exitB).translated(origin).adjusted(-1, -2, 1, 1));
    }
    if (state.exit < 0 || state.exit >= exits)
        return;
    // A light and a dark frame: one of them shows on every colour.
    const QRect cell = geometry.cell(state.exit).translated(origin).adjusted(-1, -2, 1, 1);
    painter.setPen(QPen(palette.color(QPalette::Base), 1));
    painter.drawRect(cell.adjusted(-1, -1, 1, 1));
    painter.setPen(QPen(palette.color(QPalette::Text), 2));
    painter.drawRect(cell);
}

void StripPainter::drawAgreement(QPainter& painter, const QPoint& origin, const ExitStrip& strip,
    const QColor& ink) const
{
    const int thickness = std::max(2, geometry.padding / 3);
    for (int exit = 0; exit < static_cast<int>(colors.size()); ++exit)
        if (strip.agrees(exit)) {
            const QRect cell = geometry.cell(exit).translated(origin);
            painter.fillRect(QRect(cell.left(), cell.bottom() + 3, cell.width(), thickness), ink);
        }
}

void StripPainter::drawNumbers(QPainter& painter, const QPoint& origin, const ExitStrip& strip,
    const RowState& state) const
{
    const QFont usual = painter.font();
    painter.setFont(numbers);
    const int every = (geometry.numberWidth + geometry.cellWidth - 1) / geometry.cellWidth;
    const QRect band = geometry.numbers.translated(origin);
    for (int exit = 0; exit < static_cast<int>(std::min(colors.size(), strip.confidence.size())); ++exit) {
        const bool isTaken = exit == state.exit;
        // Where cells are narrow, only some can have their number; that of the exit taken is one of them.
        if (!isTaken && std::abs(exit - state.exit) % every != 0)
            continue;
        const float confidence = strip.confidence[static_cast<std::size_t>(exit)];
        if (!std::isfinite(confidence))
            continue;
        const QRect cell = geometry.cell(exit).translated(origin);
        painter.setPen(isTaken ? ink(state) : faintInk(state));
        painter.drawText(QRect(cell.center().x() - geometry.numberWidth, band.top(), 2 * geometry.numberWidth, band.height()),
            Qt::AlignCenter, QString::number(std::lround(100 * std::clamp(confidence, 0.0F, 1.0F))));
    }
    painter.setFont(usual);
}

QColor StripPainter::fill(int exit, const RowState& state) const
{
    return state.color.isValid() ? state.color : colors[static_cast<std::size_t>(exit)];
}

void StripPainter::drawCrosses(QPainter& painter, const QPoint& origin, const ExitStrip& strip,
    const RowState& state) const
{
    constexpr int narrowest = 5; // pixels; a cross in less is a blot
    if (geometry.cellWidth < narrowest)
        return;
    const double half = std::min(geometry.cellWidth, geometry.strip.height()) * 0.26;
    const QColor text = palette.color(QPalette::Text);
    for (int exit = 0; exit < static_cast<int>(std::min(colors.size(), strip.confidence.size())); ++exit) {
        if (verdictAt(strip, exit) != Verdict::Wrong)
            continue;
        const auto place = static_cast<std::size_t>(exit);
        const bool isReached = exit <= state.exit;
        const QColor onFill = strip.confidence[place] > 0.5F ? textOn(colors[place]) : text;
        const QColor color = isReached ? onFill : withAlpha(text, 0.45F);
        const QRect cell = geometry.cell(exit).translated(origin);
        m_stamps.draw(painter, cell, { CrossInCell, color.rgba(), 0, cell.size() }, [&](QPainter& stamp) {
            const QPointF centre = QRectF(QPointF(0, 0), QSizeF(cell.size())).center() + QPointF(0.5, 0);
            stamp.setPen(QPen(color, 1.4));
            drawCross(stamp, QRectF(centre - QPointF(half, half), centre + QPointF(half, half)));
        });
    }
}

void StripPainter::drawBadge(QPainter& painter, const QRect& rect, const RowState& state) const
{
    if (state.exit < 0 || state.exit >= static_cast<int>(colors.size()))
        return;
    const QColor color = fill(state.exit, state);
    const QColor edge = withAlpha(palette.color(QPalette::Text), 0.45F);
    m_stamps.draw(painter, rect, { BadgeBox, edge.rgba(), color.rgba(), rect.size() }, [&](QPainter& stamp) {
        const QRectF box = QRectF(QPointF(0, 0), QSizeF(rect.size())).adjusted(0.5, 0.5, -0.5, -0.5);
        stamp.setPen(edge);
        stamp.setBrush(color);
        stamp.drawRoundedRect(box, rect.height() / 4.0, rect.height() / 4.0);
    });
    painter.setPen(textOn(color));
    painter.drawText(rect, Qt::AlignCenter, QString::number(state.layer));
}

void StripPainter::drawLens(QPainter& painter, const QRect& rect, const RowState& state) const
{
    if (state.lens.lens == Lens::NotPinned)
        return;
    QRect other = geometry.badge.translated(rect.topLeft() - geometry.lens.topLeft());
    other.moveLeft(rect.left());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(withAlpha(ink(state), 0.66F), 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(other).adjusted(0.5, 0.5, -0.5, -0.5), other.height() / 4.0, other.height() / 4.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(ink(state));
    painter.drawText(other, Qt::AlignCenter, QString::number(state.layerB));
    painter.drawText(QRect(other.right() + 2, rect.top(), rect.right() - other.right(), rect.height()),
        Qt::AlignLeft | Qt::AlignVCenter, lensSign(state.lens));
}

void StripPainter::drawAnswer(QPainter& painter, const QRect& rect, const ExitStrip& strip,
    const RowState& state) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int line = metrics.lineSpacing();
    const int size = metrics.ascent() * 3 / 4;
    const bool hasGold = !strip.gold.isEmpty();
    const int top = hasGold ? rect.top() : rect.top() + line / 2;
    if (hasGold) {
        constexpr int edge = 2; // the pen is wider than its line
        const Verdict verdict = verdictAt(strip, state.exit);
        const QRect area(rect.left() + 1 - edge, top, size + 2 * edge, line);
        m_stamps.draw(painter, area, { VerdictSign + static_cast<int>(verdict), ink(state).rgba(), 0, area.size() },
            [&](QPainter& stamp) { drawVerdict(stamp, QRectF(edge, (line - size) / 2.0, size, size), verdict, ink(state)); });
    }
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

/// The same words once more over the marker's colour, in an ink that shows on it: on dark desktops, and selected, the row's
/// own may not.
void StripPainter::drawFound(QPainter& painter, const QPointF& origin, const StripLine& line) const
{
    if (line.found.empty())
        return;
    painter.save();
    QRegion region;
    for (const QRectF& found : line.found)
        region += found.translated(origin).toAlignedRect();
    painter.setClipRegion(region);
    painter.fillRect(region.boundingRect(), foundColor());
    painter.setPen(textOn(foundColor()));
    painter.drawStaticText(origin, line.text);
    painter.restore();
}

void StripPainter::drawText(QPainter& painter, const QRect& rect, const StripRow& row, const QColor& ink) const
{
    const int line = painter.fontMetrics().lineSpacing();
    int top = rect.top() + (row.lineCount == 1 ? line / 2 : 0);
    painter.setPen(ink);
    for (int index = 0; index < row.lineCount; ++index, top += line) {
        const StripLine& shown = row.lines[static_cast<std::size_t>(index)];
        const QPointF origin(rect.left() + shown.left, top);
        painter.drawStaticText(origin, shown.text);
        drawFound(painter, origin, shown);
    }
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
    painter.drawText(chip, Qt::AlignCenter,
        painter.fontMetrics().elidedText(row.strip.tag, Qt::ElideMiddle, chip.width() - geometry.padding));
}

} // namespace exitscope::widgets
