#include "app/views/train_view.h"

#include "app/panes.h"
#include "app/plots/structure_plot.h"
#include "app/session/preferences.h"
#include "app/views/form_parts.h"
#include "app/views/learning_panel.h"
#include "app/views/plot_panel.h"
#include "app/views/structure_panel.h"
#include "app/views/train_form.h"
#include "widgets/panel/empty_state.h"
#include "widgets/plot/plot_view.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

namespace {

constexpr auto structureName = "structure";

} // namespace

TrainView::TrainView(TrainingDesk& desk, QWidget* parent)
    : View(parent)
    , m_desk(desk)
    , m_splitter(new QSplitter(this))
    , m_kept(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(this))
    , m_heading(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_curves(new LearningPanel(this))
    , m_structure(new StructurePanel(this))
{
    setAcceptDrops(true);
    buildActions();
    m_form = new TrainForm(m_start, this);
    m_empty->setContent(QIcon(), tr("Nothing was trained yet"),
        tr("Choose data to train on and to judge by on the left, or drop them here, and start; a preset says the rest. A folder that a "
           "training wrote can be opened or dropped, too: its curves are shown, and it can be gone on with."));
    m_empty->addButton(m_open);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("What to train"));
    scroll->setFocusPolicy(Qt::NoFocus); // its fields are reached themselves
    const int em = fontMetrics().height();
    scroll->setMinimumWidth(std::min(m_form->minimumSizeHint().width() + 2 * em, 20 * em));
    m_splitter->addWidget(scroll);
    m_splitter->addWidget(buildResults());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setCollapsible(1, false);
    m_splitter->setSizes({ 1, 1000 });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_splitter);
    connect(m_form, &TrainForm::changed, this, &TrainView::update);
    connect(m_splitter, &QSplitter::splitterMoved, this, &TrainView::stateChanged);
    connect(m_kept, &QComboBox::activated, this, [this](int place) {
        if (const QString folder = m_kept->itemData(place).toString(); !folder.isEmpty())
            openFolder(folder);
    });
    connectDesk();
    setKept({});
    update();
}

QAction* TrainView::newAction(const QString& key, const QString& text, const QString& tip, void (TrainView::*act)())
{
    auto* action = new QAction(text, this);
    action->setObjectName(key);
    action->setStatusTip(tip);
    connect(action, &QAction::triggered, this, act);
    return action;
}

void TrainView::buildActions()
{
    m_start = newAction(QStringLiteral("startTraining"), tr("Start t&raining"), tr("As the form says; several wait for each other"), &TrainView::start);
    m_continue = newAction(QStringLiteral("continueTraining"), tr("Continu&e training"), tr("Where it was stopped; the result is as if it never was"), &TrainView::goOn);
    m_pause = newAction(QStringLiteral("pauseTraining"), tr("&Pause training"), tr("Between two steps; nothing is lost"), &TrainView::pauseOrResume);
    m_stop = newAction(QStringLiteral("stopTraining"), tr("&Stop training"), tr("What it has so far is kept, and it can be continued"), &TrainView::stop);
    m_traceDev = newAction(QStringLiteral("traceDev"), tr("Trace on &dev"), tr("Trace it, sweep it, and see it on the trade-off beside the model that it came from"), &TrainView::traceDev);
    m_traceTest = newAction(QStringLiteral("traceTest"), tr("Trace on &test"), tr("Trace it, sweep it, and see it on the trade-off beside the model that it came from"), &TrainView::traceTest);
    m_showFolder = newAction(QStringLiteral("showTrained"), tr("Show &folder"), tr("In the desktop's file manager"), &TrainView::showFolder);
    m_open = newAction(QStringLiteral("openTraining"), tr("Open a trainin&g…"), tr("The folder of a training or a compression, whoever started it"), &TrainView::openTraining);
    m_openConfiguration = newAction(QStringLiteral("openConfiguration"), tr("Open confi&guration…"), tr("Fill the form from a file"), &TrainView::openConfiguration);
    m_showConfiguration = newAction(QStringLiteral("showConfiguration"), tr("Sho&w configuration"), tr("The file that the form stands for"), &TrainView::showConfiguration);
    m_saveConfiguration = newAction(QStringLiteral("saveConfiguration"), tr("Save configuration &as…"), tr("For the command line, or for another time"), &TrainView::saveConfiguration);
    m_copyCommand = newAction(QStringLiteral("copyTrainCommand"), tr("Copy as co&mmand"), tr("The command that does the same with the configuration"), &TrainView::copyCommand);
}

