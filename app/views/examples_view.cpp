#include "app/views/examples_view.h"

#include "app/session/live_point.h"
#include "app/session/selection_hub.h"
#include "app/session/workspace.h"
#include "app/views/atlas_panel.h"
#include "app/views/example_finder.h"
#include "app/views/examples_completion.h"
#include "app/views/examples_model.h"
#include "app/views/slice_shelf.h"
#include "widgets/panel/completing_line.h"
#include "widgets/panel/empty_state.h"
#include "widgets/panel/plain_title.h"
#include "widgets/table/bar_delegate.h"
#include "widgets/table/copyable_table.h"
#include "widgets/table/text_delegate.h"
#include "widgets/theme/palette.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace exitscope::app {

using namespace std::chrono_literals;

namespace {

constexpr int mostCopied = 100'000;
constexpr std::size_t mostShownRanges = 2000; ///< every cell that is painted asks each range

} // namespace

ExamplesView::ExamplesView(const ViewContext& context, QWidget* parent)
    : View(parent)
    , m_context(context)
    , m_finder(new ExampleFinder(this))
    , m_model(new ExamplesModel(this))
    , m_shelf(new SliceShelf(context.workspace, this))
    , m_filter(new widgets::CompletingLine(this))
    , m_count(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_slices(new QToolButton(this))
    , m_sliceMenu(new QMenu(this))
    , m_untagMenu(new QMenu(tr("&Remove a tag from the selected examples"), this))
    , m_table(new widgets::CopyableTable(this))
    , m_atlas(new AtlasPanel(this))
    , m_splitter(new QSplitter(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(this))
    , m_atlasAction(new QAction(tr("&Overthinking atlas"), this))
    , m_exportAction(new QAction(tr("Export the examples as &CSV…"), this))
{
    m_filter->setPlaceholderText(tr("Filter: wrong exit<=4 slack<0.01 label:… \"words in the text\""));
    m_filter->setAccessibleName(tr("Filter of the examples"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setCompletions([this](const QString& text, int cursor) {
        return m_finder->columns() ? filterCompletion(text, cursor, *m_finder->columns()) : widgets::LineCompletion {};
    });
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_slices->setText(tr("Sl&ices"));
    m_slices->setToolTip(tr("Examples kept under a name, for every trace of this dataset"));
    m_slices->setPopupMode(QToolButton::InstantPopup);
    m_slices->setMenu(m_sliceMenu);
    m_atlasAction->setCheckable(true);
    m_atlasAction->setStatusTip(tr("Who is right early and wrong at the end"));
    m_exportAction->setIconText(tr("CSV…"));
    m_exportAction->setStatusTip(tr("Write the rows that the filter lets through, in the order shown"));
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(150ms);
    m_tell.setSingleShot(true);
    m_tell.setInterval(0);
    buildTable();
    buildLayout();
    connectFinder();
    connectContext();
    rebuildSliceMenu();
    updatePage();
}

ExamplesView::~ExamplesView() = default;

void ExamplesView::buildTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Examples"));
    m_table->setMostCopied(mostCopied);
    m_table->setItemDelegate(new widgets::TextDelegate(m_table));
    m_table->setItemDelegateForColumn(static_cast<int>(examples::Column::Exit), new widgets::BarDelegate(QStringLiteral("00"), m_table));
    m_table->verticalHeader()->hide();
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    auto* header = m_table->horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(0, Qt::AscendingOrder);
    const int letter = m_table->fontMetrics().averageCharWidth();
    constexpr int letters[examples::columnCount] = { 8, 52, 14, 14, 14, 16, 12, 10, 13, 9, 19, 9, 16 };
    // At least as wide as its title with the sign of sorting, whose words other languages make longer.
    for (int column = 0; column < examples::columnCount; ++column)
        header->resizeSection(column, std::max(letters[column] * letter, header->sectionSizeHint(column)));
    m_table->setSortingEnabled(true);
    auto* show = new QAction(tr("Show in &Tokens"), m_table);
    connect(show, &QAction::triggered, this, [this] {
        if (m_table->currentIndex().isValid())
            Q_EMIT m_table->activated(m_table->currentIndex());
    });
    auto* tag = new QAction(tr("Tag the selected examples…"), m_table);
    connect(tag, &QAction::triggered, this, &ExamplesView::tagSelected);
    connect(m_untagMenu, &QMenu::aboutToShow, this, &ExamplesView::fillUntagMenu);
    m_table->addActions({ show, tag, m_untagMenu->menuAction() });
}

void ExamplesView::buildLayout()
{
    auto* atlasButton = new QToolButton(this);
    atlasButton->setDefaultAction(m_atlasAction);
    m_atlasAction->setIconText(widgets::plainTitle(m_atlasAction->text()));
    auto* exportButton = new QToolButton(this);
    exportButton->setDefaultAction(m_exportAction);
    exportButton->setAccessibleName(tr("Export the examples as CSV"));
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_count);
    bar->addWidget(m_slices);
    bar->addWidget(atlasButton);
    bar->addWidget(exportButton);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_atlas);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_atlas->hide();
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(bar);
    column->addWidget(m_problem);
    column->addWidget(m_splitter, 1);
    m_empty->setContent({}, tr("No trace is open"),
        tr("Open a trace, or trace a model over a dataset: its examples are listed here with their exits."));
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_pages);
    QWidget* order[] = { m_filter, m_slices, atlasButton, exportButton, m_table, m_atlas };
    for (std::size_t i = 1; i < std::size(order); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void ExamplesView::connectFinder()
{
    connect(m_finder, &ExampleFinder::columnsReset, this, [this] {
        m_model->setColumns(m_finder->columns());
        if (!m_finder->columns())
            m_atlas->clear();
        applyFilter(); // a filter may fit one trace and not another
        updatePage();
    });
    connect(m_finder, &ExampleFinder::columnsChanged, this, [this] { m_model->updateColumns(*m_finder->columns()); });
    connect(m_finder, &ExampleFinder::found, this, [this](const std::shared_ptr<examples::Arrangement>& arrangement) {
        m_isShowingSelection = true; // rows are places: what is selected in them is put right below
        m_model->setArrangement(std::move(*arrangement));
        m_isShowingSelection = false;
        showSelection();
        showCount();
    });
    connect(m_finder, &ExampleFinder::searchingChanged, this, &ExamplesView::showCount);
    connect(m_finder, &ExampleFinder::failed, this, &ExamplesView::showProblem);
    connect(m_finder, &ExampleFinder::atlasFound, m_atlas, &AtlasPanel::setAtlas);
    connect(m_model, &ExamplesModel::sortRequested, this, [this](const examples::SortBy& sort) {
        m_finder->setSort(sort);
        Q_EMIT stateChanged();
    });
    connect(m_filter, &QLineEdit::textChanged, &m_filterDelay, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        m_filterDelay.stop();
        applyFilter();
        m_table->setFocus();
    });
    connect(&m_filterDelay, &QTimer::timeout, this, &ExamplesView::applyFilter);
    connect(m_atlas, &AtlasPanel::filterChosen, this, &ExamplesView::setFilter);
    connect(m_atlasAction, &QAction::toggled, this, [this](bool isOn) {
        m_atlas->setVisible(isOn);
        m_finder->setAtlasWanted(isOn);
        Q_EMIT stateChanged();
    });
    connect(m_exportAction, &QAction::triggered, this, &ExamplesView::exportCsv);
    connect(m_splitter, &QSplitter::splitterMoved, this, &View::stateChanged);
    for (auto signal : { &QHeaderView::sectionResized, &QHeaderView::sectionMoved })
        connect(m_table->horizontalHeader(), signal, this, &View::stateChanged);
    connect(m_shelf, &SliceShelf::changed, this, [this](const std::shared_ptr<const examples::TagSet>& tags) {
        m_tags = tags;
        if (m_followed == m_context.workspace.trace()) // else they come with the trace
            m_finder->setTags(tags);
        rebuildSliceMenu();
    });
    connect(m_shelf, &SliceShelf::failed, this, &View::failed);
}

void ExamplesView::connectContext()
{
    const auto reopen = [this] {
        m_tags.reset();
        m_shelf->open(m_context.workspace.storePath(), m_context.workspace.trace());
    };
    connect(&m_context.workspace, &Workspace::traceChanged, this, [this, reopen] {
        reopen();
        follow();
        updatePage();
    });
    connect(&m_context.workspace, &Workspace::storeChanged, this, reopen);
    connect(&m_context.point, &LivePoint::liveChanged, this, &ExamplesView::follow);
    connect(&m_context.point, &LivePoint::stateChanged, this, &ExamplesView::follow);
    connect(&m_context.hub, &SelectionHub::examplesChanged, this, [this](const QObject* origin) {
        if (origin == this)
            return;
        showSelection();
        const auto rows = m_table->selectionModel()->selection();
        if (!rows.isEmpty()) // what another view chose comes into sight
            m_table->scrollTo(m_model->index(rows.front().top(), std::max(0, m_table->columnAt(0))));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_isShowingSelection)
            m_tell.start();
    });
    connect(&m_tell, &QTimer::timeout, this, &ExamplesView::onSelectionChanged);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        onSelectionChanged();
        Q_EMIT unitActivated(m_model->unitAt(index.row()));
    });
    connect(m_table, &widgets::CopyableTable::copyRefused, this, [this](int rows) {
        Q_EMIT failed(tr("%Ln row(s) are too many for the clipboard: export them as CSV instead.", nullptr, rows));
    });
    reopen();
}

