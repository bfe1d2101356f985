#pragma once

#include "widgets/plot/figure_spec.h"
#include "widgets/plot/plot_model.h"

#include <QByteArray>
#include <QImage>

#include <optional>

class QIODevice;

namespace exitscope::widgets {

enum class FigureFormat { Pdf, Svg, Png, Csv, Tex };

/// By file extension, "pdf" or ".PDF"; none where it is not one of ours.
[[nodiscard]] std::optional<FigureFormat> figureFormat(const QString& extension);

/// What a figure file needs beside its numbers.
struct FigureExtras
{
    /// JSON: runs and settings. PDF: attachment figure.json; SVG: <metadata id="figure.json">; PNG: text chunk. The numbers
    /// go with it as figure.csv; an empty recipe takes nothing along.
    QByteArray recipe;
    double dpi = 300; ///< PNG only
    QString csvName; ///< TeX only: the CSV file that pgfplots reads, relative to the document
};

// All of these need a QApplication (platform "offscreen" is enough), draw in the C locale, give the same bytes for
// the same input, and throw InputError for a spec or a model that cannot be drawn.

/// A page of exactly the figure's size; fonts embedded, text is text, everything is vectors.
[[nodiscard]] QByteArray figurePdf(const PlotModel& model, const FigureSpec& spec, const QByteArray& recipe = {});
[[nodiscard]] QByteArray figureSvg(const PlotModel& model, const FigureSpec& spec, const QByteArray& recipe = {});
[[nodiscard]] QImage figureImage(const PlotModel& model, const FigureSpec& spec, double dpi);
[[nodiscard]] QByteArray figurePng(const PlotModel& model, const FigureSpec& spec, double dpi,
    const QByteArray& recipe = {});
/// One row per plotted point, shortest decimals that read back to the same double:
/// series,kind,x,y[,low][,value][,key],name. `series` counts from 0 (TeX selects by it); commas in names become
/// semicolons, since pgfplots knows no quoting.
[[nodiscard]] QByteArray figureCsv(const PlotModel& model);
/// A tikzpicture for \input, with pgfplots, that reads the CSV from `csvName`.
[[nodiscard]] QByteArray figureTex(const PlotModel& model, const FigureSpec& spec, const QString& csvName);

/// The figure in `format`, written to an open device. Throws IoError where the device takes less than all of it.
void writeFigure(QIODevice& device, FigureFormat format, const PlotModel& model, const FigureSpec& spec,
    const FigureExtras& extras = {});

} // namespace exitscope::widgets