QWidget* TrainView::buildResults()
{
    m_kept->setAccessibleName(tr("Trainings"));
    m_kept->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kept->setMinimumContentsLength(14);
    for (QLabel* label : { m_heading, m_facts }) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    QFont strong = font();
    strong.setBold(true);
    m_heading->setFont(strong);
    auto* configuration = new QPushButton(tr("Confi&guration"), this);
    auto* menu = new QMenu(configuration);
    menu->addActions({ m_showConfiguration, m_openConfiguration, m_saveConfiguration, m_copyCommand });
    configuration->setMenu(menu);
    auto* top = new QHBoxLayout;
    top->addWidget(configuration);
    top->addStretch(1);
    top->addWidget(m_kept);
    auto* buttons = new QHBoxLayout;
    for (QAction* action : { m_continue, m_pause, m_stop, m_traceDev, m_traceTest, m_showFolder }) {
        auto* button = buttonFor(action, this);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        connect(action, &QAction::changed, button, [action, button] {
            button->setText(action->text());
            button->setVisible(action->isEnabled());
        });
        button->setVisible(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_curves, tr("Curves"));
    m_tabs->addTab(m_structure, tr("Structure"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &TrainView::stateChanged);
    connect(m_curves, &LearningPanel::stateChanged, this, &TrainView::stateChanged);
    connect(m_curves, &LearningPanel::exportRequested, this, &TrainView::exportRequested);
    connect(m_structure, &StructurePanel::exportRequested, this, &TrainView::exportRequested);
    auto* shown = new QWidget(this);
    auto* results = new QVBoxLayout(shown);
    results->setContentsMargins(0, 0, 0, 6);
    results->addWidget(m_heading);
    results->addWidget(m_facts);
    results->addLayout(buttons);
    results->addWidget(m_tabs, 1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(shown);
    auto* side = new QWidget(this);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(6, 0, 0, 0);
    layout->addLayout(top);
    layout->addWidget(m_pages, 1);
    setMainPart(side, m_curves);
    return side;
}

void TrainView::connectDesk()
{
    connect(&m_desk, &TrainingDesk::eventsCame, this, &TrainView::onEvents);
    connect(&m_desk, &TrainingDesk::finished, this, &TrainView::onFinished);
    connect(&m_desk, &TrainingDesk::stopped, this, &TrainView::refresh);
    connect(&m_desk, &TrainingDesk::stateChanged, this, [this](const QString& folder) {
        if (folder == shownFolder())
            update();
    });
}

QString TrainView::shownFolder() const
{
    return m_record ? QString::fromStdString(m_record->folder.string()) : QString();
}

void TrainView::setKept(const QStringList& folders)
{
    const QSignalBlocker quiet(m_kept);
    m_kept->clear();
    m_kept->addItem(tr("Trainings…"));
    for (const QString& folder : folders)
        m_kept->addItem(tr("%1, %2", "name, folder").arg(QFileInfo(folder).fileName(), QFileInfo(folder).dir().dirName()), folder);
    m_kept->setVisible(!folders.isEmpty());
}

void TrainView::setOfferedFolder(const QString& folder)
{
    m_form->setOfferedFolder(folder);
}

void TrainView::takeFiles(const QStringList& paths)
{
    QStringList others;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (info.isDir() && isTrainingFolder(path.toStdString()))
            openFolder(path);
        else if (info.fileName() == QLatin1String(training::learningCurveFile) || info.fileName() == QLatin1String(training::keptStructureFile))
            openFolder(info.absolutePath());
        else if (info.suffix() == QStringLiteral("json"))
            readConfiguration(path);
        else
            others << path;
    }
    m_form->takeFiles(others);
}

void TrainView::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void TrainView::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    takeFiles(paths);
    event->acceptProposedAction();
}

QString TrainView::key() const
{
    return QStringLiteral("train");
}

QString TrainView::title() const
{
    return tr("Tr&ain");
}

std::optional<ShownFigure> TrainView::figure() const
{
    const bool isStructure = m_tabs->currentWidget() == m_structure;
    ShownFigure figure;
    const widgets::PlotView* plot = nullptr;
    if (isStructure) {
        if (!m_structure->hasStructure())
            return {};
        figure.request.plot = structureName;
        figure.draw = [structure = m_structure->structure(), map = storedPreferences().depthMap] { return structurePlot(*structure, map); };
        plot = m_structure->panel()->plot();
    } else {
        figure.request.plot = m_curves->shownPlot();
        const PlotPanel* panel = m_curves->panel(figure.request.plot);
        if (!panel->hasPlot())
            return {};
        figure.draw = m_curves->drawing(figure.request.plot);
        plot = panel->plot();
    }
    figure.x = plot->visibleX();
    figure.y = plot->visibleY();
    return figure;
}

void TrainView::fit()
{
    if (m_tabs->currentWidget() == m_structure)
        m_structure->panel()->plot()->fit();
    else
        m_curves->fit();
}

void TrainView::zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y)
{
    if (plot == structureName) {
        m_tabs->setCurrentWidget(m_structure);
        m_structure->panel()->plot()->zoomTo(x, y);
    } else if (const PlotPanel* panel = m_curves->panel(plot)) {
        m_tabs->setCurrentWidget(m_curves);
        panel->plot()->zoomTo(x, y);
    }
}

std::vector<QAction*> TrainView::menuActions() const
{
    return { m_pause, m_stop, m_traceDev, m_traceTest, m_showFolder, m_openConfiguration, m_showConfiguration,
        m_saveConfiguration, m_copyCommand };
}

QJsonObject TrainView::state() const
{
    QJsonObject state = m_form->state();
    state.insert(QStringLiteral("folder"), shownFolder());
    state.insert(QStringLiteral("tab"), m_tabs->currentIndex());
    state.insert(QStringLiteral("logarithmic"), m_curves->isLogarithmic());
    state.insert(QStringLiteral("curves"), QString::fromLatin1(m_curves->layoutState().toBase64()));
    state.insert(QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64()));
    return state;
}

void TrainView::restore(const QJsonObject& state)
{
    m_form->restore(state);
    m_curves->setLogarithmic(state.value(QStringLiteral("logarithmic")).toBool());
    m_curves->restoreLayout(QByteArray::fromBase64(state.value(QStringLiteral("curves")).toString().toLatin1()));
    m_splitter->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("splitter")).toString().toLatin1()));
    m_tabs->setCurrentIndex(state.value(QStringLiteral("tab")).toInt());
    if (const QString folder = state.value(QStringLiteral("folder")).toString(); !folder.isEmpty() && isTrainingFolder(folder.toStdString()))
        openFolder(folder);
}

} // namespace exitscope::app
