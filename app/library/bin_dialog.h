#pragma once

#include "app/session/run_set.h"

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace exitscope::app {

/// The runs that were deleted: take some out again, or remove all for good after a question.
class BinDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit BinDialog(QWidget* parent = nullptr);

    void setRuns(const std::vector<store::RunSummary>& runs);

Q_SIGNALS:
    void restoreRequested(const exitscope::app::RunSet& runs);
    void emptyRequested(); ///< the question was answered

private:
    void arrange();
    RunSet selected() const;

    QTreeWidget* m_list;
    QLabel* m_note;
    QPushButton* m_restore;
    QPushButton* m_empty;
};

} // namespace exitscope::app
