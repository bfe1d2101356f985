#pragma once

#include "app/plots/figure.h"

#include <QDialog>

namespace exitscope::widgets {
class PlotView;
}

namespace exitscope::app {

/// A figure whose runs are not at hand, shown from the numbers that it carries: to be read, copied, and exported again.
class RecordedFigureDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `reason`: why the view itself cannot be opened, in sentences.
    RecordedFigureDialog(Figure figure, const QString& name, const QString& reason, QWidget* parent = nullptr);

    widgets::PlotView& plot() { return *m_plot; }

private:
    void exportAgain();

    Figure m_figure;
    QString m_name;
    widgets::PlotView* m_plot;
};

} // namespace exitscope::app
