#include "app/views/types_panel.h"

#include "widgets/table/bar_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace exitscope::app {

using namespace std::chrono_literals;

namespace {

/// In saved states; never translated.
const std::pair<TypeColumn, const char*> columnKeys[] = { { TypeColumn::Name, "name" }, { TypeColumn::Count, "count" },
    { TypeColumn::MeanExit, "mean-exit" }, { TypeColumn::Spread, "spread" }, { TypeColumn::Right, "right" },
    { TypeColumn::MeanExitB, "mean-exit-b" }, { TypeColumn::Later, "later" } };

} // namespace

TypesPanel::TypesPanel(QWidget* parent)
    : QWidget(parent)
    , m_keys(new QTabBar(this))
    , m_filter(new QLineEdit(this))
    , m_note(new QLabel(this))
    , m_view(new widgets::CopyableTable(this))
    , m_model(new TypesModel(this))
    , m_delay(new QTimer(this))
{
    m_keys->addTab(tr("Words"));
    m_keys->addTab(tr("Tags"));
    m_keys->setAccessibleName(tr("What is counted"));
    m_keys->setExpanding(false);
    m_keys->setDrawBase(false);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter words and tags"));
    m_filter->setClearButtonEnabled(true);
    m_note->setTextFormat(Qt::PlainText);
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Words and tags, and how they leave"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->setItemDelegate(new widgets::BarDelegate(QStringLiteral("00.00"), m_view));
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + fontMetrics().height() / 2);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_delay->setSingleShot(true);
    m_delay->setInterval(120ms);
    auto* line = new QHBoxLayout;
    line->addWidget(m_keys);
    line->addWidget(m_filter, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 0, 0, 0);
    layout->addLayout(line);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_note);
    setFocusProxy(m_filter);

    connect(m_keys, &QTabBar::currentChanged, this, [this] {
        build();
        Q_EMIT stateChanged();
    });
    connect(m_filter, &QLineEdit::textChanged, m_delay, qOverload<>(&QTimer::start));
    connect(m_delay, &QTimer::timeout, this, [this] {
        count();
        Q_EMIT stateChanged();
    });
    connect(m_model, &TypesModel::sortWanted, this, [this](TypeColumn column, bool isDescending) {
        if (m_isShowing)
            return;
        m_order = { column, isDescending };
        count();
        Q_EMIT stateChanged();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& current) { choose(current.row()); });
    connect(m_view, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) { choose(index.row()); });
    connect(m_view, &QAbstractItemView::activated, this, [this] { Q_EMIT nextWanted(); });
}

TypeKey TypesPanel::key() const
{
    return m_keys->currentIndex() == 1 ? TypeKey::Tag : TypeKey::Word;
}

void TypesPanel::setTable(std::shared_ptr<const UnitTable> table)
{
    m_table = std::move(table);
    m_keys->setTabEnabled(1, m_table && !m_table->trace->labels().empty());
    if (!m_keys->isTabEnabled(m_keys->currentIndex()))
        m_keys->setCurrentIndex(0);
    build();
}

void TypesPanel::setOutcomes(std::shared_ptr<const UnitOutcomes> a, std::shared_ptr<const UnitOutcomes> b, std::vector<int> layers)
{
    m_a = std::move(a);
    m_b = std::move(b);
    m_layers = std::move(layers);
    count();
}

void TypesPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_types)
        count();
    else
        build();
}

