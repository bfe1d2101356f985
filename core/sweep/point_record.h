#pragma once

#include "core/store/records.h"
#include "core/sweep/point.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <string>

namespace exitscope::sweep {

/// Points between their working form and the store's, whose records are free of our types.
store::PointRecord recordOf(const Point& point, std::int64_t ordinal);
/// Throws InputError where the record's JSON is not what recordOf() writes (a store that was edited by hand).
Point pointOf(const store::PointRecord& record);

/// What the store keeps of a trace that was opened from a file; hashes the file.
store::TraceRecord recordOf(const trace::Trace& trace);
/// The same for one that came from no file, or whose hash is known.
store::TraceRecord describe(const trace::Trace& trace, std::string sha256);

} // namespace exitscope::sweep
