#pragma once

class QWidget;

namespace exitscope::app {

/// Where the keyboard goes when a person asks for `pane` (by its key, by F6). Not a focus proxy: with one, Tab would jump over
/// the controls that stand before it.
void setMainPart(QWidget* pane, QWidget* part);
/// Null where none was set.
QWidget* mainPartOf(const QWidget* pane);

/// To the main part, else to the first in it that takes the keyboard. False: nothing there does.
bool focusInto(QWidget* pane);

} // namespace exitscope::app
