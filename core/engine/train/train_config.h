#pragma once

#include "core/data/dataset.h"
#include "core/engine/model/encoder_config.h"
#include "core/engine/train/run_config.h"
#include "core/hashee/hash_function.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::engine {

/// How the losses L_l of the exits make one loss (methods.md, section 7).
enum class Regime {
    Joint,                 ///< sum of all, every parameter
    LayerWeighted,         ///< mean of all weighted by depth l, every parameter
    TwoStage,              ///< first trunk and last exit alone, then the other exits on the frozen trunk
    SingleExit,            ///< there is one exit: plain fine-tuning
    Alternating,           ///< BERxiT: by turns the last exit's and the sum of all, every parameter
    SelfDistillation,      ///< FastBERT: as TwoStage, but the other exits learn what the last one says
    SelfDistillationJoint, ///< BERxiT: the sum of all, and each exit is to say what the last one says
    Diversity,             ///< the sum of all, less how far each exit is from the nearest below it
};

/// As in a configuration: "joint", "layer-weighted", …
std::string_view nameOf(Regime regime);

/// One source of examples: a dataset file, or a grammar that is expanded into sentences.
struct SourceConfig
{
    std::filesystem::path file;
    bool isGrammar = false;
    std::int64_t sentences = 0; ///< grammar: distinct sentences drawn once, by the seed
    double weight = 1;          ///< times each example is seen in an epoch, on average
    std::vector<std::string> textColumns;
    std::string labelColumn;
    std::string task;
    std::optional<data::TagScheme> tagScheme; ///< CoNLL: the scheme that tags are turned into
    data::UnseenTags unseenTags = data::UnseenTags::Refuse;
};

struct TaskConfig
{
    std::string name;
    std::vector<SourceConfig> train;
    std::vector<SourceConfig> unlabelled; ///< self-distillation: more texts for its second stage
    std::optional<SourceConfig> dev, test;
    std::vector<std::string> labels; ///< names in id order; empty: as the first file has them
    bool isRegression = false;
};

/// What the encoder starts from: the shape of a new one, or a checkpoint.
struct ModelConfig
{
    std::filesystem::path init; ///< empty: random weights
    std::int64_t layers = 12, hidden = 128, heads = 4, feedForward = 512, positions = 128;
    std::vector<std::int32_t> exits; ///< 1-based; empty: after every layer
    bool hasLayers = false;          ///< "layers" beside "init": its layers are stacked up, or cut down, to that many
};

struct TokenizerConfig
{
    std::filesystem::path from; ///< a folder with a tokenizer; empty: learnt, or the one of model.init
    int learn = 8192;           ///< entries of the learnt vocabulary
    bool isCased = false;
    int taskWeight = 1; ///< how often task texts count beside the pre-training text when the vocabulary is learnt
};

/// A stretch of pre-training with the lower `layers` layers; the next stage starts from them, stacked.
struct PretrainStage
{
    std::int64_t layers = 0; ///< 0: all
    std::int64_t steps = 0;
    std::optional<double> rate;
};

struct PretrainConfig
{
    std::vector<std::filesystem::path> files; ///< plain text, also .gz
    std::int64_t length = 64;                 ///< tokens of a training sequence, specials included
    std::int64_t batchTokens = 8192;
    double mask = 0.15;     ///< share of the tokens to guess; 80 % [MASK], 10 % random, 10 % kept
    bool wholeWords = true;
    OptimizerConfig optimizer;
    std::vector<PretrainStage> stages;
    double dropout = 0;
};

/// A model whose answers the exits learn beside the labels.
struct TeacherConfig
{
    enum class Loss { CrossEntropy, ScaledDivergence };
    enum class Match { Last, ByExit };
    std::filesystem::path model;
    double temperature = 1;
    double labels = 0.5, logits = 0.5, hidden = 0; ///< what the losses of labels, logits and states count
    Loss loss = Loss::CrossEntropy;
    Match match = Match::Last; ///< every exit learns from the teacher's last one, or each from its own
};

/// A unit that learns when to leave (methods.md, 1.5, 1.7 and 3.4).
struct ExitModuleConfig
{
    ExitModule kind = ExitModule::None;
    double weight = 1;      ///< LTE: what its loss counts beside the task's
    double epochs = 3;      ///< classifier: of a stage of its own, everything else frozen
    double rate = 0.03;     ///< classifier: learning rate of that stage
    bool isBalanced = true; ///< classifier: agreement and disagreement count alike in a batch, per exit
    double tolerance = 0.1; ///< classifier, regression: exits closer than this agree
};

/// HashEE (methods.md, section 2): tokens leave by a hash while the model is trained and judged.
struct TokenHashConfig
{
    hashee::HashFunction function = hashee::HashFunction::Frequency;
    std::int32_t buckets = 6;
    std::uint32_t seed = 1;
    int restarts = 40; ///< clustered: starts of k-means
};

/// The file of `exitscope train --config` (README, "Training"). Paths are relative to the file. A key that is not
/// known, a wrong type and a value out of range are errors.
struct TrainConfig : RunConfig
{
    ModelConfig model;
    TokenizerConfig tokenizer;
    std::optional<TaskConfig> task;         ///< absent: pre-training only
    std::optional<PretrainConfig> pretrain; ///< one of the two is there
    ExitModuleConfig exitModule;
    std::optional<TokenHashConfig> tokenHash;
    Regime regime = Regime::LayerWeighted;
    std::int32_t limit = 0;         ///< single-exit: the layer of the exit; 0 = the last
    double diversityWeight = 0.1;   ///< diversity: λ
    bool hasEquilibrium = false;    ///< joint: each layer's gradient is the mean of the exits above it (methods.md, 4.6)
    std::optional<HeadKind> exitHead; ///< of exits; absent: as in model.init, else with poolers
    std::optional<TeacherConfig> teacher;
    OptimizerConfig optimizer;
    double epochs = 3; ///< 0: the model stays as it is, only an exit classifier is trained onto it
    double exitEpochs = 0; ///< two-stage, self-distillation: epochs of the second stage; 0 = as `epochs`
    std::int64_t batch = 32;
    std::int64_t accumulate = 1; ///< batches whose gradients make one step
    std::int64_t buckets = 0;    ///< steps whose examples are sorted by length together; 0 = none are

    /// Examples of a step.
    std::int64_t stepExamples() const { return batch * accumulate; }
    bool hasHalfProducts = false; ///< "precision": "bf16": the products of the layers; weights, sums and all else stay F32
    std::int64_t maxLength = 128;
    double dropout = 0.1;
    double labelSmoothing = 0;
    double tokenDropout = 0; ///< share of the tokens replaced by [MASK] while fine-tuning
    Selection select = Selection::BestMean;
};

/// Throws InputError naming the file and the key.
TrainConfig readTrainConfig(const std::filesystem::path& path);

} // namespace exitscope::engine