/// A page that is not in sight prepares nothing and sorts nothing; it catches up when it is shown.
void ExamplesView::follow()
{
    if (!isVisible())
        return;
    if (m_followed != m_context.workspace.trace()) {
        m_followed = m_context.workspace.trace();
        m_followedRule.reset();
        m_finder->setTrace(m_followed);
        if (m_tags)
            m_finder->setTags(m_tags);
    }
    if (m_followedRule != m_context.point.live()) {
        m_followedRule = m_context.point.live();
        m_finder->setRule(m_followedRule);
    }
    if (const auto& state = m_context.point.state())
        m_finder->setPoint(*state, m_context.hub.operatingPoint().value);
}

void ExamplesView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    follow();
}

QString ExamplesView::key() const
{
    return QStringLiteral("examples");
}

QString ExamplesView::title() const
{
    return tr("Exam&ples");
}

void ExamplesView::find()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

std::vector<QAction*> ExamplesView::menuActions() const
{
    return { m_atlasAction, m_exportAction };
}

void ExamplesView::setFilter(const QString& filter)
{
    m_filter->setText(filter);
    m_filterDelay.stop();
    applyFilter();
}

void ExamplesView::applyFilter()
{
    try {
        const auto filter = examples::Filter::parse(m_filter->text().toStdString());
        showProblem({});
        if (filter.text() == m_finder->filter().text())
            return;
        m_finder->setFilter(filter);
        Q_EMIT stateChanged();
    } catch (const examples::FilterError& error) {
        showProblem(QString::fromUtf8(error.what()));
    }
}

