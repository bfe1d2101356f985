#include "widgets/panel/scrubber_bar.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

constexpr int rangeSteps = 1000;

/// What the slider's positions stand for.
struct Scale1D
{
    std::vector<double> breakpoints; ///< ascending; empty: evenly from low to high
    double low = 0;
    double high = 1;
    int steps = rangeSteps;

    [[nodiscard]] int last() const { return breakpoints.empty() ? steps : static_cast<int>(breakpoints.size()) - 1; }

    [[nodiscard]] double at(int position) const
    {
        if (!breakpoints.empty())
            return breakpoints[static_cast<std::size_t>(std::clamp(position, 0, last()))];
        return low + (high - low) * position / std::max(1, steps);
    }

    [[nodiscard]] int nearest(double value) const
    {
        if (breakpoints.empty())
            return high > low ? static_cast<int>(std::lround(
                       std::clamp((value - low) / (high - low), 0.0, 1.0) * steps))
                              : 0;
        const auto above = std::lower_bound(breakpoints.begin(), breakpoints.end(), value);
        if (above == breakpoints.begin())
            return 0;
        if (above == breakpoints.end())
            return last();
        const auto below = std::prev(above);
        return static_cast<int>((value - *below <= *above - value ? below : above) - breakpoints.begin());
    }

    /// The next position in a direction from a value that may lie between two.
    [[nodiscard]] int step(double value, int direction) const
    {
        const int here = nearest(value);
        const bool isPassed = direction > 0 ? at(here) > value : at(here) < value;
        return std::clamp(isPassed ? here : here + direction, 0, last());
    }
};

} // namespace

struct ScrubberBar::Private
{
    explicit Private(ScrubberBar* owner)
        : bar(owner)
        , policies(new QComboBox(owner))
        , policy(new QLabel(owner))
        , slider(new QSlider(Qt::Horizontal, owner))
        , number(new QDoubleSpinBox(owner))
        , speedup(new QLabel(owner))
        , metric(new QLabel(owner))
        , note(new QLabel(owner))
        , down(new QAction(ScrubberBar::tr("Step Threshold Down"), owner))
        , up(new QAction(ScrubberBar::tr("Step Threshold Up"), owner))
        , settings(new QAction(ScrubberBar::tr("Policy Settin&gs…"), owner))
    {
    }

    void setScale(Scale1D next, int decimals)
    {
        scale = std::move(next);
        const QSignalBlocker quietSlider(slider);
        const QSignalBlocker quietNumber(number);
        slider->setRange(0, std::max(0, scale.last()));
        slider->setPageStep(std::max(1, scale.last() / 20));
        number->setDecimals(decimals);
        number->setRange(scale.at(0), scale.at(scale.last()));
        const bool isUsable = scale.last() > 0;
        slider->setEnabled(isUsable);
        number->setEnabled(isUsable);
        show(value);
    }

    /// Shows a value and says nothing.
    void show(double next)
    {
        value = std::clamp(next, scale.at(0), std::max(scale.at(0), scale.at(scale.last())));
        const QSignalBlocker quietSlider(slider);
        const QSignalBlocker quietNumber(number);
        slider->setValue(scale.nearest(value));
        number->setValue(value);
    }

    void moveTo(double next, bool isSettled)
    {
        const bool isNew = next != value;
        show(next);
        if (isNew)
            Q_EMIT bar->thresholdMoved(value);
        if (isSettled)
            Q_EMIT bar->thresholdSettled(value);
    }

    void step(int direction) { moveTo(scale.at(scale.step(value, direction)), true); }

    ScrubberBar* bar;
    QComboBox* policies;
    QLabel* policy;
    QSlider* slider;
    QDoubleSpinBox* number;
    QLabel* speedup;
    QLabel* metric;
    QLabel* note;
    QAction* down;
    QAction* up;
    QAction* settings;
    Scale1D scale;
    double value = 0;
};

