#include "app/dialogs/export_dialog.h"
#include "app/main_window.h"
#include "app/plots/calibration_plot.h"
#include "app/plots/figure_set.h"
#include "app/plots/generation_figure.h"
#include "app/session/figure_words.h"
#include "app/session/languages.h"
#include "app/views/generate_view.h"
#include "app/views/view.h"
#include "core/error.h"
#include "core/store/run_store.h"
#include "widgets/panel/message_bar.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace exitscope::app {

namespace {

/// The shown ranges as a request has them: only those that a person has zoomed to.
void keepZoom(const ShownFigure& shown, FigureRequest& request)
{
    const auto whole = drawable(shown.draw());
    const auto keep = [](const std::optional<widgets::Range>& seen, const widgets::Range& usual, auto& asked) {
        if (seen && *seen != usual)
            asked = std::pair(seen->low, seen->high);
    };
    keep(shown.x, fittedX(whole), request.xRange);
    keep(shown.y, fittedY(whole), request.yRange);
}

/// The calibration of a store that is drawn as `shown` is, the newest of several.
std::optional<std::pair<store::CalibrationId, store::CalibrationRecord>> keptCalibration(
    const std::filesystem::path& path, const widgets::PlotModel& shown)
{
    auto kept = store::RunStore(path, store::OpenMode::MustExist).calibrations();
    for (auto one = kept.rbegin(); one != kept.rend(); ++one) {
        try {
            if (isSamePlot(calibrationPlot(pictureOf(one->second)), shown))
                return *one;
        } catch (const InputError&) {
            // Temperatures, or a record that cannot be shown.
        }
    }
    return std::nullopt;
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

/// What the command line finds in store or trace it draws from there; anything else is drawn again from what the figure
/// carries.
std::optional<FigureSource> MainWindow::figureOf(const View& view)
{
    auto shown = view.figure();
    if (!shown)
        return {};
    FigureRequest request = shown->request;
    keepZoom(*shown, request);
    if (&view == m_generate) // neither store nor trace has these texts
        return FigureSource { request.plot,
            [request, written = m_generate->written()](const std::string& language) {
                FigureRequest one = request;
                one.look.language = language;
                return figureOfGeneration(one, *written);
            },
            std::nullopt };
    request.at = pointText();
    const std::string base = QFileInfo(m_workspace.tracePath()).completeBaseName().toStdString();
    FigureSource source { (base.empty() ? "" : base + '-') + request.plot, {}, std::nullopt };
    const std::string trace = traceHash();
    if (shown->source == ShownFigure::Source::Runs) {
        request.store = m_workspace.storePath().toStdString();
        for (const auto& run : *shown->runs)
            request.runs.push_back(static_cast<std::int64_t>(run.run.summary.id));
        source.request = request;
    } else if (shown->source == ShownFigure::Source::Trace && !trace.empty()) {
        request.trace = m_workspace.tracePath().toStdString();
        source.request = request;
    }
    if (shown->source == ShownFigure::Source::Calibration && m_workspace.hasStore())
        if (const auto kept = keptCalibration(m_workspace.storePath().toStdString(), shown->draw())) {
            request.store = m_workspace.storePath().toStdString();
            request.calibration = static_cast<std::int64_t>(kept->first);
            source.request = request;
            source.make = [request, record = kept->second, draw = shown->draw](const std::string& language) {
                const FigureWords words(language);
                FigureRequest one = request;
                one.look.language = language;
                return figureOfCalibration(one, record, draw());
            };
            return source;
        }
    const auto runs = shown->runs ? shown->runs : std::make_shared<const std::vector<PlottedRun>>();
    if (source.request) {
        const std::string hash = request.trace.empty() ? std::string() : trace;
        source.make = [request, runs, hash, draw = shown->draw](const std::string& language) {
            const FigureWords words(language);
            FigureRequest one = request;
            one.look.language = language;
            return figureOfModel(one, draw(), *runs, hash);
        };
        return source;
    }
    const auto state = QJsonDocument(view.state()).toJson(QJsonDocument::Compact).toStdString();
    RecipeParts parts { .plot = request.plot, .settings = state, .view = view.key().toStdString(), .point = request.at,
        .traceSha256 = trace };
    source.make = [request, runs, parts, draw = shown->draw](const std::string& language) {
        const FigureWords words(language);
        FigureRequest one = request;
        one.look.language = language;
        return figureOfModel(one, draw(), *runs, parts);
    };
    return source;
}

void MainWindow::exportFigure()
{
    const View* view = currentView();
    auto shown = view ? figureOf(*view) : std::nullopt;
    if (!shown) {
        m_messages->showMessage({ widgets::MessageKind::Information, tr("There is no figure in this view to export."), {}, {} });
        return;
    }
    try {
        ExportDialog dialog(std::move(shown->make), std::move(shown->request), QString::fromStdString(shown->name), this);
        dialog.exec();
        if (!dialog.files().empty())
            m_messages->showMessage({ widgets::MessageKind::Success,
                tr("The figure is in %1.").arg(QDir::toNativeSeparators(QString::fromStdString(dialog.files().front().string()))),
                {}, {} });
    } catch (const std::exception& error) { // drawn for the first time
        showMessage(QString::fromUtf8(error.what()));
    }
}

/// That figures were last exported in.
std::string MainWindow::lastLanguage() const
{
    const std::string last = m_settings.viewState(QStringLiteral("export")).value(u"language").toString().toStdString();
    return isLanguage(last) ? last : languageOf({});
}

void MainWindow::exportAllFigures()
{
    std::vector<SetFigure> figures;
    try {
        for (const View* view : m_views)
            if (auto figure = figureOf(*view))
                figures.push_back({ figure->name, figure->make(lastLanguage()), std::move(figure->request) });
    } catch (const std::exception& error) {
        showMessage(QString::fromUtf8(error.what()));
        return;
    }
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

} // namespace exitscope::app
