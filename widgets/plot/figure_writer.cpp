#include "widgets/plot/figure_writer.h"

#include "core/error.h"
#include "widgets/plot/figure_palette.h"
#include "widgets/plot/figure_table.h"
#include "widgets/plot/figure_tex.h"
#include "widgets/plot/pdf_dates.h"
#include "widgets/plot/plot_builder.h"
#include "widgets/plot/svg_text.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

// Vector canvases count tenths of a point. QCustomPlot lays out and thins lines in whole canvas units: at one unit
// a point, a dense frontier would become stairs and 7.5 pt text could not be asked for.
constexpr double unitsPerPoint = 10;

// What a figure carries of its own making; core/figure/figure_file.h reads it.
const QString recipePart = QStringLiteral("figure.json");
const QString csvPart = QStringLiteral("figure.csv");

PlotStyle figureStyle(const FigureSpec& spec, Medium medium, double perPoint)
{
    PlotStyle style;
    style.theme = PlotTheme::paper();
    style.medium = medium;
    style.family = spec.family;
    style.hanFamily = hanFamily(spec.family);
    style.unit = perPoint * spec.fontPt / 8;
    style.textPx = perPoint * spec.fontPt;
    style.tickPx = perPoint * spec.tickPt;
    style.linePx = perPoint * spec.linePt;
    style.axisPx = perPoint * spec.axisPt;
    style.markerPx = perPoint * spec.markerPt;
    style.locale = QLocale::c();
    style.legend = spec.legend;
    style.isGrey = spec.ink == Ink::Grey;
    return style;
}

QSize canvasSize(const FigureSpec& spec, double perPoint)
{
    return QSize(static_cast<int>(std::lround(spec.sizePt.width() * perPoint)),
        static_cast<int>(std::lround(spec.sizePt.height() * perPoint)));
}

/// Draws on `device`, whose unit is 1/perPoint pt.
void draw(QPaintDevice* device, const PlotModel& model, const FigureSpec& spec, Medium medium, double perPoint)
{
    const Drawable plotted = drawable(recoloured(model, spec));
    const PlotStyle style = figureStyle(spec, medium, perPoint);
    const QSize size = canvasSize(spec, perPoint);
    QCustomPlot plot;
    buildPlot(plot, plotted, style, fittedX(plotted), fittedY(plotted));
    arrangePlot(plot, plotted, style, size);
    QCPPainter painter;
    if (!painter.begin(device))
        throw IoError("the figure could not be drawn: out of memory?");
    painter.setMode(QCPPainter::pmVectorized, medium == Medium::Vectors);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    if (medium == Medium::Vectors)
        plot.setBackground(QBrush(Qt::NoBrush));
    plot.toPainter(&painter, size.width(), size.height());
    painter.end();
}

/// Where the layout of the drawn figure puts the legend.
TexLegend settledLegend(const Drawable& plotted, const FigureSpec& spec)
{
    const PlotStyle style = figureStyle(spec, Medium::Vectors, unitsPerPoint);
    QCustomPlot plot;
    buildPlot(plot, plotted, style, fittedX(plotted), fittedY(plotted));
    arrangePlot(plot, plotted, style, canvasSize(spec, unitsPerPoint));
    TexLegend legend;
    if (!plot.legend->visible())
        return legend;
    legend.place = spec.legend;
    for (int index = 0; index < plot.legend->itemCount(); ++index)
        if (auto* item = qobject_cast<QCPPlottableLegendItem*>(plot.legend->item(index)))
            legend.names.insert(item->plottable()->objectName(), item->plottable()->name());
    if (spec.legend == LegendPlace::Best || spec.legend == LegendPlace::Above) {
        legend.place = LegendPlace::Above;
        legend.columns = std::max(1, plot.legend->columnCount());
    }
    QCPLayoutInset* inset = plot.axisRect()->insetLayout();
    if (plot.legend->layout() != inset)
        return legend;
    const Qt::Alignment corner = inset->insetAlignment(0);
    if (corner.testFlag(Qt::AlignTop))
        legend.place = corner.testFlag(Qt::AlignLeft) ? LegendPlace::TopLeft : LegendPlace::TopRight;
    else
        legend.place = corner.testFlag(Qt::AlignLeft) ? LegendPlace::BottomLeft : LegendPlace::BottomRight;
    return legend;
}

/// The order in which Qt embeds the fonts of a page is that of a hash, whose seed is another one in every process: while it
/// lives, hashes that are made are seeded alike.
class SteadyHashes
{
public:
    SteadyHashes() { QHashSeed::setDeterministicGlobalSeed(); }
    ~SteadyHashes() { QHashSeed::resetRandomGlobalSeed(); }
    SteadyHashes(const SteadyHashes&) = delete;
    SteadyHashes& operator=(const SteadyHashes&) = delete;
};

