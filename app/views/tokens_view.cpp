#include "app/views/tokens_view.h"

#include "app/panes.h"
#include "app/plots/sentences_plot.h"
#include "app/session/live_point.h"
#include "app/session/selection_hub.h"
#include "app/session/workspace.h"
#include "app/views/pane_heads.h"
#include "app/views/point_json.h"
#include "app/views/trace_paragraphs.h"
#include "app/views/types_panel.h"
#include "app/views/unit_arranger.h"
#include "widgets/heatmap/depth_legend.h"
#include "widgets/heatmap/exit_strip_view.h"
#include "widgets/heatmap/key_legend.h"
#include "widgets/heatmap/token_text_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QJsonObject>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

TokensView::TokensView(const ViewContext& context, QWidget* parent)
    : View(parent)
    , m_context(context)
    , m_slack(new SlackColumn(context, this))
    , m_arranger(new UnitArranger(this))
    , m_bar(new TokensBar(this))
    , m_heads(new PaneHeads(context, this))
    , m_execute(new QAction(tr("E&xecute a policy…"), this))
    , m_count(new QLabel(this))
    , m_legends(new QStackedWidget(this))
    , m_depthLegend(new widgets::DepthLegend(this))
    , m_lensLegend(new widgets::KeyLegend(this))
    , m_pages(new QStackedWidget(this))
    , m_strips(new widgets::ExitStripView(this))
    , m_text(new widgets::TokenTextView(this))
    , m_types(new TypesPanel(this))
    , m_split(new QSplitter(this))
    , m_showTypes(new QAction(tr("&Words and tags"), this))
{
    m_legends->addWidget(m_depthLegend);
    m_legends->addWidget(m_lensLegend);
    m_legends->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_strips->setAccessibleName(tr("Sentences with their exits"));
    m_execute->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_X));
    m_execute->setStatusTip(tr("Run the model with a policy, and see where its tokens really leave"));
    auto* line = new QHBoxLayout;
    line->addWidget(m_legends, 1);
    line->addWidget(m_count);
    for (QAction* action : { m_bar->besideAction(), m_showTypes, m_execute }) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setFocusPolicy(Qt::StrongFocus);
        line->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_bar);
    layout->addLayout(line);
    layout->addWidget(m_heads);
    layout->addWidget(m_split, 1);
    m_split->addWidget(m_pages);
    m_split->addWidget(m_types);
    m_split->setStretchFactor(0, 1);
    m_split->setChildrenCollapsible(false);
    m_pages->addWidget(m_strips);
    m_pages->addWidget(m_text);
    m_text->setEmptyText(tr("No token is left by these choices. Show all, or look for other words."));
    for (QWidget* page : { static_cast<QWidget*>(m_strips), static_cast<QWidget*>(m_text) }) {
        auto* separator = new QAction(this);
        separator->setSeparator(true);
        page->addAction(separator);
        page->addActions(m_bar->displayActions());
    }
    connectBar();
    connectTypes();
    connectContext();
    loadTrace();
}

void TokensView::connectBar()
{
    connect(m_bar, &TokensBar::queryChanged, this, [this] {
        m_arranger->setSelected(m_context.hub.examples());
        m_arranger->setQuery(m_bar->query());
        Q_EMIT stateChanged();
    });
    connect(m_bar, &TokensBar::optionsChanged, this, [this] {
        applyOptions();
        showLegend();
        Q_EMIT stateChanged();
    });
    connect(m_bar, &TokensBar::wordsChanged, this, [this] {
        applyOptions();
        m_arranger->setWords(m_bar->words());
        showFindNote();
        Q_EMIT stateChanged();
    });
    connect(m_bar, &TokensBar::stepRequested, this, &TokensView::step);
    connect(m_bar->pinAction(), &QAction::triggered, this, [this] {
        if (!m_context.point.live())
            return;
        m_context.hub.setPinnedPoint(m_context.hub.operatingPoint(), this);
        m_heads->chooseB({ OutcomeChoice::Kind::Pinned });
    });
    connect(m_execute, &QAction::triggered, this, &TokensView::executeRequested);
    connect(m_bar->unpinAction(), &QAction::triggered, this, [this] { m_context.hub.setPinnedPoint({}, this); });
    connect(m_arranger, &UnitArranger::arranged, this, &TokensView::showArranged);
    connect(m_arranger, &UnitArranger::failed, this, &View::failed);
    connect(m_arranger, &UnitArranger::tableReady, this, [this] {
        if (m_rows)
            m_rows->setTags(m_arranger->table());
        if (m_rows && isTokenTrace(*m_rows->trace())) {
            m_paragraphs = std::make_shared<TraceParagraphs>(m_arranger->table());
            m_paragraphs->setScale(m_scale);
            m_paragraphs->setOutcomes(m_a);
            m_paragraphs->setPinned(m_b);
            m_text->setSource(m_paragraphs);
            m_types->setTable(m_arranger->table());
            showBeside();
        }
        m_strips->rowsChanged();
        showSelection();
    });
    connect(m_arranger, &UnitArranger::foundChanged, this, [this] {
        showFindNote();
        const int place = currentPlace();
        if (!m_arranger->words().isEmpty() && m_rows && (place < 0 || !m_arranger->isFound(unitAtPlace(place))))
            step(1);
    });
}

