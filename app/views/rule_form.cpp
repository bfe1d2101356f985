#include "app/views/rule_form.h"

#include "app/analysis/generation_text.h"
#include "app/views/form_parts.h"
#include "widgets/panel/number_box.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStandardItemModel>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

using calm::TokenMeasure;

namespace {

constexpr int sliderSteps = 1000;
constexpr int manyLayers = 999;

template <typename Value> void addChoice(QComboBox* box, const QString& text, Value value)
{
    box->addItem(text, static_cast<int>(value));
}

template <typename Value> Value chosen(const QComboBox* box)
{
    return static_cast<Value>(box->currentData().toInt());
}

} // namespace

RuleForm::RuleForm(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_measure(new QComboBox(this))
    , m_help(new QLabel(this))
    , m_layer(countBox(1, manyLayers, 1, tr("Layer"), tr("After which every token leaves"), this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_threshold(new widgets::NumberBox(widgets::NumberBox::Kind::Real, this))
    , m_first(countBox(1, manyLayers, 1, tr("First exit"), tr("No token leaves before the first exit at or above this layer"), this))
    , m_every(countBox(1, manyLayers, 1, tr("Every"), tr("From there on every so many exits are tried"), this))
    , m_decay(new widgets::NumberBox(widgets::NumberBox::Kind::Real, this))
    , m_decayForm(new QComboBox(this))
    , m_shortlist(new QComboBox(this))
    , m_words(countBox(1, 10'000'000, 1000, tr("Words"), tr("That the first tried layer finds likeliest"), this))
    , m_least(countBox(1, 10'000'000, 100, tr("Least words"), tr("That the deepest tried layer is asked for"), this))
    , m_thresholdRow(new QWidget(this))
{
    for (const TokenMeasure measure : calm::allMeasures()) {
        addChoice(m_measure, measureTitle(measure), measure);
        m_measure->setItemData(m_measure->count() - 1, measureHelp(measure), Qt::ToolTipRole);
    }
    addChoice(m_decayForm, tr("as published"), calm::DecayForm::Paper);
    addChoice(m_decayForm, tr("as released"), calm::DecayForm::T5x);
    addChoice(m_shortlist, tr("all words"), calm::ShortlistKind::None);
    addChoice(m_shortlist, tr("a fixed shortlist"), calm::ShortlistKind::Fixed);
    addChoice(m_shortlist, tr("shorter with depth"), calm::ShortlistKind::Decaying);
    addChoice(m_shortlist, tr("shorter when sure"), calm::ShortlistKind::Adaptive);
    build();
    calm::GenerationRule usual;
    usual.measure = TokenMeasure::Margin;
    usual.threshold = 0.8f;
    setRule(usual);
    connect(m_measure, &QComboBox::currentIndexChanged, this, [this] {
        const QSignalBlocker quiet(m_threshold);
        m_threshold->setValue(measure() == TokenMeasure::Entropy ? 1 : measure() == TokenMeasure::Saturation ? 0.98 : 0.8);
        showKeys();
        Q_EMIT changed();
    });
    connect(m_slider, &QSlider::valueChanged, this, &RuleForm::takeSlider);
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, [this] {
        placeSlider();
        Q_EMIT changed();
    });
    for (auto* box : { m_layer, m_first, m_every, m_words, m_least })
        connect(box, &QSpinBox::valueChanged, this, &RuleForm::changed);
    for (auto* box : { m_decayForm, m_shortlist })
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            showKeys();
            Q_EMIT changed();
        });
    connect(m_decay, &QDoubleSpinBox::valueChanged, this, [this] {
        showKeys();
        Q_EMIT changed();
    });
}

void RuleForm::build()
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_help->setWordWrap(true);
    m_help->setTextFormat(Qt::PlainText);
    m_measure->setAccessibleName(tr("Rule"));
    for (auto* box : { m_measure, m_shortlist, m_decayForm })
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_slider->setRange(0, sliderSteps);
    m_slider->setPageStep(sliderSteps / 20);
    m_slider->setAccessibleName(tr("Threshold"));
    m_threshold->setAccessibleName(tr("Threshold, as a number"));
    m_threshold->setKeyboardTracking(false);
    m_threshold->setSingleStep(0.01);
    m_decay->setRange(0, 1000);
    m_decay->setSpecialValueText(tr("none"));
    m_decay->setAccessibleName(tr("Decay"));
    m_decay->setToolTip(tr("Lowers the threshold along a text, from 0.9 of it and 0.1 to 0.9 of it; CALM uses 4"));
    m_decay->setKeyboardTracking(false);
    m_decayForm->setAccessibleName(tr("Form of the decay"));
    m_decayForm->setToolTip(tr("The released code starts at the threshold itself"));
    m_shortlist->setAccessibleName(tr("Words that the head is asked for"));
    m_shortlist->setToolTip(tr("The head of a large vocabulary can cost more than several layers, and this measure asks it at every one"));
    auto* row = new QHBoxLayout(m_thresholdRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_slider, 1);
    row->addWidget(m_threshold);
    m_thresholdRow->setFocusProxy(m_slider);
    m_form->addRow(tr("&Rule:"), m_measure);
    m_form->addRow(m_help);
    m_form->addRow(tr("&Layer:"), m_layer);
    m_form->addRow(tr("&Threshold:"), m_thresholdRow);
    m_form->addRow(tr("&First exit:"), m_first);
    m_form->addRow(tr("E&very:"), m_every);
    m_form->addRow(tr("&Decay:"), m_decay);
    m_form->addRow(tr("Decay, f&orm:"), m_decayForm);
    m_form->addRow(tr("&Head:"), m_shortlist);
    m_form->addRow(tr("&Words:"), m_words);
    m_form->addRow(tr("L&east words:"), m_least);
}