ScrubberBar::ScrubberBar(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    d->slider->setAccessibleName(tr("Threshold"));
    d->number->setAccessibleName(tr("Threshold"));
    d->policies->setAccessibleName(tr("Policy"));
    d->policies->hide();
    d->number->setKeyboardTracking(false);
    d->number->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    QFont strong = font();
    strong.setBold(true);
    for (QLabel* label : { d->speedup, d->metric }) {
        label->setFont(strong);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* layout = new QHBoxLayout(this);
    const int margin = fontMetrics().height() / 3;
    layout->setContentsMargins(2 * margin, margin, 2 * margin, margin);
    layout->addWidget(d->policy);
    layout->addWidget(d->policies);
    auto* settings = new QToolButton(this);
    settings->setDefaultAction(d->settings);
    settings->setText(QStringLiteral("…"));
    settings->setAutoRaise(true);
    settings->setAccessibleName(tr("Policy settings"));
    layout->addWidget(settings);
    layout->addWidget(d->slider, 1);
    layout->addWidget(d->number);
    const int gap = fontMetrics().height();
    for (QLabel* label : { d->speedup, d->metric, d->note }) {
        layout->addSpacing(gap / 2);
        layout->addWidget(label);
        label->hide();
    }
    setTabOrder(d->policies, d->slider);
    setTabOrder(d->slider, d->number);

    connect(d->slider, &QSlider::valueChanged, this,
        [this](int position) { d->moveTo(d->scale.at(position), !d->slider->isSliderDown()); });
    connect(d->slider, &QSlider::sliderReleased, this, [this] { Q_EMIT thresholdSettled(d->value); });
    connect(d->number, &QDoubleSpinBox::valueChanged, this, [this](double value) { d->moveTo(value, true); });
    connect(d->policies, &QComboBox::activated, this, &ScrubberBar::policyChosen);

    d->down->setShortcut(QKeySequence(Qt::Key_BracketLeft));
    d->up->setShortcut(QKeySequence(Qt::Key_BracketRight));
    d->settings->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    d->settings->setIconText(QStringLiteral("…"));
    d->settings->setStatusTip(tr("The further parameters of the rule under the slider"));
    d->down->setStatusTip(tr("The next lower value at which something changes"));
    d->up->setStatusTip(tr("The next higher value at which something changes"));
    addAction(d->settings);
    connect(d->down, &QAction::triggered, this, [this] { d->step(-1); });
    connect(d->up, &QAction::triggered, this, [this] { d->step(1); });
    for (QAction* action : { d->down, d->up }) {
        action->setAutoRepeat(true);
        addAction(action);
    }
    setRange(0, 1);
}

ScrubberBar::~ScrubberBar() = default;

void ScrubberBar::setPolicies(const QStringList& names, int current)
{
    const QSignalBlocker quiet(d->policies);
    d->policies->clear();
    d->policies->addItems(names);
    d->policies->setCurrentIndex(current);
    d->policies->setVisible(names.size() > 1);
    d->policy->setVisible(names.size() == 1);
    d->policy->setText(names.value(current));
}

int ScrubberBar::currentPolicy() const
{
    return d->policies->currentIndex();
}

void ScrubberBar::setParameterName(const QString& name)
{
    d->slider->setAccessibleName(name);
    d->number->setAccessibleName(name);
    d->number->setToolTip(tr("%1; [ and ] step it").arg(name));
    d->slider->setToolTip(d->number->toolTip());
}

void ScrubberBar::setBreakpoints(std::vector<double> breakpoints)
{
    Scale1D scale;
    if (breakpoints.empty()) {
        scale.steps = 0;
        scale.high = scale.low;
    }
    scale.breakpoints = std::move(breakpoints);
    d->setScale(std::move(scale), 6);
}

void ScrubberBar::setRange(double low, double high, int decimals)
{
    d->setScale({ .breakpoints = {}, .low = low, .high = high, .steps = rangeSteps }, decimals);
}

void ScrubberBar::setIntegers(int low, int high)
{
    d->setScale({ .breakpoints = {}, .low = double(low), .high = double(high), .steps = high - low }, 0);
}

void ScrubberBar::setValue(double value)
{
    d->show(value);
}

double ScrubberBar::value() const
{
    return d->value;
}

void ScrubberBar::setReadout(const Readout& readout)
{
    const QLocale here = locale();
    d->speedup->setVisible(readout.speedup.has_value());
    if (readout.speedup)
        d->speedup->setText(tr("%1×", "speed-up").arg(here.toString(*readout.speedup, 'f', 2)));
    d->speedup->setToolTip(tr("Speed-up over the full model"));
    d->metric->setVisible(readout.metric.has_value());
    if (readout.metric) {
        const double factor = readout.metricIsPercent ? 100 : 1;
        const int decimals = readout.metricIsPercent ? 1 : 3;
        QString number = here.toString(*readout.metric * factor, 'f', decimals);
        if (readout.halfInterval)
            number = tr("%1 ± %2").arg(number, here.toString(*readout.halfInterval * factor, 'f', decimals));
        if (readout.metricIsPercent)
            number = tr("%1 %").arg(number);
        d->metric->setText(tr("%1 %2", "metric, value").arg(readout.metricName, number));
    }
    d->note->setVisible(!readout.note.isEmpty());
    d->note->setText(readout.note);
}

QAction* ScrubberBar::stepDownAction() const
{
    return d->down;
}

QAction* ScrubberBar::settingsAction() const
{
    return d->settings;
}

QAction* ScrubberBar::stepUpAction() const
{
    return d->up;
}

} // namespace exitscope::widgets
