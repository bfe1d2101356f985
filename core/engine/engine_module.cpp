#include "core/engine/compress/compressor.h"
#include "core/engine/engine.h"
#include "core/engine/difficulty/foresee.h"
#include "core/engine/model/row_kernels.h"
#include "core/engine/model/stream.h"
#include "core/engine/run/decoder_shelf.h"
#include "core/engine/run/executor.h"
#include "core/engine/run/generate.h"
#include "core/engine/run/tracer.h"
#include "core/engine/train/trainer.h"
#include "core/error.h"

#include <c10/util/Exception.h>
#include <torch/version.h>

#include <thread>

namespace exitscope::engine {

namespace {

/// c10::Error carries a stack trace that helps nobody at this edge; its first line is the message.
template <typename Work> auto translated(Work&& work)
{
    try {
        return work();
    } catch (const c10::Error& error) {
        throw std::runtime_error(error.what_without_backtrace());
    }
}

class TorchEngine final : public Engine
{
public:
    TraceReport trace(const TraceRequest& request, const JobContext& job) override
    {
        return translated([&] { return traceDataset(request, job); });
    }

    ExecuteReport execute(const ExecuteRequest& request, const JobContext& job) override
    {
        return translated([&] { return executePolicies(request, job); });
    }

    TrainReport train(const TrainRequest& request, const JobContext& job) override
    {
        return translated([&] { return trainModel(request, job); });
    }

    CompressReport compress(const CompressRequest& request, const JobContext& job) override
    {
        return translated([&] { return compressModel(request, job); });
    }

    std::optional<difficulty::TrainedPredictor> foresee(const difficulty::PredictorTask& task, const JobContext& job) override
    {
        return translated([&] { return foreseeDifficulty(task, job); });
    }

    GenerateReport generate(const GenerateRequest& request, const JobContext& job) override
    {
        return translated([&] { return generateTexts(request, job, m_decoders); });
    }

    std::string description() const override
    {
        return "LibTorch " TORCH_VERSION ", " + blasName() + ", "
            + std::to_string(std::thread::hardware_concurrency()) + " cores, " + rowKernels().name;
    }

private:
    DecoderShelf m_decoders;
};

} // namespace

extern "C" __attribute__((visibility("default"))) Engine* exitscope_create_engine()
{
    return new TorchEngine;
}

} // namespace exitscope::engine
