#pragma once

#include "widgets/heatmap/exit_strip_layout.h"
#include "widgets/heatmap/stamps.h"

#include <QColor>
#include <QPalette>

class QPainter;

namespace exitscope::widgets {

/// Draws rows. Colours are chosen once, not per cell.
struct StripPainter
{
    StripGeometry geometry;
    QPalette palette;
    std::vector<QColor> colors; ///< one per exit, light to dark
    QFont numbers; ///< of the confidences below the cells
    bool showsAgreement = false;

    struct RowState
    {
        int exit = 0;
        int layer = 0; ///< 1-based, of the exit
        QString prediction;
        QColor color; ///< in place of the depth's; invalid: depth
        LensMark lens;
        int layerB = 0; ///< 1-based, where the pinned point leaves
        bool isSelected = false;
        bool isCurrent = false;
        bool isHovered = false;
        bool hasFocus = false;

        friend bool operator==(const RowState&, const RowState&) = default;
    };

    void drawRow(QPainter& painter, const QRect& rect, const StripRow& row, const RowState& state) const;

private:
    void drawStrip(QPainter& painter, const QPoint& origin, const ExitStrip& strip, const RowState& state) const;
    void drawCrosses(QPainter& painter, const QPoint& origin, const ExitStrip& strip, const RowState& state) const;
    void drawAgreement(QPainter& painter, const QPoint& origin, const ExitStrip& strip, const QColor& ink) const;
    void drawNumbers(QPainter& painter, const QPoint& origin, const ExitStrip& strip, const RowState& state) const;
    void drawFrames(QPainter& painter, const QPoint& origin, const RowState& state) const;
    void drawBadge(QPainter& painter, const QRect& rect, const RowState& state) const;
    void drawLens(QPainter& painter, const QRect& rect, const RowState& state) const;
    void drawAnswer(QPainter& painter, const QRect& rect, const ExitStrip& strip, const RowState& state) const;
    void drawFound(QPainter& painter, const QPointF& origin, const StripLine& line) const;
    void drawText(QPainter& painter, const QRect& rect, const StripRow& row, const QColor& ink) const;
    [[nodiscard]] QColor fill(int exit, const RowState& state) const;
    [[nodiscard]] QColor ink(const RowState& state) const;
    [[nodiscard]] QColor faintInk(const RowState& state) const;

    mutable Stamps m_stamps;
};

/// A tick for right, a cross for wrong, a ring for unknown: shapes, so that colour is not needed.
void drawVerdict(QPainter& painter, const QRectF& rect, Verdict verdict, const QColor& ink);

} // namespace exitscope::widgets
