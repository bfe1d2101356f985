#include "app/dialogs/export_dialog.h"
#include "app/dialogs/recorded_figure_dialog.h"
#include "app/main_window.h"
#include "app/plots/run_series.h"
#include "core/error.h"
#include "core/policy/policy.h"
#include "app/plots/figure_recipe.h"
#include "app/plots/figure_set.h"
#include "app/plots/tradeoff_request.h"
#include "app/views/tradeoff_view.h"
#include "app/views/view.h"
#include "widgets/panel/message_bar.h"
#include "widgets/plot/plot_record.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <set>

namespace exitscope::app {

namespace {

/// The shown ranges as a request has them: only those that a person has zoomed to.
void keepZoomOnly(widgets::PlotModel& shown, FigureRequest& request)
{
    widgets::PlotModel whole = shown;
    whole.x.range.reset();
    whole.y.range.reset();
    const auto fitted = drawable(whole);
    const auto keep = [](widgets::AxisSpec& axis, const widgets::Range& usual, auto& asked) {
        if (axis.range == usual)
            axis.range.reset();
        else if (axis.range)
            asked = std::pair(axis.range->low, axis.range->high);
    };
    keep(shown.x, fittedX(fitted), request.xRange);
    keep(shown.y, fittedY(fitted), request.yRange);
}

bool isSamePlot(const widgets::PlotModel& a, const widgets::PlotModel& b)
{
    return widgets::figureCsv(a) == widgets::figureCsv(b) && widgets::plotRecord(a) == widgets::plotRecord(b);
}

/// Bands that were computed for other axes are still there; the command line has only those of this plot.
bool hasJustItsBands(std::span<const PlottedRun> runs, TradeoffOptions options)
{
    if (!options.bands)
        return true;
    const auto bands = std::exchange(options.bands, nullptr);
    if (!wantedBands(runs, options, *bands).isEmpty())
        return false;
    const auto needed = wantedBands(runs, options, {}).points;
    for (std::size_t place = 0; place < runs.size(); ++place) {
        const auto known = bands->points.find(runs[place].run.summary.id);
        const auto points = needed.find(place);
        const std::set<std::size_t> drawn = points == needed.end()
            ? std::set<std::size_t>()
            : std::set<std::size_t>(points->second.begin(), points->second.end());
        if ((known == bands->points.end() ? 0 : known->second.size()) != drawn.size())
            return false;
    }
    return true;
}

/// What the view restores: as it said itself, or as the command line says it.
QJsonObject stateOf(const RememberedView& remembered)
{
    const auto settings = nlohmann::ordered_json::parse(remembered.parts.settings);
    if (!remembered.parts.view.empty())
        return QJsonDocument::fromJson(QByteArray::fromStdString(remembered.parts.settings)).object();
    const TradeoffRequest request = tradeoffRequest(settings);
    const TradeoffOptions options = tradeoffOptions(request, settings.value("metric", ""));
    const auto& shown = options.references;
    QJsonArray hidden;
    for (int place = 0; const bool isShown : { shown.fullModel, shown.fixedLayers, shown.oracleCorrect, shown.oracleAgree }) {
        if (!isShown)
            hidden.append(place);
        ++place;
    }
    return { { QStringLiteral("cost"), static_cast<int>(options.x) },
        { QStringLiteral("log"), request.isLogarithmic },
        { QStringLiteral("metric"),
            remembered.parts.plot == "latency" ? TradeoffView::latencyChoice() : QString::fromStdString(options.metric) },
        { QStringLiteral("seeds"), options.grouping == RunGrouping::Seeds },
        { QStringLiteral("all"), options.shown == CurveShown::AllOutcomes }, { QStringLiteral("bands"), request.hasBands },
        { QStringLiteral("hidden"), hidden } };
}

QString viewKeyOf(const RecipeParts& parts)
{
    if (!parts.view.empty())
        return QString::fromStdString(parts.view);
    if (parts.plot == "latency")
        return QStringLiteral("tradeoff");
    const bool isOfLayers = parts.plot != "tradeoff" && parts.plot != "tokens";
    return isOfLayers ? QStringLiteral("layers") : QString::fromStdString(parts.plot);
}

} // namespace

std::string MainWindow::pointText() const
{
    const auto& live = m_point.live();
    return live && m_point.state() ? live->specAt(m_hub.operatingPoint().value).text() : std::string();
}

std::string MainWindow::traceHash()
{
    for (const auto& record : m_workspace.traces())
        if (QString::fromStdString(record.path) == m_workspace.tracePath())
            return record.sha256;
    return {};
}

/// A trade-off of nothing but stored runs is what the command line draws from the store; anything else is drawn again
/// from what it carries.
std::optional<SetFigure> MainWindow::figureOf(const View& view)
{
    auto shown = view.figure();
    if (!shown)
        return {};
    FigureRequest request;
    request.plot = shown->plot;
    request.at = pointText();
    keepZoomOnly(shown->model, request);
    const std::string base = QFileInfo(m_workspace.tracePath()).completeBaseName().toStdString();
    const std::string name = (base.empty() ? "" : base + '-') + shown->plot;
    if (&view == m_tradeoff && shown->runs && !shown->runs->empty()) {
        const TradeoffOptions options = m_tradeoff->options();
        request.store = m_workspace.storePath().toStdString();
        for (const auto& run : *shown->runs)
            request.runs.push_back(static_cast<std::int64_t>(run.run.summary.id));
        request.tradeoff = tradeoffRequest(options);
        const bool isLatency = shown->plot == "latency";
        if (isLatency && request.tradeoff.xAxis != "flops")
            request.tradeoff.xAxis = "speedup"; // what the view draws then
        if (!isLatency)
            request.metric = options.metric;
        Figure figure
            = isLatency ? figureOfRuns(request, *shown->runs) : figureOfRuns(request, *shown->runs, options);
        if (isSamePlot(figure.model, shown->model) && hasJustItsBands(*shown->runs, options))
            return SetFigure { name, std::move(figure), std::move(request) };
    }
    const auto state = QJsonDocument(view.state()).toJson(QJsonDocument::Compact).toStdString();
    RecipeParts parts { .plot = shown->plot, .settings = state, .view = view.key().toStdString(), .point = request.at, .traceSha256 = traceHash() };
    const auto runs = shown->runs ? std::span(*shown->runs) : std::span<const PlottedRun>();
    return SetFigure { name, { shown->model, figureRecipe(parts, runs) }, std::nullopt };
}

void MainWindow::exportFigure()
{
    const View* view = currentView();
    auto shown = view ? figureOf(*view) : std::nullopt;
    if (!shown) {
        m_messages->showMessage({ widgets::MessageKind::Information, tr("There is no figure in this view to export."), {}, {} });
        return;
    }
    ExportDialog dialog(std::move(shown->figure), std::move(shown->request), QString::fromStdString(shown->name), this);
    dialog.exec();
    if (!dialog.files().empty())
        m_messages->showMessage({ widgets::MessageKind::Success,
            tr("The figure is in %1.").arg(QDir::toNativeSeparators(QString::fromStdString(dialog.files().front().string()))),
            {}, {} });
}

void MainWindow::exportAllFigures()
{
    std::vector<SetFigure> figures;
    for (const View* view : m_views)
        if (auto figure = figureOf(*view))
            figures.push_back(std::move(*figure));
    if (figures.empty()) {
        m_messages->showMessage({ widgets::MessageKind::Information, tr("There is no figure to export."), {}, {} });
        return;
    }
    const QString kind = QStringLiteral("figures");
    const QString folder = QFileDialog::getExistingDirectory(
        this, tr("Export all views into a folder"), m_settings.lastFolder(kind));
    if (folder.isEmpty())
        return;
    m_settings.setLastFolder(kind, folder);
    saveAllFigures(folder, figures);
}

void MainWindow::saveAllFigures(const QString& folder, const std::vector<SetFigure>& figures)
{
    std::vector<FigureBytes> files;
    try {
        files = figureSet(folder.toStdString(), figures, {}, "pdf");
    } catch (const std::exception& error) {
        showMessage(QString::fromUtf8(error.what()));
        return;
    }
    m_figureTask.run(
        this, [files = std::move(files)] { return saveFiles(files); },
        [this, folder](const std::vector<std::filesystem::path>& written) {
            m_messages->showMessage({ widgets::MessageKind::Success,
                tr("%n file(s) are in %1.", nullptr, static_cast<int>(written.size())).arg(QDir::toNativeSeparators(folder)),
                tr("“make” in that folder draws the figures again."), {} });
        },
        [this](const QString& problem) { showMessage(tr("Nothing was saved. %1").arg(problem)); });
}

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
    try {
        problem = bringBack(remembered);
    } catch (const std::exception& error) { // settings that make no sense here
        problem = QString::fromUtf8(error.what()) + u'.';
    }
    if (problem.isEmpty()) {
        m_messages->showMessage({ widgets::MessageKind::Information, tr("This is the view that %1 came from.").arg(name), {}, {} });
        return;
    }
    auto* dialog = new RecordedFigureDialog(figure, QFileInfo(path).completeBaseName(),
        problem + u' ' + tr("Below is the figure itself, drawn from the numbers in the file."), this);
    dialog->show();
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
    if (found.ids.empty() && !hasTrace)
        return tr("The trace of this figure is not in the open store, or its file has moved.");
    if (!found.ids.empty())
        m_hub.setRuns(found, this);
    if (!remembered.parts.view.empty() || remembered.parts.plot == "tradeoff" || remembered.parts.plot == "latency")
        view->restore(stateOf(remembered));
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
