#pragma once

#include "app/analysis/difficulty_work.h"

#include <QJsonObject>
#include <QStringList>
#include <QWidget>

class QAction;
class QCheckBox;
class QLabel;
class QSpinBox;
class QVBoxLayout;

namespace exitscope::app {

class PathField;

/// What to foresee, from what, with what: the left side of the Difficulty view.
class DifficultyForm final : public QWidget
{
    Q_OBJECT

public:
    /// `start` has a button at the foot, `fromTrace` one below the files.
    DifficultyForm(QAction* start, QAction* fromTrace, QWidget* parent = nullptr);

    DifficultyRequest request() const;
    QString problem() const; ///< why it cannot start, as a sentence; empty where it can
    /// One file is to be learnt from, and split; of two the one with "train" in its name. A folder is a model.
    void takeFiles(const QStringList& paths);
    /// What is wrong with something else than the choice, until the choice changes.
    void showProblem(const QString& problem);
    QJsonObject state() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void changed();

private:
    void buildLayout(QAction* start, QAction* fromTrace);
    void update();

    PathField* m_train;
    PathField* m_test;
    PathField* m_model;
    QSpinBox* m_share;
    QSpinBox* m_seeds;
    QSpinBox* m_epochs;
    std::vector<QCheckBox*> m_predictors; ///< in the order of allPredictors()
    QLabel* m_problem;
};

} // namespace exitscope::app
