#pragma once

#include "widgets/heatmap/exit_strip_source.h"
#include "widgets/theme/depth_map.h"

#include <QAbstractScrollArea>

#include <memory>
#include <vector>

namespace exitscope::widgets {

/// A list of sentences, each with a strip of its exits: coloured by depth as far as the model went, filled as high
/// as it was sure, crossed where it was wrong, framed where it left. Only visible rows are asked for and laid out.
class ExitStripView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit ExitStripView(QWidget* parent = nullptr);
    ~ExitStripView() override;

    /// The source may be null (nothing is shown). Selection and scroll position start anew.
    void setSource(std::shared_ptr<const ExitStripSource> source);
    /// exitOf() gives other answers (the scrubber moved): a repaint and nothing else.
    void exitsChanged();
    /// Rows came, went or changed places: forgets what it knows about them, keeps the scroll position.
    void rowsChanged();
    void setDepthMap(DepthMap map);
    /// What of the rows is shown; keeps rows, selection and place.
    void setOptions(const StripOptions& options);
    [[nodiscard]] const StripOptions& options() const;
    /// A sentence in the place of rows where there are none.
    void setEmptyText(const QString& text);

    [[nodiscard]] int currentRow() const; ///< −1: none
    void setCurrentRow(int row); ///< scrolls to it and selects it alone; announces nothing
    [[nodiscard]] std::vector<int> selectedRows() const; ///< ascending
    void setSelectedRows(const std::vector<int>& rows); ///< announces nothing

    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int firstVisibleRow() const;
    [[nodiscard]] int visibleRows() const; ///< that are at least partly in sight
    /// The row under a viewport position, or −1.
    [[nodiscard]] int rowAt(const QPoint& viewportPosition) const;
    /// The exit cell under a viewport position, or −1.
    [[nodiscard]] int exitAt(const QPoint& viewportPosition) const;

    QSize sizeHint() const override;

public Q_SLOTS:
    void copySelection(); ///< as TSV: see stripsAsText()
    void copySelectionAsHtml(); ///< see stripsAsHtml(); as TSV for those who take no HTML

Q_SIGNALS:
    void currentRowChanged(int row);
    void selectionChanged(const std::vector<int>& rows);
    void rowActivated(int row); ///< double click or Return
    void rowHovered(int row); ///< −1: none any more

protected:
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace exitscope::widgets
