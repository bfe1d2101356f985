#pragma once

#include "app/session/outcome_choice.h"
#include "app/session/slack_column.h"
#include "app/views/tokens_bar.h"
#include "app/views/trace_rows.h"
#include "app/views/view.h"
#include "app/views/view_context.h"

class QLabel;
class QSplitter;
class QStackedWidget;

namespace exitscope::widgets {
class DepthLegend;
class ExitStripView;
class KeyLegend;
class TokenTextView;
}

namespace exitscope::app {

class PaneHeads;
class TraceParagraphs;
class TypesPanel;
class UnitArranger;

/// View 3. Sentences: one strip of exits each. Tokens: running text with a coloured box for each. What is shown is A, the operating
/// point or what was executed; coloured by depth or by how it fares beside B, to be sorted, filtered and searched. Tokens can
/// be seen twice, A and B side by side. Follows the operating point by a repaint; where order or choice depend on it, these
/// follow too.
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

    QAction* executeAction() const { return m_execute; }
    /// What was just executed: as B, and beside A where there are tokens.
    void showExecuted(const OutcomeChoice& executed);
    void showTable(const QString& path); ///< where a hash of tokens sends words, as B

Q_SIGNALS:
    void executeRequested();

private:
    void connectContext();
    void connectBar();
    void loadTrace();
    void takePanes();
    void takeScale();
    void showBeside();
    void enableExecute();
    void connectTypes();
    void showOccurrence();
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
    SlackColumn* m_slack;
    UnitArranger* m_arranger;
    TokensBar* m_bar;
    PaneHeads* m_heads;
    QAction* m_execute;
    QLabel* m_count;
    QStackedWidget* m_legends;
    widgets::DepthLegend* m_depthLegend;
    widgets::KeyLegend* m_lensLegend;
    QStackedWidget* m_pages;
    widgets::ExitStripView* m_strips;
    widgets::TokenTextView* m_text;
    TypesPanel* m_types;
    QSplitter* m_split;
    QAction* m_showTypes;
    std::vector<std::int64_t> m_occurrences; ///< of the chosen word or tag, ascending
    std::size_t m_occurrence = 0;            ///< which of them was shown last
    std::shared_ptr<TraceRows> m_rows;
    std::shared_ptr<TraceParagraphs> m_paragraphs; ///< of a trace of tokens, once its table is made
    std::shared_ptr<TraceParagraphs> m_beside;     ///< the same with A and B exchanged, where these stand side by side
    std::vector<int> m_scale; ///< the layers of the outcomes' exits
    std::shared_ptr<const UnitOutcomes> m_a, m_b;
};

} // namespace exitscope::app
