#pragma once

#include "app/analysis/operating_point.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace exitscope::app {

/// What was open and selected, to be found again at the next start. Names survive a restart, row numbers do not: runs are
/// kept by uuid, examples only together with their trace.
struct Session
{
    QString store;
    QString trace;
    QStringList runs;
    bool hasRuns = false; ///< false: never chosen, so that a first start may choose
    std::vector<std::int64_t> examples; ///< unit indexes of `trace`, ascending
    OperatingPoint point;

    friend bool operator==(const Session&, const Session&) = default;
};

/// "0-5,9,12-13". Short for what people select: boxes, slices, everything.
[[nodiscard]] QString rangesText(const std::vector<std::int64_t>& ascending);
/// Empty where `text` was not written by rangesText().
[[nodiscard]] std::vector<std::int64_t> parseRanges(const QString& text);

[[nodiscard]] QByteArray textOf(const OperatingPoint& point); ///< as JSON
[[nodiscard]] OperatingPoint parsePoint(const QByteArray& json); ///< without a policy where it makes no sense

} // namespace exitscope::app
