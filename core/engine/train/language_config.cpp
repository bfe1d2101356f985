#include "core/engine/train/language_config.h"

#include "core/engine/train/config_parts.h"
#include "core/io/atomic_file.h"

#include <cmath>
#include <numeric>

namespace exitscope::engine {

namespace {

void readT5(StrictObject& json, DecoderConfig& shape)
{
    shape.family = DecoderFamily::T5;
    shape.modelType = "t5";
    shape.encoder = { 3, 4, 4, 256, false, false };
    shape.decoder = { 8, 4, 4, 256, true, true };
    json.read("encoder_layers", shape.encoder.layers, 1, 128);
    shape.norm = NormKind::Rms;
    shape.normEpsilon = 1e-6;
    shape.position = PositionKind::RelativeBias;
    shape.relativeBuckets = 32;
    shape.relativeDistance = 128;
    json.read("relative_buckets", shape.relativeBuckets, 4, 1024);
    json.read("relative_distance", shape.relativeDistance, 4, 65536);
    if (shape.relativeDistance <= shape.relativeBuckets / 2)
        json.fail("relative_distance", "is not above half of \"relative_buckets\"", "use a larger distance");
    shape.isGated = true;
}

void readGpt2(StrictObject& json, DecoderConfig& shape)
{
    shape.family = DecoderFamily::Gpt2;
    shape.modelType = "gpt2";
    shape.decoder = { 6, 4, 4, 512, true, false };
    shape.positions = 256;
    json.read("positions", shape.positions, 4, 65536);
    shape.isTied = true;
}

void readLlama(StrictObject& json, DecoderConfig& shape)
{
    shape.family = DecoderFamily::Llama;
    shape.modelType = "llama";
    shape.decoder = { 6, 4, 4, 352, true, false };
    shape.positions = 256;
    json.read("positions", shape.positions, 4, 65536);
    shape.norm = NormKind::Rms;
    shape.normEpsilon = 1e-6;
    shape.position = PositionKind::RotaryHalves;
    shape.isGated = true;
    shape.activation = FeedActivation::Silu;
    shape.isTied = true;
}

/// Widths and heads, which all families have.
void readSizes(StrictObject& json, DecoderConfig& shape)
{
    shape.hidden = 128;
    json.read("hidden", shape.hidden, 2, 8192);
    json.read("layers", shape.decoder.layers, 2, 128);
    json.read("heads", shape.decoder.heads, 1, 256);
    json.read("feed_forward", shape.decoder.feedForward, 1, 65536);
    shape.decoder.keyHeads = shape.decoder.heads;
    if (shape.family == DecoderFamily::Llama) {
        json.read("key_heads", shape.decoder.keyHeads, 1, 256);
        if (shape.decoder.heads % shape.decoder.keyHeads != 0)
            json.fail("key_heads", "does not divide \"heads\"", "several heads share one evenly");
    }
    if (shape.family == DecoderFamily::T5) {
        shape.encoder.heads = shape.encoder.keyHeads = shape.decoder.heads;
        shape.encoder.feedForward = shape.decoder.feedForward;
    }
    if (shape.family != DecoderFamily::Gpt2)
        json.read("tied", shape.isTied);
    if (shape.hidden % shape.decoder.heads != 0)
        json.fail("heads", "does not divide \"hidden\"", "use a divisor of " + std::to_string(shape.hidden));
    shape.headSize = shape.hidden / shape.decoder.heads;
}

void readScales(const StrictObject& json, DecoderConfig& shape)
{
    const auto size = static_cast<double>(shape.headSize);
    if (shape.family == DecoderFamily::T5) {
        shape.stateScale = shape.isTied ? 1 / std::sqrt(static_cast<double>(shape.hidden)) : 1;
        return;
    }
    shape.attentionScale = 1 / std::sqrt(size);
    if (shape.family != DecoderFamily::Llama)
        return;
    if (shape.headSize % 2 != 0)
        json.fail("heads", "leaves heads of " + std::to_string(shape.headSize) + ", which cannot turn in pairs",
            "rotary positions need an even head size");
    for (std::int64_t pair = 0; pair < shape.headSize / 2; ++pair)
        shape.rotaryFrequency.push_back(std::pow(10000.0, -2.0 * static_cast<double>(pair) / size));
}

void readModel(StrictObject json, LanguageConfig& config)
{
    json.read("init", config.init);
    if (config.init.empty()) {
        if (!json.has("family"))
            json.fail("family", "is missing", "use \"t5\" for pairs of texts, \"gpt2\" or \"llama\" for one text");
        const auto family = json.choice("family", { "t5", "gpt2", "llama" }, 0);
        auto& shape = config.shape;
        if (family == 0)
            readT5(json, shape);
        else if (family == 1)
            readGpt2(json, shape);
        else
            readLlama(json, shape);
        readSizes(json, shape);
        readScales(json, shape);
        shape.exitLayer.resize(static_cast<std::size_t>(shape.decoder.layers));
        std::iota(shape.exitLayer.begin(), shape.exitLayer.end(), 1);
    }
    json.finish();
}

TextSource readSource(StrictObject& parent, const char* key)
{
    TextSource source;
    if (!parent.raw(key)->is_object()) {
        parent.read(key, source.stream);
        if (source.stream.empty())
            parent.fail(key, "is empty", "name a text file");
        return source;
    }
    StrictObject json = parent.object(key);
    if (json.has("file")) {
        json.read("file", source.objects);
        json.read("source_key", source.sourceKey);
        json.read("target_key", source.targetKey);
        for (const char* name : { "source_key", "target_key" })
            if (!json.has(name))
                json.fail(name, "is missing", "name the key of each object that holds the text");
    } else {
        json.read("source", source.sourceLines);
        json.read("target", source.targetLines);
        for (const char* name : { "source", "target" })
            if (!json.has(name))
                json.fail(name, "is missing", "name the file with a text on each line, or a \"file\" of JSON lines");
    }
    json.finish();
    return source;
}

void readLengths(StrictObject& json, LanguageTexts& texts)
{
    if (texts.train.isPairs()) {
        json.read("max_source", texts.maxSource, 2, 65536);
        json.read("max_target", texts.maxTarget, 2, 65536);
        texts.longTexts = static_cast<LongTexts>(json.choice("long", { "cut", "leave-out", "refuse" }, 0));
    } else {
        json.read("length", texts.length, 2, 65536);
        json.read("dev_share", texts.devShare, 0.0001, 0.9);
    }
}

LanguageTexts readTexts(StrictObject json)
{
    LanguageTexts texts;
    if (!json.has("train"))
        json.fail("train", "is missing", "name the training text");
    texts.train = readSource(json, "train");
    for (const char* key : { "dev", "test" })
        if (json.has(key)) {
            auto& part = key[0] == 'd' ? texts.dev : texts.test;
            part = readSource(json, key);
            if (part->isPairs() != texts.train.isPairs())
                json.fail(key, "is of another kind than \"train\"", "give pairs for pairs, and one text for one text");
        }
    readLengths(json, texts);
    if (texts.dev && texts.devShare > 0)
        json.fail("dev_share", "stands beside \"dev\"", "use one of them");
    if (!texts.dev && texts.devShare == 0)
        json.fail("dev", "is missing",
            texts.train.isPairs() ? "name the texts by which weights are selected"
                                  : "name the text by which weights are selected, or a \"dev_share\" of train");
    json.finish();
    return texts;
}

LanguageTokenizer readTokenizer(StrictObject json)
{
    LanguageTokenizer config;
    if (json.has("from") && (json.has("learn") || json.has("kind")))
        json.fail("from", "stands beside \"learn\" or \"kind\"", "use one of them");
    json.read("from", config.from);
    config.isBytes = json.choice("kind", { "bpe", "bytes" }, 0) == 1;
    if (config.isBytes && json.has("learn"))
        json.fail("learn", "stands beside the kind \"bytes\", which has nothing to learn", "leave it out");
    json.read("learn", config.learn, 64, 1'000'000);
    json.finish();
    return config;
}

ExitClassifierConfig readClassifier(StrictObject json)
{
    ExitClassifierConfig config;
    if (!json.has("kind"))
        json.fail("kind", "is missing", "use \"classifier\"");
    json.choice("kind", { "classifier" }, 0);
    json.read("epochs", config.epochs, 0.001, 10000);
    json.read("lr", config.rate, 0, 10);
    json.read("balance", config.isBalanced);
    config.isGeometric = json.choice("loss", { "independent", "geometric" }, 0) == 1;
    json.finish();
    return config;
}

void checkTogether(const StrictObject& json, const LanguageConfig& config)
{
    const auto& shape = config.shape;
    if (config.init.empty() && shape.hasEncoder() != config.texts.train.isPairs())
        json.fail("text.train",
            shape.hasEncoder() ? "is one text, but \"t5\" reads one text and writes another"
                               : "are pairs, but \"" + shape.modelType + "\" has no encoder to read the first",
            shape.hasEncoder() ? "give a \"source\" and a \"target\"" : "use the family \"t5\"");
    if (config.init.empty() && shape.positions > 0 && config.texts.length > shape.positions)
        json.fail("text.length", "is more than the model's " + std::to_string(shape.positions) + " positions",
            "use a smaller length, or more positions");
    if (config.epochs > 0)
        return;
    if (!config.classifier)
        json.fail("epochs", "is 0", "train for longer; only an exit classifier can be trained alone");
    if (config.init.empty())
        json.fail("epochs", "is 0, but the model is not there yet", "name a finished checkpoint in \"model.init\"");
}

} // namespace

std::vector<double> layerWeights(LayerWeights kind, std::int64_t layers)
{
    std::vector<double> weights(static_cast<std::size_t>(layers));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const bool isLast = i + 1 == weights.size();
        weights[i] = kind == LayerWeights::Linear   ? static_cast<double>(i + 1)
            : kind == LayerWeights::Uniform         ? 1
            : kind == LayerWeights::Geometric       ? std::ldexp(1.0, static_cast<int>(i))
                                                    : (isLast ? 1.0 : 0.0);
    }
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : weights)
        weight /= sum;
    return weights;
}

