#pragma once

#include "app/analysis/operating_point.h"

#include <QJsonObject>

#include <optional>

namespace exitscope::app {

/// An operating point in a view's saved state. The value is text, so that it comes back to the last bit.
QJsonObject toJson(const OperatingPoint& point);
std::optional<OperatingPoint> pointFrom(const QJsonObject& json); ///< none where it makes no sense

} // namespace exitscope::app
