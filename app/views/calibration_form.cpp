#include "app/views/calibration_form.h"

#include "app/analysis/policy_offer.h"
#include "core/calibration/family.h"
#include "core/error.h"
#include "widgets/panel/number_box.h"
#include "widgets/panel/policy_panel.h"
#include "widgets/theme/palette.h"

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace exitscope::app {

namespace {

using calibration::LossKind;
using calibration::Procedure;
using calibration::PValue;
using calibration::TextDistance;

constexpr double usualShare = 0.5; ///< of a trace

widgets::NumberBox* shareBox(double value, double step, const QString& name, const QString& help, QWidget* parent)
{
    auto* box = new widgets::NumberBox(widgets::NumberBox::Kind::Real, parent);
    box->setStepType(QAbstractSpinBox::DefaultStepType);
    box->setRange(0, 1);
    box->setSingleStep(step);
    box->setValue(value);
    box->setAccessibleName(name);
    box->setToolTip(help);
    return box;
}

template <typename Value> void select(QComboBox* combo, Value value)
{
    combo->setCurrentIndex(std::max(0, combo->findData(static_cast<int>(value))));
}

template <typename Value> Value selected(const QComboBox* combo)
{
    return static_cast<Value>(combo->currentData().toInt());
}

/// Policies whose settings can be put in an order from safe to early, each with a grid in place of every outcome.
std::vector<widgets::PolicyInfo> calibratable(const trace::Trace& trace)
{
    auto offers = offersFor(trace);
    for (auto& offer : offers) {
        for (auto& parameter : offer.parameters)
            parameter.hasExact = false;
        if (!offer.isOffered)
            continue;
        try {
            [[maybe_unused]] const auto family = calibration::orderedFamily(
                trace, widgets::usualSpecification(offer, widgets::PanelUse::Sweep).toStdString());
        } catch (const InputError&) {
            offer.isOffered = false;
            offer.reason = CalibrationForm::tr("has no order from safe to early");
        }
    }
    return offers;
}

void restoreCombo(QComboBox* combo, const QJsonValue& value)
{
    if (const int place = value.isDouble() ? combo->findData(value.toInt()) : -1; place >= 0)
        combo->setCurrentIndex(place);
}

template <typename Box> void restoreNumber(Box* box, const QJsonValue& value)
{
    if (value.isDouble() && value.toDouble() >= box->minimum() && value.toDouble() <= box->maximum())
        box->setValue(static_cast<decltype(box->value())>(value.toDouble()));
}

} // namespace

CalibrationForm::CalibrationForm(QAction* start, QWidget* parent)
    : QWidget(parent)
    , m_constraint(new QComboBox(this))
    , m_distance(new QComboBox(this))
    , m_loss(new QComboBox(this))
    , m_scale(new widgets::NumberBox(widgets::NumberBox::Kind::Real, this))
    , m_delta(shareBox(0.1, 0.01, tr("Delta"), tr("The risk that is tolerated"), this))
    , m_epsilon(shareBox(0.05, 0.01, tr("Epsilon"), tr("How often the guarantee may fail, over the calibration draw"), this))
    , m_pValue(new QComboBox(this))
    , m_procedure(new QComboBox(this))
    , m_share(shareBox(usualShare, 0.05, tr("Share"), tr("Examples that go to the calibration half; the others test"), this))
    , m_seed(new QSpinBox(this))
    , m_problem(new QLabel(this))
{
    fillCombos();
    buildLayout(start);
    for (auto* box : { m_delta, m_epsilon, m_share, m_scale })
        connect(box, &QDoubleSpinBox::valueChanged, this, &CalibrationForm::update);
    for (auto* combo : { m_loss, m_constraint, m_distance, m_pValue, m_procedure })
        connect(combo, &QComboBox::currentIndexChanged, this, &CalibrationForm::update);
    connect(m_seed, &QSpinBox::valueChanged, this, &CalibrationForm::changed);
}

void CalibrationForm::fillCombos()
{
    const auto add = [](QComboBox* combo, const QString& text, auto value) { combo->addItem(text, static_cast<int>(value)); };
    add(m_loss, tr("consistency: answers changed"), LossKind::Consistency);
    add(m_loss, tr("risk: right answers lost"), LossKind::Risk);
    add(m_constraint, tr("textual consistency"), LossKind::Consistency);
    add(m_constraint, tr("risk consistency"), LossKind::Risk);
    for (const auto distance : { TextDistance::RougeL, TextDistance::TokenF1, TextDistance::Bleu })
        add(m_distance, QString::fromStdString(calibration::formulaOf(distance)), distance);
    add(m_distance, tr("0 or 1: texts that differ"), TextDistance::Different);
    add(m_pValue, tr("Hoeffding–Bentkus"), PValue::HoeffdingBentkus);
    add(m_pValue, tr("Hoeffding"), PValue::Hoeffding);
    add(m_pValue, tr("Hoeffding, KL form"), PValue::HoeffdingKl);
    add(m_pValue, tr("Bentkus"), PValue::Bentkus);
    add(m_pValue, tr("binomial (losses of 0 and 1)"), PValue::Binomial);
    add(m_procedure, tr("fixed sequence"), Procedure::FixedSequence);
    add(m_procedure, tr("Bonferroni"), Procedure::Bonferroni);
    add(m_procedure, tr("Holm"), Procedure::Holm);
    m_loss->setAccessibleName(tr("Loss"));
    m_constraint->setAccessibleName(tr("Constraint"));
    m_distance->setAccessibleName(tr("Distance of texts"));
    m_pValue->setAccessibleName(tr("P-value"));
    m_procedure->setAccessibleName(tr("Procedure"));
    m_seed->setAccessibleName(tr("Seed"));
    m_scale->setAccessibleName(tr("Difference that counts as 1"));
    m_scale->setRange(0, 1e6);
    m_scale->setValue(1);
    m_seed->setRange(0, 1'000'000'000);
    m_seed->setValue(1);
    for (auto* combo : { m_loss, m_constraint, m_distance, m_pValue, m_procedure }) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(14);
    }
}

void CalibrationForm::buildLayout(QAction* start)
{
    auto* form = m_terms = new QFormLayout;
    form->addRow(tr("C&onstraint:"), m_constraint);
    form->addRow(tr("D&istance:"), m_distance);
    form->addRow(tr("&Loss:"), m_loss);
    form->addRow(tr("Counts as &1:"), m_scale);
    form->addRow(tr("&Delta:"), m_delta);
    form->addRow(tr("&Epsilon:"), m_epsilon);
    form->addRow(tr("&P-value:"), m_pValue);
    form->addRow(tr("P&rocedure:"), m_procedure);
    form->addRow(tr("&Share:"), m_share);
    form->addRow(tr("See&d:"), m_seed);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    auto* button = new QPushButton(start->text(), this);
    connect(button, &QPushButton::clicked, start, &QAction::trigger);
    connect(start, &QAction::changed, button, [start, button] { button->setEnabled(start->isEnabled()); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 6, 6);
    m_policyPlace = new QVBoxLayout;
    m_policyPlace->addWidget(buildTextsPanel());
    layout->addLayout(m_policyPlace, 1);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(button);
    setTexts(nullptr);
}

QWidget* CalibrationForm::buildTextsPanel()
{
    m_textsPanel = new QWidget(this);
    m_textsName = new QLabel(m_textsPanel);
    m_textsName->setWordWrap(true);
    m_textsName->setTextFormat(Qt::PlainText);
    m_rule = new QComboBox(m_textsPanel);
    m_rule->setAccessibleName(tr("Rule"));
    m_rule->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_rule->setMinimumContentsLength(14);
    m_settings = new QLabel(m_textsPanel);
    m_settings->setWordWrap(true);
    m_settings->setTextFormat(Qt::PlainText);
    m_settings->setAccessibleName(tr("Settings that are tested"));
    auto* rule = new QLabel(tr("R&ule:"), m_textsPanel);
    rule->setBuddy(m_rule);
    auto* close = new QPushButton(tr("Close these te&xts"), m_textsPanel);
    connect(close, &QPushButton::clicked, this, &CalibrationForm::textsClosed);
    connect(m_rule, &QComboBox::currentIndexChanged, this, &CalibrationForm::showRule);
    auto* row = new QHBoxLayout;
    row->addWidget(rule);
    row->addWidget(m_rule, 1);
    auto* layout = new QVBoxLayout(m_textsPanel);
    layout->setContentsMargins(0, 0, 0, 6);
    layout->addWidget(m_textsName);
    layout->addLayout(row);
    layout->addWidget(m_settings);
    layout->addWidget(close, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return m_textsPanel;
}

void CalibrationForm::setTexts(std::shared_ptr<const generations::Generations> texts)
{
    const bool wasOfTexts = m_texts != nullptr;
    m_texts = std::move(texts);
    m_families = m_texts ? calibration::sequenceFamilies(*m_texts) : std::vector<calibration::SequenceFamily> {};
    if (wasOfTexts != (m_texts != nullptr)) // a share that was chosen stays
        if (m_share->value() == (wasOfTexts ? calibration::usualSequenceShare : usualShare))
            m_share->setValue(wasOfTexts ? usualShare : calibration::usualSequenceShare);
    {
        const QSignalBlocker quiet(m_rule);
        m_rule->clear();
        for (const auto& family : m_families)
            m_rule->addItem(QString::fromStdString(family.rule));
    }
    if (m_texts) {
        const auto& settings = m_texts->settings;
        m_textsName->setText(tr("%n text(s) that %1 wrote for %2", nullptr, static_cast<int>(settings.prompts))
                                 .arg(QString::fromStdString(settings.model), QString::fromStdString(settings.data)));
    }
    m_textsPanel->setVisible(m_texts != nullptr);
    if (m_policy)
        m_policy->setVisible(!m_texts);
    for (QWidget* ofTexts : { m_constraint, m_distance })
        m_terms->setRowVisible(ofTexts, m_texts != nullptr);
    for (QWidget* ofTrace : { static_cast<QWidget*>(m_loss), static_cast<QWidget*>(m_scale) })
        m_terms->setRowVisible(ofTrace, !m_texts);
    showRule();
}

void CalibrationForm::showRule()
{
    const int index = m_rule->currentIndex();
    QStringList values;
    if (index >= 0)
        for (const auto& spec : m_families[static_cast<std::size_t>(index)].settings)
            values << QString::fromStdString(spec.parameters.at(m_families[static_cast<std::size_t>(index)].key));
    m_settings->setText(values.isEmpty() ? QString() : tr("Tested from safe to early: %1").arg(values.join(QStringLiteral(", "))));
    update();
}

void CalibrationForm::setTrace(std::shared_ptr<const trace::Trace> trace)
{
    m_trace = std::move(trace);
    if (m_policy)
        m_wantedPolicy = m_policy->specification();
    delete m_policy; // the layout forgets it
    m_policy = nullptr;
    if (m_trace) {
        m_policy = new widgets::PolicyPanel(calibratable(*m_trace), widgets::PanelUse::Sweep, this);
        if (m_wantedPolicy.isEmpty() || !m_policy->setSpecification(m_wantedPolicy))
            m_policy->setSpecification(QStringLiteral("confidence:threshold=0.5:1:21"));
        m_policyPlace->addWidget(m_policy);
        m_policy->setVisible(!m_texts);
        connect(m_policy, &widgets::PolicyPanel::specificationChanged, this, &CalibrationForm::update);
    }
    m_scale->setEnabled(m_trace && m_trace->isRegression());
    update();
}

CalibrationChoice CalibrationForm::choice() const
{
    CalibrationChoice choice;
    if (m_texts) {
        choice.texts = m_texts;
        choice.textLoss = { selected<TextDistance>(m_distance), selected<LossKind>(m_constraint) };
        choice.policy = m_rule->currentText().toStdString();
    } else if (m_policy) {
        choice.policy = m_policy->specification().toStdString();
    }
    choice.loss.kind = selected<LossKind>(m_loss);
    choice.loss.scale = m_trace && m_trace->isRegression() ? m_scale->value() : 0;
    choice.delta = m_delta->value();
    choice.pValue = selected<PValue>(m_pValue);
    choice.procedure.procedure = selected<Procedure>(m_procedure);
    choice.procedure.epsilon = m_epsilon->value();
    choice.split.share = m_share->value();
    choice.split.seed = static_cast<std::uint64_t>(m_seed->value());
    return choice;
}

void CalibrationForm::setChoice(const CalibrationChoice& choice)
{
    if (choice.textLoss.has_value() != (m_texts != nullptr))
        return; // what is open is something else
    if (m_texts) {
        if (const int place = m_rule->findText(QString::fromStdString(choice.policy)); place >= 0)
            m_rule->setCurrentIndex(place);
        select(m_constraint, choice.textLoss->kind);
        select(m_distance, choice.textLoss->distance);
    } else if (m_policy) {
        m_policy->setSpecification(QString::fromStdString(choice.policy));
    }
    select(m_loss, choice.loss.kind);
    if (choice.loss.scale > 0)
        m_scale->setValue(choice.loss.scale);
    m_delta->setValue(choice.delta);
    select(m_pValue, choice.pValue);
    select(m_procedure, choice.procedure.procedure);
    m_epsilon->setValue(choice.procedure.epsilon);
    m_share->setValue(choice.split.share);
    m_seed->setValue(static_cast<int>(choice.split.seed));
}

QString CalibrationForm::problem() const
{
    const auto isShare = [](double value) { return value > 0 && value < 1; };
    if (!m_texts && (!m_trace || !m_policy))
        return tr("Open a trace first.");
    if (!m_texts && !m_policy->problem().isEmpty())
        return m_policy->problem();
    if (!isShare(m_delta->value()))
        return tr("Delta lies between 0 and 1.");
    if (!isShare(m_epsilon->value()))
        return tr("Epsilon lies between 0 and 1.");
    if (!isShare(m_share->value()))
        return tr("The share lies between 0 and 1: both halves need examples.");
    if (m_texts)
        return textsProblem();
    if (m_trace->isRegression() && !(m_scale->value() > 0))
        return tr("Say which difference counts as 1.");
    if (m_trace->isRegression() && selected<PValue>(m_pValue) == PValue::Binomial)
        return tr("The binomial p-value is for losses of 0 and 1; choose Hoeffding–Bentkus.");
    if (selected<LossKind>(m_loss) == LossKind::Risk && !m_trace->hasLabels())
        return tr("A risk needs labels, and this trace has none; consistency does not.");
    return {};
}

QString CalibrationForm::textsProblem() const
{
    if (m_families.empty())
        return tr("These texts are of no rule with settings in order of caution.");
    if (selected<LossKind>(m_constraint) == LossKind::Risk && !m_texts->hasReferences())
        return tr("A risk needs references, and these texts have none; textual consistency does not.");
    if (selected<PValue>(m_pValue) == PValue::Binomial && selected<TextDistance>(m_distance) != TextDistance::Different)
        return tr("The binomial p-value is for losses of 0 and 1; choose Hoeffding–Bentkus.");
    return {};
}

void CalibrationForm::showProblem(const QString& problem)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, widgets::cautionColor(colors.color(QPalette::Window)));
    m_problem->setPalette(colors);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void CalibrationForm::update()
{
    showProblem(m_trace || m_texts ? problem() : QString());
    Q_EMIT changed();
}

QJsonObject CalibrationForm::state() const
{
    const bool hasUsualShare = m_texts && m_share->value() == calibration::usualSequenceShare; // a start has no texts
    return { { QStringLiteral("policy"), m_policy ? m_policy->specification() : m_wantedPolicy },
        { QStringLiteral("loss"), m_loss->currentData().toInt() }, { QStringLiteral("scale"), m_scale->value() },
        { QStringLiteral("delta"), m_delta->value() }, { QStringLiteral("epsilon"), m_epsilon->value() },
        { QStringLiteral("pValue"), m_pValue->currentData().toInt() },
        { QStringLiteral("procedure"), m_procedure->currentData().toInt() },
        { QStringLiteral("constraint"), m_constraint->currentData().toInt() },
        { QStringLiteral("distance"), m_distance->currentData().toInt() },
        { QStringLiteral("share"), hasUsualShare ? usualShare : m_share->value() }, { QStringLiteral("seed"), m_seed->value() } };
}

void CalibrationForm::restore(const QJsonObject& state)
{
    m_wantedPolicy = state.value(QStringLiteral("policy")).toString();
    if (m_policy)
        m_policy->setSpecification(m_wantedPolicy);
    restoreCombo(m_loss, state.value(QStringLiteral("loss")));
    restoreCombo(m_constraint, state.value(QStringLiteral("constraint")));
    restoreCombo(m_distance, state.value(QStringLiteral("distance")));
    restoreCombo(m_pValue, state.value(QStringLiteral("pValue")));
    restoreCombo(m_procedure, state.value(QStringLiteral("procedure")));
    restoreNumber(m_scale, state.value(QStringLiteral("scale")));
    restoreNumber(m_delta, state.value(QStringLiteral("delta")));
    restoreNumber(m_epsilon, state.value(QStringLiteral("epsilon")));
    restoreNumber(m_share, state.value(QStringLiteral("share")));
    restoreNumber(m_seed, state.value(QStringLiteral("seed")));
}

} // namespace exitscope::app