TokenMeasure RuleForm::measure() const
{
    return chosen<TokenMeasure>(m_measure);
}

double RuleForm::highest() const
{
    return measure() == TokenMeasure::Entropy ? std::log(static_cast<double>(std::max<std::int64_t>(2, m_vocabulary))) : 1;
}

void RuleForm::showKeys()
{
    calm::GenerationRule rule;
    rule.measure = measure();
    const bool tries = rule.measure != TokenMeasure::Full && rule.measure != TokenMeasure::Fixed;
    const auto kind = chosen<calm::ShortlistKind>(m_shortlist);
    m_help->setText(measureHelp(rule.measure));
    m_form->setRowVisible(m_layer, rule.measure == TokenMeasure::Fixed);
    m_form->setRowVisible(m_thresholdRow, calm::hasThreshold(rule.measure));
    m_form->setRowVisible(m_first, tries);
    m_form->setRowVisible(m_every, tries);
    m_form->setRowVisible(m_decay, calm::mayDecay(rule.measure));
    m_form->setRowVisible(m_decayForm, calm::mayDecay(rule.measure) && m_decay->value() > 0);
    m_form->setRowVisible(m_shortlist, rule.readsHead());
    m_form->setRowVisible(
        m_words, rule.readsHead() && (kind == calm::ShortlistKind::Fixed || kind == calm::ShortlistKind::Decaying));
    m_form->setRowVisible(m_least, rule.readsHead() && kind == calm::ShortlistKind::Decaying);
    placeSlider();
}

void RuleForm::takeSlider()
{
    const double step = highest() / sliderSteps;
    const QSignalBlocker quiet(m_threshold);
    m_threshold->setValue(std::round(m_slider->value() * step * 1e4) / 1e4);
    Q_EMIT changed();
}

void RuleForm::placeSlider()
{
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(static_cast<int>(std::lround(std::clamp(m_threshold->value() / highest(), 0.0, 1.0) * sliderSteps)));
}

calm::GenerationRule RuleForm::rule() const
{
    calm::GenerationRule rule;
    rule.measure = measure();
    if (calm::hasThreshold(rule.measure))
        rule.threshold = static_cast<float>(m_threshold->value());
    if (rule.measure == TokenMeasure::Fixed)
        rule.layer = m_layer->value();
    else if (rule.measure != TokenMeasure::Full) {
        rule.firstExit = m_first->value();
        rule.exitEvery = m_every->value();
    }
    if (calm::mayDecay(rule.measure) && m_decay->value() > 0)
        rule.decay = { chosen<calm::DecayForm>(m_decayForm), m_decay->value() };
    if (rule.readsHead()) {
        rule.shortlist.kind = chosen<calm::ShortlistKind>(m_shortlist);
        const bool decays = rule.shortlist.kind == calm::ShortlistKind::Decaying;
        if (decays || rule.shortlist.kind == calm::ShortlistKind::Fixed)
            rule.shortlist.words = m_words->value();
        if (decays)
            rule.shortlist.least = std::min(m_least->value(), m_words->value());
    }
    return rule;
}

void RuleForm::setRule(const calm::GenerationRule& rule)
{
    const QSignalBlocker quiet(this);
    const auto choose = [](QComboBox* box, auto value) { box->setCurrentIndex(box->findData(static_cast<int>(value))); };
    choose(m_measure, rule.measure);
    if (calm::hasThreshold(rule.measure)) // as short as it was written
        m_threshold->setValue(std::round(static_cast<double>(rule.threshold) * 1e6) / 1e6);
    if (rule.measure == TokenMeasure::Fixed)
        m_layer->setValue(static_cast<int>(rule.layer));
    m_first->setValue(static_cast<int>(std::min<std::int64_t>(rule.firstExit, manyLayers)));
    m_every->setValue(static_cast<int>(std::min<std::int64_t>(rule.exitEvery, manyLayers)));
    m_decay->setValue(rule.decay.temperature);
    choose(m_decayForm, rule.decay.form);
    choose(m_shortlist, rule.shortlist.kind);
    if (rule.shortlist.words > 0)
        m_words->setValue(static_cast<int>(std::min<std::int64_t>(rule.shortlist.words, m_words->maximum())));
    if (rule.shortlist.kind == calm::ShortlistKind::Decaying)
        m_least->setValue(static_cast<int>(std::min<std::int64_t>(rule.shortlist.least, m_least->maximum())));
    showKeys();
}

void RuleForm::setFacts(const GeneratorFacts& facts)
{
    const QSignalBlocker quiet(this);
    const int layers = static_cast<int>(std::clamp<std::int64_t>(facts.layers, 1, manyLayers));
    m_layer->setMaximum(layers);
    m_first->setMaximum(layers);
    m_every->setMaximum(layers);
    m_vocabulary = facts.vocabulary;
    m_hasClassifier = facts.hasClassifier;
    const int learned = m_measure->findData(static_cast<int>(TokenMeasure::Learned));
    if (auto* items = qobject_cast<QStandardItemModel*>(m_measure->model()))
        items->item(learned)->setEnabled(facts.hasClassifier);
    m_measure->setItemText(learned,
        facts.hasClassifier ? measureTitle(TokenMeasure::Learned)
                            : tr("%1 (this model has none)").arg(measureTitle(TokenMeasure::Learned)));
    showKeys();
}

bool RuleForm::isLearnedMissing() const
{
    return measure() == TokenMeasure::Learned && !m_hasClassifier;
}

} // namespace exitscope::app
