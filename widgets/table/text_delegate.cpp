#include "widgets/table/text_delegate.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace exitscope::widgets {

namespace {

constexpr int mostKept = 8000;
constexpr qsizetype longest = 2000; ///< characters; no screen is as wide

const QStyle& styleOf(const QStyleOptionViewItem& option)
{
    return *(option.widget ? option.widget->style() : QApplication::style());
}

QPalette::ColorGroup groupOf(const QStyleOptionViewItem& option)
{
    if (!option.state.testFlag(QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state.testFlag(QStyle::State_Active) ? QPalette::Normal : QPalette::Inactive;
}

QString onOneLine(QString text)
{
    text.truncate(longest);
    for (QChar& letter : text)
        if (letter == QLatin1Char('\n') || letter == QLatin1Char('\r') || letter == QChar::LineSeparator
            || letter == QChar::ParagraphSeparator)
            letter = QLatin1Char(' ');
    return text;
}

} // namespace

TextDelegate::TextDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
    , m_texts(mostKept)
{
}

void TextDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    drawPanel(*painter, option);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty())
        return;
    const QVariant wanted = index.data(Qt::TextAlignmentRole);
    const Qt::Alignment alignment
        = wanted.isValid() ? wanted.value<Qt::Alignment>() : Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter);
    painter->setPen(inkOf(option));
    painter->setFont(option.font);
    drawText(*painter, roomOf(option), text, alignment, option);
}

void TextDelegate::drawPanel(QPainter& painter, const QStyleOptionViewItem& option)
{
    const QStyle& style = styleOf(option);
    style.drawPrimitive(QStyle::PE_PanelItemViewItem, &option, &painter, option.widget);
    if (!option.state.testFlag(QStyle::State_HasFocus))
        return;
    QStyleOptionFocusRect focus;
    focus.QStyleOption::operator=(option);
    focus.rect = style.subElementRect(QStyle::SE_ItemViewItemFocusRect, &option, option.widget);
    focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
    focus.backgroundColor = option.palette.color(
        groupOf(option), option.state.testFlag(QStyle::State_Selected) ? QPalette::Highlight : QPalette::Window);
    style.drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, option.widget);
}

QColor TextDelegate::inkOf(const QStyleOptionViewItem& option)
{
    return option.palette.color(
        groupOf(option), option.state.testFlag(QStyle::State_Selected) ? QPalette::HighlightedText : QPalette::Text);
}

QRect TextDelegate::roomOf(const QStyleOptionViewItem& option)
{
    const int margin = styleOf(option).pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
    return option.rect.adjusted(margin, 0, -margin, 0);
}

void TextDelegate::drawText(QPainter& painter, const QRect& room, const QString& text, Qt::Alignment alignment,
    const QStyleOptionViewItem& option) const
{
    if (room.width() <= 0 || text.isEmpty())
        return;
    const QStaticText& shown = shaped(text, room.width(), option);
    const QRect place = QStyle::alignedRect(option.direction, alignment, shown.size().toSize(), room);
    painter.drawStaticText(place.topLeft(), shown);
}

const QStaticText& TextDelegate::shaped(const QString& text, int width, const QStyleOptionViewItem& option) const
{
    if (m_font != option.font) {
        m_texts.clear();
        m_font = option.font;
    }
    const Key key { text, width };
    if (const QStaticText* known = m_texts.object(key))
        return *known;
    auto* made = new QStaticText(option.fontMetrics.elidedText(onOneLine(text), option.textElideMode, width));
    made->setTextFormat(Qt::PlainText);
    QTextOption line;
    line.setWrapMode(QTextOption::NoWrap);
    line.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    made->setTextOption(line);
    made->prepare({}, option.font);
    m_texts.insert(key, made);
    return *made;
}

} // namespace exitscope::widgets
