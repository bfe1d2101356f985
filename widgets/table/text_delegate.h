#pragma once

#include <QCache>
#include <QFont>
#include <QStaticText>
#include <QStyledItemDelegate>

namespace exitscope::widgets {

/// Draws cells of one line of plain text, for tables that are drawn anew while a slider is dragged: a text is shaped once for
/// its width and kept, where the usual delegate asks for seven roles and shapes it several times at every paint. Decorations,
/// check boxes and brushes of a model are not drawn.
class TextDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TextDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /// What a cell has below its text: selection and focus.
    static void drawPanel(QPainter& painter, const QStyleOptionViewItem& option);
    /// As the text is drawn; room for it within a cell.
    [[nodiscard]] static QColor inkOf(const QStyleOptionViewItem& option);
    [[nodiscard]] static QRect roomOf(const QStyleOptionViewItem& option);
    /// On one line in `room`, cut where it is too long. The painter has the ink and the font.
    void drawText(QPainter& painter, const QRect& room, const QString& text, Qt::Alignment alignment,
        const QStyleOptionViewItem& option) const;

private:
    struct Key
    {
        QString text;
        int width;

        friend bool operator==(const Key&, const Key&) = default;
        friend size_t qHash(const Key& key, size_t seed = 0) { return qHashMulti(seed, key.text, key.width); }
    };

    const QStaticText& shaped(const QString& text, int width, const QStyleOptionViewItem& option) const;

    mutable QCache<Key, QStaticText> m_texts; ///< some screens of cells
    mutable QFont m_font;                     ///< of m_texts
};

} // namespace exitscope::widgets
