#include "app/views/difficulty_view.h"

#include "app/plots/difficulty_plot.h"
#include "app/views/difficulty_form.h"
#include "app/views/difficulty_model.h"
#include "core/difficulty/study_file.h"
#include "widgets/panel/empty_state.h"
#include "widgets/plot/plot_view.h"
#include "widgets/table/copyable_table.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

using difficulty::Predictor;

DifficultyView::DifficultyView(QWidget* parent)
    : View(parent)
    , m_start(new QAction(tr("&Foresee"), this))
    , m_fromTrace(new QAction(tr("&Use the open trace"), this))
    , m_splitter(new QSplitter(this))
    , m_form(new DifficultyForm(m_start, m_fromTrace, this))
    , m_kept(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(this))
    , m_facts(new QLabel(this))
    , m_verdict(new QLabel(this))
    , m_model(new DifficultyModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new widgets::CopyableTable(this))
    , m_plot(new widgets::PlotView(this))
    , m_results(new QSplitter(Qt::Vertical, this))
{
    setAcceptDrops(true);
    m_start->setStatusTip(tr("Train the predictors, and see what they foresee"));
    m_fromTrace->setObjectName(QStringLiteral("useTrace"));
    m_fromTrace->setStatusTip(tr("Its exits are held against its labels, and its texts are split"));
    m_empty->setContent(QIcon(), tr("No study yet"),
        tr("Which exits are right can be annotated from a trace with labels: can a predictor tell beforehand? Choose an annotation or a "
           "trace on the left, or drop one here, and start. Studies are kept beside their data."));
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("What to foresee"));
    scroll->setFocusPolicy(Qt::NoFocus); // its fields are reached themselves
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(m_form->minimumSizeHint().width() + 2 * fontMetrics().height());
    m_splitter->addWidget(scroll);
    m_splitter->addWidget(buildResults());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({ 1, 1000 });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_splitter);
    connect(m_start, &QAction::triggered, this, [this] {
        if (m_form->problem().isEmpty())
            Q_EMIT startRequested(m_form->request());
    });
    connect(m_fromTrace, &QAction::triggered, this, [this] { m_form->takeFiles({ m_trace }); });
    connect(m_form, &DifficultyForm::changed, this, &DifficultyView::update);
    connect(m_kept, &QComboBox::activated, this, [this](int place) {
        if (const QString file = m_kept->itemData(place).toString(); !file.isEmpty())
            openStudy(file);
    });
    connect(m_plot, &widgets::PlotView::exportRequested, this, &DifficultyView::exportRequested);
    for (auto* splitter : { m_splitter, m_results })
        connect(splitter, &QSplitter::splitterMoved, this, &DifficultyView::stateChanged);
    setKept({});
    update();
}

