#pragma once

#include "widgets/table/table_text.h"

#include <QDialog>

namespace exitscope::widgets {

/// The numbers behind a plot, to read, sort and copy.
class PlotTableDialog final : public QDialog
{
    Q_OBJECT

public:
    PlotTableDialog(TextTable table, const QString& title, QWidget* parent);
};

} // namespace exitscope::widgets
