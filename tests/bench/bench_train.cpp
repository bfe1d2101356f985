#include "bench.h"
#include "engine/engine_measurements.h"
#include "engine_module.h"
#include "temporary_folder.h"

#include <cstdio>

namespace exitscope::bench {

namespace {

void add(std::vector<Figure>& figures, const std::string& shape, const TrainingTimes& times)
{
    figures.push_back(forInformation(shape + ", forward pass alone", 100 * times.forwardShare, "%"));
    figures.push_back(forInformation(shape + ", backward pass alone", 100 * times.backwardShare, "%"));
    figures.push_back(forInformation(shape + ", both passes", 100 * times.passShare, "%"));
    figures.push_back(forInformation(shape + ", AdamW with clipping / step",
        100 * times.updateMilliseconds / (times.forwardMilliseconds + times.backwardMilliseconds + times.updateMilliseconds), "%"));
    figures.push_back(forInformation(shape + ", passes with every exit / one exit", times.allExitsOverOne, "x"));
    if (times.halfGain > 0)
        figures.push_back(forInformation(shape + ", step in f32 / with products in bf16", times.halfGain, "x"));
    figures.push_back(forInformation(shape + ", every exit", times.tokensPerSecond, "tokens/s"));
}

std::vector<Figure> run()
{
    const TemporaryFolder folder;
    TrainingMeasurements m;
    reinterpret_cast<MeasureTraining>(engineFunction("exitscope_measure_training"))(folder.path().c_str(), m);
    std::vector<Figure> figures;
    figures.push_back(atLeast("12 x 768, step with AdamW, real-token FLOP/s / sgemm rate", 100 * m.base.stepShare, "%", 60));
    add(figures, "12 x 768", m.base);
    figures.push_back(
        forInformation("8 x 128, step with AdamW, real-token FLOP/s / sgemm rate", 100 * m.small.stepShare, "%"));
    add(figures, "8 x 128", m.small);
    figures.push_back(forInformation("sgemm 1024 x 1024 x 1024, one thread", m.productRate, "GFLOP/s"));
    figures.push_back(atMost("peak memory per token, second doubling / first", m.memoryGrowth, "x", 1.1));
    figures.push_back(forInformation("12 x 768, memory per token", m.kilobytesPerToken, "kB"));
    if (m.overPython > 0) {
        figures.push_back(atLeast("the step in Python PyTorch, padded batches / ours", m.overPython, "x", 1));
        figures.push_back(atLeast("the same, batches sorted by length / ours", m.overPythonSorted, "x", 1));
    } else {
        std::fprintf(stderr, "train: not compared with Python: %s\n",
            m.pythonVersion.empty() ? "python3-torch is not installed"
                                    : ("its torch is " + m.pythonVersion + ", ours " + m.ownVersion).c_str());
    }
    return figures;
}

const Registration registration { { "train",
    "one training step, batches of 32 of SNLI-like lengths, an exit after every layer, dropout 0.1, against sgemm and the same "
    "step in Python; FLOPs of real tokens in the layers, forward 2 MACs, backward twice that; processor time of one thread",
    run } };

} // namespace

} // namespace exitscope::bench
