#pragma once

#include "widgets/heatmap/token_text_source.h"
#include "widgets/theme/depth_map.h"

#include <QAbstractScrollArea>

#include <memory>
#include <vector>

namespace exitscope::widgets {

/// Running text with a coloured box for every token. Only the paragraphs in sight are laid out; heights of the others are
/// guessed and corrected when they come into sight, without what one reads jumping.
class TokenTextView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TokenTextView(QWidget* parent = nullptr);
    ~TokenTextView() override;

    /// The source may be null (nothing is shown). Selection and scroll position start anew.
    void setSource(std::shared_ptr<const TokenTextSource> source);
    void exitsChanged(); ///< other answers, the same text: a repaint and nothing else
    void paragraphsChanged(); ///< paragraphs came, went or changed places: starts at the top, keeps the selection
    void setOptions(const StripOptions& options);
    void setDepthMap(DepthMap map);
    void setEmptyText(const QString& text);

    [[nodiscard]] std::int64_t currentUnit() const; ///< −1: none
    void setCurrentUnit(std::int64_t unit); ///< scrolls to it and selects it alone; announces nothing
    [[nodiscard]] std::vector<std::int64_t> selectedUnits() const; ///< ascending
    void setSelectedUnits(const std::vector<std::int64_t>& units); ///< announces nothing

    [[nodiscard]] std::int64_t unitAt(const QPoint& viewportPosition) const; ///< or −1
    [[nodiscard]] QRect rectOf(std::int64_t unit) const; ///< in the viewport; null where it is out of sight
    [[nodiscard]] std::vector<int> visibleParagraphs() const;
    [[nodiscard]] int laidOutBlocks() const; ///< since the source was set: what a test of laziness asks

    QSize sizeHint() const override;

public Q_SLOTS:
    void copySelection(); ///< the paragraphs of the selected tokens, else those in sight, as text
    void copySelectionAsHtml();

Q_SIGNALS:
    void currentUnitChanged(std::int64_t unit);
    void selectionChanged(const std::vector<std::int64_t>& units);

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace exitscope::widgets
