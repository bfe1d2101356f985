#pragma once

#include <QByteArray>

#include <charconv>
#include <cmath>

namespace exitscope::widgets {

/// The shortest decimals that read back to the same double, '.' in every locale. NaN is "nan".
[[nodiscard]] inline QByteArray numberText(double value)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return QByteArray(text, static_cast<qsizetype>(end - text));
}

} // namespace exitscope::widgets
