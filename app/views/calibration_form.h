#pragma once

#include "app/analysis/calibration_work.h"

#include <QJsonObject>
#include <QWidget>

#include <memory>

class QAction;
class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;
class QVBoxLayout;

namespace exitscope::widgets {
class NumberBox;
class PolicyPanel;
}

namespace exitscope::app {

/// What to calibrate, on what, and how surely: the left side of the Calibrate view.
class CalibrationForm final : public QWidget
{
    Q_OBJECT

public:
    /// `start` has a button at the foot.
    explicit CalibrationForm(QAction* start, QWidget* parent = nullptr);

    void setTrace(std::shared_ptr<const trace::Trace> trace); ///< null: none
    /// Whole texts in the place of the trace; null: the trace again.
    void setTexts(std::shared_ptr<const generations::Generations> texts);
    const std::shared_ptr<const generations::Generations>& texts() const { return m_texts; }

    CalibrationChoice choice() const;
    void setChoice(const CalibrationChoice& choice);
    QString problem() const; ///< why it cannot start, as a sentence; empty where it can
    /// What is wrong with something else than the choice, until the choice changes.
    void showProblem(const QString& problem);
    QJsonObject state() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void changed();
    void textsClosed(); ///< the person wants to be rid of them

private:
    QWidget* buildTextsPanel();
    void showRule();
    QString textsProblem() const;
    void fillCombos();
    void buildLayout(QAction* start);
    void update();

    std::shared_ptr<const trace::Trace> m_trace;
    QString m_wantedPolicy; ///< of the last start, for the first trace that can run it
    std::shared_ptr<const generations::Generations> m_texts;
    std::vector<calibration::SequenceFamily> m_families; ///< of the texts
    QWidget* m_textsPanel = nullptr;
    QLabel* m_textsName = nullptr;
    QComboBox* m_rule = nullptr;
    QLabel* m_settings = nullptr; ///< of the rule, the safest first
    QComboBox* m_constraint;
    QComboBox* m_distance;
    QFormLayout* m_terms = nullptr;
    QVBoxLayout* m_policyPlace = nullptr;
    widgets::PolicyPanel* m_policy = nullptr;
    QComboBox* m_loss;
    widgets::NumberBox* m_scale;
    widgets::NumberBox* m_delta;
    widgets::NumberBox* m_epsilon;
    QComboBox* m_pValue;
    QComboBox* m_procedure;
    widgets::NumberBox* m_share;
    QSpinBox* m_seed;
    QLabel* m_problem;
};

} // namespace exitscope::app
