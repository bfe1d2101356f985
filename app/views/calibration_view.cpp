#include "app/views/calibration_view.h"

#include "app/analysis/policy_offer.h"
#include "app/plots/run_series.h"
#include "core/calibration/family.h"
#include "core/error.h"
#include "widgets/panel/empty_state.h"
#include "widgets/panel/number_box.h"
#include "widgets/panel/policy_panel.h"
#include "widgets/plot/plot_view.h"
#include "widgets/theme/palette.h"

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace exitscope::app {

namespace {

using calibration::LossKind;
using calibration::Procedure;
using calibration::PValue;

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
            offer.reason = CalibrationView::tr("has no order from safe to early");
        }
    }
    return offers;
}

} // namespace

CalibrationView::CalibrationView(QWidget* parent)
    : View(parent)
    , m_start(new QAction(tr("&Calibrate"), this))
    , m_use(new QAction(tr("&Use as Operating Point"), this))
    , m_splitter(new QSplitter(this))
    , m_loss(new QComboBox(this))
    , m_scale(new widgets::NumberBox(widgets::NumberBox::Kind::Real, this))
    , m_delta(shareBox(0.1, 0.01, tr("Delta"), tr("The risk that is tolerated"), this))
    , m_epsilon(shareBox(0.05, 0.01, tr("Epsilon"), tr("How often the guarantee may fail, over the calibration draw"), this))
    , m_pValue(new QComboBox(this))
    , m_procedure(new QComboBox(this))
    , m_share(shareBox(0.5, 0.05, tr("Share"), tr("Examples that go to the calibration half; the others test"), this))
    , m_seed(new QSpinBox(this))
    , m_problem(new QLabel(this))
    , m_savedList(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(this))
    , m_plot(new widgets::PlotView(this))
    , m_guarantee(new QLabel(this))
    , m_test(new QLabel(this))
{
    m_start->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_start->setStatusTip(tr("Choose the earliest setting whose risk is kept, with a guarantee"));
    m_use->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_U));
    m_use->setStatusTip(tr("Move the scrubber to the calibrated setting"));
    m_splitter->addWidget(buildForm());
    m_splitter->addWidget(buildPicture());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({ 1, 1000 }); // the form gets what it needs, the plot the rest
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_splitter);

    connect(m_start, &QAction::triggered, this, [this] {
        if (problem().isEmpty())
            Q_EMIT startRequested(choice());
    });
    connect(m_use, &QAction::triggered, this, &CalibrationView::useChosen);
    connect(m_savedList, &QComboBox::activated, this, &CalibrationView::openSaved);
    connect(m_plot, &widgets::PlotView::exportRequested, this, &CalibrationView::exportRequested);
    for (auto* box : { m_delta, m_epsilon, m_share, m_scale })
        connect(box, &QDoubleSpinBox::valueChanged, this, &CalibrationView::update);
    for (auto* combo : { m_loss, m_pValue, m_procedure })
        connect(combo, &QComboBox::currentIndexChanged, this, &CalibrationView::update);
    connect(m_seed, &QSpinBox::valueChanged, this, &CalibrationView::stateChanged);
    connect(m_splitter, &QSplitter::splitterMoved, this, &CalibrationView::stateChanged);
    setTrace(nullptr);
}

