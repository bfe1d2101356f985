#include "widgets/table/bar_delegate.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace exitscope::widgets {

BarDelegate::BarDelegate(QString widest, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_widest(std::move(widest))
{
}

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant length = index.data(barRole);
    if (!length.isValid())
        return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    const QString text = std::exchange(cell.text, QString());
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &cell, cell.widget) + 2;
    const QRect room = option.rect.adjusted(margin, 0, -margin, 0);
    const int textWidth = cell.fontMetrics.horizontalAdvance(m_widest);
    const QRect textRect(room.left(), room.top(), std::min(textWidth, room.width()), room.height());
    const bool isSelected = cell.state.testFlag(QStyle::State_Selected);
    const bool isActive = cell.state.testFlag(QStyle::State_Active);
    painter->save();
    painter->setPen(cell.palette.color(isActive ? QPalette::Active : QPalette::Inactive,
        isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(textRect, Qt::AlignRight | Qt::AlignVCenter, text);
    const double thickness = std::max(4.0, room.height() * 0.4);
    const QRectF full(textRect.right() + 2.0 * margin, room.center().y() - thickness / 2,
        room.right() - textRect.right() - 2.0 * margin, thickness);
    if (full.width() > 2) {
        QRectF bar = full;
        bar.setWidth(full.width() * std::clamp(length.toDouble(), 0.0, 1.0));
        painter->fillRect(bar, index.data(barColorRole).value<QColor>());
        QColor frame = painter->pen().color();
        frame.setAlphaF(0.35F);
        painter->setPen(frame);
        painter->drawRect(full);
    }
    painter->restore();
}

QSize BarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize plain = QStyledItemDelegate::sizeHint(option, index);
    const int text = option.fontMetrics.horizontalAdvance(m_widest);
    return { std::max(plain.width(), 3 * text + 16), plain.height() };
}

} // namespace exitscope::widgets
