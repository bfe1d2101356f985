#include "bench.h"
#include "engine/engine_measurements.h"
#include "engine_module.h"
#include "temporary_folder.h"

namespace exitscope::bench {

namespace {

void add(std::vector<Figure>& figures, const std::string& name, const TokenExitTimes (&times)[3])
{
    for (std::size_t at = 0; at < 3; ++at) {
        const std::string where = name + ", about " + std::to_string(at + 1) + "x by FLOPs: ";
        if (at > 0)
            figures.push_back(atLeast(where + "saving that becomes time", 100 * times[at].savingKept, "%", 80));
        figures.push_back(forInformation(where + "by the formula", times[at].flopsSpeedup, "x"));
        figures.push_back(forInformation(where + "in time", times[at].wallSpeedup, "x"));
    }
}

std::vector<Figure> run()
{
    const TemporaryFolder folder;
    TokenExitMeasurements m;
    reinterpret_cast<MeasureTokenExits>(engineFunction("exitscope_measure_token_exits"))(folder.path().c_str(), m);
    std::vector<Figure> figures;
    add(figures, "SNLI-like", m.snli);
    add(figures, "128 tokens", m.long128);
    return figures;
}

const Registration registration { { "token-exits",
    "tokens that leave by a frequency hash against the full model, batches of 32, 12 made-up BERT-base layers; tokens by Zipf's "
    "law with the exponent that gives 2x and 3x by FLOPs; processor time of one thread",
    run } };

} // namespace

} // namespace exitscope::bench
