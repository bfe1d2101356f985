#include "app/help/explain_actions.h"

#include "widgets/panel/plain_title.h"

#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace exitscope::app {

namespace {

struct ActionWords
{
    Q_DECLARE_TR_FUNCTIONS(ActionWords)
};

/// All of the menu bar, menus below menus included.
QList<QAction*> actionsOf(const QMenuBar& bar)
{
    QList<QAction*> actions = bar.actions();
    for (qsizetype place = 0; place < actions.size(); ++place)
        if (const QMenu* menu = actions[place]->menu())
            actions << menu->actions();
    return actions;
}

} // namespace

void explainActions(QMainWindow& window)
{
    for (const auto* dock : window.findChildren<QDockWidget*>())
        dock->toggleViewAction()->setStatusTip(ActionWords::tr("Show or hide this part of the window"));
    for (QAction* action : actionsOf(*window.menuBar())) {
        // A tool tip that is more than the action's own name serves as well.
        if (action->statusTip().isEmpty() && action->toolTip() != widgets::plainTitle(action->text()).remove(u'…'))
            action->setStatusTip(action->toolTip());
        if (action->statusTip().isEmpty() || !action->whatsThis().isEmpty())
            continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setWhatsThis(
            keys.isEmpty() ? action->statusTip() : ActionWords::tr("%1 (%2)", "tip, keys").arg(action->statusTip(), keys));
    }
}

} // namespace exitscope::app
