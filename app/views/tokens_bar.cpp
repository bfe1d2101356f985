#include "app/views/tokens_bar.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStandardItemModel>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace exitscope::app {

using namespace std::chrono_literals;

namespace {

/// Names of orders and filters in saved states; never translated.
const std::pair<UnitOrder, const char*> orderKeys[] = { { UnitOrder::Dataset, "dataset" },
    { UnitOrder::HardestFirst, "hardest" }, { UnitOrder::EasiestFirst, "easiest" }, { UnitOrder::WrongFirst, "wrong" },
    { UnitOrder::DisagreementsFirst, "disagreements" }, { UnitOrder::LensFirst, "lens" }, { UnitOrder::ByLabel, "label" },
    { UnitOrder::LongestFirst, "longest" } };

const std::pair<UnitFilter, const char*> filterKeys[] = { { UnitFilter::All, "all" }, { UnitFilter::Wrong, "wrong" },
    { UnitFilter::Disagreeing, "disagreeing" }, { UnitFilter::Overthinkers, "overthinkers" },
    { UnitFilter::Selected, "selected" }, { UnitFilter::LensOther, "lens" }, { UnitFilter::LensEarlier, "lens-earlier" },
    { UnitFilter::LensLater, "lens-later" }, { UnitFilter::LensChanged, "lens-changed" }, { UnitFilter::Label, "label" },
    { UnitFilter::Exit, "exit" } };

bool needsLens(const QString& key)
{
    return key.startsWith(QLatin1String("lens"));
}

QString filterKey(UnitFilter filter, std::int32_t value)
{
    for (const auto& [one, name] : filterKeys)
        if (one == filter)
            return filter == UnitFilter::Label || filter == UnitFilter::Exit
                ? QStringLiteral("%1:%2").arg(QLatin1String(name)).arg(value)
                : QString::fromLatin1(name);
    return QStringLiteral("all");
}

void setItemEnabled(QComboBox* box, int index, bool isEnabled)
{
    if (auto* model = qobject_cast<QStandardItemModel*>(box->model()))
        model->item(index)->setEnabled(isEnabled);
}

QToolButton* button(QWidget* parent, const QString& text, const QString& name)
{
    auto* made = new QToolButton(parent);
    made->setText(text);
    made->setToolTip(name);
    made->setAccessibleName(name);
    made->setFocusPolicy(Qt::StrongFocus);
    return made;
}

} // namespace

TokensBar::TokensBar(QWidget* parent)
    : QWidget(parent)
    , m_order(new QComboBox(this))
    , m_filter(new QComboBox(this))
    , m_find(new QLineEdit(this))
    , m_note(new QLabel(this))
    , m_previous(button(this, QStringLiteral("▴"), tr("Previous place found")))
    , m_next(button(this, QStringLiteral("▾"), tr("Next place found")))
    , m_only(button(this, tr("Only"), tr("Show only what was found")))
    , m_display(button(this, tr("Display"), tr("Colours and marks")))
    , m_layers(new QActionGroup(this))
    , m_depth(new QAction(tr("Colour by &depth"), this))
    , m_lens(new QAction(tr("Colour by A &beside B"), this))
    , m_slack(new QAction(tr("Colour by &slack"), this))
    , m_numbers(new QAction(tr("&Numbers"), this))
    , m_agreement(new QAction(tr("&Agreement with the full model"), this))
    , m_differences(new QAction(tr("&Mark what differs from B"), this))
    , m_beside(new QAction(tr("A and B s&ide by side"), this))
    , m_pin(new QAction(tr("&Pin as B"), this))
    , m_unpin(new QAction(tr("&Unpin B"), this))
    , m_pause(new QTimer(this))
{
    buildChoices();
    buildFind();
    buildDisplay();
    lay();
    setPinned(false, false);
}

void TokensBar::buildChoices()
{
    const auto add = [this](const QString& title, UnitOrder order) {
        const auto* key = std::find_if(std::begin(orderKeys), std::end(orderKeys), [order](const auto& one) { return one.first == order; });
        m_order->addItem(title, QString::fromLatin1(key->second));
    };
    add(tr("As in the dataset"), UnitOrder::Dataset);
    add(tr("Hardest first"), UnitOrder::HardestFirst);
    add(tr("Easiest first"), UnitOrder::EasiestFirst);
    add(tr("Wrong first"), UnitOrder::WrongFirst);
    add(tr("Unlike the full model first"), UnitOrder::DisagreementsFirst);
    add(tr("Unlike B first"), UnitOrder::LensFirst);
    add(tr("By label"), UnitOrder::ByLabel);
    add(tr("Longest first"), UnitOrder::LongestFirst);
    m_order->setAccessibleName(tr("Order"));
    m_order->setToolTip(tr("Order"));
    m_filter->setAccessibleName(tr("Which to show"));
    m_filter->setToolTip(tr("Which to show"));
    m_filter->setMaxVisibleItems(24);
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    // Classes may have names of any length.
    m_filter->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_filter->setMinimumContentsLength(14);
    fillFilters(nullptr, {});
    connect(m_order, &QComboBox::currentIndexChanged, this, &TokensBar::queryChanged);
    connect(m_filter, &QComboBox::currentIndexChanged, this, [this] {
        m_wantedFilter = m_filter->currentData().toString();
        Q_EMIT queryChanged();
    });
}

