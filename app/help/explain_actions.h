#pragma once

class QMainWindow;

namespace exitscope::app {

/// What every action of the menus says of itself in the status bar it says to "What is this?" as well, with its keys. Called
/// once all menus are filled.
void explainActions(QMainWindow& window);

} // namespace exitscope::app
