#include "app/dialogs/recorded_figure_dialog.h"
#include "app/main_window.h"
#include "app/plots/figure_recipe.h"
#include "app/plots/run_series.h"
#include "app/plots/tradeoff_request.h"
#include "app/views/difficulty_view.h"
#include "app/views/generate_view.h"
#include "app/views/tradeoff_view.h"
#include "app/views/view.h"
#include "core/error.h"
#include "core/policy/policy.h"
#include "widgets/panel/message_bar.h"

#include <nlohmann/json.hpp>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace exitscope::app {

namespace {

QJsonObject tradeoffState(const RecipeParts& parts, const nlohmann::ordered_json& settings)
{
    const TradeoffRequest request = tradeoffRequest(settings);
    const TradeoffOptions options = tradeoffOptions(request, settings.value("metric", ""));
    const auto& shown = options.references;
    QJsonArray hidden;
    for (int place = 0; const bool isShown : { shown.fullModel, shown.fixedLayers, shown.oracleCorrect, shown.oracleAgree }) {
        if (!isShown)
            hidden.append(place);
        ++place;
    }
    return { { QStringLiteral("cost"), static_cast<int>(options.x) }, { QStringLiteral("log"), request.isLogarithmic },
        { QStringLiteral("metric"),
            parts.plot == "latency" ? TradeoffView::latencyChoice() : QString::fromStdString(options.metric) },
        { QStringLiteral("seeds"), options.grouping == RunGrouping::Seeds },
        { QStringLiteral("all"), options.shown == CurveShown::AllOutcomes }, { QStringLiteral("bands"), request.hasBands },
        { QStringLiteral("hidden"), hidden } };
}

/// Over the view's own state: what the command line does not say stays as it is.
QJsonObject compareState(QJsonObject state, const nlohmann::ordered_json& settings)
{
    QStringList speedups;
    for (const double speedup : settings.value("speedups", std::vector<double>()))
        speedups << QLocale::c().toString(speedup, 'g', QLocale::FloatingPointShortest);
    state[QStringLiteral("speedups")] = speedups.join(u' ');
    state[QStringLiteral("axis")] = settings.value("x", "") == "flops" ? 0 : 1;
    state[QStringLiteral("metric")] = QString::fromStdString(settings.value("metric", ""));
    return state;
}

QJsonObject layersState(QJsonObject state, const RecipeParts& parts, const nlohmann::ordered_json& settings)
{
    QJsonArray shown = state.value(QStringLiteral("plots")).toArray();
    const QString plot = QString::fromStdString(parts.plot);
    if (!shown.contains(plot))
        shown.append(plot);
    state[QStringLiteral("plots")] = shown;
    if (parts.plot == "reliability")
        state[QStringLiteral("reliabilityLayer")] = settings.value("layer", -1);
    return state;
}

QString viewKeyOf(const RecipeParts& parts)
{
    if (!parts.view.empty())
        return QString::fromStdString(parts.view);
    if (parts.plot == "latency")
        return QStringLiteral("tradeoff");
    for (const char* view : { "tradeoff", "tokens", "compare", "calibration" })
        if (parts.plot == view)
            return QString::fromLatin1(view);
    return QStringLiteral("layers");
}

/// What the view restores: as it said itself, or as the command line says it.
QJsonObject stateOf(const RememberedView& remembered, const View& view)
{
    if (!remembered.parts.view.empty())
        return QJsonDocument::fromJson(QByteArray::fromStdString(remembered.parts.settings)).object();
    const auto settings = nlohmann::ordered_json::parse(remembered.parts.settings);
    if (view.key() == u"tradeoff")
        return tradeoffState(remembered.parts, settings);
    if (view.key() == u"compare")
        return compareState(view.state(), settings);
    if (view.key() == u"calibration") {
        QJsonObject state = view.state();
        state[QStringLiteral("record")] = QJsonDocument::fromJson(QByteArray::fromStdString(remembered.parts.settings)).object();
        return state;
    }
    if (view.key() == u"layers")
        return layersState(view.state(), remembered.parts, settings);
    return view.state();
}

} // namespace

void MainWindow::openFigure(const QString& path)
{
    struct Read
    {
        Figure figure;
        RememberedView view;
    };
    m_figureTask.run(
        this,
        [path] {
            Figure figure = recordedFigure(path.toStdString());
            RememberedView view = rememberedView(figure.recipe);
            return Read { std::move(figure), std::move(view) };
        },
        [this, path](const Read& read) { showFigure(path, read.figure, read.view); },
        [this](const QString& problem) { showMessage(problem); });
}

