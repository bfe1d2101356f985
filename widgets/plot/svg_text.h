#pragma once

#include <QByteArray>

namespace exitscope::widgets {

/// `svg` with a <metadata> element behind its opening tag; `recipe` stays readable text.
[[nodiscard]] QByteArray withMetadata(const QByteArray& svg, const QByteArray& recipe);

/// `svg` with every <text> (as Qt writes it) replaced by the outline of its letters.
[[nodiscard]] QByteArray withOutlines(const QByteArray& svg);

} // namespace exitscope::widgets
