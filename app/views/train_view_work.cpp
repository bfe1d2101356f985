// What the Train view does: starting, continuing, showing, handing on.
#include "app/analysis/training_text.h"
#include "app/plots/learning_plot.h"
#include "app/plots/tradeoff_plot.h"
#include "app/session/settings.h"
#include "app/views/learning_panel.h"
#include "app/views/structure_panel.h"
#include "app/views/train_form.h"
#include "app/views/train_view.h"
#include "core/io/atomic_file.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

using training::LearningEvent;
using training::TrainingPlan;

QString fromPath(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

QString configName(TrainingPlan::Kind kind)
{
    return kind == TrainingPlan::Kind::Compress ? QStringLiteral("compress.json") : QStringLiteral("train.json");
}

QString timeText(double seconds)
{
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 60)
        return TrainView::tr("%1 s", "seconds").arg(whole);
    if (whole < 3600)
        return TrainView::tr("%1 min %2 s", "minutes, seconds").arg(whole / 60).arg(whole % 60);
    return TrainView::tr("%1 h %2 min", "hours, minutes").arg(whole / 3600).arg(whole % 3600 / 60);
}

double meanOf(const std::vector<double>& values)
{
    double sum = 0;
    int count = 0;
    for (const double value : values)
        if (std::isfinite(value)) {
            sum += value;
            ++count;
        }
    return count > 0 ? sum / count : std::nan("");
}

/// "accuracy on dev: 88.41 at the last exit, 82.10 on average".
QString scoreText(const QString& sentence, const std::vector<double>& byExit)
{
    const auto number = [](double value) { return QLocale().toString(value, 'f', 4); };
    return sentence.arg(number(byExit.back()), number(meanOf(byExit)));
}

/// What dev said of the weights that are kept.
const LearningEvent* keptJudgement(const std::vector<LearningEvent>& events)
{
    const LearningEvent* kept = nullptr;
    for (const LearningEvent& event : events)
        if (event.kind == LearningEvent::Kind::Dev && (event.isBest || !kept))
            kept = &event;
    return kept;
}

} // namespace

/// Several seeds are trainings of their own, one behind the other; the first is shown.
void TrainView::start()
{
    const TrainingPlan plan = m_form->plan();
    const QString output = QString::fromStdString(plan.output);
    TrainingOrder order { plan.kind, QDir(output).filePath(configName(plan.kind)), toJson(plan), output, {}, false, {} };
    const int seeds = m_form->seeds();
    const QString first = seeds > 1 ? fromPath(training::seedFolder(plan.output, plan.seed)) : output;
    TrainingRecord record;
    record.folder = first.toStdString();
    record.plan = plan;
    record.config = order.config.toStdString();
    QDir().mkpath(output); // a folder that is offered is free; where this fails, the job says why
    m_opening.drop();
    m_outcome.reset();
    showRecord(std::move(record));
    for (int i = 0; i < seeds; ++i) {
        if (seeds > 1) {
            order.seed = plan.seed + static_cast<std::uint64_t>(i);
            order.folder = fromPath(training::seedFolder(plan.output, *order.seed));
        }
        m_desk.start(order);
    }
    Q_EMIT opened(first);
    update();
}

void TrainView::goOn()
{
    if (!m_record || m_record->config.empty() || !m_record->plan)
        return;
    m_desk.start({ m_record->plan->kind, fromPath(m_record->config), {}, shownFolder(), m_record->seed, true, {} });
    update();
}

void TrainView::pauseOrResume()
{
    if (m_desk.stateOf(shownFolder()) == TrainingDesk::State::Paused)
        m_desk.resume(shownFolder());
    else
        m_desk.pause(shownFolder());
}

void TrainView::stop()
{
    m_desk.cancel(shownFolder());
}

void TrainView::traceDev()
{
    requestTrace(m_record->plan->dev);
}

void TrainView::traceTest()
{
    requestTrace(m_record->plan->test);
}

/// The nearest parent of a slimmed model is the assistant that taught it.
void TrainView::requestTrace(const std::string& dataset)
{
    const TrainingPlan& plan = *m_record->plan;
    TrainedTrace trace { fromPath(m_record->model), QString::fromStdString(dataset), {}, QString::fromStdString(plan.labelColumn),
        QString::fromStdString(plan.task), {} };
    for (const auto& column : plan.textColumns)
        trace.textColumns << QString::fromStdString(column);
    if (plan.kind == TrainingPlan::Kind::Compress)
        trace.parents.push_back(m_record->folder / "2-ta");
    for (const auto& parent : { plan.teacher, plan.init })
        if (!parent.empty())
            trace.parents.emplace_back(parent);
    Q_EMIT traceRequested(trace);
}

