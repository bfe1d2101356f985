#include "app/views/compare_view.h"

#include "app/panes.h"
#include "app/plots/compare_plot.h"
#include "app/plots/tradeoff_plot.h"
#include "app/session/workspace.h"
#include "app/views/compare_figures_page.h"
#include "app/views/compare_flips_page.h"
#include "app/views/compare_settings_page.h"
#include "core/error.h"
#include "widgets/panel/empty_state.h"
#include "widgets/plot/plot_view.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace exitscope::app {

using namespace std::chrono_literals;

CompareView::CompareView(const ViewContext& context, QWidget* parent)
    : View(parent)
    , m_context(context)
    , m_baseline(new QComboBox(this))
    , m_other(new QComboBox(this))
    , m_metric(new QComboBox(this))
    , m_axis(new QComboBox(this))
    , m_speedups(new QLineEdit(this))
    , m_qualities(new QLineEdit(this))
    , m_note(new QLabel(this))
    , m_busy(new QProgressBar(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState)
    , m_copyLatex(new QAction(tr("Copy the comparison as LaTe&X"), this))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(400ms);
    connect(&m_delay, &QTimer::timeout, this, &CompareView::startComparing);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(6, 6, 6, 0);
    buildBar(layout);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->hide();
    layout->addWidget(m_note);
    buildPages();
    layout->addWidget(m_splitter, 1);
    m_empty->setContent(QIcon(), tr("Nothing to compare yet"),
        tr("Select two to six runs in the library to lay them beside each other."));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
    setMainPart(this, m_plot);
    connect(m_copyLatex, &QAction::triggered, this, [this] { m_figures->copyAs(report::TableFormat::Latex); });
    m_copyLatex->setStatusTip(tr("A table for a paper, whose bold figures follow the paired tests"));
    m_copyLatex->setEnabled(false);
    connect(&m_context.workspace, &Workspace::runsLoaded, this, &CompareView::setRuns);
}

CompareView::~CompareView()
{
    m_stop.request_stop();
}

void CompareView::buildBar(QVBoxLayout* layout)
{
    const auto addRow = [this, layout](std::initializer_list<std::pair<QString, QWidget*>> fields) {
        auto* row = new QHBoxLayout;
        for (const auto& [text, field] : fields) {
            auto* label = new QLabel(text, this);
            label->setBuddy(field);
            row->addWidget(label);
            row->addWidget(field, qobject_cast<QLineEdit*>(field) ? 1 : 0);
            row->addSpacing(8);
        }
        layout->addLayout(row);
        return row;
    };
    addRow({ { tr("&Baseline:"), m_baseline }, { tr("A&gainst it:"), m_other } })->addStretch();
    auto* second = addRow({ { tr("&Quality:"), m_metric }, { tr("&Cost:"), m_axis }, { tr("At speed-&ups:"), m_speedups },
        { tr("At quali&ties:"), m_qualities } });
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedWidth(80);
    m_busy->setAccessibleName(tr("Comparing"));
    QSizePolicy policy = m_busy->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_busy->setSizePolicy(policy);
    m_busy->hide();
    second->addWidget(m_busy);
    for (QComboBox* box : { m_baseline, m_other }) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(24);
    }
    m_metric->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_axis->addItem(tr("FLOPs where known"), QVariant());
    m_axis->addItem(tr("Layers"), static_cast<int>(evidence::CostAxis::Layers));
    m_speedups->setText(QStringLiteral("1.5 2 3"));
    m_speedups->setToolTip(tr("The quality is compared at these speed-ups; separate them by spaces"));
    m_qualities->setPlaceholderText(tr("e.g. %1").arg(QLocale().toString(0.9, 'f', 1)));
    m_qualities->setToolTip(tr("The cost is compared at these values of the quality; separate them by spaces"));
    const auto changed = [this] {
        m_delay.start();
        Q_EMIT stateChanged();
    };
    connect(m_speedups, &QLineEdit::textChanged, this, changed);
    connect(m_qualities, &QLineEdit::textChanged, this, changed);
    connect(m_metric, &QComboBox::activated, this, changed);
    connect(m_axis, &QComboBox::activated, this, changed);
    connect(m_metric, &QComboBox::currentIndexChanged, this, &CompareView::rebuildPlot);
    connect(m_axis, &QComboBox::currentIndexChanged, this, &CompareView::rebuildPlot);
    connect(m_baseline, &QComboBox::activated, this, [this](int run) { setBaseline(run); });
    connect(m_other, &QComboBox::activated, this, [this] {
        showSettings();
        startFlips();
    });
}