void TokensView::connectContext()
{
    connect(&m_context.workspace, &Workspace::traceChanged, this, &TokensView::loadTrace);
    connect(&m_context.workspace, &Workspace::storeChanged, this, &TokensView::enableExecute);
    connect(m_heads, &PaneHeads::aChanged, this, &TokensView::takePanes);
    connect(m_heads, &PaneHeads::bChanged, this, &TokensView::takePanes);
    connect(m_heads, &PaneHeads::failed, this, &View::failed);
    connect(m_heads, &PaneHeads::choicesChanged, this, &View::stateChanged);
    connect(m_slack, &SlackColumn::failed, this, &View::failed);
    connect(m_slack, &SlackColumn::ready, this, [this] {
        takeSlack();
        repaintExits();
    });
    connect(&m_context.hub, &SelectionHub::pinnedPointChanged, this, &View::stateChanged);
    connect(&m_context.hub, &SelectionHub::examplesChanged, this, [this](const QObject* origin) {
        if (origin != this)
            showSelection();
    });
    connect(m_strips, &widgets::ExitStripView::selectionChanged, this, [this](const std::vector<int>& rows) {
        std::vector<std::int64_t> units;
        for (const int row : rows)
            units.push_back(m_rows->unitAt(row));
        std::sort(units.begin(), units.end());
        m_context.hub.setExamples(std::move(units), this);
        showFindNote();
    });
    connect(m_text, &widgets::TokenTextView::selectionChanged, this, [this](const std::vector<std::int64_t>& units) {
        m_context.hub.setExamples(units, this);
        showFindNote();
    });
}

bool TokensView::isText() const
{
    return m_pages->currentWidget() == m_text;
}

void TokensView::applyOptions()
{
    m_strips->setOptions(m_bar->options());
    m_text->setOptions(m_bar->options());
    m_slack->setWanted(m_bar->options().layer == widgets::HeatLayer::Slack);
    showBeside();
}

int TokensView::placeCount() const
{
    if (isText())
        return m_paragraphs ? m_paragraphs->paragraphs() : 0;
    return m_rows ? m_rows->count() : 0;
}

std::int64_t TokensView::unitAtPlace(int place) const
{
    return isText() ? m_arranger->table()->tokens.unitsOf(m_paragraphs->exampleAt(place)).first : m_rows->unitAt(place);
}

int TokensView::currentPlace() const
{
    return isText() ? (m_paragraphs ? m_paragraphs->placeOf(m_text->currentUnit()).first : -1) : m_strips->currentRow();
}

void TokensView::loadTrace()
{
    const auto trace = m_context.workspace.trace();
    m_rows = trace ? std::make_shared<TraceRows>(trace) : nullptr;
    m_a.reset();
    m_b.reset();
    std::vector<int> layers;
    if (trace)
        layers.assign(trace->exitLayer().begin(), trace->exitLayer().end());
    m_depthLegend->setLayers(layers);
    m_scale = std::move(layers);
    m_strips->setSource(m_rows);
    m_paragraphs.reset();
    m_beside.reset();
    m_text->setSource(nullptr);
    m_types->setTable(nullptr);
    const bool areTokens = trace && isTokenTrace(*trace);
    m_showTypes->setEnabled(areTokens);
    m_types->setVisible(areTokens && m_showTypes->isChecked());
    m_pages->setCurrentWidget(areTokens ? static_cast<QWidget*>(m_text) : m_strips);
    setMainPart(this, m_pages->currentWidget());
    m_strips->setEmptyText(trace ? tr("No sentence is left by these choices. Show all, or look for other words.")
                                 : tr("Open a trace to see where its sentences leave."));
    m_arranger->setTrace(trace);
    m_bar->setTrace(trace.get());
    enableExecute();
    showCount();
    takePanes();
}