/// What the filter lets through stays as it was: a word that is half typed need not empty the table.
void ExamplesView::showProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_filter->setProblem(problem);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, widgets::cautionColor(palette().color(QPalette::Window)));
    m_problem->setPalette(colors);
    if (!problem.isEmpty())
        m_count->setText({});
    else
        showCount();
}

void ExamplesView::showCount()
{
    if (!m_finder->columns() || m_problem->isVisibleTo(this))
        return;
    const QLocale locale;
    const auto all = static_cast<qlonglong>(m_finder->columns()->units());
    const auto shown = static_cast<qlonglong>(m_model->rowCount());
    QString text = shown == all ? locale.toString(all) : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all));
    if (const auto selected = m_context.hub.examples().size(); selected > 1)
        text = tr("%1, %2 selected").arg(text, locale.toString(static_cast<qlonglong>(selected)));
    m_count->setText(text);
}

void ExamplesView::updatePage()
{
    const bool hasTrace = m_context.workspace.trace() != nullptr;
    m_pages->setCurrentIndex(hasTrace ? 1 : 0);
    m_exportAction->setEnabled(hasTrace);
    m_atlasAction->setEnabled(hasTrace);
    showCount();
}

std::vector<std::uint32_t> ExamplesView::selectedUnits() const
{
    std::vector<std::uint32_t> units;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            units.push_back(static_cast<std::uint32_t>(m_model->unitAt(row)));
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

void ExamplesView::onSelectionChanged()
{
    m_tell.stop();
    const auto units = selectedUnits();
    m_context.hub.setExamples({ units.begin(), units.end() }, this);
    showCount();
}

/// The hub's units in the rows where they are now.
void ExamplesView::showSelection()
{
    std::vector<int> rows;
    for (const auto unit : m_context.hub.examples())
        if (const int row = m_model->rowOf(unit); row >= 0)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    QItemSelection selection;
    for (std::size_t i = 0; i < rows.size() && static_cast<std::size_t>(selection.size()) < mostShownRanges;) {
        std::size_t last = i;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        selection.append(QItemSelectionRange(
            m_model->index(rows[i], 0), m_model->index(rows[last], m_model->columnCount() - 1)));
        i = last + 1;
    }
    m_isShowingSelection = true;
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_isShowingSelection = false;
    showCount();
}

} // namespace exitscope::app
