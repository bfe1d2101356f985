#include "app/panes.h"

#include <QVariant>
#include <QWidget>

namespace exitscope::app {

namespace {

constexpr const char* mainPartProperty = "mainPart";

bool takesKeyboard(const QWidget* widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled();
}

} // namespace

void setMainPart(QWidget* pane, QWidget* part)
{
    pane->setProperty(mainPartProperty, QVariant::fromValue<QObject*>(part));
}

QWidget* mainPartOf(const QWidget* pane)
{
    return qobject_cast<QWidget*>(pane->property(mainPartProperty).value<QObject*>());
}

bool focusInto(QWidget* pane)
{
    if (QWidget* part = mainPartOf(pane))
        return focusInto(part);
    QWidget* main = pane->focusProxy();
    if (!main && takesKeyboard(pane))
        main = pane;
    for (QWidget* next = pane->nextInFocusChain(); !main && next != pane; next = next->nextInFocusChain())
        if (pane->isAncestorOf(next) && takesKeyboard(next))
            main = next;
    if (main)
        main->setFocus(Qt::ShortcutFocusReason);
    return main != nullptr;
}

} // namespace exitscope::app
