#pragma once

#include "widgets/panel/message_bar.h"

#include <QAction>
#include <QApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTimer>

#include <functional>
#include <utility>

namespace exitscope::test {

/// The menu entry that begins like this, without its mnemonic; null where there is none.
inline QAction* menuEntry(const QMainWindow& window, const QString& start)
{
    for (const auto* menu : window.menuBar()->actions())
        for (auto* action : menu->menu() ? menu->menu()->actions() : QList<QAction*> {})
            if (action->text().remove(u'&').startsWith(start))
                return action;
    return nullptr;
}

/// Does `answer` to the next modal dialog, as soon as it is shown.
inline void whenAsked(QObject* owner, std::function<void(QWidget*)> answer)
{
    auto* timer = new QTimer(owner);
    timer->setInterval(50);
    QObject::connect(timer, &QTimer::timeout, owner, [timer, answer = std::move(answer)] {
        if (QWidget* dialog = QApplication::activeModalWidget()) {
            timer->deleteLater();
            answer(dialog);
        }
    });
    timer->start();
}

/// What the message bar says first, and what to do about it.
inline QString saidBy(const QMainWindow& window)
{
    return window.findChild<widgets::MessageBar*>()->accessibleDescription();
}

} // namespace exitscope::test
