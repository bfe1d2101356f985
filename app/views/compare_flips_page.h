#pragma once

#include "app/views/compare_flips_model.h"
#include "app/views/view_context.h"

#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace exitscope::app {

/// Which examples one of two runs gets right and the other wrong, at a budget that is chosen here. What is selected in the
/// list becomes the window's selected examples.
class CompareFlipsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit CompareFlipsPage(const ViewContext& context, QWidget* parent = nullptr);

    /// The budgets to choose from; keeps the chosen one where it is still there.
    void setBudgets(const QStringList& titles);
    int budget() const; ///< index among the budgets; −1: none
    void setFlips(std::shared_ptr<const RunFlips> flips, const QString& first, const QString& second);
    void setProblem(const QString& sentence); ///< none to show, and why
    QJsonObject state() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void budgetChosen();
    void stateChanged();

private:
    void arrange();
    void onSelectionChanged();
    bool isOfOpenTrace() const;

    ViewContext m_context;
    std::shared_ptr<const RunFlips> m_flips;
    QString m_first, m_second;
    CompareFlipsModel* m_model;
    QComboBox* m_budget;
    QComboBox* m_shown;
    QTableView* m_table;
    QPushButton* m_all;
    QPushButton* m_open;
    QLabel* m_note;
};

} // namespace exitscope::app
