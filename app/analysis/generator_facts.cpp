#include "app/analysis/generator_facts.h"

#include "core/engine/checkpoint/decoder_checkpoint.h"

namespace exitscope::app {

GeneratorFacts generatorFacts(const std::filesystem::path& path)
{
    const auto checkpoint = engine::DecoderCheckpoint::open(path);
    const auto& config = checkpoint->config();
    GeneratorFacts facts;
    facts.path = path;
    facts.name = checkpoint->name();
    facts.family = config.modelType;
    facts.exitLayer = config.exitLayer;
    facts.layers = config.decoder.layers;
    facts.vocabulary = config.vocabulary;
    facts.positions = config.positions;
    facts.hasEncoder = config.hasEncoder();
    facts.beginsAlone = !config.hasEncoder() && config.firstToken >= 0;
    facts.hasClassifier = config.hasClassifier;
    return facts;
}

} // namespace exitscope::app
