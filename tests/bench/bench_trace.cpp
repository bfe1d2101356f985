#include "bench.h"
#include "engine/engine_measurements.h"
#include "engine_module.h"
#include "temporary_folder.h"

namespace exitscope::bench {

namespace {

std::vector<Figure> run()
{
    const TemporaryFolder folder;
    EngineMeasurements m;
    reinterpret_cast<MeasureEngine>(engineFunction("exitscope_measure_engine"))(folder.path().c_str(), m);
    std::vector<Figure> figures {
        atLeast("packed f32, real-token FLOP/s / sgemm rate", 100 * m.packedShare, "%", 85),
        forInformation("sgemm 1024 x 1024 x 1024, one thread", m.productRate, "GFLOP/s"),
        atLeast("one at a time / packed", m.overSingle, "x", 3),
        atLeast("padded batches of 32 in dataset order / packed", m.overDatasetOrder, "x", 1.8),
        atLeast("padded to 128 / packed", m.overPadded128, "x", 6),
        forInformation("our own pass one at a time / packed", m.overOwnSingle, "x"),
        atLeast("two streams / one (idle machine)", m.secondStreamGain, "x", 1.7),
        forInformation("processor time of two streams / one, same work", m.secondStreamWaste, "x"),
        atMost("packed and single logits, largest difference", m.largestDifference, "", 1e-5),
        atMost("decisions flipped of " + std::to_string(m.decisions), static_cast<double>(m.flipped), "", 0),
        atLeast("copying load / opening a checkpoint", m.copyOverOpen, "x", 50),
        forInformation("opening a checkpoint for inference", m.openMilliseconds, "ms"),
    };
    if (m.bfloat16Gain > 0) // the goal is stated for processors with AMX
        figures.push_back(__builtin_cpu_supports("amx-tile")
                ? atLeast("bf16 / f32", m.bfloat16Gain, "x", 2)
                : forInformation("bf16 / f32, without AMX", m.bfloat16Gain, "x"));
    return figures;
}

const Registration registration { { "trace",
    "the packed pass against sgemm and against LibTorch's operators on padded batches, made-up BERT-base "
    "layers, "
    "SNLI-like lengths; processor time of one thread, streams by wall time",
    run } };

} // namespace

} // namespace exitscope::bench
