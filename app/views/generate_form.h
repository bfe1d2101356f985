#pragma once

#include "app/analysis/generator_facts.h"
#include "app/jobs/quick_task.h"
#include "core/calm/generation_rule.h"
#include "core/engine/generation.h"

#include <QJsonObject>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <optional>

class QAction;
class QComboBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QSpinBox;
class QToolButton;

namespace exitscope::widgets {
class NumberBox;
}

namespace exitscope::app {

class PathField;
class RuleForm;

/// What to write, with which model, under which rule: the left side of the Generate view.
class GenerateForm final : public QWidget
{
    Q_OBJECT

public:
    /// `write` and `stop` have a button each below the prompt.
    GenerateForm(QAction* write, QAction* stop, QWidget* parent = nullptr);

    engine::GenerateRequest request() const;
    QString problem() const; ///< why it cannot start, as a sentence; empty where it can
    /// Of the chosen model, once they were read.
    const std::optional<GeneratorFacts>& facts() const { return m_facts; }
    bool comparesWithFull() const; ///< the full model is to write beside it: not where the rule is the full model itself
    calm::GenerationRule rule() const;

    void setModels(const QStringList& paths); ///< that were used before, newest first
    void setModel(const QString& path);
    QString model() const;
    /// A folder or a model file of llama2.c is a model; a text file holds prompts.
    void takeFiles(const QStringList& paths);
    /// What is wrong with something else than the choice, until the choice changes.
    void showProblem(const QString& problem);
    QJsonObject state() const;
    void restore(const QJsonObject& state);
    void focusPrompt();
    void readFacts(); ///< of the model, whose files may have changed

Q_SIGNALS:
    void changed(); ///< anything
    void ruleChanged(); ///< only what the rule says: the full model would write the same

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildModel(QFormLayout* form);
    void buildPrompt(QFormLayout* form);
    void buildSampling(QFormLayout* form);
    void chooseFolder();
    void chooseFile();
    void showFacts();
    void update();

    QAction* m_write;
    QComboBox* m_model;
    QToolButton* m_browse;
    QLabel* m_about;
    QPlainTextEdit* m_prompt;
    PathField* m_file;
    QLabel* m_problem;
    RuleForm* m_rule;
    QSpinBox* m_most;
    widgets::NumberBox* m_temperature;
    QSpinBox* m_topWords;
    widgets::NumberBox* m_topShare;
    QSpinBox* m_seed;
    QSpinBox* m_beams;
    QComboBox* m_longPrompt;
    QFormLayout* m_sampling;
    std::optional<GeneratorFacts> m_facts; ///< of model()
    QString m_factsProblem;
    QTimer m_delay; ///< a path is not looked at letter by letter
    QuickTask m_reading;
};

} // namespace exitscope::app
