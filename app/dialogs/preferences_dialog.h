#pragma once

#include "app/session/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace exitscope::app {

/// Edit > Preferences. Announces what was chosen on OK and Apply; who shows it stores and applies.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit PreferencesDialog(const Preferences& preferences, QWidget* parent = nullptr);

    Preferences preferences() const;

Q_SIGNALS:
    void chosen(const exitscope::app::Preferences& preferences);

private:
    void addRow(QFormLayout* form, const QString& label, QWidget* field, const QString& help);
    void updateNotice();

    Preferences m_before;
    QComboBox* m_language;
    QComboBox* m_theme;
    QComboBox* m_series;
    QComboBox* m_depthMap;
    QSpinBox* m_draws;
    QSpinBox* m_threads;
    QCheckBox* m_notifies;
    QLabel* m_notice; ///< what takes a new start
};

} // namespace exitscope::app
