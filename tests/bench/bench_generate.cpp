#include "bench.h"
#include "engine/engine_measurements.h"
#include "engine_module.h"
#include "temporary_folder.h"

namespace exitscope::bench {

namespace {

void add(std::vector<Figure>& figures, const std::string& texts, const WritingTimes& times)
{
    const std::string bound = times.isMemoryBound ? "reading its weights at the memory's rate" : "its products at the sgemm rate";
    figures.push_back(atLeast(texts + ", full model / " + bound, 100 * times.shareOfBound, "%", 80));
    const std::string name = texts + ", classifier exits: saving of layers that becomes time";
    figures.push_back(times.isMemoryBound ? atLeast(name, 100 * times.savingKept, "%", 75)
                                          : forInformation(name, 100 * times.savingKept, "%"));
    figures.push_back(forInformation(texts + ", layers saved", 100 * times.layersSaved, "%"));
}

std::vector<Figure> run()
{
    const TemporaryFolder folder;
    GenerationMeasurements m;
    reinterpret_cast<MeasureGeneration>(engineFunction("exitscope_measure_generation"))(folder.path().c_str(), m);
    std::vector<Figure> figures;
    add(figures, "one text", m.one);
    add(figures, "32 texts", m.many);
    figures.push_back(forInformation("share of the head in the full model's products", 100 * m.one.headShare, "%"));
    figures.push_back(forInformation("one text, 32,000 words, softmax exits, layers saved", 100 * m.softmaxLayersSaved, "%"));
    figures.push_back(forInformation("one text, 32,000 words, full model / softmax exits", m.softmaxSpeedup, "x"));
    figures.push_back(forInformation("reading memory, one thread", m.bandwidth, "GB/s"));
    figures.push_back(forInformation("sgemm 1024 x 1024 x 1024, one thread", m.productRate, "GFLOP/s"));
    return figures;
}

const Registration registration { { "generate",
    "24 tokens by 12 made-up Llama layers of 768 against what binds them, and with exits at half of the layers on average; "
    "processor time of one thread",
    run } };

} // namespace

} // namespace exitscope::bench
