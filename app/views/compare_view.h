#pragma once

#include "app/analysis/run_comparison.h"
#include "app/jobs/quick_task.h"
#include "app/views/view.h"
#include "app/views/view_context.h"

#include <QStringList>
#include <QTimer>

#include <stop_token>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QVBoxLayout;

namespace exitscope::widgets {
class EmptyState;
class PlotView;
}

namespace exitscope::app {

class CompareFiguresPage;
class CompareFlipsPage;
class CompareSettingsPage;

/// View 5: two to six selected runs beside each other: their frontiers on one pair of axes, their figures at equal cost and
/// equal quality with the tests, the examples on which two of them differ, what differs in their settings.
class CompareView final : public View
{
    Q_OBJECT

public:
    static constexpr std::size_t mostRuns = 6;

    explicit CompareView(const ViewContext& context, QWidget* parent = nullptr);
    ~CompareView() override;

    QString key() const override;
    QString title() const override;
    std::optional<ShownFigure> figure() const override;
    void fit() override;
    void zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y) override;
    std::vector<QAction*> menuActions() const override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

    void setRuns(std::shared_ptr<const std::vector<PlottedRun>> runs);
    const std::shared_ptr<const RunsCompared>& comparison() const { return m_comparison; } ///< null while it is computed
    void setBaseline(int run);

Q_SIGNALS:
    void compared(); ///< comparison() is there
    void flipsFound(); ///< the list of differing examples is

private:
    // compare_view.cpp
    void buildBar(QVBoxLayout* layout);
    void buildPages();
    void refillRuns();
    void refillMetrics();
    FigureRequest plotted() const; ///< what is drawn of the runs
    void rebuildPlot();
    void showSettings();
    QString nameOf(std::size_t run) const;
    std::size_t runCount() const { return m_runs ? m_runs->size() : 0; }

    // compare_view_work.cpp
    void startComparing();
    void onCompared(std::optional<RunsCompared> found);
    void startFlips();
    std::optional<ComparisonChoice> choice() const; ///< none: what was typed makes no sense
    static std::optional<std::vector<double>> numbersIn(const QString& text, double above);

    ViewContext m_context;
    std::shared_ptr<const std::vector<PlottedRun>> m_runs; ///< at most six
    std::shared_ptr<const RunsCompared> m_comparison;
    QComboBox* m_baseline;
    QComboBox* m_other; ///< the run that differences and examples are of
    QComboBox* m_metric;
    QComboBox* m_axis;
    QLineEdit* m_speedups;
    QLineEdit* m_qualities;
    QLabel* m_note;
    QProgressBar* m_busy;
    QStackedWidget* m_stack;
    widgets::EmptyState* m_empty;
    QSplitter* m_splitter;
    widgets::PlotView* m_plot;
    QTabWidget* m_pages;
    CompareFiguresPage* m_figures;
    CompareFlipsPage* m_flips;
    CompareSettingsPage* m_settings;
    QAction* m_copyLatex;
    QTimer m_delay; ///< after the last keystroke in a budget
    QuickTask m_comparing, m_flipping;
    std::stop_source m_stop; ///< of the comparison under way
};

} // namespace exitscope::app