void TokensView::showArranged(const std::vector<std::uint32_t>& units)
{
    if (!m_rows)
        return;
    m_rows->setUnits(units);
    if (m_paragraphs) {
        m_paragraphs->setUnits(units);
        if (m_beside)
            m_beside->setArranged(*m_paragraphs);
        m_text->paragraphsChanged();
    } else {
        m_strips->rowsChanged();
    }
    showSelection();
    showCount();
    showFindNote();
}

void TokensView::showSelection()
{
    if (!m_rows)
        return;
    if (isText()) {
        m_text->setSelectedUnits(m_context.hub.examples());
        return;
    }
    std::vector<int> rows;
    for (const std::int64_t unit : m_context.hub.examples())
        if (const int row = m_rows->rowOf(unit); row >= 0)
            rows.push_back(row);
    m_strips->setSelectedRows(rows);
}

void TokensView::step(int direction)
{
    const int count = placeCount();
    if (count == 0)
        return;
    int place = currentPlace();
    if (place < 0)
        place = direction > 0 ? count - 1 : 0;
    for (int moved = 0; moved < count; ++moved) {
        place = (place + direction + count) % count;
        const std::int64_t unit = unitAtPlace(place);
        if (!m_arranger->isFound(unit))
            continue;
        if (isText())
            m_text->setCurrentUnit(unit);
        else
            m_strips->setCurrentRow(place);
        m_context.hub.setExamples({ unit }, this);
        break;
    }
    showFindNote();
}

void TokensView::find()
{
    m_bar->focusFind();
}

std::vector<QAction*> TokensView::menuActions() const
{
    const auto actions = m_bar->displayActions();
    std::vector<QAction*> all(actions.begin(), actions.end());
    all.push_back(m_showTypes);
    return all;
}

QString TokensView::key() const
{
    return QStringLiteral("tokens");
}

QString TokensView::title() const
{
    return tr("To&kens");
}

std::optional<ShownFigure> TokensView::figure() const
{
    if (!m_rows || m_rows->count() == 0)
        return {};
    ShownFigure figure;
    // What was executed no trace gives back: such a figure is drawn again from what it carries.
    figure.source = m_heads->a().isLive() ? ShownFigure::Source::Trace : ShownFigure::Source::View;
    figure.request.plot = "tokens";
    // The sources change with the view: the figure keeps what they say now.
    if (isText()) {
        if (!m_paragraphs)
            return {};
        auto paragraphs = m_text->visibleParagraphs();
        paragraphs.resize(std::min(paragraphs.size(), mostSentences));
        for (const int paragraph : paragraphs)
            figure.request.tokens.examples.push_back(m_paragraphs->exampleAt(paragraph));
        figure.draw = [source = *m_paragraphs, paragraphs] { return tokensPlot(source, paragraphs); };
        return figure;
    }
    std::vector<int> rows = m_strips->selectedRows();
    if (rows.empty())
        for (int row = 0; row < m_strips->visibleRows(); ++row)
            rows.push_back(m_strips->firstVisibleRow() + row);
    rows.resize(std::min(rows.size(), mostSentences));
    for (const int row : rows)
        figure.request.tokens.units.push_back(m_rows->unitAt(row));
    figure.draw = [source = *m_rows, rows] { return sentencesPlot(source, rows); };
    return figure;
}

QJsonObject TokensView::state() const
{
    QJsonObject state = m_bar->state();
    state.insert(QStringLiteral("panes"), m_heads->state());
    state.insert(QStringLiteral("types"), m_types->state());
    state.insert(QStringLiteral("showsTypes"), m_showTypes->isChecked());
    if (m_showTypes->isChecked()) // else nobody has seen where it divides
        state.insert(QStringLiteral("split"), QString::fromLatin1(m_split->saveState().toBase64()));
    if (const auto& pinned = m_context.hub.pinnedPoint())
        state.insert(QStringLiteral("pinned"), toJson(*pinned));
    return state;
}

void TokensView::restore(const QJsonObject& state)
{
    m_bar->restore(state);
    if (const auto split = state.value(QStringLiteral("split")).toString(); !split.isEmpty())
        m_split->restoreState(QByteArray::fromBase64(split.toLatin1()));
    m_types->restore(state.value(QStringLiteral("types")).toObject());
    m_showTypes->setChecked(state.value(QStringLiteral("showsTypes")).toBool());
    m_heads->restore(state.value(QStringLiteral("panes")).toObject());
    if (const auto pinned = pointFrom(state.value(QStringLiteral("pinned")).toObject()))
        m_context.hub.setPinnedPoint(pinned, this);
}

} // namespace exitscope::app
