#pragma once

#include "core/training/training_presets.h"

#include <QJsonObject>
#include <QStringList>
#include <QWidget>

#include <vector>

class QAction;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace exitscope::widgets {
class NumberBox;
}

namespace exitscope::app {

class PathField;

/// What to train on what, and how: the left side of the Train view. It says what `exitscope train` and `exitscope compress` take;
/// keys of an opened configuration that it has no field for are kept.
class TrainForm final : public QWidget
{
    Q_OBJECT

public:
    /// `start` has a button at the foot.
    explicit TrainForm(QAction* start, QWidget* parent = nullptr);

    training::TrainingPlan plan() const;  ///< with the output folder that is offered where none is typed
    void setPlan(const training::TrainingPlan& plan);
    int seeds() const;                    ///< trainings, one after the other, from the plan's seed on
    QString problem() const;              ///< why it cannot start, as a sentence; empty where it can
    void setOfferedFolder(const QString& folder); ///< where results go: a new folder there for each
    /// Data files by their names: one with "train", "dev" or "valid", "test" in it; else the next empty field. A folder is a model.
    void takeFiles(const QStringList& paths);
    void showProblem(const QString& problem); ///< below the fields; nothing while the form is empty
    QJsonObject state() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void changed();

private:
    using Plan = training::TrainingPlan;

    void buildChoices();
    void addRows(QAction* start);
    QWidget* inOneRow(std::initializer_list<QWidget*> boxes);
    void connectParts();
    void choosePreset();
    void update();
    void showRows();
    void noticeOwnSettings();
    bool isCompression() const;
    QString regime() const;
    QString outputFolder() const;
    QString problemOfFiles() const;
    QString problemOfModel() const;
    void readTraining(Plan& plan) const;
    void showTraining(const Plan& plan);

    Plan m_plan;           ///< what has no field
    bool m_isFilling = false;
    QString m_offered;
    QFormLayout* m_form;
    QComboBox* m_kind;
    QComboBox* m_preset;
    QLabel* m_presetText;
    PathField* m_train;
    PathField* m_dev;
    PathField* m_test;
    QLineEdit* m_textColumns;
    QLineEdit* m_labelColumn;
    QComboBox* m_task;
    PathField* m_init;
    QSpinBox* m_layers;
    QSpinBox* m_hidden;
    QSpinBox* m_heads;
    QSpinBox* m_feedForward;
    QWidget* m_shape;
    QComboBox* m_regime;
    QLabel* m_regimeText;
    QCheckBox* m_equilibrium;
    QCheckBox* m_learnsToExit;
    QComboBox* m_exitHead;
    PathField* m_teacher;
    widgets::NumberBox* m_temperature;
    QCheckBox* m_matchesHidden;
    QComboBox* m_width;
    QSpinBox* m_headsKept;
    QSpinBox* m_feedForwardKept;
    QSpinBox* m_wordRank;
    QWidget* m_counts;
    QComboBox* m_importance;
    widgets::NumberBox* m_epochs;
    widgets::NumberBox* m_exitEpochs;
    QSpinBox* m_batch;
    widgets::NumberBox* m_rate;
    QSpinBox* m_maxLength;
    QSpinBox* m_patience;
    QSpinBox* m_seed;
    QSpinBox* m_seeds;
    QWidget* m_seedRow;
    PathField* m_output;
    QLabel* m_problem;
};

} // namespace exitscope::app
