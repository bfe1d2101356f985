#pragma once

#include "app/analysis/run_comparison.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QTableView;
class QToolButton;

namespace exitscope::app {

class CompareFiguresModel;

/// The metric at equal cost and the cost at equal metric: one line per budget and run. What is bold, the test says.
class CompareFiguresPage final : public QWidget
{
    Q_OBJECT

public:
    explicit CompareFiguresPage(QWidget* parent = nullptr);

    void setComparison(std::shared_ptr<const RunsCompared> comparison, const QStringList& names);
    void setProblem(const QString& sentence); ///< no figures, and why
    void copyAs(report::TableFormat format) const;

private:
    int budgetWidth() const;
    void arrange();
    QString problems() const;

    std::shared_ptr<const RunsCompared> m_comparison;
    QStringList m_names;
    CompareFiguresModel* m_model;
    QTableView* m_table;
    QToolButton* m_copy;
    QLabel* m_caption;
    QLabel* m_problem;
};

} // namespace exitscope::app
