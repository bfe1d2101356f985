#pragma once

#include "widgets/plot/figure_spec.h"
#include "widgets/plot/figure_writer.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFontComboBox;
class QLabel;

namespace exitscope::app {

/// Format, size and type of a figure, with a preview drawn by the same writer that makes the file.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(widgets::PlotModel model, QByteArray recipe, const QString& suggestedName, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    widgets::FigureSpec spec() const;
    widgets::FigureFormat format() const;
    void applyPreset();
    void updatePreview();
    void save();

    widgets::PlotModel m_model;
    QByteArray m_recipe;
    QString m_name;
    QComboBox* m_format;
    QComboBox* m_preset;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QDoubleSpinBox* m_fontSize;
    QDoubleSpinBox* m_dpi;
    QFontComboBox* m_family;
    QCheckBox* m_grey;
    QLabel* m_preview;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

} // namespace exitscope::app
