#include "widgets/panel/callout.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::widgets {

Callout::Callout(QWidget* window)
    : QFrame(window)
    , m_title(new QLabel(this))
    , m_words(new QLabel(this))
    , m_next(new QPushButton(this))
    , m_skip(new QPushButton(tr("S&kip the tour"), this))
{
    QFont strong = font();
    strong.setBold(true);
    m_title->setFont(strong);
    m_title->setTextFormat(Qt::PlainText);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_skip->setFlat(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_skip);
    buttons->addStretch();
    buttons->addWidget(m_next);
    auto* layout = new QVBoxLayout(this);
    const int margin = fontMetrics().height();
    layout->setContentsMargins(margin, margin * 2 / 3, margin, margin * 2 / 3);
    layout->addWidget(m_title);
    layout->addWidget(m_words, 1);
    layout->addLayout(buttons);
    setTabOrder(m_next, m_skip);
    connect(m_next, &QPushButton::clicked, this, &Callout::nextRequested);
    connect(m_skip, &QPushButton::clicked, this, &Callout::skipRequested);
    window->installEventFilter(this);
    hide();
}

void Callout::showAt(QWidget* target, const QString& title, const QString& words, const QString& next)
{
    m_target = target;
    m_title->setText(title);
    m_words->setText(words);
    m_next->setText(next);
    setAccessibleName(title);
    setAccessibleDescription(words);
    place();
    show();
    raise();
    m_next->setFocus(Qt::OtherFocusReason);
}

bool Callout::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Callout::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return Q_EMIT skipRequested();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return (m_skip->hasFocus() ? m_skip : m_next)->click();
    default:
        QFrame::keyPressEvent(event);
    }
}

void Callout::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

/// In the middle of a large part, above a small one, and always inside of the window.
void Callout::place()
{
    if (!m_target)
        return;
    const int width = std::min(46 * fontMetrics().averageCharWidth(), parentWidget()->width());
    resize(width, layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height());
    const QRect part(m_target->mapTo(parentWidget(), QPoint(0, 0)), m_target->size());
    QPoint corner = part.center() - QPoint(this->width() / 2, height() / 2);
    if (part.height() < 2 * height())
        corner.setY(part.top() - height() - fontMetrics().height() / 2);
    const QRect room = parentWidget()->rect();
    corner.setX(std::clamp(corner.x(), 0, std::max(0, room.width() - this->width())));
    corner.setY(std::clamp(corner.y(), 0, std::max(0, room.height() - height())));
    move(corner);
}

} // namespace exitscope::widgets