void CompareView::buildPages()
{
    m_plot = new widgets::PlotView;
    m_figures = new CompareFiguresPage;
    m_flips = new CompareFlipsPage(m_context);
    m_settings = new CompareSettingsPage;
    m_pages = new QTabWidget;
    m_pages->setDocumentMode(true);
    m_pages->addTab(m_figures, tr("At equal cost"));
    m_pages->addTab(m_flips, tr("Differing examples"));
    m_pages->addTab(m_settings, tr("Settings"));
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->addWidget(m_plot);
    m_splitter->addWidget(m_pages);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    connect(m_plot, &widgets::PlotView::exportRequested, this, &CompareView::exportRequested);
    connect(m_flips, &CompareFlipsPage::budgetChosen, this, &CompareView::startFlips);
    connect(m_flips, &CompareFlipsPage::stateChanged, this, &CompareView::stateChanged);
    connect(m_settings, &CompareSettingsPage::stateChanged, this, &CompareView::stateChanged);
    connect(m_pages, &QTabWidget::currentChanged, this, &CompareView::stateChanged);
    connect(m_splitter, &QSplitter::splitterMoved, this, &CompareView::stateChanged);
}

QString CompareView::key() const
{
    return QStringLiteral("compare");
}

QString CompareView::title() const
{
    return tr("Co&mpare");
}

std::vector<QAction*> CompareView::menuActions() const
{
    return { m_copyLatex };
}

void CompareView::setRuns(std::shared_ptr<const std::vector<PlottedRun>> runs)
{
    if (runs && runs->size() > mostRuns) {
        m_note->setText(tr("%n run(s) are selected; the first %1 are compared.", nullptr, static_cast<int>(runs->size()))
                            .arg(QLocale().toString(static_cast<int>(mostRuns))));
        runs = std::make_shared<const std::vector<PlottedRun>>(
            runs->begin(), runs->begin() + static_cast<std::ptrdiff_t>(mostRuns));
    } else {
        m_note->clear();
    }
    m_note->setVisible(!m_note->text().isEmpty());
    m_runs = std::move(runs);
    const bool hasEnough = runCount() >= 2;
    m_stack->setCurrentIndex(hasEnough ? 1 : 0);
    m_comparison.reset();
    m_copyLatex->setEnabled(false);
    if (!hasEnough) {
        m_stop.request_stop();
        m_comparing.drop();
        m_flipping.drop();
        m_busy->hide();
        return;
    }
    refillRuns();
    refillMetrics();
    rebuildPlot();
    showSettings();
    startComparing();
}

QString CompareView::nameOf(std::size_t run) const
{
    const auto& summary = (*m_runs)[run].run.summary;
    const QString number = QLocale().toString(static_cast<qlonglong>(summary.id));
    return summary.name.empty() ? tr("Run %1").arg(number)
                                : tr("%1 · %2", "number and name of a run").arg(number, QString::fromStdString(summary.name));
}

/// The same runs stay baseline and other across a new selection, where they are still in it.
void CompareView::refillRuns()
{
    const QVariant baseline = m_baseline->currentData(), other = m_other->currentData();
    for (QComboBox* box : { m_baseline, m_other }) {
        const QSignalBlocker blocker(box);
        box->clear();
        for (std::size_t i = 0; i < m_runs->size(); ++i) {
            const auto& summary = (*m_runs)[i].run.summary;
            box->addItem(nameOf(i), QString::fromStdString(summary.uuid));
            box->setItemData(static_cast<int>(i), nameOf(i), Qt::ToolTipRole);
        }
    }
    m_baseline->setCurrentIndex(std::max(0, m_baseline->findData(baseline)));
    const int found = m_other->findData(other);
    m_other->setCurrentIndex(
        found >= 0 && found != m_baseline->currentIndex() ? found : m_baseline->currentIndex() == 0 ? 1 : 0);
}

void CompareView::refillMetrics()
{
    const QSignalBlocker blocker(m_metric);
    const QVariant before = m_metric->currentData();
    m_metric->clear();
    const auto& run = (*m_runs)[static_cast<std::size_t>(m_baseline->currentIndex())];
    if (!run.points.empty())
        for (const auto& [name, value] : run.points.front().metrics)
            if (!metric::isLessBetter(name)) // frontiers are compared by what is better when there is more of it
                m_metric->addItem(metricTitle(name), QString::fromStdString(name));
    m_metric->setCurrentIndex(std::max(0, m_metric->findData(before)));
}

