#include "widgets/theme/glyphs.h"

#include <QIconEngine>
#include <QPainter>

namespace exitscope::widgets {

namespace {

/// Drawn in a square of 16 units.
void drawGlyph(QPainter& painter, Glyph glyph, const QColor& color)
{
    const QPen stroke(color, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (glyph) {
    case Glyph::Pause:
        painter.drawRect(QRectF(4, 3, 3, 10));
        painter.drawRect(QRectF(9, 3, 3, 10));
        return;
    case Glyph::Resume:
        painter.drawPolygon(QPolygonF({ { 4.5, 2.5 }, { 13, 8 }, { 4.5, 13.5 } }));
        return;
    case Glyph::Cancel:
        painter.drawRoundedRect(QRectF(3.5, 3.5, 9, 9), 1, 1);
        return;
    case Glyph::Close:
        painter.setPen(stroke);
        painter.drawLine(QPointF(4, 4), QPointF(12, 12));
        painter.drawLine(QPointF(12, 4), QPointF(4, 12));
        return;
    case Glyph::Information:
        painter.drawEllipse(QPointF(8, 3.6), 1.2, 1.2);
        painter.drawRoundedRect(QRectF(7, 6.3, 2, 7), 0.8, 0.8);
        painter.setPen(QPen(color, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(8, 8), 7.2, 7.2);
        return;
    case Glyph::Success:
        painter.setPen(stroke);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(QPolygonF({ { 3, 8.5 }, { 6.5, 12 }, { 13, 4 } }));
        return;
    case Glyph::Warning:
        painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(QPolygonF({ { 8, 1.5 }, { 15, 14 }, { 1, 14 } }));
        painter.drawLine(QPointF(8, 6), QPointF(8, 9.5));
        painter.drawPoint(QPointF(8, 11.8));
        return;
    case Glyph::Error:
        painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(8, 8), 7, 7);
        painter.drawLine(QPointF(5.4, 5.4), QPointF(10.6, 10.6));
        painter.drawLine(QPointF(10.6, 5.4), QPointF(5.4, 10.6));
        return;
    }
}

class GlyphEngine final : public QIconEngine
{
public:
    GlyphEngine(Glyph glyph, const QColor& color)
        : m_glyph(glyph)
        , m_color(color)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        QColor ink = m_color;
        if (mode == QIcon::Disabled)
            ink.setAlphaF(0.4F);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / 16.0, rect.height() / 16.0);
        drawGlyph(*painter, m_glyph, ink);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return picture;
    }

    QIconEngine* clone() const override { return new GlyphEngine(m_glyph, m_color); }

private:
    Glyph m_glyph;
    QColor m_color;
};

} // namespace

QIcon glyphIcon(Glyph glyph, const QColor& color)
{
    return QIcon(new GlyphEngine(glyph, color));
}

} // namespace exitscope::widgets
