#include "widgets/panel/empty_state.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace exitscope::widgets {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_picture(new QLabel(this))
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    m_title->setWordWrap(true);
    m_sentence->setWordWrap(true);
    for (QLabel* label : { m_picture, m_title, m_sentence }) {
        label->setAlignment(Qt::AlignHCenter);
        label->setTextFormat(Qt::PlainText);
    }
    m_buttons->addStretch();
    m_buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_picture);
    layout->addWidget(m_title);
    layout->addWidget(m_sentence);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
    restyle();
}

void EmptyState::setContent(const QIcon& icon, const QString& title, const QString& sentence)
{
    m_icon = icon;
    m_title->setText(title);
    m_sentence->setText(sentence);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    restyle();
}

void EmptyState::addButton(QAction* action)
{
    auto* button = new QPushButton(action->icon(), action->text(), this);
    button->setToolTip(action->toolTip());
    button->setEnabled(action->isEnabled());
    button->setDefault(m_buttons->count() == 2);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [action, button] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setEnabled(action->isEnabled());
    });
    connect(action, &QObject::destroyed, button, &QObject::deleteLater);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
}

void EmptyState::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        restyle();
}

void EmptyState::restyle()
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() > 0 ? large.pointSizeF() * 1.35 : 14);
    m_title->setFont(large);
    const int size = fontMetrics().height() * 3;
    m_picture->setVisible(!m_icon.isNull());
    m_picture->setPixmap(m_icon.pixmap(QSize(size, size), devicePixelRatioF()));
}

} // namespace exitscope::widgets
