#include "core/engine/train/trainer.h"

#include "core/error.h"

namespace exitscope::engine {

TrainReport trainModel(const TrainRequest& request, const JobContext&)
{
    throw InputError(request.config, "this build cannot train");
}

} // namespace exitscope::engine
