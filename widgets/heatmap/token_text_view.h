#pragma once

#include "widgets/heatmap/token_text_source.h"
#include "widgets/theme/depth_map.h"

#include <QAbstractScrollArea>

#include <memory>
#include <vector>

namespace exitscope::widgets {

/// Running text with a coloured box for every token, in one column or beside itself in two. Only the paragraphs in sight are laid out; heights of the others are
/// guessed and corrected when they come into sight, without what one reads jumping.
class TokenTextView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TokenTextView(QWidget* parent = nullptr);
    ~TokenTextView() override;

    /// The source may be null (nothing is shown). Selection and scroll position start anew.
    void setSource(std::shared_ptr<const TokenTextSource> source);
    /// The same text beside itself in a second column, with the exits and answers of `beside` (paragraphs and units as the
    /// source's); null: one column. Both scroll, wrap and are chosen from as one.
    void setBeside(std::shared_ptr<const TokenTextSource> beside);
    [[nodiscard]] bool isBeside() const; ///< there are two columns
    [[nodiscard]] QRect columnRect(int column) const; ///< 0 or 1, in the viewport
    void exitsChanged(); ///< other answers, the same text: a repaint and nothing else
    /// Tokens came at the end: what is in sight and what is chosen stay. At the end of the text it follows the text.
    void textGrew();
    void paragraphsChanged(); ///< paragraphs came, went or changed places: starts at the top, keeps the selection
    void setOptions(const StripOptions& options);
    void setDepthMap(DepthMap map);
    void setEmptyText(const QString& text);

    [[nodiscard]] std::int64_t currentUnit() const; ///< −1: none
    void showUnit(std::int64_t unit); ///< scrolls to it; what is chosen stays
    void setCurrentUnit(std::int64_t unit); ///< scrolls to it and selects it alone; announces nothing
    [[nodiscard]] std::vector<std::int64_t> selectedUnits() const; ///< ascending
    void setSelectedUnits(const std::vector<std::int64_t>& units); ///< announces nothing

    [[nodiscard]] std::int64_t unitAt(const QPoint& viewportPosition) const; ///< or −1
    /// Of a unit in a column, in the viewport; null where it is out of sight.
    [[nodiscard]] QRect rectOf(std::int64_t unit, int column = 0) const;
    [[nodiscard]] std::vector<int> visibleParagraphs() const;
    [[nodiscard]] int laidOutBlocks() const; ///< since the source was set: what a test of laziness asks

    QSize sizeHint() const override;

public Q_SLOTS:
    void copySelection(); ///< the paragraphs of the selected tokens, else those in sight, as text
    void copySelectionAsHtml();

Q_SIGNALS:
    void currentUnitChanged(std::int64_t unit);
    void selectionChanged(const std::vector<std::int64_t>& units);
    void columnsChanged(); ///< columnRect() gives others

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
