#pragma once

#include "core/difficulty/annotation.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace exitscope::difficulty {

/// What is asked whether an exit will be right, before it has been (methods.md §2.7). One code path for texts and words: a
/// predictor gives L logits for each unit.
enum class Predictor {
    Majority,       ///< what an exit mostly was in training
    Guess,          ///< right as often as in training, at random
    LinearMean,     ///< logistic regression on a unit's mean word embedding
    LinearBackbone, ///< one on the frozen encoder for each exit: on its layer's state of the first token, or of the word
    BiLstm,         ///< over the tokens; the largest states of a text, or the state at a word
    Transformer,    ///< the encoder with one layer of L outputs on top, all of it trained
};

/// In the order of the study's tables.
std::span<const Predictor> allPredictors();
std::string_view keyOf(Predictor predictor);   ///< "linear-backbone": on the command line and in files
std::string_view titleOf(Predictor predictor); ///< "linear on the frozen backbone": in tables
/// Throws InputError that offers the nearest name.
Predictor predictorNamed(std::string_view key);
/// Whether it is trained, with a seed; the others only count.
bool isTrained(Predictor predictor);

/// How a trained predictor is trained. Numbers that are 0 are the predictor's own.
struct PredictorOptions
{
    /// A checkpoint directory: word embeddings, the frozen encoder, the tokenizer, what the transformer starts from. Empty: a
    /// vocabulary is learnt from the training texts, and BiLSTM and transformer start at random.
    std::filesystem::path model;
    bool isFromScratch = false; ///< random weights in the model's shape, with its tokenizer
    int epochs = 0;             ///< exactly so many; 0: until the loss on a tenth of the training texts no longer falls
    double rate = 0;
    int batch = 32; ///< texts
    int maxLength = 0;
    int layers = 4, hidden = 128; ///< of a transformer without a model; hidden of a BiLSTM, each way, too
    int threads = 1;              ///< seeds that are trained side by side; what comes out does not depend on it
};

struct PredictorTask
{
    Predictor predictor = Predictor::Transformer;
    const Annotation* train = nullptr;
    const Annotation* test = nullptr;
    PredictorOptions options;
    std::vector<std::uint64_t> seeds { 1 };
};

/// What one seed's predictor says.
struct Foreseen
{
    std::vector<float> train, test; ///< logits [U, L]; above 0 is right
    double epochs = 0;              ///< trained, up to the weights that were kept
};

struct TrainedPredictor
{
    std::vector<Foreseen> seeds;    ///< in the task's order
    std::vector<std::string> notes; ///< whole sentences
};

/// Trains what needs an encoder or a network: engine::Engine::foresee(). Nothing when the job was stopped. Throws InputError.
using PredictorTrainer = std::function<std::optional<TrainedPredictor>(const PredictorTask&, const JobContext&)>;

} // namespace exitscope::difficulty