QWidget* CalibrationView::buildForm()
{
    const auto add = [](QComboBox* combo, const QString& text, auto value) { combo->addItem(text, static_cast<int>(value)); };
    add(m_loss, tr("consistency: answers changed"), LossKind::Consistency);
    add(m_loss, tr("risk: right answers lost"), LossKind::Risk);
    add(m_pValue, tr("Hoeffding–Bentkus"), PValue::HoeffdingBentkus);
    add(m_pValue, tr("Hoeffding"), PValue::Hoeffding);
    add(m_pValue, tr("Hoeffding, KL form"), PValue::HoeffdingKl);
    add(m_pValue, tr("Bentkus"), PValue::Bentkus);
    add(m_pValue, tr("binomial (losses of 0 and 1)"), PValue::Binomial);
    add(m_procedure, tr("fixed sequence"), Procedure::FixedSequence);
    add(m_procedure, tr("Bonferroni"), Procedure::Bonferroni);
    add(m_procedure, tr("Holm"), Procedure::Holm);
    m_loss->setAccessibleName(tr("Loss"));
    m_pValue->setAccessibleName(tr("P-value"));
    m_procedure->setAccessibleName(tr("Procedure"));
    m_seed->setAccessibleName(tr("Seed"));
    m_scale->setAccessibleName(tr("Difference that counts as 1"));
    m_scale->setRange(0, 1e6);
    m_scale->setValue(1);
    m_seed->setRange(0, 1'000'000'000);
    m_seed->setValue(1);
    for (auto* combo : { m_loss, m_pValue, m_procedure, m_savedList }) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(14);
    }

    auto* form = new QFormLayout;
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
    auto* start = new QPushButton(m_start->text(), this);
    connect(start, &QPushButton::clicked, m_start, &QAction::trigger);
    connect(m_start, &QAction::changed, start, [this, start] { start->setEnabled(m_start->isEnabled()); });
    auto* side = new QWidget(this);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 6, 6);
    m_policyPlace = new QVBoxLayout;
    layout->addLayout(m_policyPlace, 1);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(start);
    return side;
}

QWidget* CalibrationView::buildPicture()
{
    m_savedList->setAccessibleName(tr("Calibrations in the store"));
    m_guarantee->setWordWrap(true);
    m_guarantee->setAccessibleName(tr("The guarantee"));
    QFont strong = font();
    strong.setBold(true);
    m_guarantee->setFont(strong);
    m_test->setWordWrap(true);
    m_test->setAccessibleName(tr("What the test half says"));
    for (auto* label : { m_guarantee, m_test }) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    auto* use = new QPushButton(m_use->text(), this);
    connect(use, &QPushButton::clicked, m_use, &QAction::trigger);
    connect(m_use, &QAction::changed, use, [this, use] { use->setEnabled(m_use->isEnabled()); });
    auto* words = new QVBoxLayout;
    words->addWidget(m_guarantee);
    words->addWidget(m_test);
    auto* foot = new QHBoxLayout;
    foot->addLayout(words, 1);
    foot->addWidget(use, 0, Qt::AlignTop);
    auto* shown = new QWidget(this);
    auto* picture = new QVBoxLayout(shown);
    picture->setContentsMargins(0, 0, 0, 6);
    picture->addWidget(m_plot, 1);
    picture->addLayout(foot);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(shown);

    auto* side = new QWidget(this);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(6, 0, 0, 0);
    layout->addWidget(m_savedList, 0, Qt::AlignRight);
    layout->addWidget(m_pages, 1);
    return side;
}

void CalibrationView::setTrace(std::shared_ptr<const trace::Trace> trace)
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
        connect(m_policy, &widgets::PolicyPanel::specificationChanged, this, &CalibrationView::update);
    }
    m_scale->setEnabled(m_trace && m_trace->isRegression());
    m_empty->setContent(QIcon(), m_trace ? tr("No calibration yet") : tr("No trace is open"),
        m_trace ? tr("Choose what may go wrong, and how often: the earliest setting that keeps to it is found by Learn "
                     "then Test, with a guarantee over the draw of the calibration half.")
                : tr("Open a trace to calibrate a policy on it, or choose a calibration of the store."));
    update();
}

void CalibrationView::setSaved(std::vector<store::CalibrationRecord> records)
{
    m_saved.clear();
    const QSignalBlocker quiet(m_savedList);
    m_savedList->clear();
    m_savedList->addItem(tr("Kept calibrations…"), -1);
    for (auto& record : records) {
        if (record.result.find("\"tested\"") == std::string::npos)
            continue; // temperatures
        m_saved.push_back(std::move(record));
    }
    for (std::size_t i = m_saved.size(); i-- > 0;) // newest first
        m_savedList->addItem(tr("%1, %2", "name, when").arg(QString::fromStdString(m_saved[i].name),
                                 QString::fromStdString(m_saved[i].created).left(16).replace(u'T', u' ')),
            static_cast<int>(i));
    m_savedList->setVisible(!m_saved.empty());
}

