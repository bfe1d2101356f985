#pragma once

#include "widgets/table/copyable_table.h"
#include "widgets/table/text_delegate.h"

namespace exitscope::widgets {

/// Roles of a cell with a bar: its length as a share of the room, in [0, 1], and its colour.
inline constexpr int barRole = sortRole + 1;
inline constexpr int barColorRole = sortRole + 2;

/// A number with a bar behind it: the text first, as wide as `widest`, the bar in what is left. A cell without barRole is
/// drawn as any other.
class BarDelegate final : public TextDelegate
{
public:
    explicit BarDelegate(QString widest, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QString m_widest;
};

} // namespace exitscope::widgets
