#pragma once

#include <QColor>

namespace exitscope::widgets {

/// Colours for series, all fit for colour-blind readers: ours, Tol's bright scheme (SRON/EPS/TN/09-002), and black alone, where
/// only markers and dashes tell series apart.
enum class SeriesPalette { OkabeIto, TolBright, Ink };

/// The colour that stands in another palette where `color` stands in ours; any other colour is itself.
[[nodiscard]] QColor inPalette(const QColor& color, SeriesPalette palette);

/// What plots on screen use; figures for paper say it themselves. GUI thread only; plots that are shown follow their next
/// QEvent::PaletteChange.
void setScreenPalette(SeriesPalette palette);
[[nodiscard]] SeriesPalette screenPalette();

} // namespace exitscope::widgets
