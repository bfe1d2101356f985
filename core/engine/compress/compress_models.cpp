#include "core/engine/compress/compress_models.h"

#include "core/engine/checkpoint/describe.h"
#include "core/engine/train/checkpoint_files.h"
#include "core/error.h"
#include "core/io/safetensors.h"
#include "core/io/sha256.h"

#include <ATen/ATen.h>

namespace exitscope::engine {

namespace {

constexpr const char* weightFile = "model.safetensors";

bool isSlimmed(const EncoderConfig& config)
{
    return config.wordRank > 0 || !config.headsKept.empty() || !config.feedForwardKept.empty();
}

InitialModel readWhole(const std::filesystem::path& folder, const TaskLabels& labels, std::uint64_t seed)
{
    const auto last = static_cast<std::int32_t>(storedLayers(folder));
    InitialModel read = readInitialModel(folder, { last }, labels.classes(), false, ExitModule::None, seed);
    if (isSlimmed(read.config))
        throw InputError(folder / "config.json", "the model is slimmed already", "start from the one that it was made from");
    read.config.exitModule = ExitModule::None;
    return read;
}

/// Without the head for pre-training.
ModelWeights trunkAndExits(const InitialModel& read, std::uint64_t seed)
{
    const ParameterLayout from(read.config, MaskHead::Present), to(read.config, MaskHead::Absent);
    return { read.config, grownWeights(from, read.config, read.weights, to, seed) };
}

void checkTeacher(const std::filesystem::path& folder, const InitialModel& teacher, const TaskLabels& labels)
{
    const auto fail = [&](const std::string& problem) {
        throw InputError(folder, "the teacher " + problem, "name a checkpoint that was fine-tuned on this task, or a \"model\" to fine-tune");
    };
    if (!teacher.untrainedExits.empty())
        fail("has no classifier of " + std::to_string(labels.classes()) + " classes after its last layer");
    if (!labels.isRegression && !teacher.labelNames.empty() && teacher.labelNames != labels.names)
        fail("has other labels, or in another order: its first is \"" + teacher.labelNames.front() + "\", that of the task \""
            + labels.names.front() + "\"");
}

} // namespace

GivenModels readGivenModels(const CompressConfig& config, const TaskLabels& labels)
{
    GivenModels given;
    if (!config.model.empty()) {
        given.model = trunkAndExits(readWhole(config.model, labels, config.seed), config.seed);
        given.modelHash = io::sha256OfFile(config.model / weightFile);
    }
    if (config.teacher.empty())
        return given;
    const InitialModel teacher = readWhole(config.teacher, labels, config.seed);
    checkTeacher(config.teacher, teacher, labels);
    given.teacher = trunkAndExits(teacher, config.seed);
    given.teacherHash = io::sha256OfFile(config.teacher / weightFile);
    if (given.model && given.model->config.hidden != teacher.config.hidden)
        throw InputError(config.path,
            "the teacher's states have " + std::to_string(teacher.config.hidden) + " numbers, the model's "
                + std::to_string(given.model->config.hidden),
            "name a \"teacher\" of the model's own hidden size");
    if (given.model && given.model->config.vocabulary != teacher.config.vocabulary)
        throw InputError(config.path, "the teacher's vocabulary is another than the model's", "use two models with one tokenizer");
    return given;
}

ModelWeights fitted(const ModelWeights& model, const EncoderConfig& to, std::uint64_t seed)
{
    const ParameterLayout from(model.config, MaskHead::Absent), layout(to, MaskHead::Absent);
    return { to, grownWeights(from, model.config, model.weights, layout, seed) };
}

ModelWeights readStageModel(const std::filesystem::path& folder, const EncoderConfig& config)
{
    const auto file = io::SafetensorsFile::open(folder / weightFile);
    const ParameterLayout layout(config, MaskHead::Absent);
    ModelWeights model { config, at::empty({ layout.count() }) };
    for (const ParameterSpec& spec : layout.specs()) {
        const auto* view = file->find(spec.name);
        const bool isHalf = view && view->dtype == io::DType::F16;
        if (!view || view->shape != spec.shape || (!isHalf && view->dtype != io::DType::F32))
            throw InputError(file->path(), spec.name + " is missing, or of another shape", "do the stage again with --fresh");
        const at::TensorOptions type(isHalf ? at::kHalf : at::kFloat);
        model.weights.narrow(0, spec.offset, spec.count())
            .copy_(at::from_blob(const_cast<std::byte*>(view->bytes.data()), { spec.count() }, type));
    }
    return model;
}

ModelSize sizeOf(const std::filesystem::path& checkpoint)
{
    const CheckpointDescription description = describeCheckpoint(checkpoint);
    const ParameterLayout layout(description.config, MaskHead::Absent);
    ModelSize size;
    size.parameters = description.parameters;
    size.flops128 = description.flops128;
    for (const ParameterSpec& spec : layout.specs())
        size.layerParameters += spec.name.starts_with("bert.encoder.layer.") ? spec.count() : 0;
    return size;
}

} // namespace exitscope::engine