/// The view that a figure came from, with its runs, choices and operating point; where they are not in the open store, the
/// figure itself, from the numbers that it carries.
void MainWindow::showFigure(const QString& path, const Figure& figure, const RememberedView& remembered)
{
    const QString name = QFileInfo(path).fileName();
    QString problem;
    const auto runsBefore = m_hub.runs();
    const auto traceBefore = m_workspace.trace();
    try {
        problem = bringBack(remembered);
    } catch (const std::exception& error) { // settings that make no sense here
        problem = QString::fromUtf8(error.what()) + u'.';
    }
    if (problem.isEmpty()) {
        zoomWhenThere(viewNamed(viewKeyOf(remembered.parts)), figure, remembered, m_hub.runs() != runsBefore,
            !remembered.parts.traceSha256.empty() && m_workspace.trace() == traceBefore
                && traceHash() != remembered.parts.traceSha256);
        m_messages->showMessage({ widgets::MessageKind::Information, tr("This is the view that %1 came from.").arg(name), {}, {} });
        return;
    }
    auto* dialog = new RecordedFigureDialog(figure, QFileInfo(path).completeBaseName(),
        problem + u' ' + tr("Below is the figure itself, drawn from the numbers in the file."), this);
    dialog->show();
}

/// As the figure was zoomed: now, and again once runs and trace that are on their way are drawn.
void MainWindow::zoomWhenThere(
    View* view, const Figure& figure, const RememberedView& remembered, bool loadsRuns, bool loadsTrace)
{
    const auto zoom = [view, plot = remembered.parts.plot, x = figure.model.x.range, y = figure.model.y.range] {
        view->zoomTo(plot, x, y);
    };
    zoom();
    if (loadsRuns)
        connect(&m_workspace, &Workspace::runsLoaded, view, zoom, Qt::SingleShotConnection);
    if (loadsTrace)
        connect(&m_point, &LivePoint::stateChanged, view, zoom, Qt::SingleShotConnection);
}

/// Empty, or why the view cannot be opened.
QString MainWindow::bringBack(const RememberedView& remembered)
{
    const QString key = viewKeyOf(remembered.parts);
    View* view = viewNamed(key);
    if (!view)
        return tr("This version has no view “%1”.").arg(key);
    RunSet found;
    QStringList missing;
    const auto runs = m_workspace.runs();
    for (const auto& wanted : remembered.runs) {
        const auto run = std::find_if(runs.begin(), runs.end(), [&](const auto& one) { return one.uuid == wanted.uuid; });
        if (run != runs.end())
            found.ids.push_back(run->id);
        else
            missing << (wanted.name.empty() ? QString::fromStdString(wanted.uuid.substr(0, 8)) : QString::fromStdString(wanted.name));
    }
    if (!missing.isEmpty())
        return tr("%n run(s) of this figure are not in the open store: %1. Open the store that has them, then the figure again.",
            nullptr, static_cast<int>(missing.size())).arg(missing.join(QStringLiteral(", ")));
    std::string trace = remembered.parts.traceSha256;
    if (trace.empty() && !remembered.runs.empty() && !remembered.runs.front().traces.empty())
        trace = remembered.runs.front().traces.front();
    const bool hasTrace = openTraceOf(trace);
    const bool needsTrace = view != m_difficulty && view != m_generate && view != viewNamed(QStringLiteral("train")); // which need neither runs nor trace
    if (found.ids.empty() && !hasTrace && needsTrace)
        return tr("The trace of this figure is not in the open store, or its file has moved.");
    if (!found.ids.empty())
        m_hub.setRuns(found, this);
    view->restore(stateOf(remembered, *view));
    showView(view);
    if (hasTrace)
        goToPoint(remembered.parts.point);
    return {};
}

/// True where the trace is open or on its way.
bool MainWindow::openTraceOf(const std::string& sha256)
{
    if (sha256.empty())
        return false;
    if (m_workspace.trace() && traceHash() == sha256)
        return true;
    for (const auto& record : m_workspace.traces())
        if (record.sha256 == sha256 && QFileInfo::exists(QString::fromStdString(record.path))) {
            m_workspace.openTrace(QString::fromStdString(record.path));
            return true;
        }
    return false;
}

void MainWindow::goToPoint(const std::string& spec)
{
    if (spec.empty())
        return;
    try {
        const auto parsed = policy::parseSpec(spec);
        const std::string swept = sweptParameter(parsed.name);
        const auto given = parsed.parameters.find(swept);
        bool isNumber = false;
        OperatingPoint point { parsed.name, swept, 0, parsed.parameters };
        if (given != parsed.parameters.end())
            point.value = QString::fromStdString(given->second).toDouble(&isNumber);
        point.others.erase(swept);
        if (isNumber)
            m_point.goTo(point, this);
    } catch (const InputError& error) {
        showMessage(QString::fromUtf8(error.what()));
    }
}

} // namespace exitscope::app
