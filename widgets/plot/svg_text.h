#pragma once

#include <QByteArray>
#include <QString>

namespace exitscope::widgets {

/// `svg` with a <metadata> element of that id behind its opening tag; `contents` stays readable text.
[[nodiscard]] QByteArray withMetadata(const QByteArray& svg, const QString& id, const QByteArray& contents);

/// `svg` with every <text> (as Qt writes it) replaced by the outline of its letters.
[[nodiscard]] QByteArray withOutlines(const QByteArray& svg);

} // namespace exitscope::widgets
