#pragma once

#include <QString>
#include <QStringList>

class QComboBox;
class QHBoxLayout;
class QPushButton;
class QWidget;

namespace exitscope::app {

/// A line for a path, with those that were used before.
QComboBox* makePathBox(const QStringList& paths, const QString& name, QWidget* parent);
/// A line and the button that browses for it, in a row.
QHBoxLayout* withBrowse(QWidget* box, QPushButton* button);

/// File dialogs that open where the last one of their kind was; empty where a person chose nothing.
QString askForModel(QWidget* parent);
QString askForDataset(QWidget* parent, const QString& title);

/// Why this is no model folder or dataset, a sentence; empty where it may be one.
QString modelProblem(const QString& path);
QString datasetProblem(const QString& path);

} // namespace exitscope::app
