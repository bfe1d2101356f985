#include "app/views/form_parts.h"

#include <QAction>
#include <QPushButton>
#include <QSpinBox>

namespace exitscope::app {

QSpinBox* countBox(int low, int high, int value, const QString& name, const QString& help, QWidget* parent)
{
    auto* box = new QSpinBox(parent);
    box->setRange(low, high);
    box->setValue(value);
    box->setAccessibleName(name);
    box->setToolTip(help);
    box->setKeyboardTracking(false);
    return box;
}

QPushButton* buttonFor(QAction* action, QWidget* parent)
{
    auto* button = new QPushButton(action->text(), parent);
    button->setToolTip(action->statusTip());
    QObject::connect(action, &QAction::changed, button, [action, button] { button->setEnabled(action->isEnabled()); });
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    button->setEnabled(action->isEnabled());
    return button;
}

} // namespace exitscope::app