void TokensBar::fillFilters(const trace::Trace* trace, const std::vector<int>& layers)
{
    const QSignalBlocker quiet(m_filter);
    m_filter->clear();
    const auto add = [this](const QString& title, UnitFilter filter, std::int32_t value = 0) {
        m_filter->addItem(title, filterKey(filter, value));
    };
    add(tr("All"), UnitFilter::All);
    add(tr("Wrong"), UnitFilter::Wrong);
    add(tr("Unlike the full model"), UnitFilter::Disagreeing);
    add(tr("Overthinkers"), UnitFilter::Overthinkers);
    add(tr("Selected ones"), UnitFilter::Selected);
    add(tr("Unlike B in any way"), UnitFilter::LensOther);
    add(tr("Earlier than B"), UnitFilter::LensEarlier);
    add(tr("Later than B"), UnitFilter::LensLater);
    add(tr("Another answer than B"), UnitFilter::LensChanged);
    if (!trace)
        return;
    m_filter->insertSeparator(m_filter->count());
    const QLocale locale;
    for (std::size_t exit = 0; exit < layers.size(); ++exit)
        add(tr("Leaving after layer %1").arg(locale.toString(layers[exit])), UnitFilter::Exit,
            static_cast<std::int32_t>(exit));
    constexpr std::int64_t mostLabels = 500; // of a vocabulary nobody picks one out of a list
    if (!trace->isRegression() && !trace->labels().empty() && trace->classes() <= mostLabels) {
        m_filter->insertSeparator(m_filter->count());
        for (std::int32_t label = 0; label < trace->classes(); ++label)
            add(tr("Label %1").arg(labelText(*trace, label)), UnitFilter::Label, label);
        if (std::find(trace->labels().begin(), trace->labels().end(), -1) != trace->labels().end())
            add(tr("Without a label"), UnitFilter::Label, -1);
    }
    m_filter->setCurrentIndex(std::max(0, m_filter->findData(m_wantedFilter)));
}

void TokensBar::buildFind()
{
    m_find->setPlaceholderText(tr("Find in text and tags"));
    m_find->setAccessibleName(tr("Find in text and tags"));
    m_find->setClearButtonEnabled(true);
    m_note->setAccessibleName(tr("Places found"));
    m_only->setCheckable(true);
    m_pause->setSingleShot(true);
    m_pause->setInterval(120ms);
    connect(m_find, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(m_pause, &QTimer::timeout, this, &TokensBar::wordsChanged);
    connect(m_find, &QLineEdit::returnPressed, this, [this] { Q_EMIT stepRequested(1); });
    connect(m_only, &QToolButton::toggled, this, &TokensBar::queryChanged);
    m_next->setShortcut(QKeySequence::FindNext);
    m_previous->setShortcut(QKeySequence::FindPrevious);
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(m_previous, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
}

void TokensBar::buildDisplay()
{
    for (QAction* action : { m_depth, m_lens, m_slack }) {
        action->setCheckable(true);
        m_layers->addAction(action);
    }
    m_depth->setChecked(true);
    m_depth->setStatusTip(tr("Where each token or sentence leaves, early is light"));
    m_lens->setStatusTip(tr("Where the operating point and the one kept as B differ"));
    m_unpin->setStatusTip(tr("Look at one operating point only"));
    m_slack->setStatusTip(tr("How far the threshold must move before a unit leaves elsewhere"));
    m_numbers->setCheckable(true);
    m_numbers->setStatusTip(tr("The confidence of every exit in per cent, or the layer of every token"));
    m_numbers->setShortcut(QKeySequence(Qt::ALT | Qt::Key_N));
    m_agreement->setCheckable(true);
    m_agreement->setStatusTip(tr("A line below the exits that already agree with the full model"));
    m_agreement->setShortcut(QKeySequence(Qt::ALT | Qt::Key_G));
    m_differences->setCheckable(true);
    m_differences->setStatusTip(tr("A frame round words that leave elsewhere, and a corner where the answer differs"));
    m_differences->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_D));
    m_beside->setCheckable(true);
    m_beside->setStatusTip(tr("The same sentences twice, with the exits of A on the left and of B on the right"));
    m_beside->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_S));
    m_pin->setStatusTip(tr("Keep this operating point as B and look at others beside it"));
    m_pin->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_B));
    auto* menu = new QMenu(m_display);
    menu->addActions({ m_depth, m_lens, m_slack });
    menu->addSeparator();
    menu->addActions({ m_numbers, m_agreement });
    menu->addSeparator();
    menu->addActions({ m_beside, m_differences });
    menu->addSeparator();
    menu->addActions({ m_pin, m_unpin });
    m_display->setMenu(menu);
    m_display->setPopupMode(QToolButton::InstantPopup);
    for (QAction* action : { m_depth, m_lens, m_slack, m_numbers, m_agreement, m_differences, m_beside })
        connect(action, &QAction::toggled, this, &TokensBar::optionsChanged);
}

