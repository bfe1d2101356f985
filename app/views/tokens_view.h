#pragma once

#include "app/views/trace_rows.h"
#include "app/views/view.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QTimer;

namespace exitscope::widgets {
class DepthLegend;
class ExitStripView;
}

namespace exitscope::app {

/// View 3, for sentence tasks: one strip of exits per sentence, coloured by depth, with search and order. Follows the
/// operating point by a repaint; where the order depends on the exits, it re-sorts at once.
class TokensView final : public View
{
    Q_OBJECT

public:
    explicit TokensView(QWidget* parent = nullptr);

    QString key() const override;
    QString title() const override;
    void find() override;
    bool canFind() const override { return true; }

    void setTrace(std::shared_ptr<const trace::Trace> trace); ///< null: empty
    void setExits(const std::vector<std::int32_t>& exits);    ///< [U], 0-based
    void setSelectedUnits(const std::vector<std::int64_t>& units);

Q_SIGNALS:
    void unitsSelected(const std::vector<std::int64_t>& units);

private:
    void rearrange();
    RowOrder order() const;

    std::shared_ptr<TraceRows> m_rows;
    QComboBox* m_order;
    QLineEdit* m_filter;
    QLabel* m_count;
    widgets::DepthLegend* m_legend;
    widgets::ExitStripView* m_strips;
    QTimer* m_filterDelay;
};

} // namespace exitscope::app