QString pdfTitle(const PlotModel& model)
{
    return model.title.isEmpty() ? model.y.title : model.title;
}

} // namespace

std::optional<FigureFormat> figureFormat(const QString& extension)
{
    QString name = extension.toLower();
    if (name.startsWith(QLatin1Char('.')))
        name.remove(0, 1);
    if (name == QLatin1String("pdf"))
        return FigureFormat::Pdf;
    if (name == QLatin1String("svg"))
        return FigureFormat::Svg;
    if (name == QLatin1String("png"))
        return FigureFormat::Png;
    if (name == QLatin1String("csv"))
        return FigureFormat::Csv;
    if (name == QLatin1String("tex"))
        return FigureFormat::Tex;
    return std::nullopt;
}

QByteArray figurePdf(const PlotModel& model, const FigureSpec& spec, const QByteArray& recipe)
{
    checkFigureSpec(spec);
    const SteadyHashes steady;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(static_cast<int>(72 * unitsPerPoint));
        writer.setPageSize(QPageSize(spec.sizePt, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins({ 0, 0, 0, 0 });
        writer.setTitle(pdfTitle(model));
        writer.setCreator(QStringLiteral("Exitscope"));
        if (!recipe.isEmpty()) { // by name in ascending order, as PDF wants its lists of names
            writer.addFileAttachment(csvPart, figureCsv(model), QStringLiteral("text/csv"));
            writer.addFileAttachment(recipePart, recipe, QStringLiteral("application/json"));
        }
        draw(&writer, model, spec, Medium::Vectors, unitsPerPoint);
    }
    return withFixedDates(buffer.data());
}

QByteArray figureSvg(const PlotModel& model, const FigureSpec& spec, const QByteArray& recipe)
{
    checkFigureSpec(spec);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setResolution(static_cast<int>(72 * unitsPerPoint));
        const QSize size = canvasSize(spec, unitsPerPoint);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(0, 0), size));
        generator.setTitle(pdfTitle(model));
        draw(&generator, model, spec, Medium::Vectors, unitsPerPoint);
    }
    QByteArray svg = buffer.data();
    if (!recipe.isEmpty())
        svg = withMetadata(withMetadata(svg, csvPart, figureCsv(model)), recipePart, recipe);
    return spec.text == TextAs::Outlines ? withOutlines(svg) : svg;
}

QImage figureImage(const PlotModel& model, const FigureSpec& spec, double dpi)
{
    checkFigureSpec(spec);
    const double perPoint = dpi / 72;
    const QSize size = canvasSize(spec, perPoint);
    if (!(dpi > 0) || size.isEmpty() || qint64(size.width()) * size.height() > qint64(1) << 28)
        throw InputError("a figure of " + std::to_string(size.width()) + " by " + std::to_string(size.height())
                + " pixels cannot be drawn",
            "choose another resolution");
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDotsPerMeterX(static_cast<int>(std::lround(dpi / 0.0254)));
    image.setDotsPerMeterY(static_cast<int>(std::lround(dpi / 0.0254)));
    draw(&image, model, spec, Medium::Raster, perPoint);
    return image;
}

QByteArray figurePng(const PlotModel& model, const FigureSpec& spec, double dpi, const QByteArray& recipe)
{
    QImage image = figureImage(model, spec, dpi);
    if (!recipe.isEmpty()) {
        image.setText(recipePart, QString::fromUtf8(recipe));
        image.setText(csvPart, QString::fromUtf8(figureCsv(model)));
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        throw IoError("the figure could not be written as PNG");
    return buffer.data();
}

QByteArray figureCsv(const PlotModel& model)
{
    return tableText(plotTable(drawable(model)), TableFormat::Csv).toUtf8();
}

QByteArray figureTex(const PlotModel& model, const FigureSpec& spec, const QString& csvName)
{
    checkFigureSpec(spec);
    const Drawable plotted = drawable(recoloured(model, spec));
    return texFigure(plotted, spec, csvName, settledLegend(plotted, spec));
}

void writeFigure(QIODevice& device, FigureFormat format, const PlotModel& model, const FigureSpec& spec,
    const FigureExtras& extras)
{
    QByteArray bytes;
    switch (format) {
    case FigureFormat::Pdf:
        bytes = figurePdf(model, spec, extras.recipe);
        break;
    case FigureFormat::Svg:
        bytes = figureSvg(model, spec, extras.recipe);
        break;
    case FigureFormat::Png:
        bytes = figurePng(model, spec, extras.dpi, extras.recipe);
        break;
    case FigureFormat::Csv:
        bytes = figureCsv(model);
        break;
    case FigureFormat::Tex:
        bytes = figureTex(model, spec, extras.csvName);
        break;
    }
    if (device.write(bytes) != bytes.size())
        throw IoError("the figure could not be written: " + device.errorString().toStdString());
}

} // namespace exitscope::widgets