QWidget* DifficultyView::buildResults()
{
    m_kept->setAccessibleName(tr("Kept studies"));
    m_kept->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kept->setMinimumContentsLength(20);
    for (QLabel* label : { m_facts, m_verdict }) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    QFont strong = font();
    strong.setBold(true);
    m_verdict->setFont(strong);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(widgets::sortRole);
    m_table->setModel(m_sorted);
    m_table->setAccessibleName(tr("Predictors of difficulty"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(DifficultyModel::Name, Qt::AscendingOrder);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DifficultyView::drawBars);
    m_plot->setAccessibleName(tr("Accuracy of the predictors at every exit"));
    m_results->addWidget(m_table);
    m_results->addWidget(m_plot);
    m_results->setChildrenCollapsible(false);
    m_results->setStretchFactor(1, 1);
    auto* shown = new QWidget(this);
    auto* results = new QVBoxLayout(shown);
    results->setContentsMargins(0, 0, 0, 6);
    results->addWidget(m_verdict);
    results->addWidget(m_facts);
    results->addWidget(m_results, 1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(shown);
    auto* side = new QWidget(this);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(6, 0, 0, 0);
    layout->addWidget(m_kept, 0, Qt::AlignRight);
    layout->addWidget(m_pages, 1);
    return side;
}

void DifficultyView::setTracePath(const QString& path)
{
    m_trace = path;
    update();
}

void DifficultyView::setKept(const QStringList& files)
{
    const QSignalBlocker quiet(m_kept);
    m_kept->clear();
    m_kept->addItem(tr("Kept studies…"));
    for (const QString& file : files) {
        const QString name = QFileInfo(file).fileName().chopped(static_cast<int>(difficulty::studySuffix.size()));
        m_kept->addItem(tr("%1, %2", "name, folder").arg(name, QFileInfo(file).dir().dirName()), file);
    }
    m_kept->setVisible(!files.isEmpty());
}

void DifficultyView::openStudy(const QString& file)
{
    m_opening.run(
        this, [path = file.toStdString()] { return KeptStudy { path, difficulty::readStudy(path) }; },
        [this](KeptStudy kept) { showStudy(std::move(kept)); }, [this](const QString& problem) { Q_EMIT failed(problem); });
}

void DifficultyView::showStudy(KeptStudy kept)
{
    m_study = std::make_shared<const difficulty::Study>(std::move(kept.study));
    m_file = QString::fromStdString(kept.file.string());
    m_model->setStudy(m_study);
    m_table->resizeColumnsToContents();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + fontMetrics().height() / 2);
    const int rows = (m_model->rowCount() + 1) * m_table->verticalHeader()->defaultSectionSize();
    m_results->setSizes({ rows + m_table->horizontalHeader()->sizeHint().height() + fontMetrics().height(), 10000 });
    m_pages->setCurrentIndex(1);
    describe();
    drawBars();
    m_plot->fit();
    update();
    Q_EMIT studyOpened(m_file);
}

void DifficultyView::describe()
{
    const auto number = [](double value) { return QLocale().toString(100 * value, 'f', 2); };
    const auto count = [](std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); };
    const QString test = QString::fromStdString(m_study->test);
    m_facts->setText(m_study->isOfWords
            ? tr("%1: learnt from %2 words, tested on %3 words of %4 sentences, %5 exits. Figures in percent.")
                  .arg(test, count(m_study->trainUnits), count(m_study->testUnits), count(m_study->testExamples), count(m_study->outputs))
            : tr("%1: learnt from %2 texts, tested on %3, %4 exits. Figures in percent.")
                  .arg(test, count(m_study->trainUnits), count(m_study->testUnits), count(m_study->outputs)));
    const difficulty::PredictorResult* best = nullptr;
    for (const auto& result : m_study->results)
        if (difficulty::isTrained(result.predictor)
            && (!best || result.toMajority.estimate.value > best->toMajority.estimate.value))
            best = &result;
    if (!best) {
        m_verdict->clear();
    } else {
        const auto& lead = best->toMajority.estimate;
        const QString name = predictorTitle(best->predictor);
        const QString interval = tr("%1 to %2", "ends of an interval").arg(number(lead.interval.low), number(lead.interval.high));
        if (lead.interval.low > 0)
            m_verdict->setText(tr("Foreseen: the best, %1, is %2 points above majority (interval: %3).")
                                   .arg(name, number(lead.value), interval));
        else
            m_verdict->setText(tr("Not foreseen: no predictor is surely above majority; the best, %1, is %2 points from it (interval: %3).")
                                   .arg(name, number(lead.value), interval));
    }
    m_verdict->setVisible(best != nullptr);
}

std::vector<Predictor> DifficultyView::drawnPredictors() const
{
    std::vector<Predictor> predictors;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        predictors.push_back(m_model->predictorAt(m_sorted->mapToSource(index).row()));
    if (predictors.empty())
        for (const auto& result : m_study->results)
            predictors.push_back(result.predictor);
    std::sort(predictors.begin(), predictors.end());
    return predictors;
}

void DifficultyView::drawBars()
{
    if (m_study)
        m_plot->setModel(difficultyPlot(*m_study, drawnPredictors()));
}

void DifficultyView::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    update();
}

void DifficultyView::update()
{
    m_start->setEnabled(m_form->problem().isEmpty() && !m_isBusy);
    m_fromTrace->setEnabled(!m_trace.isEmpty());
    Q_EMIT stateChanged();
}

void DifficultyView::takeFiles(const QStringList& paths)
{
    QStringList others;
    for (const QString& path : paths)
        if (path.endsWith(QLatin1String(difficulty::studySuffix.data())))
            openStudy(path);
        else
            others << path;
    m_form->takeFiles(others);
}

void DifficultyView::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void DifficultyView::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    takeFiles(paths);
    event->acceptProposedAction();
}

QString DifficultyView::key() const
{
    return QStringLiteral("difficulty");
}

QString DifficultyView::title() const
{
    return tr("Diffic&ulty");
}

std::optional<ShownFigure> DifficultyView::figure() const
{
    if (!m_study)
        return {};
    ShownFigure figure;
    figure.request.plot = "difficulty";
    figure.draw = [study = m_study, predictors = drawnPredictors()] { return difficultyPlot(*study, predictors); };
    figure.x = m_plot->visibleX();
    figure.y = m_plot->visibleY();
    return figure;
}

void DifficultyView::fit()
{
    m_plot->fit();
}

void DifficultyView::zoomTo(const std::string&, std::optional<widgets::Range> x, std::optional<widgets::Range> y)
{
    m_plot->zoomTo(x, y);
}

QJsonObject DifficultyView::state() const
{
    QJsonObject state = m_form->state();
    state.insert(QStringLiteral("study"), m_file);
    state.insert(QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64()));
    return state;
}

void DifficultyView::restore(const QJsonObject& state)
{
    m_form->restore(state);
    m_splitter->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("splitter")).toString().toLatin1()));
    if (const QString file = state.value(QStringLiteral("study")).toString(); QFileInfo::exists(file))
        openStudy(file);
}

} // namespace exitscope::app
