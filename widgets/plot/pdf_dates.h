#pragma once

#include <QByteArray>

namespace exitscope::widgets {

/// A PDF as Qt writes it (one cross-reference table) with every date set to a constant, so that two runs, in two
/// time zones, give the same bytes. The table is moved along where a date's length differs.
[[nodiscard]] QByteArray withFixedDates(const QByteArray& pdf);

} // namespace exitscope::widgets
