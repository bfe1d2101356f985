#pragma once

#include "widgets/plot/plot_model.h"
#include "widgets/theme/series_palette.h"

#include <QSizeF>
#include <QString>

#include <optional>
#include <vector>

namespace exitscope::widgets {

enum class FigurePreset { OneColumn, TwoColumns, AclOneColumn, AclTwoColumns, CvprOneColumn, CvprTwoColumns, Slide };
enum class TextAs { Text, Outlines };
enum class Ink { Color, Grey };

/// How a figure is set on paper. All sizes in points (1/72 in).
struct FigureSpec
{
    QSizeF sizePt { 234, 150 };
    QString family = QStringLiteral("DejaVu Serif"); ///< a family that is installed, never an alias
    double fontPt = 8; ///< axis titles, legend, labels; never under 6
    double tickPt = 7;
    double linePt = 1.0;
    double axisPt = 0.5;
    double markerPt = 4;
    LegendPlace legend = LegendPlace::Best;
    Ink ink = Ink::Color;
    SeriesPalette palette = SeriesPalette::OkabeIto;
    std::optional<DepthMap> depth {}; ///< for exits by depth and heat maps; none: the plot's own
    QString language = QStringLiteral("en"); ///< of the words, which are the model's: it was built in this language
    TextAs text = TextAs::Text; ///< SVG only: a PDF embeds its fonts
};

[[nodiscard]] FigureSpec figureSpec(FigurePreset preset);

/// For pickers and the command line: "one-column", "two-columns", "acl", "acl-wide", "cvpr", "cvpr-wide", "slide".
struct PresetInfo
{
    FigurePreset preset;
    QString id;
    QString title; ///< translated
};
[[nodiscard]] std::vector<PresetInfo> figurePresets();

/// The family that Chinese letters are set in beside `family`: the same on one machine whatever the desktop's language is, with
/// serifs where `family` has them and such a font is installed. Empty where no font has them.
[[nodiscard]] QString hanFamily(const QString& family);

/// Throws InputError naming the field: a size that is not 36 to 14,400 pt, text under 6 pt, a family that is not
/// installed, a line or marker that is not positive, Chinese words without a font that has the letters.
void checkFigureSpec(const FigureSpec& spec);

} // namespace exitscope::widgets
