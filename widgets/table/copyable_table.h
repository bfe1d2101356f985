#pragma once

#include "widgets/table/table_text.h"

#include <QTableView>

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

public Q_SLOTS:
    void copy(); ///< TSV
    void copyAs(exitscope::widgets::TableFormat format);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
};

} // namespace exitscope::widgets