void CompareView::setBaseline(int run)
{
    if (run < 0 || static_cast<std::size_t>(run) >= runCount())
        return;
    m_baseline->setCurrentIndex(run);
    if (m_other->currentIndex() == run)
        m_other->setCurrentIndex(run == 0 ? 1 : 0);
    refillMetrics();
    rebuildPlot();
    showSettings();
    startComparing();
}

void CompareView::showSettings()
{
    QStringList names;
    for (std::size_t i = 0; i < runCount(); ++i)
        names << nameOf(i);
    m_settings->setRuns(*m_runs, names, m_baseline->currentIndex(), m_other->currentIndex());
}

FigureRequest CompareView::plotted() const
{
    const bool inLayers = m_axis->currentData().isValid()
        || std::any_of(m_runs->begin(), m_runs->end(),
            [](const auto& run) { return run.points.empty() || run.points.front().flopsFull <= 0; });
    FigureRequest request;
    request.plot = "compare";
    request.tradeoff.xAxis = inLayers ? "speedup" : "flops";
    request.metric = m_metric->currentData().toString().toStdString();
    if (const auto asked = choice())
        request.speedups = asked->speedups;
    return request;
}

void CompareView::rebuildPlot()
{
    if (runCount() < 2)
        return;
    try {
        m_plot->setModel(comparePlot(plotted(), *m_runs));
    } catch (const InputError& error) {
        m_plot->setModel({});
        Q_EMIT failed(QString::fromUtf8(error.what()));
    }
}

std::optional<ShownFigure> CompareView::figure() const
{
    if (runCount() < 2 || m_plot->model().series.empty())
        return {};
    ShownFigure figure;
    figure.source = ShownFigure::Source::Runs;
    figure.request = plotted();
    figure.runs = m_runs;
    figure.draw = [request = figure.request, runs = m_runs] { return comparePlot(request, *runs); };
    figure.x = m_plot->visibleX();
    figure.y = m_plot->visibleY();
    return figure;
}

void CompareView::zoomTo(const std::string&, std::optional<widgets::Range> x, std::optional<widgets::Range> y)
{
    m_plot->zoomTo(x, y);
}

void CompareView::fit()
{
    m_plot->fit();
}

QJsonObject CompareView::state() const
{
    QJsonObject state { { QStringLiteral("speedups"), m_speedups->text() }, { QStringLiteral("qualities"), m_qualities->text() },
        { QStringLiteral("axis"), m_axis->currentIndex() }, { QStringLiteral("page"), m_pages->currentIndex() },
        { QStringLiteral("settings"), m_settings->state() }, { QStringLiteral("flips"), m_flips->state() },
        { QStringLiteral("metric"), m_metric->currentData().toString() },
        { QStringLiteral("baseline"), m_baseline->currentData().toString() },
        { QStringLiteral("other"), m_other->currentData().toString() },
        { QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64()) } };
    return state;
}

void CompareView::restore(const QJsonObject& state)
{
    const auto textOf = [&state](const QString& name) { return state.value(name).toString(); };
    if (!numbersIn(textOf(QStringLiteral("speedups")), 0).value_or(std::vector<double> {}).empty())
        m_speedups->setText(textOf(QStringLiteral("speedups")));
    if (numbersIn(textOf(QStringLiteral("qualities")), -1e300))
        m_qualities->setText(textOf(QStringLiteral("qualities")));
    m_axis->setCurrentIndex(std::clamp(state.value(QStringLiteral("axis")).toInt(), 0, m_axis->count() - 1));
    m_pages->setCurrentIndex(std::clamp(state.value(QStringLiteral("page")).toInt(), 0, m_pages->count() - 1));
    m_settings->restore(state.value(QStringLiteral("settings")).toObject());
    m_flips->restore(state.value(QStringLiteral("flips")).toObject());
    m_splitter->restoreState(QByteArray::fromBase64(textOf(QStringLiteral("splitter")).toLatin1()));
    // Runs come later: until then the boxes hold what to look for among them.
    const auto wish = [](QComboBox* box, const QString& value) {
        if (value.isEmpty())
            return;
        const QSignalBlocker blocker(box);
        if (box->findData(value) < 0)
            box->addItem(QString(), value);
        box->setCurrentIndex(box->findData(value));
    };
    if (runCount() < 2) {
        wish(m_baseline, textOf(QStringLiteral("baseline")));
        wish(m_other, textOf(QStringLiteral("other")));
        wish(m_metric, textOf(QStringLiteral("metric")));
    } else if (const int metric = m_metric->findData(textOf(QStringLiteral("metric"))); metric >= 0) {
        m_metric->setCurrentIndex(metric);
    }
}

} // namespace exitscope::app
