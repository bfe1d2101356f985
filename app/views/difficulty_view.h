#pragma once

#include "app/analysis/difficulty_work.h"
#include "app/jobs/quick_task.h"
#include "app/views/view.h"

class QAction;
class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;

namespace exitscope::widgets {
class CopyableTable;
class EmptyState;
class PlotView;
}

namespace exitscope::app {

class DifficultyForm;
class DifficultyModel;

/// View 7: can it be foreseen which exits are wrong? Choose an annotation and predictors; see the study's table, and what each
/// predictor reaches at every exit beside Majority. Rows that are selected are drawn; without a selection all are.
class DifficultyView final : public View
{
    Q_OBJECT

public:
    explicit DifficultyView(QWidget* parent = nullptr);

    QString key() const override;
    QString title() const override;
    std::optional<ShownFigure> figure() const override;
    void fit() override;
    void zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y) override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

    void setTracePath(const QString& path); ///< of the open trace; empty: none
    void setKept(const QStringList& files); ///< kept studies, newest first
    void openStudy(const QString& file);    ///< shows a kept one, or says why not
    void showStudy(KeptStudy kept);
    void setBusy(bool isBusy); ///< while one is under way no other can be started
    void takeFiles(const QStringList& paths);

    bool hasStudy() const { return m_study != nullptr; }
    QAction* startAction() const { return m_start; }

Q_SIGNALS:
    void startRequested(const exitscope::app::DifficultyRequest& request);
    void studyOpened(const QString& file);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildResults();
    void update();
    void drawBars();
    void describe();
    std::vector<difficulty::Predictor> drawnPredictors() const;

    std::shared_ptr<const difficulty::Study> m_study; ///< null: none is shown
    QString m_file;                                   ///< that keeps it
    QString m_trace;
    bool m_isBusy = false;
    QAction* m_start;
    QAction* m_fromTrace;
    QSplitter* m_splitter;
    DifficultyForm* m_form;
    QComboBox* m_kept;
    QStackedWidget* m_pages;
    widgets::EmptyState* m_empty;
    QLabel* m_facts;
    QLabel* m_verdict;
    DifficultyModel* m_model;
    QSortFilterProxyModel* m_sorted;
    widgets::CopyableTable* m_table;
    widgets::PlotView* m_plot;
    QSplitter* m_results;
    QuickTask m_opening;
};

} // namespace exitscope::app
