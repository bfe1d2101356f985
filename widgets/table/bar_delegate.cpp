#include "widgets/table/bar_delegate.h"

#include "widgets/theme/depth_map.h"

#include <QPainter>

#include <algorithm>

namespace exitscope::widgets {

BarDelegate::BarDelegate(QString widest, QObject* parent)
    : TextDelegate(parent)
    , m_widest(std::move(widest))
{
}

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant length = index.data(barRole);
    if (!length.isValid())
        return TextDelegate::paint(painter, option, index);
    drawPanel(*painter, option);
    const QRect room = roomOf(option);
    const int textWidth = option.fontMetrics.horizontalAdvance(m_widest) + 2; // as wide as its room is cut, by rounding
    const QRect textRect(room.left(), room.top(), std::min(textWidth, room.width()), room.height());
    painter->setPen(inkOf(option));
    painter->setFont(option.font);
    drawText(*painter, textRect, index.data(Qt::DisplayRole).toString(), Qt::AlignRight | Qt::AlignVCenter, option);
    const int gap = 2 * (room.left() - option.rect.left() + 1);
    const double thickness = std::max(4.0, room.height() * 0.4);
    const QRectF full(textRect.right() + gap, room.center().y() - thickness / 2, room.right() - textRect.right() - gap, thickness);
    if (full.width() <= 2)
        return;
    QRectF bar = full;
    bar.setWidth(full.width() * std::clamp(length.toDouble(), 0.0, 1.0));
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor ground = option.palette.color(isSelected ? QPalette::Highlight : QPalette::Base);
    painter->fillRect(bar, depthColorOn(ground, index.data(barColorRole).value<QColor>()));
    QColor frame = inkOf(option);
    frame.setAlphaF(0.35F);
    painter->setPen(frame);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(full);
}

QSize BarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize plain = QStyledItemDelegate::sizeHint(option, index);
    const int text = option.fontMetrics.horizontalAdvance(m_widest);
    return { std::max(plain.width(), 3 * text + 16), plain.height() };
}

} // namespace exitscope::widgets
