#pragma once

#include "app/analysis/generator_facts.h"
#include "core/calm/generation_rule.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QSlider;
class QSpinBox;

namespace exitscope::widgets {
class NumberBox;
}

namespace exitscope::app {

/// The rule by which written tokens leave: the measure, a slider for its threshold, and exactly the keys that it takes.
class RuleForm final : public QWidget
{
    Q_OBJECT

public:
    explicit RuleForm(QWidget* parent = nullptr);

    calm::GenerationRule rule() const;
    void setRule(const calm::GenerationRule& rule);
    /// Layers that there are, the largest entropy, and whether there is an exit classifier.
    void setFacts(const GeneratorFacts& facts);
    bool isLearnedMissing() const; ///< the rule reads an exit classifier, which the model lacks

Q_SIGNALS:
    void changed();

private:
    void build();
    void showKeys();
    void takeSlider();
    void placeSlider();
    double highest() const; ///< useful threshold
    calm::TokenMeasure measure() const;

    QFormLayout* m_form;
    QComboBox* m_measure;
    QLabel* m_help;
    QSpinBox* m_layer;
    QSlider* m_slider;
    widgets::NumberBox* m_threshold;
    QSpinBox* m_first;
    QSpinBox* m_every;
    widgets::NumberBox* m_decay;
    QComboBox* m_decayForm;
    QComboBox* m_shortlist;
    QSpinBox* m_words;
    QSpinBox* m_least;
    QWidget* m_thresholdRow;
    bool m_hasClassifier = true; ///< until a model says otherwise
    std::int64_t m_vocabulary = 50257;
};

} // namespace exitscope::app
