#pragma once

#include "app/plots/plotted_run.h"

#include <QJsonObject>
#include <QWidget>

#include <span>

class QCheckBox;
class QLabel;
class QToolButton;

namespace exitscope::widgets {
class CopyableTable;
}

namespace exitscope::app {

class CompareSettingsModel;

/// What differs in the settings of some runs. Equal rows are hidden unless the box is ticked; a row that nobody cares
/// about is ignored by its menu, and comes back by the button.
class CompareSettingsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit CompareSettingsPage(QWidget* parent = nullptr);

    void setRuns(std::span<const PlottedRun> runs, const QStringList& names, int baseline, int other);
    QJsonObject state() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void stateChanged();

private:
    void showMenu(const QPoint& position);
    void setIgnored(const QStringList& keys);
    void arrange();

    CompareSettingsModel* m_model;
    widgets::CopyableTable* m_table;
    QCheckBox* m_equal;
    QToolButton* m_ignored;
    QLabel* m_note;
};

} // namespace exitscope::app
