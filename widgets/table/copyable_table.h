#pragma once

#include "widgets/table/table_text.h"

#include <QTableView>

#include <limits>

class QMenu;

namespace exitscope::widgets {

/// Role with the raw number of a cell: sorting and copying use it (full precision, '.' decimals) before the text.
inline constexpr int sortRole = 0x0100 + 1; // Qt::UserRole + 1

/// A table that copies what is selected (all, where nothing is): Ctrl+C as TSV, the menu also as CSV, Markdown
/// and LaTeX.
class CopyableTable final : public QTableView
{
    Q_OBJECT

public:
    explicit CopyableTable(QWidget* parent = nullptr);

    [[nodiscard]] QString selectionAs(TableFormat format) const;
    /// Adds the copy actions, for menus elsewhere.
    void addCopyActions(QMenu* menu);
    /// More rows than this are not copied, since a clipboard of that size stops other programs; copyRefused() tells.
    void setMostCopied(int rows) { m_mostCopied = rows; }

Q_SIGNALS:
    void copyRefused(int rows);

public Q_SLOTS:
    void copy(); ///< TSV
    void copyAs(exitscope::widgets::TableFormat format);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] QList<int> copiedRows() const;

    int m_mostCopied = std::numeric_limits<int>::max();
};

} // namespace exitscope::widgets
