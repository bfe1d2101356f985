#pragma once

#include <vector>

class QDockWidget;
class QMainWindow;
class QString;
class QWidget;

namespace exitscope::app {

/// A dock with `content`, not yet at any place. Its menu entry has the mnemonic of `title`, its title bar has none; `key` is
/// what the layout is remembered by.
QDockWidget* newDock(QMainWindow& window, const QString& title, const QString& key, QWidget* content);

/// Where the keyboard goes when a person asks for `pane` (by its key, by F6). Not a focus proxy: with one, Tab would jump over
/// the controls that stand before it.
void setMainPart(QWidget* pane, QWidget* part);
/// Null where none was set.
QWidget* mainPartOf(const QWidget* pane);

/// To the main part, else to the first in it that takes the keyboard. False: nothing there does.
bool focusInto(QWidget* pane);

/// From the pane with the keyboard to the `step`th after it (negative: before), round the end; those that take no keyboard
/// are passed over.
void moveBetween(const std::vector<QWidget*>& panes, int step);

} // namespace exitscope::app