void CalibrationView::openSaved(int index)
{
    const int place = m_savedList->itemData(index).toInt();
    if (place < 0)
        return;
    const auto& record = m_saved[static_cast<std::size_t>(place)];
    try {
        setChoice(choiceOf(record));
        showPicture(pictureOf(record));
    } catch (const InputError& error) {
        m_problem->setText(QString::fromUtf8(error.what()));
        m_problem->show();
    }
}

void CalibrationView::showPicture(CalibrationPicture picture)
{
    m_picture = std::move(picture);
    m_plot->setModel(calibrationPlot(*m_picture));
    m_plot->fit();
    QString guarantee = QString::fromStdString(m_picture->guarantee);
    if (m_picture->chosenPlace)
        guarantee += QLatin1Char(' ')
            + tr("Chosen: %1 with %2 = %3.", "policy, parameter = value")
                  .arg(QString::fromStdString(m_picture->policy), QString::fromStdString(m_picture->key),
                      QString::fromStdString(m_picture->settings[*m_picture->chosenPlace].text));
    m_guarantee->setText(guarantee);
    m_test->setText(testWords(*m_picture));
    m_pages->setCurrentIndex(1);
    update();
}

void CalibrationView::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    update();
}

CalibrationChoice CalibrationView::choice() const
{
    CalibrationChoice choice;
    if (m_policy)
        choice.policy = m_policy->specification().toStdString();
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

void CalibrationView::setChoice(const CalibrationChoice& choice)
{
    if (m_policy)
        m_policy->setSpecification(QString::fromStdString(choice.policy));
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

QString CalibrationView::problem() const
{
    const auto isShare = [](double value) { return value > 0 && value < 1; };
    if (!m_trace || !m_policy)
        return tr("Open a trace first.");
    if (!m_policy->problem().isEmpty())
        return m_policy->problem();
    if (!isShare(m_delta->value()))
        return tr("Delta lies between 0 and 1.");
    if (!isShare(m_epsilon->value()))
        return tr("Epsilon lies between 0 and 1.");
    if (!isShare(m_share->value()))
        return tr("The share lies between 0 and 1: both halves need examples.");
    if (m_trace->isRegression() && !(m_scale->value() > 0))
        return tr("Say which difference counts as 1.");
    if (m_trace->isRegression() && selected<PValue>(m_pValue) == PValue::Binomial)
        return tr("The binomial p-value is for losses of 0 and 1; choose Hoeffding–Bentkus.");
    if (selected<LossKind>(m_loss) == LossKind::Risk && !m_trace->hasLabels())
        return tr("A risk needs labels, and this trace has none; consistency does not.");
    return {};
}

void CalibrationView::update()
{
    const QString wrong = problem();
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, widgets::cautionColor(colors.color(QPalette::Window)));
    m_problem->setPalette(colors);
    m_problem->setText(wrong);
    m_problem->setVisible(!wrong.isEmpty() && m_trace);
    m_start->setEnabled(wrong.isEmpty() && !m_isBusy);
    m_use->setEnabled(m_trace && m_picture && m_picture->chosenPlace);
    Q_EMIT stateChanged();
}

void CalibrationView::useChosen()
{
    if (!m_picture || !m_picture->chosenPlace)
        return;
    OperatingPoint point { m_picture->chosen.name, sweptParameter(m_picture->chosen.name), 0,
        m_picture->chosen.parameters };
    bool isNumber = false;
    point.value = QString::fromStdString(point.others[point.parameter]).toDouble(&isNumber);
    point.others.erase(point.parameter);
    if (isNumber) // a threshold for each exit cannot be dragged
        Q_EMIT pointChosen(point);
}

widgets::PlotModel CalibrationView::shownModel() const
{
    return m_plot->shownModel();
}

void CalibrationView::fit()
{
    m_plot->fit();
}

QString CalibrationView::key() const
{
    return QStringLiteral("calibration");
}

QString CalibrationView::title() const
{
    return tr("Calib&rate");
}

std::optional<ShownFigure> CalibrationView::figure() const
{
    if (!m_picture)
        return {};
    return ShownFigure { "calibration", shownModel() };
}

} // namespace exitscope::app
