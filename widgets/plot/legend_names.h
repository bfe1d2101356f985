#pragma once

#include <QFontMetricsF>
#include <QString>

#include <vector>

namespace exitscope::widgets {

/// Names as a legend has room for them: none is wider than `width` (in the metrics' pixels). One that is goes onto at most
/// `lines` lines (1 or 2); where that is not enough its middle is left out, and of the middle first what it shares with the
/// others, so that names which differ still differ. Shape [names], in their order.
[[nodiscard]] std::vector<QString> fittedNames(
    const std::vector<QString>& names, const QFontMetricsF& metrics, double width, int lines);

} // namespace exitscope::widgets
