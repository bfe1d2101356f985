#pragma once

#include "app/plots/figure.h"
#include "widgets/plot/figure_writer.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFontComboBox;
class QFormLayout;

namespace exitscope::app {

/// Everything about a figure that is not its numbers: format, preset, size, type, lines, legend, colours, resolution, and
/// the language of its words.
class FigureLookForm final : public QWidget
{
    Q_OBJECT

public:
    /// The preset "as it was" is offered for a figure that is drawn again.
    explicit FigureLookForm(const Figure& figure, QWidget* parent = nullptr);

    [[nodiscard]] widgets::FigureFormat format() const;
    [[nodiscard]] QString extension() const;
    /// Only what differs from the preset, as the command line needs it.
    [[nodiscard]] FigureLook look() const;
    [[nodiscard]] std::string language() const; ///< "en", "zh_CN", "vi"

    /// Every choice, to be found again at the next figure; what makes no sense (any more) is passed over.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void changed();

private:
    void buildForm();
    void connectForm();
    void applyPreset();
    void applyUnit();
    void showWhatMatters();
    widgets::FigureSpec presetSpec() const;
    double points(const QDoubleSpinBox* box) const;
    void setPoints(QDoubleSpinBox* box, double points);

    Figure m_figure;
    QComboBox* m_format;
    QComboBox* m_preset;
    QComboBox* m_unit;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QFontComboBox* m_family;
    QDoubleSpinBox* m_fontSize;
    QDoubleSpinBox* m_lineWidth;
    QDoubleSpinBox* m_markerSize;
    QComboBox* m_language;
    QComboBox* m_legend;
    QComboBox* m_palette;
    QComboBox* m_depth;
    QCheckBox* m_grey;
    QCheckBox* m_outlines;
    QDoubleSpinBox* m_dpi;
    QFormLayout* m_form;
    QString m_shownUnit;
};

} // namespace exitscope::app
