#include "bench.h"
#include "engine/engine_measurements.h"
#include "engine_module.h"
#include "temporary_folder.h"

namespace exitscope::bench {

namespace {

std::vector<Figure> run()
{
    const TemporaryFolder folder;
    ExecutionMeasurements m;
    reinterpret_cast<MeasureExecution>(engineFunction("exitscope_measure_execution"))(folder.path().c_str(), m);
    std::vector<Figure> figures {
        atLeast("f32: speed-up packed / layers saved", 100 * m.exact.shareOfIdeal, "%", 92),
        atLeast("f32: one at a time / packed, both with exits", m.exact.overBatch1, "x", 2.5),
        forInformation("layers saved", m.layersSaved, "x"),
        forInformation("f32: speed-up one at a time", m.exact.batch1Speedup, "x"),
        forInformation("f32: speed-up packed", m.exact.packedSpeedup, "x"),
        forInformation("f32: share of the ideal when packs do not wait for each other",
            100 * m.exact.shareWithoutWaiting, "%"),
    };
    if (m.half.packedSpeedup > 0) {
        figures.push_back(atLeast("bf16: speed-up packed / layers saved", 100 * m.half.shareOfIdeal, "%", 82));
        figures.push_back(forInformation("bf16: speed-up packed", m.half.packedSpeedup, "x"));
        figures.push_back(forInformation("bf16: share of the ideal when packs do not wait for each other",
            100 * m.half.shareWithoutWaiting, "%"));
        figures.push_back(forInformation("bf16: one at a time / packed, both with exits", m.half.overBatch1, "x"));
    }
    return figures;
}

const Registration registration { { "execute",
    "exits for real against full depth in the same packs, and against one example at a time; made-up BERT-base layers, "
    "SNLI-like lengths, exits spread over all layers, every head run; processor time of one thread",
    run } };

} // namespace

} // namespace exitscope::bench
