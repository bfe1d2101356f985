#include "app/panes.h"

#include "widgets/panel/plain_title.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QVariant>

namespace exitscope::app {

namespace {

constexpr const char* mainPartProperty = "mainPart";

bool takesKeyboard(const QWidget* widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled();
}

} // namespace

QDockWidget* newDock(QMainWindow& window, const QString& title, const QString& key, QWidget* content)
{
    auto* dock = new QDockWidget(widgets::plainTitle(title), &window);
    dock->toggleViewAction()->setText(title);
    dock->setObjectName(key);
    dock->setWidget(content);
    return dock;
}

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

void moveBetween(const std::vector<QWidget*>& panes, int step)
{
    const QWidget* focused = QApplication::focusWidget();
    int place = step > 0 ? -1 : 0;
    for (std::size_t i = 0; i < panes.size(); ++i)
        if (focused && (panes[i] == focused || panes[i]->isAncestorOf(focused)))
            place = static_cast<int>(i);
    const int count = static_cast<int>(panes.size());
    for (int tried = 1; tried <= count; ++tried)
        if (focusInto(panes[static_cast<std::size_t>(((place + step * tried) % count + count) % count)]))
            return;
}

} // namespace exitscope::app
