#pragma once

#include <QColor>
#include <QString>

namespace exitscope::widgets {

enum class Marker { None, Disc, Square, Triangle, Diamond, TriangleDown, Plus, Cross, Ring };
enum class Dash { Solid, Dashed, Dotted, DashDot, DashDotDot };

/// How one series looks wherever it is drawn. Colour never speaks alone: marker and dash differ as well.
struct SeriesLook
{
    QColor color;
    Marker marker = Marker::Disc;
    Dash dash = Dash::Solid;

    friend bool operator==(const SeriesLook&, const SeriesLook&) = default;
};

/// The `index`-th look (Okabe and Ito's colours in our order). After the seven colours they start again with
/// the next marker and dash, so that 35 looks differ.
[[nodiscard]] SeriesLook seriesLook(int index);

/// References (full model, oracle, fixed layers) are black on paper; themes turn it into their text colour.
[[nodiscard]] SeriesLook referenceLook(Marker marker = Marker::None, Dash dash = Dash::Dashed);

/// Contrast of two opaque colours as in WCAG 2.1: 1 to 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

/// White where it reaches 4.5:1 on `background`, else black (which then reaches it).
[[nodiscard]] QColor textOn(const QColor& background);

/// Words about something that is not right yet: legible on `background`, warmer than its text.
[[nodiscard]] QColor cautionColor(const QColor& background);

/// For words that stand back, such as help: between text and background, at 4.5:1 or more where the two allow it.
[[nodiscard]] QColor quietColor(const QColor& text, const QColor& background);

/// `color` mixed with as much white as it takes to reach 4.5:1 on a dark `background`; itself where it does already.
[[nodiscard]] QColor lightenedOn(const QColor& background, const QColor& color);

/// Behind words that were looked for: a yellow on which textOn() is black, on light and dark desktops alike.
[[nodiscard]] QColor foundColor();

/// What a printer without colour makes of it: the grey of equal luminance.
[[nodiscard]] QColor toGrey(const QColor& color);

} // namespace exitscope::widgets
