#pragma once

#include "app/jobs/quick_task.h"
#include "app/views/view.h"
#include "app/views/view_context.h"
#include "core/examples/filter.h"
#include "core/examples/unit_columns.h"

#include <QTimer>

class QAction;
class QCheckBox;
class QItemSelection;
class QLabel;
class QMenu;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace exitscope::widgets {
class CompletingLine;
class CopyableTable;
class EmptyState;
}

namespace exitscope::app {

class AtlasPanel;
class ExampleFinder;
class ExamplesModel;
class LivePolicy;
class SliceShelf;

/// View 4: every unit of the open trace as a row, with what the operating point does to it; a filter, the overthinking
/// atlas, slices. The selection is the hub's, by unit.
class ExamplesView final : public View
{
    Q_OBJECT

public:
    explicit ExamplesView(const ViewContext& context, QWidget* parent = nullptr);
    ~ExamplesView() override;

    QString key() const override;
    QString title() const override;
    void find() override;
    bool canFind() const override { return true; }
    std::vector<QAction*> menuActions() const override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

    void setFilter(const QString& filter);

Q_SIGNALS:
    /// Return or a double click on a row: the hub has the unit selected.
    void unitActivated(std::int64_t unit);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void follow();
    void buildTable();
    void buildLayout();
    void connectFinder();
    void connectContext();
    void applyFilter();
    void showProblem(const QString& problem);
    void showCount();
    void updatePage();
    void onSelectionChanged();
    void showSelection();
    void rebuildSliceMenu();
    QString menuName(const QString& name) const;
    void addSliceMenu(const QString& name, int count, const QString& filter);
    void keepSlice();
    void tagSelected();
    void fillUntagMenu();
    std::vector<std::int64_t> selectedExamples() const;
    void exportCsv();
    std::vector<std::uint32_t> selectedUnits() const;

    ViewContext m_context;
    std::shared_ptr<const trace::Trace> m_followed; ///< what the finder was given last
    std::shared_ptr<LivePolicy> m_followedRule;
    std::shared_ptr<const examples::TagSet> m_tags; ///< of the open trace; null while they are read
    ExampleFinder* m_finder;
    ExamplesModel* m_model;
    SliceShelf* m_shelf;
    widgets::CompletingLine* m_filter;
    QLabel* m_count;
    QLabel* m_problem;
    QToolButton* m_slices;
    QMenu* m_sliceMenu;
    QMenu* m_untagMenu;
    widgets::CopyableTable* m_table;
    AtlasPanel* m_atlas;
    QSplitter* m_splitter;
    QStackedWidget* m_pages;
    widgets::EmptyState* m_empty;
    QAction* m_atlasAction;
    QAction* m_exportAction;
    QTimer m_filterDelay;
    QTimer m_tell; ///< a selection that is being drawn up is told once
    bool m_isShowingSelection = false;
    QuickTask m_writing;
};

} // namespace exitscope::app