bool isLanguageConfig(const std::filesystem::path& path)
{
    const auto json = nlohmann::json::parse(io::readWholeFile(path, 1 << 24), nullptr, false);
    return json.is_object() && json.contains("text");
}

LanguageConfig readLanguageConfig(const std::filesystem::path& path)
{
    LanguageConfig config;
    StrictObject json = openConfig(path, config);
    readModel(json.object("model"), config);
    config.texts = readTexts(json.object("text"));
    config.tokenizer = readTokenizer(json.object("tokenizer"));
    config.regime = static_cast<LayerWeights>(
        json.choice("regime", { "layer-weighted", "uniform", "geometric", "last-layer" }, 0));
    config.select = json.choice("select", { "last-exit", "best-mean" }, 0) == 0 ? Selection::LastExit : Selection::BestMean;
    config.optimizer = readOptimizer(json.object("optimizer"));
    json.read("epochs", config.epochs, 0, 10000);
    json.read("batch", config.batch, 1, 65536);
    json.read("dropout", config.dropout, 0, 0.9);
    json.read("label_smoothing", config.labelSmoothing, 0, 0.9);
    json.read("z_loss", config.normaliser, 0, 1);
    if (json.has("exit_module"))
        config.classifier = readClassifier(json.object("exit_module"));
    readRun(json, config);
    checkTogether(json, config);
    json.finish();
    return config;
}

} // namespace exitscope::engine
