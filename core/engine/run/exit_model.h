#pragma once

#include "core/cost/encoder_shape.h"
#include "core/engine/engine.h"
#include "core/engine/model/packed_encoder.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

/// What tracing must know of a model, whichever door it came in by.
struct ModelFacts
{
    std::string name;
    std::filesystem::path path; ///< the directory or file that was opened
    std::filesystem::path tokenizer; ///< the directory to look for one in
    std::string modelType;
    std::int64_t classes = 0;
    std::vector<std::int32_t> exitLayer;
    bool classifiesTokens = false; ///< units are the words of sentences
    std::optional<data::TagScheme> tagScheme; ///< that a token classifier was trained on, where it says so
    std::vector<std::string> labelNames; ///< empty where only "LABEL_0", … are said
    std::int64_t maxTokens = 0; ///< longest input, 0 = not known
    std::int64_t vocabulary = 0; ///< rows of the embedding, 0 = not known
    std::int64_t segments = 0; ///< segment ids that exist; 0 = they are ignored
    bool hasSimilarity = false;
    ExitModule exitModule = ExitModule::None; ///< what gives the learned score, if anything
    std::int64_t embeddingWidth = 0; ///< of meanWords(); 0 = the model does not show its embeddings
    std::optional<cost::EncoderShape> shape; ///< null for TorchScript
    std::string head, dtype; ///< for the trace's metadata
    std::vector<std::string> notes;
    int packTokens = 1024;
};

/// The state of one stream: its buffers. Not for several threads at once.
class ModelStream
{
public:
    virtual ~ModelStream() = default;
    /// Nothing comes back when `proceed` said no. Throws InputError when the model does not keep its
    /// contract.
    virtual std::optional<PackScores> run(const Pack& pack, const std::function<bool()>& proceed) = 0;
};

/// A model with exits, opened for inference: a checkpoint directory or a TorchScript file. Immutable.
class ExitModel
{
public:
    virtual ~ExitModel() = default;
    const ModelFacts& facts() const { return m_facts; }
    virtual std::unique_ptr<ModelStream> stream() const = 0;
    /// [S, embeddingWidth]: the mean word embedding of every sequence; empty where that is 0. From any thread.
    virtual std::vector<float> meanWords(const Pack&) const { return {}; }
    /// What runs layer by layer; null where a model only runs as a whole.
    virtual std::shared_ptr<const PackedEncoder> encoder() const { return nullptr; }
    /// Identity of config and weights; empty when the job was cancelled.
    virtual std::string sha256(const JobContext& job) const = 0;

protected:
    ModelFacts m_facts;
};

/// Throws InputError.
std::shared_ptr<const ExitModel> openModel(const std::filesystem::path& path, Precision precision);

} // namespace exitscope::engine