void TrainView::showFolder()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(shownFolder()));
}

void TrainView::openFolder(const QString& folder)
{
    m_opening.run(
        this, [path = std::filesystem::path(folder.toStdString())] { return readTrainingRecord(path); },
        [this](TrainingRecord record) {
            m_outcome.reset();
            showRecord(std::move(record));
            Q_EMIT opened(shownFolder());
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void TrainView::refresh(const QString& folder)
{
    if (folder != shownFolder())
        return;
    m_opening.run(
        this, [path = std::filesystem::path(folder.toStdString())] { return readTrainingRecord(path); },
        [this](TrainingRecord record) {
            if (fromPath(record.folder) != shownFolder())
                return;
            if (record.events.size() < m_curves->events().size()) // what was watched is finer than what is written
                record.events = m_curves->events();
            showRecord(std::move(record));
        },
        [this](const QString&) { update(); }); // it ended before it wrote anything; the job says why
}

void TrainView::showRecord(TrainingRecord record)
{
    m_record = std::move(record);
    m_curves->setEvents(std::move(m_record->events));
    if (m_record->structure)
        m_structure->setStructure(*m_record->structure, m_outcome ? m_outcome->before : engine::ModelSize {},
            m_outcome ? m_outcome->after : engine::ModelSize {});
    else
        m_structure->clear();
    if (m_curves->events().empty() && m_record->structure)
        m_tabs->setCurrentWidget(m_structure);
    else if (!m_record->structure)
        m_tabs->setCurrentWidget(m_curves);
    m_pages->setCurrentIndex(1);
    update();
}

void TrainView::onEvents(const QString& folder, const TrainingDesk::Events& events)
{
    if (folder != shownFolder())
        return;
    m_curves->append(events);
    describe();
}

void TrainView::onFinished(const QString& folder, const TrainingOutcome& outcome)
{
    if (folder != shownFolder())
        return;
    m_outcome = outcome;
    refresh(folder);
}

void TrainView::describe()
{
    if (!m_record)
        return;
    const auto state = m_desk.stateOf(shownFolder());
    const QString name = QFileInfo(shownFolder()).fileName();
    const bool hasStopped = state == TrainingDesk::State::Unknown && !m_record->isFinished && !m_curves->events().empty();
    switch (state) {
    case TrainingDesk::State::Waiting:
        m_heading->setText(tr("%1 waits for the jobs before it.").arg(name));
        break;
    case TrainingDesk::State::Running:
        m_heading->setText(tr("%1 is being trained.").arg(name));
        break;
    case TrainingDesk::State::Paused:
        m_heading->setText(tr("%1 is paused.").arg(name));
        break;
    case TrainingDesk::State::Unknown:
        m_heading->setText(hasStopped ? tr("%1 was stopped before its end.").arg(name) : name);
        break;
    }
    m_heading->setToolTip(QDir::toNativeSeparators(shownFolder()));
    const QString facts = state == TrainingDesk::State::Unknown && !hasStopped ? resultText() : progressText();
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
}

QString TrainView::progressText() const
{
    const auto& events = m_curves->events();
    if (events.empty())
        return {};
    const LearningEvent& last = events.back();
    const QLocale locale;
    QStringList parts { tr("Step %1 of %2").arg(locale.toString(static_cast<qlonglong>(last.step)), locale.toString(static_cast<qlonglong>(last.steps))),
        phaseTitle(last.phase) };
    const auto step = std::find_if(events.rbegin(), events.rend(), [](const LearningEvent& event) { return event.kind == LearningEvent::Kind::Step; });
    if (step != events.rend() && step->tokensPerSecond > 0)
        parts << tr("%1 tokens a second").arg(locale.toString(step->tokensPerSecond, 'f', 0));
    if (last.step > 0 && last.seconds > 0 && last.steps > last.step)
        parts << tr("%1 left").arg(timeText(last.seconds / static_cast<double>(last.step) * static_cast<double>(last.steps - last.step)));
    return parts.join(QStringLiteral(" · "));
}

QString TrainView::resultText() const
{
    QStringList sentences;
    const LearningEvent* kept = keptJudgement(m_curves->events());
    const std::vector<double> dev = m_outcome && !m_outcome->dev.empty() ? m_outcome->dev : kept ? kept->byExit : std::vector<double>();
    const std::string metric = m_outcome && !m_outcome->metric.empty() ? m_outcome->metric : kept ? kept->metric : std::string();
    if (!dev.empty())
        sentences << scoreText(tr("%1 on dev: %2 at the last exit, %3 on average.", "metric, two numbers").arg(metricTitle(metric), QStringLiteral("%1"), QStringLiteral("%2")), dev);
    if (m_outcome && !m_outcome->test.empty())
        sentences << scoreText(tr("On test: %1, and %2 on average."), m_outcome->test);
    if (!m_curves->events().empty() && m_curves->events().back().seconds > 0)
        sentences << tr("Trained for %1.").arg(timeText(m_curves->events().back().seconds));
    return sentences.join(QLatin1Char(' '));
}

void TrainView::update()
{
    const bool isTaken = m_desk.stateOf(QString::fromStdString(m_form->plan().output)) != TrainingDesk::State::Unknown;
    const QString problem = isTaken ? tr("A training into this folder waits or runs already.") : m_form->problem();
    const auto state = m_desk.stateOf(shownFolder());
    const bool isIdle = state == TrainingDesk::State::Unknown, hasModel = m_record && !m_record->model.empty();
    m_form->showProblem(problem);
    m_start->setEnabled(problem.isEmpty());
    m_start->setToolTip(problem.isEmpty() ? m_start->statusTip() : problem);
    m_continue->setEnabled(m_record && isIdle && !m_record->isFinished && !m_record->config.empty() && m_record->plan);
    m_pause->setText(state == TrainingDesk::State::Paused ? tr("&Resume training") : tr("&Pause training"));
    m_pause->setEnabled(m_record && !isIdle);
    m_stop->setEnabled(m_record && !isIdle);
    const bool canTrace = m_record && isIdle && hasModel && m_record->plan;
    m_traceDev->setEnabled(canTrace && !m_record->plan->dev.empty());
    m_traceTest->setEnabled(canTrace && !m_record->plan->test.empty());
    m_showFolder->setEnabled(m_record.has_value());
    m_copyCommand->setEnabled(problem.isEmpty() || (m_record && !m_record->config.empty()));
    describe();
    Q_EMIT stateChanged();
}

void TrainView::openTraining()
{
    Settings settings;
    const QString kind = QStringLiteral("trainings");
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of a training"), settings.lastFolder(kind));
    if (folder.isEmpty())
        return;
    settings.setLastFolder(kind, QFileInfo(folder).path());
    openFolder(folder);
}

void TrainView::openConfiguration()
{
    Settings settings;
    const QString kind = QStringLiteral("configurations");
    const QString file
        = QFileDialog::getOpenFileName(this, tr("Open configuration"), settings.lastFolder(kind), tr("Configurations (*.json);;All files (*)"));
    if (file.isEmpty())
        return;
    settings.setLastFolder(kind, QFileInfo(file).path());
    readConfiguration(file);
}

void TrainView::readConfiguration(const QString& file)
{
    m_reading.run(
        this, [path = std::filesystem::path(file.toStdString())] { return training::readPlan(path); },
        [this](const TrainingPlan& plan) { m_form->setPlan(plan); }, [this](const QString& problem) { Q_EMIT failed(problem); });
}

void TrainView::showConfiguration()
{
    QDialog dialog(this);
    dialog.setWindowTitle(tr("Configuration"));
    auto* text = new QPlainTextEdit(QString::fromStdString(toJson(m_form->plan())), &dialog);
    text->setReadOnly(true);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setAccessibleName(tr("Configuration"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(&dialog);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog.resize(38 * fontMetrics().height(), 30 * fontMetrics().height());
    dialog.exec();
}

void TrainView::saveConfiguration()
{
    Settings settings;
    const QString kind = QStringLiteral("configurations");
    const TrainingPlan plan = m_form->plan();
    QString file = QFileDialog::getSaveFileName(this, tr("Save configuration as"),
        QDir(settings.lastFolder(kind)).filePath(configName(plan.kind)), tr("Configurations (*.json)"));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QStringLiteral(".json");
    settings.setLastFolder(kind, QFileInfo(file).path());
    m_reading.run(
        this,
        [path = std::filesystem::path(file.toStdString()), json = toJson(plan)] {
            io::writeFileAtomically(path, json);
            return true;
        },
        [](bool) {}, [this](const QString& problem) { Q_EMIT failed(problem); });
}

/// Of what the form says, or where that cannot start, of what is shown.
void TrainView::copyCommand()
{
    const TrainingPlan plan = m_form->plan();
    const bool isForm = m_form->problem().isEmpty();
    const QString config = isForm ? QDir(QString::fromStdString(plan.output)).filePath(configName(plan.kind)) : fromPath(m_record->config);
    const auto kind = isForm || !m_record->plan ? plan.kind : m_record->plan->kind;
    QApplication::clipboard()->setText(trainingCommand(kind, config));
}

} // namespace exitscope::app
