#pragma once

#include <QString>

class QAction;
class QPushButton;
class QSpinBox;
class QWidget;

namespace exitscope::app {

/// A whole number in a form; a number that is being typed counts once it is entered. `name` is for assistive programs.
QSpinBox* countBox(int low, int high, int value, const QString& name, const QString& help, QWidget* parent);

/// A push button that triggers an action, explains it and is enabled with it.
QPushButton* buttonFor(QAction* action, QWidget* parent);

} // namespace exitscope::app
