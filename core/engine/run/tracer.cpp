#include "core/engine/run/tracer.h"

#include "core/error.h"

namespace exitscope::engine {

TraceReport traceDataset(const TraceRequest& request, const JobContext&)
{
    throw InputError(request.model, "this build cannot trace");
}

} // namespace exitscope::engine
