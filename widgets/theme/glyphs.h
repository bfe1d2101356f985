#pragma once

#include <QColor>
#include <QIcon>

namespace exitscope::widgets {

enum class Glyph { Pause, Resume, Cancel, Close, Information, Success, Warning, Error };

/// A sign drawn in one colour at any size: the style's own are dark on dark palettes.
[[nodiscard]] QIcon glyphIcon(Glyph glyph, const QColor& color);

} // namespace exitscope::widgets
