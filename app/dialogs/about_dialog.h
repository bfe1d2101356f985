#pragma once

#include <QDialog>

namespace exitscope::app {

/// What this is, and of what it is made: the text that belongs into a report of a fault.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

/// One line for each part, never translated: "Qt 6.4.2".
[[nodiscard]] QString versionsText();

} // namespace exitscope::app