void TokensBar::lay()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addWidget(m_order);
    layout->addWidget(m_filter);
    layout->addWidget(m_find, 1);
    layout->addWidget(m_note);
    for (QToolButton* one : { m_previous, m_next, m_only, m_display })
        layout->addWidget(one);
}

UnitQuery TokensBar::query() const
{
    UnitQuery query;
    const QString order = m_order->currentData().toString();
    for (const auto& [one, name] : orderKeys)
        if (order == QLatin1String(name))
            query.order = one;
    const QStringList filter = m_filter->currentData().toString().split(QLatin1Char(':'));
    for (const auto& [one, name] : filterKeys)
        if (filter.front() == QLatin1String(name))
            query.filter = one;
    query.value = filter.size() > 1 ? filter[1].toInt() : 0;
    query.onlyFound = m_only->isChecked();
    return query;
}

widgets::StripOptions TokensBar::options() const
{
    const auto layer = m_lens->isChecked() ? widgets::HeatLayer::Lens
        : m_slack->isChecked()             ? widgets::HeatLayer::Slack
                                           : widgets::HeatLayer::Depth;
    return { layer, m_numbers->isChecked(), m_agreement->isChecked(), words(), m_differences->isChecked() };
}

QString TokensBar::words() const
{
    return m_find->text();
}

void TokensBar::setScale(const trace::Trace& trace, const std::vector<int>& layers)
{
    const auto before = query();
    fillFilters(&trace, layers);
    if (query() != before)
        Q_EMIT queryChanged();
}

void TokensBar::setTrace(const trace::Trace* trace)
{
    fillFilters(trace, trace ? std::vector<int>(trace->exitLayer().begin(), trace->exitLayer().end()) : std::vector<int>());
    setEnabled(trace != nullptr);
    for (QAction* action : { m_differences, m_beside })
        action->setEnabled(trace && isTokenTrace(*trace)); // sentences show B in their rows
    Q_EMIT queryChanged();
}

void TokensBar::setPinned(bool isPinned, bool canUnpin)
{
    m_lens->setEnabled(isPinned);
    m_unpin->setEnabled(canUnpin);
    for (QComboBox* box : { m_order, m_filter })
        for (int index = 0; index < box->count(); ++index)
            if (needsLens(box->itemData(index).toString()))
                setItemEnabled(box, index, isPinned);
}

void TokensBar::setSlackKnown(bool isKnown)
{
    m_slack->setEnabled(isKnown);
}

void TokensBar::setFindNote(const QString& note)
{
    m_note->setText(note);
}

void TokensBar::focusFind()
{
    m_find->setFocus();
    m_find->selectAll();
}

QList<QAction*> TokensBar::displayActions() const
{
    return { m_depth, m_lens, m_slack, m_numbers, m_agreement, m_beside, m_differences, m_pin, m_unpin };
}

QJsonObject TokensBar::state() const
{
    return { { QStringLiteral("order"), m_order->currentData().toString() },
        { QStringLiteral("filter"), m_filter->currentData().toString() }, { QStringLiteral("find"), m_find->text() },
        { QStringLiteral("onlyFound"), m_only->isChecked() }, { QStringLiteral("lens"), m_lens->isChecked() },
        { QStringLiteral("slack"), m_slack->isChecked() },
        { QStringLiteral("differences"), m_differences->isChecked() }, { QStringLiteral("beside"), m_beside->isChecked() },
        { QStringLiteral("numbers"), m_numbers->isChecked() }, { QStringLiteral("agreement"), m_agreement->isChecked() } };
}

void TokensBar::restore(const QJsonObject& state)
{
    if (const int index = m_order->findData(state.value(QStringLiteral("order")).toString()); index >= 0)
        m_order->setCurrentIndex(index);
    const QString filter = state.value(QStringLiteral("filter")).toString();
    if (const int index = m_filter->findData(filter); index >= 0)
        m_filter->setCurrentIndex(index);
    m_wantedFilter = filter;
    m_find->setText(state.value(QStringLiteral("find")).toString());
    m_only->setChecked(state.value(QStringLiteral("onlyFound")).toBool());
    const auto isSet = [&state](const char* key) { return state.value(QLatin1String(key)).toBool(); };
    (isSet("lens") ? m_lens : isSet("slack") ? m_slack : m_depth)->setChecked(true);
    m_numbers->setChecked(state.value(QStringLiteral("numbers")).toBool());
    m_agreement->setChecked(state.value(QStringLiteral("agreement")).toBool());
    m_differences->setChecked(state.value(QStringLiteral("differences")).toBool());
    m_beside->setChecked(state.value(QStringLiteral("beside")).toBool());
}

} // namespace exitscope::app
