#pragma once

#include "app/session/pinned_outcome.h"
#include "app/session/slack_column.h"
#include "app/views/tokens_bar.h"
#include "app/views/trace_rows.h"
#include "app/views/view.h"
#include "app/views/view_context.h"

class QLabel;
class QStackedWidget;

namespace exitscope::widgets {
class DepthLegend;
class ExitStripView;
class KeyLegend;
class TokenTextView;
}

namespace exitscope::app {

class TraceParagraphs;
class UnitArranger;

/// View 3. Sentences: one strip of exits each. Tokens: running text with a coloured box for each. Coloured by depth or by how
/// the operating point fares beside a pinned one, to be sorted, filtered and searched. Follows the operating point by a repaint;
/// where order or choice depend on it, these follow too.
class TokensView final : public View
{
    Q_OBJECT

public:
    explicit TokensView(const ViewContext& context, QWidget* parent = nullptr);

    QString key() const override;
    QString title() const override;
    /// The selected rows, else those in sight: confidence by exit, and where each leaves.
    std::optional<ShownFigure> figure() const override;
    void find() override;
    bool canFind() const override { return true; }
    std::vector<QAction*> menuActions() const override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

private:
    void connectContext();
    void connectBar();
    void loadTrace();
    void takePoint();
    void takePinned();
    void takeSlack();
    void showArranged(const std::vector<std::uint32_t>& units);
    void showSelection();
    void showCount();
    void showLegend();
    void showFindNote();
    void step(int direction);
    void repaintExits();
    void applyOptions();
    std::int64_t unitAtPlace(int place) const; ///< of a row, or the first of a paragraph
    int placeCount() const;                    ///< rows or paragraphs
    int currentPlace() const;
    bool isText() const;

    ViewContext m_context;
    PinnedOutcome* m_pinned;
    SlackColumn* m_slack;
    UnitArranger* m_arranger;
    TokensBar* m_bar;
    QLabel* m_count;
    QStackedWidget* m_legends;
    widgets::DepthLegend* m_depthLegend;
    widgets::KeyLegend* m_lensLegend;
    QStackedWidget* m_pages;
    widgets::ExitStripView* m_strips;
    widgets::TokenTextView* m_text;
    std::shared_ptr<TraceRows> m_rows;
    std::shared_ptr<TraceParagraphs> m_paragraphs; ///< of a trace of tokens, once its table is made
    std::shared_ptr<const UnitOutcomes> m_a, m_b;
};

} // namespace exitscope::app