/// Which type every token is of: once for a trace and a key, and only where somebody looks.
void TypesPanel::build()
{
    m_types.reset();
    m_typesTask.drop();
    m_countTask.drop();
    m_isCounting = m_isStale = false;
    show({});
    if (!m_table || !isVisible())
        return;
    m_note->setText(tr("Counting…"));
    m_typesTask.run(
        this, [table = m_table, key = key()] { return std::make_shared<const UnitTypes>(unitTypesOf(*table, key)); },
        [this](std::shared_ptr<const UnitTypes> types) {
            m_types = std::move(types);
            count();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void TypesPanel::count()
{
    if (!m_types || !m_a || !isVisible())
        return;
    m_isStale = m_isCounting;
    if (m_isCounting)
        return;
    m_isCounting = true;
    m_countTask.run(
        this,
        [types = m_types, key = key(), trace = m_table->trace, a = m_a, b = m_b, layers = m_layers, order = m_order, words = m_filter->text()] {
            TypesModel::Content content { types, key, typeFigures(*types, *trace, layers, *a, b.get()), false, b != nullptr, trace->fullLayers() };
            content.hasRight = std::ranges::any_of(content.rows, [](const TypeFigures& row) { return row.right == row.right; });
            arrangeTypes(content.rows, *types, order.column, order.isDescending, words);
            return content;
        },
        [this](TypesModel::Content content) {
            m_isCounting = false;
            show(std::move(content));
            if (std::exchange(m_isStale, false))
                count();
        },
        [this](const QString& problem) {
            m_isCounting = false;
            Q_EMIT failed(problem);
        });
}

/// The chosen row stays chosen wherever it is now.
void TypesPanel::show(TypesModel::Content content)
{
    const QScopedValueRollback showing(m_isShowing, true);
    const int before = m_view->currentIndex().row();
    const bool hadColumns = m_model->columnCount() > 0 && !m_model->content().rows.empty();
    const std::int32_t chosen = before >= 0 && before < m_model->rowCount() ? m_model->typeAt(before) : -1;
    const int rows = static_cast<int>(content.rows.size());
    m_model->setContent(std::move(content));
    m_view->setSortingEnabled(true);
    m_view->horizontalHeader()->setSortIndicator(
        m_model->placeOf(m_order.column), m_order.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (!hadColumns && rows > 0)
        narrowColumns();
    const auto& shown = m_model->content().rows;
    if (const auto found = std::ranges::find(shown, chosen, &TypeFigures::type); chosen >= 0 && found != shown.end())
        m_view->setCurrentIndex(m_model->index(static_cast<int>(found - shown.begin()), 0));
    m_note->setText(key() == TypeKey::Tag ? tr("%Ln tag(s)", nullptr, rows) : tr("%Ln word type(s)", nullptr, rows));
}

/// The panel is narrow: words as wide as words are, figures no wider than their headings, so that several stand side by side.
void TypesPanel::narrowColumns()
{
    const auto* header = m_view->horizontalHeader();
    const int figure = fontMetrics().horizontalAdvance(QStringLiteral("000,000  "));
    m_view->resizeColumnToContents(0);
    m_view->setColumnWidth(0, std::min(m_view->columnWidth(0), fontMetrics().averageCharWidth() * 14));
    for (int column = 1; column < m_model->columnCount(); ++column)
        m_view->setColumnWidth(column, std::max(header->sectionSizeHint(column), figure));
}

void TypesPanel::choose(int row)
{
    if (m_isShowing || row < 0 || row >= m_model->rowCount() || !m_types)
        return;
    Q_EMIT unitsChosen(unitsOfType(*m_types, m_model->typeAt(row)));
}

QSize TypesPanel::sizeHint() const
{
    const int em = fontMetrics().height();
    return { 20 * em, 24 * em };
}

QJsonObject TypesPanel::state() const
{
    QString column;
    for (const auto& [one, name] : columnKeys)
        if (one == m_order.column)
            column = QString::fromLatin1(name);
    return { { QStringLiteral("key"), key() == TypeKey::Tag ? QStringLiteral("tag") : QStringLiteral("word") },
        { QStringLiteral("filter"), m_filter->text() }, { QStringLiteral("sort"), column },
        { QStringLiteral("descending"), m_order.isDescending } };
}

void TypesPanel::restore(const QJsonObject& state)
{
    m_filter->setText(state.value(QStringLiteral("filter")).toString());
    for (const auto& [one, name] : columnKeys)
        if (state.value(QStringLiteral("sort")).toString() == QLatin1String(name))
            m_order = { one, state.value(QStringLiteral("descending")).toBool(true) };
    if (state.value(QStringLiteral("key")).toString() == QLatin1String("tag") && m_keys->isTabEnabled(1))
        m_keys->setCurrentIndex(1);
    count();
}

} // namespace exitscope::app
