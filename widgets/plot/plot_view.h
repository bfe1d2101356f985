#pragma once

#include "widgets/plot/plot_model.h"

#include <QImage>
#include <QWidget>

#include <memory>

namespace exitscope::widgets {

/// Draws a PlotModel and lets a person look around in it: hover names a point at once, click chooses it, a drag
/// selects a box, the wheel zooms at the cursor, middle or right button (or Shift) drags the view, a double click
/// fits; arrow keys walk the points, Return chooses, + and − zoom, Home fits. Colours follow the palette.
class PlotView final : public QWidget
{
    Q_OBJECT

public:
    explicit PlotView(QWidget* parent = nullptr);
    ~PlotView() override;

    /// Throws InputError for a model that contradicts itself (see drawable()). A view that a person has zoomed
    /// stays zoomed while titles and scales of the axes stay the same.
    void setModel(PlotModel model);
    [[nodiscard]] const PlotModel& model() const;
    /// The model with the ranges as they are on the screen now: what Export should write.
    [[nodiscard]] PlotModel shownModel() const;

    /// New values for a series that keeps its x: histograms under the scrubber. Same length as before.
    void setValues(const QString& seriesId, std::vector<double> y);

    /// The operating point: a ring with a cross-hair in the series' colour. Only its own layer is drawn again.
    void setMarker(const QString& seriesId, double x, double y);
    void clearMarker();
    [[nodiscard]] std::optional<QPointF> marker() const;

    /// How far a hovering mouse looks for a point: close by, or for curves along time as far as it takes, first to the side and
    /// then up and down, with a cross-hair through what it found.
    enum class HoverReach { Near, Column };
    void setHoverReach(HoverReach reach);

    /// Rings around selected points.
    void setHighlighted(std::vector<PointRef> points);
    [[nodiscard]] const std::vector<PointRef>& highlighted() const;

    void fit();
    [[nodiscard]] Range visibleX() const;
    [[nodiscard]] Range visibleY() const;
    void setVisibleRange(Range x, Range y);
    /// As a person zooms, to one or both ranges; where there is nothing to see yet, once the first model is there. Without
    /// ranges nothing.
    void zoomTo(std::optional<Range> x, std::optional<Range> y);

    /// Where a value is drawn, in this widget's pixels (the inverse of what the mouse does).
    [[nodiscard]] QPointF toPixels(double x, double y) const;
    /// The text of the hover card; empty while it is hidden.
    [[nodiscard]] QString hoverText() const;
    [[nodiscard]] QImage toImage() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void copyImage();
    void copyData(); ///< as TSV, full precision, the numbers that are plotted
    void showTable();

Q_SIGNALS:
    void pointHovered(const QString& seriesId, int index); ///< empty id and −1: nothing any more
    void pointClicked(const QString& seriesId, int index);
    void cellClicked(int column, int row);
    void selected(const std::vector<exitscope::widgets::PointRef>& points);
    void exportRequested();
    void visibleRangeChanged();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace exitscope::widgets
