#pragma once

#include <QLabel>

namespace exitscope::widgets {

/// A card that names what is under the cursor, at once and inside its parent. Lets the mouse through.
class HoverCard final : public QLabel
{
    Q_OBJECT

public:
    explicit HoverCard(QWidget* parent);

    /// Beside `anchor` (parent's pixels), on the side where there is room. The first line is set bold.
    void showAt(const QPoint& anchor, const QString& text);
    [[nodiscard]] QString plainText() const; ///< empty while hidden

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

} // namespace exitscope::widgets
