#include "core/engine/run/exit_model.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/cost_shape.h"
#include "core/engine/checkpoint/describe.h"
#include "core/engine/run/scripted_model.h"
#include "core/error.h"

namespace exitscope::engine {

namespace {

/// Hugging Face's placeholder names tell nothing, and would hide those of the dataset.
bool areGeneric(const std::vector<std::string>& names)
{
    for (std::size_t id = 0; id < names.size(); ++id)
        if (names[id] != "LABEL_" + std::to_string(id))
            return false;
    return true;
}

class EncoderStream final : public ModelStream
{
public:
    explicit EncoderStream(std::shared_ptr<const PackedEncoder> encoder)
        : m_encoder(std::move(encoder))
    { }

    std::optional<PackScores> run(const Pack& pack, const std::function<bool()>& proceed) override
    {
        return m_encoder->run(pack, m_workspace, proceed);
    }

private:
    std::shared_ptr<const PackedEncoder> m_encoder;
    PackWorkspace m_workspace;
};

class CheckpointModel final : public ExitModel
{
public:
    CheckpointModel(std::shared_ptr<const Checkpoint> checkpoint, Precision precision)
        : m_checkpoint(std::move(checkpoint))
        , m_encoder(std::make_shared<const PackedEncoder>(m_checkpoint, precision))
    {
        const EncoderConfig& config = m_checkpoint->config();
        m_facts = { .name = m_checkpoint->name(),
            .path = m_checkpoint->path(),
            .tokenizer = m_checkpoint->path(),
            .modelType = config.modelType.empty() ? std::string(nameOf(config.family)) : config.modelType,
            .classes = config.classes,
            .exitLayer = config.exitLayer,
            .classifiesTokens = config.classifiesTokens,
            .tagScheme = data::tagSchemeNamed(config.tagScheme),
            .labelNames = areGeneric(config.labelNames) ? std::vector<std::string>() : config.labelNames,
            .maxTokens = config.positions - config.positionOffset,
            .vocabulary = config.vocabulary,
            .segments = config.types,
            .hasSimilarity = true,
            .exitModule = config.exitModule,
            .embeddingWidth = config.embedding,
            .shape = costShape(m_checkpoint->encoder()),
            .head = std::string(nameOf(config.head)),
            .dtype = precision == Precision::BF16 ? "bf16" : "f32",
            .notes = m_checkpoint->encoder().notes,
            .packTokens = m_encoder->defaultPackTokens() };
    }

    std::unique_ptr<ModelStream> stream() const override
    {
        return std::make_unique<EncoderStream>(m_encoder);
    }
    std::vector<float> meanWords(const Pack& pack) const override { return m_encoder->meanWords(pack); }
    std::shared_ptr<const PackedEncoder> encoder() const override { return m_encoder; }
    std::string sha256(const JobContext& job) const override { return m_checkpoint->sha256(job); }

private:
    std::shared_ptr<const Checkpoint> m_checkpoint;
    std::shared_ptr<const PackedEncoder> m_encoder;
};

} // namespace

std::shared_ptr<const ExitModel> openModel(const std::filesystem::path& path, Precision precision)
{
    if (!std::filesystem::is_regular_file(path))
        return std::make_shared<CheckpointModel>(Checkpoint::open(path), precision);
    if (precision != Precision::F32)
        throw InputError(
            path, "a TorchScript module runs in the precision it was saved with", "leave out --dtype");
    return openScriptedModel(path);
}

} // namespace exitscope::engine
