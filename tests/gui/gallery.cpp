// Shows every widget with made-up data; with --save DIR it writes PNG pictures and figures instead.
// QT_SCALE_FACTOR=2 gives the pictures of a dense screen.

#include "tests/gui/sample_plots.h"
#include "tests/gui/sample_policies.h"
#include "tests/gui/sample_strips.h"
#include "widgets/heatmap/depth_legend.h"
#include "widgets/heatmap/exit_strip_view.h"
#include "widgets/panel/empty_state.h"
#include "widgets/panel/inspector_panel.h"
#include "widgets/panel/job_bar.h"
#include "widgets/panel/message_bar.h"
#include "widgets/panel/scrubber_bar.h"
#include "widgets/panel/sweep_dialog.h"
#include "widgets/plot/figure_writer.h"
#include "widgets/plot/plot_view.h"
#include "widgets/theme/glyphs.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QTabWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace exitscope::widgets;

namespace {

QPalette darkPalette()
{
    QPalette palette;
    const QColor window(0x2b, 0x2d, 0x30);
    const QColor base(0x1e, 0x1f, 0x22);
    const QColor text(0xdf, 0xe1, 0xe5);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, window);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::ToolTipBase, QColor(0x39, 0x3b, 0x40));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0x8a, 0xe0));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, QColor(0x8a, 0x8d, 0x93));
    palette.setColor(QPalette::Disabled, QPalette::Text, QColor(0x6f, 0x73, 0x7a));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, QColor(0x6f, 0x73, 0x7a));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(0x6f, 0x73, 0x7a));
    return palette;
}

struct Exhibit
{
    QString name;
    QWidget* widget;
};

PlotView* plotExhibit(const PlotModel& model, QSize size)
{
    auto* view = new PlotView;
    view->resize(size);
    view->setModel(model);
    return view;
}

QWidget* stripsExhibit()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    auto* legend = new DepthLegend(page);
    auto* strips = new ExitStripView(page);
    const auto source = std::make_shared<samples::Strips>(100000, 12);
    std::vector<int> numbers;
    for (int exit = 0; exit < 12; ++exit)
        numbers.push_back(source->layer(exit));
    legend->setLayers(numbers);
    strips->setSource(source);
    strips->setSelectedRows({ 2 });
    layout->addWidget(legend);
    layout->addWidget(strips);
    page->resize(900, 460);
    return page;
}

QWidget* barsExhibit()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    for (const bool hasDetails : { true, false }) {
        auto* messages = new MessageBar(page);
        messages->showMessage({ hasDetails ? MessageKind::Error : MessageKind::Information,
            hasDetails ? QStringLiteral("sst2.tsv:17: label \"5\" is not one of 0, 1")
                       : QStringLiteral("The sweep found 1,204 distinct outcomes."),
            hasDetails ? QStringLiteral("Use 0 or 1, or choose another label column.") : QString(),
            hasDetails ? QStringLiteral("the whole story") : QString() });
        if (hasDetails)
            messages->showMessage({ MessageKind::Warning, QStringLiteral("second"), {}, {} });
        layout->addWidget(messages);
    }
    auto* scrubber = new ScrubberBar(page);
    scrubber->setPolicies({ QStringLiteral("entropy"), QStringLiteral("patience") });
    scrubber->setRange(0, 1);
    scrubber->setValue(0.312);
    scrubber->setReadout({ .speedup = 2.41,
        .metricName = QStringLiteral("accuracy"),
        .metric = 0.901,
        .halfInterval = 0.012,
        .metricIsPercent = true,
        .note = QStringLiteral("mean exit 4.7 of 12") });
    layout->addWidget(scrubber);
    auto* running = new JobBar(page);
    running->setJob({ .phase = JobPhase::Running,
        .title = QStringLiteral("Tracing SST-2 dev"),
        .done = 512,
        .total = 872,
        .perSecond = 41,
        .secondsLeft = 9,
        .canPause = true,
        .outcome = {} });
    auto* ended = new JobBar(page);
    ended->setJob({ .phase = JobPhase::Finished,
        .title = QStringLiteral("Tracing SST-2 dev"),
        .done = 872,
        .total = 872,
        .perSecond = {},
        .secondsLeft = {},
        .canPause = true,
        .outcome = QStringLiteral("872 examples traced in 21 s.") });
    layout->addWidget(running);
    layout->addWidget(ended);
    layout->addStretch();
    page->resize(900, 260);
    return page;
}

QWidget* panelsExhibit()
{
    auto* page = new QWidget;
    auto* layout = new QHBoxLayout(page);
    auto* empty = new EmptyState(page);
    empty->setContent(glyphIcon(Glyph::Information, page->palette().color(QPalette::WindowText)),
        QStringLiteral("No run is selected"), QStringLiteral("Select a run in the library, or sweep a trace."));
    auto* sweep = new QAction(QStringLiteral("Sweep…"), empty);
    auto* open = new QAction(QStringLiteral("Open Trace…"), empty);
    empty->addButton(sweep);
    empty->addButton(open);
    auto* inspector = new InspectorPanel(page);
    inspector->setGroups({ { QStringLiteral("Operating point"),
                               { { QStringLiteral("Policy"), QStringLiteral("entropy"), {} },
                                   { QStringLiteral("Threshold"), QStringLiteral("0.312"), {} } } },
        { QStringLiteral("Figures"),
            { { QStringLiteral("Accuracy"), QStringLiteral("90.1 ± 1.2 %"), QStringLiteral("bootstrap, 95 %") },
                { QStringLiteral("Speed-up (layers)"), QStringLiteral("2.41×"), {} } } } });
    layout->addWidget(empty, 1);
    layout->addWidget(inspector);
    page->resize(760, 360);
    return page;
}

