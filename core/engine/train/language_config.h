#pragma once

#include "core/engine/model/decoder_config.h"
#include "core/engine/train/run_config.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

/// How the losses L_i of the L layers make one (methods.md §3.4, CALM's Eq. 6 and T5X's variants): Σ w_i L_i, Σ w_i = 1.
enum class LayerWeights {
    Linear,    ///< w_i ∝ i
    Uniform,   ///< all alike
    Geometric, ///< w_i ∝ 2^(i − 1)
    Last,      ///< the last layer alone
};

/// w_1 … w_L.
std::vector<double> layerWeights(LayerWeights kind, std::int64_t layers);

/// Where texts come from. Exactly one of the three is set.
struct TextSource
{
    std::vector<std::filesystem::path> stream;     ///< files as one text, one after the other
    std::filesystem::path sourceLines, targetLines; ///< line n of one belongs to line n of the other
    std::filesystem::path objects;                  ///< JSON lines, with two keys
    std::string sourceKey, targetKey;

    bool isPairs() const { return stream.empty(); }
};

/// What is done with a text that is longer than may be.
enum class LongTexts { Cut, LeaveOut, Refuse };

struct LanguageTexts
{
    TextSource train;
    std::optional<TextSource> dev, test;
    double devShare = 0;        ///< of a stream without a dev file: its end
    std::int64_t maxSource = 128, maxTarget = 128; ///< tokens, end included
    LongTexts longTexts = LongTexts::Cut;
    std::int64_t length = 128;  ///< of a stream: tokens of a window
};

struct LanguageTokenizer
{
    std::filesystem::path from; ///< a folder with a tokenizer; empty: learnt, or that of model.init
    bool isBytes = false;       ///< no merges: a token is a byte
    int learn = 4000;           ///< entries of the learnt vocabulary
};

/// CALM's exit classifier, trained with everything else frozen.
struct ExitClassifierConfig
{
    double epochs = 1;
    double rate = 0.01;
    bool isBalanced = true;  ///< T5X: in a batch, per layer, positions that agree and that do not count alike
    bool isGeometric = false; ///< the classifiers' stop-at-first-agreement likelihood instead of one loss per layer
};

/// The file of `exitscope train --config` where it has a "text" (README, "Training").
struct LanguageConfig : RunConfig
{
    std::filesystem::path init; ///< a checkpoint to start from; empty: `shape` with random weights
    DecoderConfig shape;        ///< without vocabulary and token ids
    LanguageTexts texts;
    LanguageTokenizer tokenizer;
    LayerWeights regime = LayerWeights::Linear;
    OptimizerConfig optimizer;
    double epochs = 10; ///< 0: the model stays as it is, only an exit classifier is trained onto it
    std::int64_t batch = 64; ///< pairs, or windows of a stream
    double dropout = 0.1, labelSmoothing = 0, normaliser = 0;
    Selection select = Selection::LastExit;
    std::optional<ExitClassifierConfig> classifier;
};

/// Whether a configuration is one of a language model. False for what is no JSON object: readTrainConfig() says why.
bool isLanguageConfig(const std::filesystem::path& path);

/// Throws InputError naming the file and the key.
LanguageConfig readLanguageConfig(const std::filesystem::path& path);

} // namespace exitscope::engine