QWidget* sweepExhibit()
{
    auto* dialog = new SweepDialog(samples::policies(), QStringLiteral("SST-2 dev, tiny-bert"));
    dialog->setSpecifications({ QStringLiteral("entropy:threshold=exact"), QStringLiteral("patience:patience=1:11:11") });
    return dialog;
}

std::vector<Exhibit> exhibits()
{
    std::vector<Exhibit> all;
    const QSize size(640, 420);
    auto* tradeoff = plotExhibit(samples::tradeoff(), size);
    all.push_back({ QStringLiteral("tradeoff"), tradeoff });
    all.push_back({ QStringLiteral("layers"), plotExhibit(samples::layers(), size) });
    all.push_back({ QStringLiteral("stacked"), plotExhibit(samples::stackedLayers(), size) });
    all.push_back({ QStringLiteral("cells"), plotExhibit(samples::cellMap(), size) });
    all.push_back({ QStringLiteral("log"), plotExhibit(samples::logarithmic(), size) });
    all.push_back({ QStringLiteral("strips"), stripsExhibit() });
    all.push_back({ QStringLiteral("bars"), barsExhibit() });
    all.push_back({ QStringLiteral("panels"), panelsExhibit() });
    all.push_back({ QStringLiteral("sweep"), sweepExhibit() });
    return all;
}

void saveWidgets(const QDir& folder, const QString& suffix)
{
    for (const Exhibit& exhibit : exhibits()) {
        QWidget* widget = exhibit.widget;
        widget->show();
        QTest::qWait(30);
        if (auto* plot = qobject_cast<PlotView*>(widget); plot && exhibit.name == QLatin1String("tradeoff")) {
            const Series& series = plot->model().series[1];
            plot->setMarker(series.id, series.x[150], series.y[150]);
            const Series& other = plot->model().series[2];
            QTest::mouseMove(plot, plot->toPixels(other.x[4], other.y[4]).toPoint());
            QTest::qWait(30);
        }
        widget->grab().save(folder.filePath(exhibit.name + suffix + QStringLiteral(".png")));
        widget->close();
    }
}

void saveBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

void saveFigures(const QDir& folder)
{
    const std::vector<std::pair<QString, PlotModel>> models { { QStringLiteral("tradeoff"), samples::tradeoff() },
        { QStringLiteral("layers"), samples::layers() }, { QStringLiteral("stacked"), samples::stackedLayers() },
        { QStringLiteral("cells"), samples::cellMap() }, { QStringLiteral("log"), samples::logarithmic() } };
    const QByteArray recipe("{\"runs\": [17]}");
    for (const auto& [name, model] : models) {
        const QString stem = folder.filePath(QStringLiteral("figure-") + name);
        FigureSpec spec;
        saveBytes(stem + QStringLiteral(".pdf"), figurePdf(model, spec, recipe));
        saveBytes(stem + QStringLiteral(".svg"), figureSvg(model, spec, recipe));
        saveBytes(stem + QStringLiteral(".png"), figurePng(model, spec, 300, recipe));
        saveBytes(stem + QStringLiteral(".csv"), figureCsv(model));
        saveBytes(stem + QStringLiteral(".tex"), figureTex(model, spec, QStringLiteral("figure-%1.csv").arg(name)));
        spec.ink = Ink::Grey;
        spec.legend = LegendPlace::Above;
        saveBytes(stem + QStringLiteral("-grey.png"), figurePng(model, spec, 300));
        FigureSpec slide = figureSpec(FigurePreset::Slide);
        slide.legend = LegendPlace::Right;
        saveBytes(stem + QStringLiteral("-slide.png"), figurePng(model, slide, 96));
        spec.text = TextAs::Outlines;
        saveBytes(stem + QStringLiteral("-outlines.svg"), figureSvg(model, spec));
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    QCommandLineParser parser;
    parser.addOptions({ { QStringLiteral("save"), QStringLiteral("Write pictures there."), QStringLiteral("folder") },
        { QStringLiteral("dark"), QStringLiteral("Dark colours.") } });
    parser.process(application);
    if (parser.isSet(QStringLiteral("dark")))
        QApplication::setPalette(darkPalette());
    if (parser.isSet(QStringLiteral("save"))) {
        const QDir folder(parser.value(QStringLiteral("save")));
        folder.mkpath(QStringLiteral("."));
        saveWidgets(folder, parser.isSet(QStringLiteral("dark")) ? QStringLiteral("-dark") : QString());
        saveFigures(folder);
        return 0;
    }
    QTabWidget tabs;
    for (const Exhibit& exhibit : exhibits())
        tabs.addTab(exhibit.widget, exhibit.name);
    tabs.resize(900, 640);
    tabs.show();
    return QApplication::exec();
}
